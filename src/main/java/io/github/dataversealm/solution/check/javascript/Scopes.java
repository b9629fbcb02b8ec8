package io.github.dataversealm.solution.check.javascript;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which names a script declares, and where they hold. Good enough to tell a local {@code top} from the window's: it knows
 * functions, parameters, {@code var}, {@code let}, {@code const}, classes, imports and {@code catch}.
 */
final class Scopes {

    private static final Set<String> NO_METHOD =
            Set.of("if", "for", "while", "switch", "with", "catch", "function", "return");

    /** Tokens from {@code from} to {@code to}, the last one included. */
    private record Range(int from, int to) {}

    private final List<Token> tokens;
    private final int[] partner;
    private final Runnable pause;
    private final Map<String, List<Range>> declared = new HashMap<>();
    private final List<Range> functions = new ArrayList<>();

    Scopes(List<Token> tokens, int[] partner, Runnable pause) {
        this.tokens = tokens;
        this.partner = partner;
        this.pause = pause;
        findFunctions();
        findVariables();
    }

    boolean isDeclared(String name, int index) {
        List<Range> ranges = declared.get(name);
        if (ranges == null) {
            return false;
        }
        for (Range range : ranges) {
            pause.run();
            if (range.from <= index && index <= range.to) {
                return true;
            }
        }
        return false;
    }

    private boolean is(int index, String sign) {
        return index >= 0 && index < tokens.size() && tokens.get(index).is(sign);
    }

    private boolean isName(int index) {
        return index >= 0 && index < tokens.size() && tokens.get(index).isName();
    }

    private boolean isMember(int index) {
        return is(index - 1, ".") || is(index - 1, "?.");
    }

    private void declare(String name, Range range) {
        List<Range> ranges = declared.computeIfAbsent(name, key -> new ArrayList<>(2));
        if (ranges.isEmpty() || !ranges.get(ranges.size() - 1).equals(range)) {
            ranges.add(range);
        }
    }

    private Range all() {
        return new Range(0, tokens.size());
    }

    // ---------------------------------------------------------------- functions

    private void findFunctions() {
        for (int i = 0; i < tokens.size(); i++) {
            pause.run();
            Token token = tokens.get(i);
            if (token.isName("function") && !isMember(i)) {
                int parameters = i + 1;
                if (is(parameters, "*")) {
                    parameters++;
                }
                if (isName(parameters)) {
                    parameters++;
                }
                function(parameters, body(parameters));
            } else if (token.is("=>")) {
                arrow(i);
            } else if (token.is("(")
                    && isName(i - 1)
                    && !NO_METHOD.contains(tokens.get(i - 1).text())
                    && !isMember(i - 1)) {
                int body = body(i);
                if (body >= 0
                        && !tokens.get(i - 1).isName("function")
                        && !(isName(i - 2) && tokens.get(i - 2).isName("function"))) {
                    function(i, body);
                }
            } else if (token.isName("catch") && is(i + 1, "(") && partner[i + 1] > 0 && is(partner[i + 1] + 1, "{")) {
                int open = partner[i + 1] + 1;
                bind(i + 2, partner[i + 1] - 1, new Range(i + 1, Math.max(open, partner[open])));
            }
        }
    }

    /** The brace of the body behind the parameters; -1 when there is none. */
    private int body(int parameters) {
        if (!is(parameters, "(") || partner[parameters] < 0 || !is(partner[parameters] + 1, "{")) {
            return -1;
        }
        return partner[parameters] + 1;
    }

    private void function(int parameters, int body) {
        if (body < 0 || partner[body] < 0) {
            return;
        }
        Range range = new Range(parameters, partner[body]);
        functions.add(range);
        bind(parameters + 1, partner[parameters] - 1, range);
    }

    private void arrow(int arrow) {
        int end = is(arrow + 1, "{") ? Math.max(arrow, partner[arrow + 1]) : expressionEnd(arrow + 1);
        if (is(arrow - 1, ")") && partner[arrow - 1] >= 0) {
            Range range = new Range(partner[arrow - 1], end);
            functions.add(range);
            bind(partner[arrow - 1] + 1, arrow - 2, range);
        } else if (isName(arrow - 1)) {
            Range range = new Range(arrow - 1, end);
            functions.add(range);
            declare(tokens.get(arrow - 1).text(), range);
        }
    }

