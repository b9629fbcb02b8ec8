package io.github.dataversealm.solution.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.dependency.DemandedSolution;
import io.github.dataversealm.solution.dependency.SolutionNames;
import io.github.dataversealm.solution.dependency.SolutionNode;
import io.github.dataversealm.solution.dependency.Suppliers;
import io.github.dataversealm.solution.dependency.VersionDemand;
import io.github.dataversealm.solution.dependency.VersionRange;
import io.github.dataversealm.solution.deploy.Prerequisites.Prerequisite;
import io.github.dataversealm.solution.environment.Environment;
import io.github.dataversealm.solution.environment.PromotionRules;
import io.github.dataversealm.solution.environment.Rollout;
import io.github.dataversealm.solution.model.SolutionVersion;
import io.github.dataversealm.solution.testkit.ChoiceSolution;
import io.github.dataversealm.solution.testkit.Options;
import io.github.dataversealm.solution.testkit.ScaledTime;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An import whose environment does not have, or has in part, what has to be there first; in the local environment. */
class PrerequisitesTest {

    @TempDir
    Path folder;

    private LocalFixture local;
    private int runs;

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

    /** In at least its version. */
    private SolutionPackage dependency(String version) throws IOException {
        return base(version).asDependency(VersionDemand.atLeast(new SolutionVersion(version)));
    }

    private static VersionDemand range(String text) {
        return new VersionDemand(
                Optional.empty(), List.of(VersionRange.parse(text).orElseThrow()));
    }

    private SolutionPackage app() throws IOException {
        return LocalFixture.artifact(
                folder,
                new ChoiceSolution("ContosoApp", "1.0.0.0").needs("ctr_contosobase", "ContosoBase (1.0.0.0)"),
                "com.contoso:app:1.0.0");
    }

    private static Prerequisites prerequisites(boolean provided, SolutionPackage needed) {
        return prerequisites(
                provided, needed, VersionDemand.atLeast(needed.header().version()));
    }

    private static Prerequisites prerequisites(boolean provided, SolutionPackage needed, VersionDemand demand) {
        SolutionNode node = needed.node();
        return new Prerequisites(
                List.of(new Prerequisite(new DemandedSolution(node, demand), "ContosoApp", provided)),
                new Suppliers(List.of(node), new SolutionNames(Map.of("Mapped", "com.contoso:mapped"), List.of())),
                "mvn solution:import");
    }

    private EnvironmentReport run(Prerequisites prerequisites, SolutionPackage... solutions) {
        return run(ImportOptions.DEFAULT, prerequisites, solutions);
    }

    private EnvironmentReport run(ImportOptions options, Prerequisites prerequisites, SolutionPackage... solutions) {
        return new EnvironmentDeployment(
                        local.target("local", new ScaledTime(20)),
                        options,
                        SettingsSource.none(),
                        folder.resolve("records-" + runs++))
                .requiring(prerequisites)
                .run(List.of(solutions));
    }

    private String installed(String name) {
        return local.dataverse.solution(name).map(row -> row.version()).orElse("none");
    }

    private int jobs() {
        return local.dataverse.importJobs("ContosoApp", Instant.EPOCH).size()
                + local.dataverse.importJobs("ContosoBase", Instant.EPOCH).size();
    }

    @Test
    void what_is_absent_is_refused_before_anything_is_changed() throws IOException {
        EnvironmentReport report = run(prerequisites(false, base("1.1.0")), app());
        assertThat(report.fault().orElseThrow())
                .hasMessageContaining(
                        "com.contoso:base:1.1.0 (ContosoBase 1.1.0.0), needed by ContosoApp: not installed")
                .hasMessageContaining("Nothing was changed.")
                .hasMessageContaining("-Dsolution.importDependencies=true")
                .hasMessageContaining("mvn solution:import -Dsolution.artifact=com.contoso:base:1.1.0 -Denv=local");
        assertThat(report.notReached()).isEmpty();
        assertThat(jobs()).isZero();
    }

    @Test
    void a_lower_version_is_refused_and_a_higher_one_is_enough() throws IOException {
        assertThat(run(Prerequisites.NONE, base("1.0.0")).isGood()).isTrue();
        assertThat(run(prerequisites(false, base("1.1.0")), app()).fault().orElseThrow())
                .hasMessageContaining("only 1.0.0.0 is installed");
        assertThat(jobs()).isEqualTo(1);
        assertThat(run(Prerequisites.NONE, base("1.2.0")).isGood()).isTrue();
        assertThat(run(prerequisites(false, base("1.1.0")), app()).isGood()).isTrue();
        assertThat(installed("ContosoApp")).isEqualTo("1.0.0.0");
    }

