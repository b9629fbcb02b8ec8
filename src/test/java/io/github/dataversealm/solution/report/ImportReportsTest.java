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
import io.github.dataversealm.solution.message.Commands;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.testkit.Messages;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class ImportReportsTest {

    private static final Commands COMMANDS = new Commands("mvn", "com.contoso:trips-plugin:1.2");

    @TempDir
    Path folder;

    @Test
    void every_component_is_a_test_case_and_failures_have_names() throws Exception {
        Path file = JUnitReport.write(folder, report(RunState.FAILED, "It failed.", "Mend it."), COMMANDS);
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
                        Optional.of(new SolutionException(null, "No settings.", "Write them: mvn solution:settings")),
                        List.of("Trips 1.0"),
                        Optional.empty(),
                        Duration.ofSeconds(1)),
                COMMANDS);
        assertThat(Files.readString(file))
                .contains("Write them: mvn com.contoso:trips-plugin:1.2:settings")
                .contains("message=\"No settings.\"", "import Trips 1.0", "skipped=\"1\"");
    }

    @Test
    void a_failure_is_told_with_a_table_and_the_next_step() {
        String text =
                new ImportSummary(Path::toString).failure(List.of(report(RunState.FAILED, "It failed.", "Mend it.")));
        assertThat(text)
                .contains("[test] Trips 1.0.0.0: It failed.")
                .contains("table 'Car' (ctr_car)  <-  from solution Cars (1.0.0.2)")
                .contains("needed by form or dashboard 'Information' of Trip")
                .contains("Mend it.");
    }

    @Test
    void the_junit_file_has_all_that_is_missing() throws IOException {
        Path file = JUnitReport.write(folder, report(RunState.FAILED, "It failed.", "Mend it."), COMMANDS);
        assertThat(Files.readString(file))
                .contains("Missing in the environment (1):", "from solution Cars (1.0.0.2)", "Mend it.");
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
        assertThat(messages.infos()).contains("[test]   left off, because they were off before: Old flow");
        assertThat(messages.warnings()).contains("[test]   not turned on: New flow: no connection");
    }

    // ---------------------------------------------------------------- many environments

    @Test
    void many_environments_are_told_of_together_and_what_is_wrong_first() {
        List<EnvironmentReport> reports = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            reports.add(named("good" + i, report(RunState.DONE, "", "")));
        }
        reports.add(named("bad", report(RunState.FAILED, "It failed.", "Mend it.")));
        reports.add(named("worse", report(RunState.FAILED, "It failed.", "Mend it.")));
        reports.add(notStarted("late"));
        Messages messages = new Messages();
        new ImportSummary(Path::toString).log(reports, messages);
        assertThat(messages.infos())
                .containsExactly(
                        "Of 43 environments 2 failed, 1 were not started, 40 are done.",
                        "Trips 1.0.0.0: upgraded in good0, good1, good2, good3, good4, good5, good6, good7, good8, good9 and"
                                + " 30 more (1:05 at most, in good0)",
                        "Trips 1.0.0.0: FAILED in bad, worse (1:05 at most, in bad)");
        assertThat(messages.warnings())
                .containsExactly(
                        "FAILED: bad, worse",
                        "not started: late",
                        "Trips: not turned on: New flow: no connection (in good0, good1, good2, good3, good4, good5, good6,"
                                + " good7, good8, good9 and 32 more)");
    }

    @Test
    void the_same_failure_of_several_environments_stands_there_once() {
        String text = new ImportSummary(Path::toString)
                .failure(List.of(
                        named("a", report(RunState.FAILED, "It failed.", "Mend it.")),
                        named("b", report(RunState.FAILED, "Otherwise.", "")),
                        named("c", report(RunState.FAILED, "It failed.", "Mend it.")),
                        notStarted("d"),
                        notStarted("e")));
        assertThat(text.lines())
                .contains("[a, c] Trips 1.0.0.0: It failed.", "[b] Trips 1.0.0.0: Otherwise.")
                .endsWith("Not started, because wave 1 did not end well in a: d, e.");
        assertThat(text).containsOnlyOnce("Mend it.");
    }

    @Test
    void what_was_not_started_is_told_and_has_skipped_cases() throws Exception {
        Messages messages = new Messages();
        new ImportSummary(Path::toString).log(List.of(notStarted("uat")), messages);
        assertThat(messages.warnings()).containsExactly("[uat] not started: wave 1 did not end well in a");
        Element suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(JUnitReport.write(folder, notStarted("uat"), COMMANDS).toFile())
                .getDocumentElement();
        assertThat(suite.getAttribute("tests")).isEqualTo("1");
        assertThat(suite.getAttribute("skipped")).isEqualTo("1");
        assertThat(((Element) suite.getElementsByTagName("skipped").item(0)).getAttribute("message"))
                .isEqualTo("not started: wave 1 did not end well in a");
    }

    @Test
    void a_brief_report_tells_the_same() {
        EnvironmentReport report = report(RunState.DONE, "", "");
        Messages whole = new Messages();
        Messages brief = new Messages();
        new ImportSummary(Path::toString).log(List.of(report), whole);
        new ImportSummary(Path::toString).log(List.of(report.brief()), brief);
        assertThat(report.brief().solutions().get(0).components()).isEmpty();
        assertThat(brief.infos()).isEqualTo(whole.infos());
        assertThat(brief.warnings()).isEqualTo(whole.warnings());
    }

    private static EnvironmentReport named(String id, EnvironmentReport report) {
        return new EnvironmentReport(
                environment(id),
                report.solutions(),
                report.fault(),
                report.notReached(),
                report.notStarted(),
                report.duration());
    }

    private static EnvironmentReport notStarted(String id) {
        return new EnvironmentReport(
                environment(id),
                List.of(),
                Optional.empty(),
                List.of("Trips 1.0.0.0 (managed)"),
                Optional.of("wave 1 did not end well in a"),
                Duration.ZERO);
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
                                List.of(new FlowReport.FailedFlow(new UUID(0, 1), "New flow", true, "no connection"))),
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
        return environment("test");
    }

    private static Environment environment(String id) {
        return new Environment(
                id, URI.create("https://" + id + ".example"), "dataverse-" + id, Optional.empty(), false);
    }
}
