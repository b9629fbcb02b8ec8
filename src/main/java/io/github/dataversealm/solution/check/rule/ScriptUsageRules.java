package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.finding.Confidence;
import io.github.dataversealm.solution.check.finding.Place;
import io.github.dataversealm.solution.check.javascript.Kind;
import io.github.dataversealm.solution.check.javascript.Node;
import io.github.dataversealm.solution.check.javascript.Script;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Rules about good use of the language, after ESLint's {@code no-console}, {@code no-alert}, {@code eqeqeq}, {@code strict},
 * {@code no-with} and {@code no-debugger}.
 */
final class ScriptUsageRules {

    private static final Set<String> DIALOGS = Set.of("alert", "confirm", "prompt");
    private static final Set<String> WINDOWS = Set.of("window", "globalThis");

    private ScriptUsageRules() {}

    static List<Rule<?>> rules() {
        return List.of(
                new Rule<>("web-remove-console", Scope.SCRIPT, ScriptUsageRules::console),
                new Rule<>("web-remove-alert", Scope.SCRIPT, ScriptUsageRules::alert),
                new Rule<>("web-use-strict-equality-operators", Scope.SCRIPT, ScriptUsageRules::equality),
                new Rule<>(
                        "web-use-strict-mode",
                        Scope.SCRIPT,
                        (file, report) -> file.script().walk(new ScriptStrictness(file, report))),
                new Rule<>(
                        "web-avoid-with",
                        Scope.SCRIPT,
                        (file, report) -> file.each(
                                Kind.WITH, node -> add(file, report, node, "with", "It has a with statement."))),
                new Rule<>("web-remove-debug-script", Scope.SCRIPT, ScriptUsageRules::debug),
                new Rule<>("web-unsupported-syntax", Scope.SCRIPT, ScriptUsageRules::syntax));
    }

    private static void add(ScriptFile file, Report report, Node node, String detail, String message) {
        report.add(file.subject(), file.place(node), detail, message);
    }

    private static void console(ScriptFile file, Report report) {
        file.each(Kind.MEMBER, member -> {
            Node object = member.object();
            boolean ofWindow = object.propertyName().equals("console") && isWindow(file, object.object());
            if (ofWindow || file.isGlobal(object, "console")) {
                String name = "console"
                        + (member.isComputed() ? "" : '.' + member.property().name());
                add(file, report, member, name, name + " is used.");
            }
        });
    }

    private static void alert(ScriptFile file, Report report) {
        file.each(Kind.CALL, call -> {
            Node callee = call.first().is(Kind.CHAIN) ? call.first().first() : call.first();
            String name = callee.is(Kind.MEMBER)
                    ? isWindow(file, callee.object()) ? callee.propertyName() : ""
                    : file.isGlobal(callee) ? callee.name() : "";
            if (DIALOGS.contains(name)) {
                add(file, report, call, name, name + " is called.");
            }
        });
    }

    private static boolean isWindow(ScriptFile file, Node node) {
        return node.is(Kind.IDENTIFIER) && WINDOWS.contains(node.name()) && file.isGlobal(node)
                || node.is(Kind.THIS) && isOutsideOfFunctions(file, node);
    }

    private static boolean isOutsideOfFunctions(ScriptFile file, Node node) {
        for (Node at = node.parent(); !at.is(Kind.NONE); at = at.parent()) {
            if (at.isFunction() || at.is(Kind.BLOCK) || at.is(Kind.CLASS_BODY)) {
                return false;
            }
        }
        return !file.script().isModule();
    }

    private static void equality(ScriptFile file, Report report) {
        file.each(Kind.BINARY, node -> {
            if (node.name().equals("==") || node.name().equals("!=")) {
                String left = ScriptNames.last(node.first()).name();
                Script.Mark operator = file.script().operator(node);
                report.add(
                        file.subject(),
                        Place.line(file.origin(), operator.line(), operator.column()),
                        (left.length() > 40 ? left.substring(0, 40) : left) + node.name(),
                        "It compares with " + node.name() + ", which converts types.");
            }
        });
    }

    private static void debug(ScriptFile file, Report report) {
        file.each(Kind.DEBUGGER, node -> add(file, report, node, "debugger", "It has a debugger statement."));
        String name = file.name().toLowerCase(Locale.ROOT);
        if (name.substring(name.lastIndexOf('/') + 1).matches(".*(^|[._-])debug\\.js")) {
            report.add(
                    Confidence.HEURISTIC,
                    file.subject(),
                    file.place(file.script().root()),
                    "name",
                    "Its name says that it is for debugging.");
        }
    }

    /** Microsoft's checker reads scripts as ECMAScript 2018: what is newer, or no script at all, it cannot check. */
    private static void syntax(ScriptFile file, Report report) {
        Optional<Script.Mark> problem = file.script().problem();
        Optional<Script.Mark> newer = file.script().newSyntax();
        if (newer.isPresent() && (problem.isEmpty() || isBefore(newer.get(), problem.get()))) {
            at(
                    file,
                    report,
                    newer.get(),
                    "It has syntax that is newer than ECMAScript 2018: "
                            + newer.get().what() + ".");
        } else if (problem.isPresent()) {
            at(
                    file,
                    report,
                    problem.get(),
                    "It is no JavaScript from here: " + problem.get().what() + ". Browsers do not run the script.");
        }
    }

    private static boolean isBefore(Script.Mark first, Script.Mark second) {
        return first.line() < second.line() || first.line() == second.line() && first.column() <= second.column();
    }

    private static void at(ScriptFile file, Report report, Script.Mark mark, String message) {
        report.add(file.subject(), Place.line(file.origin(), mark.line(), mark.column()), "syntax", message);
    }
}
