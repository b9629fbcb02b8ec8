package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.javascript.Kind;
import io.github.dataversealm.solution.check.javascript.Node;
import io.github.dataversealm.solution.check.javascript.Script;
import java.util.ArrayList;
import java.util.List;

/** Rules about what a script of a form must leave alone: its document, other windows, dialogs of the browser. */
final class ScriptFormRules {

    private ScriptFormRules() {}

    static List<Rule<?>> rules() {
        List<Rule<?>> rules = new ArrayList<>(ScriptDom.rules());
        rules.add(new Rule<>(
                "web-avoid-window-top",
                Scope.SCRIPT,
                (file, report) -> file.script()
                        .walk(new ScriptTopWindow(
                                file,
                                (node, text) -> report.add(
                                        file.subject(), file.place(node), text, "It uses the window " + text + ".")))));
        rules.add(new Rule<>(
                "web-do-not-make-parent-assumption",
                Scope.SCRIPT,
                (file, report) -> file.script()
                        .walk(new ScriptParentWindow((node, text) -> report.add(
                                file.subject(),
                                file.place(node),
                                text,
                                "It takes " + text + " for the window of the form.")))));
        rules.add(new Rule<>(
                "web-use-utility-dialogs",
                Scope.SCRIPT,
                (file, report) -> file.script().walk(new Dialogs(file, report))));
        rules.add(new Rule<>("web-avoid-modals", Scope.SCRIPT, ScriptFormRules::modals));
        rules.add(ScriptRibbon.rule());
        return List.copyOf(rules);
    }

    private static void modals(ScriptFile file, Report report) {
        file.each(Kind.CALL, call -> {
            Node callee = call.first();
            Node object = callee.object();
            boolean here = callee.isIdentifier("showModalDialog")
                    || callee.property().isIdentifier("showModalDialog")
                            && (object.isIdentifier("window") || object.isIdentifier("parent"));
            if (here) {
                report.add(file.subject(), file.place(call), "showModalDialog", "It calls showModalDialog.");
            }
        });
    }

    /** Finds dialogs of the browser in scripts that work with forms. */
    private static final class Dialogs implements Script.Visitor {

        private final ScriptFile file;
        private final Report report;
        private final ScriptUsage usage;
        private final ScriptWindows windows = new ScriptWindows();

        Dialogs(ScriptFile file, Report report) {
            this.file = file;
            this.report = report;
            this.usage = new ScriptUsage(file.script().text());
        }

        @Override
        public void enter(Node node) {
            if (node.is(Kind.IDENTIFIER) || node.is(Kind.MEMBER)) {
                usage.see(node);
            }
        }

        @Override
        public void leave(Node node) {
            if (!node.is(Kind.CALL) || !usage.isFound() || !windows.isGlobalCall(node.first())) {
                return;
            }
            Node name = ScriptNames.last(node.first());
            if (name.isIdentifier("alert") || name.isIdentifier("confirm")) {
                report.add(
                        file.subject(),
                        file.place(name),
                        name.name(),
                        name.name() + " is called in a script of forms.");
            }
        }
    }
}
