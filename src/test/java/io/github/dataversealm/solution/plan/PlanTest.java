package io.github.dataversealm.solution.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dataversealm.solution.dataverse.ComponentParameter;
import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.dataverse.WhoAmI;
import io.github.dataversealm.solution.dependency.DemandedSolution;
import io.github.dataversealm.solution.dependency.SolutionNode;
import io.github.dataversealm.solution.dependency.VersionDemand;
import io.github.dataversealm.solution.dependency.VersionRange;
import io.github.dataversealm.solution.deploy.EnvironmentReport;
import io.github.dataversealm.solution.deploy.ImportOptions;
import io.github.dataversealm.solution.deploy.Mandate;
import io.github.dataversealm.solution.deploy.PendingUpgrade;
import io.github.dataversealm.solution.deploy.Prerequisites.Prerequisite;
import io.github.dataversealm.solution.deploy.RunState;
import io.github.dataversealm.solution.deploy.SettingsSource;
import io.github.dataversealm.solution.deploy.SolutionPackage;
import io.github.dataversealm.solution.deploy.SolutionReport;
import io.github.dataversealm.solution.deploy.Verdict;
import io.github.dataversealm.solution.environment.Environment;
import io.github.dataversealm.solution.environment.PromotionRules;
import io.github.dataversealm.solution.job.Workplace;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.Coordinates;
import io.github.dataversealm.solution.model.SolutionVersion;
import io.github.dataversealm.solution.plan.PlanDocument.PlannedPackage;
import io.github.dataversealm.solution.testkit.Landscape;
import io.github.dataversealm.solution.testkit.Options;
import io.github.dataversealm.solution.testkit.SolutionZipBuilder;
import io.github.dataversealm.solution.testkit.StandIn;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans that are written, read, and carried out or refused, with environments on real sockets. */
class PlanTest {

    @TempDir
    Path folder;

    private Landscape landscape;
    private EnvironmentPlan.Settings settings =
            new EnvironmentPlan.Settings(SettingsSource.none(), List.of(), Path::toString);

    @BeforeEach
    void start() throws IOException {
        landscape = new Landscape(folder, "uat", "prod");
    }

    @AfterEach
    void close() throws IOException {
        landscape.close();
    }

    // ---------------------------------------------------------------- carried out

    @Test
    void a_plan_of_two_environments_and_four_solutions_is_done_as_it_says() throws IOException {
        SolutionPackage base = landscape.managed("Base", "1.0.0.0");
        landscape.run("uat", ImportOptions.DEFAULT, base);
        landscape.run("prod", ImportOptions.DEFAULT, base, landscape.managed("Trips", "1.0.0.0"));
        List<SolutionPackage> solutions = List.of(
                base,
                landscape.managed("Trips", "1.4.2.0"),
                landscape.managed("Types", "2.0.0.0"),
                landscape.managed("Flows", "0.9.0.0"));
        Path file = plan(ImportOptions.DEFAULT, List.of("uat", "prod"), solutions);
        PlanDocument plan = PlanFile.read(file, "plan.json").plan();
        assertThat(plan.environments())
                .extracting(environment -> environment.id() + " "
                        + environment.solutions().stream()
                                .map(solution -> solution.solution() + " " + solution.words())
                                .toList())
                .containsExactly(
                        "uat [Base [skip], Trips [install], Types [install], Flows [install]]",
                        "prod [Base [skip], Trips [upgrade], Types [install], Flows [install]]");
        assertThat(apply(file, solutions)).allMatch(EnvironmentReport::isGood);
        for (String id : List.of("uat", "prod")) {
            assertThat(landscape.dataverse(id).solution("Trips").orElseThrow().version())
                    .isEqualTo("1.4.2.0");
            assertThat(Files.readString(landscape.records().resolve("import-" + id + ".json")))
                    .contains("\"plan\" : \"" + PlanFile.read(file, "").digest());
        }
        // Applied once more there is nothing to do, and nothing has moved.
        assertThat(apply(file, solutions).stream().flatMap(report -> report.solutions().stream()))
                .allMatch(report -> report.state() == RunState.SKIPPED);
    }

    @Test
    void a_plan_is_read_as_it_was_written_however_it_is_laid_out() throws IOException {
        landscape.run("uat", ImportOptions.DEFAULT, landscape.managed("Trips", "1.0.0.0"));
        Path file = plan(ImportOptions.DEFAULT, List.of("uat"), List.of(landscape.managed("Trips", "1.4.2.0")));
        PlanFile read = PlanFile.read(file, "plan.json");
        Files.writeString(file, Files.readString(file).replace("\n", "\r\n").replace(" : ", ":"));
        assertThat(PlanFile.read(file, "plan.json")).isEqualTo(read);
        Path again = folder.resolve("again.json");
        assertThat(PlanFile.write(again, read.plan())).isEqualTo(read.digest());
    }

