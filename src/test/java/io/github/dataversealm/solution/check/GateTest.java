package io.github.dataversealm.solution.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.finding.RuleInfo;
import io.github.dataversealm.solution.check.finding.Severity;
import io.github.dataversealm.solution.check.fixture.CleanSolution;
import io.github.dataversealm.solution.check.gate.Baseline;
import io.github.dataversealm.solution.check.gate.Gate;
import io.github.dataversealm.solution.check.gate.Suppression;
import io.github.dataversealm.solution.check.gate.SuppressionFile;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts, and what fails the build. */
class GateTest {

    @TempDir
    private Path folder;

    private Map<String, String> rules = Map.of();
    private List<Suppression> suppressions = List.of();
    private List<Path> dependencies = List.of();
    private List<String> only = List.of();
    private List<String> excludes = List.of();
    private Gate gate = new Gate(Optional.of(Severity.HIGH), 0, Map.of(), false);

    private CheckResult check(CleanSolution solution) throws IOException {
        return new Checker().check(request(solution));
    }

    private CheckRequest request(CleanSolution solution) {
        return new CheckRequest(
                solution.write(folder.resolve("a.zip")),
                Optional.empty(),
                dependencies,
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
                ZipLimits.DEFAULT);
    }

    private static CleanSolution withFindings() {
        return new CleanSolution()
                .script("window.Xrm.Page.data; console.log(\"a\"); eval(\"a\");")
                .replace(
                        CleanSolution.CUSTOMIZATIONS,
                        "<Library name=\"contoso_/trip.js\" />",
                        "<Library name=\"contoso_/lib.js\" />");
    }

    @Test
    void findings_of_the_level_or_worse_fail() throws IOException {
        CheckResult result = check(withFindings());
        assertThat(result.failures()).containsExactly("2 findings of severity High or higher");
        gate = new Gate(Optional.of(Severity.HIGH), 2, Map.of(), false);
        assertThat(check(withFindings()).passed()).isTrue();
        gate = new Gate(Optional.empty(), 0, Map.of(), false);
        assertThat(check(withFindings()).passed()).isTrue();
    }

    @Test
    void rules_that_were_kept_from_failing_the_check_are_told() throws IOException {
        assertThat(check(withFindings()).weakened()).isEmpty();
        rules = Map.of("web-avoid-eval", "Low", "web-use-async", "High");
        assertThat(check(withFindings()).weakened())
                .extracting(RuleInfo::id)
                .contains("web-avoid-eval")
                .doesNotContain("web-use-async");
        rules = Map.of();
        only = List.of("web-use-async");
        assertThat(check(withFindings()).weakened())
                .extracting(RuleInfo::id)
                .contains("web-avoid-eval")
                .doesNotContain("web-use-async");
    }

    @Test
    void settings_that_were_changed_weaken_a_rule() throws IOException {
        rules = Map.of("plugin-too-large.maxBytes", "17000000");
        assertThat(check(withFindings()).weakened()).extracting(RuleInfo::id).contains("plugin-too-large");
        rules = Map.of("plugin-too-large.maxBytes", "16777216");
        assertThat(check(withFindings()).weakened()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "* | * | moving; *",
                "* | contoso_/trip.js | moving; * in contoso_/trip.js",
                "w* | contoso_/trip.js | moving; w* in contoso_/trip.js",
                "*e* | contoso_/trip.js | moving; *e* in contoso_/trip.js",
                "web-avoid-eval | * | moving; web-avoid-eval",
                "web-avoid-eval | *.js | moving; web-avoid-eval in *.js",
                "web-avoid-eval | Web resource * | moving; web-avoid-eval in Web resource *",
                "web-avoid-eval | **/* | moving; web-avoid-eval in **/*",
                "web-* || moving; web-*",
                "web-* | contoso_/* | moving; ",
                "web-avoid-eval | contoso_/trip.js | moving; ",
                "use-async, avoid-eval | * | moving; "
            })
    void what_names_no_rule_or_no_component_is_told_with_what_it_lets_pass(String text, String told)
            throws IOException {
        suppressions = List.of(SuppressionFile.parse(text));
        Map<String, Map<Severity, Integer>> sweeping = check(withFindings()).sweeping();
        if (told == null) {
            assertThat(sweeping).isEmpty();
        } else {
            assertThat(sweeping).containsOnlyKeys(told);
            assertThat(sweeping.get(told)).containsEntry(Severity.CRITICAL, 1);
        }
    }

