package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.javascript.Kind;
import io.github.dataversealm.solution.check.javascript.Node;
import io.github.dataversealm.solution.check.javascript.Script;

/**
 * Finds the outermost functions that do not run in strict mode, after ESLint's rule {@code strict}. Modules and classes are
 * strict by themselves, and so is what stands below {@code "use strict"} at the beginning of the script.
 */
final class ScriptStrictness implements Script.Visitor {

    private static final String STRICT = "use strict";

    private final ScriptFile file;
    private final Report report;
    private final boolean whole;
    /** How many functions and classes are around. */
    private int around;

    ScriptStrictness(ScriptFile file, Report report) {
        this.file = file;
        this.report = report;
        this.whole = file.script().isModule() || isStrict(file.script().root());
    }

    @Override
    public void enter(Node node) {
        if (node.is(Kind.CLASS_BODY)) {
            around++;
        } else if (node.isFunction()) {
            if (around == 0 && !whole && !isStrict(node.last())) {
                String name = name(node);
                report.add(
                        file.subject(),
                        file.place(node),
                        name.isEmpty() ? "function" : name,
                        (name.isEmpty() ? "A function" : "The function " + name) + " does not run in strict mode.");
            }
            around++;
        }
    }

    @Override
    public void leave(Node node) {
        if (node.is(Kind.CLASS_BODY) || node.isFunction()) {
            around--;
        }
    }

    private static boolean isStrict(Node list) {
        if (!list.is(Kind.BLOCK) && !list.is(Kind.PROGRAM)) {
            return false;
        }
        Node statement = list.first();
        while (statement.isDirective()) {
            if (statement.first().string().equals(STRICT)) {
                return true;
            }
            statement = statement.next();
        }
        return false;
    }

    private static String name(Node function) {
        if (!function.is(Kind.ARROW) && function.first().is(Kind.IDENTIFIER)) {
            return function.first().name();
        }
        Node parent = function.parent();
        return parent.is(Kind.DECLARATOR) || parent.is(Kind.ASSIGNMENT) || parent.is(Kind.PROPERTY)
                ? ScriptNames.last(parent.first()).name()
                : "";
    }
}