    @Test
    void of_a_range_every_version_in_it_is_enough_and_a_higher_one_is_not() throws IOException {
        assertThat(run(Prerequisites.NONE, base("1.2.0")).isGood()).isTrue();
        Prerequisites newer = prerequisites(false, base("1.9.0"), range("[1.0,2.0)"));
        assertThat(run(newer, app()).isGood()).isTrue();
        assertThat(run(prerequisites(false, base("1.9.0"), range("[1.5,2.0)")), app())
                        .fault()
                        .orElseThrow())
                .hasMessageContaining(
                        "com.contoso:base:1.9.0 (ContosoBase 1.9.0.0) of [1.5,2.0), needed by ContosoApp: only 1.2.0.0 is"
                                + " installed")
                .hasMessageContaining("-Dsolution.artifact=com.contoso:base:1.9.0");
        assertThat(run(prerequisites(false, base("1.1.0"), range("[1.0,1.2)")), app())
                        .fault()
                        .orElseThrow())
                .hasMessageContaining(
                        "com.contoso:base:1.1.0 (ContosoBase 1.1.0.0) of [1.0,1.2), needed by ContosoApp: 1.2.0.0 is"
                                + " installed, which is too high")
                .hasMessageContaining("Nothing was changed.")
                .hasMessageContaining("-Dsolution.dependencyCheck=off")
                .hasMessageNotContaining("solution:import");
    }

    /** What would be imported is lower than what is there, though the range has higher versions, too. */
    @Test
    void between_the_parts_of_a_range_no_import_is_advised_that_would_lower_it() throws IOException {
        run(Prerequisites.NONE, base("1.2.0"));
        VersionDemand parts = range("[1.0,1.2),[1.5,2.0)");
        assertThat(run(prerequisites(false, base("1.1.0"), parts), app())
                        .fault()
                        .orElseThrow())
                .hasMessageContaining("1.2.0.0 is installed, which is too high")
                .hasMessageContaining("No import lowers what is installed.")
                .hasMessageNotContaining("solution:import");
        ImportOptions skipping = Options.with(options -> options.skipLowerVersion = true);
        EnvironmentReport along =
                run(skipping, Prerequisites.NONE, base("1.1.0").asDependency(parts), app());
        assertThat(along.isGood()).isFalse();
        assertThat(along.fault().orElseThrow()).hasMessageContaining("no import lowers it");
        assertThat(jobs()).isEqualTo(1);
        assertThat(run(prerequisites(false, base("1.6.0"), parts), app())
                        .fault()
                        .orElseThrow())
                .hasMessageContaining("only 1.2.0.0 is installed")
                .hasMessageContaining("-Dsolution.artifact=com.contoso:base:1.6.0");
    }

    @Test
    void a_dependency_by_a_range_is_imported_below_it_skipped_in_it_and_refused_above_it() throws IOException {
        run(Prerequisites.NONE, base("1.2.0"));
        SolutionPackage newest = base("1.9.0");
        EnvironmentReport in = run(Prerequisites.NONE, newest.asDependency(range("[1.0,2.0)")), app());
        assertThat(in.solutions()).extracting(SolutionReport::decision).containsExactly("skip", "install");
        EnvironmentReport above = run(Prerequisites.NONE, base("1.1.0").asDependency(range("[1.0,1.2)")), app());
        assertThat(above.fault().orElseThrow())
                .hasMessageContaining("Version 1.2.0.0 is installed, and [1.0,1.2) is needed: no import lowers it.");
        assertThat(installed("ContosoBase")).isEqualTo("1.2.0.0");
        EnvironmentReport below = run(Prerequisites.NONE, newest.asDependency(range("[1.5,2.0)")), app());
        assertThat(below.solutions()).extracting(SolutionReport::decision).containsExactly("upgrade", "skip");
        assertThat(installed("ContosoBase")).isEqualTo("1.9.0.0");
    }

