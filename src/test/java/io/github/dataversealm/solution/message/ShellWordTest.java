package io.github.dataversealm.solution.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellWordTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "-Denv=group:customers | -Denv=group:customers",
                "-Dsolution.zipFile=my zips/a.zip | \"-Dsolution.zipFile=my zips/a.zip\"",
                "a$HOME`id`\"b\\c | \"a\\$HOME\\`id\\`\\\"b\\\\c\"",
            })
    void a_shell_takes_it_for_one_word_and_replaces_nothing(String argument, String shown) {
        assertThat(ShellWord.quoted(argument)).isEqualTo(shown);
    }
}
