package io.github.dataversealm.solution.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.fixture.Checking;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/**
 * The findings of the family {@code app-*} are those that Microsoft's app checker has left in the apps, every one of them:
 * the files are read here a second time, by other means, and mapped by the table of spec check-rules section 1.4.
 */
class AppCheckerConformanceTest {

    /** The service's code of a rule of the app checker that has one. All of these are Medium there. */
    private static final Map<String, String> CODES = Map.ofEntries(
            Map.entry("acc-AccessibleLabelNeeded", "app-include-accessible-label"),
            Map.entry("acc-TabIndexShouldBeDefinedForInteractiveControl", "app-include-tab-index"),
            Map.entry("acc-FocusBorderShouldBeVisible", "app-make-focusborder-visible"),
            Map.entry("acc-TabOrderShouldBeChecked", "app-include-tab-order"),
            Map.entry("acc-ReadableScreenNameNeeded", "app-include-readable-screen-name"),
            Map.entry("acc-HtmlShouldNotBeInteractive", "app-avoid-interactive-html"),
            Map.entry("acc-AutostartShouldBeOff", "app-avoid-autostart"),
            Map.entry("acc-HelpfulControlSettingNeeded", "app-include-helpful-control-setting"),
            Map.entry("acc-StateIndicationTextNeeded", "app-include-state-indication-text"),
            Map.entry("acc-CaptionsNeeded", "app-include-captions"),
            Map.entry("app-TextInputIsNotDelayOutput", "app-use-delayoutput-text-input"),
            Map.entry("app-ScreenHasManyControls", "app-reduce-screen-controls"));

    private static final Map<String, String> FORMULA_SEVERITIES =
            Map.of("high", "Critical", "medium", "Medium", "low", "Low");

    private final Corpus corpus = Corpus.orSkip();

    /** What both readers say of a result. */
    private record Result(String code, String severity, String file, String message) {}

    @Test
    void the_findings_in_canvas_apps_are_those_of_the_embedded_results() throws IOException {
        int apps = 0;
        int results = 0;
        for (String id : corpus.ids()) {
            List<Result> expected = new ArrayList<>();
            for (Map.Entry<String, byte[]> entry : Corpus.unzip(corpus.zip(id)).entrySet()) {
                if (entry.getKey().endsWith(".msapp")) {
                    Optional<JsonNode> sarif = sarif(entry.getValue());
                    apps += sarif.isPresent() ? 1 : 0;
                    sarif.ifPresent(log -> expected.addAll(results(entry.getKey(), log)));
                }
            }
            assertThat(found(id)).as(id).containsExactlyInAnyOrderElementsOf(expected);
            results += expected.size();
        }
        System.out.println("corpus check app checker: " + results + " results of " + apps + " apps, equal");
        assertThat(results).isGreaterThan(apps);
    }

    private List<Result> found(String id) throws IOException {
        return Checking.of(corpus.zip(id)).only("app-*").run().findings().stream()
                // the two rules of the family that are about model-driven apps
                .filter(finding -> !finding.rule().id().endsWith("-missing"))
                .map(AppCheckerConformanceTest::result)
                .toList();
    }

    private static Result result(Finding finding) {
        return new Result(finding.rule().id(), finding.severity().title(), finding.file(), finding.message());
    }

    // ---------------------------------------------------------------- the second reader

    private static Optional<JsonNode> sarif(byte[] app) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(app))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith("AppCheckerResult.sarif")) {
                    byte[] bytes = zip.readAllBytes();
                    int start = bytes.length > 2 && bytes[0] == (byte) 0xEF ? 3 : 0;
                    return Optional.of(new ObjectMapper().readTree(bytes, start, bytes.length - start));
                }
            }
        }
        return Optional.empty();
    }

    private static List<Result> results(String file, JsonNode log) {
        List<Result> results = new ArrayList<>();
        for (JsonNode run : log.path("runs")) {
            for (JsonNode result : run.path("results")) {
                JsonNode rule = run.path("tool")
                        .path("driver")
                        .path("rules")
                        .path(result.path("ruleIndex").asInt());
                assertThat(rule.path("id").asText())
                        .isEqualTo(result.path("ruleId").asText());
                results.add(result(file, result, rule));
            }
        }
        return results;
    }

    private static Result result(String file, JsonNode result, JsonNode rule) {
        String id = rule.path("id").asText();
        String message = place(result) + ": " + message(result, rule);
        if (CODES.containsKey(id)) {
            return new Result(CODES.get(id), "Medium", file, message);
        }
        String advised = (message + " " + advice(rule)).stripTrailing();
        if (rule.path("properties").path("primaryCategory").asText().equals("formula")) {
            String level = result.path("properties").path("level").asText().toLowerCase(Locale.ROOT);
            return new Result("app-formula-issues-" + level, FORMULA_SEVERITIES.get(level), file, advised);
        }
        return new Result("app-checker-other", "Informational", file, id + ": " + advised);
    }

    private static String place(JsonNode result) {
        assertThat(result.path("locations")).hasSize(1);
        JsonNode location = result.path("locations").get(0);
        String name = location.path("physicalLocation")
                .path("address")
                .path("fullyQualifiedName")
                .asText();
        JsonNode properties = location.path("properties");
        assertThat(name)
                .as("the name, made of Microsoft's module, type and member")
                .startsWith(properties.path("type").asText())
                .endsWith(properties.path("member").asText(""));
        return name;
    }

    private static String message(JsonNode result, JsonNode rule) {
        String text = rule.path("messageStrings")
                .path(result.path("message").path("id").asText())
                .path("text")
                .asText();
        Iterator<JsonNode> arguments = result.path("message").path("arguments").elements();
        for (int i = 0; arguments.hasNext(); i++) {
            text = text.replace("{" + i + "}", arguments.next().asText());
        }
        return text;
    }

    private static String advice(JsonNode rule) {
        List<String> advice = new ArrayList<>();
        rule.path("properties").path("howToFix").forEach(line -> advice.add(line.asText()));
        return String.join(" ", advice);
    }
}