    @Test
    void what_is_provided_is_not_offered_to_be_imported_along() throws IOException {
        assertThat(run(prerequisites(true, base("1.1.0")), app()).fault().orElseThrow())
                .hasMessageContaining("scope provided")
                .hasMessageNotContaining("importDependencies");
    }

    @Test
    void a_dependency_is_imported_where_it_is_absent_or_lower_and_skipped_where_it_is_enough() throws IOException {
        EnvironmentReport first = run(Prerequisites.NONE, dependency("1.1.0"), app());
        assertThat(first.solutions()).extracting(SolutionReport::decision).containsExactly("install", "install");
        EnvironmentReport lower = run(Prerequisites.NONE, dependency("1.0.0"), app());
        assertThat(lower.solutions()).extracting(SolutionReport::decision).containsExactly("skip", "skip");
        assertThat(installed("ContosoBase")).as("never taken down").isEqualTo("1.1.0.0");
        EnvironmentReport higher = run(Prerequisites.NONE, dependency("1.2.0"), app());
        assertThat(higher.solutions()).extracting(SolutionReport::decision).containsExactly("upgrade", "skip");
        assertThat(installed("ContosoBase")).isEqualTo("1.2.0.0");
    }

    @Test
    void a_dependency_is_not_staged_and_not_imported_again_by_what_is_asked_for_the_others() throws IOException {
        run(Prerequisites.NONE, base("1.0.0"));
        ImportOptions stage = Options.with(options -> {
            options.forceOverwrite = true;
            options.importAsHolding = true;
            options.update = true;
            options.allowLowerVersion = true;
        });
        run(stage, Prerequisites.NONE, dependency("1.0.0"));
        assertThat(local.dataverse.importJobs("ContosoBase", Instant.EPOCH)).hasSize(1);
        EnvironmentReport raised = run(stage, Prerequisites.NONE, dependency("1.1.0"));
        assertThat(raised.isGood()).isTrue();
        assertThat(installed("ContosoBase")).isEqualTo("1.1.0.0");
        assertThat(local.dataverse.solution("ContosoBase_Upgrade")).isEmpty();
    }

    @Test
    void what_the_service_misses_is_told_with_the_artifacts_that_supply_it() throws IOException {
        SolutionPackage needy = LocalFixture.artifact(
                folder,
                new ChoiceSolution("ContosoApp", "1.0.0.0")
                        .needs("ctr_contosobase", "Active")
                        .needs("ctr_mapped", "Mapped (2.0.0.0)")
                        .needs("ctr_nobody", "Nobody (1.0.0.0)"),
                "com.contoso:app:1.0.0");
        // known as a supplier, but not asked for
        Prerequisites known = new Prerequisites(
                List.of(),
                new Suppliers(
                        List.of(base("1.1.0").node()),
                        new SolutionNames(Map.of("Mapped", "com.contoso:mapped"), List.of())),
                "mvn solution:import");
        SolutionReport report = run(known, needy).solutions().get(0);
        assertThat(report.missing()).hasSize(3);
        assertThat(report.advice())
                .contains("com.contoso:base:1.1.0 (ContosoBase 1.1.0.0): 1 component")
                .contains("com.contoso:mapped (Mapped 2.0.0.0 or higher): 1 component")
                .doesNotContain("Nobody")
                .doesNotContain("-Dsolution.assumeDependencies=true")
                .contains("-Dsolution.artifact=com.contoso:base:1.1.0,com.contoso:mapped:<version> -Denv=local");

        Environment local = new Environment(
                "local",
                URI.create("http://127.0.0.1"),
                "dataverse-local",
                Optional.empty(),
                false,
                PromotionRules.NONE,
                Rollout.NONE,
                true);
        assertThat(known.supply(report.missing(), local).orElseThrow())
                .contains("com.contoso:base:1.1.0 (ContosoBase 1.1.0.0): 1 component")
                .endsWith("-Dsolution.assumeDependencies=true");
        assertThat(Prerequisites.NONE.supply(report.missing(), local).orElseThrow())
                .startsWith("The local environment has the platform");
        assertThat(known.supply(List.of(), local)).isEmpty();
    }

    @Test
    void the_record_says_which_artifact_it_was() throws IOException {
        assertThat(run(Prerequisites.NONE, base("1.2.0")).isGood()).isTrue();
        assertThat(Files.readString(folder.resolve("records-0/import-local.json")))
                .contains("\"artifact\" : \"com.contoso:base:1.2.0\"");
    }
}
