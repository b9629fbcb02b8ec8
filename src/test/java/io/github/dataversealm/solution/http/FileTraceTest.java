package io.github.dataversealm.solution.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.testkit.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTraceTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T10:00:00.123456Z"));

    @TempDir
    Path folder;

    @Test
    void lines_of_several_threads_and_traces_stay_whole() throws Exception {
        Path file = folder.resolve("target/solution/trace.log");
        try (FileTrace one = new FileTrace(file, CLOCK, Reporter.silent());
                FileTrace other = new FileTrace(file, CLOCK, Reporter.silent())) {
            List<Thread> threads = IntStream.range(0, 8)
                    .mapToObj(n -> new Thread(() -> {
                        for (int i = 0; i < 50; i++) {
                            (n % 2 == 0 ? one : other).line("line " + n + " " + "x".repeat(500));
                        }
                    }))
                    .toList();
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertThat(Files.readAllLines(file))
                .hasSize(400)
                .allMatch(line -> line.matches("2026-03-01T10:00:00\\.123Z line \\d x{500}"));
    }

    @Test
    void what_a_server_sent_cannot_forge_a_line() throws IOException {
        Path file = folder.resolve("trace.log");
        try (FileTrace trace = new FileTrace(file, CLOCK, Reporter.silent())) {
            trace.line("a\r\n2026 forged\u2028\u0000\u001b[31m " + "y".repeat(10_000));
        }
        assertThat(Files.readAllLines(file)).hasSize(1);
        assertThat(Files.readString(file)).doesNotContain("\u001b").hasSizeLessThan(2_100);
    }

    @Test
    void nothing_is_written_before_the_first_line_and_after_the_end() throws IOException {
        Path file = folder.resolve("trace.log");
        FileTrace trace = new FileTrace(file, CLOCK, Reporter.silent());
        assertThat(file).doesNotExist();
        trace.line("one");
        trace.close();
        trace.close();
        trace.line("late");
        assertThat(Files.readAllLines(file)).hasSize(1);
    }

    @Test
    void a_trace_that_cannot_be_written_is_reported_once() throws IOException {
        Messages messages = new Messages();
        try (FileTrace trace = new FileTrace(folder, CLOCK, messages)) {
            trace.line("one");
            trace.line("two");
        }
        assertThat(messages.lines())
                .singleElement()
                .asString()
                .contains(folder.toString())
                .contains("goes on without it");
    }
}
