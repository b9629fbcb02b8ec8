package io.github.dataversealm.solution.check.index;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** A JSON value that knows where it stands. A value that is not there is {@link #ABSENT}, so that paths can be followed without care. */
public final class Json {

    /** What kind of value it is. */
    public enum Kind {
        OBJECT,
        ARRAY,
        STRING,
        NUMBER,
        BOOLEAN,
        NULL,
        ABSENT
    }

    public static final Json ABSENT = new Json(Kind.ABSENT, "", 0, 0);

    private final Kind kind;
    private final String text;
    private final int line;
    private final int column;
    // made when there is something in them: a document may have hundreds of thousands of empty ones
    private Map<String, Json> fields = Map.of();
    private List<Json> items = List.of();

    Json(Kind kind, String text, int line, int column) {
        this.kind = kind;
        this.text = text;
        this.line = line;
        this.column = column;
    }

    void put(String name, Json value) {
        if (fields.isEmpty()) {
            fields = new LinkedHashMap<>();
        }
        fields.put(name, value);
    }

    void add(Json value) {
        if (items.isEmpty()) {
            items = new ArrayList<>();
        }
        items.add(value);
    }

    public Kind kind() {
        return kind;
    }

    public boolean isObject() {
        return kind == Kind.OBJECT;
    }

    public boolean isArray() {
        return kind == Kind.ARRAY;
    }

    public boolean isString() {
        return kind == Kind.STRING;
    }

    public boolean isPresent() {
        return kind != Kind.ABSENT;
    }

    /** The text of a string, the digits of a number, {@code true}, {@code false}; empty for anything else. */
    public String text() {
        return text;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }

    public Map<String, Json> fields() {
        return fields;
    }

    public List<Json> items() {
        return items;
    }

    /** The field of that name, its letters taken as they are. */
    public Json get(String name) {
        return fields.getOrDefault(name, ABSENT);
    }

    /** The value at a path of field names with slashes. */
    public Json at(String path) {
        Json value = this;
        int from = 0;
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', from)) {
            value = value.get(path.substring(from, slash));
            from = slash + 1;
        }
        return value.get(path.substring(from));
    }

    /** Visits this value and all in it, with the name of the field that holds it; the name is empty for items and for this one. */
    public void visit(BiConsumer<String, Json> visitor) {
        visit("", visitor);
    }

    private void visit(String name, BiConsumer<String, Json> visitor) {
        visitor.accept(name, this);
        fields.forEach((field, value) -> value.visit(field, visitor));
        items.forEach(item -> item.visit("", visitor));
    }
}
