package io.github.dataversealm.solution.check.connector;

import io.github.dataversealm.solution.check.index.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a definition must be for a connector besides OpenAPI 2.0: operations have ids, and the extensions {@code x-ms-*} have
 * the form that the documentation of custom connectors gives them
 * (learn.microsoft.com/connectors/custom-connectors/openapi-extensions, and the schema in microsoft/PowerPlatformConnectors).
 */
public final class Extensions {

    private static final String PREFIX = "x-ms-";

    /** Extensions that are documented or in wide use. Others are let pass unless they look like one of these misspelled. */
    private static final Set<String> KNOWN = Set.of(
            "x-ms-agentic-protocol",
            "x-ms-api-annotation",
            "x-ms-capabilities",
            "x-ms-connector-metadata",
            "x-ms-date-format",
            "x-ms-deployment-version",
            "x-ms-dynamic-list",
            "x-ms-dynamic-properties",
            "x-ms-dynamic-schema",
            "x-ms-dynamic-tree",
            "x-ms-dynamic-values",
            "x-ms-editor",
            "x-ms-editor-options",
            "x-ms-enum",
            "x-ms-enum-values",
            "x-ms-keyOrder",
            "x-ms-keyType",
            "x-ms-media-kind",
            "x-ms-no-generic-test",
            "x-ms-notification",
            "x-ms-notification-content",
            "x-ms-notification-url",
            "x-ms-openai-data",
            "x-ms-openai-manifest",
            "x-ms-pageable",
            "x-ms-permission",
            "x-ms-property-name-alias",
            "x-ms-require-user-confirmation",
            "x-ms-safe-operation",
            "x-ms-scheduler-recommendation",
            "x-ms-scheduler-trigger",
            "x-ms-sort",
            "x-ms-summary",
            "x-ms-test-value",
            "x-ms-trigger",
            "x-ms-trigger-hint",
            "x-ms-trigger-metadata",
            "x-ms-url-encoding",
            "x-ms-visibility");

    private static final int MAX_DISTANCE = 2;

    private final Json definition;
    private final Runnable tick;
    private final Set<String> operationIds = new HashSet<>();
    private final List<Fault> faults = new ArrayList<>();

    private Extensions(Json definition, Runnable tick) {
        this.definition = definition;
        this.tick = tick;
        OpenApi.operations(definition)
                .forEach(operation -> operationIds.add(
                        operation.definition().get("operationId").text()));
    }

    /**
     * What is wrong with a definition.
     *
     * @param tick called again and again, so that it can stop what takes too long
     */
    public static List<Fault> check(Json definition, Runnable tick) {
        Extensions extensions = new Extensions(definition, tick);
        extensions.operations();
        extensions.visit(definition, "");
        return extensions.faults;
    }

    private void operations() {
        for (OpenApi.Operation operation : OpenApi.operations(definition)) {
            Json id = operation.definition().get("operationId");
            if (!id.isString() || id.text().isBlank()) {
                faults.add(new Fault(
                        id.isPresent() ? id : operation.definition(),
                        operation.name(),
                        "has no operationId, by which flows and apps call it"));
            }
        }
    }

    private void visit(Json value, String path) {
        tick.run();
        value.fields().forEach((name, field) -> {
            String below = path.isEmpty() ? name : path + '.' + name;
            if (name.startsWith(PREFIX)) {
                extension(name, field, below);
            } else if (!name.equals("example") && !name.equals("examples") && !name.equals("default")) {
                visit(field, below);
            }
        });
        for (int i = 0; i < value.items().size(); i++) {
            visit(value.items().get(i), path + '[' + i + ']');
        }
    }

    private void extension(String name, Json value, String path) {
        switch (name) {
            case "x-ms-visibility" -> oneOf(value, path, "important", "advanced", "internal", "none", "");
            case "x-ms-url-encoding" -> oneOf(value, path, "single", "double");
            case "x-ms-trigger" -> oneOf(value, path, "single", "batch");
            case "x-ms-summary", "x-ms-trigger-hint" -> kind(value, path, Json.Kind.STRING, "a string");
            case "x-ms-no-generic-test" -> kind(value, path, Json.Kind.BOOLEAN, "true or false");
            case "x-ms-dynamic-values", "x-ms-dynamic-list", "x-ms-dynamic-schema", "x-ms-dynamic-properties" ->
                dynamic(value, path);
            case "x-ms-pageable" -> {
                if (kind(value, path, Json.Kind.OBJECT, "an object")) {
                    required(value, path, "nextLinkName");
                }
            }
            case "x-ms-enum-values" -> enumValues(value, path);
            case "x-ms-api-annotation" -> annotation(value, path);
            case "x-ms-capabilities" -> capabilities(value, path);
            case "x-ms-notification-content" -> {
                if (kind(value, path, Json.Kind.OBJECT, "an object")) {
                    required(value, path, "schema");
                    visit(value, path);
                }
            }
            default -> {
                if (!KNOWN.contains(name)) {
                    KNOWN.stream()
                            .filter(known -> distance(known, name) <= MAX_DISTANCE)
                            .findFirst()
                            .ifPresent(known -> fault(value, path, "is no extension; " + known + " is"));
                }
            }
        }
    }

