package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.javascript.Kind;
import io.github.dataversealm.solution.check.javascript.Node;

/** The names by which members and calls are known: those of a chain, joined by points. */
final class ScriptNames {

    /** Longer names are none that a rule knows. */
    private static final int MOST = 40;

    private ScriptNames() {}

    /** The first name of a chain of members, or the name itself; empty when it begins with something else. */
    static String root(Node node) {
        Node at = node;
        for (int i = 0; i < MOST && at.is(Kind.MEMBER); i++) {
            at = at.object();
        }
        return at.is(Kind.IDENTIFIER) ? at.name() : "";
    }

    /** The last name of a chain of members, or the name itself; empty when it is something else. */
    static Node last(Node node) {
        return node.is(Kind.MEMBER) ? node.property() : node;
    }

    /**
     * The name of what is called: {@code $.on} of {@code $("#a").on(f)}. Calls within are passed.
     *
     * @return empty when it does not begin with a name or {@code this}
     */
    static String ofCall(Node call) {
        StringBuilder name = new StringBuilder();
        Node at = call;
        for (int i = 0; i < MOST; i++) {
            if (at.is(Kind.CALL)) {
                at = at.first();
            } else if (at.is(Kind.MEMBER)) {
                if (!at.property().name().isEmpty()) {
                    name.insert(0, "." + at.property().name());
                }
                at = at.object();
            } else {
                return at.is(Kind.THIS) ? "this" + name : at.is(Kind.IDENTIFIER) ? at.name() + name : "";
            }
        }
        return "";
    }

    /** The name of a member, with calls passed: {@code a.b.c} of {@code a.b().c}; empty when it is no member. */
    static String ofMember(Node member) {
        StringBuilder name = new StringBuilder();
        Node at = member;
        for (int i = 0; i < MOST && at.is(Kind.MEMBER); i++) {
            name.insert(0, "." + at.property().name());
            Node object = at.object();
            at = object.is(Kind.CALL) && object.first().is(Kind.MEMBER) ? object.first() : object;
        }
        if (name.isEmpty() || at.is(Kind.MEMBER)) {
            return "";
        }
        return at.is(Kind.THIS) ? "this" + name : at.is(Kind.IDENTIFIER) ? at.name() + name : name.substring(1);
    }
}
