package io.github.dataversealm.solution.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** An object of a plan file, read strictly: what is missing or of another kind is an error that names it. */
final class PlanNode {

    private final JsonNode node;
    private final String file;
    private final String path;

    PlanNode(JsonNode node, String file, String path) {
        this.node = node;
        this.file = file;
        this.path = path;
        if (!node.isObject()) {
            throw wrong(path.isEmpty() ? "the file" : path);
        }
    }

    String text(String name) {
        JsonNode value = node.path(name);
        if (!value.isTextual()) {
            throw wrong(below(name));
        }
        return value.textValue();
    }

    boolean flag(String name) {
        JsonNode value = node.path(name);
        if (!value.isBoolean()) {
            throw wrong(below(name));
        }
        return value.booleanValue();
    }

    /** A text that means something else. */
    <T> T parsed(String name, Function<String, T> parser) {
        try {
            return parser.apply(text(name));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw wrong(below(name));
        }
    }

    <T> Optional<T> optional(String name, Function<String, T> parser) {
        return node.has(name) ? Optional.of(parsed(name, parser)) : Optional.empty();
    }

    PlanNode object(String name) {
        return new PlanNode(node.path(name), file, below(name));
    }

    Optional<PlanNode> optionalObject(String name) {
        return node.has(name) ? Optional.of(object(name)) : Optional.empty();
    }

    <T> List<T> list(String name, Function<PlanNode, T> reader) {
        List<T> list = new ArrayList<>();
        JsonNode array = array(name);
        for (int i = 0; i < array.size(); i++) {
            list.add(reader.apply(new PlanNode(array.get(i), file, below(name) + "[" + i + "]")));
        }
        return list;
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : array(name)) {
            if (!value.isTextual()) {
                throw wrong(below(name));
            }
            texts.add(value.textValue());
        }
        return texts;
    }

    List<List<String>> textLists(String name) {
        List<List<String>> lists = new ArrayList<>();
        for (JsonNode list : array(name)) {
            if (!list.isArray()) {
                throw wrong(below(name));
            }
            List<String> texts = new ArrayList<>();
            for (JsonNode value : list) {
                if (!value.isTextual()) {
                    throw wrong(below(name));
                }
                texts.add(value.textValue());
            }
            lists.add(texts);
        }
        return lists;
    }

    /** All members of this object, which are texts. */
    SortedMap<String, String> members() {
        SortedMap<String, String> members = new TreeMap<>();
        node.fieldNames().forEachRemaining(name -> members.put(name, text(name)));
        return members;
    }

    <T> List<T> parsedTexts(String name, Function<String, T> parser) {
        try {
            return texts(name).stream().map(parser).toList();
        } catch (IllegalArgumentException | DateTimeException e) {
            throw wrong(below(name));
        }
    }

    private JsonNode array(String name) {
        JsonNode array = node.path(name);
        if (!array.isArray()) {
            throw wrong(below(name));
        }
        return array;
    }

    private String below(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    SolutionException wrong(String what) {
        return new SolutionException(
                Location.of(file),
                "this is no plan: '" + what + "' is missing or is not what it should be",
                "Name a file that mvn solution:plan wrote.");
    }
}
