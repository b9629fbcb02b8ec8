package io.github.dataversealm.solution.check.connector;

import io.github.dataversealm.solution.check.index.Json;
import io.github.dataversealm.solution.check.index.JsonDocuments;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * A JSON schema of draft 4, evaluated over documents that know their lines. Of the keywords it has those that the schema of
 * OpenAPI 2.0 uses; {@code format} is a hint there and is not looked at. Where a document may have one of several forms and
 * has none, only what keeps it from the nearest form is told: a list of all that the other forms lack helps nobody.
 *
 * <p>A library would bring 0.6 MB to every build, and no lines.
 */
final class JsonSchema {

    private static final String DRAFT = "http://json-schema.org/draft-04/schema#";

    private final Json root;
    private final Json draft;
    private final Map<String, Pattern> patterns = new ConcurrentHashMap<>();

    private JsonSchema(Json root, Json draft) {
        this.root = root;
        this.draft = draft;
    }

    /** The schema in a resource beside this class. */
    static JsonSchema resource(String name) {
        return new JsonSchema(read(name), read("draft-04-parts.json"));
    }

    private static Json read(String name) {
        try (InputStream in = JsonSchema.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The plugin is incomplete: " + name + " is missing.");
            }
            return new JsonDocuments().read(in.readAllBytes(), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What keeps a document from being of this form; empty when it is.
     *
     * @param tick called again and again, so that it can stop what takes too long
     */
    List<Fault> check(Json document, Runnable tick) {
        List<Found> found = new ArrayList<>();
        check(root, document, "", tick, found);
        return found.stream().map(Found::fault).toList();
    }

    /** @param other whether the document is of another form, and not this form with a mistake */
    private record Found(Fault fault, boolean other) {}

    private void check(Json schema, Json value, String path, Runnable tick, List<Found> out) {
        tick.run();
        if (schema.get("$ref").isString()) {
            check(target(schema.get("$ref").text()), value, path, tick, out);
            return;
        }
        int before = out.size();
        type(schema, value, path, out);
        if (out.size() > before) {
            return;
        }
        allowed(schema, value, path, out);
        switch (value.kind()) {
            case OBJECT -> object(schema, value, path, tick, out);
            case ARRAY -> array(schema, value, path, tick, out);
            case STRING -> string(schema, value, path, out);
            case NUMBER -> number(schema, value, path, out);
            default -> {
                // has nothing that could be wrong besides its type
            }
        }
        combined(schema, value, path, tick, out);
    }

    private Json target(String reference) {
        Json at = reference.startsWith(DRAFT) ? draft : root;
        String pointer = reference.substring(reference.indexOf('#') + 1);
        for (String step : pointer.split("/")) {
            if (!step.isEmpty()) {
                at = at.get(step.replace("~1", "/").replace("~0", "~"));
            }
        }
        if (!at.isPresent()) {
            throw new IllegalStateException("The schema has no " + reference);
        }
        return at;
    }

    // ---------------------------------------------------------------- one value

    private static void type(Json schema, Json value, String path, List<Found> out) {
        Json type = schema.get("type");
        if (!type.isPresent()) {
            return;
        }
        List<Json> types = type.isArray() ? type.items() : List.of(type);
        if (types.stream().noneMatch(one -> isOf(one.text(), value))) {
            String names = String.join(
                    " or ", types.stream().map(one -> article(one.text())).toList());
            out.add(new Found(new Fault(value, path, "must be " + names + ", and is " + kind(value)), false));
        }
    }

    private static boolean isOf(String type, Json value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString();
            case "boolean" -> value.kind() == Json.Kind.BOOLEAN;
            case "null" -> value.kind() == Json.Kind.NULL;
            case "number" -> value.kind() == Json.Kind.NUMBER;
            case "integer" ->
                value.kind() == Json.Kind.NUMBER
                        && value.text().chars().allMatch(c -> c == '-' || Character.isDigit(c));
            default -> throw new IllegalStateException("The schema has the type " + type);
        };
    }

    private static String kind(Json value) {
        return switch (value.kind()) {
            case OBJECT -> "an object";
            case ARRAY -> "an array";
            case STRING -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean";
            default -> "null";
        };
    }

    private static String article(String type) {
        return (type.startsWith("a") || type.startsWith("o") || type.startsWith("i") ? "an " : "a ") + type;
    }

    private static void allowed(Json schema, Json value, String path, List<Found> out) {
        Json values = schema.get("enum");
        if (values.isArray()
                && values.items().stream().noneMatch(one -> canonical(one).equals(canonical(value)))) {
            List<String> names = values.items().stream().map(Json::text).toList();
            out.add(new Found(new Fault(value, path, "must be " + String.join(" or ", names)), names.size() == 1));
        }
    }

    private void string(Json schema, Json value, String path, List<Found> out) {
        int length = value.text().codePointCount(0, value.text().length());
        limit(schema, "minLength", length, -1, value, path, "is too short", out);
        limit(schema, "maxLength", length, 1, value, path, "is too long", out);
        Json pattern = schema.get("pattern");
        // the texts that have a pattern are short names and addresses: a long one is wrong in any case
        if (pattern.isString()
                && (value.text().length() > 10_000
                        || !pattern(pattern.text()).matcher(value.text()).find())) {
            out.add(new Found(new Fault(value, path, "does not match " + pattern.text()), false));
        }
    }

    private Pattern pattern(String text) {
        return patterns.computeIfAbsent(text, Pattern::compile);
    }

    private static void limit(
            Json schema, String keyword, int size, int sign, Json value, String path, String problem, List<Found> out) {
        Json limit = schema.get(keyword);
        if (limit.isPresent() && Integer.compare(size, Integer.parseInt(limit.text())) == sign) {
            out.add(new Found(new Fault(value, path, problem), false));
        }
    }

    private static void number(Json schema, Json value, String path, List<Found> out) {
        Json minimum = schema.get("minimum");
        if (minimum.isPresent()) {
            // a number of the document may have a huge exponent: its sign is all that the schemas here ask for
            int sign = value.text().startsWith("-") ? -1 : isZero(value.text()) ? 0 : 1;
            int least = new BigDecimal(minimum.text()).signum();
            boolean exclusive = schema.get("exclusiveMinimum").text().equals("true");
            if (sign < least || exclusive && sign == least) {
                out.add(new Found(new Fault(value, path, "is too small"), false));
            }
        }
    }

    private static boolean isZero(String number) {
        int exponent = number.toLowerCase(java.util.Locale.ROOT).indexOf('e');
        String digits = exponent < 0 ? number : number.substring(0, exponent);
        return digits.chars().allMatch(c -> c == '0' || c == '.' || c == '-');
    }

    // ---------------------------------------------------------------- what is in a value

    private void object(Json schema, Json value, String path, Runnable tick, List<Found> out) {
        limit(schema, "minProperties", value.fields().size(), -1, value, path, "has too few fields", out);
        limit(schema, "maxProperties", value.fields().size(), 1, value, path, "has too many fields", out);
        for (Json name : schema.get("required").items()) {
            if (!value.get(name.text()).isPresent()) {
                out.add(new Found(
                        new Fault(value, path, "'" + name.text() + "' is missing"),
                        name.text().equals("$ref")));
            }
        }
        Json known = schema.get("properties");
        Json byPattern = schema.get("patternProperties");
        Json others = schema.get("additionalProperties");
        value.fields().forEach((name, field) -> {
            String below = path.isEmpty() ? name : path + '.' + name;
            boolean matched = known.get(name).isPresent();
            if (matched) {
                check(known.get(name), field, below, tick, out);
            }
            for (Map.Entry<String, Json> one : byPattern.fields().entrySet()) {
                if (name.length() < 1_000 && pattern(one.getKey()).matcher(name).find()) {
                    matched = true;
                    check(one.getValue(), field, below, tick, out);
                }
            }
            if (!matched && others.isObject()) {
                check(others, field, below, tick, out);
            } else if (!matched && others.text().equals("false")) {
                out.add(new Found(new Fault(field, path, "'" + name + "' is not allowed there"), false));
            }
        });
    }

    private void array(Json schema, Json value, String path, Runnable tick, List<Found> out) {
        limit(schema, "minItems", value.items().size(), -1, value, path, "has too few items", out);
        limit(schema, "maxItems", value.items().size(), 1, value, path, "has too many items", out);
        if (schema.get("items").isObject()) {
            for (int i = 0; i < value.items().size(); i++) {
                check(schema.get("items"), value.items().get(i), path + '[' + i + ']', tick, out);
            }
        }
        if (schema.get("uniqueItems").text().equals("true")) {
            Set<String> seen = new HashSet<>();
            for (Json item : value.items()) {
                if (!seen.add(canonical(item))) {
                    out.add(new Found(new Fault(item, path, "has the same item twice"), false));
                }
            }
        }
    }

    private static String canonical(Json value) {
        return switch (value.kind()) {
            case OBJECT -> {
                TreeMap<String, String> sorted = new TreeMap<>();
                value.fields().forEach((name, field) -> sorted.put(name, canonical(field)));
                yield sorted.toString();
            }
            case ARRAY ->
                value.items().stream().map(JsonSchema::canonical).toList().toString();
            default -> value.kind() + ":" + value.text();
        };
    }

    // ---------------------------------------------------------------- forms

    private void combined(Json schema, Json value, String path, Runnable tick, List<Found> out) {
        for (Json part : schema.get("allOf").items()) {
            check(part, value, path, tick, out);
        }
        Json one = schema.get("oneOf");
        Json any = schema.get("anyOf");
        if (any.isArray()) {
            forms(any, value, path, tick, false, out);
        }
        if (one.isArray()) {
            forms(one, value, path, tick, true, out);
        }
        if (schema.get("not").isPresent()) {
            List<Found> found = new ArrayList<>();
            check(schema.get("not"), value, path, tick, found);
            if (found.isEmpty()) {
                out.add(new Found(new Fault(value, path, "has none of the fields that it must have"), false));
            }
        }
    }

    private void forms(Json forms, Json value, String path, Runnable tick, boolean exactlyOne, List<Found> out) {
        int matches = 0;
        List<Found> nearest = null;
        for (Json form : forms.items()) {
            List<Found> found = new ArrayList<>();
            check(form, value, path, tick, found);
            if (found.isEmpty()) {
                matches++;
                if (!exactlyOne) {
                    return;
                }
            } else if (nearest == null || distance(found) < distance(nearest)) {
                nearest = found;
            }
        }
        if (matches == 0 && nearest != null) {
            out.addAll(nearest);
        } else if (matches > 1) {
            out.add(new Found(new Fault(value, path, "has several forms at once, of which it may have one"), false));
        }
    }

    private static int distance(List<Found> found) {
        return found.stream().mapToInt(one -> one.other() ? 1_000 : 1).sum();
    }
}
