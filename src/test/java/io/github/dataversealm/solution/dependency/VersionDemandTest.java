package io.github.dataversealm.solution.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.dependency.DependencyTree.Chosen;
import io.github.dataversealm.solution.model.Coordinates;
import io.github.dataversealm.solution.model.SolutionVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

class VersionDemandTest {

    private static VersionDemand demand(String chosen, String solution, List<String> ranges, List<String> versions) {
        return VersionDemand.of(
                new Chosen(Coordinates.of("g", "base", chosen), "compile", true, List.of(), ranges, versions),
                new SolutionVersion(solution));
    }

    private static boolean isMet(VersionDemand demand, String version) {
        return demand.isMetBy(new SolutionVersion(version));
    }

    private static boolean isExceeded(VersionDemand demand, String installed, String taken) {
        return demand.isExceededBy(new SolutionVersion(installed), new SolutionVersion(taken));
    }

    @Test
    void a_declared_version_means_at_least_that_one_in_three_parts() {
        VersionDemand demand = demand("1.2.0", "1.2.0.5", List.of(), List.of("1.2.0"));
        assertThat(demand).hasToString("1.2.0.5 or higher");
        assertThat(isMet(demand, "1.2.0.1")).isTrue();
        assertThat(isMet(demand, "2.0")).isTrue();
        assertThat(isMet(demand, "1.1.9.9")).isFalse();
        assertThat(isExceeded(demand, "99.0", "1.2.0.5")).isFalse();
    }

    @Test
    void a_range_means_what_it_says_and_not_what_was_the_highest_in_it() {
        VersionDemand demand = demand("1.9.0", "1.9.0.0", List.of("[1.0,2.0)"), List.of());
        assertThat(demand).hasToString("[1.0,2.0)");
        assertThat(isMet(demand, "1.0.0.0")).isTrue();
        assertThat(isMet(demand, "2.0.0.0")).isFalse();
        assertThat(isExceeded(demand, "2.0", "1.9.0.0")).isTrue();
        assertThat(isExceeded(demand, "0.9", "1.9.0.0")).isFalse();
        assertThat(isExceeded(demand, "1.9.5", "1.9.0.0")).isFalse();
    }

    @Test
    void between_the_parts_of_a_range_it_depends_on_what_would_be_taken() {
        VersionDemand demand = demand("1.1.0", "1.1.0.0", List.of("[1.0,1.2),[1.5,2.0)"), List.of());
        assertThat(isMet(demand, "1.3")).isFalse();
        assertThat(isExceeded(demand, "1.3", "1.1.0.0")).isTrue();
        assertThat(isExceeded(demand, "1.3", "1.5.0.0"))
                .as("an import mends it")
                .isFalse();
    }

    @Test
    void of_all_that_is_declared_everything_counts() {
        VersionDemand demand = demand("1.4.0", "1.4.0.0", List.of("[1.0,2.0)", "(,1.5)"), List.of("1.3", "1.2.0"));
        assertThat(demand).hasToString("[1.0,2.0) and (,1.5) and 1.3.0.0 or higher");
        assertThat(isMet(demand, "1.2.0.0")).isFalse();
        assertThat(isMet(demand, "1.3.0.0")).isTrue();
        assertThat(isMet(demand, "1.5.0.0")).isFalse();
    }

    @Test
    void a_solution_with_a_version_of_its_own_is_not_held_against_versions_of_maven() {
        VersionDemand demand = demand("7.1.0", "1.4.0.0", List.of("[7.0,8.0)"), List.of());
        assertThat(demand).isEqualTo(VersionDemand.atLeast(new SolutionVersion("1.4.0.0")));
    }

    @Test
    void a_range_that_turns_on_what_solutions_do_not_have_restricts_nothing() {
        assertThat(demand("1.0-rc1", "1.0.0.0", List.of("[0.9,1.0)"), List.of()))
                .isEqualTo(VersionDemand.atLeast(new SolutionVersion("1.0.0.0")));
    }

    @Test
    void two_demands_are_both_to_be_met() {
        VersionDemand both = demand("1.2.0", "1.2.0.0", List.of(), List.of("1.2.0"))
                .and(demand("1.9.0", "1.9.0.0", List.of("[1.0,2.0)"), List.of()));
        assertThat(both).hasToString("[1.0,2.0) and 1.2.0.0 or higher");
        assertThat(both.and(both)).isEqualTo(both);
        assertThat(both.and(VersionDemand.atLeast(new SolutionVersion("1.0"))))
                .as("both say more already")
                .isEqualTo(both);
        assertThat(demand("1.9.0", "1.9.0.0", List.of("[1.0,2.0)"), List.of("1.0.0")))
                .hasToString("[1.0,2.0)");
    }
}