    private void dynamic(Json value, String path) {
        if (!kind(value, path, Json.Kind.OBJECT, "an object")) {
            return;
        }
        Json operation = value.get("operationId");
        boolean builtIn = value.get("capability").isPresent()
                || value.get("builtInOperation").isPresent();
        if (builtIn || value.fields().isEmpty()) {
            return;
        }
        required(value, path, "operationId");
        operation(operation, path);
        parameters(value.get("parameters"), path);
    }

    /** Each parameter is a value, or names where the value comes from. */
    private void parameters(Json parameters, String path) {
        if (parameters.isPresent()) {
            kind(parameters, path + ".parameters", Json.Kind.OBJECT, "an object");
        }
        parameters.fields().forEach((name, parameter) -> {
            boolean named = parameter.get("parameter").isPresent()
                    || parameter.get("parameterReference").isPresent()
                    || parameter.get("value").isPresent();
            if (parameter.isObject() && !named) {
                fault(
                        parameter,
                        path + ".parameters." + name,
                        "names neither a value nor a parameter that has the value");
            }
        });
    }

    private void operation(Json operation, String path) {
        if (operation.isString() && !operation.text().isEmpty() && !operationIds.contains(operation.text())) {
            fault(operation, path, "calls the operation " + operation.text() + ", which is not there");
        }
    }

    private void enumValues(Json value, String path) {
        if (kind(value, path, Json.Kind.ARRAY, "an array")) {
            for (Json item : value.items()) {
                if (kind(item, path, Json.Kind.OBJECT, "an array of objects")) {
                    required(item, path, "value");
                    required(item, path, "displayName");
                }
            }
        }
    }

    private void annotation(Json value, String path) {
        if (!kind(value, path, Json.Kind.OBJECT, "an object")) {
            return;
        }
        Json revision = value.get("revision");
        if (revision.isPresent() && !revision.text().matches("[1-9][0-9]{0,8}")) {
            fault(revision, path + ".revision", "must be a whole number from 1");
        }
        Json status = value.get("status");
        if (status.isPresent()) {
            oneOf(status, path + ".status", "Production", "Preview");
        }
    }

    private void capabilities(Json value, String path) {
        Json test = value.get("testConnection");
        if (test.isObject()) {
            required(test, path + ".testConnection", "operationId");
            operation(test.get("operationId"), path + ".testConnection");
        }
    }

    // ---------------------------------------------------------------- what all extensions need

    private void fault(Json at, String path, String problem) {
        faults.add(new Fault(at, path, problem));
    }

    private boolean kind(Json value, String path, Json.Kind kind, String name) {
        if (value.kind() != kind) {
            fault(value, path, "must be " + name);
            return false;
        }
        return true;
    }

    private void required(Json value, String path, String name) {
        if (!value.get(name).isPresent()) {
            fault(value, path, "'" + name + "' is missing");
        }
    }

    private void oneOf(Json value, String path, String... allowed) {
        for (String one : allowed) {
            if (value.isString() && value.text().equalsIgnoreCase(one)) {
                return;
            }
        }
        List<String> names =
                List.of(allowed).stream().filter(name -> !name.isEmpty()).toList();
        fault(
                value,
                path,
                "must be " + String.join(", ", names.subList(0, names.size() - 1)) + " or "
                        + names.get(names.size() - 1));
    }

    /** How many letters must be changed, added or taken away to make one name of the other; more than two is not counted. */
    private static int distance(String known, String name) {
        String a = known.toLowerCase(Locale.ROOT);
        String b = name.toLowerCase(Locale.ROOT);
        if (Math.abs(a.length() - b.length()) > MAX_DISTANCE) {
            return MAX_DISTANCE + 1;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
