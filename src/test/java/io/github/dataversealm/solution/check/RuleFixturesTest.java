package io.github.dataversealm.solution.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.check.finding.AnalysisError;
import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.finding.RuleInfo;
import io.github.dataversealm.solution.check.fixture.Checking;
import io.github.dataversealm.solution.check.fixture.CleanSolution;
import io.github.dataversealm.solution.check.fixture.Fixture;
import io.github.dataversealm.solution.check.fixture.Fixtures;
import io.github.dataversealm.solution.check.fixture.Spot;
import io.github.dataversealm.solution.check.fixture.Trial;
import io.github.dataversealm.solution.check.rule.RuleBook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule finds what it is for, where it is, and keeps silent about what only looks like it. */
class RuleFixturesTest {

    @TempDir
    private Path folder;

    static Stream<Fixture> wrong() {
        return Fixtures.all().stream().filter(Fixture::isWrong);
    }

    static Stream<Fixture> right() {
        return Fixtures.all().stream().filter(fixture -> !fixture.isWrong());
    }

    @Test
    void the_clean_solution_is_clean_for_every_rule() throws IOException {
        CheckResult result = check(new CleanSolution().write(folder.resolve("clean.zip")), Optional.empty());
        assertThat(result.findings()).isEmpty();
        assertThat(result.errors()).isEmpty();
        assertThat(result.notRun()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void a_rule_finds_what_is_wrong(Fixture fixture) throws IOException {
        Trial trial = Trial.of(fixture.scene(), folder);
        Spot spot = fixture.spot().orElseThrow();
        List<Finding> found = found(fixture, trial);
        assertThat(found)
                .withFailMessage(
                        "%s found nothing; there were %s, errors %s",
                        fixture.rule(),
                        trial.result().findings().stream()
                                .map(finding -> finding.rule().id() + " " + finding.message())
                                .toList(),
                        trial.result().errors())
                .isNotEmpty();
        assertThat(found).extracting(Finding::file).contains(spot.file());
        if (spot.hasLine()) {
            assertThat(found)
                    .filteredOn(finding -> finding.file().equals(spot.file()))
                    .extracting(Finding::line)
                    .contains(spot.line(trial.text(spot.file())));
        }
    }

    @ParameterizedTest
    @MethodSource("right")
    void a_rule_is_silent_about_a_near_miss(Fixture fixture) throws IOException {
        Trial trial = Trial.of(fixture.scene(), folder);
        assertThat(found(fixture, trial)).extracting(Finding::message).isEmpty();
        // silence counts only when the rule looked
        assertThat(trial.result().errors()).extracting(AnalysisError::message).isEmpty();
        assertThat(trial.result().findings())
                .extracting(finding -> finding.rule().id())
                .doesNotContain("pkg-xml-malformed", "pkg-unreadable");
    }

    @Test
    void every_rule_has_examples_of_what_is_wrong_and_of_what_is_right() {
        assertThat(rulesWithout(Fixture::isWrong))
                .as("rules without a wrong example")
                .isEmpty();
        assertThat(rulesWithout(fixture -> !fixture.isWrong()))
                .as("rules without a near miss")
                .isEmpty();
    }

    @Test
    void every_fixture_is_of_a_rule_and_changes_something() {
        Set<String> rules =
                RuleBook.complete().infos().stream().map(RuleInfo::id).collect(Collectors.toSet());
        assertThat(Fixtures.all()).allSatisfy(fixture -> {
            assertThat(rules).contains(fixture.rule());
            assertThat(fixture.scene().isChanged()).as(fixture.toString()).isTrue();
        });
        assertThat(right()).extracting(Fixture::title).doesNotContain("");
    }

    private static Set<String> rulesWithout(Predicate<Fixture> kind) {
        TreeSet<String> without =
                RuleBook.complete().infos().stream().map(RuleInfo::id).collect(Collectors.toCollection(TreeSet::new));
        Fixtures.all().stream().filter(kind).forEach(fixture -> without.remove(fixture.rule()));
        return without;
    }

    private static List<Finding> found(Fixture fixture, Trial trial) {
        return trial.result().findings().stream()
                .filter(finding -> finding.rule().id().equals(fixture.rule()))
                .toList();
    }

    static CheckResult check(Path target, Optional<Path> previous) throws IOException {
        return new Checker().check(request(target, previous));
    }

    static CheckRequest request(Path target, Optional<Path> previous) {
        Checking checking = Checking.of(target);
        previous.ifPresent(checking::previous);
        return checking.request();
    }
}
