package io.github.dataversealm.solution.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.dataverse.ErrorCode;
import io.github.dataversealm.solution.dataverse.MissingDependencyRow;
import io.github.dataversealm.solution.dataverse.MissingDependencyRow.Component;
import io.github.dataversealm.solution.deploy.EnvironmentReport;
import io.github.dataversealm.solution.deploy.FlowReport;
import io.github.dataversealm.solution.deploy.RunState;
import io.github.dataversealm.solution.deploy.SolutionReport;
import io.github.dataversealm.solution.environment.Environment;
import io.github.dataversealm.solution.job.ComponentResult;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.testkit.Messages;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class ImportReportsTest {

    @TempDir
    Path folder;

    @Test
    void every_component_is_a_test_case_and_failures_have_names() throws Exception {
        Path file = JUnitReport.write(folder, report(RunState.FAILED, "It failed.", "Mend it."));
        assertThat(file).hasFileName("TEST-solution-import-test.xml");
        Element suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getDocumentElement();
        assertThat(suite.getAttribute("tests")).isEqualTo("5");
        assertThat(suite.getAttribute("failures")).isEqualTo("3");
        Element failed = (Element) suite.getElementsByTagName("testcase").item(2);
        assertThat(failed.getAttribute("name")).isEqualTo("webResource ctr_/app.js");
        assertThat(failed.getAttribute("classname")).isEqualTo("test.Trips");
        Element failure = (Element) failed.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message")).isEqualTo("Bad \uFFFD name <x>");
        assertThat(failure.getTextContent()).contains("0x8004f118");
    }

    @Test
    void a_fault_of_the_environment_is_a_case_too() throws IOException {
        Path file = JUnitReport.write(
                folder,
                new EnvironmentReport(
                        environment(),
                        List.of(),
                        Optional.of(new SolutionException(null, "No settings.", "Write them.")),
                        List.of("Trips 1.0"),
                        Optional.empty(),
                        Duration.ofSeconds(1)));
        assertThat(Files.readString(file)).contains("message=\"No settings.\"", "import Trips 1.0", "skipped=\"1\"");
    }

    @Test
    void a_failure_is_told_with_a_table_and_the_next_step() {
        String text =
                new ImportSummary(Path::toString).failure(List.of(report(RunState.FAILED, "It failed.", "Mend it.")));
        assertThat(text)
                .contains("[test] Trips 1.0.0.0: It failed.")
                .contains("table 'Car' (ctr_car)  <-  from solution Cars (1.0.0.2)")
                .contains("needed by form 'Information' of Trip")
                .contains("Mend it.");
    }

    @Test
    void what_goes_on_is_not_told_as_a_failure() {
        EnvironmentReport report = report(RunState.STILL_RUNNING, "It goes on.", "Run it again.");
        assertThat(ImportSummary.isOnlyWaiting(List.of(report))).isTrue();
        assertThat(new ImportSummary(Path::toString).failure(List.of(report))).contains("still being imported");
        assertThat(ImportSummary.isOnlyWaiting(List.of(report(RunState.FAILED, "x", ""))))
                .isFalse();
    }

    @Test
    void the_log_has_a_line_for_each_solution() {
        Messages messages = new Messages();
        new ImportSummary(Path::toString).log(List.of(report(RunState.DONE, "", "")), messages);
        assertThat(messages.infos()).first().isEqualTo("[test] Trips 1.0.0.0: upgraded in 1:05");
        assertThat(messages.infos()).contains("[test]   left off, as before: Old flow");
        assertThat(messages.warnings()).contains("[test]   not turned on: New flow: no connection");
    }

    private static EnvironmentReport report(RunState state, String problem, String advice) {
        return new EnvironmentReport(
                environment(),
                List.of(new SolutionReport(
                        "Trips",
                        "1.0.0.0",
                        true,
                        state,
                        "upgrade",
                        "A reason.",
                        problem,
                        advice,
                        List.of(
                                new ComponentResult(
                                        "entity", "Trip", ComponentResult.Result.SUCCESS, Optional.empty(), ""),
                                new ComponentResult(
                                        "webResource",
                                        "ctr_/app.js",
                                        ComponentResult.Result.FAILURE,
                                        Optional.of(new ErrorCode(0x8004f118)),
                                        "Bad \u0001 name <x>"),
                                new ComponentResult(
                                        "entity", "Car", ComponentResult.Result.UNPROCESSED, Optional.empty(), "")),
                        1,
                        List.of(new MissingDependencyRow(
                                new Component("1", "", "ctr_car", "Car", "", ""),
                                "Cars (1.0.0.2)",
                                new Component("60", "", "", "Information", "ctr_trip", "Trip"))),
                        List.of(),
                        new FlowReport(
                                List.of(),
                                List.of("Old flow"),
                                List.of("Left flow"),
                                List.of(new FlowReport.FailedFlow("New flow", true, "no connection"))),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofSeconds(65),
                        Optional.empty())),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Duration.ofSeconds(66));
    }

    private static Environment environment() {
        return new Environment("test", URI.create("https://test.example"), "dataverse-test", Optional.empty(), false);
    }
}
