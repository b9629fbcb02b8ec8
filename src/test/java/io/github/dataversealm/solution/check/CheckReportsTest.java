package io.github.dataversealm.solution.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dataversealm.solution.check.finding.Decision;
import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.finding.FoundBy;
import io.github.dataversealm.solution.check.finding.RuleInfo;
import io.github.dataversealm.solution.check.finding.ServiceRun;
import io.github.dataversealm.solution.check.finding.Severity;
import io.github.dataversealm.solution.check.fixture.Checking;
import io.github.dataversealm.solution.check.fixture.CleanSolution;
import io.github.dataversealm.solution.check.fixture.MadeResult;
import io.github.dataversealm.solution.check.gate.Baseline;
import io.github.dataversealm.solution.check.gate.Gate;
import io.github.dataversealm.solution.check.gate.SuppressionFile;
import io.github.dataversealm.solution.check.report.ConsoleReport;
import io.github.dataversealm.solution.check.report.Reports;
import io.github.dataversealm.solution.testkit.Messages;
import io.github.dataversealm.solution.testkit.ReportSchemas;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** One result in all formats, valid by the schemas of those who read them. */
class CheckReportsTest {

    private static final ReportSchemas SCHEMAS = new ReportSchemas();

    @TempDir
    private Path folder;

    private CheckResult result() throws IOException {
        CleanSolution solution = new CleanSolution()
                .script("var a = \"<script>alert('x')</script>\"; eval(a); Xrm.Page.ui; console.log(a);")
                .replace(
                        CleanSolution.CUSTOMIZATIONS,
                        "datafieldname=\"contoso_name\"",
                        "datafieldname=\"a&lt;b&amp;c\"")
                .replace(CleanSolution.XAML, "</Activity>", "");
        return Checking.of(solution.write(folder.resolve("ContosoTrips.zip"))).run();
    }

    private String write(CheckResult result, Reports format) throws IOException {
        return Files.readString(file(result, format));
    }

    private Path file(CheckResult result, Reports format) throws IOException {
        Path file = folder.resolve("check." + format.extension());
        format.write(result, Optional.of("src/main/solution"), file);
        return file;
    }

    private JsonNode sarif(CheckResult result) throws IOException {
        String text = write(result, Reports.SARIF);
        assertThat(SCHEMAS.sarif(text)).isEmpty();
        return new ObjectMapper().readTree(text);
    }

    /** The suites by the names of their files. */
    private Map<String, Element> junit(CheckResult result) throws IOException {
        Path file = folder.resolve("junit/TEST-solution-check-Trips.xml");
        Reports.JUNIT.write(result, Optional.empty(), file);
        Map<String, Element> suites = new TreeMap<>();
        try (Stream<Path> files = Files.list(file.getParent())) {
            for (Path each : files.toList()) {
                assertThat(SCHEMAS.surefire(Files.readString(each)))
                        .as(each.toString())
                        .isEmpty();
                suites.put(each.getFileName().toString(), document(each));
            }
        }
        return suites;
    }

