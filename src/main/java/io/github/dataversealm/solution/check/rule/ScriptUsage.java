package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.javascript.Kind;
import io.github.dataversealm.solution.check.javascript.Node;
import java.util.Arrays;
import java.util.List;

/** Finds out, in the order of the script, whether it works with forms: whether it uses the client API of model-driven apps. */
final class ScriptUsage {

    private static final List<String> NAMESPACES = List.of(
            "Xrm.Page",
            "Xrm.Utility",
            "Xrm.Panel",
            "Xrm.Device",
            "Xrm.Encoding",
            "Xrm.Navigation",
            "Xrm.WebApi",
            "Xrm.App");

    private final String text;
    /** Where the namespaces are named, in pairs of beginning and end. */
    private final int[] named;

    private boolean found;

    ScriptUsage(String text) {
        this.text = text;
        int[] places = new int[16];
        int count = 0;
        for (int at = text.indexOf("Xrm."); at >= 0; at = text.indexOf("Xrm.", at + 1)) {
            for (String namespace : NAMESPACES) {
                if (text.startsWith(namespace, at)) {
                    places = count == places.length ? Arrays.copyOf(places, count * 2) : places;
                    places[count++] = at;
                }
            }
        }
        this.named = Arrays.copyOf(places, count);
    }

    boolean isFound() {
        return found;
    }

    /** Takes an expression. */
    void see(Node node) {
        if (found) {
            return;
        }
        switch (node.kind()) {
            case IDENTIFIER ->
                found = node.name().equals("crmForm") || node.name().equals("Mscrm");
            case MEMBER ->
                found = beginsWithNamespace(node)
                        || node.length() > 11 && text.startsWith("Xrm.Internal", node.end() - 12);
            case CALL -> found = holdsNamespace(node);
            default -> {
                // does not tell
            }
        }
    }

    private boolean beginsWithNamespace(Node node) {
        for (String namespace : NAMESPACES) {
            if (node.length() >= namespace.length() && text.startsWith(namespace, node.start())) {
                return true;
            }
        }
        return false;
    }

    private boolean holdsNamespace(Node call) {
        int place = Arrays.binarySearch(named, call.start());
        int next = place >= 0 ? place : -place - 1;
        if (next >= named.length) {
            return false;
        }
        int at = named[next];
        for (String namespace : NAMESPACES) {
            if (text.startsWith(namespace, at) && at + namespace.length() <= call.end()) {
                return true;
            }
        }
        return false;
    }

    /** Takes the value of a declaration: of a call, what is called. */
    void seeValue(Node value) {
        if (value.is(Kind.CALL)) {
            Node callee = value.first();
            see(callee.is(Kind.MEMBER) ? callee.object() : callee.is(Kind.IDENTIFIER) ? callee : callee.object());
        } else {
            see(value);
        }
    }
}
