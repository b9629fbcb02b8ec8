package io.github.dataversealm.solution.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.fixture.Checking;
import io.github.dataversealm.solution.check.fixture.CleanSolution;
import io.github.dataversealm.solution.check.fixture.Scene;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets in canvas apps are found once, and said to be where a person can find them. */
class CanvasSecretsTest {

    /** Made up, and put together so that no scanner takes it for a leak. */
    private static final String KEY = "Account"
            + "Key=fFKcZjR4I0b3jRtaWr4Y9OJFLJOqOAf1lLQSAJaiXnkU8Is2g8nprvDd53x83rzjZZZZGeoZDMENcKHVmDGAkJ" + "==";

    private static final String CONTROLS =
            "{\"TopParent\":{\"Name\":\"Screen1\",\"Template\":{\"Name\":\"screen\"},\"Rules\":[],\"Children\":[{\"Name\":\"Button1\","
                    + "\"Rules\":[{\"Property\":\"OnSelect\",\"InvariantScript\":\"Set(a, \\\"" + KEY + "\\\")\"}]}]}}";

    private static final String SOURCE =
            "# Studio\r\nScreens:\r\n  Screen1:\r\n    OnVisible: =Set(a, \"" + KEY + "\")\r\n";

    private static final String LENGTH = " holds what looks like a secret of 88 characters.";

    @TempDir
    private Path folder;

    private List<Finding> found(Map<String, String> parts) throws IOException {
        return found(new CleanSolution().msappParts(new TreeMap<>(parts)).write(folder.resolve("a.zip")));
    }

    private static List<Finding> found(Path place) throws IOException {
        CheckResult result = Checking.usual(place).run();
        assertThat(result.errors()).isEmpty();
        assertThat(result.findings()).allMatch(finding -> finding.rule().id().equals("secret-storage-key"));
        return result.findings();
    }

    @Test
    void a_formula_is_named_by_its_control_and_property() throws IOException {
        List<Finding> found = found(Map.of("Controls\\4.json", CONTROLS));
        assertThat(found).extracting(Finding::message).containsExactly("Button1.OnSelect" + LENGTH);
        assertThat(found).extracting(Finding::location).containsExactly(CleanSolution.APP);
        assertThat(found).extracting(finding -> finding.subject().toString()).containsExactly("Canvas app contoso_app");
    }

    @Test
    void what_stands_in_the_sources_too_is_shown_there_only() throws IOException {
        assertThat(found(Map.of("Controls\\4.json", CONTROLS, "Src\\Screen1.pa.yaml", SOURCE)))
                .extracting(Finding::message)
                .containsExactly("Src/Screen1.pa.yaml:4" + LENGTH);
        assertThat(found(Map.of("Controls/4.json", CONTROLS, "Src/App.fx.yaml", SOURCE, "Src/Screen1.fx.yaml", SOURCE)))
                .extracting(Finding::message)
                .containsExactlyInAnyOrder("Src/App.fx.yaml:4" + LENGTH, "Src/Screen1.fx.yaml:4" + LENGTH);
    }

    @Test
    void data_and_settings_are_looked_at_and_the_work_of_others_is_not() throws IOException {
        String text = "{\n\"a\":\n\"" + KEY + "\"}";
        assertThat(found(Map.of("References\\DataSources.json", text)))
                .extracting(Finding::message)
                .containsExactly("References/DataSources.json" + LENGTH);
        assertThat(found(Map.of("Properties.json", "{\n\"a\": \"" + KEY.replace("=", "\\u003d") + "\", }")))
                .as("no JSON, and text all the same")
                .extracting(Finding::message)
                .containsExactly("Properties.json:2" + LENGTH);
        assertThat(found(Map.of(
                        "Controls\\4.json", CONTROLS.replace("InvariantScript", "BundleUri"),
                        "References\\Resources.json", text,
                        "References\\Themes.json", text,
                        "References\\Templates.json", text,
                        "Resources\\Controls\\a.json", text,
                        "Assets\\a.txt", text)))
                .isEmpty();
    }

    @Test
    void a_name_and_a_value_make_a_key_together() throws IOException {
        CheckResult result = Checking.usual(new CleanSolution()
                        .msappParts(Map.of(
                                "Properties.json",
                                "{\"x-functions-key\": \"8ResqEDusTpkr0cStY4qWB8dWKnHfDNxSIvPZZ63\"}"))
                        .write(folder.resolve("a.zip")))
                .run();
        assertThat(result.findings())
                .extracting(finding -> finding.rule().id() + ": " + finding.message())
                .containsExactly("secret-api-key: Properties.json:1 holds what looks like a secret of 40 characters.");
    }

    @Test
    void a_folder_has_the_finding_of_its_zip() throws IOException {
        Path zip = new CleanSolution()
                .msappParts(Map.of("Controls\\4.json", CONTROLS))
                .write(folder.resolve("a.zip"));
        Path sources = Scene.unpack(zip, folder.resolve("sources"));
        assertThat(found(sources))
                .extracting(Finding::fingerprint)
                .isEqualTo(found(zip).stream().map(Finding::fingerprint).toList());
        assertThat(found(sources)).extracting(Finding::inSource).containsExactly(true);
    }

    @Test
    void what_is_too_large_is_said_and_the_rest_of_the_app_is_read() throws IOException {
        StringBuilder text = new StringBuilder(34 << 20);
        for (int i = 0; text.length() < 33 << 20; i++) {
            text.append(i * 2654435761L).append(' ');
        }
        Map<String, String> parts = new TreeMap<>(Map.of("Src\\A.yaml", text.toString(), "Src\\B.yaml", SOURCE));
        CheckResult result = Checking.usual(
                        new CleanSolution().msappParts(parts).write(folder.resolve("a.zip")))
                .run();
        assertThat(result.errors())
                .singleElement()
                .satisfies(error ->
                        assertThat(error.message()).isEqualTo("its part Src/A.yaml is too large to be looked at"));
        assertThat(result.findings()).extracting(Finding::message).containsExactly("Src/B.yaml:4" + LENGTH);
    }
}
