package io.github.dataversealm.solution.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dataversealm.solution.message.SolutionException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputTimestampTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T10:15:30Z, 2026-11-23T10:15:30Z",
        "2026-11-23T10:15:30+09:00, 2026-11-23T01:15:30Z",
        "2026-11-23T10:15:30.999Z, 2026-11-23T10:15:30Z",
        "1795428930, 2026-11-23T10:15:30Z",
        "1980-01-01T00:00:02Z, 1980-01-01T00:00:02Z",
    })
    void reads_times_and_seconds(String text, Instant expected) {
        assertThat(OutputTimestamp.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "x", "-"})
    void a_single_character_switches_it_off(String text) {
        assertThat(OutputTimestamp.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "2026-11-23",
                "2026-11-23T10:15:30",
                "1979-12-31T23:59:59Z",
                "2100-01-01T00:00:00Z",
                "0",
                "99999999999999999999",
                "${git.commit.time}"
            })
    void refuses_what_is_no_time_of_a_zip(String text) {
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> OutputTimestamp.parse(text))
                .withMessageContaining("'" + text + "'")
                .withMessageContaining("project.build.outputTimestamp")
                .withMessageContaining("2026-11-23T10:15:30Z");
    }
}
