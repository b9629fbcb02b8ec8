package io.github.dataversealm.solution.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.dependency.DemandedSolution;
import io.github.dataversealm.solution.dependency.SolutionNames;
import io.github.dataversealm.solution.dependency.SolutionNode;
import io.github.dataversealm.solution.dependency.Suppliers;
import io.github.dataversealm.solution.dependency.VersionDemand;
import io.github.dataversealm.solution.deploy.Prerequisites.Prerequisite;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.testkit.ChoiceSolution;
import io.github.dataversealm.solution.testkit.ScaledTime;
import io.github.dataversealm.solution.testkit.SolutionZipBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found out about a deployment before another one that goes before it is begun; in the local environment. */
class ReadinessTest {

    @TempDir
    Path folder;

    private LocalFixture local;

    @BeforeEach
    void start() throws IOException {
        local = new LocalFixture(folder.resolve("environment"));
    }

    @AfterEach
    void stop() throws IOException {
        local.close();
    }

    private SolutionPackage base(String version) throws IOException {
        return LocalFixture.artifact(
                folder, new ChoiceSolution("ContosoBase", version + ".0"), "com.contoso:base:" + version);
    }

    private SolutionPackage app() throws IOException {
        return LocalFixture.artifact(
                folder,
                new ChoiceSolution("ContosoApp", "1.0.0.0").needs("ctr_contosobase", "ContosoBase (1.1.0.0)"),
                "com.contoso:app:1.0.0");
    }

    private EnvironmentDeployment deployment(String id, SettingsSource settings) {
        return new EnvironmentDeployment(
                local.target(id, new ScaledTime(20)), ImportOptions.DEFAULT, settings, folder.resolve("records"));
    }

    private EnvironmentDeployment needing(SolutionPackage base) {
        SolutionNode node = base.node();
        DemandedSolution demanded = new DemandedSolution(node, VersionDemand.atLeast(node.version()));
        return deployment("local", SettingsSource.none())
                .requiring(new Prerequisites(
                        List.of(new Prerequisite(demanded, "ContosoApp", false)),
                        new Suppliers(List.of(node), new SolutionNames(Map.of(), List.of())),
                        "mvn solution:import"));
    }

    private static void require(SolutionPackage solution, Map<String, String> before, EnvironmentDeployment... all)
            throws IOException {
        new Deployment(List.of(solution), 2, true, DeploymentListener.silent())
                .requireReady(List.of(List.of(all)), environment -> new Foreseen(before));
    }

    @Test
    void what_another_import_brings_first_need_not_be_there_yet() throws IOException {
        SolutionPackage base = base("1.1.0");
        assertThatThrownBy(() -> require(app(), Map.of(), needing(base)))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("ContosoBase 1.1.0.0), needed by ContosoApp: not installed");
        assertThatThrownBy(() -> require(app(), Map.of("ContosoBase", "1.0.0.0"), needing(base)))
                .hasMessageContaining("not installed");
        assertThatCode(() -> require(app(), Map.of("contosobase", "1.1.0.0"), needing(base)))
                .doesNotThrowAnyException();
        assertThat(folder.resolve("records")).doesNotExist();
        assertThat(local.dataverse.solution("ContosoApp")).isEmpty();
    }

    @Test
    void what_the_environment_has_of_a_single_solution_is_judged_too() throws IOException {
        assertThat(deployment("local", SettingsSource.none())
                        .run(List.of(base("1.2.0")))
                        .isGood())
                .isTrue();
        assertThatThrownBy(() -> require(base("1.1.0"), Map.of(), deployment("local", SettingsSource.none())))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("ContosoBase 1.1.0.0 (managed): ")
                .hasMessageContaining("1.2.0.0")
                .hasMessageContaining("Nothing was changed.");
    }

    @Test
    void each_environment_that_is_not_ready_is_named() throws IOException {
        SettingsSource none = (solutions, dataverse, options) -> {
            throw new SolutionException(null, "A connection is missing.", "Name it.");
        };
        try (LocalFixture other = new LocalFixture(folder.resolve("other"))) {
            EnvironmentDeployment uat = new EnvironmentDeployment(
                    other.target("uat", new ScaledTime(20)), ImportOptions.DEFAULT, none, folder.resolve("records"));
            assertThatThrownBy(() -> require(base("1.1.0"), Map.of(), deployment("local", SettingsSource.none()), uat))
                    .isInstanceOf(SolutionException.class)
                    .hasMessageContaining("Not all environments are ready. Nothing was changed anywhere.")
                    .hasMessageContaining("[uat] A connection is missing.")
                    .hasMessageContaining("Name it.")
                    .hasMessageNotContaining("[local]");
        }
    }

    @Test
    void a_patch_is_not_missed_its_solution_when_that_comes_first() throws IOException {
        SolutionPackage patch = LocalFixture.pack(
                folder,
                new SolutionZipBuilder()
                        .named("ContosoBase_Patch_1")
                        .patchOf("ContosoBase")
                        .version("1.1.0.1")
                        .managed("1"));
        assertThatThrownBy(() -> require(patch, Map.of(), deployment("local", SettingsSource.none())))
                .isInstanceOf(SolutionException.class);
        assertThatCode(() ->
                        require(patch, Map.of("ContosoBase", "1.1.0.0"), deployment("local", SettingsSource.none())))
                .doesNotThrowAnyException();
    }
}
