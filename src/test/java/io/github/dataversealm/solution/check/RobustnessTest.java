package io.github.dataversealm.solution.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.check.fixture.Checking;
import io.github.dataversealm.solution.check.fixture.CleanSolution;
import io.github.dataversealm.solution.testkit.Effort;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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

    /** Of the processors. Whatever grows with the square of the size takes more. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** None of the files comes near it, however busy the machine is. */
    private static final Duration LIMIT_OF_FILE = Duration.ofSeconds(60);

    /** Those that may be stopped by it. */
    private static final Duration LIMIT_OF_LARGE_FILE = Duration.ofSeconds(3);

    @TempDir
    private Path folder;

    private CheckResult check(CleanSolution solution) throws IOException {
        return check(solution, LIMIT_OF_FILE);
    }

    private CheckResult check(CleanSolution solution, Duration limitOfFile) throws IOException {
        Path zip = solution.write(folder.resolve("a.zip"));
        Effort effort = Effort.ofAllThreads();
        CheckResult result = Checking.of(zip).limit(limitOfFile).run();
        assertThat(effort.spent()).isLessThan(LIMIT);
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
    void dependencies_of_web_resources_that_are_never_closed() throws IOException {
        check(new CleanSolution()
                .before(
                        CleanSolution.CUSTOMIZATIONS,
                        "&lt;Dependencies&gt;",
                        noCompression("&lt;Library ".repeat(20_000)).replaceAll("[\n<>&]", "")));
    }

    @Test
    void comments_that_make_expressions_slow() throws IOException {
        for (String comment : List.of(
                "dataverse-check:ignore web-avoid-eval " + "x" + " ".repeat(100_000) + "x",
                "dataverse-check:ignore " + "a,".repeat(100_000) + "a: known")) {
            check(new CleanSolution().put(CleanSolution.SCRIPT, noCompression("/*" + comment + "*/")));
        }
    }

    @Test
    void json_of_millions_of_values() throws IOException {
        Random random = new Random(8);
        StringBuilder json = new StringBuilder("[{}");
        for (int i = 0; i < 4_900_000; i++) {
            json.append(random.nextBoolean() ? ",{}" : ",[]");
        }
        CheckResult result = check(new CleanSolution().put(CleanSolution.FLOW, json + "]"));
        assertThat(result.findings())
                .filteredOn(finding -> finding.rule().id().equals("flow-json-malformed"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("values"));
    }

    @Test
    void an_app_that_unpacks_to_a_thousand_times_its_size() throws IOException {
        java.io.ByteArrayOutputStream app = new java.io.ByteArrayOutputStream();
        try (java.util.zip.ZipOutputStream zip = new java.util.zip.ZipOutputStream(app)) {
            zip.putNextEntry(new java.util.zip.ZipEntry("Assets/a.bin"));
            zip.write(new byte[64 << 20]);
        }
        CheckResult result = check(new CleanSolution().put(CleanSolution.APP, app.toByteArray()));
        assertThat(result.findings())
                .filteredOn(finding -> finding.rule().id().equals("canvas-msapp-unreadable"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("times its size"));
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

    /** A bundle of code in which every line is a finding of several rules. */
    @Test
    void a_script_of_20_megabytes() throws IOException {
        Random random = new Random(5);
        StringBuilder script = new StringBuilder(20 << 20);
        while (script.length() < 20 << 20) {
            script.append("var v")
                    .append(Integer.toString(random.nextInt(1 << 30), 36))
                    .append(" = function (x) { if (x == ");
            script.append(random.nextInt())
                    .append(") { console.log(eval(\"")
                    .append(Long.toString(random.nextLong(), 36));
            script.append("\")); } return window.top.Xrm.Page; };\n");
        }
        CheckResult result =
                check(new CleanSolution().put(CleanSolution.SCRIPT, script.toString()), LIMIT_OF_LARGE_FILE);
        boolean stopped =
                result.errors().stream().anyMatch(error -> error.message().matches(".*(stopped|is not analysed).*"));
        boolean analysed = result.findings().stream()
                .anyMatch(finding -> finding.rule().id().equals("web-avoid-eval"));
        assertThat(stopped || analysed)
                .as("an analysis, or a word that there was none")
                .isTrue();
    }

    @Test
    void a_minified_script_of_one_line() throws IOException {
        Random random = new Random(6);
        StringBuilder script = new StringBuilder(4 << 20);
        while (script.length() < 4 << 20) {
            script.append("a")
                    .append(Integer.toString(random.nextInt(1 << 30), 36))
                    .append("==b?console.log(c):d,");
        }
        check(new CleanSolution().put(CleanSolution.SCRIPT, script.append("0").toString()), LIMIT_OF_LARGE_FILE);
    }

    @Test
    void queries_that_are_broken_or_huge() throws IOException {
        Random random = new Random(8);
        StringBuilder conditions = new StringBuilder();
        for (int i = 0; i < 50_000; i++) {
            conditions
                    .append("<condition attribute=\"contoso_")
                    .append(Integer.toString(random.nextInt(1 << 30), 36))
                    .append("\" operator=\"eq\" value=\"1\" />");
        }
        for (String query : List.of(
                "<fetch><entity name=\"contoso_trip\"><filter>" + conditions + "</filter></entity></fetch>",
                "<fetch><entity name=\"contoso_trip\">"
                        + "<link-entity name=\"contoso_trip\" from=\"a\" to=\"b\" alias=\"x\">".repeat(3_000)
                        + noise(random, 4_000),
                "<fetch><entity>" + noise(random, 9_000),
                "&lt;fetch&gt;&lt;entity name=\"contoso_trip\"" + noise(random, 2_000))) {
            CleanSolution solution = new CleanSolution();
            String customizations = solution.text(CleanSolution.CUSTOMIZATIONS);
            int start = customizations.indexOf("<fetch");
            int end = customizations.indexOf("</fetch>", start) + "</fetch>".length();
            CheckResult result = check(solution.put(
                    CleanSolution.CUSTOMIZATIONS,
                    customizations.substring(0, start) + query + customizations.substring(end)));
            assertThat(result.findings()).isNotEmpty();
        }
    }

    private static String noise(Random random, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }

    /** Sizes and checksums in the headers that are not those of the entries. */
    @Test
    void zips_whose_headers_lie() throws IOException {
        byte[] sound = Files.readAllBytes(new CleanSolution().write(folder.resolve("sound.zip")));
        FileMutator mutator = new FileMutator(new Random(12));
        int refused = 0;
        for (int i = 0; i < 150; i++) {
            Path zip = Files.write(folder.resolve("lie.zip"), mutator.lie(sound));
            CheckResult result = RuleFixturesTest.check(zip, Optional.empty());
            assertThat(result.errors()).allMatch(error -> !error.message().contains("failed"));
            refused += result.findings().isEmpty() ? 0 : 1;
        }
        assertThat(refused).isGreaterThan(100);
    }

    @Test
    void texts_in_other_encodings() throws IOException {
        for (String entry :
                List.of(CleanSolution.FLOW, CleanSolution.XAML, CleanSolution.VARIABLE, CleanSolution.SCRIPT)) {
            String text = new CleanSolution().text(entry);
            for (byte[] content : List.of(
                    ("\ufeff" + text).getBytes(StandardCharsets.UTF_16LE),
                    ("\ufeff" + text).getBytes(StandardCharsets.UTF_16BE),
                    ("\ufeff" + text).getBytes(StandardCharsets.UTF_8))) {
                check(new CleanSolution().put(entry, content));
            }
        }
        String declared =
                "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + new CleanSolution().text(CleanSolution.VARIABLE);
        CheckResult lies = check(new CleanSolution()
                .put(
                        CleanSolution.VARIABLE,
                        declared.replace("www", "\u00e9t\u00e9").getBytes(StandardCharsets.ISO_8859_1)));
        assertThat(lies.findings())
                .filteredOn(finding -> finding.file().equals(CleanSolution.VARIABLE))
                .isNotEmpty();
    }
}