    private static Element document(Path file) throws IOException {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile())
                    .getDocumentElement();
        } catch (SAXException | ParserConfigurationException e) {
            throw new AssertionError(e);
        }
    }

    private static RuleInfo rule(String id, Severity severity) {
        return MadeResult.rule(id, severity, "What " + id + " is about.", "");
    }

    private static Finding finding(RuleInfo rule, int number) {
        return MadeResult.finding(rule, "contoso_/a.js", "WebResources/contoso_/a.js", number, "It is wrong.");
    }

    @Test
    void half_a_surrogate_pair_stops_no_report() throws IOException {
        String half = "a\uD83Db";
        RuleInfo rule = MadeResult.rule("web-" + half, Severity.HIGH, half, "https://example.com/" + half);
        CheckResult result = new MadeResult(half)
                .rules(List.of(rule))
                .finding(MadeResult.finding(rule, half, "WebResources/" + half, 0, half))
                .error(half, half)
                .service(new ServiceRun(
                        ServiceRun.State.DONE, half, half, half, Map.of(half, half), List.of(rule), List.of(half)))
                .build();
        assertThat(sarif(result).at("/runs/0/results/0/message/text").asText()).isEqualTo("Web resource a?b: a?b");
        assertThat(new ObjectMapper()
                        .readTree(write(result, Reports.JSON))
                        .at("/findings/0/message")
                        .asText())
                .isEqualTo("a?b");
        assertThat(write(result, Reports.HTML)).contains("<p class=\"message\">a?b</p>");
        assertThat(content(junit(result).get("TEST-solution-check-Trips.web.xml"), "web-a?b", "failure"))
                .contains("Web resource a?b: a?b");
        Path baseline = folder.resolve("baseline.json");
        Baseline.none().with(result.findings()).write(baseline);
        assertThat(Baseline.read(baseline).entries())
                .extracting(Baseline.Entry::component)
                .containsExactly("Web resource a?b");
        Messages log = new Messages();
        new ConsoleReport(log).write(result);
        assertThat(log.warnings()).isNotEmpty();
    }

    // ---------------------------------------------------------------- SARIF

    @Test
    void sarif_has_what_code_scanning_needs() throws IOException {
        JsonNode run = sarif(result()).at("/runs/0");
        JsonNode rules = run.at("/tool/driver/rules");
        assertThat(run.at("/automationDetails/id").asText()).isEqualTo("dataverse/ContosoTrips/offline/");
        assertThat(run.at("/results")).isNotEmpty();
        Set<String> fingerprints = new HashSet<>();
        for (JsonNode result : run.at("/results")) {
            JsonNode rule = rules.get(result.at("/ruleIndex").asInt());
            assertThat(rule.at("/id")).isEqualTo(result.at("/ruleId"));
            for (String field : List.of("/shortDescription/text", "/help/text", "/help/markdown", "/helpUri")) {
                assertThat(rule.at(field).asText()).as(field).isNotEmpty();
            }
            assertThat(rule.at("/properties/tags").size()).isLessThanOrEqualTo(20);
            assertThat(result.at("/level").asText()).isIn("error", "warning", "note");
            assertThat(result.at("/message/text").asText()).isNotEmpty();
            assertThat(result.at("/locations").size()).isBetween(1, 1000);
            JsonNode place = result.at("/locations/0/physicalLocation");
            assertThat(place.at("/artifactLocation/uri").asText())
                    .isNotEmpty()
                    .doesNotStartWith("/")
                    .doesNotContain(" ");
            assertThat(run.at("/originalUriBaseIds")
                            .has(place.at("/artifactLocation/uriBaseId").asText()))
                    .isTrue();
            assertThat(place.at("/region/startLine").asInt()).isPositive();
            for (String field : List.of("severity", "category", "componentType", "module", "solution")) {
                assertThat(result.at("/properties/" + field).asText()).as(field).isNotEmpty();
            }
            assertThat(fingerprints.add(result.at("/partialFingerprints/dataverseComponent~1v1")
                            .asText()))
                    .isTrue();
        }
    }

    @Test
    void sarif_without_findings_is_valid() throws IOException {
        JsonNode run = sarif(new MadeResult("Empty").build()).at("/runs/0");
        assertThat(run.at("/results").isArray()).isTrue();
        assertThat(run.at("/results")).isEmpty();
        assertThat(run.at("/invocations/0/executionSuccessful").asBoolean()).isTrue();
    }

    @Test
    void only_security_rules_have_a_security_severity() throws IOException {
        for (JsonNode rule : sarif(result()).at("/runs/0/tool/driver/rules")) {
            boolean security = rule.at("/properties/category").asText().equals("Security");
            assertThat(rule.at("/properties/security-severity").isMissingNode()).isEqualTo(!security);
            assertThat(rule.at("/properties/tags").toString().contains("\"security\""))
                    .isEqualTo(security);
        }
    }

    @Test
    void paths_are_relative_to_the_repository_and_escaped() throws IOException {
        RuleInfo rule = rule("web-a", Severity.HIGH);
        List<String> files = List.of(
                "Web Resources/größe 100%#1?.js",
                "../../../pom.xml",
                "Entities/日本語/Entity.xml",
                "a:b/[c]{d}.xml",
                "./x//y.js",
                "..\\..\\..\\..\\..\\c.js");
        MadeResult made = new MadeResult("Lösung 1").rules(List.of(rule));
        for (int i = 0; i < files.size(); i++) {
            made.finding(MadeResult.finding(rule, "x", files.get(i), i, "It is wrong."));
        }
        JsonNode run = sarif(made.build()).at("/runs/0");
        List<String> uris = new ArrayList<>();
        run.at("/results")
                .forEach(result -> uris.add(result.at("/locations/0/physicalLocation/artifactLocation/uri")
                        .asText()));
        assertThat(uris)
                .containsExactly(
                        "src/main/solution/Web%20Resources/gr%C3%B6%C3%9Fe%20100%25%231%3F.js",
                        "pom.xml",
                        "src/main/solution/Entities/%E6%97%A5%E6%9C%AC%E8%AA%9E/Entity.xml",
                        "src/main/solution/a%3Ab/%5Bc%5D%7Bd%7D.xml",
                        "src/main/solution/x/y.js",
                        "c.js");
        assertThat(run.at("/automationDetails/id").asText()).isEqualTo("dataverse/L%C3%B6sung%201/offline/");
    }

    @Test
    void a_finding_without_place_and_a_zip_alone_have_a_location() throws IOException {
        RuleInfo rule = rule("pkg-a", Severity.HIGH);
        Finding nowhere = new Finding(
                rule,
                rule.severity(),
                rule.confidence(),
                MadeResult.finding(rule, "x", "", 0, "").subject(),
                "",
                false,
                0,
                0,
                "It is wrong.",
                "onSave",
                "f",
                Finding.State.NEW,
                Decision.NONE,
                FoundBy.OFFLINE);
        JsonNode place = sarif(new MadeResult("Trips").finding(nowhere).build())
                .at("/runs/0/results/0/locations/0/physicalLocation");
        assertThat(place.at("/artifactLocation/uriBaseId").asText()).isEqualTo("SOLUTION_ZIP");
        assertThat(place.at("/region/startLine").asInt()).isEqualTo(1);
    }

    @Test
    void what_was_decided_is_said_in_the_words_of_sarif() throws IOException {
        RuleInfo rule = rule("web-a", Severity.HIGH);
        JsonNode results = sarif(new MadeResult("Trips")
                        .rules(List.of(rule))
                        .finding(finding(rule, 0))
                        .finding(finding(rule, 1)
                                .with(Finding.State.SUPPRESSED, new Decision("why not", "a.js:1", true)))
                        .finding(finding(rule, 2).with(Finding.State.SUPPRESSED, new Decision("", "pom.xml", false)))
                        .finding(finding(rule, 3).with(Finding.State.BASELINE, new Decision("old", "", false)))
                        .build())
                .at("/runs/0/results");
        assertThat(results.findValuesAsText("baselineState")).containsExactly("new", "new", "new", "unchanged");
        assertThat(results.get(0).has("suppressions")).isFalse();
        assertThat(results.get(1).at("/suppressions/0/kind").asText()).isEqualTo("inSource");
        assertThat(results.get(1).at("/suppressions/0/justification").asText()).isEqualTo("why not");
        assertThat(results.get(2).at("/suppressions/0/kind").asText()).isEqualTo("external");
        assertThat(results.get(3).has("suppressions")).isFalse();
    }

    private static ServiceRun service(ServiceRun.State state, List<RuleInfo> rules) {
        return new ServiceRun(
                state,
                state == ServiceRun.State.DONE ? "" : "It did not answer.",
                "6b2d1c1e",
                "https://unitedstates.api.advisor.powerapps.com",
                Map.of("Rule set", "Solution Checker"),
                rules,
                List.of("This run does not count for Managed Environments."));
    }

    @Test
    void the_service_has_a_run_of_its_own() throws IOException {
        RuleInfo ours = rule("form-a", Severity.HIGH);
        RuleInfo common = rule("web-use-async", Severity.CRITICAL);
        RuleInfo theirs = MadeResult.rule("meta-license-x", Severity.MEDIUM, "", "javascript:alert(1)");
        JsonNode runs = sarif(new MadeResult("Trips")
                        .rules(List.of(ours, common))
                        .finding(finding(ours, 0))
                        .finding(MadeResult.foundBy(finding(common, 1), FoundBy.BOTH))
                        .finding(MadeResult.foundBy(finding(theirs, 2), FoundBy.SERVICE))
                        .service(service(ServiceRun.State.DONE, List.of(common)))
                        .build())
                .at("/runs");
        assertThat(runs).hasSize(2);
        assertThat(runs.get(0).at("/automationDetails/id").asText()).isEqualTo("dataverse/Trips/offline/");
        assertThat(runs.get(1).at("/automationDetails/id").asText()).isEqualTo("dataverse/Trips/service/");
        assertThat(runs.get(0).at("/tool/driver/name")).isNotEqualTo(runs.get(1).at("/tool/driver/name"));
        assertThat(runs.get(0).at("/results").findValuesAsText("ruleId")).containsExactly("web-use-async", "form-a");
        assertThat(runs.get(1).at("/results").findValuesAsText("ruleId"))
                .containsExactly("web-use-async", "meta-license-x");
        assertThat(runs.get(1).at("/tool/driver/rules").findValuesAsText("helpUri"))
                .allMatch(address -> address.startsWith("https://"));
        assertThat(runs.get(1).at("/properties/runId").asText()).isEqualTo("6b2d1c1e");
    }

    @Test
    void a_service_without_a_result_has_no_run_and_closes_no_alerts() throws IOException {
        JsonNode runs = sarif(new MadeResult("Trips")
                        .service(service(ServiceRun.State.INCONCLUSIVE, List.of()))
                        .build())
                .at("/runs");
        assertThat(runs).hasSize(1);
        assertThat(runs.at("/0/invocations/0/toolExecutionNotifications/0/message/text")
                        .asText())
                .contains("not checked by the service", "It did not answer.");
        JsonNode incomplete = sarif(new MadeResult("Trips")
                        .service(service(ServiceRun.State.INCOMPLETE, List.of()))
                        .build())
                .at("/runs");
        assertThat(incomplete).hasSize(2);
        assertThat(incomplete.at("/1/invocations/0/executionSuccessful").asBoolean())
                .isFalse();
    }

    @Test
    void the_zips_of_one_build_do_not_close_the_alerts_of_each_other() throws IOException {
        Path file = folder.resolve("check-unmanaged.sarif");
        Reports.SARIF.write(new MadeResult("Trips").build(), Optional.empty(), file);
        assertThat(new ObjectMapper()
                        .readTree(file.toFile())
                        .at("/runs/0/automationDetails/id")
                        .asText())
                .isEqualTo("dataverse/Trips/offline-unmanaged/");
    }

    private static CheckResult many(int count, int message) {
        RuleInfo low = rule("web-low", Severity.LOW);
        RuleInfo high = rule("web-high", Severity.HIGH);
        Random random = new Random(7);
        MadeResult made = new MadeResult("Large").rules(List.of(low, high));
        for (int i = 0; i < count; i++) {
            byte[] noise = new byte[message];
            random.nextBytes(noise);
            made.finding(MadeResult.finding(
                    i % 10 == 9 ? high : low,
                    "contoso_/a.js",
                    "a.js",
                    i,
                    "It is wrong: " + Base64.getEncoder().encodeToString(noise)));
        }
        return made.build();
    }

    @Test
    void more_results_than_github_takes_are_cut_with_a_note_and_the_full_file_beside_it() throws IOException {
        CheckResult result = many(26_000, 3);
        Path full = folder.resolve("check.full.sarif");
        JsonNode run = new ObjectMapper().readTree(write(result, Reports.SARIF)).at("/runs/0");
        assertThat(run.at("/results")).hasSize(25_000);
        assertThat(run.at("/results").findValuesAsText("level").stream().filter("error"::equals))
                .hasSize(2_600);
        assertThat(run.at("/invocations/0/toolExecutionNotifications/0/message/text")
                        .asText())
                .contains("25000 gravest of 26000", ".full.sarif");
        assertThat(new ObjectMapper().readTree(full.toFile()).at("/runs/0/results"))
                .hasSize(26_000);
        // a smaller one later takes the full file away
        write(many(3, 3), Reports.SARIF);
        assertThat(full).doesNotExist();
    }

    @Test
    void a_file_that_is_larger_than_github_takes_is_cut_by_severity() throws IOException {
        CheckResult result = many(4_000, 4_000);
        Path file = folder.resolve("check.sarif");
        JsonNode run = new ObjectMapper().readTree(write(result, Reports.SARIF)).at("/runs/0");
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
            Files.copy(file, zip);
        }
        assertThat(packed.size()).isBetween(4_000_000, 10_000_000);
        assertThat(run.at("/results").findValuesAsText("level").stream().filter("error"::equals))
                .hasSize(400);
        assertThat(new ObjectMapper()
                        .readTree(folder.resolve("check.full.sarif").toFile())
                        .at("/runs/0/results"))
                .hasSize(4_000);
    }

    // ---------------------------------------------------------------- JUnit

    @Test
    void junit_has_a_suite_for_each_family_and_a_case_for_each_rule() throws IOException {
        CheckResult result = MadeResult.of(result())
                .gate(new Gate(Optional.of(Severity.HIGH), 0, Map.of(), false))
                .build();
        Map<String, Element> suites = junit(result);
        assertThat(suites).containsKeys("TEST-solution-check-Trips.web.xml", "TEST-solution-check-Trips.form.xml");
        int cases = 0;
        int failures = 0;
        for (Map.Entry<String, Element> entry : suites.entrySet()) {
            Element suite = entry.getValue();
            int here = suite.getElementsByTagName("testcase").getLength();
            cases += here;
            assertThat(suite.getAttribute("tests")).isEqualTo(String.valueOf(here));
            for (String kind : List.of("failure", "error", "skipped")) {
                String counter = kind.equals("skipped") ? kind : kind + "s";
                int count = suite.getElementsByTagName(kind).getLength();
                assertThat(suite.getAttribute(counter)).isEqualTo(String.valueOf(count));
                failures += kind.equals("failure") ? count : 0;
            }
            Element test = (Element) suite.getElementsByTagName("testcase").item(0);
            assertThat(entry.getKey()).endsWith("." + test.getAttribute("name").split("-")[0] + ".xml");
            assertThat(test.getAttribute("classname"))
                    .isEqualTo("ContosoTrips." + test.getAttribute("name").split("-")[0]);
        }
        assertThat(cases).isEqualTo(result.rules().size() + result.notRun().size());
        assertThat(failures)
                .isEqualTo((int) result.findings().stream()
                        .filter(finding -> finding.severity().reaches(Severity.HIGH))
                        .map(finding -> finding.rule().id())
                        .distinct()
                        .count())
                .isPositive();
    }

    @Test
    void junit_fails_for_what_closes_the_gate_and_only_tells_the_rest() throws IOException {
        RuleInfo high = rule("web-high", Severity.HIGH);
        RuleInfo low = rule("web-low", Severity.LOW);
        RuleInfo known = rule("web-known", Severity.HIGH);
        RuleInfo off = rule("web-off", Severity.HIGH);
        RuleInfo quiet = rule("web-quiet", Severity.HIGH);
        MadeResult made = new MadeResult("Trips")
                .rules(List.of(high, low, known, quiet))
                .notRun(off)
                .error("a.js", "stopped after 10 s \u0000")
                .finding(finding(high, 0))
                .finding(finding(low, 1))
                .finding(finding(known, 2).with(Finding.State.BASELINE, new Decision("since May", "", false)));
        Map<String, Element> suites = junit(made.build());
        Element web = suites.get("TEST-solution-check-Trips.web.xml");
        assertThat(content(web, "web-high", "failure")).contains("WebResources/contoso_/a.js:1:2", "It is wrong.");
        assertThat(content(web, "web-low", "system-out")).contains("It is wrong.");
        assertThat(content(web, "web-known", "skipped")).contains("1 known or suppressed: since May");
        assertThat(content(web, "web-off", "skipped")).contains("not run");
        assertThat(web.getAttribute("failures")).isEqualTo("1");
        assertThat(content(suites.get("TEST-solution-check-Trips.analysis.xml"), "analysis-1", "error"))
                .contains("stopped after 10 s");
        made.gate(new Gate(Optional.empty(), 0, Map.of(Severity.LOW, 0), false));
        web = junit(made.build()).get("TEST-solution-check-Trips.web.xml");
        assertThat(content(web, "web-low", "failure")).contains("It is wrong.");
        assertThat(web.getAttribute("failures")).isEqualTo("1");
    }

    private static String content(Element suite, String test, String element) {
        for (int i = 0; i < suite.getElementsByTagName("testcase").getLength(); i++) {
            Element found = (Element) suite.getElementsByTagName("testcase").item(i);
            if (found.getAttribute("name").equals(test)) {
                Element inner = (Element) found.getElementsByTagName(element).item(0);
                assertThat(inner).as(test + " has " + element).isNotNull();
                return inner.getAttribute("message") + inner.getTextContent();
            }
        }
        throw new AssertionError("no case " + test);
    }

    @Test
    void a_service_without_an_answer_is_neither_passed_nor_failed_in_junit() throws IOException {
        MadeResult made = new MadeResult("Trips").service(service(ServiceRun.State.INCONCLUSIVE, List.of()));
        assertThat(content(
                        junit(made.build()).get("TEST-solution-check-Trips.analysis.xml"),
                        "checker-service",
                        "skipped"))
                .contains("It did not answer.");
        made.gate(new Gate(Optional.of(Severity.HIGH), 0, Map.of(), true));
        assertThat(content(
                        junit(made.build()).get("TEST-solution-check-Trips.analysis.xml"), "checker-service", "error"))
                .contains("It did not answer.");
        assertThat(junit(new MadeResult("Trips").build())).doesNotContainKey("TEST-solution-check-Trips.analysis.xml");
    }

    @Test
    void a_family_that_is_gone_leaves_no_failure_behind() throws IOException {
        RuleInfo ours = rule("web-a", Severity.HIGH);
        RuleInfo theirs = rule("meta-license", Severity.HIGH);
        MadeResult both = new MadeResult("Trips")
                .rules(List.of(ours))
                .finding(MadeResult.foundBy(finding(theirs, 0), FoundBy.SERVICE))
                .service(service(ServiceRun.State.DONE, List.of(theirs)));
        assertThat(junit(both.build()))
                .containsOnlyKeys("TEST-solution-check-Trips.web.xml", "TEST-solution-check-Trips.meta.xml");
        String other = "<testsuite xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" name=\"x\" time=\"0\""
                + " tests=\"0\" errors=\"0\" skipped=\"0\" failures=\"0\"/>";
        List<String> others = List.of(
                "TEST-solution-check-Trips-unmanaged.meta.xml",
                "TEST-solution-check-Trips.v2.meta.xml",
                "TEST-solution-check-TripsX.meta.xml",
                "TEST-com.example.MetaTest.xml");
        for (String name : others) {
            Files.writeString(folder.resolve("junit/" + name), other);
        }
        assertThat(junit(new MadeResult("Trips").rules(List.of(ours)).build()).keySet())
                .contains("TEST-solution-check-Trips.web.xml")
                .containsAll(others)
                .hasSize(1 + others.size());
        Reports.JUNIT.delete(folder.resolve("junit/TEST-solution-check-Trips.xml"));
        try (Stream<Path> files = Files.list(folder.resolve("junit"))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(others);
        }
        Reports.JUNIT.delete(folder.resolve("never-written/TEST-solution-check-Trips.xml"));
    }

    @Test
    void families_of_the_service_that_differ_in_case_only_or_are_no_file_names_share_a_suite() throws IOException {
        List<RuleInfo> rules = List.of(
                rule("web-a", Severity.HIGH),
                rule("Web-b", Severity.HIGH),
                rule("../../up-c", Severity.HIGH),
                rule("../..\\up-d", Severity.HIGH));
        Map<String, Element> suites = junit(new MadeResult("Trips")
                .rules(rules)
                .finding(finding(rules.get(1), 0))
                .build());
        assertThat(suites)
                .containsOnlyKeys("TEST-solution-check-Trips.web.xml", "TEST-solution-check-Trips.______up.xml");
        assertThat(suites.values())
                .allMatch(suite -> suite.getAttribute("tests").equals("2"));
        assertThat(content(suites.get("TEST-solution-check-Trips.web.xml"), "Web-b", "failure"))
                .contains("It is wrong.");
    }

    @Test
    void what_holds_no_more_is_taken_away_in_every_format() throws IOException {
        for (Reports format : Reports.values()) {
            format.delete(file(
                    new MadeResult("Trips")
                            .rules(List.of(rule("web-a", Severity.LOW)))
                            .build(),
                    format));
        }
        Files.writeString(folder.resolve("check.full.sarif"), "{}");
        Reports.SARIF.delete(folder.resolve("check.sarif"));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    // ---------------------------------------------------------------- HTML, JSON, console

    @Test
    void html_is_one_page_that_asks_for_nothing_and_takes_no_markup_from_the_solution() throws IOException {
        String html = write(result(), Reports.HTML);
        assertThat(html).contains("form-column-missing", "a&lt;b&amp;c").doesNotContain("<script>alert");
        assertThat(html.replaceAll("<a [^>]*>", ""))
                .doesNotContainPattern("(?i)\\b(src|href)\\s*=\\s*[\"']?(https?:)?//");
        assertThat(html).doesNotContain("@import", "url(");
        // where scripts may not run there is nothing that does not work
        assertThat(html).contains("aria-label=\"Filter the findings\" hidden>");
    }

    @Test
    void html_tells_what_is_expired_gone_and_unused_and_what_came_of_the_service() throws IOException {
        String html = write(
                new MadeResult("Trips")
                        .expired("The baseline knew web-a in x until 2026-01-01.")
                        .unused(SuppressionFile.parse("web-b | x | gone"))
                        .gone(new Baseline.Entry("f", "web-c", "Form y", "", Optional.empty(), false))
                        .service(service(ServiceRun.State.INCONCLUSIVE, List.of()))
                        .build(),
                Reports.HTML);
        assertThat(html)
                .contains(
                        "until 2026-01-01",
                        "web-b in x (solution.suppressions)",
                        "web-c in Form y",
                        "not checked by the service: It did not answer.",
                        // what Microsoft's support asks for
                        "Run: <code>6b2d1c1e</code>",
                        "Endpoint: <code>https://unitedstates.api.advisor.powerapps.com</code>",
                        "does not count for Managed Environments");
    }

    @Test
    void a_rule_of_which_two_things_are_said_is_one_group() throws IOException {
        RuleInfo one = MadeResult.rule("meta-a", Severity.HIGH, "What the list says.", "");
        RuleInfo other = MadeResult.rule("meta-a", Severity.HIGH, "What the result says.", "");
        CheckResult result = new MadeResult("Trips")
                .rules(List.of(rule("web-a", Severity.LOW)))
                .finding(finding(one, 0))
                .finding(finding(other, 1))
                .service(service(ServiceRun.State.DONE, List.of(one)))
                .build();
        String html = write(result, Reports.HTML);
        assertThat(html.split("<details class=\"group", -1)).hasSize(2);
        // the same number everywhere
        assertThat(html).contains(">Trips.zip, 2 rules run, 0 off.");
        Messages log = new Messages();
        new ConsoleReport(log).write(result);
        assertThat(log.warnings()).filteredOn(line -> line.contains("meta-a")).hasSize(1);
        assertThat(log.infos()).last().asString().contains("(2 rules)");
    }

    @Test
    void suppressions_that_name_nothing_are_named_with_what_they_let_pass() throws IOException {
        CheckResult result = Checking.usual(
                        new CleanSolution().script("eval(\"a\"); a == b;").write(folder.resolve("ContosoTrips.zip")))
                .suppression(SuppressionFile.parse("web-* | * | the old forms"))
                .run();
        Messages log = new Messages();
        new ConsoleReport(log).write(result);
        assertThat(log.warnings())
                .contains(
                        "The suppression 'web-*' names no rule or no component, and lets 1 Critical pass: an environment"
                                + " with checkedOnly refuses the zip. Name what it is about.");
        JsonNode sweeping =
                new ObjectMapper().readTree(write(result, Reports.JSON)).at("/sweepingSuppressions");
        assertThat(write(result, Reports.HTML)).contains("<li>web-*: 1 Critical, ");
        assertThat(sweeping).hasSize(1);
        assertThat(sweeping.at("/0/suppression").asText()).isEqualTo("web-*");
        assertThat(sweeping.at("/0/findings/Critical").asInt()).isEqualTo(1);
        assertThat(sweeping.at("/0/findings/Medium").asInt()).isPositive();
    }

    @Test
    void json_has_counts_and_findings() throws IOException {
        CheckResult result = result();
        JsonNode json = new ObjectMapper().readTree(write(result, Reports.JSON));
        assertThat(json.at("/solution").asText()).isEqualTo("ContosoTrips");
        assertThat(json.at("/counts/Critical").asInt()).isPositive();
        assertThat(json.at("/findings").size()).isEqualTo(result.findings().size());
    }

    @Test
    void the_console_is_short_and_grouped_by_rule_with_the_fix() {
        RuleInfo high = rule("web-high", Severity.HIGH);
        RuleInfo low = rule("web-low", Severity.LOW);
        MadeResult made = new MadeResult("Trips").rules(List.of(high, low)).finding(finding(low, 99));
        for (int i = 0; i < 22; i++) {
            made.finding(MadeResult.finding(high, "a", "a.js", i, i == 0 ? "x".repeat(5_000) : "It is wrong."));
        }
        Messages log = new Messages();
        new ConsoleReport(log).write(made.build());
        assertThat(log.warnings()).hasSize(13);
        assertThat(log.warnings().get(0)).isEqualTo("High web-high (hygiene): What web-high is about.");
        assertThat(log.warnings().get(1))
                .startsWith("  a.js:1:2 Web resource a: xxx")
                .hasSizeLessThan(600);
        assertThat(log.warnings().get(11)).isEqualTo("  and 12 more");
        assertThat(log.warnings().get(12)).isEqualTo("  To mend it: What web-high is about.");
        assertThat(log.infos())
                .containsExactly(
                        "1 finding of severity Low or Informational is in the reports only.",
                        "Trips: 22 High, 1 Low (2 rules).");
    }
}
