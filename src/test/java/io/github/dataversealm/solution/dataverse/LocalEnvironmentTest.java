package io.github.dataversealm.solution.dataverse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.auth.TokenProvider;
import io.github.dataversealm.solution.emulator.Emulator;
import io.github.dataversealm.solution.emulator.EmulatorOptions;
import io.github.dataversealm.solution.http.HttpClients;
import io.github.dataversealm.solution.http.HttpOptions;
import io.github.dataversealm.solution.testkit.SampleSolution;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both sides of the contract, written apart, understand each other over sockets. */
class LocalEnvironmentTest {

    @TempDir
    Path folder;

    private Emulator emulator;
    private HttpClients http;
    private DataverseClient client;

    @BeforeEach
    void start() throws IOException {
        emulator = Emulator.start(EmulatorOptions.in(folder.resolve("environment")));
        http = new HttpClients(HttpOptions.defaults());
        TokenProvider tokens = new TokenProvider() {
            @Override
            public String token() {
                return emulator.token();
            }

            @Override
            public void refused(String token) {
                throw new AssertionError("the token was refused");
            }
        };
        client = new DataverseClient(URI.create(emulator.url()), http.client(), tokens, ClientOptions.defaults());
    }

    @AfterEach
    void stop() throws IOException {
        http.close();
        emulator.close();
    }

    private AsyncOperation finished(UUID operationId) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofSeconds(120));
        while (true) {
            Optional<AsyncOperation> operation =
                    client.operation(operationId).filter(o -> o.state().isOver());
            if (operation.isPresent()) {
                return operation.get();
            }
            assertThat(Instant.now()).as("the operation ends").isBefore(end);
            Thread.sleep(20);
        }
    }

    @Test
    void the_environment_answers_every_read() throws Exception {
        WhoAmI me = client.whoAmI();
        assertThat(me.organizationId()).isEqualTo(emulator.organizationId());
        assertThat(client.version()).startsWith("9.2");
        assertThat(client.organization()).isPresent();
        assertThat(client.solutions(true)).isNotEmpty();
        assertThat(client.solution("none'")).isEmpty();
        assertThat(client.runningOperations()).isEmpty();
        assertThat(client.importJobs("X", Instant.EPOCH)).isEmpty();
        assertThat(client.importJob(new UUID(1, 1))).isEmpty();
        assertThat(client.importVerdict(new UUID(1, 1))).isEmpty();
        assertThat(client.operation(new UUID(1, 1))).isEmpty();
        assertThat(client.connectionReferences()).isEmpty();
        assertThat(client.environmentVariables()).isEmpty();
        assertThat(client.history(Optional.of("X"), 10)).isEmpty();
        assertThat(client.componentDefinitions()).isNotNull();
        StartedJob none = client.exportSolution(new ExportRequest("none", false, Set.of()));
        AsyncOperation failed = finished(none.operationId());
        assertThat(failed.state()).isEqualTo(AsyncOperation.State.FAILED);
        assertThat(failed.errorCode()).contains(new ErrorCode(0x80048037));
    }

    @Test
    void a_solution_goes_in_and_comes_out() throws Exception {
        Path zip = folder.resolve("ContosoTrips.zip");
        SampleSolution.copyTo(folder.resolve("source")).packTo(zip.toFile());
        StageResult staged = client.stage(zip);
        assertThat(staged.passed()).as(staged.toString()).isTrue();
        UUID own = UUID.randomUUID();
        StartedJob started = client.importSolution(
                new ImportRequest(zip, staged.uploadId(), own, false, true, false, false, List.of()));
        AsyncOperation done = finished(started.operationId());
        assertThat(done.state()).as(done.message()).isEqualTo(AsyncOperation.State.SUCCEEDED);
        UUID job = started.jobId().orElseThrow();
        assertThat(client.importVerdict(job).orElseThrow().passed()).isTrue();
        assertThat(ImportJobData.read(client.importJobData(job).orElseThrow()).failures())
                .isEmpty();
        InstalledSolution installed = client.solutions(false).stream()
                .filter(s -> !s.uniqueName().equals("Default"))
                .filter(s -> client.importJob(job).orElseThrow().solutionName().equals(s.uniqueName()))
                .findFirst()
                .orElseThrow();
        assertThat(client.components(installed.id())).isNotEmpty();
        assertThat(client.history(Optional.of(installed.uniqueName()), 5)).isNotEmpty();
        assertThat(client.importJobs(installed.uniqueName(), Instant.now().minusSeconds(60)))
                .extracting(ImportJob::id)
                .containsExactly(job);

        client.publishAll().ifPresent(id -> {
            try {
                assertThat(finished(id).state()).isEqualTo(AsyncOperation.State.SUCCEEDED);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        client.setSolutionVersion(installed.id(), "9.9.9.9");
        assertThat(client.solution(installed.uniqueName()).orElseThrow().version())
                .isEqualTo("9.9.9.9");
        StartedJob export = client.exportSolution(new ExportRequest(installed.uniqueName(), true, Set.of("general")));
        assertThat(finished(export.operationId()).state()).isEqualTo(AsyncOperation.State.SUCCEEDED);
        Path exported = folder.resolve("exported.zip");
        client.downloadExport(export.jobId().orElseThrow(), exported);
        assertThat(exported).isNotEmptyFile();
        assertThat(finished(client.uninstall(installed.uniqueName())).state())
                .isEqualTo(AsyncOperation.State.SUCCEEDED);
        assertThat(client.solution(installed.uniqueName())).isEmpty();
    }
}
