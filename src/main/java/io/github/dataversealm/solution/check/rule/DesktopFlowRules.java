package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.desktopflow.Loops;
import io.github.dataversealm.solution.check.desktopflow.Passwords;
import io.github.dataversealm.solution.check.desktopflow.RobinScript;
import io.github.dataversealm.solution.check.desktopflow.RobinStatement;
import io.github.dataversealm.solution.check.desktopflow.RobinStatement.Kind;
import io.github.dataversealm.solution.check.desktopflow.RobinToken;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Desktop flows (spec check-rules section 1.2, and learn.microsoft.com/power-automate/desktop-flows/static-analysis, whose
 * limits these are).
 */
final class DesktopFlowRules {

    private DesktopFlowRules() {}

    static List<Rule<?>> rules() {
        return List.of(
                new Rule<>("desktopflow-avoid-unsafe-password", Scope.DESKTOP_FLOW, DesktopFlowRules::passwords),
                new Rule<>("desktopflow-avoid-subflow-recursion", Scope.DESKTOP_FLOW, DesktopFlowRules::recursion),
                new Rule<>("desktopflow-avoid-infinite-loop", Scope.DESKTOP_FLOW, DesktopFlowRules::loops),
                new Rule<>("desktopflow-avoid-incomplete-if-branch", Scope.DESKTOP_FLOW, DesktopFlowRules::incomplete),
                new Rule<>("desktopflow-avoid-excessive-nested-ifs", Scope.DESKTOP_FLOW, DesktopFlowRules::nested),
                new Rule<>("desktopflow-avoid-empty-on-error-block", Scope.DESKTOP_FLOW, DesktopFlowRules::handlers),
                new Rule<>("desktopflow-limit-argument-count", Scope.DESKTOP_FLOW, DesktopFlowRules::arguments),
                new Rule<>("desktopflow-input-argument-default-value", Scope.DESKTOP_FLOW, DesktopFlowRules::defaults),
                new Rule<>("desktopflow-limit-variable-name-length", Scope.DESKTOP_FLOW, DesktopFlowRules::names),
                new Rule<>("desktopflow-avoid-excessive-wait-actions", Scope.DESKTOP_FLOW, DesktopFlowRules::waits),
                new Rule<>("desktopflow-avoid-immense-wait-duration", Scope.DESKTOP_FLOW, DesktopFlowRules::longWaits));
    }

