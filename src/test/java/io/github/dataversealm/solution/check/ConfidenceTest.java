package io.github.dataversealm.solution.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dataversealm.solution.check.finding.Confidence;
import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.finding.FoundBy;
import io.github.dataversealm.solution.check.finding.RuleInfo;
import io.github.dataversealm.solution.check.finding.Severity;
import io.github.dataversealm.solution.check.fixture.Checking;
import io.github.dataversealm.solution.check.fixture.CleanSolution;
import io.github.dataversealm.solution.check.report.Reports;
import io.github.dataversealm.solution.check.rule.RuleBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How certain findings are: rules say it, findings may know better, and what is not certain is not Critical. */
class ConfidenceTest {

    @TempDir
    private Path folder;

    private CheckResult check(CleanSolution solution) throws IOException {
        return Checking.usual(solution.write(folder.resolve("a.zip"))).run();
    }

    private Finding only(CleanSolution solution, String rule) throws IOException {
        return check(solution).findings().stream()
                .filter(finding -> finding.rule().id().equals(rule))
                .reduce((one, other) -> {
                    throw new AssertionError(one + " and " + other);
                })
                .orElseThrow();
    }

    @Test
    void only_what_is_exact_may_be_critical() {
        assertThat(RuleBook.complete().infos())
                .filteredOn(rule -> rule.severity() == Severity.CRITICAL)
                .isNotEmpty()
                .allMatch(rule -> rule.confidence() == Confidence.EXACT);
        assertThat(RuleBook.complete().infos()).extracting(RuleInfo::confidence).contains(Confidence.HEURISTIC);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "var r = new XMLHttpRequest(); r.open('GET', u, false); | EXACT | CRITICAL",
                "var wait = false; var r = new XMLHttpRequest(); r.open('GET', u, wait); | HEURISTIC | HIGH",
                "var wait = a == b; var r = new XMLHttpRequest(); r.open('GET', u, wait); | HEURISTIC | HIGH",
                "$.ajax({url: u, async: false}); | EXACT | CRITICAL",
                "var wait = false; $.ajax({url: u, async: wait}); | HEURISTIC | HIGH",
                "XrmServiceToolkit.Soap.Create(row); | EXACT | CRITICAL",
                "var wait = false; XrmServiceToolkit.Rest.Retrieve(a, b, c, d, e, f, wait); | HEURISTIC | HIGH"
            })
    void a_request_that_waits_by_what_a_variable_holds(String script, Confidence confidence, Severity severity)
            throws IOException {
        Finding finding = only(new CleanSolution().script(script), "web-use-async");
        assertThat(finding.confidence()).isEqualTo(confidence);
        assertThat(finding.severity()).isEqualTo(severity);
    }

    @Test
    void a_variable_for_a_secret_is_certain_by_its_type_and_likely_by_its_name() throws IOException {
        String name = "contoso_ApiSecret";
        CleanSolution byName = new CleanSolution();
        for (String entry : byName.entries().keySet().stream().toList()) {
            if (entry.equals(CleanSolution.VARIABLE)) {
                byName.replace(entry, "contoso_Url", name);
            }
        }
        assertThat(only(byName, "env-secret-plain").confidence()).isEqualTo(Confidence.HEURISTIC);
        CleanSolution byType =
                new CleanSolution().replace(CleanSolution.VARIABLE, "<type>100000000</type>", "<type>100000005</type>");
        assertThat(only(byType, "env-secret-plain").confidence()).isEqualTo(Confidence.EXACT);
    }

    @Test
    void what_the_service_finds_as_well_is_certain() throws IOException {
        Finding likely = only(new CleanSolution().script("$(a).html(b);"), "web-sdl-no-html-method");
        assertThat(likely.confidence()).isEqualTo(Confidence.HEURISTIC);
        Finding both = likely.foundByBoth(likely.severity(), "");
        assertThat(both.confidence()).isEqualTo(Confidence.EXACT);
        assertThat(both.foundBy()).isEqualTo(FoundBy.BOTH);
        assertThat(both.fingerprint()).isEqualTo(likely.fingerprint());
    }

    @Test
    void the_reports_say_it() throws IOException {
        CheckResult result = check(new CleanSolution().script("$(a).html(b); eval('x');"));
        JsonNode run = new ObjectMapper().readTree(write(result, Reports.SARIF)).at("/runs/0");
        for (JsonNode rule : run.at("/tool/driver/rules")) {
            boolean exact = rule.at("/properties/confidence").asText().equals("exact");
            assertThat(rule.at("/properties/precision").asText()).isEqualTo(exact ? "very-high" : "medium");
        }
        for (JsonNode found : run.at("/results")) {
            boolean exact = found.at("/ruleId").asText().equals("web-avoid-eval");
            assertThat(found.at("/properties/confidence").asText()).isEqualTo(exact ? "exact" : "heuristic");
            assertThat(found.at("/rank").asInt()).isEqualTo(exact ? 95 : 45);
        }
        JsonNode json = new ObjectMapper().readTree(write(result, Reports.JSON)).at("/findings");
        assertThat(json)
                .extracting(finding -> finding.at("/confidence").asText())
                .containsExactly("exact", "heuristic");
        assertThat(write(result, Reports.HTML))
                .contains("data-confidence=\"exact\"")
                .contains("data-confidence=\"heuristic\"")
                .contains("<option value=\"heuristic\">heuristic</option>")
                .contains("<span class=\"by\">heuristic</span>");
    }

    private String write(CheckResult result, Reports format) throws IOException {
        Path file = folder.resolve("check." + format.extension());
        format.write(result, Optional.empty(), file);
        return Files.readString(file);
    }
}
