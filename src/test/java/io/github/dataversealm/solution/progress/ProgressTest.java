package io.github.dataversealm.solution.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.job.FakeTime;
import io.github.dataversealm.solution.testkit.Messages;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ProgressTest {

    @Test
    void a_log_gets_a_line_for_each_change_and_every_half_minute() {
        List<String> lines = new ArrayList<>();
        ProgressLines progress = new ProgressLines(lines::add);
        for (int second = 0; second <= 70; second += 5) {
            progress.update(at("test", second < 10 ? "queued" : "running", second));
        }
        progress.update(at("uat", "running", 70));
        assertThat(lines)
                .containsExactly(
                        "[test] Import: queued, 42 %, 0:00",
                        "[test] Import: running, 42 %, 0:10",
                        "[test] Import: running, 42 %, 0:40",
                        "[test] Import: running, 42 %, 1:10",
                        "[uat] Import: running, 42 %, 1:10");
    }

    @Test
    void a_live_line_is_written_over_and_gives_way_to_the_log() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Messages messages = new Messages();
        try (LiveLine line = new LiveLine(new PrintStream(bytes, true, StandardCharsets.UTF_8), 60)) {
            line.update(at("test", "running", 3_700));
            line.above(messages).info("something");
            line.update(at("uat", "running", 5));
        }
        String clear = "\r\u001B[K";
        String first = "[test] Import: running, 42 %, 1:01:40";
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .isEqualTo(first + clear + first + clear
                        + (first + " | [uat] Import: running, 42 %, 0:05").substring(0, 57) + "..." + clear);
        assertThat(messages.infos()).containsExactly("something");
    }

    @Test
    void a_live_line_of_many_that_do_not_fit_tells_of_them_together() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (LiveLine line = new LiveLine(new PrintStream(bytes, true, StandardCharsets.UTF_8), 80)) {
            line.update(at("a", "queued", 5));
            line.update(at("b", "running", 65));
            bytes.reset();
            line.update(at("c", "waiting for somebody", 6));
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("3 at work: 1 queued, 1 running, 1 waiting (42 %); longest [b] 1:05");
    }

    @Test
    void a_log_of_many_environments_gets_a_line_every_half_minute_for_all_of_them() {
        List<String> lines = new ArrayList<>();
        FakeTime time = new FakeTime();
        CrowdLines progress = new CrowdLines(lines::add, time::now);
        for (int second = 0; second <= 65; second++) {
            for (String environment : second <= 40 ? List.of("a", "b", "c") : List.of("a", "c")) {
                progress.update(at(environment, second < 10 ? "queued" : "running", second));
            }
            if (second == 40) {
                progress.done(at("b", "running", second));
            }
            time.advance(Duration.ofSeconds(1));
        }
        assertThat(lines)
                .containsExactly(
                        "3 at work: 3 running (42 %); longest [a] 0:30",
                        "2 at work: 2 running (42 %); longest [a] 1:00");
    }

    @Test
    void a_name_cannot_move_the_cursor() {
        assertThat(new Progress("test", "Import of \u001B[2JTrips\r\n", "run", OptionalDouble.empty(), Duration.ZERO)
                        .line())
                .isEqualTo("[test] Import of  [2JTrips  : run, 0:00");
    }

    private static Progress at(String environment, String state, long seconds) {
        return new Progress(environment, "Import", state, OptionalDouble.of(42), Duration.ofSeconds(seconds));
    }
}
