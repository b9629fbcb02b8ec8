package io.github.dataversealm.solution.path;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words of zips and servers in a log. In the table, {@code ^} stands for ESC, {@code ~} for a line break. */
class PrintableTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "two~lines, two~lines",
                "^[2J^[31mred, \\u001b[2J\\u001b[31mred",
                "a ##vso[task.setvariable variable=x]y, a # #vso[task.setvariable variable=x]y",
                "##[error]x, # #[error]x",
                "one~  ::set-env name=PATH::x, one~  : :set-env name=PATH::x",
                "std::string, std::string",
            })
    void nothing_in_a_text_moves_the_cursor_or_commands_a_build_server(String text, String shown) {
        assertThat(Printable.text(plain(text))).isEqualTo(plain(shown));
    }

    private static String plain(String text) {
        return text.replace('^', '\u001B').replace('~', '\n');
    }
}
