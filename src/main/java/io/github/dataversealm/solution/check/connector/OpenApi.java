package io.github.dataversealm.solution.check.connector;

import io.github.dataversealm.solution.check.index.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a definition must be as an OpenAPI 2.0 document: the published JSON schema, and the sentences of the specification
 * that a schema cannot say (references lead somewhere, operation ids are unique, parameters of a path are in the path).
 */
public final class OpenApi {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "options", "head", "patch");

    private JsonSchema schema;

    /** An operation with the path that it is under. */
    record Operation(String path, String method, Json item, Json definition) {

        String name() {
            return "paths." + path + '.' + method;
        }
    }

    /**
     * What is wrong with a definition.
     *
     * @param tick called again and again, so that it can stop what takes too long
     */
    public List<Fault> check(Json definition, Runnable tick) {
        List<Fault> faults = new ArrayList<>(schema().check(definition, tick));
        if (definition.isObject()) {
            references(definition, definition, "", tick, faults);
            operationIds(definition, faults);
            operations(definition).forEach(operation -> parameters(definition, operation, faults));
        }
        return faults;
    }

    /** Read when the first definition is there: most solutions have none, and it takes a moment. */
    private synchronized JsonSchema schema() {
        if (schema == null) {
            schema = JsonSchema.resource("openapi-2.0.json");
        }
        return schema;
    }

    static List<Operation> operations(Json definition) {
        List<Operation> all = new ArrayList<>();
        definition
                .get("paths")
                .fields()
                .forEach((path, item) -> item.fields().forEach((method, operation) -> {
                    if (METHODS.contains(method) && operation.isObject()) {
                        all.add(new Operation(path, method, item, operation));
                    }
                }));
        return all;
    }

    /** What a value stands for: itself, or what it refers to; absent when that is not there. */
    static Json resolve(Json definition, Json value) {
        Json reference = value.get("$ref");
        if (!reference.isString() || !reference.text().startsWith("#")) {
            return value;
        }
        Json at = definition;
        for (String step : reference.text().substring(1).split("/")) {
            if (!step.isEmpty()) {
                at = at.get(decoded(step));
            }
        }
        return at;
    }

    private static String decoded(String step) {
        return step.replace("%20", " ").replace("~1", "/").replace("~0", "~");
    }

    private static void references(Json definition, Json value, String path, Runnable tick, List<Fault> faults) {
        tick.run();
        Json reference = value.get("$ref");
        if (reference.isString() && reference.text().startsWith("#") && !isExample(path)) {
            if (!resolve(definition, value).isPresent()) {
                faults.add(new Fault(reference, path, "refers to " + reference.text() + ", which is not there"));
            }
        }
        value.fields()
                .forEach((name, field) ->
                        references(definition, field, path.isEmpty() ? name : path + '.' + name, tick, faults));
        for (int i = 0; i < value.items().size(); i++) {
            references(definition, value.items().get(i), path + '[' + i + ']', tick, faults);
        }
    }

    /** Examples, and what a table calls a column, are data: a field there is no keyword. */
    private static boolean isExample(String path) {
        return path.contains(".example") || path.endsWith(".properties") || path.contains(".default");
    }

    private static void operationIds(Json definition, List<Fault> faults) {
        Map<String, String> seen = new HashMap<>();
        for (Operation operation : operations(definition)) {
            Json id = operation.definition().get("operationId");
            if (id.isString() && !id.text().isEmpty()) {
                String other = seen.putIfAbsent(id.text(), operation.name());
                if (other != null) {
                    faults.add(new Fault(id, operation.name(), "has the operationId " + id.text() + " of " + other));
                }
            }
        }
    }

    private static void parameters(Json definition, Operation operation, List<Fault> faults) {
        Set<String> inPath = new HashSet<>();
        int bodies = 0;
        boolean known = true;
        List<Json> all = new ArrayList<>(operation.item().get("parameters").items());
        all.addAll(operation.definition().get("parameters").items());
        for (Json one : all) {
            Json parameter = resolve(definition, one);
            known &= parameter.isPresent() && !parameter.get("$ref").isPresent();
            String name = parameter.get("name").text();
            if (parameter.get("in").text().equals("path")) {
                inPath.add(name);
                if (!operation.path().contains('{' + name + '}')) {
                    faults.add(
                            new Fault(one, operation.name(), "the path parameter '" + name + "' is not in the path"));
                }
            }
            bodies += parameter.get("in").text().equals("body") ? 1 : 0;
        }
        if (bodies > 1) {
            faults.add(new Fault(operation.definition(), operation.name(), "has more than one body parameter"));
        }
        if (known) {
            eachTemplate(operation.path(), name -> {
                if (!inPath.contains(name)) {
                    faults.add(new Fault(
                            operation.definition(),
                            operation.name(),
                            "the path has {" + name + "}, and no path parameter has that name"));
                }
            });
        }
    }

    private static void eachTemplate(String path, Consumer<String> visitor) {
        for (int open = path.indexOf('{'); open >= 0; open = path.indexOf('{', open + 1)) {
            int close = path.indexOf('}', open);
            if (close > open + 1) {
                visitor.accept(path.substring(open + 1, close));
            }
        }
    }
}
