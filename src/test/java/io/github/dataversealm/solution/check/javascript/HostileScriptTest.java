package io.github.dataversealm.solution.check.javascript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.dataversealm.solution.testkit.Effort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Scripts made to break the parser: it neither fails nor takes more than time in proportion. */
class HostileScriptTest {

    private static final List<String> PIECES = List.of(
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            "`",
            "${",
            "'",
            "\"",
            "/",
            "/*",
            "*/",
            "//",
            "\n",
            "=>",
            "?.",
            "?",
            ":",
            ",",
            ";",
            "function",
            "class",
            "async",
            "await",
            "yield",
            "let",
            "var",
            "for",
            "if",
            "else",
            "try",
            "catch",
            "return",
            "new",
            "import",
            "export",
            "default",
            "static",
            "get",
            "#a",
            "a",
            "=",
            "+",
            "++",
            "...",
            "of",
            "in",
            "1",
            "0x",
            "\\u",
            "\\",
            "\u2028",
            "\u0000",
            "\uD83D",
            "<!--",
            "-->",
            "do",
            "while",
            "switch",
            "case",
            "with",
            "debugger",
            "super",
            "this",
            "extends",
            "@",
            "*",
            "!",
            "typeof",
            "label:");

    static Stream<String> nestings() {
        return Stream.of(
                "(",
                "[",
                "{",
                "a=>",
                "function f(){",
                "x=function(){",
                "{a:",
                "f(",
                "`${",
                "!",
                "if(x)",
                "class A{m(){",
                "a?b:",
                "a=",
                "new ",
                "a**",
                "do ",
                "while(1)",
                "l:",
                "await ",
                "async x=>",
                "(a=>(",
                "for(;;)",
                "try{",
                "switch(x){case 1:",
                "({a:[",
                "a??b||c&&d|e^f&g==h<i<<j+k*(",
                "function(a=",
                "var {a:[",
                "if(a){}else ",
                "a.b",
                ".c()",
                "+a",
                ",a",
                "a;",
                "/a",
                "/*",
                "'\\",
                "/[",
                "\"",
                "<!--\u2028\u0000#@",
                "import a from ",
                "export {",
                "}",
                ")");
    }

    @ParameterizedTest
    @MethodSource("nestings")
    void a_hundred_thousand_of_anything_take_time_in_proportion(String piece) {
        long some = steps(piece.repeat(10_000));
        long more = steps(piece.repeat(100_000));
        assertThat(more).as(piece).isLessThanOrEqualTo(some * 11 + 1_000);
    }

    private static long steps(String text) {
        long[] steps = {0};
        Script script = Script.of(text, () -> steps[0]++);
        script.walk(node -> {});
        return steps[0];
    }

    /** What is not counted in steps shows in time: each of these took minutes when it was read again from every place. */
    @Test
    void twenty_megabytes_in_one_line() {
        Effort effort = Effort.ofThread();
        String statement = "var a=function(b){return b.c(d[1],'e')&&f.g?h:i(/j[/]k/,`l${m}n`)};";
        String text = statement.repeat(7_000_000 / statement.length());
        assertThat(Script.of(text, () -> {}).problem()).isEmpty();
        Script.of("x=/[;".repeat(1_000_000), () -> {});
        Script.of("\\u{".repeat(1_000_000), () -> {});
        String large = "x=\"" + "y".repeat(20_000_000) + "\";z()";
        assertThat(Script.of(large, () -> {}).root().children()).hasSize(2);
        String comment = "/*" + "*\n".repeat(10_000_000) + "*/a()";
        assertThat(Script.of(comment, () -> {}).root().first().line()).isEqualTo(10_000_001);
        assertThat(effort.spent()).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    void a_script_with_too_many_parts_is_refused() {
        assertThatThrownBy(() -> Script.of("a;".repeat(10_000_000), () -> {}))
                .isInstanceOf(ScriptTooLargeException.class)
                .hasMessageContaining("more than 4000000");
        assertThatThrownBy(() -> Script.of("/**/".repeat(5_000_000), () -> {}))
                .isInstanceOf(ScriptTooLargeException.class);
    }

    @Test
    void whoever_calls_can_end_the_work() {
        int[] steps = {0};
        assertThatThrownBy(() -> Script.of("a;".repeat(100_000), () -> {
                    if (++steps[0] == 1_000) {
                        throw new IllegalStateException("enough");
                    }
                }))
                .hasMessage("enough");
    }

    @Test
    void random_signs_and_words() {
        for (int seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            int length = 1 + random.nextInt(60);
            for (int i = 0; i < length; i++) {
                text.append(PIECES.get(random.nextInt(PIECES.size()))).append(random.nextInt(3) == 0 ? "" : " ");
            }
            isSound(text.toString(), "seed " + seed);
        }
    }

    @Test
    void scripts_with_pieces_missing_moved_and_added() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/agreement/scripts"))) {
            for (Path file : files.sorted().toList()) {
                String script = Files.readString(file);
                for (int seed = 0; seed < 60; seed++) {
                    isSound(mutated(script, new Random(seed)), file.getFileName() + " with seed " + seed);
                }
            }
        }
    }

    private static String mutated(String script, Random random) {
        StringBuilder text = new StringBuilder(script);
        for (int i = 1 + random.nextInt(4); i > 0 && text.length() > 10; i--) {
            int at = random.nextInt(text.length() - 8);
            switch (random.nextInt(4)) {
                case 0 -> text.delete(at, at + 1 + random.nextInt(7));
                case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 2 -> text.insert(at, text.substring(at, at + 1 + random.nextInt(7)));
                default -> text.setLength(at + 1);
            }
        }
        return text.toString();
    }

    /** Every node lies in its parent, children follow one another, and everything that can be asked has an answer. */
    private static void isSound(String text, String what) {
        Script script = Script.of(text, () -> {});
        int[] open = {0};
        script.walk(new Script.Visitor() {
            @Override
            public void enter(Node node) {
                open[0]++;
                Node parent = node.parent();
                boolean inside = parent.is(Kind.NONE)
                        || node.is(Kind.NONE)
                        || node.start() >= parent.start() && node.end() <= parent.end();
                if (!inside || node.start() > node.end() || node.end() > text.length() || node.column() < 1) {
                    fail(what + ": " + node.kind() + ' ' + node.start() + ' ' + node.end() + " in " + parent.kind()
                            + ' ' + parent.start() + ' ' + parent.end());
                }
                assertNotNull(node.string() + node.propertyName() + node.name());
                if (node.is(Kind.IDENTIFIER)) {
                    script.isDeclared(node);
                }
            }

            @Override
            public void leave(Node node) {
                open[0]--;
            }
        });
        assertThat(open[0]).as(what).isZero();
    }
}