    private static void add(DesktopFlow flow, int line, String detail, String sentence, Report report) {
        report.add(flow.subject(), flow.place(line), detail, flow.sentence(line, sentence));
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static void passwords(DesktopFlow flow, Report report) {
        Passwords.find(flow.script(), (token, problem) -> add(flow, token.line(), problem, capital(problem), report));
    }

    // ---------------------------------------------------------------- subflows

    private record Call(String to, int line) {}

    private static void recursion(DesktopFlow flow, Report report) {
        Map<String, List<Call>> calls = new LinkedHashMap<>();
        Map<String, String> spelled = new LinkedHashMap<>();
        for (RobinScript.Subflow subflow : flow.script().subflows()) {
            String key = subflow.name().toLowerCase(Locale.ROOT);
            spelled.putIfAbsent(key, subflow.name());
            List<Call> own = calls.computeIfAbsent(key, same -> new ArrayList<>());
            RobinScript.visit(subflow.body(), statement -> {
                if (statement.kind() == Kind.CALL && statement.tokens().size() > 1) {
                    own.add(new Call(statement.tokens().get(1).text().toLowerCase(Locale.ROOT), statement.line()));
                }
            });
        }
        Set<String> told = new HashSet<>();
        calls.forEach((from, own) -> {
            for (Call call : own) {
                report.deadline().check();
                if (reaches(call.to(), from, calls) && told.add(from + '>' + call.to())) {
                    String to = spelled.getOrDefault(call.to(), call.to());
                    String name = spelled.get(from);
                    add(
                            flow,
                            call.line(),
                            from + '>' + call.to(),
                            from.equals(call.to())
                                    ? "The subflow " + name + " calls itself"
                                    : "The subflow " + name + " calls " + to + ", which leads back to it",
                            report);
                }
            }
        });
    }

    private static boolean reaches(String from, String to, Map<String, List<Call>> calls) {
        Set<String> seen = new HashSet<>();
        List<String> next = new ArrayList<>(List.of(from));
        while (!next.isEmpty()) {
            String at = next.remove(next.size() - 1);
            if (at.equals(to)) {
                return true;
            }
            if (seen.add(at)) {
                calls.getOrDefault(at, List.of()).forEach(call -> next.add(call.to()));
            }
        }
        return false;
    }

    // ---------------------------------------------------------------- structure

    private static void loops(DesktopFlow flow, Report report) {
        Loops.findEndless(
                flow.script(),
                statement -> add(
                        flow,
                        statement.line(),
                        statement.kind().toString(),
                        statement.kind() == Kind.LOOP
                                ? "The loop never ends"
                                : "The jump leads back to a label in front of it, and nothing leaves",
                        report));
    }

    private static void incomplete(DesktopFlow flow, Report report) {
        flow.script().visit(statement -> {
            boolean empty = statement.kind() == Kind.IF
                    && statement.branches().stream()
                            .filter(branch -> !branch.otherwise())
                            .allMatch(RobinStatement.Branch::isEmpty);
            if (empty) {
                boolean otherwise = statement.branches().stream().anyMatch(branch -> !branch.isEmpty());
                add(
                        flow,
                        statement.line(),
                        "if",
                        otherwise ? "The IF does something in its ELSE only" : "The IF does nothing",
                        report);
            }
        });
    }

    private static void nested(DesktopFlow flow, Report report) {
        long limit = report.setting("levels");
        flow.script().subflows().forEach(subflow -> nested(flow, subflow.body(), 0, limit, report));
    }

    /** Reports an IF that is too deep, and not those in it. */
    private static void nested(DesktopFlow flow, List<RobinStatement> body, int depth, long limit, Report report) {
        for (RobinStatement statement : body) {
            if (statement.disabled()) {
                continue;
            }
            int here = depth + (statement.kind() == Kind.IF ? 1 : 0);
            if (here > limit) {
                add(flow, statement.line(), "if", "The IF is the " + here + "th in each other", report);
            } else {
                statement.branches().forEach(branch -> nested(flow, branch.body(), here, limit, report));
            }
        }
    }

    private static void handlers(DesktopFlow flow, Report report) {
        flow.script().visit(statement -> {
            if (statement.kind() == Kind.ON_BLOCK_ERROR
                    && statement.branches().stream().allMatch(RobinStatement.Branch::isEmpty)) {
                add(flow, statement.line(), "handler", "The block does nothing with an error", report);
            }
        });
    }

    // ---------------------------------------------------------------- inputs, outputs and variables

    private static void arguments(DesktopFlow flow, Report report) {
        List<RobinScript.Argument> all = new ArrayList<>(flow.script().inputs());
        all.addAll(flow.script().outputs());
        if (all.size() > report.setting("arguments")) {
            add(
                    flow,
                    all.get((int) report.setting("arguments")).line(),
                    "arguments",
                    "The flow has " + flow.script().inputs().size() + " inputs and "
                            + flow.script().outputs().size() + " outputs",
                    report);
        }
    }

    private static void defaults(DesktopFlow flow, Report report) {
        for (RobinScript.Argument input : flow.script().inputs()) {
            // a default of a sensitive input would be a secret in the script
            if (input.defaultValue().isEmpty() && !flow.script().isSensitive(input.name())) {
                add(flow, input.line(), input.name(), "The input " + input.name() + " has no default value", report);
            }
        }
    }

    private static void names(DesktopFlow flow, Report report) {
        Map<String, Integer> lines = new LinkedHashMap<>();
        flow.script().inputs().forEach(input -> lines.putIfAbsent(input.name(), input.line()));
        flow.script().outputs().forEach(output -> lines.putIfAbsent(output.name(), output.line()));
        flow.script().visit(statement -> {
            List<RobinToken> tokens = statement.tokens();
            if (statement.kind() == Kind.SET && tokens.size() > 1) {
                variable(tokens.get(1), lines);
            } else if (statement.kind() == Kind.LOOP && statement.hasWord(1, "FOREACH") && tokens.size() > 2) {
                variable(tokens.get(2), lines);
            } else if (statement.kind() == Kind.LOOP && statement.hasWord(2, "FROM")) {
                variable(tokens.get(1), lines);
            }
            for (int i = 1; i + 1 < tokens.size(); i++) {
                if (tokens.get(i).isSymbol("=>")) {
                    variable(tokens.get(i + 1), lines);
                }
            }
        });
        lines.forEach((name, line) -> {
            if (name.length() > report.setting("characters")) {
                add(
                        flow,
                        line,
                        name,
                        "The name of the variable " + name + " has " + name.length() + " characters",
                        report);
            }
        });
    }

    private static void variable(RobinToken token, Map<String, Integer> lines) {
        if (token.isWord()
                && Character.isLetter(token.text().charAt(0))
                && token.text().indexOf('.') < 0) {
            lines.putIfAbsent(token.text(), token.line());
        }
    }

    // ---------------------------------------------------------------- waiting

    private static void waits(DesktopFlow flow, Report report) {
        List<RobinStatement> all = new ArrayList<>();
        flow.script().visit(statement -> {
            if (statement.kind() == Kind.WAIT && !isCondition(statement)) {
                all.add(statement);
            }
        });
        if (all.size() > report.setting("waits")) {
            add(
                    flow,
                    all.get((int) report.setting("waits")).line(),
                    "waits",
                    "The flow waits for a fixed time in " + all.size() + " places",
                    report);
        }
    }

    /** {@code WAIT (Module.Action ...)} waits for something, and not for a time. */
    private static boolean isCondition(RobinStatement wait) {
        return wait.tokens().stream().skip(1).anyMatch(token -> token.isSymbol(":"));
    }

    private static void longWaits(DesktopFlow flow, Report report) {
        flow.script().visit(statement -> {
            List<RobinToken> tokens = statement.tokens();
            if (statement.kind() == Kind.WAIT
                    && tokens.size() == 2
                    && tokens.get(1).text().matches("[0-9]{1,12}(\\.[0-9]{1,12})?")
                    && Double.parseDouble(tokens.get(1).text()) > report.setting("seconds")) {
                add(
                        flow,
                        statement.line(),
                        "wait",
                        "The flow waits for " + tokens.get(1).text() + " seconds",
                        report);
            }
        });
    }
}
