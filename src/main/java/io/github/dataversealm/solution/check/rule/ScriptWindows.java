package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.javascript.Kind;
import io.github.dataversealm.solution.check.javascript.Node;
import java.util.HashSet;
import java.util.Set;

/** Follows the variables of a script that hold the parent window, in the order of the script. */
final class ScriptWindows {

    private static final int LONGEST = 200;

    private final Set<String> parents = new HashSet<>();

    /** Takes a declaration. */
    void declared(Node declarator) {
        Node value = declarator.child(1);
        if (declarator.first().is(Kind.IDENTIFIER) && isParent(value.text(LONGEST))) {
            parents.add(declarator.first().name());
        }
    }

    private boolean isParent(String text) {
        return text.endsWith("window.parent") || text.endsWith("document.parentWindow") || parents.contains(text);
    }

    /** Whether a member is one of the window or its parent. */
    boolean isOfWindow(Node member) {
        String root = member.is(Kind.MEMBER) ? ScriptNames.root(member) : "";
        return root.equals("window") || root.equals("parent") || !root.isEmpty() && parents.contains(root);
    }

    /** Whether what is called is a function of the window: a name alone, or a member of the window. */
    boolean isGlobalCall(Node callee) {
        return callee.is(Kind.IDENTIFIER) || isOfWindow(callee);
    }
}
