package io.github.dataversealm.solution.check.javascript;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A node of a script: where it is in its {@link Tree}. A child or parent that is not there is a node of kind
 * {@link Kind#NONE}, which has no children and no name, so that rules can ask on.
 */
public final class Node {

    private static final Set<Kind> FUNCTIONS = Set.of(Kind.FUNCTION, Kind.FUNCTION_DECLARATION, Kind.ARROW);

    private final Tree tree;
    private final int index;

    Node(Tree tree, int index) {
        this.tree = tree;
        this.index = index;
    }

    int index() {
        return index;
    }

    public Kind kind() {
        return tree.kind(index);
    }

    public boolean is(Kind kind) {
        return tree.kind(index) == kind;
    }

    /** Whether it is that identifier. */
    public boolean isIdentifier(String name) {
        return is(Kind.IDENTIFIER) && name().equals(name);
    }

    public boolean isFunction() {
        return FUNCTIONS.contains(kind());
    }

    public Node parent() {
        return new Node(tree, tree.parent(index));
    }

    /** The child at that place, from 0. */
    public Node child(int place) {
        int child = tree.firstChild(index);
        for (int i = 0; i < place && child != 0; i++) {
            child = tree.next(child);
        }
        return new Node(tree, child);
    }

    public Node first() {
        return new Node(tree, tree.firstChild(index));
    }

    public Node last() {
        int child = tree.firstChild(index);
        for (int next = child; next != 0; next = tree.next(next)) {
            child = next;
        }
        return new Node(tree, child);
    }

    /** The child of the same parent behind it. */
    public Node next() {
        return new Node(tree, tree.next(index));
    }

    public List<Node> children() {
        List<Node> children = new ArrayList<>();
        for (int child = tree.firstChild(index); child != 0; child = tree.next(child)) {
            children.add(new Node(tree, child));
        }
        return children;
    }

    /** The arguments of a call. */
    public List<Node> arguments() {
        List<Node> children = children();
        return children.isEmpty() ? children : children.subList(1, children.size());
    }

    /** Whether it is that node. */
    public boolean isSame(Node other) {
        return other.index == index;
    }

    /** The name of an identifier, the operator of an operation, the kind of a declaration; empty for others. */
    public String name() {
        return tree.name(index);
    }

    /** The object of a member. */
    public Node object() {
        return is(Kind.MEMBER) ? first() : new Node(tree, 0);
    }

    /** The property of a member. */
    public Node property() {
        return is(Kind.MEMBER) ? child(1) : new Node(tree, 0);
    }

    /** Whether a property or key is in brackets. */
    public boolean isComputed() {
        return tree.has(index, Tree.COMPUTED);
    }

    /** Whether it is asked with {@code ?.}. */
    public boolean isOptional() {
        return tree.has(index, Tree.OPTIONAL);
    }

    /** Whether it is in parentheses of its own. */
    public boolean isParenthesized() {
        return tree.has(index, Tree.PARENTHESIZED);
    }

    /** Whether it is {@code "..."} as a statement at the beginning of a script or function, such as {@code "use strict"}. */
    public boolean isDirective() {
        return tree.has(index, Tree.DIRECTIVE);
    }

    /** The value of a string or piece of a template, with its escapes resolved; empty for others. */
    public String string() {
        return switch (kind()) {
            case STRING -> Literals.value(tree.source(), start() + 1, end() - 1);
            case TEMPLATE_PIECE -> Literals.value(tree.source(), start(), end());
            default -> "";
        };
    }

    /** The property's name, whether it is written {@code a.b}, {@code a["b"]} or {@code a[`b`]}; empty when it is computed. */
    public String propertyName() {
        Node property = property();
        if (property.is(Kind.STRING)) {
            return property.string();
        }
        if (property.is(Kind.TEMPLATE)) {
            return property.child(1).is(Kind.NONE) ? property.first().string() : "";
        }
        return isComputed() ? "" : property.name();
    }

    /** Where it begins in the script, in characters. */
    public int start() {
        return tree.start(index);
    }

    /** Where what follows it begins. */
    public int end() {
        return tree.end(index);
    }

    public int length() {
        return end() - start();
    }

    /** Its characters, as they are written. */
    public String text() {
        return tree.source().substring(start(), end());
    }

    /** Its characters, if they are no more than so many; else nothing. */
    public String text(int most) {
        return length() <= most ? text() : "";
    }

    /** Whether its characters begin with these. */
    public boolean startsWith(String beginning) {
        return length() >= beginning.length() && tree.source().startsWith(beginning, start());
    }

    /** Whether its characters end with these. */
    public boolean endsWith(String ending) {
        return length() >= ending.length() && tree.source().startsWith(ending, end() - ending.length());
    }

    /** Its characters before a sign, or all of them when it does not have it; nothing when they are more than so many. */
    public String until(char sign, int most) {
        int at = start();
        while (at < end() && tree.source().charAt(at) != sign) {
            if (at++ - start() == most) {
                return "";
            }
        }
        return tree.source().substring(start(), at);
    }

    /** The line where it begins, from 1. */
    public int line() {
        return tree.lines().line(start());
    }

    /** The column where it begins, in characters, from 1. */
    public int column() {
        return tree.lines().column(start());
    }

    @Override
    public String toString() {
        return kind() + " " + text(200);
    }
}
