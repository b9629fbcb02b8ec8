package io.github.dataversealm.solution.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dataversealm.solution.auth.SignInException;
import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.finding.FoundBy;
import io.github.dataversealm.solution.check.finding.RuleInfo;
import io.github.dataversealm.solution.check.finding.ServiceRun;
import io.github.dataversealm.solution.check.finding.Severity;
import io.github.dataversealm.solution.check.fixture.CleanSolution;
import io.github.dataversealm.solution.check.gate.Baseline;
import io.github.dataversealm.solution.check.gate.Gate;
import io.github.dataversealm.solution.check.gate.Suppression;
import io.github.dataversealm.solution.check.gate.SuppressionFile;
import io.github.dataversealm.solution.check.report.Reports;
import io.github.dataversealm.solution.check.service.HeldErrors;
import io.github.dataversealm.solution.check.service.RemoteCheck;
import io.github.dataversealm.solution.check.service.ServiceAnswer;
import io.github.dataversealm.solution.check.service.ServiceFinding;
import io.github.dataversealm.solution.check.service.ServiceRule;
import io.github.dataversealm.solution.mapping.MapFile;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.unpack.UnpackRequest;
import io.github.dataversealm.solution.unpack.Unpacker;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the service finds and what the offline rules find become one result. */
class ServiceResultTest {

    private static final String EVAL = "web-avoid-eval";

    @TempDir
    private Path folder;

    private Map<String, String> rules = Map.of();
    private List<String> only = List.of();
    private List<String> excludes = List.of();
    private List<Suppression> suppressions = List.of();
    private Gate gate = new Gate(Optional.of(Severity.HIGH), 0, Map.of(), false);
    private Optional<Path> sources = Optional.empty();
    private final List<Path> sent = new ArrayList<>();
    private CleanSolution solution = new CleanSolution();
    private ServiceRun.State state = ServiceRun.State.DONE;
    private List<String> ran = List.of();
    private boolean whole = true;
    private MapFile mapping = MapFile.none();
    private Map<String, Severity> levels = Map.of();

    private Path zip() throws IOException {
        return solution.write(folder.resolve("a.zip"));
    }

    private CheckResult check(Path target, ServiceFinding... findings) throws IOException {
        return new Checker().check(request(target), Optional.of(remote(findings)));
    }

    private RemoteCheck remote(ServiceFinding... findings) {
        return zip -> {
            assertThat(zip).exists();
            sent.add(zip);
            ServiceRun run = new ServiceRun(
                    state,
                    state == ServiceRun.State.DONE ? "" : "The service is away.",
                    "run-1",
                    "https://europe.api.advisor.powerapps.com",
                    Map.of("Rule set", "Solution Checker"),
                    List.of(),
                    List.of());
            return new ServiceAnswer(
                    run, ran.stream().map(ServiceResultTest::rule).toList(), List.of(findings), whole);
        };
    }

    private CheckRequest request(Path target) {
        return new CheckRequest(
                target,
                sources,
                List.of(),
                Optional.empty(),
                Map.of(),
                rules,
                only,
                excludes,
                suppressions,
                Optional.of(folder.resolve("baseline.json")),
                gate,
                2,
                Duration.ofSeconds(10),
                ZipLimits.DEFAULT,
                Optional.empty(),
                mapping,
                levels);
    }

    private static ServiceFinding found(String code, Severity severity, String file, int line) {
        ServiceRule rule =
                new ServiceRule(code, Optional.of(severity), "Security", "Summary", "Description", "Fix it.", "");
        return new ServiceFinding(rule, severity, "Found in " + file, file, line, 0, "", "", "");
    }

    private JsonNode sarif(CheckResult result) throws IOException {
        Path file = folder.resolve("member.sarif");
        Reports.SARIF.write(result, Optional.empty(), file);
        return new ObjectMapper().readTree(file.toFile());
    }

    private static ServiceFinding withMember(ServiceFinding finding, String member) {
        return new ServiceFinding(
                finding.rule(),
                finding.severity(),
                finding.message(),
                finding.file(),
                finding.line(),
                finding.column(),
                finding.module(),
                finding.type(),
                member);
    }

