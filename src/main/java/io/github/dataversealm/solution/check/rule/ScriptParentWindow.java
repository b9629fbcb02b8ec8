package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.javascript.Kind;
import io.github.dataversealm.solution.check.javascript.Node;
import io.github.dataversealm.solution.check.javascript.Script;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * Finds where a script takes its parent or opener for the window of a form: in statements and declarations that begin with
 * it, and with variables that hold it. What reaches {@code Xrm} through it is left to other rules.
 */
final class ScriptParentWindow implements Script.Visitor {

    private static final List<String> LONG = List.of("global.parent", "window.parent", "this.parent", "window.opener");
    private static final List<String> SHORT = List.of("parent", "opener");
    private static final Pattern XRM = Pattern.compile("(^|\\.)Xrm(\\.|$)");

    private static final int LONGEST = 200;

    private final BiConsumer<Node, String> found;
    private final Map<String, String> variables = new HashMap<>();

    ScriptParentWindow(BiConsumer<Node, String> found) {
        this.found = found;
    }

    @Override
    public void enter(Node node) {
        if (node.is(Kind.EXPRESSION_STATEMENT)) {
            window(node);
        } else if (node.is(Kind.DECLARATOR) && !node.child(1).is(Kind.NONE)) {
            String window = window(node.child(1));
            if (!window.isEmpty() && node.first().is(Kind.IDENTIFIER)) {
                variables.put(node.first().name(), window);
            }
        }
    }

    /** The window that an expression takes; empty when it takes none. */
    private String window(Node node) {
        String window = named(node);
        if (!window.isEmpty()) {
            found.accept(node, window);
        }
        return window;
    }

    private String named(Node node) {
        String held = variables.get(node.until('.', LONGEST));
        if (held != null) {
            return held;
        }
        for (String window : LONG) {
            if (begins(node, window) && !reachesXrm(node) || node.endsWith('.' + window)) {
                return window;
            }
        }
        for (String window : SHORT) {
            if (begins(node, window) && !reachesXrm(node)) {
                return window;
            }
        }
        return "";
    }

    private static boolean begins(Node node, String window) {
        return node.startsWith(window) && (node.length() == window.length() || node.startsWith(window + '.'));
    }

    private static boolean reachesXrm(Node node) {
        return XRM.matcher(node.text()).find();
    }
}
