package io.github.dataversealm.solution.emulator.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it writes has lost nothing that it answered and left nothing half done. */
class StoreKillTest {

    private static final int ROUNDS = 6;

    @TempDir
    Path directory;

    @Test
    void a_kill_at_any_moment_loses_nothing_that_was_answered() throws Exception {
        long answered = -1;
        for (int seed = 0; seed < ROUNDS; seed++) {
            answered = Math.max(answered, runAndKill(new Random(seed)));
            verify(seed, answered);
        }
        assertThat(answered).isGreaterThan(50);
    }

    /** @return the last number that was answered */
    private long runAndKill(Random random) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long last = -1;
        try (BufferedReader out = process.inputReader()) {
            int lines = 10 + random.nextInt(60);
            for (int line = 0; line < lines; line++) {
                last = Long.parseLong(out.readLine());
            }
            TimeUnit.MICROSECONDS.sleep(random.nextInt(5000));
            // Not the process itself: that would close its output, of which the rest is still to be read.
            process.toHandle().destroyForcibly();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                last = Long.parseLong(line);
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return last;
    }

    private void verify(int seed, long answered) throws IOException {
        try (FileStore store = new FileStore(directory)) {
            store.read(tx -> {
                List<ObjectNode> left = tx.table("left").all();
                List<ObjectNode> right = tx.table("right").all();
                assertThat(left.size() - 1L).as("seed %d", seed).isBetween(answered, answered + 1);
                assertThat(right).hasSameSizeAs(left);
                for (int n = 0; n < left.size(); n++) {
                    assertThat(left.get(n).get("n").asInt()).isEqualTo(n);
                    boolean gone = n % 3 == 1 && n + 1 < left.size();
                    assertThat(left.get(n).has("blob")).isNotEqualTo(gone);
                    assertThat(right.get(n).get("blob")).isEqualTo(left.get(n).get("blob"));
                    if (!gone) {
                        Path blob =
                                tx.blob(UUID.fromString(left.get(n).get("blob").asText()));
                        assertThat(blob).hasBinaryContent(KilledWriter.content(n));
                    }
                }
                try (var files = Files.list(directory.resolve("blobs"))) {
                    assertThat(files.count())
                            .isEqualTo(
                                    left.stream().filter(row -> row.has("blob")).count());
                }
                return null;
            });
        }
    }
}
