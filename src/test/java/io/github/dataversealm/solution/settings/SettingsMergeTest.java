package io.github.dataversealm.solution.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.dataversealm.solution.contents.EnvironmentVariable;
import io.github.dataversealm.solution.contents.SolutionContents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsMergeTest {

    private static final SolutionContents TRIPS = new Needs()
            .variable("contoso_Url", EnvironmentVariable.TEXT)
            .withValue("contoso_Days", "14")
            .connection("contoso_mail", Needs.OUTLOOK)
            .contents();

    private static SettingsMerge.Result merge(String text, SolutionContents contents) throws IOException {
        return SettingsMerge.merge(
                SettingsReader.document(text.getBytes(StandardCharsets.UTF_8), "test.json"), contents, false);
    }

    @Test
    void a_new_file_has_the_form_of_pac(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("environments/test.json");
        SettingsMerge.Result result = SettingsMerge.merge(file, "test.json", TRIPS, false);
        result.write(file);
        assertThat(result.changed()).isTrue();
        assertThat(Files.readString(file)).isEqualTo("""
                {
                  "EnvironmentVariables": [
                    {
                      "SchemaName": "contoso_Days",
                      "Value": "14"
                    },
                    {
                      "SchemaName": "contoso_Url",
                      "Value": ""
                    }
                  ],
                  "ConnectionReferences": [
                    {
                      "LogicalName": "contoso_mail",
                      "ConnectionId": "",
                      "ConnectorId": "/providers/Microsoft.PowerApps/apis/shared_office365"
                    }
                  ]
                }
                """);
        assertThat(SettingsMerge.merge(file, "test.json", TRIPS, false).changed())
                .isFalse();
    }

    @Test
    void a_solution_that_needs_nothing_makes_a_file_with_empty_lists(@TempDir Path folder) throws IOException {
        SettingsMerge.Result result =
                SettingsMerge.merge(folder.resolve("a.json"), "a.json", new Needs().contents(), false);
        assertThat(result.text()).isEqualTo("{\n  \"EnvironmentVariables\": [],\n  \"ConnectionReferences\": []\n}\n");
        assertThat(merge(result.text(), new Needs().contents()).changed()).isFalse();
    }

    @Test
    void descriptions_are_written_when_they_are_asked_for() throws IOException {
        String text =
                SettingsMerge.merge(SettingsDocument.empty("a"), TRIPS, true).text();
        JsonNode variable =
                new JsonMapper().readTree(text).path("EnvironmentVariables").path(0);
        assertThat(variable.toString())
                .isEqualTo("{\"SchemaName\":\"contoso_Days\",\"Value\":\"14\","
                        + "\"Name\":{\"Default\":\"Name of contoso_Days\",\"ByLcid\":{\"1033\":\"Name of contoso_Days\"}},"
                        + "\"TypeId\":100000000,\"Description\":{\"Default\":\"What it is \\\"for\\\"\","
                        + "\"ByLcid\":{\"1033\":\"What it is \\\"for\\\"\"}},\"IsRequired\":false}");
    }

    @Test
    void what_a_person_wrote_stays_to_the_letter() throws IOException {
        String text = """
                {
                \t// ours
                \t"Owner": "Ann",
                \t"EnvironmentVariables": [
                \t\t{ "schemaname": "CONTOSO_url", "Value": "https://x", "Note": 1.0 },
                \t\t{ "SchemaName": "contoso_Gone", "Value": "kept" }
                \t],
                \t"CopilotAgents": [ ]
                }
                """.replace("\n", "\r\n");
        SettingsMerge.Result result = merge(text, TRIPS);
        assertThat(result.text()).isEqualTo("""
                {
                \t// ours
                \t"Owner": "Ann",
                \t"EnvironmentVariables": [
                \t\t{ "schemaname": "CONTOSO_url", "Value": "https://x", "Note": 1.0 },
                \t\t{ "SchemaName": "contoso_Gone", "Value": "kept" },
                \t\t{ "SchemaName": "contoso_Days", "Value": "14" }
                \t],
                \t"CopilotAgents": [ ],
                \t"ConnectionReferences": [
                \t\t{
                \t\t\t"LogicalName": "contoso_mail",
                \t\t\t"ConnectionId": "",
                \t\t\t"ConnectorId": "/providers/Microsoft.PowerApps/apis/shared_office365"
                \t\t}
                \t]
                }
                """.replace("\n", "\r\n"));
        assertThat(result.addedVariables()).containsExactly("contoso_Days");
        assertThat(result.addedConnections()).containsExactly("contoso_mail");
        assertThat(result.unused()).containsExactly("contoso_Gone");
    }

    @Test
    void a_file_in_one_line_stays_in_one_line() throws IOException {
        assertThat(merge("{\"EnvironmentVariables\":[{\"SchemaName\":\"contoso_Url\",\"Value\":\"x\"}]}", TRIPS)
                        .text())
                .isEqualTo("{\"EnvironmentVariables\":[{\"SchemaName\":\"contoso_Url\",\"Value\":\"x\"},"
                        + " { \"SchemaName\": \"contoso_Days\", \"Value\": \"14\" }], \"ConnectionReferences\":"
                        + " [{ \"LogicalName\": \"contoso_mail\", \"ConnectionId\": \"\","
                        + " \"ConnectorId\": \"/providers/Microsoft.PowerApps/apis/shared_office365\" }]}");
    }

    @Test
    void a_connector_that_is_not_told_is_added() throws IOException {
        SolutionContents contents = new Needs()
                .connection("a", Needs.OUTLOOK)
                .connection("b", Needs.OUTLOOK)
                .contents();
        assertThat(merge(
                                "{\"EnvironmentVariables\":[],\"ConnectionReferences\":[{\"LogicalName\":\"a\",\"ConnectionId\":\"1\"},"
                                        + "{\"LogicalName\":\"b\",\"ConnectorId\":\"\",\"ConnectionId\":\"2\"}]}",
                                contents)
                        .text())
                .isEqualTo(
                        "{\"EnvironmentVariables\":[],\"ConnectionReferences\":[{\"LogicalName\":\"a\",\"ConnectionId\":\"1\","
                                + " \"ConnectorId\": \"" + Needs.OUTLOOK + "\"},"
                                + "{\"LogicalName\":\"b\",\"ConnectorId\":\"" + Needs.OUTLOOK
                                + "\",\"ConnectionId\":\"2\"}]}");
    }

    @Test
    void a_linked_file_is_written_where_it_is(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("real.json"), "{}");
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), file);
        SettingsMerge.merge(link, "link.json", TRIPS, false).write(link);
        assertThat(link).isSymbolicLink();
        assertThat(Files.readString(file)).contains("contoso_Days");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    // ---------------------------------------------------------------- made-up files

    static List<Long> seeds() {
        return IntStream.range(0, 400).mapToObj(seed -> (long) seed).toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_merge_adds_and_keeps_and_a_second_one_changes_nothing(long seed) throws IOException {
        Random random = new Random(seed);
        List<String> names =
                IntStream.range(0, 8).mapToObj(i -> "contoso_Name" + i).toList();
        Needs needs = new Needs();
        for (String name : names) {
            if (random.nextBoolean()) {
                needs.withValue(name, random.nextBoolean() ? "" : "value \"of\"\t" + name);
            }
            if (random.nextBoolean()) {
                needs.connection(name, Needs.OUTLOOK);
            }
        }
        SolutionContents contents = needs.contents();
        String text = madeUp(random, names);
        boolean descriptions = random.nextBoolean();

        SettingsDocument before = SettingsReader.document(text.getBytes(StandardCharsets.UTF_8), "a");
        SettingsMerge.Result merged = SettingsMerge.merge(before, contents, descriptions);
        SettingsDocument after = SettingsReader.document(merged.text().getBytes(StandardCharsets.UTF_8), "a");

        assertThat(SettingsMerge.merge(after, contents, descriptions).changed())
                .as(merged.text())
                .isFalse();
        assertThat(merged.text().equals(text)).isNotEqualTo(merged.changed());
        JsonNode old = json(text);
        JsonNode now = json(merged.text());
        old.fieldNames().forEachRemaining(member -> {
            List<JsonNode> entries = new ArrayList<>();
            now.path(member).elements().forEachRemaining(entries::add);
            for (int i = 0; i < old.path(member).size(); i++) {
                JsonNode entry = old.path(member).path(i);
                JsonNode kept = entries.get(i);
                entry.fieldNames()
                        .forEachRemaining(name -> assertThat(kept.path(name))
                                .satisfiesAnyOf(
                                        value -> assertThat(value).isEqualTo(entry.path(name)),
                                        value -> assertThat(name + entry.path(name))
                                                .isEqualTo("ConnectorId\"\"")));
            }
        });
        assertThat(after.settings().variables())
                .extracting(setting -> setting.schemaName().toLowerCase(Locale.ROOT))
                .containsAll(contents.environmentVariables().stream()
                        .map(variable -> variable.schemaName().toLowerCase(Locale.ROOT))
                        .toList());
        assertThat(SettingsCheck.check(after.settings(), List.of(contents), Present.nothing()))
                .noneMatch(finding -> finding.problem() == Finding.Problem.MISSING);
    }

    private static JsonNode json(String text) throws IOException {
        return JsonMapper.builder()
                .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
                .build()
                .readTree(text.replace("\uFEFF", ""));
    }

    /** A file as one person or another writes it. */
    private static String madeUp(Random random, List<String> names) {
        String newline = random.nextInt(3) == 0 ? "" : random.nextBoolean() ? "\n" : "\r\n";
        String indent = newline.isEmpty() ? "" : random.nextBoolean() ? "\t" : "  ".repeat(1 + random.nextInt(2));
        List<String> members = new ArrayList<>();
        for (boolean variables : new boolean[] {true, false}) {
            if (random.nextInt(4) > 0) {
                members.add("\"" + (variables ? "EnvironmentVariables" : "ConnectionReferences") + "\":"
                        + list(random, names, variables, newline, indent));
            }
            if (random.nextInt(3) == 0) {
                members.add("\"Ours" + members.size() + "\": [ 1.50, {\"a\" :null} ]");
            }
        }
        String comment = newline.isEmpty() || random.nextInt(3) > 0 ? "" : " // ] } \"" + newline;
        String mark = random.nextInt(5) == 0 ? "\uFEFF" : "";
        return mark + "{" + comment + newline + indent + String.join("," + newline + indent, members) + newline + "}"
                + newline;
    }

    private static String list(Random random, List<String> names, boolean variables, String newline, String indent) {
        List<String> entries = new ArrayList<>();
        for (String name : names) {
            if (random.nextInt(3) == 0) {
                String spelled = random.nextBoolean() ? name : name.toUpperCase(Locale.ROOT);
                String value = variables
                        ? "\"Value\": \"v\\u00e9\\n\\\"]}" + random.nextInt(9) + "\""
                        : "\"ConnectionId\": \"c" + random.nextInt(9) + "\""
                                + (random.nextBoolean() ? "" : ", \"ConnectorId\": \"\"");
                entries.add("{ \"" + (variables ? "SchemaName" : "LogicalName") + "\": \"" + spelled + "\", " + value
                        + " }");
            }
        }
        if (entries.isEmpty() && random.nextBoolean()) {
            return "[]";
        }
        String own = newline + indent + indent;
        String comma = !entries.isEmpty() && random.nextInt(6) == 0 ? "," : "";
        return "[" + own + String.join("," + own, entries) + comma + newline + indent + "]";
    }
}
