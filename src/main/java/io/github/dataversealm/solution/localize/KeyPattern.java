package io.github.dataversealm.solution.localize;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the key of a label says of its place, for example <code>{Entity/Name}{attribute@PhysicalName}</code>. A hole is
 *
 * <ul>
 *   <li><code>{element@attribute}</code>: an attribute of the nearest element of that name around the label;
 *   <li><code>{element/child}</code>: the text of a child of that element;
 *   <li><code>{table}</code>: the display name of the table whose folder the file lies in, which is known only when all
 *       files are read.
 * </ul>
 *
 * What is missing is left out.
 */
final class KeyPattern {

    /** Stands for the display name of a table until that is known; no XML document can contain it. */
    static final char TABLE = '\u0001';

    private sealed interface Part {}

    private record Literal(String text) implements Part {}

    private record Hole(String element, String key, boolean attribute) implements Part {}

    private final List<Part> parts;

    private KeyPattern(List<Part> parts) {
        this.parts = parts;
    }

    static KeyPattern of(String text) {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf('{', at);
            int end = open < 0 ? text.length() : open;
            if (end > at) {
                parts.add(new Literal(text.substring(at, end)));
            }
            if (open < 0) {
                break;
            }
            int close = text.indexOf('}', open);
            parts.add(part(text.substring(open + 1, close)));
            at = close + 1;
        }
        return new KeyPattern(List.copyOf(parts));
    }

    private static Part part(String hole) {
        if (hole.equals("table")) {
            return new Literal(String.valueOf(TABLE));
        }
        int at = hole.indexOf('@');
        int split = at < 0 ? hole.indexOf('/') : at;
        return new Hole(hole.substring(0, split), hole.substring(split + 1), at >= 0);
    }

    void addKeys(Set<String> attributes, Set<String> children) {
        for (Part part : parts) {
            if (part instanceof Hole hole) {
                (hole.attribute ? attributes : children).add(hole.key);
            }
        }
    }

    String fill(Element container) {
        StringBuilder key = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Literal literal) {
                key.append(literal.text);
            } else if (part instanceof Hole hole) {
                Element element = container.nearest(hole.element);
                if (element != null) {
                    key.append((hole.attribute ? element.attributes : element.texts).getOrDefault(hole.key, ""));
                }
            }
        }
        return key.toString();
    }
}
