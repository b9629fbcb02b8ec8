package io.github.dataversealm.solution.mojo;

import static io.github.dataversealm.solution.testkit.FileRepository.dependency;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.dependency.DependencyTree;
import io.github.dataversealm.solution.dependency.DependencyTree.Chosen;
import io.github.dataversealm.solution.dependency.DependencyTree.Node;
import io.github.dataversealm.solution.dependency.DependencyTree.Omission;
import io.github.dataversealm.solution.dependency.DependencyTree.Reason;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.Coordinates;
import io.github.dataversealm.solution.testkit.ChoiceSolution;
import io.github.dataversealm.solution.testkit.FileRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.DependencyManagement;
import org.apache.maven.model.Exclusion;
import org.apache.maven.model.Model;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DependencyCollectorTest {

    @TempDir
    Path folder;

    private FileRepository repository;

    @BeforeEach
    void openRepository() throws IOException {
        repository = new FileRepository(folder.toFile());
        publish("core", "1.0.0", "");
        publish("core", "1.1.0", "");
        publish("core", "2.0.0", "");
    }

    private void publish(String name, String version, String dependencies) throws IOException {
        publish(name, version, dependencies, "");
    }

    private void publish(String name, String version, String dependencies, String more) throws IOException {
        repository.publish("g", name, version, dependencies, more, new ChoiceSolution(name, version + ".0"));
    }

    private static String on(String name, String version) {
        return dependency("g", name, version, "");
    }

    private DependencyTree tree(String name, String version) {
        return MavenResolution.collector(folder).of(Coordinates.of("g", name, version));
    }

    private static String chosen(DependencyTree tree, String name) {
        return tree.chosen().stream()
                .filter(found -> found.coordinates().artifactId().equals(name))
                .map(found -> found.coordinates().version())
                .findFirst()
                .orElse("none");
    }

    @Test
    void the_nearest_declaration_counts_and_the_other_one_is_told() throws IOException {
        publish("base", "1.0.0", on("core", "1.1.0"));
        publish("app", "1.0.0", on("base", "1.0.0") + on("core", "1.0.0"));
        DependencyTree tree = tree("app", "1.0.0");
        assertThat(chosen(tree, "core")).isEqualTo("1.0.0");
        Node far = tree.children().get(0).children().get(0);
        assertThat(far.coordinates().version()).isEqualTo("1.1.0");
        assertThat(far.omission()).contains(new Omission(Reason.LOWERED, "1.0.0"));
        assertThat(tree.chosen()).extracting(Chosen::direct).containsExactly(true, true);
        assertThat(tree.chosen().get(0).declared()).containsExactly("g:core");
    }

    @Test
    void a_range_takes_the_highest_version_that_it_has() throws IOException {
        publish("app", "1.0.0", on("core", "[1.0,2.0)"));
        DependencyTree tree = tree("app", "1.0.0");
        assertThat(chosen(tree, "core")).isEqualTo("1.1.0");
        assertThat(tree.children())
                .filteredOn(node -> node.omission().isEmpty())
                .singleElement()
                .satisfies(node -> assertThat(node.range()).contains("[1.0,2.0)"));
    }

    @Test
    void ranges_without_a_common_version_are_refused_with_the_way_to_each() throws IOException {
        publish("base", "1.0.0", on("core", "[2.0,3.0)"));
        publish("app", "1.0.0", on("base", "1.0.0") + on("core", "[1.0,2.0)"));
        assertThatThrownBy(() -> tree("app", "1.0.0"))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("The dependencies of g:app:1.0.0 cannot be resolved")
                .hasMessageContaining("g:core:zip:[2.0,3.0)")
                .hasMessageContaining("g:core:zip:[1.0,2.0)");
    }

    @Test
    void a_range_without_any_version_is_refused() throws IOException {
        publish("app", "1.0.0", on("core", "[7.0,8.0)"));
        assertThatThrownBy(() -> tree("app", "1.0.0"))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("g:core:zip:[7.0,8.0)");
    }

    @Test
    void management_chooses_the_version_of_what_comes_along() throws IOException {
        publish("base", "1.0.0", on("core", "1.0.0"));
        publish(
                "app",
                "1.0.0",
                on("base", "1.0.0"),
                "<dependencyManagement><dependencies>" + on("core", "1.1.0")
                        + "</dependencies></dependencyManagement>");
        DependencyTree tree = tree("app", "1.0.0");
        assertThat(chosen(tree, "core")).isEqualTo("1.1.0");
        assertThat(tree.children().get(0).children().get(0).managedFrom()).contains("1.0.0");
    }

    @Test
    void exclusions_scopes_and_optional_dependencies_work_as_for_other_types() throws IOException {
        publish("tests", "1.0.0", "");
        publish("shared", "1.0.0", "");
        publish("choice", "1.0.0", "");
        publish("base", "1.0.0", on("core", "1.0.0") + dependency("g", "choice", "1.0.0", "<optional>true</optional>"));
        publish(
                "app",
                "1.0.0",
                dependency(
                                "g",
                                "base",
                                "1.0.0",
                                "<exclusions><exclusion><groupId>g</groupId><artifactId>core</artifactId></exclusion>"
                                        + "</exclusions>")
                        + dependency("g", "tests", "1.0.0", "<scope>test</scope>")
                        + dependency("g", "shared", "1.0.0", "<scope>provided</scope>"));
        publish("top", "1.0.0", on("app", "1.0.0"));
        DependencyTree app = tree("app", "1.0.0");
        assertThat(app.chosen())
                .extracting(found -> found.coordinates().artifactId() + " " + found.scope())
                .containsExactly("base compile", "shared provided");
        assertThat(tree("top", "1.0.0").chosen())
                .extracting(found -> found.coordinates().artifactId())
                .as("what is provided for app is not for what needs app")
                .containsExactly("app", "base");
    }

    @Test
    void artifacts_that_need_each_other_are_a_circle_and_not_an_endless_tree() throws IOException {
        publish("one", "1.0.0", on("two", "1.0.0"));
        publish("two", "1.0.0", on("three", "1.0.0"));
        publish("three", "1.0.0", on("two", "1.0.0") + on("one", "1.0.0"));
        DependencyTree tree = tree("one", "1.0.0");
        assertThat(tree.chosen())
                .extracting(found -> found.coordinates().artifactId())
                .containsExactly("two", "three");
        Node three = tree.children().get(0).children().get(0);
        assertThat(three.children())
                .extracting(node -> node.omission().map(Omission::reason).orElseThrow())
                .containsExactly(Reason.CIRCLE, Reason.CIRCLE);
        assertThat(tree.chosen().get(1).declared()).containsExactlyInAnyOrder("g:two", "g:one");
    }

    @Test
    void solutions_that_a_pom_lists_are_found_below_it() throws IOException {
        repository.publish("g", "set", "1.0.0", on("core", "1.0.0"), "", new ChoiceSolution("unused", "1.0.0.0"));
        publish(
                "app",
                "1.0.0",
                "<dependency><groupId>g</groupId><artifactId>set</artifactId><version>1.0.0</version><type>pom</type>"
                        + "</dependency>");
        assertThat(tree("app", "1.0.0").chosen())
                .extracting(found -> found.coordinates().artifactId())
                .containsExactly("core");
    }

    @Test
    void an_artifact_without_a_pom_has_no_dependencies_that_are_known() {
        assertThat(tree("absent", "1.0.0").children()).isEmpty();
    }

    // ---------------------------------------------------------------- which versions will do

    private static Chosen found(DependencyTree tree, String name) {
        return tree.chosen().stream()
                .filter(chosen -> chosen.coordinates().artifactId().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void all_that_is_declared_for_a_dependency_is_told_but_for_what_was_lowered() throws IOException {
        publish("base", "1.0.0", on("core", "[1.0,2.0)"));
        publish("extra", "1.0.0", on("core", "1.1.0"));
        publish("app", "1.0.0", on("base", "1.0.0") + on("extra", "1.0.0") + on("core", "[1.0,1.5)"));
        Chosen ranges = found(tree("app", "1.0.0"), "core");
        assertThat(ranges.coordinates().version()).isEqualTo("1.1.0");
        assertThat(ranges.ranges()).containsExactlyInAnyOrder("[1.0,2.0)", "[1.0,1.5)");
        assertThat(ranges.versions()).containsExactly("1.1.0");

        publish("near", "1.0.0", on("extra", "1.0.0") + on("core", "1.0.0"));
        Chosen lowered = found(tree("near", "1.0.0"), "core");
        assertThat(lowered.coordinates().version()).isEqualTo("1.0.0");
        assertThat(lowered.ranges()).isEmpty();
        assertThat(lowered.versions()).containsExactly("1.0.0");
    }

    // ---------------------------------------------------------------- release sets

    private static Dependency dependencyOf(String name, String version, String scope) {
        Dependency dependency = new Dependency();
        dependency.setGroupId("g");
        dependency.setArtifactId(name);
        dependency.setVersion(version);
        dependency.setType("dataverse-solution");
        dependency.setScope(scope);
        return dependency;
    }

    private DependencyTree set(Dependency... listed) {
        return set(new DependencyManagement(), listed);
    }

    private DependencyTree set(DependencyManagement management, Dependency... listed) {
        Model model = new Model();
        model.setGroupId("g");
        model.setArtifactId("release");
        model.setVersion("1");
        model.setPackaging("pom");
        List.of(listed).forEach(model::addDependency);
        model.setDependencyManagement(management);
        return MavenResolution.collector(folder).ofSet(new MavenProject(model));
    }

    private static List<String> texts(List<Chosen> chosen) {
        return chosen.stream()
                .map(found -> found.coordinates().artifactId() + " "
                        + found.coordinates().version() + " " + found.scope())
                .toList();
    }

    @Test
    void a_release_set_decides_for_all_that_it_lists() throws IOException {
        publish("base", "1.0.0", on("core", "1.1.0"));
        publish("app", "1.0.0", on("base", "1.0.0"));
        DependencyTree tree = set(dependencyOf("app", "1.0.0", "compile"), dependencyOf("core", "1.0.0", "compile"));
        assertThat(texts(tree.chosen()))
                .containsExactly("app 1.0.0 compile", "base 1.0.0 compile", "core 1.0.0 compile");
        DependencyTree app = tree.branch(Coordinates.of("g", "app", "1.0.0")).orElseThrow();
        assertThat(app.declared()).containsExactly("g:base");
        assertThat(texts(tree.chosenBy(app))).containsExactly("base 1.0.0 compile", "core 1.0.0 compile");
        assertThat(tree.branch(Coordinates.of("g", "app", "2.0.0"))).isEmpty();

        DependencyManagement management = new DependencyManagement();
        management.addDependency(dependencyOf("core", "2.0.0", null));
        assertThat(texts(
                        set(management, dependencyOf("app", "1.0.0", "compile")).chosen()))
                .contains("core 2.0.0 compile");

        Dependency without = dependencyOf("app", "1.0.0", "compile");
        Exclusion exclusion = new Exclusion();
        exclusion.setGroupId("g");
        exclusion.setArtifactId("core");
        without.addExclusion(exclusion);
        assertThat(texts(set(without).chosen())).containsExactly("app 1.0.0 compile", "base 1.0.0 compile");
    }

    @Test
    void a_release_set_keeps_what_its_members_need_of_others() throws IOException {
        publish("partner", "1.0.0", on("core", "1.0.0"));
        publish("choice", "1.0.0", "");
        publish("tests", "1.0.0", "");
        publish("below", "1.0.0", dependency("g", "tests", "1.0.0", "<scope>provided</scope>"));
        publish(
                "app",
                "1.0.0",
                on("below", "1.0.0")
                        + dependency("g", "partner", "1.0.0", "<scope>provided</scope>")
                        + dependency("g", "choice", "1.0.0", "<optional>true</optional>")
                        + dependency("g", "tests", "1.0.0", "<scope>test</scope>"));
        DependencyTree tree = set(dependencyOf("app", "1.0.0", "compile"));
        assertThat(texts(tree.chosen()))
                .as("as the project of app itself has it")
                .containsExactlyInAnyOrder(
                        "app 1.0.0 compile",
                        "below 1.0.0 compile",
                        "partner 1.0.0 provided",
                        "core 1.0.0 provided",
                        "choice 1.0.0 compile");
        assertThat(texts(tree("app", "1.0.0").chosen()))
                .containsExactlyInAnyOrder(
                        "below 1.0.0 compile", "partner 1.0.0 provided", "core 1.0.0 provided", "choice 1.0.0 compile");

        publish("other", "1.0.0", on("core", "1.0.0"));
        assertThat(texts(set(dependencyOf("app", "1.0.0", "compile"), dependencyOf("other", "1.0.0", "compile"))
                        .chosen()))
                .as("what one of them has to be imported for is imported")
                .contains("core 1.0.0 compile", "partner 1.0.0 provided");
        assertThat(texts(set(dependencyOf("app", "1.0.0", "compile"), dependencyOf("core", "1.0.0", "provided"))
                        .chosen()))
                .as("the set has the last word")
                .contains("core 1.0.0 provided");
    }
}
