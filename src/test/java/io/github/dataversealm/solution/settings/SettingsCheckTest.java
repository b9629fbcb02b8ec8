package io.github.dataversealm.solution.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.contents.EnvironmentVariable;
import io.github.dataversealm.solution.contents.SolutionContents;
import io.github.dataversealm.solution.dataverse.ConnectionReferenceRow;
import io.github.dataversealm.solution.dataverse.EnvironmentVariableRow;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.settings.Finding.Problem;
import io.github.dataversealm.solution.settings.Finding.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsCheckTest {

    private static List<Finding> check(String json, Needs needs) throws IOException {
        return check(json, needs.contents(), Present.nothing());
    }

    private static List<Finding> check(String json, SolutionContents contents, Present present) throws IOException {
        DeploymentSettings settings = SettingsReader.document(json.getBytes(StandardCharsets.UTF_8), "test.json")
                .settings();
        return SettingsCheck.check(settings, List.of(contents), present);
    }

    private static String variable(String name, String value) {
        return "{\"EnvironmentVariables\":[\n{\"SchemaName\":\"" + name + "\",\"Value\":\"" + value + "\"}]}";
    }

    private static String connection(String members) {
        return "{\"ConnectionReferences\":[\n{\"LogicalName\":\"contoso_mail\"," + members + "}]}";
    }

    private static void assertOne(List<Finding> findings, Severity severity, Problem problem, String start) {
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).severity()).isEqualTo(severity);
        assertThat(findings.get(0).problem()).isEqualTo(problem);
        assertThat(findings.get(0).toString()).startsWith(start);
        assertThat(findings.get(0).advice()).isNotEmpty();
    }

    @Test
    void settings_that_give_all_are_right() throws IOException {
        assertThat(check(
                        connection("\"ConnectionId\":\"8718\""), new Needs().connection("contoso_mail", Needs.OUTLOOK)))
                .isEmpty();
        assertThat(check(variable("CONTOSO_a", "x"), new Needs().required("contoso_A")))
                .isEmpty();
        assertThat(check("{}", new Needs().withDefault("contoso_A", "d").withValue("contoso_B", "v")))
                .isEmpty();
    }

    @Test
    void a_connection_that_is_missing_is_an_error() throws IOException {
        Needs needs = new Needs().connection("contoso_mail", Needs.OUTLOOK);
        assertOne(
                check("{}", needs),
                Severity.ERROR,
                Problem.UNCONNECTED,
                "test.json: The connection reference 'contoso_mail' (shared_office365) has no connection.");
        assertOne(
                check(connection("\"ConnectionId\":\" \""), needs),
                Severity.ERROR,
                Problem.UNCONNECTED,
                "test.json:2: The connection reference 'contoso_mail'");
    }

    @Test
    void what_the_environment_has_already_is_not_missing() throws IOException {
        Needs needs = new Needs().connection("contoso_mail", Needs.OUTLOOK).required("contoso_A");
        Present present = new Present(
                List.of(new ConnectionReferenceRow(new UUID(0, 1), "contoso_MAIL", "", Needs.OUTLOOK, "8718")),
                List.of(new EnvironmentVariableRow(
                        new UUID(0, 2),
                        "contoso_a",
                        "",
                        EnvironmentVariable.TEXT,
                        Optional.empty(),
                        Optional.of(new UUID(0, 3)),
                        Optional.of("v"))));
        assertThat(check("{}", needs.contents(), present)).isEmpty();
        Present unconnected = new Present(
                List.of(new ConnectionReferenceRow(new UUID(0, 1), "contoso_mail", "", Needs.OUTLOOK, "")), List.of());
        assertThat(check("{}", needs.contents(), unconnected)).hasSize(2);
    }

    @Test
    void a_variable_without_a_value_is_an_error_when_it_is_required() throws IOException {
        assertOne(
                check("{}", new Needs().required("contoso_A")),
                Severity.ERROR,
                Problem.MISSING,
                "test.json: The environment variable 'contoso_A', which is required, has neither");
        assertOne(
                check(variable("contoso_A", ""), new Needs().variable("contoso_A", EnvironmentVariable.TEXT)),
                Severity.WARNING,
                Problem.EMPTY,
                "test.json:2: The environment variable 'contoso_A' has neither");
    }

    @Test
    void another_connector_is_an_error_but_a_custom_one_differs_between_environments() throws IOException {
        Needs needs = new Needs().connection("contoso_mail", Needs.OUTLOOK);
        assertOne(
                check(
                        connection(
                                "\"ConnectionId\":\"1\",\"ConnectorId\":\"/providers/Microsoft.PowerApps/apis/shared_teams\""),
                        needs),
                Severity.ERROR,
                Problem.WRONG_CONNECTOR,
                "test.json:2: The connection reference 'contoso_mail' is for the connector shared_office365, but its"
                        + " ConnectorId says shared_teams.");
        assertOne(
                check(
                        connection(
                                "\"ConnectionId\":\"/providers/Microsoft.PowerApps/apis/shared_teams/connections/1\""),
                        needs),
                Severity.ERROR,
                Problem.WRONG_CONNECTOR,
                "test.json:2: The connection reference 'contoso_mail' is for the connector shared_office365, but its"
                        + " connection is of shared_teams.");
        String custom = "/providers/Microsoft.PowerApps/apis/shared_contoso-5forders-5f";
        assertThat(check(
                        connection("\"ConnectionId\":\"1\",\"ConnectorId\":\"" + custom + "0123456789abcdef\""),
                        new Needs().connection("contoso_mail", custom + "fedcba9876543210")))
                .isEmpty();
    }

    @Test
    void an_entry_that_is_there_twice_is_an_error() throws IOException {
        assertOne(
                check(
                        "{\"EnvironmentVariables\":[\n{\"SchemaName\":\"a\",\"Value\":\"1\"},\n{\"SchemaName\":\"A\",\"Value\":\"2\"}]}",
                        new Needs().required("a")),
                Severity.ERROR,
                Problem.DUPLICATE,
                "test.json:3: The environment variable 'A' is there twice, before at test.json:2.");
    }

    @Test
    void a_misspelt_name_is_an_error_and_another_solutions_name_is_not() throws IOException {
        assertThat(check(variable("contoso_Endpiont", "x"), new Needs().required("contoso_Endpoint")))
                .extracting(Finding::severity, Finding::problem)
                .hasToString("[(ERROR, MISSING), (ERROR, UNKNOWN)]");
        assertOne(
                check(variable("other_Thing", "x"), new Needs().withDefault("contoso_Endpoint", "d")),
                Severity.WARNING,
                Problem.UNUSED,
                "test.json:2: The solution has no environment variable 'other_Thing'.");
        assertThat(check(variable("contoso_Endpiont", "x"), new Needs().withDefault("contoso_Endpoint", "d")))
                .extracting(Finding::severity, Finding::problem)
                .as("a file that serves several solutions, one of which has that name")
                .hasToString("[(WARNING, UNKNOWN)]");
        assertThat(check(
                        variable("contoso_Endpiont", "x"),
                        new Needs().withDefault("contoso_Endpoin1", "d").required("contoso_Endpoint")))
                .extracting(Finding::severity, Finding::problem)
                .hasToString("[(ERROR, MISSING), (ERROR, UNKNOWN)]");
        assertThat(check(variable("contoso_Site2", "x"), new Needs().withDefault("contoso_Site1", "d")))
                .extracting(Finding::problem)
                .containsExactly(Problem.UNUSED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            100000000 | anything at all                | true
            100000001 | 12                             | true
            100000001 | -0.5e3                         | true
            100000001 | 12,5                           | false
            100000001 | twelve                         | false
            100000002 | yes                            | true
            100000002 | No                             | true
            100000002 | TRUE                           | true
            100000002 | 1                              | false
            100000003 | {\\"a\\": [1, 2]}               | true
            100000003 | 7                              | true
            100000003 | {a: 1}                         | false
            100000003 | {\\"a\\": 1} x                 | false
            100000004 | 5d0c3a34                       | true
            100000005 | /subscriptions/0b3a2f14-7c4d-4d5e-9a6b-1c2d3e4f5a6b/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/v/secrets/s | true
            100000005 | P@ssw0rd!                      | false
            """)
    void a_value_must_fit_its_type(int type, String value, boolean right) throws IOException {
        List<Finding> findings = check(variable("contoso_A", value), new Needs().variable("contoso_A", type));
        assertThat(findings.isEmpty()).as(findings.toString()).isEqualTo(right);
        assertThat(findings).allMatch(finding -> finding.problem() == Problem.WRONG_TYPE && finding.isError());
        assertThat(findings.toString()).doesNotContain("P@ssw0rd");
    }

    @Test
    void the_site_of_a_data_source_is_an_address() throws IOException {
        assertThat(check(variable("contoso_Site", "https://contoso.sharepoint.com"), new Needs().site("contoso_Site")))
                .isEmpty();
        assertOne(
                check(variable("contoso_Site", "orders"), new Needs().site("contoso_Site")),
                Severity.ERROR,
                Problem.WRONG_TYPE,
                "test.json:2: The value of the environment variable 'contoso_Site' is not right for its type");
    }

    @Test
    void a_value_from_the_operating_system_is_looked_at_when_it_is_resolved() throws IOException {
        assertThat(check(
                        variable("contoso_A", "${env.NUMBER}"),
                        new Needs().variable("contoso_A", EnvironmentVariable.NUMBER)))
                .isEmpty();
    }

    @Test
    void errors_are_refused_together_and_warnings_are_not() throws IOException {
        List<Finding> findings =
                check("{}", new Needs().required("contoso_A").connection("contoso_mail", Needs.OUTLOOK));
        assertThatThrownBy(() -> SettingsCheck.refuseErrors(findings, "test"))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("'test' have 2 errors")
                .hasMessageContaining("contoso_A")
                .hasMessageContaining("contoso_mail");
        List<Finding> warnings = check(variable("other_Thing", "x"), new Needs());
        assertThatCode(() -> SettingsCheck.refuseErrors(warnings, "test")).doesNotThrowAnyException();
    }
}