    @Test
    void what_the_environments_have_to_have_is_in_the_plan() throws IOException {
        VersionDemand demand = new VersionDemand(
                Optional.of(new SolutionVersion("1.2.0.0")),
                List.of(VersionRange.parse("[1.0,2.0)").orElseThrow()));
        SolutionPackage trips = landscape.managed("Trips", "1.4.2.0").asDependency(demand);
        SolutionNode node = SolutionNode.named(
                "Base", new SolutionVersion("1.9.0.0"), true, Coordinates.parse("com.contoso:base:1.9.0"));
        Prerequisite base = new Prerequisite(new DemandedSolution(node, demand), "Trips", true);
        PlanDocument plan = PlanFile.read(plan(ImportOptions.DEFAULT, List.of("uat"), List.of(trips)), "")
                .plan();
        PlanDocument with = new PlanDocument(
                plan.created(),
                plan.builder(),
                plan.options(),
                plan.rollout(),
                plan.command(),
                plan.overrides(),
                plan.problems(),
                plan.solutions(),
                List.of(base),
                plan.environments());
        Path file = folder.resolve("with.json");
        PlanFile.write(file, with);
        PlanDocument read = PlanFile.read(file, "with.json").plan();
        assertThat(read.prerequisites()).containsExactly(base);
        assertThat(read.solutions().get(0).demand()).contains(demand);
    }

    @Test
    void a_patch_of_a_solution_that_comes_with_it_is_planned_and_done() throws IOException {
        SolutionPackage base = landscape.managed("Trips", "1.0.0.0");
        SolutionPackage patch = patch("Trips", "1.0.1.0");
        Path file = plan(ImportOptions.DEFAULT, List.of("uat"), List.of(base, patch));
        assertThat(PlanFile.read(file, "").plan().obstacles()).isEmpty();
        assertThat(apply(file, List.of(base, patch))).allMatch(EnvironmentReport::isGood);
        assertThat(apply(file, List.of(base, patch))).allMatch(EnvironmentReport::isGood);
    }

    @Test
    void a_plan_is_never_half_written_over_another_one() throws IOException {
        Path file = plan(ImportOptions.DEFAULT, List.of("uat"), List.of(landscape.managed("Trips", "1.4.2.0")));
        Path other = plan(ImportOptions.DEFAULT, List.of("prod"), List.of(landscape.managed("Types", "2.0.0.0")));
        byte[] old = Files.readAllBytes(file);
        try (InputStream reader = Files.newInputStream(file)) {
            PlanFile.write(file, PlanFile.read(other, "other.json").plan());
            assertThat(reader.readAllBytes()).isEqualTo(old);
        }
        assertThat(PlanFile.read(file, "plan.json")).isEqualTo(PlanFile.read(other, "other.json"));
    }

    // ---------------------------------------------------------------- killed in the middle

    @Test
    void a_plan_that_was_stopped_half_way_goes_on() throws IOException {
        landscape.run("uat", ImportOptions.DEFAULT, landscape.managed("Trips", "1.0.0.0"));
        List<SolutionPackage> solutions = List.of(
                landscape.managed("Trips", "1.4.2.0"),
                landscape.managed("Types", "2.0.0.0"),
                landscape.managed("Flows", "0.9.0.0"));
        Path file = plan(ImportOptions.DEFAULT, List.of("uat", "prod"), solutions);
        for (int done = 1; done <= solutions.size(); done++) {
            landscape.run(
                    "uat", ImportOptions.DEFAULT, solutions.subList(0, done).toArray(SolutionPackage[]::new));
            // On another machine: the record of the run is not there.
            deleteRecords();
            assertThat(moved(file, solutions)).isEmpty();
        }
        assertThat(apply(file, solutions)).allMatch(EnvironmentReport::isGood);
        assertThat(landscape.dataverse("uat").importJobs("Trips", Instant.EPOCH))
                .hasSize(2);
        assertThat(landscape.dataverse("uat").importJobs("Types", Instant.EPOCH))
                .hasSize(1);
        assertThat(landscape.dataverse("prod").importJobs("Trips", Instant.EPOCH))
                .hasSize(1);
    }

