package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.javascript.Kind;
import io.github.dataversealm.solution.check.javascript.Node;
import io.github.dataversealm.solution.check.javascript.Script;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Finds the window on top: {@code window.top}, {@code window.parent.parent}, also through variables of the script, and
 * members of {@code top} itself.
 */
final class ScriptTopWindow implements Script.Visitor {

    private static final List<String> TOP = List.of("window.top", "window.parent.parent");
    private static final int LONGEST = 200;

    private final ScriptFile file;
    private final BiConsumer<Node, String> found;
    private final Map<String, String> variables = new HashMap<>();

    ScriptTopWindow(ScriptFile file, BiConsumer<Node, String> found) {
        this.file = file;
        this.found = found;
    }

    @Override
    public void enter(Node node) {
        switch (node.kind()) {
            case DECLARATOR, ASSIGNMENT, BINARY -> operands(node.first(), node.child(1));
            case EXPRESSION_STATEMENT -> {
                String text = node.first().text(LONGEST);
                int point = text.indexOf('.');
                report(node, point < 0 ? text : resolved(text.substring(0, point), text));
            }
            case MEMBER -> {
                boolean top = node.object().isIdentifier("window")
                        && node.property().name().equals("top");
                boolean parent = node.property().name().equals("parent")
                        && node.object().property().name().equals("parent")
                        && node.object().object().isIdentifier("window");
                if (top || parent) {
                    found.accept(node, top ? TOP.get(0) : TOP.get(1));
                } else if (file.isGlobal(node.object(), "top")) {
                    found.accept(node, "top");
                }
            }
            case CALL -> {
                if (node.first().isIdentifier("$") && node.parent().is(Kind.MEMBER)) {
                    target(node.child(1));
                }
            }
            default -> {
                // no window
            }
        }
    }

    private void operands(Node left, Node right) {
        Node value = right.is(Kind.CALL)
                        && right.first().isIdentifier("$")
                        && !right.child(1).is(Kind.NONE)
                ? right.child(1)
                : right;
        if (!value.is(Kind.NONE)) {
            String text = value.is(Kind.IDENTIFIER) ? resolved(value.name(), value.name()) : value.text(LONGEST);
            report(value, text);
            boolean window = TOP.contains(text) || TOP.stream().anyMatch(top -> top.startsWith(text + '.'));
            if (left.is(Kind.IDENTIFIER) && window) {
                variables.put(left.name(), text);
            }
        }
        target(left);
    }

    private void target(Node node) {
        if (node.is(Kind.MEMBER)) {
            String text = node.text(LONGEST);
            report(
                    node,
                    node.object().is(Kind.IDENTIFIER) && !text.isEmpty()
                            ? resolved(node.object().name(), text)
                            : text);
        }
    }

    /** The text with the name at its beginning replaced by what the variable holds. */
    private String resolved(String name, String text) {
        String value = variables.get(name);
        return value == null ? text : value + text.substring(name.length());
    }

    private void report(Node node, String text) {
        if (TOP.contains(text)) {
            found.accept(node, text);
        }
    }
}
