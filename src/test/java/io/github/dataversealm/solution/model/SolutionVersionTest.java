package io.github.dataversealm.solution.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dataversealm.solution.message.SolutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SolutionVersionTest {

    @ParameterizedTest
    @CsvSource({
        "1.4.2, 0, 1.4.2.0",
        "1.4.2, 42, 1.4.2.0",
        "1, 0, 1.0.0.0",
        "1.0, 0, 1.0.0.0",
        "1.2.3.4, 0, 1.2.3.4",
        "1.4.2-SNAPSHOT, 0, 1.4.2.0",
        "1.4.2-SNAPSHOT, 42, 1.4.2.42",
        "2-SNAPSHOT, 7, 2.0.0.7",
        "2026.11.23, 0, 2026.11.23.0",
        "1.2147483647, 0, 1.2147483647.0.0",
        "1.04.0009, 0, 1.4.9.0",
    })
    void maps_maven_versions(String mavenVersion, int buildNumber, String expected) {
        assertThat(SolutionVersion.fromMaven(mavenVersion, buildNumber)).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0-beta-1",
                "1.0.RELEASE",
                "1.2.3.4.5",
                "1.2.3.4-SNAPSHOT",
                "",
                "-SNAPSHOT",
                "1..2",
                "1.-2",
                "1.2147483648",
                "1.99999999999999999999",
                "١.٢",
                "${revision}"
            })
    void refuses_other_maven_versions_and_says_what_to_type(String mavenVersion) {
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> SolutionVersion.fromMaven(mavenVersion, 0))
                .withMessageContaining("'" + mavenVersion + "'")
                .withMessageContaining("-Dsolution.solutionVersion=");
    }

    @Test
    void refuses_a_negative_build_number() {
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> SolutionVersion.fromMaven("1.0-SNAPSHOT", -1))
                .withMessageContaining("-Dsolution.buildNumber=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2", "1.2.3", "1.2.3.4", "3.04.0009.1"})
    void keeps_a_version_as_it_is_written(String text) {
        assertThat(new SolutionVersion(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.2.3.4.5", "1.2-SNAPSHOT", "", "1.2.", " 1.2"})
    void refuses_what_dataverse_would_refuse(String text) {
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> new SolutionVersion(text))
                .withMessageContaining("'" + text + "'");
    }

    @ParameterizedTest
    @CsvSource({
        "1.4.1.0, 1.4.1.57, true",
        "1.4.1, 1.4.1.57, true",
        "1.4.2, 1.4.1.57, true",
        "1.4.0.99, 1.4.1.0, false",
        "1.4, 1.4.0.9, true",
        "1.10.0, 1.9.9, true"
    })
    void the_fourth_part_does_not_count_where_a_version_is_needed(String present, String needed, boolean enough) {
        assertThat(new SolutionVersion(present).suffices(new SolutionVersion(needed)))
                .isEqualTo(enough);
    }
}