    /** The first one of those that name what they are about shows its reason. */
    @Test
    void a_suppression_that_names_what_it_is_about_goes_before_one_that_does_not() throws IOException {
        suppressions = List.of(
                SuppressionFile.parse("* | * | moving"),
                SuppressionFile.parse("web-avoid-eval | contoso_/trip.js | the text is our own"));
        CheckResult result = check(withFindings());
        assertThat(result.sweeping().get("*")).containsEntry(Severity.HIGH, 1).doesNotContainKey(Severity.CRITICAL);
        assertThat(result.findings())
                .filteredOn(finding -> finding.rule().id().equals("web-avoid-eval"))
                .extracting(Finding::reason)
                .containsExactly("the text is our own");
    }

    @Test
    void a_file_of_a_folder_names_it_and_one_for_everything_does_not() throws IOException {
        Path file = folder.resolve("suppressions.json");
        Files.writeString(
                file,
                "{\"suppressions\": [{\"rule\": \"web-*\", \"file\": \"WebResources/*\", \"reason\": \"theirs\"}]}");
        suppressions = SuppressionFile.read(file);
        assertThat(check(withFindings()).sweeping()).isEmpty();
        Files.writeString(file, "{\"suppressions\": [{\"rule\": \"web-*\", \"file\": \"*\", \"reason\": \"theirs\"}]}");
        suppressions = SuppressionFile.read(file);
        assertThat(check(withFindings()).sweeping()).containsOnlyKeys("web-* in *");
    }

    @Test
    void what_is_excluded_is_counted_and_what_was_decided_about_it_is_not_unused() throws IOException {
        Path file = folder.resolve("baseline.json");
        CheckResult all = check(withFindings());
        Baseline.none()
                .with(all.findings().stream()
                        .filter(finding -> finding.rule().id().equals("web-avoid-eval"))
                        .toList())
                .write(file);
        suppressions = List.of(SuppressionFile.parse("form-library-missing | * | comes with the next release"));
        excludes = List.of("*");
        CheckResult result = check(withFindings());
        assertThat(result.findings()).isEmpty();
        assertThat(result.passed()).isTrue();
        assertThat(result.unusedBaseline()).isEmpty();
        assertThat(result.unusedSuppressions()).isEmpty();
        Map<Severity, Integer> left = new EnumMap<>(all.counts());
        left.values().removeIf(count -> count == 0);
        left.merge(Severity.CRITICAL, -1, Integer::sum);
        left.merge(Severity.HIGH, -1, Integer::sum);
        left.values().removeIf(count -> count == 0);
        assertThat(result.excluded()).isEqualTo(left);
        suppressions = List.of();
        assertThat(check(withFindings()).excluded().values().stream().mapToInt(one -> one))
                .hasSize(left.size() + 1);
    }

    private static final String KEY = "var key%d = \"AccountKey=%s==\";";

