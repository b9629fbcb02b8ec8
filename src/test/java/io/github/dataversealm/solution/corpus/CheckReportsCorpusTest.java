package io.github.dataversealm.solution.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dataversealm.solution.check.CheckResult;
import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.report.Reports;
import io.github.dataversealm.solution.testkit.ReportSchemas;
import io.github.dataversealm.solution.testkit.SolutionZipBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reports of all real solutions are valid, and their findings keep their names when lines move. */
class CheckReportsCorpusTest {

    private final Corpus corpus = Corpus.orSkip();
    private final ReportSchemas schemas = new ReportSchemas();

    @TempDir
    private Path temp;

    @Test
    void sarif_and_junit_of_all_solutions_are_valid() throws IOException {
        int results = 0;
        int suites = 0;
        for (String id : corpus.ids()) {
            CheckResult result = CheckConformanceTest.check(corpus.zip(id));
            Path folder = temp.resolve(id);
            Path sarif = folder.resolve("check.sarif");
            Reports.SARIF.write(result, Optional.of("src/main/solution"), sarif);
            assertThat(schemas.sarif(Files.readString(sarif))).as(id).isEmpty();
            JsonNode found = new ObjectMapper().readTree(sarif.toFile()).at("/runs/0/results");
            assertThat(found).as(id).hasSize(result.findings().size());
            Set<String> fingerprints = new HashSet<>();
            found.findValuesAsText("dataverseComponent/v1").forEach(fingerprints::add);
            assertThat(fingerprints).as(id).hasSize(found.size());
            results += found.size();
            Path junit = folder.resolve("junit/TEST-solution-check-a.xml");
            Reports.JUNIT.write(result, Optional.empty(), junit);
            try (Stream<Path> files = Files.list(junit.getParent())) {
                for (Path file : files.toList()) {
                    assertThat(schemas.surefire(Files.readString(file)))
                            .as(file.toString())
                            .isEmpty();
                    suites++;
                }
            }
        }
        System.out.println("corpus check reports: " + corpus.ids().size() + " SARIF files with " + results
                + " results and " + suites + " JUnit suites are valid");
    }

    @Test
    void findings_keep_their_fingerprints_when_lines_move() throws IOException {
        int kept = 0;
        int lost = 0;
        int moved = 0;
        for (String id : corpus.ids()) {
            List<Finding> before = CheckConformanceTest.check(corpus.zip(id)).findings();
            Path zip = temp.resolve(id + ".zip");
            SolutionZipBuilder.write(zip, moved(Corpus.unzip(corpus.zip(id))));
            List<Finding> after = CheckConformanceTest.check(zip).findings();
            Map<String, Finding> byName =
                    after.stream().collect(Collectors.toMap(Finding::fingerprint, finding -> finding));
            for (Finding finding : before) {
                Finding same = byName.get(finding.fingerprint());
                kept += same == null ? 0 : 1;
                lost += same == null ? 1 : 0;
                moved += same != null && same.line() != finding.line() ? 1 : 0;
            }
            assertThat(byName.keySet())
                    .as(id)
                    .containsExactlyInAnyOrderElementsOf(
                            before.stream().map(Finding::fingerprint).toList());
        }
        assertThat(moved).isPositive();
        System.out.println("corpus check fingerprints: " + kept + " of " + (kept + lost) + " findings keep theirs, "
                + moved + " of them on another line");
    }

    /** Lines before everything that has lines. */
    private static Map<String, byte[]> moved(Map<String, byte[]> entries) {
        Map<String, byte[]> moved = new LinkedHashMap<>();
        entries.forEach((name, content) -> {
            String text = new String(content, StandardCharsets.UTF_8);
            boolean same = Arrays.equals(text.getBytes(StandardCharsets.UTF_8), content);
            String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
            if (!same || body.isBlank() || name.equals("[Content_Types].xml")) {
                moved.put(name, content);
            } else if (body.startsWith("<?xml")) {
                int end = body.indexOf("?>") + 2;
                moved.put(name, bytes(body.substring(0, end) + "\n<!-- moved -->\n\n\n" + body.substring(end)));
            } else if (body.startsWith("<") || body.startsWith("{")) {
                moved.put(name, bytes("\n\n\n" + body));
            } else if (name.startsWith("WebResources/")
                    && name.toLowerCase(Locale.ROOT).contains("js")) {
                moved.put(name, bytes("// moved\n\n\n" + body));
            } else {
                moved.put(name, content);
            }
        });
        return moved;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
