package io.github.dataversealm.solution.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.contents.SolutionReader;
import io.github.dataversealm.solution.dataverse.ClientOptions;
import io.github.dataversealm.solution.dataverse.ConnectionReferenceRow;
import io.github.dataversealm.solution.dataverse.EnvironmentVariableRow;
import io.github.dataversealm.solution.dataverse.HistoryEntry;
import io.github.dataversealm.solution.emulator.EmulatorOptions;
import io.github.dataversealm.solution.emulator.fault.FaultKind;
import io.github.dataversealm.solution.emulator.fault.FaultPlan;
import io.github.dataversealm.solution.emulator.fault.FaultRule;
import io.github.dataversealm.solution.emulator.job.Pause;
import io.github.dataversealm.solution.emulator.solution.SolutionModule;
import io.github.dataversealm.solution.http.HttpTrace;
import io.github.dataversealm.solution.testkit.SampleSolution;
import io.github.dataversealm.solution.testkit.ScaledTime;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Four environments at the same time, of which one fails: each gets what is meant for it, and the others go on. */
class ParallelDeploymentTest {

    private static final int COUNT = 4;
    private static final int BROKEN = 1;
    private static final int SECONDS = 60;

    @TempDir
    Path folder;

    private final List<LocalFixture> locals = new ArrayList<>();
    private final ExecutorService workers = Executors.newCachedThreadPool();

    /** The jobs of the good environments wait for each other: this ends only when they are at work at the same time. */
    private final CyclicBarrier meeting = new CyclicBarrier(COUNT - 1);

    @BeforeEach
    void start() throws IOException {
        for (int i = 0; i < COUNT; i++) {
            locals.add(new LocalFixture(
                    EmulatorOptions.in(folder.resolve("local" + i))
                            .withModules(List.of(context -> SolutionModule.create(context, workers, meetingOnce()))),
                    HttpTrace.none(),
                    ClientOptions.defaults()));
        }
        locals.get(BROKEN)
                .emulator
                .faults(FaultPlan.of(FaultRule.next(FaultKind.UNEXPECTED)
                        .onTarget("ImportSolutionAsync")
                        .times(0)));
    }

    @AfterEach
    void stop() throws IOException {
        for (LocalFixture local : locals) {
            local.close();
        }
        workers.shutdownNow();
    }

    private Pause meetingOnce() {
        AtomicBoolean met = new AtomicBoolean();
        return time -> {
            if (met.compareAndSet(false, true)) {
                meet();
            }
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        };
    }

    private void meet() throws InterruptedException {
        try {
            meeting.await(SECONDS, TimeUnit.SECONDS);
        } catch (BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("the environments are not worked on at the same time", e);
        }
    }

    @Test
    void each_environment_gets_its_own_and_one_that_fails_hides_no_other() throws IOException {
        Path zip = folder.resolve("ContosoTrips.zip");
        SampleSolution.copyTo(folder.resolve("sample")).packTo(zip.toFile());
        SolutionPackage solution = SolutionPackage.of(zip, SolutionReader.read(zip, ZipLimits.DEFAULT));
        List<EnvironmentDeployment> environments = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            LocalFixture local = locals.get(i);
            environments.add(new EnvironmentDeployment(
                    local.target("env" + i, new ScaledTime(40)),
                    ImportOptions.DEFAULT,
                    new FileSettings(
                            "env" + i, Optional.of(settings(i)), "env" + i + ".json", Map.of(), local.messages),
                    folder.resolve("records")));
        }

        List<EnvironmentReport> reports =
                new Deployment(List.of(solution), 16, true, DeploymentListener.silent()).run(List.of(environments));

        assertThat(reports)
                .extracting(report -> report.environment().id())
                .containsExactly("env0", "env1", "env2", "env3");
        assertThat(reports).extracting(EnvironmentReport::isGood).containsExactly(true, false, true, true);
        SolutionReport failed = reports.get(BROKEN).solutions().get(0);
        assertThat(failed.state()).isEqualTo(RunState.FAILED);
        assertThat(failed.problem()).contains("An unexpected error occurred");
        Set<UUID> jobs = new HashSet<>();
        for (int i = 0; i < COUNT; i++) {
            LocalFixture local = locals.get(i);
            assertThat(local.messages.infos()).isNotEmpty().allMatch(own(i));
            if (i == BROKEN) {
                assertThat(local.dataverse.solution(solution.uniqueName())).isEmpty();
                continue;
            }
            assertThat(local.messages.warnings()).allMatch(own(i));
            SolutionReport report = reports.get(i).solutions().get(0);
            assertThat(report.state()).isEqualTo(RunState.DONE);
            jobs.add(report.importJobId().orElseThrow());
            assertThat(local.dataverse.importJob(report.importJobId().get())).isPresent();
            assertThat(local.dataverse.history(Optional.empty(), 20).stream().filter(entry -> entry.operation() == 0))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.solutionName()).isEqualTo(solution.uniqueName()))
                    .matches(HistoryEntry::succeeded);
            assertThat(local.dataverse.environmentVariables())
                    .extracting(EnvironmentVariableRow::value)
                    .containsExactly(Optional.of("approver@env" + i + ".test"));
            assertThat(local.dataverse.connectionReferences())
                    .extracting(ConnectionReferenceRow::connectionId)
                    .containsExactly("connection-of-env" + i);
            assertThat(folder.resolve("records/import-env" + i + ".json"))
                    .content()
                    .contains(local.emulator.organizationId().toString());
        }
        assertThat(jobs).hasSize(COUNT - 1);
    }

    private static Predicate<String> own(int number) {
        return line -> line.startsWith("[env" + number + "]");
    }

    private Path settings(int number) throws IOException {
        return Files.writeString(folder.resolve("env" + number + ".json"), """
                {
                  "EnvironmentVariables": [
                    {"SchemaName": "ctr_ApproverMail", "Value": "approver@env%1$d.test"}
                  ],
                  "ConnectionReferences": [
                    {
                      "LogicalName": "ctr_sharedoffice365_2b7d4",
                      "ConnectionId": "connection-of-env%1$d",
                      "ConnectorId": "/providers/Microsoft.PowerApps/apis/shared_office365"
                    }
                  ]
                }
                """.formatted(number));
    }
}
