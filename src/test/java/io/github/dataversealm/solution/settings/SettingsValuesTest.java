package io.github.dataversealm.solution.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.contents.SolutionContents;
import io.github.dataversealm.solution.dataverse.ComponentParameter;
import io.github.dataversealm.solution.dataverse.ConnectionReferenceRow;
import io.github.dataversealm.solution.dataverse.EnvironmentVariableRow;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** From the text of a file to what an import sets. */
class SettingsValuesTest {

    private static final String SECRET = "hunter2$1";

    private static DeploymentSettings read(String json) throws IOException {
        return SettingsReader.document(json.getBytes(StandardCharsets.UTF_8), "test.json")
                .settings();
    }

    private static DeploymentSettings variables(String... values) throws IOException {
        StringBuilder json = new StringBuilder("{\"EnvironmentVariables\":[");
        for (int i = 0; i < values.length; i++) {
            json.append(i > 0 ? "," : "")
                    .append("\n{\"SchemaName\":\"v")
                    .append(i)
                    .append("\",\"Value\":\"");
            json.append(values[i]).append("\"}");
        }
        return read(json + "]}");
    }

    @Test
    void references_are_resolved_wherever_they_stand() throws IOException {
        DeploymentSettings settings = SettingsValues.resolve(
                variables("${env.KEY}", "a${env.KEY}b${env.other}", "$${env.KEY}", "${project.version}", "$x"),
                Map.of("KEY", SECRET, "OTHER", "o"));
        assertThat(settings.variables())
                .extracting(VariableSetting::value)
                .containsExactly(SECRET, "a" + SECRET + "bo", "${env.KEY}", "${project.version}", "$x");
        assertThat(settings.toString()).doesNotContain("hunter2");
    }

    @Test
    void connections_may_be_references_too() throws IOException {
        DeploymentSettings settings = SettingsValues.resolve(
                read("{\"ConnectionReferences\":[{\"LogicalName\":\"a\",\"ConnectionId\":\"${env.C}\"}]}"),
                Map.of("C", "8718"));
        assertThat(settings.connections().get(0).connectionId()).isEqualTo("8718");
    }

    @Test
    void all_variables_that_are_not_set_are_named_with_entry_and_line() throws IOException {
        DeploymentSettings settings = variables("${env.A}", "x", "${env.B}${env.C}");
        assertThatThrownBy(() -> SettingsValues.resolve(settings, Map.of("C", SECRET)))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("A (of v0, test.json:2), B (of v2, test.json:4)")
                .hasMessageNotContaining("hunter2");
    }

    /** GitHub Actions passes an empty text for a secret that does not exist. */
    @Test
    void a_variable_that_is_empty_is_as_one_that_is_not_set() throws IOException {
        DeploymentSettings settings = variables("${env.A}", "Bearer ${env.B}");
        assertThatThrownBy(() -> SettingsValues.resolve(settings, Map.of("A", "", "B", " ")))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("A (of v0, test.json:2, it is empty), B (of v1, test.json:3, it is empty)");
        DeploymentSettings connection =
                read("{\"ConnectionReferences\":[{\"LogicalName\":\"a\",\"ConnectionId\":\"${env.C}\"}]}");
        assertThatThrownBy(() -> SettingsValues.resolve(connection, Map.of("C", "")))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("C (of a, ");
    }

    @Test
    void variables_of_the_pipeline_win_over_the_file() throws IOException {
        SolutionContents contents = new Needs()
                .required("contoso_Url")
                .required("contoso_Days")
                .connection("contoso_mail", Needs.OUTLOOK)
                .contents();
        DeploymentSettings settings = SettingsOverrides.apply(
                read("{\"EnvironmentVariables\":[{\"SchemaName\":\"contoso_Days\",\"Value\":\"1\"}]}"),
                List.of(contents),
                Map.of(
                        "PACKAGEDEPLOYER_SETTINGS_ENVVAR_CONTOSO_DAYS", "2",
                        "PACKAGEDEPLOYER_SETTINGS_ENVVAR_contoso_Url", " ",
                        "PACKAGEDEPLOYER_SETTINGS_CONNREF_contoso_mail", "8718",
                        "PACKAGEDEPLOYER_SETTINGS_CONNREF_other", "1"));
        assertThat(settings.variables())
                .extracting(VariableSetting::schemaName, VariableSetting::value)
                .hasToString("[(\"contoso_Days\", \"2\")]");
        assertThat(settings.connections())
                .extracting(ConnectionSetting::logicalName, ConnectionSetting::connectionId)
                .hasToString("[(\"contoso_mail\", \"8718\")]");
        assertThat(settings.connections().get(0).location())
                .hasToString("the variable PACKAGEDEPLOYER_SETTINGS_CONNREF_contoso_mail");
    }

    private static List<ComponentParameter> parameters() throws IOException {
        return SettingsPlan.parameters(
                read("""
                        {"EnvironmentVariables":[{"SchemaName":"CONTOSO_url","Value":"%s"},{"SchemaName":"contoso_Empty","Value":""},
                        {"SchemaName":"other","Value":"1"}],"ConnectionReferences":[{"LogicalName":"contoso_mail",
                        "ConnectionId":"/providers/Microsoft.PowerApps/apis/shared_office365/connections/8718"}]}
                        """.formatted(SECRET)),
                new Needs()
                        .withValue("contoso_Url", "packaged")
                        .withValue("contoso_Empty", "packaged")
                        .connection("contoso_mail", Needs.OUTLOOK)
                        .connection("contoso_unset", Needs.OUTLOOK)
                        .contents());
    }

    @Test
    void an_import_gets_what_the_solution_has_and_the_file_gives() throws IOException {
        assertThat(parameters())
                .containsExactly(
                        new ComponentParameter.Connection(
                                "contoso_mail", "Name of contoso_mail", "", Needs.OUTLOOK, "8718"),
                        new ComponentParameter.Variable(
                                "contoso_Url", Optional.of("04c897b5-b838-ea11-a813-000d3a5a4145"), SECRET));
        assertThat(parameters().toString()).doesNotContain("hunter2");
    }

    @Test
    void a_skipped_import_sets_what_differs() throws IOException {
        assertThat(SettingsPlan.changes(parameters(), present("1", Optional.empty())))
                .extracting(SettingsPlan.Change::name)
                .containsExactly("contoso_mail", "contoso_Url");
        assertThat(SettingsPlan.changes(parameters(), present("8718", Optional.of(SECRET))))
                .isEmpty();
        assertThat(SettingsPlan.changes(parameters(), Present.nothing())).isEmpty();
        assertThat(SettingsPlan.changes(parameters(), present("1", Optional.empty()))
                        .toString())
                .doesNotContain("hunter2");
    }

    private static Present present(String connection, Optional<String> value) {
        return new Present(
                List.of(new ConnectionReferenceRow(new UUID(0, 1), "contoso_mail", "", Needs.OUTLOOK, connection)),
                List.of(new EnvironmentVariableRow(
                        new UUID(0, 2), "contoso_Url", "", 100_000_000, Optional.empty(), Optional.empty(), value)));
    }
}
