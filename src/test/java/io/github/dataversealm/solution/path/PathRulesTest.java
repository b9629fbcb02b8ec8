package io.github.dataversealm.solution.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "solution.xml",
                "[Content_Types].xml",
                "Entities/new_Thing/Entity.xml",
                ".hidden/.x",
                "a..b/c...d",
                "a b/c d.txt",
                "Größe/日本語/😀.xml",
                "CONSOLE/COM/COM10/LPT/NULL/com1a.txt/xCON",
                "appactions/a.{!b}/%7B.xml",
                "c/d'e;f,g=h&i#j"
            })
    void acceptsWhatEveryDiskTakes(String path) {
        assertThat(PathRules.check(path, Location.of("x"))).isSameAs(path);
        assertThat(PathRules.isLegal(path)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "''! is empty",
                "/etc/passwd! is absolute",
                "//server/share! is absolute",
                "'\\\\server\\share'! is absolute",
                "C:/x! names a drive",
                "c:x! names a drive",
                "a//b! has an empty segment",
                "a/! has an empty segment",
                ".! has the segment \".\"",
                "a/./b! has the segment \".\"",
                "..! has the segment \"..\"",
                "a/../../b! has the segment \"..\"",
                "a/b.! ends with a dot",
                "a/...! ends with a dot",
                "'a /b'! ends with a blank",
                "'a\\b'! holds the character \\",
                "ab:c! holds the character :",
                "a/what?! holds the character ?",
                "a/*! holds the character *",
                "a/<b! holds the character <",
                "a/b>! holds the character >",
                "a|b! holds the character |",
                "a\"b! holds the character \"",
                "CON! Windows device CON",
                "a/nul.txt! Windows device NUL",
                "Aux.a.b/c! Windows device AUX",
                "prn! Windows device PRN",
                "x/COM0! Windows device COM0",
                "lpt9.xml! Windows device lpt9",
                "COM\u00b9! Windows device COM",
                "'NUL .txt'! Windows device NUL",
                "conin$! Windows device CONIN$",
                "CONOUT$.x! Windows device CONOUT$",
            })
    void refusesWhatSomeDiskRefuses(String path, String problem) {
        assertThatThrownBy(() -> PathRules.check(path, Location.of("a.zip!/x")))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("a.zip!/x")
                .hasMessageContaining(problem);
        assertThat(PathRules.isLegal(path)).isFalse();
    }

    @Test
    void refusesControlCharactersAndShowsThemHarmless() {
        for (char c = 0; c < 32; c++) {
            String path = "a/b" + c + "c";
            assertThatThrownBy(() -> PathRules.check(path, Location.of("z")))
                    .hasMessageContaining("control character")
                    .hasMessageContaining("\\u00")
                    .hasMessageNotContaining(path);
        }
        assertThat(PathRules.isLegal("a\u007f")).isFalse();
        assertThat(PathRules.isLegal("a\ud83d")).isFalse();
        assertThat(PathRules.isLegal("\ude00a")).isFalse();
    }

    @Test
    void countsTheBytesOfASegment() {
        assertThat(PathRules.isLegal("x/" + "a".repeat(255) + "/y")).isTrue();
        assertThat(PathRules.isLegal("x/" + "a".repeat(256) + "/y")).isFalse();
        assertThat(PathRules.isLegal("é".repeat(127))).isTrue();
        assertThat(PathRules.isLegal("é".repeat(128))).isFalse();
        assertThat(PathRules.isLegal("日".repeat(85))).isTrue();
        assertThat(PathRules.isLegal("日".repeat(86))).isFalse();
        assertThat(PathRules.isLegal("😀".repeat(63))).isTrue();
        assertThat(PathRules.isLegal("😀".repeat(64))).isFalse();
    }
}
