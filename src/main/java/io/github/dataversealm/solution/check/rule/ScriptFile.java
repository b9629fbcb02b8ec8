package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.finding.Origin;
import io.github.dataversealm.solution.check.finding.Place;
import io.github.dataversealm.solution.check.finding.Subject;
import io.github.dataversealm.solution.check.javascript.Kind;
import io.github.dataversealm.solution.check.javascript.Node;
import io.github.dataversealm.solution.check.javascript.Script;
import java.util.function.Consumer;

/**
 * A script web resource.
 *
 * @param name the name of the web resource
 * @param uses which of its functions the solution calls, and from where
 */
record ScriptFile(String name, Subject subject, Origin origin, Script script, ScriptUses uses) {

    Place place(Node node) {
        return Place.line(origin, node.line(), node.column());
    }

    /** Goes through the nodes of one kind. */
    void each(Kind kind, Consumer<Node> consumer) {
        script.each(kind, consumer);
    }

    /** Whether an identifier means the browser's, since the script declares none of that name where it stands. */
    boolean isGlobal(Node identifier) {
        return identifier.is(Kind.IDENTIFIER) && !script.isDeclared(identifier);
    }

    /** Whether it is the browser's object of that name. */
    boolean isGlobal(Node node, String name) {
        return node.isIdentifier(name) && !script.isDeclared(node);
    }
}
