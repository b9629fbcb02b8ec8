package io.github.dataversealm.solution.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.dataverse.HistoryEntry;
import io.github.dataversealm.solution.emulator.Knobs;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process of an import is killed at ten moments; the command that is typed again ends well. */
class KilledImportTest {

    private static final int ROUNDS = 10;

    @TempDir
    Path folder;

    @Test
    void a_killed_import_is_continued_and_takes_effect_once() throws Exception {
        try (LocalFixture local = new LocalFixture(folder.resolve("local"))) {
            local.emulator.knobs(Knobs.defaults().with(Map.of("queueDelayMillis", 300, "jobMillis", 700)));
            for (int round = 0; round < ROUNDS; round++) {
                String name = "Trips" + round;
                Path records = Files.createDirectories(folder.resolve(name));
                SolutionPackage zip = LocalFixture.zip(folder, name, "1.0.0.0", round % 2 == 0);
                kill(local, zip, records, new Random(round));
                if (round % 3 == 0) {
                    Files.deleteIfExists(records.resolve("import-local.json"));
                }
                EnvironmentReport report = local.run(new ScaledTime(10), ImportOptions.DEFAULT, records, zip);
                assertThat(report.isGood()).as("round %d: %s", round, report).isTrue();
                assertThat(local.dataverse.history(Optional.of(name), 20).stream()
                                .filter(HistoryEntry::succeeded)
                                .filter(entry -> entry.operation() == 0))
                        .as("round %d", round)
                        .hasSize(1);
            }
        }
    }

    private static void kill(LocalFixture local, SolutionPackage zip, Path records, Random random)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledImport.class.getName(),
                        local.emulator.url(),
                        local.emulator.token(),
                        zip.zip().toString(),
                        records.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.readLine()).isEqualTo("ready");
            TimeUnit.MILLISECONDS.sleep(random.nextInt(2_000));
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
