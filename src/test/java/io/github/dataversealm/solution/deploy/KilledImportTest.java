package io.github.dataversealm.solution.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.dataverse.HistoryEntry;
import io.github.dataversealm.solution.emulator.EmulatorOptions;
import io.github.dataversealm.solution.emulator.LocalEnvironment;
import io.github.dataversealm.solution.http.HttpClients;
import io.github.dataversealm.solution.http.HttpTrace;
import io.github.dataversealm.solution.testkit.Lanes;
import io.github.dataversealm.solution.testkit.LocalClient;
import io.github.dataversealm.solution.testkit.Messages;
import io.github.dataversealm.solution.testkit.ScaledTime;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process of an import is killed after each of its requests in turn, some time later that a seed chooses; the command
 * that is typed again ends well, and the import takes effect once.
 */
class KilledImportTest {

    /** The requests of a small import; it is killed before the first and after each but the last. */
    private static final int MOMENTS = 12;

    /** Those before the job is seen to have ended: after them there is time for a moment longer. */
    private static final int EARLY_MOMENTS = 9;

    private static final int LONGEST_MOMENT = 150;

    /** Moments that are tried at the same time, each in an environment of its own. */
    private static final int LANES = 4;

    @TempDir
    Path folder;

    @Test
    void a_killed_import_is_continued() throws Exception {
        try (Lanes<LocalFixture> lanes = new Lanes<>(LANES, number -> {
            LocalFixture local = new LocalFixture(folder.resolve("local" + number));
            local.emulator.knobs(KilledImport.KNOBS);
            return local;
        })) {
            tell("a server of its own", kills(lanes, (local, moment) -> {
                String name = "Trips" + moment;
                Path records = Files.createDirectories(folder.resolve(name));
                SolutionPackage zip = LocalFixture.zip(folder, name, "1.0.0.0", moment % 2 == 0);
                int killed = kill(moment, zip, records, local.emulator.url(), local.emulator.token());
                again(moment, zip, records, local.emulator.url(), local.dataverse);
                assertThat(effects(local.dataverse, name))
                        .as("moment %d", moment)
                        .containsExactly("1.0.0.0");
                return killed;
            }));
        }
    }

    /** An environment that no process serves, and the versions that were imported. */
    private record Embedded(Path environment, Path records, List<String> versions) implements Closeable {

        @Override
        public void close() {
            // nobody has it open
        }
    }

    /** The server dies with it, and what it was doing goes on at the next start. */
    @Test
    void a_killed_import_is_continued_when_its_process_was_the_environment_too() throws Exception {
        try (Lanes<Embedded> lanes = new Lanes<>(
                LANES,
                number -> new Embedded(
                        folder.resolve("embedded" + number), folder.resolve("records" + number), new ArrayList<>()))) {
            tell("the embedded environment", kills(lanes, (embedded, moment) -> {
                String version = "1.0.0." + moment;
                SolutionPackage zip = LocalFixture.zip(folder, "Trips", version, true);
                int killed = kill(
                        moment, zip, embedded.records(), embedded.environment().toString());
                embedded.versions().add(version);
                try (LocalEnvironment local = LocalEnvironment.open(
                                EmulatorOptions.in(embedded.environment()).withKnobs(KilledImport.KNOBS));
                        HttpClients http = LocalFixture.http(HttpTrace.none())) {
                    Dataverse dataverse = LocalClient.of(http, local.url(), local.token());
                    again(moment, zip, embedded.records(), local.url(), dataverse);
                    assertThat(effects(dataverse, "Trips"))
                            .as("moment %d", moment)
                            .containsExactlyInAnyOrderElementsOf(embedded.versions());
                }
                return killed;
            }));
        }
    }

    /** What happens at one moment. */
    private interface Moment<E> {
        /** @return 1 when the process had not come to its end */
        int killed(E environment, int moment) throws Exception;
    }

    private static <E extends Closeable> int kills(Lanes<E> lanes, Moment<E> work) throws Exception {
        List<Future<Integer>> moments = new ArrayList<>();
        for (int i = 0; i < MOMENTS; i++) {
            int moment = i;
            moments.add(lanes.submit(environment -> work.killed(environment, moment)));
        }
        int kills = 0;
        for (Future<Integer> moment : moments) {
            kills += Lanes.result(moment);
        }
        return kills;
    }

    private static void tell(String where, int kills) {
        System.out.println("killed imports: " + kills + " of " + MOMENTS + " processes killed before their end, with "
                + where + "; each import took effect once");
        // on a busy machine a process may come to its end before it is killed
        assertThat(kills).isGreaterThanOrEqualTo(MOMENTS / 2);
    }

    /** Runs the command again, in some cases without the record of the first run, and once more: then nothing is left to do. */
    private static void again(int moment, SolutionPackage zip, Path records, String url, Dataverse dataverse)
            throws IOException {
        if (moment % 3 == 0) {
            Files.deleteIfExists(records.resolve("import-local.json"));
        }
        SolutionReport second = run(zip, records, url, dataverse);
        assertThat(second.state()).as("moment %d", moment).isIn(RunState.DONE, RunState.SKIPPED);
        assertThat(dataverse.solution(zip.uniqueName()).orElseThrow().version())
                .as("moment %d", moment)
                .isEqualTo(zip.header().version().text());
        assertThat(run(zip, records, url, dataverse).state())
                .as("moment %d", moment)
                .isEqualTo(RunState.SKIPPED);
    }

    private static SolutionReport run(SolutionPackage zip, Path records, String url, Dataverse dataverse) {
        EnvironmentReport report = new EnvironmentDeployment(
                        LocalFixture.target("local", url, dataverse, new ScaledTime(10), new Messages()),
                        ImportOptions.DEFAULT,
                        SettingsSource.none(),
                        records)
                .run(List.of(zip));
        assertThat(report.isGood()).as("%s", report).isTrue();
        return report.solutions().get(0);
    }

    /** The versions that were imported with success, as often as they were. */
    private static List<String> effects(Dataverse dataverse, String name) {
        return dataverse.history(Optional.of(name), 50).stream()
                .filter(entry -> entry.succeeded() && entry.operation() == 0)
                .map(HistoryEntry::solutionVersion)
                .toList();
    }

    /** @return 1 when the process had not come to its end */
    private static int kill(int moment, SolutionPackage zip, Path records, String... where)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                KilledImport.class.getName(),
                zip.zip().toString(),
                records.toString()));
        Collections.addAll(command, where);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = process.inputReader()) {
            for (int answers = 0; answers < moment && out.readLine() != null; answers++) {
                // one more request was answered
            }
            if (moment < EARLY_MOMENTS) {
                TimeUnit.MILLISECONDS.sleep(new Random(moment).nextInt(LONGEST_MOMENT));
            }
            return process.isAlive() ? 1 : 0;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