    @Test
    void an_upgrade_in_two_steps_that_was_stopped_between_them_goes_on() throws IOException {
        landscape.run("uat", ImportOptions.DEFAULT, landscape.managed("Trips", "1.0.0.0"));
        SolutionPackage next = landscape.managed("Trips", "1.4.2.0");
        ImportOptions twoSteps = options(true, true, PendingUpgrade.REFUSE);
        Path file = plan(twoSteps, List.of("uat"), List.of(next));
        landscape.run("uat", options(true, false, PendingUpgrade.REFUSE), next);
        assertThat(landscape.dataverse("uat").solution("Trips_Upgrade")).isPresent();
        assertThat(moved(file, List.of(next))).isEmpty();
        assertThat(apply(file, List.of(next))).allMatch(EnvironmentReport::isGood);
        assertThat(landscape.dataverse("uat").solution("Trips_Upgrade")).isEmpty();
        assertThat(landscape.dataverse("uat").solution("Trips").orElseThrow().version())
                .isEqualTo("1.4.2.0");
    }

    @Test
    void a_left_over_upgrade_that_the_plan_discards_may_be_gone_already() throws IOException, InterruptedException {
        landscape.run("uat", ImportOptions.DEFAULT, landscape.managed("Trips", "1.0.0.0"));
        landscape.run("uat", options(true, false, PendingUpgrade.REFUSE), landscape.managed("Trips", "1.1.0.0"));
        SolutionPackage next = landscape.managed("Trips", "1.4.2.0");
        ImportOptions discard = options(false, false, PendingUpgrade.DISCARD);
        Path file = plan(discard, List.of("uat"), List.of(next));
        assertThat(PlanFile.read(file, "")
                        .plan()
                        .environments()
                        .get(0)
                        .solutions()
                        .get(0)
                        .words())
                .containsExactly("discard the staged upgrade", "upgrade");
        landscape.dataverse("uat").uninstall("Trips_Upgrade");
        await(() -> landscape.dataverse("uat").solution("Trips_Upgrade").isEmpty());
        assertThat(moved(file, List.of(next))).isEmpty();
        assertThat(apply(file, List.of(next))).allMatch(EnvironmentReport::isGood);
    }

    // ---------------------------------------------------------------- moved

    @Test
    void another_version_has_moved_the_target() throws IOException {
        SolutionPackage next = landscape.managed("Trips", "1.4.2.0");
        Path fresh = plan(ImportOptions.DEFAULT, List.of("uat"), List.of(next));
        landscape.run("uat", ImportOptions.DEFAULT, landscape.managed("Trips", "1.2.0.0"));
        assertThat(moved(fresh, List.of(next)))
                .contains("[uat] Trips 1.2.0.0 (managed) is installed now; it was not installed.")
                .contains("[uat] Somebody else has imported Trips (import job ")
                .contains("mvn package solution:plan -Denv=uat \"-Dsolution.settingsFile=of test/s.json\"");
        Path file = plan(ImportOptions.DEFAULT, List.of("uat"), List.of(next));
        landscape.run("uat", ImportOptions.DEFAULT, landscape.managed("Trips", "1.3.0.0"));
        assertThat(moved(file, List.of(next)))
                .contains("[uat] Trips 1.3.0.0 (managed) is installed now; it was Trips 1.2.0.0 (managed).");
    }

    @Test
    void the_same_version_from_other_bytes_has_moved_the_target() throws IOException {
        SolutionPackage next = landscape.managed("Trips", "1.4.2.0");
        Path file = plan(ImportOptions.DEFAULT, List.of("uat"), List.of(next));
        landscape.run(
                "uat",
                ImportOptions.DEFAULT,
                landscape.pack(new SolutionZipBuilder()
                        .named("Trips")
                        .version("1.4.2.0")
                        .managed("1")
                        .entry("Other/x.txt", "x")));
        assertThat(moved(file, List.of(next)))
                .contains("Trips 1.4.2.0 (managed) is installed now; it was not installed.")
                .contains("Somebody else has imported Trips");
    }

    @Test
    void the_installed_version_imported_again_by_others_has_moved_the_target() throws IOException {
        landscape.run("uat", ImportOptions.DEFAULT, landscape.managed("Trips", "1.0.0.0"));
        SolutionPackage next = landscape.managed("Trips", "1.4.2.0");
        Path file = plan(ImportOptions.DEFAULT, List.of("uat"), List.of(next));
        landscape.run(
                "uat",
                update(),
                landscape.pack(new SolutionZipBuilder()
                        .named("Trips")
                        .version("1.0.0.0")
                        .managed("1")
                        .entry("Other/x.txt", "x")));
        assertThat(moved(file, List.of(next))).contains("Somebody else has imported Trips");
    }

