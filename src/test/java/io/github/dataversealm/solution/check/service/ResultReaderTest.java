package io.github.dataversealm.solution.check.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.check.finding.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The result's SARIF in all the forms that public readers of it know (spec check-rules section 5.1). */
class ResultReaderTest {

    @TempDir
    private Path folder;

    private final ResultReader reader = new ResultReader(ServiceRules.complete()::find);
    private ResultReader.Reading reading;

    private List<ServiceFinding> read(String... files) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (String file : files) {
            entries.put("result" + entries.size() + ".SARIF", file.getBytes(StandardCharsets.UTF_8));
        }
        reader.read(Files.write(folder.resolve("result.zip"), FakeChecker.zip(entries)));
        reading = reader.finish();
        return reading.findings();
    }

    private static String run(String rules, String results) {
        return "{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"c\",\"rules\":[" + rules
                + "]}},\"results\":[" + results + "]}]}";
    }

    /** The first of these that says how grave it is: result, rule, list, level. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            meta-a | {"level":"Low"}        | {"severity":"Critical","level":"Low"} | error   | Critical | 0
            meta-a | {"level":"Low"}        | {"level":"Informational"}             | error   | Informational | 0
            meta-a | {"severity":"High","level":"Low"} | {}                         | note    | High     | 0
            meta-a | {"level":"Low"}        | {}                                    | error   | Low      | 0
            meta-a | {"level":"5"}          | {}                                    | note    | Critical | 0
            web-avoid-eval | {}             | {}                                    | note    | Critical | 0
            avoid-eval | {}                 | {}                                    | note    | Critical | 0
            web-avoid-isActivityType | {}   | {}                                    | error   | Medium   | 0
            meta-a | {}                     | {}                                    | error   | High     | 0
            meta-a | {}                     | {}                                    | warning | Medium   | 0
            meta-a | {}                     | {}                                    | note    | Low      | 0
            meta-a | {}                     | {}                                    | none    | Informational | 0
            meta-a | {}                     | {}                                    | ``      | High     | 1
            meta-a | {"level":"Low"}        | {"severity":"Catastrophic"}           | note    | High     | 1
            """)
    void how_grave_a_finding_is(String code, String rule, String result, String level, String expected, int notes)
            throws IOException {
        List<ServiceFinding> findings = read(run(
                "{\"id\":\"" + code + "\",\"properties\":" + rule + "}",
                "{\"ruleId\":\"" + code + "\",\"message\":{\"text\":\"m\"},\"level\":\"" + level + "\",\"properties\":"
                        + result + "}"));
        assertThat(findings)
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity().title()).isEqualTo(expected));
        assertThat(reading.notes()).hasSize(notes).allMatch(note -> note.endsWith("as High."));
    }

    @Test
    void a_rule_that_nobody_describes_counts_as_high_and_is_told() throws IOException {
        assertThat(read(run("", "{\"ruleId\":\"new-rule\",\"message\":{\"text\":\"m\"}}")))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.HIGH));
        assertThat(reading.notes())
                .containsExactly(
                        "Nothing says how grave the rule new-rule is. Its results count as High.",
                        "The result names the rule new-rule, which neither it nor the service's list describes.");
        assertThat(read(run("", "{\"message\":{}}")))
                .extracting(finding -> finding.rule().code())
                .contains("unknown-rule");
    }

    @Test
    void rules_by_index_by_reference_and_behind_the_results() throws IOException {
        assertThat(read("{\"runs\":[{\"results\":[{\"ruleIndex\":1,\"message\":{\"id\":\"a\"}},"
                        + "{\"rule\":{\"id\":\"meta-a\"},\"message\":{\"id\":\"a\"}},"
                        + "{\"rule\":{\"index\":1},\"message\":{\"id\":\"a\"}},"
                        + "{\"ruleId\":\"meta-b/part\",\"ruleIndex\":1,\"message\":{\"id\":\"a\"}},"
                        + "{\"ruleId\":\"meta-c\",\"ruleIndex\":1,\"message\":{\"id\":\"a\"},\"level\":\"note\"}],"
                        + "\"tool\":{\"driver\":{\"rules\":["
                        + "{\"id\":\"meta-a\",\"messageStrings\":{\"a\":{\"text\":\"A\"}},\"properties\":{\"level\":\"Low\"}},"
                        + "{\"id\":\"meta-b\",\"messageStrings\":{\"a\":{\"text\":\"B\"}},\"properties\":{\"level\":\"Low\"}}"
                        + "]}}}]}"))
                .extracting(ServiceFinding::message)
                .containsExactly("B", "A", "B", "B", "The checker service gives no message.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"text":"Plain"}                                | Plain
            {"text":"function() {{a}} {0}"}                 | function() {{a}} {0}
            {"markdown":"*M*"}                              | *M*
            {"id":"m","arguments":["one","two"]}            | First one then two, {2} and {0} of {x}
            {"id":"m"}                                      | First {0} then {1}, {2} and {0} of {x}
            {"id":"other"}                                  | Short
            {"text":"Update {0}","arguments":["$1\\\\"]}    | Update $1\\
            {"text":"a\\u001b[31mred\\nb"}                  | a [31mred b
            {"text":"https://x/?a=1&sig=s3cr3t&b=2"}        | https://x/?a=1&sig=***&b=2
            {"text":"eyJhbGciOiJub25lIn0.eyJhIjoxfQ.x here"} | *** here
            """)
    void messages(String message, String expected) throws IOException {
        String rule = "{\"id\":\"meta-a\",\"shortDescription\":{\"text\":\"Short\"},\"messageStrings\":"
                + "{\"m\":{\"text\":\"First {0} then {1}, {2} and {{0}} of {{x}}\"}},\"properties\":{\"level\":\"Low\"}}";
        assertThat(read(run(rule, "{\"ruleId\":\"meta-a\",\"message\":" + message + "}")))
                .extracting(ServiceFinding::message)
                .containsExactly(expected);
    }

    @Test
    void a_message_without_an_end_is_cut() throws IOException {
        assertThat(read(run(
                        "", "{\"ruleId\":\"web-avoid-eval\",\"message\":{\"text\":\"" + "x".repeat(500_000) + "\"}}")))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).hasSize(2_003));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"physicalLocation":{"artifactLocation":{"uri":"WebResources/a%20b.js"},"region":{"startLine":3,"startColumn":7}}} | WebResources/a b.js | 3 | 7 | ``
            {"physicalLocation":{"artifactLocation":{"uri":"WebResources/100%.js"}}}              | WebResources/100%.js | 0 | 0 | ``
            {"physicalLocation":{"artifactLocation":{"uri":"WebResources\\\\a+b.js"}}}            | WebResources/a+b.js  | 0 | 0 | ``
            {"physicalLocation":{"artifactLocation":{"uri":"file:///work/a.js?x#y"}}}             | work/a.js            | 0 | 0 | ``
            {"physicalLocation":{"artifactLocation":{"uri":"./a.js"}}}                            | a.js                 | 0 | 0 | ``
            {"physicalLocation":{"artifactLocation":{"index":1}}}                                 | second.js            | 0 | 0 | ``
            {"physicalLocation":{"artifactLocation":{"index":9},"region":{"startLine":-4}}}       | ``                   | 0 | 0 | ``
            {"physicalLocation":{"address":{"fullyQualifiedName":"Screen1"}}}                     | ``                   | 0 | 0 | Screen1
            {"logicalLocations":[{"name":"n"},{"fullyQualifiedName":"f"}]}                        | ``                   | 0 | 0 | n
            {"physicalLocation":{"logicalLocations":[{"fullyQualifiedName":"f"}]}}                | ``                   | 0 | 0 | f
            {"properties":{"module":"m","type":"t"},"logicalLocations":[{"name":"n"}]}            | ``                   | 0 | 0 | m
            {}                                                                                    | ``                   | 0 | 0 | ``
            """)
    void places(String location, String file, int line, int column, String module) throws IOException {
        String sarif =
                "{\"runs\":[{\"artifacts\":[{\"location\":{\"uri\":\"first.js\"}},{\"location\":{\"uri\":\"second.js\"}}],"
                        + "\"results\":[{\"ruleId\":\"web-avoid-eval\",\"message\":{\"text\":\"m\"},\"locations\":["
                        + location
                        + "]}]}]}";
        assertThat(read(sarif)).singleElement().satisfies(finding -> {
            assertThat(finding.file()).isEqualTo(file);
            assertThat(finding.line()).isEqualTo(line);
            assertThat(finding.column()).isEqualTo(column);
            assertThat(finding.module()).isEqualTo(module);
        });
    }

    @Test
    void findings_without_a_place_and_with_several_are_kept() throws IOException {
        assertThat(read(run(
                        "",
                        "{\"ruleId\":\"web-avoid-eval\",\"message\":{\"text\":\"none\"}},"
                                + "{\"ruleId\":\"web-avoid-eval\",\"message\":{\"text\":\"two\"},\"locations\":[{},{}]},"
                                + "{\"ruleId\":\"web-avoid-eval\",\"kind\":\"pass\",\"message\":{\"text\":\"p\"}}")))
                .extracting(ServiceFinding::message)
                .containsExactly("none", "two", "two");
        assertThat(reading.results()).isEqualTo(2);
    }

    @Test
    void several_files_and_runs_and_a_byte_order_mark() throws IOException {
        String one = run("", "{\"ruleId\":\"web-avoid-eval\",\"message\":{\"text\":\"1\"}}");
        String two = "\ufeff{\"runs\":[{\"results\":[{\"ruleId\":\"web-avoid-eval\",\"message\":{\"text\":\"2\"}}]},"
                + "{\"results\":null},{\"tool\":{}},"
                + "{\"results\":[{\"ruleId\":\"web-avoid-eval\",\"message\":{\"text\":\"3\"}}]}]}";
        assertThat(read(one, two)).extracting(ServiceFinding::message).containsExactly("1", "2", "3");
    }

    @Test
    void what_says_nothing_of_results_is_no_result() {
        for (String sarif : List.of("{}", "{\"runs\":[]}", "{\"runs\":[null]}", "{\"runs\":[{\"results\":null}]}")) {
            ResultReader other = new ResultReader(ServiceRules.complete()::find);
            Path zip = folder.resolve("none.zip");
            assertThatThrownBy(() -> {
                        Files.write(zip, FakeChecker.zip(Map.of("a.sarif", sarif.getBytes(StandardCharsets.UTF_8))));
                        other.read(zip);
                        other.finish();
                    })
                    .as(sarif)
                    .isInstanceOf(Outage.class)
                    .hasMessageContaining("holds no results of a check");
        }
    }

    @Test
    void a_run_that_is_none_does_not_hide_the_next() throws IOException {
        String result = "{\"results\":[{\"ruleId\":\"web-avoid-eval\",\"message\":{\"text\":\"m\"}}]}";
        assertThat(read("{\"runs\":[null,[17,{}]," + result + ",{\"results\":{}}]}"))
                .hasSize(1);
        assertThat(reading.gaps()).containsExactly("A run in the service's result has no list of results.");
        assertThat(read("{\"runs\":[]}")).hasSize(1);
        assertThat(reading.gaps()).contains("A file of the service's result holds no run.");
    }

    @Test
    void a_check_that_did_not_succeed_has_a_gap() throws IOException {
        read("{\"runs\":[{\"results\":[],\"invocations\":[{\"executionSuccessful\":true}]}]}");
        assertThat(reading.gaps()).isEmpty();
        read("{\"runs\":[{\"results\":[],\"invocations\":[{},{\"executionSuccessful\":false}]}]}");
        assertThat(reading.gaps()).containsExactly("The service says in its result that the check did not succeed.");
    }

    @Test
    void a_rule_that_another_file_describes_is_one_rule() throws IOException {
        String result = "{\"ruleId\":\"meta-a\",\"message\":{\"text\":\"m\"}}";
        String rule =
                "{\"id\":\"meta-a\",\"shortDescription\":{\"text\":\"Short\"},\"properties\":{\"level\":\"Low\"}}";
        assertThat(read(run("{\"id\":\"meta-a\"}", result), run(rule, result)))
                .hasSize(2)
                .allSatisfy(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.LOW);
                    assertThat(finding.rule()).isEqualTo(reading.rules().get(0));
                    assertThat(finding.rule().summary()).isEqualTo("Short");
                });
        assertThat(reading.notes()).isEmpty();
    }

    @Test
    void a_text_that_repeats_its_arguments_is_cut() throws IOException {
        String template = IntStream.range(0, 50_000).mapToObj(i -> "{0}" + i).collect(Collectors.joining());
        assertThat(read(run(
                        "",
                        "{\"ruleId\":\"web-avoid-eval\",\"message\":{\"text\":\"" + template + "\",\"arguments\":[\""
                                + IntStream.range(0, 50_000)
                                        .mapToObj(Integer::toString)
                                        .collect(Collectors.joining(" "))
                                + "\"]}}")))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).hasSize(2_003));
    }

    @Test
    void what_the_result_says_of_its_rules() throws IOException {
        read(run(
                "{\"id\":\"meta-a\",\"fullDescription\":{\"text\":\"Full\"},\"helpUri\":\"https://learn.microsoft.com/x\","
                        + "\"properties\":{\"level\":\"Low\",\"primaryCategory\":\"upgradeReadiness\",\"howToFix\":[\"Do\",\"it.\"]}},"
                        + "{\"id\":\"meta/../../b\",\"helpUri\":\"javascript:alert(1)\",\"properties\":{\"primaryCategory\":9}}",
                ""));
        assertThat(reading.rules())
                .anySatisfy(rule -> {
                    assertThat(rule.code()).isEqualTo("meta-a");
                    assertThat(rule.category()).isEqualTo("Upgrade readiness");
                    assertThat(rule.howToFix()).isEqualTo("Do it.");
                    assertThat(rule.guidance()).isEqualTo("https://learn.microsoft.com/x");
                    assertThat(rule.info().severity()).isEqualTo(Severity.LOW);
                })
                .anySatisfy(rule -> {
                    assertThat(rule.code()).isEqualTo("meta-..-..-b");
                    assertThat(rule.category()).isEqualTo("Accessibility");
                    assertThat(rule.guidance()).isEmpty();
                    assertThat(rule.info().help())
                            .startsWith("https://go.microsoft.com/fwlink/?LinkID=398563&error=meta");
                });
    }

    @Test
    void every_public_rule_has_a_severity_and_a_category() {
        ServiceRules rules = ServiceRules.complete();
        assertThat(rules.all()).hasSize(105).allSatisfy(rule -> {
            assertThat(rule.severity()).isPresent();
            assertThat(ServiceRule.category(rule.category())).isEqualTo(rule.category());
        });
        assertThat(rules.all().stream().filter(rule -> rules.isSolutionChecker(rule.code())))
                .hasSize(87);
        assertThat(rules.find("use-async"))
                .isEqualTo(rules.find("WEB-USE-ASYNC"))
                .isPresent();
        assertThat(rules.find("nothing")).isEqualTo(Optional.empty());
    }
}
