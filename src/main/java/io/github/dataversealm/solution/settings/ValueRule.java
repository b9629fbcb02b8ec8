package io.github.dataversealm.solution.settings;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.github.dataversealm.solution.contents.EnvironmentVariable;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a value of one type of environment variable must look like. Dataverse takes any text (spec dataverse-web-api §3.9),
 * and the flow that reads it fails.
 *
 * @param type the type's number
 * @param name what people call the type
 * @param expectation how to write such a value
 */
record ValueRule(int type, String name, String expectation, Test test) {

    /** Whether a value that is not empty is right. */
    private interface Test {
        boolean isRight(String value, EnvironmentVariable variable);
    }

    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+([.]\\d*)?|[.]\\d+)([eE][+-]?\\d{1,4})?");

    private static final Pattern VAULT = Pattern.compile(
            "/subscriptions/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/resourceGroups/[^/]+"
                    + "/providers/Microsoft\\.KeyVault/vaults/[^/]+/secrets/[^/]+(/[0-9a-f]+)?",
            Pattern.CASE_INSENSITIVE);

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(200).build())
            .build();

    private static final List<ValueRule> ALL = List.of(
            new ValueRule(
                    EnvironmentVariable.NUMBER,
                    "number",
                    "Write digits with a point, for example 12.5.",
                    (value, variable) -> NUMBER.matcher(value.strip()).matches()),
            new ValueRule(
                    EnvironmentVariable.BOOLEAN,
                    "boolean",
                    "Write yes or no.",
                    (value, variable) -> List.of("yes", "no", "true", "false")
                            .contains(value.strip().toLowerCase(Locale.ROOT))),
            new ValueRule(
                    EnvironmentVariable.JSON,
                    "JSON",
                    "Write well-formed JSON as a text, its quotes escaped: \"{\\\"a\\\": 1}\".",
                    (value, variable) -> isJson(value)),
            new ValueRule(
                    EnvironmentVariable.DATA_SOURCE,
                    "data source",
                    "Write the address of the SharePoint site, for example https://contoso.sharepoint.com/sites/orders.",
                    ValueRule::isDataSource),
            new ValueRule(
                    EnvironmentVariable.SECRET,
                    "secret",
                    "Write where it is kept, not the secret: /subscriptions/<id>/resourceGroups/<group>/providers"
                            + "/Microsoft.KeyVault/vaults/<vault>/secrets/<name>.",
                    (value, variable) -> variable.secretStore().equals("1")
                            || VAULT.matcher(value.strip()).matches()));

    static Optional<ValueRule> broken(EnvironmentVariable variable, String value) {
        return ALL.stream()
                .filter(rule -> rule.type == variable.type())
                .filter(rule -> !rule.test.isRight(value, variable))
                .findFirst();
    }

    private static boolean isJson(String value) {
        try (JsonParser parser = JSON.createParser(value)) {
            JsonToken first = parser.nextToken();
            parser.skipChildren();
            return first != null && parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    /** Only of a SharePoint site is known what its value looks like; other data sources take names and ids. */
    private static boolean isDataSource(String value, EnvironmentVariable variable) {
        boolean site = variable.apiId().toLowerCase(Locale.ROOT).endsWith("shared_sharepointonline")
                && variable.parameterKey().equalsIgnoreCase("dataset");
        String text = value.strip().toLowerCase(Locale.ROOT);
        return !site || text.startsWith("https://") || text.startsWith("http://");
    }
}
