package io.github.dataversealm.solution.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.contents.SolutionReader;
import io.github.dataversealm.solution.emulator.Knobs;
import io.github.dataversealm.solution.emulator.fault.FaultKind;
import io.github.dataversealm.solution.emulator.fault.FaultPlan;
import io.github.dataversealm.solution.emulator.fault.FaultRule;
import io.github.dataversealm.solution.job.Workplace;
import io.github.dataversealm.solution.testkit.ChoiceSolution;
import io.github.dataversealm.solution.testkit.Options;
import io.github.dataversealm.solution.testkit.ScaledTime;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Several environments at the same time, each a server of its own, in a time that goes on only while all of them wait; and what a
 * plan says of one.
 */
class LocalDeploymentTest {

    private static final int COUNT = 4;

    @TempDir
    Path folder;

    @Test
    void four_environments_take_as_long_as_the_slowest() throws IOException {
        CommonTime time = new CommonTime();
        List<LocalFixture> servers = new ArrayList<>();
        try {
            for (int i = 0; i < COUNT; i++) {
                servers.add(LocalFixture.in(time, folder.resolve("local" + i)));
            }
            servers.forEach(server -> server.emulator.knobs(Knobs.defaults().with(Map.of("jobMillis", 3_000))));
            // The third one is away for good.
            servers.get(2)
                    .emulator
                    .faults(FaultPlan.of(
                            FaultRule.next(FaultKind.UNAVAILABLE_EMPTY).times(0)));
            List<EnvironmentDeployment> environments = new ArrayList<>();
            for (int i = 0; i < COUNT; i++) {
                environments.add(new EnvironmentDeployment(
                        servers.get(i).target("env" + i, time),
                        ImportOptions.DEFAULT,
                        SettingsSource.none(),
                        folder.resolve("records")));
            }
            SolutionPackage zip = LocalFixture.zip(folder, "Trips", "1.0.0.0", true);
            Instant began = time.now();
            List<EnvironmentReport> reports =
                    new Deployment(List.of(zip), 16, true, workingIn(time)).run(List.of(environments));
            Duration total = Duration.between(began, time.now());

            assertThat(reports).extracting(EnvironmentReport::isGood).containsExactly(true, true, false, true);
            assertThat(reports.get(2).fault()).isPresent();
            Duration slowest = reports.stream()
                    .map(EnvironmentReport::duration)
                    .max(Duration::compareTo)
                    .orElseThrow();
            assertThat(slowest).isGreaterThanOrEqualTo(Duration.ofSeconds(3));
            assertThat(total).isBetween(slowest, slowest.multipliedBy(13).dividedBy(10));
        } finally {
            for (LocalFixture server : servers) {
                server.close();
            }
        }
    }

    /** Tells the time when clients begin and end. */
    private static DeploymentListener workingIn(CommonTime time) {
        return new DeploymentListener() {
            @Override
            public void waveBegins(int number, int waves, List<String> environments) {
                time.begin(environments.size());
            }

            @Override
            public void environmentEnded(EnvironmentReport report) {
                time.end();
            }
        };
    }

    @Test
    void a_plan_says_what_is_missing_and_what_an_upgrade_does_and_changes_nothing() throws IOException {
        try (LocalFixture local = new LocalFixture(folder.resolve("local"))) {
            SolutionPackage first = LocalFixture.zip(folder, "Trips", "1.0.0.0", true);
            SolutionPackage second = LocalFixture.zip(folder, "Trips", "1.1.0.0", true);
            Workplace target = local.target("local", new ScaledTime(40));
            SolutionPlan install = new DeploymentPlan(target, ImportOptions.DEFAULT, true)
                    .of(List.of(first))
                    .get(0);
            assertThat(install.isPossible()).as(install.problems().toString()).isTrue();
            assertThat(install.steps()).singleElement().isInstanceOf(Decision.Install.class);
            assertThat(local.dataverse.solution("Trips")).isEmpty();

            local.run(new ScaledTime(40), ImportOptions.DEFAULT, folder, first);
            SolutionPlan upgrade = new DeploymentPlan(target, ImportOptions.DEFAULT, true)
                    .of(List.of(second))
                    .get(0);
            assertThat(upgrade.steps()).singleElement().isInstanceOf(Decision.Upgrade.class);
            assertThat(upgrade.upgrade()).isPresent();
            assertThat(local.dataverse.solution("Trips").orElseThrow().version())
                    .isEqualTo("1.0.0.0");

            local.run(
                    new ScaledTime(40),
                    Options.with(options -> options.importAsHolding = true),
                    folder.resolve("stage"),
                    second);
            ImportOptions apply = Options.with(options -> options.pendingUpgrade = PendingUpgrade.APPLY);
            SolutionPlan pending =
                    new DeploymentPlan(target, apply, false).of(List.of(second)).get(0);
            assertThat(pending.steps()).extracting(Decision::word).containsExactly("apply the staged upgrade");
        }
    }

    @Test
    void what_comes_before_in_the_same_plan_is_not_missing() throws IOException {
        try (LocalFixture local = new LocalFixture(folder.resolve("local"))) {
            SolutionPackage base = choice(new ChoiceSolution("Base", "1.2.0.0"));
            SolutionPackage app = choice(new ChoiceSolution("App", "1.0.0.0").needs("ctr_base", "Base (1.2.0.0)"));
            SolutionPackage unnamed = choice(new ChoiceSolution("App", "1.0.0.0").needs("ctr_base", "Active"));
            SolutionPackage newer = choice(new ChoiceSolution("App", "1.0.0.0").needs("ctr_base", "Base (1.3.0.0)"));
            SolutionPackage more = choice(new ChoiceSolution("App", "1.0.0.0")
                    .needs("ctr_base", "Base (1.2.0.0)")
                    .needs("ctr_gone", "Base (1.2.0.0)"));
            DeploymentPlan plan =
                    new DeploymentPlan(local.target("local", new ScaledTime(40)), ImportOptions.DEFAULT, true);

            for (SolutionPackage solution : List.of(app, unnamed)) {
                SolutionPlan planned = plan.of(List.of(base, solution)).get(1);
                assertThat(planned.isPossible()).isTrue();
                assertThat(planned.missing()).isEmpty();
                assertThat(planned.notes()).containsExactly("It needs Base 1.2.0.0, which is imported before it.");
            }
            // too low, or not all of it: the service's words stay
            SolutionPlan low = plan.of(List.of(base, newer)).get(1);
            assertThat(low.missing()).hasSize(1);
            assertThat(low.notes())
                    .anyMatch(note -> note.startsWith("The service refuses the zip as the environment is"));
            SolutionPlan part = plan.of(List.of(base, more)).get(1);
            assertThat(part.missing())
                    .singleElement()
                    .satisfies(row -> assertThat(row.required().schemaName()).isEqualTo("ctr_gone"));
            assertThat(part.notes())
                    .contains("It needs Base 1.2.0.0, which is imported before it.")
                    .anyMatch(note -> note.startsWith("The service refuses the zip as the environment is"));
            assertThat(plan.of(List.of(app)).get(0).isPossible()).isFalse();
        }
    }

    private SolutionPackage choice(ChoiceSolution solution) throws IOException {
        Path zip = solution.writeZip(Files.createTempFile(folder, "zip-", ".zip"));
        return SolutionPackage.of(zip, SolutionReader.read(zip, ZipLimits.DEFAULT));
    }
}
