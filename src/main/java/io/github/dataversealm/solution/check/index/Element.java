package io.github.dataversealm.solution.check.index;

import io.github.dataversealm.solution.check.finding.Origin;
import io.github.dataversealm.solution.check.finding.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** An element of a component with all that is in it. Lives as long as its component is looked at. */
public final class Element {

    private static final String[] NONE = {};

    private final String name;
    private final String[] attributes;
    private final List<Element> children = new ArrayList<>(2);
    private final long offset;
    private final int ordinal;
    private String text = "";
    private int linesBeforeText;
    private Origin origin;

    Element(Origin origin, String name, String[] attributes, long offset, int ordinal) {
        this.origin = origin;
        this.name = name;
        this.attributes = attributes.length == 0 ? NONE : attributes;
        this.offset = offset;
        this.ordinal = ordinal;
    }

    void add(Element child) {
        children.add(child);
    }

    void fill(String content) {
        text = content.strip();
        for (int i = 0; i < content.length() && Character.isWhitespace(content.charAt(i)); i++) {
            linesBeforeText += content.charAt(i) == '\n' ? 1 : 0;
        }
    }

    /** Says where the part is kept in the source folder; known when the part has been read. */
    void origin(Origin known) {
        origin = known;
        for (Element child : children) {
            child.origin(known);
        }
    }

    public String name() {
        return name;
    }

    public boolean is(String wanted) {
        return name.equals(wanted);
    }

    public List<Element> children() {
        return children;
    }

    /** The children of that name. */
    public List<Element> children(String wanted) {
        List<Element> found = new ArrayList<>(children.size());
        for (Element child : children) {
            if (child.name.equals(wanted)) {
                found.add(child);
            }
        }
        return found;
    }

    /** The first element at that path of names, such as {@code EntityInfo/entity}. */
    public Optional<Element> first(String path) {
        Element at = this;
        int from = 0;
        for (int slash = path.indexOf('/'); at != null && slash >= 0; slash = path.indexOf('/', from)) {
            at = at.child(path.substring(from, slash));
            from = slash + 1;
        }
        return at == null ? Optional.empty() : Optional.ofNullable(at.child(path.substring(from)));
    }

    private Element child(String wanted) {
        for (Element child : children) {
            if (child.name.equals(wanted)) {
                return child;
            }
        }
        return null;
    }

    /** The text at that path, without blanks around it; empty when it is not there. */
    public String text(String path) {
        return first(path).map(Element::text).orElse("");
    }

    /** Its own text, without blanks around it. */
    public String text() {
        return text;
    }

    /** The place of a line of its text, counted from 1. */
    public Place textPlace(int line) {
        return Place.below(place(), linesBeforeText + line - 1);
    }

    /** The value of an attribute; empty when it is not there. */
    public String attribute(String wanted) {
        for (int i = 0; i < attributes.length; i += 2) {
            if (attributes[i].equals(wanted)) {
                return attributes[i + 1];
            }
        }
        return "";
    }

    public boolean hasAttribute(String wanted) {
        for (int i = 0; i < attributes.length; i += 2) {
            if (attributes[i].equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    /** The names and values of the attributes, one after the other. */
    public List<String> attributes() {
        return List.of(attributes);
    }

    /** What it and the elements in it say, without their texts. */
    String key() {
        StringBuilder key = new StringBuilder();
        visit(element -> key.append(Origin.key(element.name, element.attributes())));
        return key.toString();
    }

    /** Its place when it stands in a list that has another order in the source file. */
    Place placeByKey(String key, int occurrence) {
        return Place.element(new Origin(origin.file(), origin.source(), name, occurrence, key), offset, 0);
    }

    /** Visits this element and all that are in it, in the order of the document. */
    public void visit(Consumer<Element> visitor) {
        visitor.accept(this);
        for (Element child : children) {
            child.visit(visitor);
        }
    }

    /** All elements of that name below this one, in the order of the document. */
    public List<Element> all(String wanted) {
        List<Element> found = new ArrayList<>();
        for (Element child : children) {
            child.visit(element -> {
                if (element.name.equals(wanted)) {
                    found.add(element);
                }
            });
        }
        return found;
    }

    public Origin origin() {
        return origin;
    }

    public Place place() {
        return Place.element(origin, offset, ordinal);
    }
}
