package io.github.dataversealm.solution.mojo;

import static io.github.dataversealm.solution.testkit.FileRepository.dependency;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.artifact.Origin;
import io.github.dataversealm.solution.artifact.Verification;
import io.github.dataversealm.solution.contents.SolutionReader;
import io.github.dataversealm.solution.dependency.DependencyFinding;
import io.github.dataversealm.solution.dependency.DependencyTree;
import io.github.dataversealm.solution.dependency.SolutionNames;
import io.github.dataversealm.solution.deploy.Prerequisites.Prerequisite;
import io.github.dataversealm.solution.deploy.SolutionPackage;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.Coordinates;
import io.github.dataversealm.solution.testkit.ChoiceSolution;
import io.github.dataversealm.solution.testkit.FileRepository;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.model.Model;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What imports ask of environments, over real resolution from a Maven repository in a folder. */
class ImportDependenciesTest {

    @TempDir
    Path folder;

    private FileRepository repository;

    @BeforeEach
    void openRepository() throws IOException {
        repository = new FileRepository(folder.toFile());
        for (String version : List.of("1.0.0", "1.1.0", "1.9.0", "2.0.0")) {
            publish("core", version, "");
        }
    }

    private void publish(String name, String version, String dependencies) throws IOException {
        publish(name, version, dependencies, new ChoiceSolution(name, version + ".0"));
    }

    private void publish(String name, String version, String dependencies, ChoiceSolution solution) throws IOException {
        repository.publish("g", name, version, dependencies, "", solution);
    }

    private static String on(String name, String version) {
        return dependency("g", name, version, "");
    }

    private SolutionPackage read(SolutionZip zip) throws IOException {
        return SolutionPackage.of(zip.file(), SolutionReader.read(zip.file(), ZipLimits.DEFAULT), zip.origin());
    }

    private SolutionPackage named(String name, String version) throws IOException {
        Coordinates coordinates = Coordinates.of("g", name, version);
        return read(solutions().zip(coordinates));
    }

    private SolutionDependencies solutions() {
        return new SolutionDependencies(
                MavenResolution.collector(folder),
                MavenResolution.offline(folder, Verification.OFF, Reporter.silent()),
                List.of());
    }

    private ImportDependencies.Resolved resolved(List<DependencyTree> sets, boolean along, SolutionPackage... packages)
            throws IOException {
        return new ImportDependencies(solutions(), sets, new SolutionNames(Map.of(), List.of()), "mvn solution:import")
                .of(List.of(packages), along ? Optional.of(this::read) : Optional.empty());
    }

    private static List<String> texts(List<Prerequisite> prerequisites) {
        return prerequisites.stream()
                .map(needed -> needed.demanded().solution().uniqueName() + " "
                        + needed.demanded().demand() + (needed.provided() ? " provided" : "") + ", "
                        + needed.neededBy())
                .toList();
    }

    private static List<String> packages(ImportDependencies.Resolved resolved) {
        return resolved.packages().stream()
                .map(solution -> solution.uniqueName() + " " + solution.header().version()
                        + solution.demand().map(demand -> " for " + demand).orElse(""))
                .toList();
    }

    @Test
    void an_environment_needs_what_is_declared_and_not_what_is_the_newest() throws IOException {
        publish("app", "1.0.0", on("core", "[1.0,2.0)"));
        assertThat(texts(resolved(List.of(), false, named("app", "1.0.0"))
                        .prerequisites()
                        .required()))
                .containsExactly("core [1.0,2.0), app");
        assertThat(packages(resolved(List.of(), true, named("app", "1.0.0"))))
                .containsExactly("core 1.9.0.0 for [1.0,2.0)", "app 1.0.0.0");
    }

    @Test
    void of_what_several_artifacts_ask_for_everything_counts() throws IOException {
        publish("one", "1.0.0", on("core", "[1.0,2.0)"));
        publish("two", "1.0.0", on("core", "[1.0,1.5)"));
        publish("three", "1.0.0", on("core", "1.0.0"));
        SolutionPackage[] all = {named("one", "1.0.0"), named("two", "1.0.0"), named("three", "1.0.0")};
        assertThat(texts(resolved(List.of(), false, all).prerequisites().required()))
                .containsExactly("core [1.0,2.0) and [1.0,1.5), one, two, three");
        assertThat(packages(resolved(List.of(), true, all)))
                .as("1.9.0 is what one has, and too high for two")
                .startsWith("core 1.1.0.0 for [1.0,2.0) and [1.0,1.5)");
    }

