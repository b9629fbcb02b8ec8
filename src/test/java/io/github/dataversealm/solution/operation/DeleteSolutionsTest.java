package io.github.dataversealm.solution.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dataversealm.solution.dataverse.AsyncOperation.State;
import io.github.dataversealm.solution.dataverse.ComponentSummary;
import io.github.dataversealm.solution.dataverse.Dependency;
import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.testkit.Messages;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeleteSolutionsTest {

    private static final UUID FORM = DataverseAtOnce.id("form");
    private static final UUID TABLE = DataverseAtOnce.id("table");

    private final DataverseAtOnce environment = new DataverseAtOnce();
    private final Messages messages = new Messages();

    @Test
    void a_managed_solution_is_uninstalled_and_an_unmanaged_one_is_only_a_list() {
        environment.add("Base", "1.0.0.0", true);
        environment.add("Draft", "1.0.0.0", false);
        delete("Base", "Draft");
        assertThat(environment.calls).contains("uninstall Base", "delete Draft");
        assertThat(environment.solutions).isEmpty();
        assertThat(messages.infos())
                .contains(
                        "To be deleted: Base 1.0.0.0, managed: its components go, and the data in its tables",
                        "Deleted Draft 1.0.0.0 from dev");
    }

    @Test
    void what_others_need_is_not_deleted_and_they_are_named() {
        InstalledSolution base = environment.add("Base", "1.0.0.0", true);
        InstalledSolution app = environment.add("App", "1.0.0.0", true);
        depends(base, app);
        environment.summaries.put(
                app.id(),
                List.of(new ComponentSummary(FORM, 60, "System Form", "systemform", "Trip form", "Trip form", "")));
        environment.summaries.put(
                base.id(), List.of(new ComponentSummary(TABLE, 1, "Entity", "entity", "ctr_trip", "Trip", "ctr_trip")));
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> delete("Base"))
                .withMessageContaining("Nothing was deleted: other components in dev need this solution.")
                .withMessageContaining("'Trip form' of the solution App needs table 'Trip' (ctr_trip) of Base")
                .withMessageContaining("-Dsolution.name=<this>,<other>");
        assertThat(environment.solutions).hasSize(2);
    }

    @Test
    void a_success_that_left_the_solution_is_none() {
        environment.add("Base", "1.0.0.0", true);
        environment.forgetsDeletes = true;
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> delete("Base"))
                .withMessageContaining("it is still in dev")
                .withMessageContaining("mvn solution:history");
        assertThat(messages.infos()).noneMatch(line -> line.startsWith("Deleted"));
    }

    @Test
    void a_dependent_without_a_name_is_shown_by_its_id() {
        InstalledSolution base = environment.add("Base", "1.0.0.0", true);
        environment.dependencies.put(
                "Base", List.of(new Dependency(TABLE, 1, Optional.of(base.id()), FORM, 10_123, Optional.empty())));
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> delete("Base"))
                .withMessageContaining("component of type 10123 " + FORM + " needs table " + TABLE + " of Base");
    }

    @Test
    void several_are_deleted_with_the_dependent_ones_first() {
        InstalledSolution base = environment.add("Base", "1.0.0.0", true);
        InstalledSolution middle = environment.add("Middle", "1.0.0.0", true);
        InstalledSolution app = environment.add("App", "1.0.0.0", true);
        depends(base, middle);
        depends(middle, app);
        delete("Base", "App", "Middle");
        assertThat(environment.calls.stream().filter(call -> call.startsWith("uninstall ")))
                .containsExactly("uninstall App", "uninstall Middle", "uninstall Base");
    }

    @Test
    void solutions_that_need_each_other_do_not_hang() {
        InstalledSolution one = environment.add("One", "1.0.0.0", true);
        InstalledSolution two = environment.add("Two", "1.0.0.0", true);
        depends(one, two);
        depends(two, one);
        delete("One", "Two");
        assertThat(environment.solutions).isEmpty();
    }

    @Test
    void patches_of_an_unmanaged_solution_go_first_the_newest_before_the_others() {
        InstalledSolution base = environment.add("Base", "1.0.0.0", false);
        environment.add("Base_Patch_9", "1.0.9.0", false, base.id());
        environment.add("Base_Patch_10", "1.0.10.0", false, base.id());
        delete("Base");
        assertThat(environment.calls.stream().filter(call -> call.startsWith("delete ")))
                .containsExactly("delete Base_Patch_10", "delete Base_Patch_9", "delete Base");
    }

    @Test
    void patches_of_a_managed_solution_go_with_it() {
        InstalledSolution base = environment.add("Base", "1.0.0.0", true);
        InstalledSolution patch = environment.add("Base_Patch_1", "1.0.1.0", true, base.id());
        depends(base, patch);
        delete("Base", "Base_Patch_1");
        assertThat(environment.count("uninstall")).isEqualTo(1);
        assertThat(environment.solutions).isEmpty();
        assertThat(messages.infos().get(0))
                .isEqualTo("The service removes the patches of Base with it: Base_Patch_1 1.0.1.0");
    }

    @Test
    void a_rehearsal_deletes_nothing() {
        environment.add("Base", "1.0.0.0", true);
        new DeleteSolutions(Targets.production(environment.api(), messages))
                .delete(List.of("Base"), Optional.empty(), false);
        assertThat(environment.solutions).hasSize(1);
        assertThat(messages.infos()).last().asString().startsWith("Nothing was deleted");
    }

    @Test
    void production_asks_for_a_confirmation_with_the_name_of_the_environment() {
        environment.add("Base", "1.0.0.0", true);
        DeleteSolutions deletion = new DeleteSolutions(Targets.production(environment.api(), messages));
        for (Optional<String> wrong : List.of(Optional.<String>empty(), Optional.of("test"), Optional.of("true"))) {
            assertThatExceptionOfType(SolutionException.class)
                    .isThrownBy(() -> deletion.delete(List.of("Base"), wrong, true))
                    .withMessageContaining("-Dsolution.confirm=dev");
        }
        assertThat(environment.solutions).hasSize(1);
        deletion.delete(List.of("Base"), Optional.of("dev"), true);
        assertThat(environment.solutions).isEmpty();
    }

    @Test
    void an_unknown_name_deletes_nothing_and_gets_suggestions() {
        environment.add("ContosoTrips", "1.0.0.0", true);
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> delete("ContosoTrips", "contosotrips display"))
                .withMessageContaining("There is no solution 'contosotrips display'")
                .withMessageContaining("Perhaps one of these is meant: ContosoTrips");
        assertThat(environment.solutions).hasSize(1);
    }

    @Test
    void the_solutions_that_every_environment_has_are_refused() {
        environment.add("Default", "1.0", false);
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> delete("Default"))
                .withMessageContaining("every environment has");
        assertThat(environment.solutions).hasSize(1);
    }

    @Test
    void a_lost_answer_is_looked_up() {
        environment.add("Draft", "1.0.0.0", false);
        environment.losingAnswer("deleteSolution");
        delete("Draft");
        assertThat(environment.count("deleteSolution")).isEqualTo(1);
    }

    @Test
    void a_failed_uninstall_tells_why() {
        environment.add("Base", "1.0.0.0", true);
        environment.nextJobEnds(State.FAILED, "Solution dependencies exist, cannot uninstall.", "0x8004f01d");
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> delete("Base"))
                .withMessageContaining("Deletion of Base in dev failed (0x8004f01d): Solution dependencies exist");
    }

    private void depends(InstalledSolution required, InstalledSolution dependent) {
        environment.dependencies.put(
                required.uniqueName(),
                List.of(new Dependency(TABLE, 1, Optional.of(required.id()), FORM, 60, Optional.of(dependent.id()))));
    }

    private void delete(String... names) {
        new DeleteSolutions(Targets.of(environment.api(), messages)).delete(List.of(names), Optional.empty(), true);
    }
}
