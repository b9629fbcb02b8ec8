package io.github.dataversealm.solution.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dataversealm.solution.dataverse.AsyncOperation.State;
import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.PackageType;
import io.github.dataversealm.solution.testkit.Messages;
import io.github.dataversealm.solution.testkit.SolutionZipBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportSolutionTest {

    @TempDir
    Path folder;

    private final DataverseAtOnce environment = new DataverseAtOnce();
    private final Messages messages = new Messages();

    @BeforeEach
    void a_solution() {
        environment.add("Trips", "1.4.2.0", false);
        environment.exporter =
                (solution, managed, zip) -> zip(solution, managed).write(zip);
    }

    private static SolutionZipBuilder zip(InstalledSolution solution, boolean managed) {
        return new SolutionZipBuilder()
                .named(solution.uniqueName())
                .version(solution.version())
                .managed(managed ? "1" : "0");
    }

    @Test
    void zips_are_named_after_the_solution() throws IOException {
        assertThat(export(PackageType.UNMANAGED)).containsExactly(folder.resolve("Trips_1_4_2_0.zip"));
        assertThat(export(PackageType.MANAGED)).containsExactly(folder.resolve("Trips_1_4_2_0_managed.zip"));
        assertThat(files()).containsExactlyInAnyOrder("Trips_1_4_2_0.zip", "Trips_1_4_2_0_managed.zip");
    }

    @Test
    void both_forms_lie_side_by_side_under_a_given_name() throws IOException {
        assertThat(export(PackageType.BOTH, Optional.of(folder.resolve("sub/a.zip")), false))
                .containsExactly(folder.resolve("sub/a.zip"), folder.resolve("sub/a_managed.zip"));
        assertThat(environment.count("exportSolution")).isEqualTo(2);
    }

    @Test
    void a_file_that_is_there_is_kept_unless_it_may_be_replaced_and_nothing_is_started() throws IOException {
        Path zip = Files.writeString(folder.resolve("a_managed.zip"), "mine");
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> export(PackageType.BOTH, Optional.of(folder.resolve("a.zip")), false))
                .withMessageContaining("a_managed.zip: The file is there already")
                .withMessageContaining("-Dsolution.overwrite=true");
        assertThat(zip).hasContent("mine");
        assertThat(environment.count("exportSolution")).isZero();
        export(PackageType.BOTH, Optional.of(folder.resolve("a.zip")), true);
        assertThat(Files.size(zip)).isGreaterThan(100);
    }

    @Test
    void what_is_not_the_solution_that_was_asked_for_is_not_kept() throws IOException {
        environment.exporter =
                (solution, managed, zip) -> zip(solution, !managed).write(zip);
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> export(PackageType.UNMANAGED))
                .withMessageContaining("has sent Trips (Managed) for Trips (Unmanaged)");
        environment.exporter = (solution, managed, zip) ->
                zip(solution, managed).named("Other").write(zip);
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> export(PackageType.UNMANAGED))
                .withMessageContaining("has sent Other (Unmanaged)");
        environment.exporter = (solution, managed, zip) -> Files.writeString(zip, "<html>");
        assertThatExceptionOfType(SolutionException.class).isThrownBy(() -> export(PackageType.UNMANAGED));
        assertThat(files()).isEmpty();
    }

    @Test
    void a_version_that_changes_between_the_forms_is_noticed() {
        environment.exporter = (solution, managed, zip) ->
                zip(solution, managed).version(managed ? "1.4.3.0" : "1.4.2.0").write(zip);
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> export(PackageType.BOTH))
                .withMessageContaining("changed while it was exported: 1.4.2.0 unmanaged, 1.4.3.0 managed");
    }

    @Test
    void what_cannot_be_exported_is_said_before_anything_is_started() {
        environment.add("Base", "1.0.0.0", true);
        InstalledSolution locked = environment.add("Locked", "1.0.0.0", false);
        environment.add("Locked_Patch_1", "1.0.1.0", false, locked.id());
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> export("Base"))
                .withMessageContaining("managed solutions cannot be exported");
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> export("Locked"))
                .withMessageContaining("has patches: Locked_Patch_1 1.0.1.0");
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> export("trips"))
                .withMessageContaining("Perhaps one of these is meant: Trips");
        assertThat(environment.count("exportSolution")).isZero();
    }

    @Test
    void a_patch_can_be_exported() throws IOException {
        InstalledSolution locked = environment.add("Locked", "1.0.0.0", false);
        environment.add("Locked_Patch_1", "1.0.1.0", false, locked.id());
        export("Locked_Patch_1");
        assertThat(files()).containsExactly("Locked_Patch_1_1_0_1_0.zip");
    }

    @Test
    void a_lost_start_waits_until_the_environment_is_quiet_so_that_exports_do_not_pile_up() throws IOException {
        environment.losingAnswer("exportSolution");
        for (int i = 0; i < 3; i++) {
            environment.running.add(DataverseAtOnce.operation(UUID.randomUUID(), State.RUNNING, "", ""));
        }
        export(PackageType.UNMANAGED);
        assertThat(environment.count("exportSolution")).isEqualTo(2);
        assertThat(environment.count("runningOperations")).isGreaterThanOrEqualTo(4);
        assertThat(environment.calls.lastIndexOf("runningOperations"))
                .isLessThan(environment.calls.lastIndexOf("exportSolution"));
    }

    @Test
    void a_name_from_the_environment_leads_nowhere_else() throws IOException {
        environment.add("../../x", "1.0.0.0/..", false);
        environment.exporter =
                (solution, managed, zip) -> zip(solution, managed).write(zip);
        export("../../x");
        assertThat(files()).singleElement().asString().startsWith("_").doesNotContain("/");
    }

    private void export(String name) throws IOException {
        new ExportSolution(Targets.of(environment.api(), messages))
                .export(new ExportSolution.Request(
                        name, PackageType.UNMANAGED, Set.of(), folder, Optional.empty(), false));
    }

    private List<Path> export(PackageType type) throws IOException {
        return export(type, Optional.empty(), false);
    }

    private List<Path> export(PackageType type, Optional<Path> zip, boolean overwrite) throws IOException {
        return new ExportSolution(Targets.of(environment.api(), messages))
                .export(new ExportSolution.Request("Trips", type, Set.of(), folder, zip, overwrite))
                .zips();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            return list.map(path -> path.getFileName().toString()).toList();
        }
    }
}
