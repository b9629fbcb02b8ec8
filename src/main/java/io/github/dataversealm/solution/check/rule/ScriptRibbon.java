package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.finding.Confidence;
import io.github.dataversealm.solution.check.finding.Severity;
import io.github.dataversealm.solution.check.javascript.Kind;
import io.github.dataversealm.solution.check.javascript.Node;
import io.github.dataversealm.solution.check.javascript.Script;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds calls of {@code ui.refreshRibbon()}. Microsoft's rule finds all of them and cannot tell where one hurts: in a rule of
 * the ribbon, which it runs again, and while a form is loaded. Here the handlers of the solution tell: one that such a
 * function of the script comes to, also through other functions of the same script, has the severity of the rule, all others
 * are Low.
 */
final class ScriptRibbon implements Script.Visitor {

    private record Refresh(Node call, String function) {}

    private final List<Refresh> refreshes = new ArrayList<>();
    /** For each function of the script by its last name the last names of what it calls. */
    private final Map<String, Set<String>> calls = new HashMap<>();

    private final Deque<String> around = new ArrayDeque<>();

    private ScriptRibbon() {}

    static Rule<ScriptFile> rule() {
        return new Rule<>("web-avoid-ui-refreshribbon", Scope.SCRIPT, (file, report) -> {
            ScriptRibbon ribbon = new ScriptRibbon();
            file.script().walk(ribbon);
            ribbon.report(file, report);
        });
    }

    @Override
    public void enter(Node node) {
        if (node.isFunction()) {
            String name = nameOf(node);
            around.push(name.isEmpty() && !around.isEmpty() ? around.peek() : name);
        } else if (node.is(Kind.CALL)) {
            Node callee = node.first();
            String function = around.isEmpty() ? "" : around.peek();
            calls.computeIfAbsent(function, name -> new HashSet<>())
                    .add(ScriptNames.last(callee).name());
            if (callee.property().isIdentifier("refreshRibbon")
                    && callee.object().property().isIdentifier("ui")) {
                refreshes.add(new Refresh(node, function));
            }
        }
    }

    @Override
    public void leave(Node node) {
        if (node.isFunction()) {
            around.pop();
        }
    }

    /** The last name of a function: its own, or that of the variable, property or key that it is put into. */
    private static String nameOf(Node function) {
        if (!function.is(Kind.ARROW) && function.first().is(Kind.IDENTIFIER)) {
            return function.first().name();
        }
        Node parent = function.parent();
        return switch (parent.kind()) {
            case DECLARATOR, PROPERTY, METHOD, FIELD ->
                parent.first().is(Kind.STRING)
                        ? parent.first().string()
                        : parent.first().name();
            case ASSIGNMENT -> ScriptNames.last(parent.first()).name();
            default -> "";
        };
    }

    private void report(ScriptFile file, Report report) {
        if (refreshes.isEmpty()) {
            return;
        }
        Set<String> inRules = reached(file.uses().inRibbonRules());
        Set<String> atLoad = reached(file.uses().atLoad());
        Set<String> ruleItself = lastNames(file.uses().inRibbonRules());
        Set<String> loadItself = lastNames(file.uses().atLoad());
        for (Refresh refresh : refreshes) {
            String name = refresh.function.isEmpty() ? "the script" : refresh.function;
            if (inRules.contains(refresh.function)) {
                report.add(
                        certain(ruleItself.contains(refresh.function)),
                        file.subject(),
                        file.place(refresh.call),
                        name,
                        "A rule of the ribbon comes to " + name
                                + ", which refreshes the ribbon, which runs the rule again.");
            } else if (atLoad.contains(refresh.function)) {
                report.add(
                        certain(loadItself.contains(refresh.function)),
                        file.subject(),
                        file.place(refresh.call),
                        name,
                        "A form that is loaded comes to " + name + ", which refreshes the ribbon once more.");
            } else {
                report.add(
                        Severity.LOW,
                        Confidence.HEURISTIC,
                        file.subject(),
                        file.place(refresh.call),
                        name,
                        "It refreshes the ribbon. No rule of a ribbon and no form that is loaded was found to come to it.");
            }
        }
    }

    /** What a handler calls is known by its name alone, and by calls that may never be made. */
    private static Confidence certain(boolean isHandler) {
        return isHandler ? Confidence.EXACT : Confidence.HEURISTIC;
    }

    private static Set<String> lastNames(Set<String> functions) {
        return functions.stream()
                .map(function -> function.substring(function.lastIndexOf('.') + 1))
                .collect(Collectors.toSet());
    }

    private Set<String> reached(Set<String> functions) {
        Set<String> reached = new HashSet<>();
        Deque<String> next = new ArrayDeque<>();
        for (String function : functions) {
            next.add(function.substring(function.lastIndexOf('.') + 1));
        }
        while (!next.isEmpty()) {
            String function = next.remove();
            if (!function.isEmpty() && reached.add(function)) {
                next.addAll(calls.getOrDefault(function, Set.of()));
            }
        }
        return reached;
    }
}