    private static ServiceRule rule(String code) {
        return new ServiceRule(code, Optional.of(Severity.HIGH), "Security", "", "", "", "");
    }

    private static ServiceFinding eval(int line) {
        return found(EVAL, Severity.CRITICAL, CleanSolution.SCRIPT, line);
    }

    private void script(String... lines) {
        solution = new CleanSolution().put(CleanSolution.SCRIPT, "\"use strict\";\n" + String.join("\n", lines) + "\n");
    }

    private static List<Finding> of(CheckResult result, String rule) {
        return result.findings().stream()
                .filter(finding -> finding.rule().id().equals(rule))
                .toList();
    }

    // ---------------------------------------------------------------- merging

    @Test
    void the_member_that_the_service_names_is_in_the_reports() throws IOException {
        script("eval(\"1\");");
        CheckResult result = check(
                zip(),
                withMember(eval(2), "onSave"),
                withMember(found("meta-x", Severity.HIGH, CleanSolution.SCRIPT, 2), "Items"));
        assertThat(of(result, EVAL)).extracting(Finding::foundBy).containsExactly(FoundBy.BOTH);
        JsonNode service = sarif(result).at("/runs/1/results");
        assertThat(service.findValuesAsText("ruleId")).containsExactly(EVAL, "meta-x");
        for (int i = 0; i < 2; i++) {
            String member = i == 0 ? "onSave" : "Items";
            assertThat(service.get(i).at("/properties/member").asText()).isEqualTo(member);
            assertThat(service.get(i).at("/locations/0/properties/member").asText())
                    .isEqualTo(member);
        }
    }

    @Test
    void the_member_of_a_finding_of_ours_is_the_name_that_its_message_speaks_of() throws IOException {
        solution = new CleanSolution()
                .replace(
                        CleanSolution.CUSTOMIZATIONS,
                        "datafieldname=\"contoso_name\"",
                        "datafieldname=\"contoso_gone\"");
        CheckResult result = new Checker().check(request(zip()));
        assertThat(of(result, "form-column-missing"))
                .extracting(Finding::member)
                .containsExactly("contoso_gone");
        // what is no name, or is told nowhere, is no member
        script("eval(\"1\");");
        assertThat(of(new Checker().check(request(zip())), EVAL))
                .allMatch(finding -> finding.member().matches("|eval"));
    }

    @Test
    void what_both_find_is_one_finding_and_counts_once() throws IOException {
        script("eval(\"1\");");
        CheckResult alone = new Checker().check(request(zip()));
        assertThat(of(alone, EVAL)).singleElement().satisfies(finding -> {
            assertThat(finding.foundBy()).isEqualTo(FoundBy.OFFLINE);
            assertThat(finding.line()).isEqualTo(2);
        });
        assertThat(alone.service()).isEqualTo(ServiceRun.notAsked());

        CheckResult result = check(zip(), eval(2));
        assertThat(of(result, EVAL)).singleElement().satisfies(finding -> {
            assertThat(finding.foundBy()).isEqualTo(FoundBy.BOTH);
            assertThat(finding.fingerprint()).isEqualTo(of(alone, EVAL).get(0).fingerprint());
            assertThat(finding.message()).isEqualTo(of(alone, EVAL).get(0).message());
        });
        assertThat(result.counts()).isEqualTo(alone.counts());
        assertThat(result.failures()).isEqualTo(alone.failures());
        assertThat(result.service().rules()).extracting(RuleInfo::id).containsExactly(EVAL);
        assertThat(result.allRules()).isEqualTo(result.rules());
    }

    @Test
    void the_graver_severity_holds_unless_somebody_has_chosen_one() throws IOException {
        script("console.log(1);");
        ServiceFinding console = found("web-remove-console", Severity.HIGH, CleanSolution.SCRIPT, 2);
        assertThat(of(check(zip(), console), "web-remove-console"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.HIGH));
        rules = Map.of("web-remove-console", "Low");
        assertThat(of(check(zip(), console), "web-remove-console"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.LOW));
    }

