package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.finding.Severity;
import io.github.dataversealm.solution.check.javascript.Kind;
import io.github.dataversealm.solution.check.javascript.Node;
import io.github.dataversealm.solution.check.javascript.Script;
import java.util.Set;

/**
 * Finds what pages of the platform have and nobody published: namespaces, global objects and functions, names of styles.
 * Microsoft's rule goes by the names alone; a name that the script declares itself is a finding of severity Low here.
 */
final class ScriptUnpublished implements Script.Visitor {

    private final ScriptFile file;
    private final Report report;
    private final ScriptWindows windows = new ScriptWindows();
    private final Set<String> namespaces;
    private final Set<String> published;
    private final Set<String> objects;
    private final Set<String> functions;

    private ScriptUnpublished(ScriptFile file, Report report, ScriptWords words) {
        this.file = file;
        this.report = report;
        this.namespaces = words.list("unpublished-namespaces");
        this.published = words.list("published-namespaces");
        this.objects = words.list("unpublished-objects");
        this.functions = words.list("unpublished-functions");
    }

    static Rule<ScriptFile> rule() {
        ScriptWords words = new ScriptWords();
        return new Rule<>(
                "web-avoid-unpub-api",
                Scope.SCRIPT,
                (file, report) -> file.script().walk(new ScriptUnpublished(file, report, words)));
    }

    @Override
    public void enter(Node node) {
        if (node.is(Kind.DECLARATOR)) {
            windows.declared(node);
        }
    }

    @Override
    public void leave(Node node) {
        switch (node.kind()) {
            case IDENTIFIER -> {
                if (objects.contains(node.name())) {
                    add(node, "object", node.name(), isOwn(node));
                }
            }
            case MEMBER -> namespace(node);
            case CALL -> call(node);
            default -> {
                // nothing to find
            }
        }
    }

    /** Whether a name is one of the script: declared by it, or the key or member of something that is not the window. */
    private boolean isOwn(Node identifier) {
        Node parent = identifier.parent();
        boolean inside = parent.is(Kind.PROPERTY) && parent.first().isSame(identifier)
                || parent.is(Kind.MEMBER)
                        && parent.property().isSame(identifier)
                        && !parent.isComputed()
                        && !windows.isOfWindow(parent);
        return inside || !file.isGlobal(identifier);
    }

    private void namespace(Node member) {
        Node object = member.object();
        Node root = object.is(Kind.IDENTIFIER) ? object : windows.isOfWindow(object) ? object.property() : null;
        if (root == null) {
            return;
        }
        String name = root.name();
        String property = member.property().name();
        boolean found = name.equals("Xrm") && !property.isEmpty() && !published.contains(property)
                || name.equals("Microsoft") && property.equals("Crm")
                || namespaces.contains(name);
        if (found) {
            boolean own = root.isSame(object) && !file.isGlobal(root);
            add(member.property(), "namespace", name + (property.isEmpty() ? "" : '.' + property), own);
        }
    }

    private void call(Node call) {
        Node callee = call.first();
        if (windows.isGlobalCall(callee)) {
            Node name = ScriptNames.last(callee);
            if (functions.contains(name.name())) {
                add(name, "function", name.name(), callee.is(Kind.IDENTIFIER) && !file.isGlobal(callee));
            }
            return;
        }
        for (Node argument : call.arguments()) {
            if (argument.is(Kind.STRING) && argument.text().contains("ms-crm-")) {
                add(argument, "style", "ms-crm-", false);
            }
        }
    }

    private void add(Node node, String what, String name, boolean own) {
        String message = "It uses the " + what + " " + name + ", which is not published";
        if (own) {
            report.add(
                    Severity.LOW,
                    file.subject(),
                    file.place(node),
                    name,
                    message + "; the script itself has something of that name.");
        } else {
            report.add(file.subject(), file.place(node), name, message + ".");
        }
    }
}