    private int expressionEnd(int from) {
        for (int i = from; i < tokens.size(); i++) {
            pause.run();
            if (partner[i] > i) {
                i = partner[i];
            } else if (is(i, ",") || is(i, ";") || is(i, ")") || is(i, "]") || is(i, "}") || is(i, "}$")) {
                return i;
            }
        }
        return tokens.size();
    }

    /** Declares the names of a parameter list or pattern: not keys of objects, not default values. */
    private void bind(int from, int to, Range range) {
        boolean value = false;
        for (int i = from; i <= to; i++) {
            Token token = tokens.get(i);
            if (token.is(",") || token.is("{") || token.is("[")) {
                value = false;
            } else if (token.is("=")) {
                value = true;
            } else if (value && partner[i] > i) {
                i = partner[i];
            } else if (token.isName() && !value && !is(i + 1, ":")) {
                declare(token.text(), range);
            }
        }
    }

    // ---------------------------------------------------------------- variables

    private void findVariables() {
        int[] blocks = enclosingBlocks();
        for (int i = 0; i < tokens.size(); i++) {
            pause.run();
            Token token = tokens.get(i);
            if (!token.isName() || isMember(i) || is(i + 1, ":")) {
                continue;
            }
            switch (token.text()) {
                case "var" -> declarators(i + 1, functionAround(i));
                case "let", "const" -> declarators(i + 1, blockAround(blocks[i]));
                case "class" -> {
                    if (isName(i + 1) && !tokens.get(i + 1).isName("extends")) {
                        declare(tokens.get(i + 1).text(), blockAround(blocks[i]));
                    }
                }
                case "function" -> {
                    int name = is(i + 1, "*") ? i + 2 : i + 1;
                    if (isName(name)) {
                        declare(tokens.get(name).text(), functionAround(i));
                    }
                }
                case "import" -> imports(i + 1);
                default -> {
                    // no declaration
                }
            }
        }
    }

    private void imports(int from) {
        for (int i = from; i < tokens.size() && i < from + 400; i++) {
            Token token = tokens.get(i);
            if (token.isString() || token.is("(") || token.is(";") || token.is(".")) {
                return;
            }
            if (token.isName() && !token.isName("from") && !token.isName("as")) {
                declare(token.text(), all());
            }
        }
    }

    private void declarators(int from, Range range) {
        boolean binding = true;
        for (int i = from; i < tokens.size(); i++) {
            pause.run();
            Token token = tokens.get(i);
            if (token.isName("var") || token.isName("let") || token.isName("const")) {
                return;
            }
            if (binding && token.isName()) {
                declare(token.text(), range);
                binding = false;
            } else if (binding && (token.is("{") || token.is("[")) && partner[i] > i) {
                bind(i + 1, partner[i] - 1, range);
                i = partner[i];
                binding = false;
            } else if (token.is(",")) {
                binding = true;
            } else if (partner[i] > i) {
                i = partner[i];
            } else if (token.is(";") || token.is(")") || token.is("}") || token.isName("of") || token.isName("in")) {
                return;
            } else if (token.newLine() && token.isName() && !continues(i)) {
                return;
            }
        }
    }

    /** Whether a statement goes on with the name at the beginning of a line. */
    private boolean continues(int index) {
        Token before = tokens.get(index - 1);
        boolean operator = before.kind() == Token.Kind.SIGN && !before.is(")") && !before.is("]") && !before.is("}");
        return operator || before.isName("new") || before.isName("typeof") || before.isName("await");
    }

    private Range functionAround(int index) {
        Range best = all();
        for (Range function : functions) {
            pause.run();
            if (function.from < index && index <= function.to && function.to - function.from < best.to - best.from) {
                best = function;
            }
        }
        return best;
    }

    private Range blockAround(int brace) {
        return brace < 0 || partner[brace] < 0 ? all() : new Range(brace, partner[brace]);
    }

    private int[] enclosingBlocks() {
        int[] blocks = new int[tokens.size()];
        java.util.ArrayDeque<Integer> open = new java.util.ArrayDeque<>();
        for (int i = 0; i < tokens.size(); i++) {
            blocks[i] = open.isEmpty() ? -1 : open.peek();
            if (is(i, "{") && partner[i] > i) {
                open.push(i);
            } else if (is(i, "}") && !open.isEmpty() && partner[i] == open.peek()) {
                open.pop();
            }
        }
        return blocks;
    }
}