    @Test
    void a_staged_upgrade_that_appeared_or_went_has_moved_the_target() throws IOException, InterruptedException {
        landscape.run("uat", ImportOptions.DEFAULT, landscape.managed("Trips", "1.0.0.0"));
        SolutionPackage next = landscape.managed("Trips", "1.4.2.0");
        Path file = plan(ImportOptions.DEFAULT, List.of("uat"), List.of(next));
        landscape.run("uat", options(true, false, PendingUpgrade.REFUSE), landscape.managed("Trips", "1.1.0.0"));
        assertThat(moved(file, List.of(next)))
                .contains("[uat] An upgrade of Trips is staged now (Trips_Upgrade 1.1.0.0 (managed)).");
        Path apply = plan(options(true, true, PendingUpgrade.APPLY), List.of("uat"), List.of(next));
        landscape.dataverse("uat").uninstall("Trips_Upgrade");
        await(() -> landscape.dataverse("uat").solution("Trips_Upgrade").isEmpty());
        assertThat(moved(apply, List.of(next)))
                .contains("[uat] The staged upgrade Trips_Upgrade 1.1.0.0 (managed) is gone.");
    }

    @Test
    void a_solution_that_was_uninstalled_has_moved_the_target() throws IOException, InterruptedException {
        landscape.run("uat", ImportOptions.DEFAULT, landscape.managed("Trips", "1.0.0.0"));
        SolutionPackage next = landscape.managed("Trips", "1.4.2.0");
        Path file = plan(ImportOptions.DEFAULT, List.of("uat"), List.of(next));
        landscape.dataverse("uat").uninstall("Trips");
        await(() -> landscape.dataverse("uat").solution("Trips").isEmpty());
        assertThat(moved(file, List.of(next)))
                .contains("[uat] Trips is no longer installed; it was Trips 1.0.0.0 (managed).");
    }

    @Test
    void another_organization_at_the_same_address_has_moved_the_target() throws IOException {
        SolutionPackage next = landscape.managed("Trips", "1.4.2.0");
        Path file = plan(ImportOptions.DEFAULT, List.of("uat"), List.of(next));
        Dataverse uat = landscape.dataverse("uat");
        UUID other = UUID.fromString("11111111-2222-3333-4444-555555555555");
        Dataverse replaced = StandIn.of(
                Dataverse.class,
                uat,
                (call, real) -> call.equals("whoAmI") ? new WhoAmI(other, other, other) : real.proceed());
        Environment environment = landscape.environment("uat", false, PromotionRules.NONE);
        Workplace usual = landscape.workplace(environment);
        Workplace place = new Workplace(
                environment, replaced, usual.time(), usual.plan(), usual.progress(), usual.reporter(), usual.random());
        refused(() -> application(file)
                        .requireUnmoved(List.of(place), List.of(next), Map.of("uat", settings), landscape.records(), 1))
                .withMessageContaining("another organization now: " + other);
    }

    @Test
    void other_settings_have_moved_the_target() throws IOException {
        Path values = Files.writeString(folder.resolve("uat.json"), "{\"secret\":\"swordfish\"}");
        SolutionPackage next = landscape.managed("Trips", "1.4.2.0");
        settings = new EnvironmentPlan.Settings(
                (solutions, dataverse, options) -> Map.of(
                        "Trips",
                        List.of(
                                new ComponentParameter.Variable("ctr_Key", Optional.empty(), "swordfish"),
                                new ComponentParameter.Connection("ctr_mail", "", "", "mail", "c1"))),
                List.of(values),
                Path::toString);
        Path file = plan(ImportOptions.DEFAULT, List.of("uat"), List.of(next));
        assertThat(Files.readString(file)).contains("ctr_Key", "ctr_mail").doesNotContain("swordfish");
        assertThat(moved(file, List.of(next))).isEmpty();
        Files.writeString(values, "{}");
        assertThat(moved(file, List.of(next))).contains("[uat] The settings file has changed: ");
        settings = new EnvironmentPlan.Settings(SettingsSource.none(), List.of(), Path::toString);
        assertThat(moved(file, List.of(next)))
                .contains("none is given, and the plan was made with")
                .contains("Other connections and values would be set: none instead of ctr_mail, ctr_Key.");
    }

    @Test
    void a_patch_that_appeared_has_moved_the_target_of_another_patch() throws IOException {
        landscape.run("uat", ImportOptions.DEFAULT, landscape.managed("Trips", "1.0.0.0"));
        SolutionPackage patch = patch("Trips", "1.0.2.0");
        Path file = plan(ImportOptions.DEFAULT, List.of("uat"), List.of(patch));
        landscape.run("uat", ImportOptions.DEFAULT, patch("Trips", "1.0.1.0"));
        assertThat(moved(file, List.of(patch))).contains("[uat] A patch was installed: Trips_Patch_");
    }

