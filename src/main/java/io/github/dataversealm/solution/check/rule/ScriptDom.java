package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.finding.Severity;
import io.github.dataversealm.solution.check.javascript.Kind;
import io.github.dataversealm.solution.check.javascript.Node;
import io.github.dataversealm.solution.check.javascript.Script;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds where a script that works with forms reaches into their document, or handles its events, past the client API. Follows
 * the variables that hold the document through the script, in its order.
 */
final class ScriptDom implements Script.Visitor {

    private static final Set<String> JQUERY = Set.of("$", "$get", "$find");
    private static final Set<String> HANDLERS =
            Set.of("attachEvent", "addEventListener", "detachEvent", "removeEventListener");

    private final ScriptFile file;
    private final Report report;
    private final boolean events;
    private final ScriptUsage usage;
    private final Set<String> documents = new HashSet<>(Set.of("document"));
    private final List<Node> members = new ArrayList<>();
    private final List<Node> others = new ArrayList<>();
    private final Set<String> properties;
    private final Set<String> functions;
    private final Set<String> jqueryEvents;
    private final Set<String> elementEvents;

    private ScriptDom(ScriptFile file, Report report, ScriptWords words, boolean events) {
        this.file = file;
        this.report = report;
        this.events = events;
        this.usage = new ScriptUsage(file.script().text());
        this.properties = words.list("document-properties");
        this.functions = words.list("document-functions");
        this.jqueryEvents = words.list("jquery-events");
        this.elementEvents = words.list("element-events");
    }

    static List<Rule<?>> rules() {
        ScriptWords words = new ScriptWords();
        return List.of(
                new Rule<>("web-avoid-dom-form", Scope.SCRIPT, (file, report) -> {
                    ScriptDom dom = new ScriptDom(file, report, words, false);
                    file.script().walk(dom);
                    dom.reportAccesses();
                }),
                new Rule<>(
                        "web-avoid-dom-form-event",
                        Scope.SCRIPT,
                        (file, report) -> file.script().walk(new ScriptDom(file, report, words, true))));
    }

    @Override
    public void enter(Node node) {
        switch (node.kind()) {
            case DECLARATOR -> {
                Node value = node.child(1);
                if (!value.is(Kind.NONE)) {
                    follow(node.first(), value);
                    usage.seeValue(value);
                }
            }
            case ASSIGNMENT -> {
                Node value = node.child(1);
                if (value.is(Kind.IDENTIFIER) || value.is(Kind.MEMBER) || value.is(Kind.CALL)) {
                    follow(node.first(), value);
                    usage.see(value);
                }
            }
            case CALL -> {
                if (!events) {
                    usage.see(node);
                }
            }
            default -> {
                // tells nothing
            }
        }
    }

    /** A variable that is set to a document, or to something of one, is one too. */
    private void follow(Node target, Node value) {
        Node source = value.is(Kind.CALL) ? value.first() : value;
        if (target.is(Kind.IDENTIFIER)
                && documents.contains(ScriptNames.last(source).name())) {
            documents.add(target.name());
        }
    }

    @Override
    public void leave(Node node) {
        if (events) {
            event(node);
        } else if (node.is(Kind.CALL)) {
            call(node);
        } else if (node.is(Kind.MEMBER)) {
            String name = node.property().is(Kind.IDENTIFIER) ? node.property().name() : "";
            if (name.startsWith("contentIFrame")) {
                others.add(node);
            } else if (properties.contains(name)) {
                members.add(node);
            }
        }
    }

    // ---------------------------------------------------------------- access

    private void call(Node call) {
        Node callee = call.first();
        boolean alone = callee.is(Kind.IDENTIFIER);
        boolean ofWindow = callee.object().isIdentifier("window");
        String name = ScriptNames.last(callee).is(Kind.IDENTIFIER)
                ? ScriptNames.last(callee).name()
                : "";
        if (alone || ofWindow) {
            if (JQUERY.contains(name) && !callee.isComputed()) {
                others.add(call);
            }
        } else if (functions.contains(name)) {
            members.add(callee);
        }
    }

    private void reportAccesses() {
        if (!usage.isFound()) {
            return;
        }
        for (Node member : members) {
            Node object = ScriptNames.last(member.object());
            if (object.is(Kind.IDENTIFIER) && documents.contains(object.name())) {
                String name = object.name() + '.' + member.property().name();
                add(member.property(), name, "It reaches into the document of the form with " + name + ".");
            }
        }
        for (Node other : others) {
            String name = ScriptNames.last(other.is(Kind.CALL) ? other.first() : other)
                    .name();
            add(other, name, "It reaches into the document of the form with " + name + ".");
        }
    }

    // ---------------------------------------------------------------- events

    private void event(Node node) {
        if (!usage.isFound()) {
            return;
        }
        if (node.is(Kind.ASSIGNMENT)) {
            Node property = node.first().property();
            if (elementEvents.contains(property.name())) {
                addEvent(property, property.name());
            }
        } else if (node.is(Kind.CALL) && node.first().is(Kind.MEMBER)) {
            Node property = node.first().property();
            if (HANDLERS.contains(property.name())) {
                addEvent(node, property.name());
            } else if (jqueryEvents.contains(property.name())
                    && ScriptNames.ofCall(node).equals("$." + property.name())) {
                addEvent(property, "$." + property.name());
            }
        }
    }

    private void addEvent(Node node, String name) {
        add(node, name, "It handles an event of the form's document with " + name + ".");
    }

    /** A script that no form and no ribbon loads may be that of a page, whose document is its own. */
    private void add(Node node, String name, String message) {
        if (file.uses().inForm()) {
            report.add(file.subject(), file.place(node), name, message);
        } else {
            report.add(
                    Severity.LOW,
                    file.subject(),
                    file.place(node),
                    name,
                    message + " No form and no ribbon of the solution loads it.");
        }
    }
}
