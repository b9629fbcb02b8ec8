package io.github.dataversealm.solution.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten times as many environments need hardly more memory, however much the service says about each component. */
class FleetMemoryTest {

    /** What the results of the components of forty-five environments take is several times as much. */
    private static final long MOST_MORE = 8L << 20;

    private static final int MOST_READERS = 4;

    @TempDir
    Path folder;

    /** What many environments use more than few when all end together, and afterwards, and how many read their log at a time. */
    private record More(long atTheEnd, long afterwards, int readers) {}

    @Test
    void memory_does_not_grow_with_the_environments() throws Exception {
        More more = more("success", "");
        System.out.printf(
                "overhead of memory: %d environments use %d KiB more than %d when all end together, and %d KiB more afterwards%n",
                FleetMemory.MANY, more.atTheEnd() >> 10, FleetMemory.FEW, more.afterwards() >> 10);
        assertThat(more.atTheEnd()).isLessThan(MOST_MORE);
        assertThat(more.afterwards()).isLessThan(MOST_MORE);
        assertThat(more.readers()).as("logs in memory at a time").isBetween(1, MOST_READERS);
    }

    /** The texts are other ones in each environment, so nothing of them can be shared. */
    @Test
    void what_is_told_of_components_is_not_kept() throws Exception {
        More more = more("warning", "Text of environment %d");
        assertThat(more.atTheEnd()).as("what is not kept").isGreaterThan(3 * MOST_MORE);
        assertThat(more.afterwards()).isLessThan(MOST_MORE);
    }

    private More more(String result, String text) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FleetMemory.class.getName(),
                        folder.toString(),
                        result,
                        text))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = process.inputReader()) {
            List<String> lines = out.lines().toList();
            assertThat(process.waitFor()).isZero();
            assertThat(lines).hasSize(3);
            return new More(Long.parseLong(lines.get(0)), Long.parseLong(lines.get(1)), Integer.parseInt(lines.get(2)));
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
