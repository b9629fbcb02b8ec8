package io.github.dataversealm.solution.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.model.SolutionVersion;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionRangeTest {

    private static VersionRange range(String text) {
        return VersionRange.parse(text).orElseThrow();
    }

    private static SolutionVersion version(String text) {
        return new SolutionVersion(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1.0,2.0)           | 1.0.0.0 1.0.0.7 1.9.9.9         | 0.9.9.9 2.0.0.0 2.0.0.7 3.0",
                "(1.0,2.0]           | 1.0.1.0 2.0.0.0 2.0.0.7         | 1.0.0.0 1.0.0.7 2.0.1.0",
                "[1.2]               | 1.2.0.0 1.2.0.9                 | 1.1.9.9 1.2.1.0",
                "[1.2.0,1.2.0]       | 1.2.0.0                         | 1.2.1.0",
                "(,1.5)              | 0.0 1.4.9.9                     | 1.5.0.0 2.0",
                "(,1.5]              | 1.5.0.3                         | 1.5.1.0",
                "[1.5,)              | 1.5.0.0 99.0                    | 1.4.9.9",
                "(,)                 | 0.0 99.0                        |",
                "[1.0,1.2),[1.5,2.0) | 1.0.0.0 1.1.9.9 1.5.0.0 1.9.0.0 | 0.9 1.2.0.0 1.4.0.0 2.0.0.0",
                "(,1.2] , [1.5,)     | 1.0 1.2.0.0 1.5.0.0 7.0         | 1.3.0.0",
                "[1.2.min,1.2.max]   | 1.2.0.0 1.2.99.0                | 1.1.9.9 1.3.0.0",
                "[1.0-SNAPSHOT,2.0-SNAPSHOT) | 1.0.0.0 1.9.0.0         | 2.0.0.0",
                "[ 1.0 , 2.0 )       | 1.0.0.0                         | 2.0.0.0"
            })
    void it_takes_what_maven_takes(String text, String taken, String refused) {
        Stream.of(taken.split(" "))
                .forEach(each ->
                        assertThat(range(text).contains(version(each))).as(each).isTrue());
        if (refused != null) {
            Stream.of(refused.split(" "))
                    .forEach(each -> assertThat(range(text).contains(version(each)))
                            .as(each)
                            .isFalse());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1.0",
                "[a,b]",
                "[1.0",
                "1.0]",
                "[]",
                "()",
                "[1.0,2.0",
                "[1.0,2.0)x",
                "[99999999999,)",
                "[1,2,3]"
            })
    void what_says_nothing_about_a_solution_is_no_range(String text) {
        assertThat(VersionRange.parse(text)).isEmpty();
    }
}