    @Test
    void what_moves_while_the_plan_is_carried_out_is_not_written_over() throws IOException {
        SolutionPackage next = landscape.managed("Trips", "1.4.2.0");
        Path file = plan(ImportOptions.DEFAULT, List.of("uat"), List.of(next));
        PlanApplication application = application(file);
        // After the look at all environments, and before this one's turn.
        landscape.run("uat", ImportOptions.DEFAULT, landscape.managed("Trips", "1.2.0.0"));
        EnvironmentReport report = landscape
                .deployment(
                        landscape.environment("uat", false, PromotionRules.NONE),
                        ImportOptions.DEFAULT,
                        application.mandate("uat", List.of()))
                .run(List.of(next));
        assertThat(report.isGood()).isFalse();
        assertThat(report.solutions())
                .singleElement()
                .extracting(SolutionReport::problem)
                .asString()
                .contains("The plan does not say: upgrade.");
        assertThat(landscape.dataverse("uat").solution("Trips").orElseThrow().version())
                .isEqualTo("1.2.0.0");
    }

    @Test
    void an_environment_is_looked_at_again_when_its_turn_comes() throws IOException {
        Path values = Files.writeString(folder.resolve("prod.json"), "{}");
        settings = new EnvironmentPlan.Settings(SettingsSource.none(), List.of(values), Path::toString);
        landscape.run("prod", ImportOptions.DEFAULT, landscape.managed("Trips", "1.0.0.0"));
        SolutionPackage next = landscape.managed("Trips", "1.4.2.0");
        Path file = plan(ImportOptions.DEFAULT, List.of("uat", "prod"), List.of(next));
        assertThat(moved(file, List.of(next))).isEmpty();
        // While the first wave is at work. An upgrade would be decided all the same.
        landscape.run("prod", ImportOptions.DEFAULT, landscape.managed("Trips", "1.2.0.0"));
        assertThat(turn(file, "uat", next).isGood()).isTrue();
        EnvironmentReport report = turn(file, "prod", next);
        assertThat(report.solutions()).isEmpty();
        assertThat(report.fault().orElseThrow())
                .hasMessageContaining("[prod] the target has moved since the plan was made. Nothing was changed there.")
                .hasMessageContaining("Trips 1.2.0.0 (managed) is installed now; it was Trips 1.0.0.0 (managed).")
                .hasMessageContaining("mvn package solution:plan");
        assertThat(landscape.dataverse("prod").solution("Trips").orElseThrow().version())
                .isEqualTo("1.2.0.0");
        // What the plan has done itself has moved nothing.
        assertThat(turn(file, "uat", next).isGood()).isTrue();
        Files.writeString(values, "{\"changed\":1}");
        assertThat(turn(file, "uat", next).fault().orElseThrow())
                .hasMessageContaining("The settings file has changed: ");
    }

    /** The run of one environment, as the goal does it. */
    private EnvironmentReport turn(Path file, String id, SolutionPackage solution) throws IOException {
        PlanApplication application = application(file);
        return landscape
                .deployment(
                        landscape.environment(id, false, PromotionRules.NONE),
                        ImportOptions.DEFAULT,
                        application.mandate(id, List.of()))
                .provided(application.unmoved(List.of(solution), settings, landscape.records()))
                .run(List.of(solution));
    }

    // ---------------------------------------------------------------- contradictions

    @Test
    void options_and_environments_that_contradict_the_plan_are_refused() throws IOException {
        SolutionPackage next = landscape.managed("Trips", "1.4.2.0");
        Path file = plan(update(), List.of("uat"), List.of(next));
        PlanApplication application = application(file);
        application.requireOptions(Map.of("update", "", "forceOverwrite", "false"), Optional.of(List.of()));
        refused(() -> application.requireOptions(
                        Map.of("update", "false", "forceOverwrite", "true"), Optional.of(List.of("after"))))
                .withMessageContaining("-Dsolution.update=false, and the plan says true")
                .withMessageContaining("-Dsolution.forceOverwrite=true, and the plan says false")
                .withMessageContaining("-Dsolution.promotionOverride=after, and the plan overrides nothing")
                .withMessageContaining("mvn package solution:plan -Denv=uat");
        Environment uat = landscape.environment("uat", false, PromotionRules.NONE);
        Environment prod = landscape.environment("prod", false, PromotionRules.NONE);
        application.requireEnvironments(List.of(uat));
        refused(() -> application.requireEnvironments(List.of(uat, prod))).withMessageContaining("It is for uat");
        refused(() -> application.requireEnvironments(List.of(uat.at(prod.url()))))
                .withMessageContaining("The address is " + prod.url());
        refused(() -> application.requirePackages(List.of(landscape.managed("Trips", "1.4.3.0"))))
                .withMessageContaining("other solutions would be imported");
    }