    private static CleanSolution withKeys(String... keys) {
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < keys.length; i++) {
            script.append(KEY.formatted(i, keys[i].repeat(20).substring(0, 86))).append('\n');
        }
        return new CleanSolution().script(script.toString());
    }

    /** Else a baseline that was written of a damaged zip would let every later one pass unread. */
    @Test
    void what_cannot_be_read_is_never_known() throws IOException {
        CheckRequest request = request(new CleanSolution());
        Files.writeString(request.target(), "<html>sign in</html>");
        CheckResult broken = new Checker().check(request);
        Baseline.none().with(broken.findings()).write(folder.resolve("baseline.json"));
        CheckResult again = new Checker().check(request);
        assertThat(again.passed()).isFalse();
        assertThat(again.findings()).isNotEmpty().allMatch(Finding::counts);
    }

    private List<Finding> newKeys(CleanSolution solution) throws IOException {
        return check(solution).findings().stream()
                .filter(finding -> finding.rule().id().equals("secret-storage-key") && finding.counts())
                .toList();
    }

    @Test
    void another_secret_in_the_place_of_a_known_one_is_new_and_a_known_one_that_moves_is_not() throws IOException {
        CheckResult first = check(withKeys("aB3dE5fG7h"));
        assertThat(newKeys(withKeys("aB3dE5fG7h"))).hasSize(1);
        Baseline.none().with(first.findings()).write(folder.resolve("baseline.json"));
        assertThat(newKeys(withKeys("aB3dE5fG7h"))).isEmpty();
        assertThat(newKeys(withKeys("zY9xW7vU5t"))).hasSize(1);
        List<Finding> added = newKeys(withKeys("zY9xW7vU5t", "aB3dE5fG7h"));
        assertThat(added).hasSize(1);
        CheckResult known = check(withKeys("zY9xW7vU5t", "aB3dE5fG7h"));
        assertThat(known.findings())
                .filteredOn(finding -> finding.rule().id().equals("secret-storage-key") && !finding.counts())
                .singleElement()
                .matches(finding -> finding.line() > added.get(0).line());
        assertThat(newKeys(withKeys("aB3dE5fG7h", "aB3dE5fG7h"))).hasSize(1);
    }

    @Test
    void each_severity_may_have_a_number_of_its_own() throws IOException {
        gate = new Gate(Optional.of(Severity.HIGH), 0, Map.of(Severity.CRITICAL, 1, Severity.MEDIUM, 0), false);
        assertThat(check(withFindings()).failures())
                .containsExactlyInAnyOrder(
                        "1 finding of severity High or higher",
                        check(withFindings()).counts().get(Severity.MEDIUM) + " of severity Medium, 0 allowed");
    }

    @Test
    void a_rule_can_be_turned_off_and_made_less_grave() throws IOException {
        rules = Map.of("avoid-eval", "off", "form-*", "Low");
        CheckResult result = check(withFindings());
        assertThat(result.passed()).isTrue();
        assertThat(result.findings())
                .filteredOn(finding -> finding.rule().id().equals("form-library-missing"))
                .allMatch(finding -> finding.severity() == Severity.LOW);
        assertThat(result.notRun()).extracting(rule -> rule.id()).contains("web-avoid-eval");
    }

    @Test
    void an_unknown_rule_is_refused() {
        rules = Map.of("web-avoid-evil", "off");
        assertThatThrownBy(() -> check(withFindings()))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("There is no rule 'web-avoid-evil'");
    }

    @Test
    void a_suppressed_finding_stays_with_its_reason_and_does_not_count() throws IOException {
        suppressions = List.of(
                SuppressionFile.parse("web-* | contoso_/*.js | replaced in June"),
                SuppressionFile.parse("secret-* | * | none left"));
        CheckResult result = check(withFindings());
        assertThat(result.findings())
                .filteredOn(finding -> finding.rule().id().equals("web-avoid-eval"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.state()).isEqualTo(Finding.State.SUPPRESSED);
                    assertThat(finding.reason()).isEqualTo("replaced in June");
                });
        assertThat(result.unusedSuppressions()).extracting(Suppression::rule).containsExactly("secret-*");
    }

    @Test
    void a_suppression_without_a_reason_is_a_finding() throws IOException {
        suppressions = List.of(SuppressionFile.parse("web-avoid-eval | contoso_/trip.js"));
        assertThat(check(withFindings()).findings())
                .filteredOn(finding -> finding.rule().id().equals("suppression-without-reason"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("web-avoid-eval"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "* | *", "* | * | ", "web-avoid-eval", "suppression-without-reason"})
    void a_suppression_without_a_reason_suppresses_nothing_and_least_of_all_itself(String text) throws IOException {
        suppressions = List.of(SuppressionFile.parse(text));
        CheckResult result = check(withFindings());
        assertThat(result.passed()).isFalse();
        assertThat(result.findings())
                .extracting(finding -> finding.rule().id())
                .contains("web-avoid-eval", "suppression-without-reason");
        assertThat(result.findings()).allMatch(Finding::counts);
        assertThat(result.unusedSuppressions()).isEmpty();
    }

    @Test
    void no_suppression_that_fits_is_unused_because_another_one_comes_first() throws IOException {
        suppressions = List.of(
                SuppressionFile.parse("web-* | contoso_/* | replaced in June"),
                SuppressionFile.parse("web-avoid-eval | contoso_/trip.js | the text is our own"));
        CheckResult result = check(withFindings());
        assertThat(result.unusedSuppressions()).isEmpty();
        assertThat(result.findings())
                .filteredOn(finding -> finding.rule().id().equals("web-avoid-eval"))
                .allMatch(finding -> finding.reason().equals("replaced in June"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{\"rule\":\"*\",\"reason\":\"a\",\"component\":[\"x\"]} | 2:40 | The field 'component' is no text",
                "{\"rule\":\"*\",\"reason\":\"a\",\"file\":{\"a\":1}} | 2:35 | The field 'file' is no text",
                "{\"rule\":\"*\",\"reason\":true} | 2:24 | The field 'reason' is no text",
                "{\"rule\":[\"*\"],\"reason\":\"a\"} | 2:11 | The field 'rule' is no text",
                "{\"rule\":\"*\",\"expires\":null} | 2:25 | The field 'expires' is no text",
                "{\"rule\":\"*\",\"expires\":\"\"} | 2:25 | '' is no day",
                "{\"rule\":\"*\",\"expire\":\"2026-01-01\"} | 2:24 | A suppression has no field 'expire'",
                "{\"rule\":\" \"} | 2:3 | A suppression names no rule",
                "\"web-*\" | 2:3 | A suppression is an object"
            })
    void what_is_not_understood_in_a_suppression_is_refused(String entry, String place, String problem)
            throws IOException {
        Path file = folder.resolve("suppressions.json");
        Files.writeString(file, "{\"suppressions\": [\n  " + entry.strip() + "]}");
        assertThatThrownBy(() -> SuppressionFile.read(file))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("suppressions.json:" + place)
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{\"fingerprint\":\"a\",\"rule\":\"b\",\"expire\":\"2026-01-01\"} | 2:42 | A known finding has no field 'expire'",
                "{\"fingerprint\":\"a\",\"rule\":\"b\",\"expires\":[\"2026-01-01\"]} | 2:43 | The field 'expires' is no text",
                "{\"fingerprint\":\"a\",\"rule\":7} | 2:29 | The field 'rule' is no text",
                "{\"rule\":\"b\"} | 2:3 | A known finding has no fingerprint",
                "[] | 2:3 | A known finding is an object"
            })
    void what_is_not_understood_in_a_baseline_is_refused(String entry, String place, String problem)
            throws IOException {
        Path file = folder.resolve("baseline.json");
        Files.writeString(file, "{\"version\": 1, \"findings\": [\n  " + entry.strip() + "]}");
        assertThatThrownBy(() -> Baseline.read(file))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("baseline.json:" + place)
                .hasMessageContaining(problem);
    }

    @Test
    void findings_of_the_baseline_are_known_also_when_lines_move() throws IOException {
        CheckResult first = check(withFindings());
        Baseline.none().with(first.findings()).write(folder.resolve("baseline.json"));
        CleanSolution moved = withFindings();
        moved.put(CleanSolution.SCRIPT, moved.text(CleanSolution.SCRIPT).replace("var Contoso", "\n\n\nvar Contoso"));
        moved.before(CleanSolution.CUSTOMIZATIONS, "<Roles>", "<!-- moved -->\n\n");
        CheckResult second = check(moved);
        assertThat(second.passed()).isTrue();
        assertThat(second.findings()).allMatch(finding -> finding.state() == Finding.State.BASELINE);
        CheckResult third = check(moved.replace(
                CleanSolution.CUSTOMIZATIONS, "datafieldname=\"contoso_name\"", "datafieldname=\"contoso_gone\""));
        assertThat(third.findings())
                .filteredOn(Finding::counts)
                .extracting(finding -> finding.rule().id())
                .containsExactly("form-column-missing");
    }

    @Test
    void what_is_mended_is_counted_and_taken_out_of_the_baseline() throws IOException {
        Path file = folder.resolve("baseline.json");
        Baseline.none().with(check(withFindings()).findings()).write(file);
        CheckResult clean = check(new CleanSolution());
        assertThat(clean.unusedBaseline()).isNotEmpty();
        Baseline.read(file).without(clean.unusedBaseline()).write(file);
        assertThat(Files.readString(file)).doesNotContain("fingerprint");
    }

    private CheckResult checkOn(String day, CleanSolution solution) throws IOException {
        Clock clock = Clock.fixed(Instant.parse(day + "T12:00:00Z"), ZoneOffset.UTC);
        return new Checker(clock).check(request(solution));
    }

    @Test
    void an_entry_of_the_baseline_counts_again_when_its_day_is_over() throws IOException {
        Path file = folder.resolve("baseline.json");
        Baseline.none().with(check(withFindings()).findings()).write(file);
        Files.writeString(
                file,
                Files.readString(file)
                        .replace(
                                "\"rule\" : \"web-avoid-eval\",",
                                "\"rule\" : \"web-avoid-eval\", \"expires\" : \"2026-03-31\", \"reason\" : \"until the rewrite\","));
        assertThat(checkOn("2026-03-31", withFindings()).passed()).isTrue();
        CheckResult after = checkOn("2026-04-01", withFindings());
        assertThat(after.failures()).containsExactly("1 finding of severity High or higher");
        assertThat(after.findings())
                .filteredOn(Finding::counts)
                .extracting(finding -> finding.rule().id())
                .containsExactly("web-avoid-eval");
        assertThat(after.expired())
                .containsExactly("The baseline knew web-avoid-eval in Web resource contoso_/trip.js until 2026-03-31"
                        + " (until the rewrite).");
        assertThat(after.unusedBaseline()).isEmpty();
        // nothing but an update makes it valid again
        Files.copy(file, folder.resolve("expired.json"));
        Baseline.read(file).without(after.unusedBaseline()).write(file);
        assertThat(checkOn("2026-04-01", withFindings()).passed()).isFalse();
        Baseline before = Baseline.read(file);
        assertThat(before.renewedBy(after.findings()))
                .extracting(Baseline.Entry::rule)
                .containsExactly("web-avoid-eval");
        before.with(after.findings()).write(file);
        assertThat(Files.readString(file)).contains("until the rewrite").doesNotContain("2026-03-31");
        assertThat(checkOn("2026-04-01", withFindings()).passed()).isTrue();
        Files.copy(folder.resolve("expired.json"), file, StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(file, Files.readString(file).replace("2026-03-31", "in spring"));
        assertThatThrownBy(() -> check(withFindings()))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("'in spring' is no day");
    }

    @Test
    void a_suppression_counts_no_more_when_its_day_is_over() throws IOException {
        Path file = folder.resolve("suppressions.json");
        Files.writeString(
                file, "{\"suppressions\": [{\"rule\": \"*\", \"reason\": \"moving\", \"expires\": \"2026-03-31\"}]}");
        suppressions = SuppressionFile.read(file);
        assertThat(checkOn("2026-03-31", withFindings()).passed()).isTrue();
        CheckResult after = checkOn("2026-04-01", withFindings());
        assertThat(after.passed()).isFalse();
        assertThat(after.expired()).containsExactly("The suppression * (suppressions.json:1) held until 2026-03-31.");
        assertThat(after.unusedSuppressions()).isEmpty();
    }

    @Test
    void what_rules_that_did_not_run_would_find_is_not_gone() throws IOException {
        Path file = folder.resolve("baseline.json");
        Baseline.none().with(check(withFindings()).findings()).write(file);
        int all = Baseline.read(file).entries().size();
        only = List.of("web-avoid-eval");
        assertThat(check(new CleanSolution()).unusedBaseline())
                .extracting(Baseline.Entry::rule)
                .containsExactly("web-avoid-eval");
        only = List.of();
        assertThat(check(new CleanSolution()).unusedBaseline()).hasSize(all);
        // nor is anything when a part could not be analysed
        CleanSolution broken = new CleanSolution().put(CleanSolution.CUSTOMIZATIONS, "<a>");
        assertThat(check(broken).errors()).isNotEmpty();
        assertThat(check(broken).unusedBaseline()).isEmpty();
    }

    @Test
    void what_cannot_be_analysed_fails_only_when_that_is_asked_for() throws IOException {
        CleanSolution broken = new CleanSolution().put(CleanSolution.CUSTOMIZATIONS, "<a>");
        gate = new Gate(Optional.empty(), 0, Map.of(), false);
        assertThat(check(broken).passed()).isTrue();
        gate = new Gate(Optional.empty(), 0, Map.of(), true);
        assertThat(check(broken).failures()).containsExactly("1 part of the analysis could not be done");
    }

    @Test
    void what_a_declared_dependency_brings_is_not_missing() throws IOException {
        CleanSolution base = new CleanSolution()
                .replace(CleanSolution.CUSTOMIZATIONS, "<Name>contoso_/page.html<", "<Name>contoso_/lib.js<");
        dependencies = List.of(base.write(folder.resolve("base.zip")));
        assertThat(check(withFindings()).findings())
                .extracting(finding -> finding.rule().id())
                .doesNotContain("form-library-missing");
    }
}