    @Test
    void findings_of_other_lines_are_others_and_one_is_the_same_as_one_other_only() throws IOException {
        script("eval(\"1\");", "", "");
        List<Finding> findings = of(check(zip(), eval(2), eval(2), eval(3)), EVAL);
        assertThat(findings)
                .extracting(Finding::foundBy)
                .containsExactlyInAnyOrder(FoundBy.BOTH, FoundBy.SERVICE, FoundBy.SERVICE);
        assertThat(findings).extracting(Finding::fingerprint).doesNotHaveDuplicates();
        assertThat(findings)
                .allSatisfy(
                        finding -> assertThat(finding.subject().toString()).isEqualTo("Web resource contoso_/trip.js"));
    }

    @Test
    void a_finding_without_a_line_is_that_of_the_file() throws IOException {
        script("eval(\"1\");");
        assertThat(of(check(zip(), eval(0)), EVAL)).extracting(Finding::foundBy).containsExactly(FoundBy.BOTH);
    }

    @Test
    void folders_before_the_path_and_its_letter_case_do_not_matter() throws IOException {
        script("eval(\"1\");");
        ServiceFinding finding = found(EVAL, Severity.CRITICAL, "work/a.zip/webresources/CONTOSO_tripjs", 2);
        assertThat(of(check(zip(), finding), EVAL)).extracting(Finding::foundBy).containsExactly(FoundBy.BOTH);
    }

    @Test
    void a_code_without_its_prefix_is_the_same_rule() throws IOException {
        script("eval(\"1\");");
        assertThat(of(check(zip(), found("avoid-eval", Severity.CRITICAL, CleanSolution.SCRIPT, 2)), EVAL))
                .extracting(Finding::foundBy)
                .containsExactly(FoundBy.BOTH);
    }

    @Test
    void what_has_no_place_and_a_rule_that_nobody_knows_is_kept() throws IOException {
        CheckResult result = check(zip(), found("il-new-rule", Severity.HIGH, "", 0));
        assertThat(of(result, "il-new-rule")).singleElement().satisfies(finding -> {
            assertThat(finding.foundBy()).isEqualTo(FoundBy.SERVICE);
            assertThat(finding.file()).isEqualTo("solution.xml");
            assertThat(finding.rule().title()).isEqualTo("Summary");
            assertThat(finding.rule().fix()).isEqualTo("Fix it.");
            assertThat(finding.subject().kind()).isEqualTo("Solution");
        });
        assertThat(result.failures()).containsExactly("1 finding of severity High or higher");
        assertThat(result.allRules()).extracting(RuleInfo::id).contains("il-new-rule");
        assertThat(result.rules()).extracting(RuleInfo::id).doesNotContain("il-new-rule");
    }

    // ---------------------------------------------------------------- places

