package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.javascript.Kind;
import io.github.dataversealm.solution.check.javascript.Node;
import io.github.dataversealm.solution.check.javascript.Script;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds members of the client API by the way they are written, such as {@code Xrm.Page.context.getServerUrl}: also through the
 * window, its parent or opener, and through variables that hold a part of the way. A variable holds for the rest of the
 * script, whatever function it is in, as in Microsoft's rules.
 */
final class RestrictedMembers implements Script.Visitor {

    /** The beginnings that name the same objects of the window. */
    private static final List<String> WINDOWS = List.of(
            "window.opener.",
            "window.self.",
            "window.parent.parent.",
            "window.parent.",
            "parent.parent.",
            "opener.",
            "self.",
            "parent.",
            "window.");

    private static final Pattern PARENTHESES = Pattern.compile("\\s*\\(.*?\\)\\s*");
    /** A name in brackets: {@code window["Xrm"]}. */
    private static final Pattern IN_BRACKETS = Pattern.compile("\\[([\"'])(\\w+)\\1]");

    private static final int LONGEST = 1_000;

    /** What happens when one is found. */
    interface Found {

        /** @param member the member as it is written @param name its whole name, without the window */
        void at(Node member, String name);
    }

    private final Set<String> names;
    private final Set<String> lastNames = new HashSet<>();
    private final Found found;
    private final Map<String, String> variables = new HashMap<>();

    /** @param names whole names: {@code Xrm.Page.context} */
    RestrictedMembers(Set<String> names, Found found) {
        this.names = names;
        this.found = found;
        names.forEach(name -> lastNames.add(name.substring(name.lastIndexOf('.') + 1)));
    }

    /** Goes through a script that has one of the names at all. */
    void look(Script script) {
        for (String name : lastNames) {
            if (script.text().contains(name)) {
                script.walk(this);
                return;
            }
        }
    }

    @Override
    public void enter(Node node) {
        if (node.is(Kind.MEMBER)) {
            member(node);
        } else if (node.is(Kind.DECLARATOR)) {
            declared(node);
        }
    }

    private static String text(Node node) {
        String text = node.text(LONGEST);
        return text.indexOf('[') < 0 ? text : IN_BRACKETS.matcher(text).replaceAll(".$2");
    }

    private void member(Node node) {
        if (!lastNames.contains(node.propertyName())) {
            return;
        }
        String text = text(node);
        if (text.isEmpty() || !report(node, text)) {
            String resolved = resolved(node, text);
            if (!resolved.equals(text)) {
                report(node, resolved);
            }
        }
    }

    private boolean report(Node node, String text) {
        int point = text.lastIndexOf('.');
        if (point < 0) {
            return false;
        }
        String property = text.substring(point);
        for (String object : List.of(text.substring(0, point), withoutWindow(text.substring(0, point + 1), point))) {
            String name = withoutParentheses(object) + property;
            if (names.contains(name)) {
                found.at(node, name);
                return true;
            }
        }
        return false;
    }

    private static String withoutWindow(String object, int point) {
        String rest = withoutWindow(object);
        return rest.isEmpty() ? object.substring(0, point) : rest.substring(0, rest.length() - 1);
    }

    static String withoutWindow(String text) {
        String rest = text;
        for (String window : WINDOWS) {
            if (rest.startsWith(window)) {
                rest = rest.substring(window.length());
            }
        }
        return rest;
    }

    private static String withoutParentheses(String text) {
        return text.indexOf('(') < 0 ? text : PARENTHESES.matcher(text).replaceAll("");
    }

    /** The text with the variable at its beginning replaced by what it holds. */
    private String resolved(Node member, String text) {
        Node object = member.object();
        String value = object.is(Kind.IDENTIFIER) ? variables.get(object.name()) : null;
        return value == null || text.isEmpty()
                ? text
                : value + text.substring(object.name().length());
    }

    private void declared(Node declarator) {
        Node value = declarator.child(1);
        boolean name = value.is(Kind.IDENTIFIER) || value.is(Kind.MEMBER) || value.is(Kind.CALL);
        if (!name || !declarator.first().is(Kind.IDENTIFIER)) {
            return;
        }
        String text = text(value);
        if (value.is(Kind.MEMBER)) {
            text = resolved(value, text);
        }
        if (!text.isEmpty() && leadsToName(text)) {
            variables.put(declarator.first().name(), text);
        }
    }

    private boolean leadsToName(String text) {
        String plain = withoutParentheses(text);
        if (plain.isEmpty()) {
            return false;
        }
        String rest = withoutWindow(plain);
        for (String name : names) {
            if (name.startsWith(plain)
                    || name.substring(0, name.lastIndexOf('.')).startsWith(rest)) {
                return true;
            }
        }
        return false;
    }
}