    @Test
    void what_nothing_does_for_is_refused_with_who_needs_what() throws IOException {
        publish("one", "1.0.0", on("core", "[1.0,1.5)"));
        publish("two", "1.0.0", on("core", "2.0.0"));
        assertThatThrownBy(() -> resolved(List.of(), false, named("one", "1.0.0"), named("two", "1.0.0")))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining(
                        "No version of core that was found does for all: one needs [1.0,1.5), two needs 2.0.0.0"
                                + " or higher; found are g:core:1.1.0 (core 1.1.0.0), g:core:2.0.0 (core 2.0.0.0)."
                                + " Nothing was changed.")
                .hasMessageContaining("<dependencyManagement>");
    }

    @Test
    void what_is_imported_together_has_to_do_for_what_needs_it() throws IOException {
        publish("app", "1.0.0", on("core", "[1.0,2.0)"));
        assertThat(resolved(List.of(), false, named("core", "1.0.0"), named("app", "1.0.0"))
                        .prerequisites()
                        .required())
                .isEmpty();
        assertThatThrownBy(() -> resolved(List.of(), false, named("core", "2.0.0"), named("app", "1.0.0")))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("app 1.0.0.0 (managed) needs g:core:1.9.0 (core 1.9.0.0) of [1.0,2.0), and only"
                        + " g:core:2.0.0 (core 2.0.0.0) is to be imported with it.");
    }

    @Test
    void what_the_package_was_made_with_counts_too() throws IOException {
        publish(
                "app",
                "1.0.0",
                on("core", "[1.0,2.0)"),
                new ChoiceSolution("app", "1.0.0.0").needs("ctr_core", "core (1.1.0.0)"));
        assertThat(texts(resolved(List.of(), false, named("app", "1.0.0"))
                        .prerequisites()
                        .required()))
                .containsExactly("core [1.0,2.0) and 1.1.0.0 or higher, app");
    }

    @Test
    void a_release_set_decides_which_versions_count() throws IOException {
        publish("base", "1.0.0", on("core", "1.1.0"));
        publish("app", "1.0.0", on("base", "1.0.0") + dependency("g", "partner", "1.0.0", "<scope>provided</scope>"));
        publish("partner", "1.0.0", "");
        SolutionPackage app = named("app", "1.0.0");
        SolutionPackage core = named("core", "1.0.0");
        assertThatThrownBy(() -> resolved(List.of(), true, app, core))
                .as("named one by one, each has to do for the others")
                .isInstanceOf(SolutionException.class);

        Model model = new Model();
        model.setGroupId("g");
        model.setArtifactId("release");
        model.setVersion("1");
        model.setPackaging("pom");
        for (SolutionPackage listed : List.of(app, core)) {
            org.apache.maven.model.Dependency dependency = new org.apache.maven.model.Dependency();
            Coordinates coordinates = listed.origin().map(Origin::coordinates).orElseThrow();
            dependency.setGroupId(coordinates.groupId());
            dependency.setArtifactId(coordinates.artifactId());
            dependency.setVersion(coordinates.version());
            dependency.setType("dataverse-solution");
            dependency.setScope("compile");
            model.addDependency(dependency);
        }
        DependencyTree set = solutions().set(new MavenProject(model));
        ImportDependencies.Resolved resolved = resolved(List.of(set), true, app, core);
        assertThat(packages(resolved))
                .containsExactlyInAnyOrder("core 1.0.0.0", "base 1.0.0.0 for 1.0.0.0 or higher", "app 1.0.0.0");
        assertThat(new ArrayList<>(packages(resolved)).indexOf("app 1.0.0.0")).isEqualTo(2);
        assertThat(texts(resolved.prerequisites().required()))
                .containsExactly("partner 1.0.0.0 or higher provided, app");
        assertThat(resolved.trees()).containsExactly(set);
        assertThat(resolved.findings())
                .filteredOn(finding -> finding.kind() == DependencyFinding.Kind.LOWERED)
                .singleElement()
                .satisfies(finding -> assertThat(finding.problem())
                        .contains("g:base:1.0.0 declares g:core:1.1.0, and Maven chose the lower g:core:1.0.0"));
    }
}