    @Test
    void artifacts_that_are_typed_are_those_of_the_plan() throws IOException {
        SolutionPackage base = landscape.managed("Base", "2.0.0.0");
        SolutionPackage trips = landscape.managed("Trips", "1.4.2.0");
        Path file = plan(update(), List.of("uat"), List.of(base, trips));
        refused(() -> application(file).requireArtifacts(Coordinates.parseAll("com.contoso:trips:1.4.2")))
                .withMessageContaining("the plan is for Base 2.0.0.0 (managed), Trips 1.4.2.0 (managed)");

        PlanDocument plan = application(file).plan();
        PlanFile.write(
                file,
                new PlanDocument(
                        plan.created(),
                        plan.builder(),
                        plan.options(),
                        plan.rollout(),
                        plan.command(),
                        plan.overrides(),
                        plan.problems(),
                        List.of(
                                artifact(
                                        plan.solutions().get(0),
                                        "com.contoso:base:2.0.0",
                                        Optional.of(VersionDemand.atLeast(new SolutionVersion("2.0.0.0")))),
                                artifact(plan.solutions().get(1), "com.contoso:trips:1.4.2", Optional.empty())),
                        plan.prerequisites(),
                        plan.environments()));
        PlanApplication application = application(file);
        application.requireArtifacts(List.of());
        application.requireArtifacts(Coordinates.parseAll("com.contoso:trips:1.4.2"));
        for (String other : List.of(
                "com.contoso:trips:1.4.3",
                "com.contoso:trips:1.4.2:unmanaged",
                "com.contoso:base:2.0.0,com.contoso:trips:1.4.2")) {
            refused(() -> application.requireArtifacts(Coordinates.parseAll(other)))
                    .withMessageContaining("what is typed contradicts the plan. Nothing was changed anywhere.")
                    .withMessageContaining(
                            "-Dsolution.artifact=" + other + ", and the plan is for com.contoso:trips:1.4.2");
        }
    }

    private static PlannedPackage artifact(PlannedPackage planned, String coordinates, Optional<VersionDemand> demand) {
        return new PlannedPackage(
                planned.solution(),
                planned.version(),
                planned.managed(),
                planned.file(),
                planned.sha256(),
                Optional.of(Coordinates.parse(coordinates)),
                demand);
    }

    @Test
    void a_plan_that_cannot_work_is_not_applied() throws IOException {
        landscape.run("uat", ImportOptions.DEFAULT, landscape.managed("Trips", "2.0.0.0"));
        SolutionPackage lower = landscape.managed("Trips", "1.4.2.0");
        Path file = plan(ImportOptions.DEFAULT, List.of("uat"), List.of(lower));
        refused(() -> application(file).requirePossible())
                .withMessageContaining("[uat] Trips: 2.0.0.0 is installed, the zip has 1.4.2.0, which is lower.");
    }

    // ---------------------------------------------------------------- the file

    @ParameterizedTest
    @ValueSource(strings = {"\"sha256\" : \"", "\"url\" : \"http", "\"decision\" : \"", "\"organizationId\" : \""})
    void a_plan_that_was_changed_by_hand_is_noticed(String place) throws IOException {
        Path file = plan(ImportOptions.DEFAULT, List.of("uat"), List.of(landscape.managed("Trips", "1.4.2.0")));
        String text = Files.readString(file);
        assertThat(text).contains(place);
        Files.writeString(file, text.replaceFirst(Pattern.quote(place), place + "0"));
        refused(() -> PlanFile.read(file, "plan.json")).withMessageContaining("changed after it was written");
    }

    @Test
    void files_that_are_no_plans_are_refused() throws IOException {
        Path file = folder.resolve("plan.json");
        refused(() -> PlanFile.read(file, "plan.json")).withMessageContaining("does not exist");
        refused(() -> PlanFile.read(folder, "plan")).withMessageContaining("folder");
        List<Consumer<StringBuilder>> hostile = List.of(
                text -> text.append(""),
                text -> text.append("[]"),
                text -> text.append("{\"format\":2}"),
                text -> text.append("{\"format\":1}"),
                text -> text.append("{\"format\":1,\"format\":1}"),
                text -> text.append("{\"format\":1}{}"),
                text -> text.append("{\"a\":".repeat(100_000)),
                text -> text.append("{\"a\":\"").append("x".repeat(2_000_000)).append("\"}"),
                text -> text.append("{\"a\":1").append("0".repeat(100)).append("}"),
                text -> text.append(" ".repeat(33 << 20)));
        for (Consumer<StringBuilder> writer : hostile) {
            StringBuilder text = new StringBuilder();
            writer.accept(text);
            Files.writeString(file, text, StandardCharsets.UTF_8);
            refused(() -> PlanFile.read(file, "plan.json")).withMessageContaining("plan");
        }
    }

