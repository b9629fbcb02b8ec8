package io.github.dataversealm.solution.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.check.fixture.CleanSolution;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hostile and damaged content ends in findings or analysis errors, in time. */
class RobustnessTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private CheckResult check(CleanSolution solution) throws IOException {
        long start = System.nanoTime();
        CheckResult result = RuleFixturesTest.check(solution.write(folder.resolve("a.zip")), Optional.empty());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT);
        assertThat(result.errors()).allMatch(error -> !error.message().contains("failed"));
        return result;
    }

    @Test
    void deep_and_long_scripts() throws IOException {
        for (String script : List.of(
                "(".repeat(300_000),
                "{".repeat(300_000),
                "`${".repeat(100_000),
                "a.".repeat(300_000),
                "var a = " + "[".repeat(200_000),
                "/*" + "*".repeat(300_000),
                "\"" + "\\".repeat(300_001),
                "x = /" + "[".repeat(200_000),
                "function f(a){".repeat(20_000),
                "a => ".repeat(50_000),
                "var a = 1, ".repeat(50_000),
                "<!--\u2028\u0000#@".repeat(20_000))) {
            check(new CleanSolution().put(CleanSolution.SCRIPT, noCompression(script)));
        }
    }

    /** A random comment behind the script keeps the zip from looking like a bomb. */
    private static String noCompression(String script) {
        StringBuilder text = new StringBuilder(script).append("\n//");
        Random random = new Random(3);
        for (int i = 0; i < script.length() / 40; i++) {
            text.append((char) ('!' + random.nextInt(90)));
        }
        return text.toString();
    }

    @Test
    void texts_that_make_expressions_slow() throws IOException {
        for (String value : List.of(
                "eyJ" + "a".repeat(60_000),
                "api-key" + " ".repeat(60_000),
                "body('" + "''".repeat(40_000),
                "-----BEGIN PRIVATE KEY-----" + "\\\\n".repeat(30_000),
                "a-".repeat(40_000) + ".crm.dynamics.co",
                "sk-" + "-".repeat(60_000))) {
            check(new CleanSolution()
                    .replace(
                            CleanSolution.FLOW,
                            "@variables('count')",
                            noCompression("@" + value)
                                    .replace("\n", "")
                                    .replace("\"", "")
                                    .replace("\\", "")));
        }
    }

    @Test
    void truncated_parts_are_findings() throws IOException {
        for (String entry : List.of(
                CleanSolution.FLOW,
                CleanSolution.XAML,
                CleanSolution.CUSTOMIZATIONS,
                CleanSolution.MANIFEST,
                CleanSolution.DLL,
                CleanSolution.APP,
                CleanSolution.VARIABLE)) {
            byte[] content = new CleanSolution().entries().get(entry);
            for (int part = 1; part < 6; part++) {
                CleanSolution solution = new CleanSolution();
                int length = entry.equals(CleanSolution.APP) ? 40 * part : content.length * part / 7;
                solution.put(entry, Arrays.copyOf(content, length));
                assertThat(check(solution).findings()).as(entry + " " + part).isNotEmpty();
            }
        }
    }

    @Test
    void random_bytes_in_any_part() throws IOException {
        Random random = new Random(11);
        List<String> entries = List.copyOf(new CleanSolution().entries().keySet());
        for (int i = 0; i < 60; i++) {
            CleanSolution solution = new CleanSolution();
            String entry = entries.get(random.nextInt(entries.size()));
            byte[] content = solution.entries().get(entry).clone();
            for (int j = 0; j < 1 + random.nextInt(8); j++) {
                content[random.nextInt(content.length)] = (byte) random.nextInt(256);
            }
            check(solution.put(entry, content));
        }
    }

    @Test
    void json_that_nests_without_end() throws IOException {
        CheckResult result = check(new CleanSolution()
                .put(CleanSolution.FLOW, noCompression("[".repeat(100_000)).getBytes(StandardCharsets.UTF_8)));
        assertThat(result.findings()).extracting(finding -> finding.rule().id()).contains("flow-json-malformed");
    }
}
