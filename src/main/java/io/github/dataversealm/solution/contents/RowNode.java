package io.github.dataversealm.solution.contents;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The table of rows seen from the XML: a place where an element of a component stands, or something that is noted of one. */
final class RowNode {

    /** Something to note of the component of a row; {@code attribute} is empty for the element's text. */
    record Note(ComponentRow row, String key, String attribute) {}

    private final Map<String, RowNode> children = new HashMap<>();
    private final List<Note> notes = new ArrayList<>(0);
    private ComponentRow row;

    private RowNode() {}

    static RowNode of(List<ComponentRow> rows) {
        RowNode root = new RowNode();
        for (ComponentRow row : rows) {
            RowNode node = root.below(row.path());
            node.row = row;
            for (String key : row.keys()) {
                int slash = key.lastIndexOf('/');
                String last = key.substring(slash + 1);
                boolean attribute = last.startsWith("@");
                String elements = attribute ? key.substring(0, Math.max(slash, 0)) : key;
                node.below(elements).notes.add(new Note(row, key, attribute ? last.substring(1) : ""));
            }
        }
        return root;
    }

    private RowNode below(String path) {
        RowNode node = this;
        if (!path.isEmpty()) {
            for (String element : path.split("/")) {
                node = node.children.computeIfAbsent(element, name -> new RowNode());
            }
        }
        return node;
    }

    /** The node of an element that stands here; null when nothing in it is of interest. */
    RowNode child(String element) {
        return children.get(element);
    }

    /** The node at a path of elements; null when there is none. */
    RowNode at(String path) {
        RowNode node = this;
        for (String element : path.split("/")) {
            if (node != null && !element.isEmpty()) {
                node = node.children.get(element);
            }
        }
        return node;
    }

    /** The row whose element stands here; null when it is none. */
    ComponentRow row() {
        return row;
    }

    List<Note> notes() {
        return notes;
    }
}