    @Test
    void a_plan_with_a_right_digest_and_wrong_content_is_refused() throws IOException {
        Path file = plan(ImportOptions.DEFAULT, List.of("uat"), List.of(landscape.managed("Trips", "1.4.2.0")));
        String text = Files.readString(file);
        for (String name : List.of(
                "created", "options", "solutions", "environments", "organizationId", "steps", "waves", "goals")) {
            Files.writeString(file, text.replace("\"" + name + "\"", "\"other\""));
            Files.writeString(
                    file,
                    Files.readString(file)
                            .replaceFirst(
                                    "\"digest\" : \"[0-9a-f]*\"", "\"digest\" : \"" + PlanDigests.of(file) + "\""));
            refused(() -> PlanFile.read(file, "plan.json")).as(name).withMessageContaining("this is no plan: '");
        }
    }

    @Test
    void a_plan_has_its_waves_and_takes_no_others() throws IOException {
        List<SolutionPackage> solutions = List.of(landscape.managed("Trips", "1.4.2.0"));
        PlanApplication application = application(plan(ImportOptions.DEFAULT, List.of("prod", "uat"), solutions));
        assertThat(application.plan().rollout()).isEqualTo(new Rollout(List.of(List.of("prod"), List.of("uat")), true));
        assertThat(application.plan().rollout().of(List.of("uat", "prod"), id -> id))
                .as("whatever the order of what is chosen")
                .containsExactly(List.of("prod"), List.of("uat"));
        for (String same : List.of("1", "1,1", "1,5", "1,1,9")) {
            application.requireOptions(Map.of("waves", same, "stopOnFailure", ""), Optional.empty());
        }
        refused(() -> application.requireOptions(Map.of("waves", "2", "stopOnFailure", "false"), Optional.empty()))
                .withMessageContaining("-Dsolution.waves=2, and the plan has the waves prod | uat")
                .withMessageContaining("-Dsolution.stopOnFailure=false, and the plan says true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[ \"uat\" ], [ ]", "[ \"other\" ]", "[ \"uat\", \"uat\" ]", ""})
    void waves_that_are_not_of_the_environments_are_no_plan(String waves) throws IOException {
        Path file = plan(ImportOptions.DEFAULT, List.of("uat"), List.of(landscape.managed("Trips", "1.4.2.0")));
        rewrite(file, "\"waves\" : [ [ \"uat\" ] ]", "\"waves\" : [ " + waves + " ]");
        refused(() -> PlanFile.read(file, "plan.json")).withMessageContaining("this is no plan: 'waves'");
    }

    @Test
    void commands_of_a_plan_are_goals_and_parameters_and_nothing_that_a_shell_would_run() throws IOException {
        Path file = plan(ImportOptions.DEFAULT, List.of("uat"), List.of(landscape.managed("Trips", "1.4.2.0")));
        String text = Files.readString(file);
        rewrite(file, "\"solution:plan\"", "\"x; curl\"");
        refused(() -> PlanFile.read(file, "plan.json")).withMessageContaining("this is no plan: 'command'");
        Files.writeString(file, text);
        rewrite(file, "\"solution.settingsFile\"", "\"exec.args\"");
        refused(() -> PlanFile.read(file, "plan.json")).withMessageContaining("this is no plan: 'command'");
    }

    @Test
    void another_plan_than_the_approved_one_is_refused_although_it_is_sound() throws IOException {
        Path file = plan(ImportOptions.DEFAULT, List.of("uat"), List.of(landscape.managed("Trips", "1.4.2.0")));
        String approved = PlanFile.read(file, "plan.json").digest();
        application(file).requireDigest(Optional.empty());
        application(file).requireDigest(Optional.of(" " + approved.toUpperCase(java.util.Locale.ROOT)));
        rewrite(file, "\"forceOverwrite\" : false", "\"forceOverwrite\" : true");
        PlanApplication other = application(file);
        refused(() -> other.requireDigest(Optional.of(approved)))
                .withMessageContaining("this is not the plan that was approved")
                .withMessageContaining(approved);
    }

