package io.github.dataversealm.solution.contents;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A component while its element is read. */
final class FoundComponent {

    private final ComponentRow row;
    private final FoundComponent owner;
    private final Map<String, List<String>> facts = new HashMap<>(4);
    private final Map<String, String> columns = new LinkedHashMap<>(0);
    private boolean filled;

    /** @param owner the component that it is in; null for none */
    FoundComponent(ComponentRow row, FoundComponent owner) {
        this.row = row;
        this.owner = owner;
    }

    ComponentRow row() {
        return row;
    }

    FoundComponent owner() {
        return owner;
    }

    void note(String key, String value) {
        facts.computeIfAbsent(key, k -> new ArrayList<>(1)).add(value);
    }

    void column(String name, String value) {
        columns.put(name.toLowerCase(Locale.ROOT), value);
    }

    /** Notes that the element holds something. */
    void fill() {
        filled = true;
    }

    List<String> all(String key) {
        return facts.getOrDefault(key, List.of());
    }

    /** The first value that is not empty, or an empty text. */
    String first(String key) {
        for (String value : all(key)) {
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }

    String first(List<String> keys) {
        for (String key : keys) {
            String value = key.startsWith("'") ? key.substring(1, key.length() - 1) : joined(key);
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }

    private String joined(String key) {
        StringBuilder text = new StringBuilder();
        for (String part : key.split(" ")) {
            String value = first(part);
            if (value.isEmpty()) {
                return "";
            }
            text.append(text.isEmpty() ? "" : " ").append(value);
        }
        return text.toString();
    }

    String schemaName() {
        if (!row.attributesName()) {
            return first(row.schemaNames());
        }
        return columnId().isEmpty() ? String.join(",", columns.values()) : "";
    }

    /** The id, when it is what the component is named by. */
    private String columnId() {
        if (columns.size() != 1) {
            return "";
        }
        String id = Ids.normal(columns.values().iterator().next());
        return Ids.isId(id) ? id : "";
    }

    /**
     * The component.
     *
     * @param parent the schema name of what it is in, when the document does not say
     * @return empty when nothing names it, or when the only element of its kind is empty
     */
    Optional<Component> component(Optional<String> parent) {
        String id = row.attributesName() ? columnId() : Ids.normal(first(row.ids()));
        String schemaName = schemaName();
        boolean namedByItself = row.ids().stream().anyMatch(key -> key.startsWith("'"))
                || row.schemaNames().stream().anyMatch(key -> key.startsWith("'"));
        if (id.isEmpty() && schemaName.isEmpty() || namedByItself && !filled) {
            return Optional.empty();
        }
        boolean reference = !row.definedBy().isEmpty() && all(row.definedBy()).isEmpty()
                || ComponentRow.UNMODIFIED.stream().anyMatch(key -> isTrue(first(key)));
        Optional<String> above = owner == null
                ? parent.filter(name -> !name.equalsIgnoreCase(schemaName)) // its own folder is not what it is in
                : Optional.of(owner.schemaName())
                        .filter(name -> !name.isEmpty())
                        .or(() -> parent);
        return Optional.of(new Component(
                new ComponentKey(row.type(), id, schemaName),
                first(ComponentRow.DISPLAY),
                above,
                OptionalInt.empty(),
                reference,
                Map.copyOf(columns)));
    }

    static boolean isTrue(String text) {
        return text.equals("1") || text.equalsIgnoreCase("true") || text.equalsIgnoreCase("yes");
    }
}
