package io.github.dataversealm.solution.check.desktopflow;

import io.github.dataversealm.solution.check.desktopflow.RobinStatement.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Loops that have no end: a condition that is always true, or of variables that nothing in the loop names, a step of 0, or a
 * jump back to a label, each without a statement that leaves. What another subflow does is not known, so that a loop that
 * calls one is taken to end.
 */
public final class Loops {

    private Loops() {}

    /** Shows each statement that runs for ever. */
    public static void findEndless(RobinScript script, Consumer<RobinStatement> found) {
        script.subflows().forEach(subflow -> jumps(subflow.body(), found));
        script.visit(statement -> {
            if (statement.kind() == Kind.LOOP && isEndless(statement)) {
                found.accept(statement);
            }
            statement.branches().forEach(branch -> jumps(branch.body(), found));
        });
    }

    private static boolean isEndless(RobinStatement loop) {
        List<RobinStatement> body =
                loop.branches().isEmpty() ? List.of() : loop.branches().get(0).body();
        if (leaves(body, true) || calls(body)) {
            return false;
        }
        if (loop.hasWord(1, "WHILE")) {
            return isEndlessCondition(loop.tokens().subList(2, loop.tokens().size()), body);
        }
        return hasNoStep(loop);
    }

    /** {@code LOOP i FROM 1 TO 10 STEP 0}. */
    private static boolean hasNoStep(RobinStatement loop) {
        List<RobinToken> tokens = loop.tokens();
        for (int i = 3; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).isWord("STEP")) {
                return i + 2 == tokens.size() && tokens.get(i + 1).isWord("0");
            }
        }
        return false;
    }

    private static boolean isEndlessCondition(List<RobinToken> condition, List<RobinStatement> body) {
        List<RobinToken> plain = condition.stream()
                .filter(token -> !token.isSymbol("(") && !token.isSymbol(")"))
                .toList();
        if (plain.size() == 1) {
            return plain.get(0).isWord("True");
        }
        if (plain.size() != 3 || plain.get(1).kind() != RobinToken.Kind.SYMBOL) {
            return false;
        }
        RobinToken left = plain.get(0);
        RobinToken right = plain.get(2);
        if (isConstant(left) && isConstant(right)) {
            return holds(left, plain.get(1).text(), right);
        }
        // both sides are plain, and nothing in the loop even names what they are made of
        return isPlain(left) && isPlain(right) && !names(body, variable(left)) && !names(body, variable(right));
    }

    private static boolean isConstant(RobinToken token) {
        return token.isText()
                ? token.text().indexOf('%') < 0
                : token.isWord("True") || token.isWord("False") || isNumber(token.text());
    }

    private static boolean isNumber(String text) {
        return text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?");
    }

    private static boolean isPlain(RobinToken token) {
        return token.isWord() || isConstant(token);
    }

    /** The variable that a word begins with; empty for a constant. */
    private static String variable(RobinToken token) {
        if (isConstant(token)) {
            return "";
        }
        int point = token.text().indexOf('.');
        return point < 0 ? token.text() : token.text().substring(0, point);
    }

    private static boolean holds(RobinToken left, String operator, RobinToken right) {
        boolean numbers = isNumber(left.text()) && isNumber(right.text());
        int order = numbers
                ? Double.compare(Double.parseDouble(left.text()), Double.parseDouble(right.text()))
                : left.text().compareToIgnoreCase(right.text());
        return switch (operator) {
            case "=" -> order == 0;
            case "<>" -> order != 0;
            case "<" -> numbers && order < 0;
            case ">" -> numbers && order > 0;
            case "<=" -> numbers && order <= 0;
            case ">=" -> numbers && order >= 0;
            default -> false;
        };
    }

    private static boolean names(List<RobinStatement> body, String variable) {
        if (variable.isEmpty()) {
            return false;
        }
        String wanted = variable.toLowerCase(Locale.ROOT);
        List<RobinToken> tokens = new ArrayList<>();
        RobinScript.visit(body, statement -> {
            tokens.addAll(statement.tokens());
            statement.branches().forEach(branch -> tokens.addAll(branch.tokens()));
        });
        return tokens.stream()
                .map(token -> token.text().toLowerCase(Locale.ROOT))
                .anyMatch(text -> text.equals(wanted) || text.startsWith(wanted + '.') || text.contains('%' + wanted));
    }

    private static boolean calls(List<RobinStatement> body) {
        boolean[] found = {false};
        RobinScript.visit(body, statement -> found[0] |= statement.kind() == Kind.CALL);
        return found[0];
    }

    private static final Set<Kind> LEAVING = Set.of(Kind.GOTO, Kind.THROW);

    /** @param inLoop whether leaving the innermost loop leaves these statements */
    private static boolean leaves(List<RobinStatement> body, boolean inLoop) {
        for (RobinStatement statement : body) {
            if (statement.disabled()) {
                continue;
            }
            boolean exit = statement.kind() == Kind.EXIT && (inLoop || !statement.hasWord(1, "LOOP"));
            boolean thrown =
                    statement.tokens().get(0).text().toLowerCase(Locale.ROOT).contains("throw");
            if (exit || thrown || LEAVING.contains(statement.kind())) {
                return true;
            }
            boolean inner = inLoop && statement.kind() != Kind.LOOP;
            if (statement.branches().stream().anyMatch(branch -> leaves(branch.body(), inner))) {
                return true;
            }
        }
        return false;
    }

    /** A label, and behind it in the same body a jump back that nothing skips. */
    private static void jumps(List<RobinStatement> body, Consumer<RobinStatement> found) {
        for (int from = 0; from < body.size(); from++) {
            RobinStatement label = body.get(from);
            if (label.kind() != Kind.LABEL || label.disabled() || label.tokens().size() < 2) {
                continue;
            }
            for (int to = from + 1; to < body.size(); to++) {
                RobinStatement jump = body.get(to);
                if (jump.kind() == Kind.GOTO
                        && !jump.disabled()
                        && jump.tokens().size() > 1) {
                    List<RobinStatement> between = body.subList(from + 1, to);
                    boolean back = jump.tokens()
                            .get(1)
                            .text()
                            .equalsIgnoreCase(label.tokens().get(1).text());
                    if (back && !leaves(between, false) && !calls(between)) {
                        found.accept(jump);
                    }
                    break;
                }
            }
        }
    }
}