    // ---------------------------------------------------------------- helpers

    /** What somebody can do who has the file: change it, and make its digest right again. */
    private static void rewrite(Path file, String old, String now) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(old);
        Files.writeString(file, text.replace(old, now));
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceFirst("\"digest\" : \"[0-9a-f]*\"", "\"digest\" : \"" + PlanDigests.of(file) + "\""));
    }

    private Path plan(ImportOptions options, List<String> environments, List<SolutionPackage> solutions)
            throws IOException {
        List<PlanDocument.PlannedEnvironment> planned = new ArrayList<>();
        for (String id : environments) {
            planned.add(EnvironmentPlan.of(
                            landscape.workplace(landscape.environment(id, false, PromotionRules.NONE)),
                            options,
                            false,
                            settings,
                            solutions,
                            folder.resolve("records"))
                    .planned(
                            List.of(new Verdict("after", id, "x", Verdict.Outcome.KEPT, "test has it.", "")),
                            List.of()));
        }
        Path file = Files.createTempFile(folder, "plan-", ".json");
        PlanFile.write(
                file,
                new PlanDocument(
                        Instant.now(),
                        "test",
                        options,
                        new Rollout(environments.stream().map(List::of).toList(), true),
                        new PlanCommand(
                                List.of("package", "solution:plan"),
                                new TreeMap<>(Map.of(
                                        "env",
                                        String.join(",", environments),
                                        "solution.settingsFile",
                                        "of test/s.json"))),
                        List.of(),
                        List.of(),
                        solutions.stream()
                                .map(solution -> new PlannedPackage(
                                        solution.uniqueName(),
                                        solution.header().version().text(),
                                        solution.isManaged(),
                                        solution.zip().toString(),
                                        solution.sha256(),
                                        Optional.empty(),
                                        solution.demand()))
                                .toList(),
                        List.of(),
                        planned));
        return file;
    }

    private static PlanApplication application(Path file) throws IOException {
        return new PlanApplication(PlanFile.read(file, "plan.json"), "plan.json", "mvn");
    }

    /** What the look at the targets says; empty when they have not moved. */
    private String moved(Path file, List<SolutionPackage> solutions) throws IOException {
        PlanApplication application = application(file);
        try {
            look(application, solutions);
            return "";
        } catch (SolutionException e) {
            return e.getMessage();
        }
    }

    private void look(PlanApplication application, List<SolutionPackage> solutions) throws IOException {
        Map<String, EnvironmentPlan.Settings> all = new TreeMap<>();
        List<Workplace> targets = new ArrayList<>();
        for (PlanDocument.PlannedEnvironment planned : application.plan().environments()) {
            all.put(planned.id(), settings);
            targets.add(landscape.workplace(landscape.environment(planned.id(), false, PromotionRules.NONE)));
        }
        application.requireUnmoved(targets, solutions, all, landscape.records(), 4);
    }

    /** As the goal does. */
    private List<EnvironmentReport> apply(Path file, List<SolutionPackage> solutions) throws IOException {
        PlanApplication application = application(file);
        application.requirePossible();
        application.requirePackages(solutions);
        look(application, solutions);
        List<EnvironmentReport> reports = new ArrayList<>();
        for (PlanDocument.PlannedEnvironment planned : application.plan().environments()) {
            Mandate mandate = application.mandate(planned.id(), List.of());
            reports.add(landscape
                    .deployment(
                            landscape.environment(planned.id(), false, PromotionRules.NONE),
                            application.plan().options().waitingAs(ImportOptions.DEFAULT),
                            mandate)
                    .provided(application.unmoved(solutions, settings, landscape.records()))
                    .run(solutions));
        }
        return reports;
    }

    private SolutionPackage patch(String parent, String version) throws IOException {
        return landscape.pack(new SolutionZipBuilder()
                .named(parent + "_Patch_" + version.replace('.', '0'))
                .patchOf(parent)
                .version(version)
                .managed("1"));
    }

    private void deleteRecords() throws IOException {
        try (var files = Files.list(landscape.records())) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    private static ImportOptions update() {
        return Options.with(options -> options.update = true);
    }

    private static ImportOptions options(boolean holding, boolean upgrade, PendingUpgrade pending) {
        return Options.with(options -> {
            options.importAsHolding = holding;
            options.stageAndUpgrade = upgrade;
            options.pendingUpgrade = pending;
        });
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + 60_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(10);
        }
    }

    private static ThrowableAssertAlternative<SolutionException> refused(ThrowingCallable call) {
        return assertThatExceptionOfType(SolutionException.class).isThrownBy(call);
    }
}
