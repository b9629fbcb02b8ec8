package io.github.dataversealm.solution.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.finding.RuleInfo;
import io.github.dataversealm.solution.check.gate.Gate;
import io.github.dataversealm.solution.check.rule.RuleBook;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule finds the damage that was made for it, and nothing in the solution without the damage. */
class RuleFixturesTest {

    @TempDir
    private Path folder;

    static Stream<RuleFixtures.Damage> damages() {
        return RuleFixtures.all().stream();
    }

    @Test
    void the_clean_solution_is_clean_for_every_rule() throws IOException {
        CheckResult result = check(new CleanSolution().write(folder.resolve("clean.zip")), Optional.empty());
        assertThat(result.findings()).isEmpty();
        assertThat(result.errors()).isEmpty();
        assertThat(result.notRun()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("damages")
    void a_rule_finds_its_damage(RuleFixtures.Damage damage) throws IOException {
        CleanSolution solution = new CleanSolution();
        damage.change().accept(solution);
        Path zip = folder.resolve(damage.file());
        solution.write(zip);
        Optional<Path> previous = damage.needsPrevious()
                ? Optional.of(new CleanSolution().write(folder.resolve("previous.zip")))
                : Optional.empty();
        CheckResult result = check(zip, previous);
        List<Finding> found = result.findings().stream()
                .filter(finding -> finding.rule().id().equals(damage.rule()))
                .toList();
        assertThat(found)
                .withFailMessage(
                        "%s found nothing; there were %s, errors %s",
                        damage.rule(),
                        result.findings().stream()
                                .map(finding -> finding.rule().id() + " " + finding.message())
                                .toList(),
                        result.errors())
                .isNotEmpty();
        if (!damage.entry().isEmpty()) {
            assertThat(found).extracting(Finding::file).contains(damage.entry());
        }
    }

    @Test
    void every_rule_has_a_fixture() {
        TreeSet<String> without =
                new RuleBook().infos().stream().map(RuleInfo::id).collect(Collectors.toCollection(TreeSet::new));
        RuleFixtures.all().forEach(damage -> without.remove(damage.rule()));
        without.removeAll(SourceFolderTest.RULES);
        without.removeAll(BrokenPackageTest.RULES);
        // GateTest has it
        without.remove("suppression-without-reason");
        assertThat(without).isEmpty();
    }

    static CheckResult check(Path target, Optional<Path> previous) throws IOException {
        return new Checker().check(request(target, previous));
    }

    static CheckRequest request(Path target, Optional<Path> previous) {
        return new CheckRequest(
                target,
                Optional.empty(),
                List.of(),
                previous,
                Map.of("*", "on"),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                new Gate(Optional.empty(), 0, Map.of(), false),
                2,
                Duration.ofSeconds(10),
                ZipLimits.DEFAULT);
    }
}