    @Test
    void places_are_shown_in_the_source_folder() throws IOException {
        script("eval(\"1\");");
        Path zip = zip();
        Path unpacked = folder.resolve("sources");
        new Unpacker().unpack(UnpackRequest.of(zip, unpacked), Reporter.silent());
        sources = Optional.of(unpacked);
        String text = solution.text(CleanSolution.CUSTOMIZATIONS);
        int step = line(text, "<SdkMessageProcessingStep ");
        CheckResult result = check(
                zip,
                eval(1),
                found("meta-new-rule", Severity.LOW, "customizations.xml", step),
                found(
                        "meta-new-rule",
                        Severity.LOW,
                        "solution.xml",
                        line(solution.text(CleanSolution.MANIFEST), "<Version>")));
        assertThat(of(result, EVAL))
                .filteredOn(finding -> finding.foundBy() == FoundBy.SERVICE)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.inSource()).isTrue();
                    assertThat(unpacked.resolve(finding.file())).isRegularFile();
                    assertThat(finding.line()).isEqualTo(1);
                });
        assertThat(of(result, "meta-new-rule"))
                .anySatisfy(finding -> {
                    assertThat(finding.file()).startsWith("SdkMessageProcessingSteps/");
                    assertThat(lines(unpacked.resolve(finding.file())).get(finding.line() - 1))
                            .contains("<SdkMessageProcessingStep ");
                    assertThat(finding.subject().kind()).isNotEqualTo("Solution");
                })
                .anySatisfy(finding -> {
                    assertThat(finding.file()).isEqualTo("Other/Solution.xml");
                    assertThat(lines(unpacked.resolve(finding.file())).get(finding.line() - 1))
                            .contains("<Version>");
                });
    }

    private static int line(String text, String what) {
        return (int) text.substring(0, text.indexOf(what))
                        .chars()
                        .filter(c -> c == '\n')
                        .count()
                + 1;
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void a_folder_is_packed_and_findings_are_those_of_its_files() throws IOException {
        script("eval(\"1\");");
        Path unpacked = folder.resolve("sources");
        new Unpacker().unpack(UnpackRequest.of(zip(), unpacked), Reporter.silent());
        CheckResult result = check(unpacked, eval(2), eval(1));
        assertThat(sent).singleElement().satisfies(zip -> {
            assertThat(zip.getFileName().toString()).isEqualTo("ContosoTrips.zip");
            assertThat(zip).doesNotExist();
            assertThat(zip.getParent()).doesNotExist();
        });
        assertThat(of(result, EVAL))
                .extracting(Finding::foundBy)
                .containsExactlyInAnyOrder(FoundBy.BOTH, FoundBy.SERVICE);
        assertThat(of(result, EVAL)).allMatch(Finding::inSource);
    }

    @Test
    void what_cannot_be_packed_or_opened_is_not_sent() throws IOException {
        Path unpacked = folder.resolve("sources");
        new Unpacker().unpack(UnpackRequest.of(zip(), unpacked), Reporter.silent());
        Files.writeString(unpacked.resolve("Other/Customizations.xml"), "<ImportExportXml><");
        CheckResult folderResult = check(unpacked, eval(2));
        assertThat(folderResult.service().state()).isEqualTo(ServiceRun.State.INCONCLUSIVE);
        assertThat(folderResult.service().reason()).startsWith("It was not sent, because it cannot be packed:");
        CheckResult zipResult = check(Files.writeString(folder.resolve("b.zip"), "no zip"), eval(2));
        assertThat(zipResult.service().state()).isEqualTo(ServiceRun.State.INCONCLUSIVE);
        assertThat(zipResult.service().reason()).isEqualTo("It was not sent, because it cannot be opened.");
        assertThat(sent).isEmpty();
    }

    @Test
    void content_that_is_kept_elsewhere_is_sent_and_found_there() throws IOException {
        script("eval(\"1\");");
        Path unpacked = folder.resolve("sources");
        new Unpacker().unpack(UnpackRequest.of(zip(), unpacked), Reporter.silent());
        Path script;
        try (Stream<Path> files = Files.walk(unpacked)) {
            script = files.filter(file -> file.getFileName().toString().equals("trip.js"))
                    .findFirst()
                    .orElseThrow();
        }
        Path elsewhere = Files.createDirectories(folder.resolve("web")).resolve("trip.js");
        Files.move(script, elsewhere);
        Path file = Files.writeString(
                folder.resolve("map.xml"),
                "<Mapping><FileToFile map=\"" + unpacked.relativize(script) + "\" to=\"../web/trip.js\" /></Mapping>");
        CheckResult without = check(unpacked, eval(2));
        assertThat(without.service().state()).isEqualTo(ServiceRun.State.INCONCLUSIVE);
        assertThat(without.service().reason()).doesNotContain("-Dsolution");
        mapping = MapFile.read(file, unpacked, Reporter.silent(), name -> Optional.empty());
        CheckResult result = check(unpacked, eval(2));
        assertThat(result.service().state()).isEqualTo(ServiceRun.State.DONE);
        assertThat(of(result, EVAL)).extracting(Finding::foundBy).containsExactly(FoundBy.BOTH);
    }

    // ---------------------------------------------------------------- secrets

    @Test
    void what_the_service_says_of_a_secret_is_blotted_and_shows_it_nowhere_else() throws IOException {
        String shaped = "sk" + "-live-0123456789abcdefghijkl";
        String secret = "8ResqEDusTpkr0cStY4qWB8d" + "WKnHfDNxSIvPZZ63";
        script("var key = \"x-functions-key: '" + secret + "'\";");
        ServiceRule rule = new ServiceRule(
                "il-new-rule", Optional.of(Severity.HIGH), "", "Of " + shaped, "Why " + shaped, "Use " + shaped, "");
        ServiceFinding finding = new ServiceFinding(
                rule, Severity.HIGH, "In " + secret + " and " + shaped, "", 0, 0, secret, shaped, "");
        RemoteCheck telling = zip -> new ServiceAnswer(
                new ServiceRun(
                        ServiceRun.State.INCOMPLETE,
                        "Because of " + secret,
                        "run-1",
                        "",
                        Map.of(),
                        List.of(),
                        List.of("Mind " + secret)),
                List.of(rule),
                List.of(finding),
                true);
        CheckResult result = new Checker().check(request(zip()), Optional.of(telling));
        assertThat(of(result, "secret-api-key")).isNotEmpty();
        assertThat(of(result, "il-new-rule")).hasSize(1);
        for (Reports format : List.of(Reports.SARIF, Reports.HTML, Reports.JSON)) {
            Path file = folder.resolve("report." + format.extension());
            format.write(result, Optional.empty(), file);
            assertThat(file).content().doesNotContain("WKnHfDNx", "0123456789abcdefghijkl");
        }
        assertThat(result.toString()).doesNotContain("WKnHfDNx", "0123456789abcdefghijkl");
    }

    // ---------------------------------------------------------------- what the user has decided

    @Test
    void rules_that_only_the_service_has_are_chosen_like_all_others() throws IOException {
        String code = "meta-license-sales-sdkmessages";
        ServiceFinding finding = found(code, Severity.HIGH, "", 0);
        ServiceFinding unheardOf = found("web-brand-new", Severity.HIGH, "", 0);
        rules = Map.of(code, "off");
        assertThat(of(check(zip(), finding), code)).isEmpty();
        rules = Map.of(code, "Low");
        assertThat(of(check(zip(), finding), code))
                .extracting(Finding::severity)
                .containsExactly(Severity.LOW);
        rules = Map.of("web-*", "off");
        assertThat(check(zip(), unheardOf).findings()).isEmpty();
        rules = Map.of("web-*", "Medium");
        assertThat(of(check(zip(), unheardOf), "web-brand-new"))
                .extracting(Finding::severity)
                .containsExactly(Severity.MEDIUM);
        rules = Map.of();
        only = List.of(code);
        assertThat(check(zip(), finding, unheardOf).findings())
                .extracting(one -> one.rule().id())
                .containsExactly(code);
        Path zip = zip();
        assertThatThrownBy(() -> new Checker().check(request(zip)))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("-Dsolution.service=true");
    }

    @Test
    void levels_hold_for_all_rules_turn_none_on_and_go_before_the_graver_one() throws IOException {
        script("eval(\"1\");");
        levels = Map.of(EVAL, Severity.LOW);
        assertThat(of(check(zip(), eval(2)), EVAL))
                .extracting(Finding::severity)
                .containsExactly(Severity.LOW);
        rules = Map.of(EVAL, "Medium");
        assertThat(of(check(zip(), eval(2)), EVAL))
                .extracting(Finding::severity)
                .containsExactly(Severity.MEDIUM);
        rules = Map.of();
        levels = Map.of();
        List<RuleInfo> notRun = new Checker().check(request(zip())).notRun();
        levels = Map.of(notRun.get(0).id(), Severity.LOW);
        assertThat(new Checker().check(request(zip())).notRun()).isEqualTo(notRun);
        levels = Map.of("web-avoid-evil", Severity.LOW);
        Path zip = zip();
        assertThatThrownBy(() -> check(zip))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("There is no rule 'web-avoid-evil'. There is: web-avoid-eval");
    }

    @Test
    void what_the_user_does_not_want_to_hear_of_is_left_out_and_told() throws IOException {
        script("eval(\"1\");");
        rules = Map.of(EVAL, "off");
        CheckResult off = check(zip(), eval(2));
        assertThat(of(off, EVAL)).isEmpty();
        assertThat(off.service().warnings())
                .containsExactly("1 finding of the service left out, because the rules are not wanted: " + EVAL);
        assertThat(off.notRun()).extracting(RuleInfo::id).contains(EVAL);

        rules = Map.of();
        only = List.of("web-use-async");
        CheckResult named = check(zip(), eval(2), found("il-new-rule", Severity.HIGH, "", 0));
        assertThat(named.findings()).isEmpty();
        assertThat(named.service().warnings())
                .containsExactly(
                        "2 findings of the service left out, because the rules are not wanted: il-new-rule, " + EVAL);
    }

    @Test
    void a_rule_that_is_off_by_default_counts_when_the_service_runs_it() throws IOException {
        RuleInfo off = new Checker().check(request(zip())).notRun().get(0);
        CheckResult result = check(zip(), found(off.id(), Severity.MEDIUM, CleanSolution.SCRIPT, 1));
        assertThat(of(result, off.id())).extracting(Finding::foundBy).containsExactly(FoundBy.SERVICE);
        assertThat(result.notRun()).doesNotContain(off);
        assertThat(result.allRules()).contains(off);
    }

    @Test
    void excludes_and_suppressions_hold_for_the_service_too() throws IOException {
        excludes = List.of("*tripjs");
        assertThat(of(check(zip(), eval(1)), EVAL)).isEmpty();
        excludes = List.of();
        suppressions = List.of(SuppressionFile.parse(EVAL + " | contoso_/trip.js | reviewed"));
        CheckResult result = check(zip(), eval(1));
        assertThat(of(result, EVAL)).singleElement().satisfies(finding -> {
            assertThat(finding.state()).isEqualTo(Finding.State.SUPPRESSED);
            assertThat(finding.reason()).isEqualTo("reviewed");
        });
        assertThat(result.passed()).isTrue();
        assertThat(result.unusedSuppressions()).isEmpty();
    }

    @Test
    void a_suppression_is_not_unused_when_the_service_has_not_answered() throws IOException {
        suppressions = List.of(SuppressionFile.parse(EVAL + " | contoso_/trip.js | reviewed"));
        state = ServiceRun.State.INCONCLUSIVE;
        assertThat(check(zip()).unusedSuppressions()).isEmpty();
        state = ServiceRun.State.DONE;
        ran = List.of(EVAL);
        assertThat(check(zip()).unusedSuppressions()).hasSize(1);
    }

    @Test
    void known_findings_of_the_service_stay_known_where_it_is_not_asked() throws IOException {
        Path file = folder.resolve("baseline.json");
        CheckResult first = check(zip(), eval(1), found("il-new-rule", Severity.HIGH, "", 0));
        Baseline.none().with(first.findings()).write(file);
        assertThat(Files.readString(file)).contains("\"foundBy\" : \"service\"");

        assertThat(check(zip(), eval(1), found("il-new-rule", Severity.HIGH, "", 0))
                        .passed())
                .isTrue();
        CheckResult notAsked = new Checker().check(request(zip()));
        assertThat(notAsked.unusedBaseline()).isEmpty();
        state = ServiceRun.State.INCONCLUSIVE;
        assertThat(check(zip()).unusedBaseline()).isEmpty();
        state = ServiceRun.State.DONE;
        ran = List.of(EVAL, "il-new-rule");
        assertThat(check(zip()).unusedBaseline()).hasSize(2);
        assertThat(Baseline.read(file).without(List.of()).entries()).allMatch(Baseline.Entry::ofService);
    }

    @Test
    void known_findings_are_gone_only_when_their_rules_ran_on_everything_and_are_wanted() throws IOException {
        Path file = folder.resolve("baseline.json");
        CheckResult first = check(zip(), eval(1), found("il-new-rule", Severity.HIGH, "", 0));
        Baseline.none().with(first.findings()).write(file);

        ran = List.of("web-use-async");
        assertThat(check(zip()).unusedBaseline()).isEmpty();
        ran = List.of(EVAL, "web-use-async");
        assertThat(check(zip()).unusedBaseline())
                .extracting(Baseline.Entry::rule)
                .containsExactly(EVAL);
        ran = List.of(EVAL, "il-new-rule");
        whole = false;
        assertThat(check(zip()).unusedBaseline()).isEmpty();
        whole = true;
        only = List.of("web-use-async");
        assertThat(check(zip()).unusedBaseline()).isEmpty();
        only = List.of();
        rules = Map.of(EVAL, "off");
        assertThat(check(zip()).unusedBaseline())
                .extracting(Baseline.Entry::rule)
                .containsExactly("il-new-rule");
    }

    @Test
    void the_zip_of_a_pair_that_did_not_ask_the_service_does_not_keep_what_only_that_finds() throws IOException {
        Path file = folder.resolve("baseline.json");
        Baseline.none().with(check(zip(), eval(1)).findings()).write(file);
        suppressions = List.of(
                SuppressionFile.parse("meta-license-sales-sdkmessages | * | licensed"),
                SuppressionFile.parse("web-use-async | contoso_/trip.js | reviewed"));
        ran = List.of(EVAL, "meta-license-sales-sdkmessages");
        CheckResult asked = check(zip());
        CheckResult notAsked = new Checker().check(request(zip()));
        script("var r = new XMLHttpRequest();", "r.open(\"GET\", \"/api\", false);");
        CheckResult needing = new Checker().check(request(zip()));

        CheckResult both = asked.withoutUnused(List.of(asked, notAsked));
        assertThat(both.unusedBaseline()).extracting(Baseline.Entry::rule).containsExactly(EVAL);
        assertThat(both.unusedSuppressions()).hasSize(2);
        assertThat(notAsked.withoutUnused(List.of(asked, notAsked)).unusedBaseline())
                .isEmpty();
        assertThat(asked.withoutUnused(List.of(asked, needing)).unusedSuppressions())
                .extracting(Suppression::rule)
                .containsExactly("meta-license-sales-sdkmessages");
        state = ServiceRun.State.INCONCLUSIVE;
        CheckResult open = check(zip());
        assertThat(open.withoutUnused(List.of(open, notAsked)).unusedBaseline()).isEmpty();
    }

    @Test
    void scripts_read_from_json_what_the_service_did() throws IOException {
        state = ServiceRun.State.INCONCLUSIVE;
        Path file = folder.resolve("check.json");
        Reports.JSON.write(check(zip()), Optional.empty(), file);
        JsonNode service = new ObjectMapper().readTree(file.toFile()).path("service");
        assertThat(service.path("state").asText()).isEqualTo("not checked by the service");
        assertThat(service.path("reason").asText()).isEqualTo("The service is away.");
        assertThat(service.path("runId").asText()).isEqualTo("run-1");
        assertThat(service.path("settings").path("Rule set").asText()).isEqualTo("Solution Checker");
        Reports.JSON.write(new Checker().check(request(zip())), Optional.empty(), file);
        assertThat(new ObjectMapper().readTree(file.toFile()).has("service")).isFalse();
    }

    // ---------------------------------------------------------------- an outage

    @Test
    void what_is_wrong_with_the_credentials_or_settings_does_not_cost_the_offline_result() throws IOException {
        script("eval(\"1\");");
        SignInException wrong = new SignInException("The secret has expired.", "Make a new one.", null);
        HeldErrors held = new HeldErrors(zip -> {
            throw wrong;
        });
        CheckResult result = new Checker().check(request(zip()), Optional.of(held));
        assertThat(of(result, EVAL)).hasSize(1);
        assertThat(result.service().state()).isEqualTo(ServiceRun.State.INCONCLUSIVE);
        assertThat(result.service().reason()).isEqualTo("The secret has expired.");
        assertThat(held.isHolding()).isTrue();
        assertThatThrownBy(held::release).isSameAs(wrong);

        HeldErrors nothing = new HeldErrors(remote(eval(2)));
        assertThat(of(new Checker().check(request(zip()), Optional.of(nothing)), EVAL))
                .hasSize(1);
        assertThat(nothing.isHolding()).isFalse();
        nothing.release();
    }

    @Test
    void an_outage_is_neither_a_pass_nor_a_failure_unless_somebody_says_so() throws IOException {
        state = ServiceRun.State.INCONCLUSIVE;
        CheckResult result = check(zip());
        assertThat(result.passed()).isTrue();
        assertThat(result.errors()).isEmpty();
        assertThat(result.service().isOpen()).isTrue();
        gate = new Gate(Optional.of(Severity.HIGH), 0, Map.of(), true);
        assertThat(check(zip()).failures()).containsExactly("not checked by the service");
        state = ServiceRun.State.INCOMPLETE;
        assertThat(check(zip()).failures()).containsExactly("checked by the service, not completely");
        state = ServiceRun.State.DONE;
        assertThat(check(zip()).passed()).isTrue();
    }
}
