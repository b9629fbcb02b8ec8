package io.github.dataversealm.solution.check.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import io.github.dataversealm.solution.check.index.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Tells people what a validator of JSON schemas found. Where a value may have one of several forms and has none, the validator
 * lists what keeps it from each; here only what keeps it from the nearest form is told. Of a value of the wrong type nothing
 * else is told. Never told is a value of the document, which may be a secret.
 */
final class SchemaFaults {

    /** How far a form is in which the value is another thing altogether, such as a reference. */
    private static final int OTHER_FORM = 1_000;

    /** Where the forms of a choice have numbers, that of the error that several of them match. */
    private static final int SEVERAL = -1;

    /** How much of a name is told, since a hostile document has long ones. */
    private static final int MAX_NAME = 100;

    /** How much of a path is told. */
    private static final int MAX_PATH = 1_000;

    private final Json document;
    private final Runnable tick;
    private final Set<Spot> mistyped = new HashSet<>();

    SchemaFaults(Json document, Runnable tick) {
        this.document = document;
        this.tick = tick;
    }

    /** A part of the schema, by the way that the evaluation took to it, at a value of the document. */
    private record Spot(NodePath schema, NodePath at) {}

    /** What a value is held to: errors, and choices between further forms. */
    private static final class Form {

        private final List<Error> errors = new ArrayList<>();
        private final Map<Spot, Map<Integer, Form>> choices = new LinkedHashMap<>();

        Form of(Spot choice, int number) {
            return choices.computeIfAbsent(choice, key -> new LinkedHashMap<>())
                    .computeIfAbsent(number, key -> new Form());
        }
    }

    /** The errors as faults, in the order of the document. */
    List<Fault> of(List<Error> errors) {
        for (Error error : errors) {
            if (error.getKeyword().equals("type")) {
                mistyped.add(new Spot(error.getEvaluationPath().getParent(), error.getInstanceLocation()));
            }
        }
        Form whole = new Form();
        errors.forEach(error -> sort(error, whole));
        return nearest(whole).stream()
                .map(this::fault)
                .sorted(Comparator.comparingInt((Fault fault) -> fault.at().line())
                        .thenComparingInt(fault -> fault.at().column()))
                .toList();
    }

    // ---------------------------------------------------------------- forms

    /** Follows the way that the evaluation took to an error through the choices on it. */
    private void sort(Error error, Form whole) {
        List<NodePath> way = steps(error.getEvaluationPath());
        List<NodePath> values = steps(error.getInstanceLocation());
        values.add(0, way.get(0).getParent());
        Form form = whole;
        int value = 0;
        for (int i = 0; i < way.size(); i++) {
            tick.run();
            boolean last = i == way.size() - 1;
            String keyword = way.get(i).getName(-1);
            NodePath at = values.get(Math.min(value, values.size() - 1));
            if (mistyped.contains(new Spot(way.get(i).getParent(), at)) && !(last && keyword.equals("type"))) {
                return;
            }
            switch (keyword) {
                case "properties", "patternProperties" -> {
                    i++;
                    value++;
                }
                case "additionalProperties", "items" -> value++;
                case "allOf" -> i++;
                case "oneOf", "anyOf" -> {
                    Spot choice = new Spot(way.get(i), at);
                    if (!last) {
                        i++;
                        form = form.of(choice, (Integer) way.get(i).getElement(-1));
                    } else if (error.getMessageKey().equals("oneOf.indexes")) {
                        form = form.of(choice, SEVERAL);
                    } else {
                        // no form matches, which their own errors tell
                        return;
                    }
                }
                default -> {
                    // stays at the value, and is no choice
                }
            }
        }
        form.errors.add(error);
    }

    private static List<NodePath> steps(NodePath path) {
        LinkedList<NodePath> steps = new LinkedList<>();
        for (NodePath step = path; step.getParent() != null; step = step.getParent()) {
            steps.addFirst(step);
        }
        return new ArrayList<>(steps);
    }

    private static List<Error> nearest(Form form) {
        List<Error> errors = new ArrayList<>(form.errors);
        for (Map<Integer, Form> forms : form.choices.values()) {
            if (forms.containsKey(SEVERAL)) {
                errors.addAll(forms.get(SEVERAL).errors);
            } else {
                forms.values().stream()
                        .map(SchemaFaults::nearest)
                        .min(Comparator.comparingLong(SchemaFaults::distance))
                        .ifPresent(errors::addAll);
            }
        }
        return errors;
    }

    private static long distance(List<Error> errors) {
        return errors.stream()
                .mapToLong(error -> isOther(error) ? OTHER_FORM : 1)
                .sum();
    }

    private static boolean isOther(Error error) {
        return switch (error.getKeyword()) {
            case "required" -> error.getProperty().equals("$ref");
            case "enum" -> error.getSchemaNode().size() == 1;
            default -> false;
        };
    }

    // ---------------------------------------------------------------- words

    private Fault fault(Error error) {
        Json at = document;
        StringBuilder path = new StringBuilder();
        for (NodePath step : steps(error.getInstanceLocation())) {
            tick.run();
            if (step.getElement(-1) instanceof Integer index) {
                at = at.items().get(index);
                path.append('[').append(index).append(']');
            } else {
                at = at.get(step.getName(-1));
                path.append(path.isEmpty() ? "" : ".").append(shortened(step.getName(-1), MAX_NAME));
            }
        }
        Json part =
                switch (error.getKeyword()) {
                    case "additionalProperties" -> at.get(error.getProperty());
                    case "uniqueItems" -> at.items().get(error.getIndex());
                    default -> at;
                };
        return new Fault(part, shortened(path.toString(), MAX_PATH), problem(error, at));
    }

    private static String problem(Error error, Json value) {
        JsonNode schema = error.getSchemaNode();
        return switch (error.getKeyword()) {
            case "type" -> "must be " + alternatives(schema, true) + ", and is " + kind(value);
            case "enum" -> "must be " + alternatives(schema, false);
            case "pattern" -> "does not match " + schema.asText();
            case "required" -> "'" + error.getProperty() + "' is missing";
            case "additionalProperties" -> "'" + shortened(error.getProperty(), MAX_NAME) + "' is not allowed there";
            case "minimum" -> "is too small";
            case "minItems" -> "has too few items";
            case "minProperties" -> "has too few fields";
            case "uniqueItems" -> "has the same item twice";
            case "not" -> "has none of the fields that it must have";
            case "oneOf" -> "has several forms at once, of which it may have one";
            default -> "is not what the schema of OpenAPI asks for with '" + error.getKeyword() + "'";
        };
    }

    private static String alternatives(JsonNode names, boolean withArticle) {
        return StreamSupport.stream((names.isArray() ? names : List.of(names)).spliterator(), false)
                .map(name -> withArticle ? article(name.asText()) : name.asText())
                .collect(Collectors.joining(" or "));
    }

    private static String article(String type) {
        return (type.startsWith("a") || type.startsWith("o") || type.startsWith("i") ? "an " : "a ") + type;
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

    /** A text without its middle, when it is too long. */
    private static String shortened(String text, int length) {
        return text.length() <= length
                ? text
                : text.substring(0, length / 2) + "…" + text.substring(text.length() - length / 2);
    }
}
