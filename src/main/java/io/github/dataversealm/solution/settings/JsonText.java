package io.github.dataversealm.solution.settings;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.github.dataversealm.solution.contents.ConnectionReference;
import io.github.dataversealm.solution.contents.EnvironmentVariable;
import io.github.dataversealm.solution.settings.SettingsDocument.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes entries in the form of the text that they are added to: its line breaks, indentation, and lines or none. */
final class JsonText {

    /** A value, perhaps with the name of a member: a text, or what stands between brackets. */
    record Item(String name, String value, char open, List<Item> items) {

        private boolean hasItems() {
            return open != 0;
        }
    }

    private final String newline;
    private final String indent;

    private JsonText(String newline, String indent) {
        this.newline = newline;
        this.indent = indent;
    }

    /** The form of a text; a new one has LF and two blanks. */
    static JsonText like(String text, Place root) {
        String newline = text.contains("\r\n") ? "\r\n" : "\n";
        String indent = root.first() < 0 ? "  " : lineIndent(text, root.first());
        return new JsonText(newline, indent == null || indent.isEmpty() ? "  " : indent);
    }

    // ---------------------------------------------------------------- what is written

    static Item member(String name, String text) {
        return new Item(name, quoted(text), (char) 0, List.of());
    }

    private static Item literal(String name, String literal) {
        return new Item(name, literal, (char) 0, List.of());
    }

    private static Item object(String name, List<Item> members) {
        return new Item(name, "", '{', members);
    }

    static Item list(String name, List<Item> items) {
        return new Item(name, "", '[', items);
    }

    Item variable(EnvironmentVariable variable, boolean descriptions) {
        List<Item> members = new ArrayList<>();
        members.add(member("SchemaName", variable.schemaName()));
        members.add(member("Value", variable.value().orElse("")));
        if (descriptions) {
            variable.defaultValue().ifPresent(value -> members.add(member("DefaultValue", value)));
            members.add(labels("Name", variable.displayName(), variable.names()));
            members.add(literal("TypeId", String.valueOf(variable.type())));
            if (!variable.description().isEmpty()) {
                members.add(labels("Description", variable.description(), variable.descriptions()));
            }
            members.add(literal("IsRequired", String.valueOf(variable.required())));
        }
        return object("", members);
    }

    private static Item labels(String name, String text, Map<Integer, String> byLanguage) {
        List<Item> labels = byLanguage.entrySet().stream()
                .map(label -> member(String.valueOf(label.getKey()), label.getValue()))
                .toList();
        return object(name, List.of(member("Default", text), object("ByLcid", labels)));
    }

    Item connection(ConnectionReference reference) {
        return object(
                "",
                List.of(
                        member("LogicalName", reference.logicalName()),
                        member("ConnectionId", ""),
                        member("ConnectorId", reference.connectorId())));
    }

    // ---------------------------------------------------------------- how it is written

    /**
     * The text to insert into an object or a list, behind the last thing in it.
     *
     * @param level how deep what is inserted lies when nothing shows it
     */
    String items(String text, Place place, List<Item> items, int level) {
        boolean empty = place.first() < 0;
        boolean lines = empty
                ? text.indexOf('\n') >= 0 && isNewLike(text, place)
                : hasLineBreak(text, place.open(), place.first());
        String at = empty ? null : lineIndent(text, place.first());
        String own = at != null ? at : closing(text, place) + indent;
        boolean entriesOnOneLine = !empty && !hasLineBreak(text, place.first(), place.firstEnd());
        StringBuilder out = new StringBuilder();
        for (Item item : items) {
            boolean separate = !empty || !out.isEmpty();
            out.append(separate ? "," : "").append(lines ? newline + own : separate ? " " : "");
            write(item, own, lines && !(entriesOnOneLine && level > 0), out);
        }
        if (empty && lines && !hasLineBreak(text, place.open(), place.end())) {
            out.append(newline).append(closing(text, place));
        }
        return out.toString();
    }

    /** A document that is written in one line stays so; any other, and a new one, gets lines. */
    private static boolean isNewLike(String text, Place place) {
        return place.open() == 0 || text.substring(0, place.end()).contains("\n");
    }

    private void write(Item item, String own, boolean lines, StringBuilder out) {
        if (!item.name().isEmpty()) {
            out.append(quoted(item.name())).append(": ");
        }
        if (!item.hasItems()) {
            out.append(item.value());
            return;
        }
        char close = item.open() == '{' ? '}' : ']';
        out.append(item.open());
        boolean first = true;
        for (Item inner : item.items()) {
            out.append(first ? "" : ",");
            if (lines) {
                out.append(newline).append(own).append(indent);
            } else if (!first || item.open() == '{') {
                out.append(' ');
            }
            write(inner, own + indent, lines, out);
            first = false;
        }
        if (!first && lines) {
            out.append(newline).append(own);
        } else if (!first && item.open() == '{') {
            out.append(' ');
        }
        out.append(close);
    }

    static String quoted(String text) {
        return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    private static boolean hasLineBreak(String text, int from, int to) {
        int at = text.indexOf('\n', from);
        return at >= 0 && at < to;
    }

    /** The blanks that the line of the place's opening bracket begins with. */
    private static String closing(String text, Place place) {
        int line = text.lastIndexOf('\n', place.open() - 1) + 1;
        int at = line;
        while (at < place.open() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return text.substring(line, at);
    }

    /** The blanks between the line's beginning and the offset; null when something else stands there. */
    private static String lineIndent(String text, int offset) {
        int line = text.lastIndexOf('\n', Math.max(offset - 1, 0)) + 1;
        String before = text.substring(Math.min(line, offset), offset);
        return before.isBlank() && line > 0 ? before : null;
    }
}
