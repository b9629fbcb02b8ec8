package io.github.dataversealm.solution.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsReaderTest {

    private static DeploymentSettings read(String json) throws IOException {
        return SettingsReader.document(json.getBytes(StandardCharsets.UTF_8), "test.json")
                .settings();
    }

    @Test
    void the_classic_form_is_read() throws IOException {
        DeploymentSettings settings = read("""
                {
                  "EnvironmentVariables": [
                    { "SchemaName": "onb_IntakeEndpoint", "Value": "https://test" }
                  ],
                  "ConnectionReferences": [
                    { "LogicalName": "onb_dataverse_ref", "ConnectionId": "8718", "ConnectorId": "/a/b" }
                  ]
                }
                """);
        assertThat(settings.variables()).hasSize(1);
        assertThat(settings.variables().get(0).schemaName()).isEqualTo("onb_IntakeEndpoint");
        assertThat(settings.variables().get(0).value()).isEqualTo("https://test");
        assertThat(settings.variables().get(0).location()).hasToString("test.json:3");
        assertThat(settings.connections().get(0).connectionId()).isEqualTo("8718");
        assertThat(settings.connections().get(0).connectorId()).isEqualTo("/a/b");
        assertThat(settings.connections().get(0).location()).hasToString("test.json:6");
    }

    @Test
    void what_pac_adds_today_is_left_alone() throws IOException {
        DeploymentSettings settings = read("""
                { "EnvironmentVariables": [
                  { "SchemaName": "a", "Value": "", "DefaultValue": "d",
                    "Name": { "Default": "A", "ByLcid": { "1033": "A" } }, "TypeId": 100000000, "IsRequired": false },
                  { "schemaname": "b", "VALUE": 42 }, { "SchemaName": "c", "Value": true }, { "SchemaName": "d", "Value": null } ],
                  "ConnectionReferences": [], "CopilotAgents": [ { "any": [1, {}] } ] }
                """);
        assertThat(settings.variables())
                .extracting(VariableSetting::schemaName, VariableSetting::value)
                .hasToString("[(\"a\", \"\"), (\"b\", \"42\"), (\"c\", \"true\"), (\"d\", \"\")]");
    }

    @Test
    void members_in_any_letter_case_a_mark_comments_and_a_last_comma_are_taken() throws IOException {
        DeploymentSettings settings =
                read("\uFEFF// ours\n{\"environmentVARIABLES\":[{\"schemaName\":\"a\",\"value\":\"1\"},],/* none */}");
        assertThat(settings.variables()).extracting(VariableSetting::value).containsExactly("1");
        assertThat(settings.variables().get(0).location().line()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {\\n"EnvironmentVariables": {}}                                   | test.json:2: 'EnvironmentVariables' is not a list
            {"EnvironmentVariables": [\\n\\n 5]}                              | test.json:3: an entry of the list is not an object
            {"EnvironmentVariables": [\\n{"Value": "secret"}]}                | test.json:2: the entry has no 'SchemaName'
            {"ConnectionReferences": [\\n{"ConnectionId": "1"}]}              | test.json:2: the entry has no 'LogicalName'
            {"EnvironmentVariables": [{"SchemaName":"a",\\n"Value": {}}]}     | test.json:2: 'Value' is an object or a list, not a text
            {"EnvironmentVariables": [{"SchemaName":"a",\\n"schemaname":"b"}]} | test.json:2: the entry has the member 'schemaname' twice
            {"EnvironmentVariables": [],\\n"environmentvariables": []}        | test.json:2: the list 'environmentvariables' is there a second time
            {"EnvironmentVariables": [\\n"SchemaName"                         | test.json:2
            {} \\n {}                                                         | test.json:2: something stands behind the end of the settings
            []                                                                | test.json:1: the settings file does not begin with an object
            {\\n"EnviromentVariables": []}                                     | test.json:2: there is no list of this name in deployment settings
            {\\n"connectionreference": [{"LogicalName": "a"}]}                 | test.json:2: there is no list of this name in deployment settings
            {\\n"a" "secret"}                                                 | test.json:2: the settings file is not well-formed JSON
            """)
    void a_fault_is_told_with_its_line_and_without_a_value(String json, String message) {
        assertThatThrownBy(() -> read(json.replace("\\n", "\n")))
                .isInstanceOf(SolutionException.class)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("secret\"")
                .hasNoCause();
    }

    @Test
    void a_missing_file_says_how_to_make_one(@TempDir Path folder) {
        assertThatThrownBy(() -> SettingsReader.read(folder.resolve("no.json"), "no.json"))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("no.json: the settings file does not exist")
                .hasMessageContaining("mvn solution:settings")
                .hasNoCause();
    }

    @Test
    void members_of_other_tools_are_left_alone() throws IOException {
        assertThat(read("{\"SolutionParameters\": [1], \"WebhookUrls\": {}, \"$schema\": \"x\"}")
                        .variables())
                .isEmpty();
    }

    @Test
    void another_encoding_and_an_empty_file_are_refused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("a.json");
        Files.write(file, "{\"a\": \"ä\"}".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> SettingsReader.read(file, "a.json")).hasMessageContaining("is not UTF-8");
        Files.write(file, new byte[0]);
        assertThatThrownBy(() -> SettingsReader.read(file, "a.json")).isInstanceOf(SolutionException.class);
    }

    static Stream<byte[]> documents() {
        return Stream.of(
                        "",
                        "{",
                        "{}",
                        "{\"EnvironmentVariables\":[{\"SchemaName\":\"a\",\"Value\":\"b\"}]}",
                        "{\"EnvironmentVariables\":[{\"SchemaName\":\"a\",\"Value\":1e400}],\"x\":[[[[]]]]}",
                        "{\"ConnectionReferences\":null}",
                        "[".repeat(2_000),
                        "{\"a\":\"\\ud800\"}",
                        "\uFEFF{\"ConnectionReferences\":[{\"LogicalName\":\"\\u0000\"}]}/**/",
                        "{\"EnvironmentVariables\":[{\"SchemaName\":\"a\",}],}")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whatever the bytes are: a clear error, or settings that a merge keeps. */
    @MethodSource("documents")
    @FuzzTest(maxDuration = "60s")
    void anyBytes(byte[] bytes) throws IOException {
        SettingsDocument document;
        try {
            document = SettingsReader.document(bytes, "test.json");
        } catch (SolutionException e) {
            assertThat(e.location()).isPresent();
            assertThat(e.advice()).isNotEmpty();
            return;
        }
        SettingsMerge.Result merged = SettingsMerge.merge(
                document,
                new Needs()
                        .withValue("contoso_New", "x")
                        .connection("contoso_ref", Needs.OUTLOOK)
                        .contents(),
                true);
        SettingsDocument again = SettingsReader.document(merged.text().getBytes(StandardCharsets.UTF_8), "test.json");
        List<VariableSetting> old = document.settings().variables();
        assertThat(again.settings().variables().subList(0, old.size()))
                .extracting(VariableSetting::value)
                .isEqualTo(old.stream().map(VariableSetting::value).toList());
    }
}
