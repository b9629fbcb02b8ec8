package io.github.dataversealm.solution.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.SolutionVersion;
import io.github.dataversealm.solution.testkit.Messages;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchCycleTest {

    private final DataverseAtOnce environment = new DataverseAtOnce();
    private final Messages messages = new Messages();
    private final Target target = Targets.of(environment.api(), messages);

    @ParameterizedTest
    @CsvSource({"1.4.2.7,1.4.3.0", "1.4,1.4.1.0", "1.4.2147483647.0,1.4.2147483647.1"})
    void a_patch_gets_the_next_build(String version, String expected) {
        environment.add("Trips", version, false);
        assertThat(patch(Optional.empty()).version()).isEqualTo(expected);
    }

    @Test
    void the_next_patch_is_higher_than_all_patches_compared_by_number() {
        InstalledSolution trips = environment.add("Trips", "1.4.2.0", false);
        environment.add("Trips_Patch_a", "1.4.10.3", false, trips.id());
        environment.add("Trips_Patch_b", "1.4.9.0", false, trips.id());
        assertThat(patch(Optional.empty()).version()).isEqualTo("1.4.11.0");
    }

    @ParameterizedTest
    @CsvSource({
        "1.5.0.0, the first two numbers must be those of the solution",
        "2.4.3.0, the first two numbers must be those of the solution",
        "1.4.2.0, must have a higher version than 1.4.2.0",
        "1.4.1.9, must have a higher version than 1.4.2.0"
    })
    void a_version_that_a_patch_cannot_have_is_refused_before_the_call(String version, String reason) {
        environment.add("Trips", "1.4.2.0", false);
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> patch(Optional.of(version)))
                .withMessageContaining(reason)
                .withMessageContaining("1.4.3.0");
        assertThat(environment.count("cloneAsPatch")).isZero();
    }

    @Test
    void a_patch_of_a_patch_or_of_a_managed_solution_is_refused() {
        InstalledSolution trips = environment.add("Trips", "1.4.2.0", false);
        environment.add("Trips_Patch_a", "1.4.3.0", false, trips.id());
        environment.add("Base", "1.0.0.0", true);
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> new ClonePatch(target).clone("Trips_Patch_a", Optional.empty(), Optional.empty()))
                .withMessageContaining("is a patch itself");
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> new ClonePatch(target).clone("Base", Optional.empty(), Optional.empty()))
                .withMessageContaining("is managed here");
    }

    @Test
    void a_patch_whose_answer_was_lost_is_not_made_twice() {
        environment.add("Trips", "1.4.2.0", false);
        environment.losingAnswer("cloneAsPatch");
        assertThat(patch(Optional.empty()).version()).isEqualTo("1.4.3.0");
        assertThat(environment.count("cloneAsPatch")).isEqualTo(1);
    }

    @Test
    void a_solution_with_patches_is_locked() {
        InstalledSolution trips = environment.add("Trips", "1.4.2.0", false);
        environment.add("Trips_Patch_a", "1.4.3.0", false, trips.id());
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(
                        () -> new SetVersion(target).set("Trips", new VersionChange.To(new SolutionVersion("1.5.0.0"))))
                .withMessageContaining("is locked, because it has patches: Trips_Patch_a 1.4.3.0")
                .withMessageContaining("solution:merge-patches -Dsolution.name=Trips");
    }

    @Test
    void a_merge_shows_the_patches_and_makes_the_next_minor_version() {
        InstalledSolution trips = environment.add("Trips", "1.4.2.0", false);
        environment.add("Trips_Patch_a", "1.4.3.0", false, trips.id());
        assertThat(merge(Optional.empty(), true)).isEqualTo("1.5.0.0");
        assertThat(messages.infos())
                .containsExactly(
                        "Patch          Display name           Version  Components",
                        "Trips_Patch_a  Trips_Patch_a Display  1.4.3.0  0",
                        "Rolled up into Trips 1.5.0.0 in dev; the patches are gone.");
        assertThat(environment.patches(trips.id())).isEmpty();
    }

    @Test
    void a_rehearsal_merges_nothing() {
        InstalledSolution trips = environment.add("Trips", "1.4.2.0", false);
        environment.add("Trips_Patch_a", "1.4.3.0", false, trips.id());
        assertThat(merge(Optional.empty(), false)).isEqualTo("1.4.2.0");
        assertThat(environment.patches(trips.id())).hasSize(1);
    }

    @Test
    void a_merge_without_patches_or_to_a_version_that_is_too_low_is_refused() {
        InstalledSolution trips = environment.add("Trips", "1.4.2.0", false);
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> merge(Optional.empty(), true))
                .withMessageContaining("has no patches");
        environment.add("Trips_Patch_a", "1.4.3.0", false, trips.id());
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> merge(Optional.of("1.4.3.0"), true))
                .withMessageContaining("must have a higher version than 1.4.3.0");
        assertThat(environment.count("cloneAsSolution")).isZero();
    }

    @Test
    void a_merge_whose_answer_was_lost_is_looked_up() {
        InstalledSolution trips = environment.add("Trips", "1.4.2.0", false);
        environment.add("Trips_Patch_a", "1.4.3.0", false, trips.id());
        environment.losingAnswer("cloneAsSolution");
        assertThat(merge(Optional.empty(), true)).isEqualTo("1.5.0.0");
        assertThat(environment.count("cloneAsSolution")).isEqualTo(1);
    }

    private InstalledSolution patch(Optional<String> version) {
        return new ClonePatch(target).clone("Trips", Optional.empty(), version.map(SolutionVersion::new));
    }

    private String merge(Optional<String> version, boolean write) {
        return new MergePatches(target)
                .merge("Trips", Optional.empty(), version.map(SolutionVersion::new), write)
                .text();
    }
}
