package io.github.dataversealm.solution.check.javascript;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** A script as rules see it: its tokens, the chains of members, and which names are its own. */
public final class Script {

    private static final Set<String> NO_START = Set.of(
            "new",
            "return",
            "typeof",
            "delete",
            "void",
            "throw",
            "case",
            "in",
            "of",
            "await",
            "yield",
            "else",
            "do",
            "instanceof",
            "var",
            "let",
            "const",
            "function",
            "class",
            "if",
            "for",
            "while",
            "switch",
            "catch",
            "with",
            "import",
            "export",
            "extends",
            "try",
            "finally",
            "default",
            "break",
            "continue",
            "debugger");

    private final String text;
    private final List<Token> tokens;
    private final List<Comment> comments;
    private final int[] partner;
    private final Scopes scopes;
    private final List<Chain> chains;

    private Script(String text, Runnable pause) {
        this.text = text;
        Tokenizer tokenizer = new Tokenizer(text, pause);
        this.tokens = tokenizer.tokens();
        this.comments = tokenizer.comments();
        this.partner = partners();
        this.scopes = new Scopes(tokens, partner, pause);
        this.chains = findChains();
    }

    /** @param pause is called often; may throw to end the work */
    public static Script of(String text, Runnable pause) {
        return new Script(text, pause);
    }

    /**
     * A chain of names: {@code Xrm.Page.context}, {@code window["Xrm"].Page}.
     *
     * @param names its names in their order
     * @param indexes the tokens of the names
     * @param end the index of the token behind the chain
     */
    public record Chain(List<String> names, List<Integer> indexes, int end) {

        public String name(int i) {
            return i < names.size() ? names.get(i) : "";
        }

        public int size() {
            return names.size();
        }

        public String last() {
            return names.get(names.size() - 1);
        }

        /** Whether it begins with these names. */
        public boolean startsWith(String... wanted) {
            if (names.size() < wanted.length) {
                return false;
            }
            for (int i = 0; i < wanted.length; i++) {
                if (!names.get(i).equals(wanted[i])) {
                    return false;
                }
            }
            return true;
        }
    }

    public String text() {
        return text;
    }

    public List<Token> tokens() {
        return tokens;
    }

    public Token token(int index) {
        return tokens.get(index);
    }

    public int size() {
        return tokens.size();
    }

    public List<Comment> comments() {
        return comments;
    }

    /** The chains that begin with a name of their own, not with the result of a call. */
    public List<Chain> chains() {
        return chains;
    }

    /** Whether the token is that sign; false when there is no such token. */
    public boolean is(int index, String sign) {
        return index >= 0 && index < tokens.size() && tokens.get(index).is(sign);
    }

    /** Whether the name at that place is a member of something. */
    public boolean isMember(int index) {
        return is(index - 1, ".") || is(index - 1, "?.");
    }

    /** The index of the bracket that closes or opens the one at this index; -1 when there is none. */
    public int partner(int index) {
        return partner[index];
    }

    /** Whether the script declares a name itself where the token stands, so that it does not mean the global one. */
    public boolean isDeclared(String name, int index) {
        return scopes.isDeclared(name, index);
    }

    /** Whether something is called at that index: an opening parenthesis, or an optional call. */
    public boolean isCall(int index) {
        return is(index, "(") || is(index, "?.") && is(index + 1, "(");
    }

    /** The arguments of the call whose parenthesis is at this index: for each the index of its first and last token. */
    public List<int[]> arguments(int parenthesis) {
        int open = is(parenthesis, "?.") ? parenthesis + 1 : parenthesis;
        int close = partner[open];
        List<int[]> arguments = new ArrayList<>();
        if (close < 0) {
            return arguments;
        }
        int from = open + 1;
        for (int i = open + 1; i <= close; i++) {
            if (i == close || tokens.get(i).is(",")) {
                if (i > from) {
                    arguments.add(new int[] {from, i - 1});
                }
                from = i + 1;
            } else if (partner[i] > i) {
                i = partner[i];
            }
        }
        return arguments;
    }

    /** Whether the tokens are one plain literal. */
    public boolean isLiteral(int[] argument) {
        Token first = tokens.get(argument[0]);
        return argument[0] == argument[1]
                && (first.isString()
                        || first.kind() == Token.Kind.NUMBER
                        || first.kind() == Token.Kind.TEMPLATE
                        || first.isName("null")
                        || first.isName("true")
                        || first.isName("false"));
    }

    private int[] partners() {
        int[] partners = new int[tokens.size()];
        Arrays.fill(partners, -1);
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.kind() != Token.Kind.SIGN) {
                continue;
            }
            switch (token.text()) {
                case "(", "[", "{", "${" -> open.push(i);
                case ")", "]", "}", "}$" -> {
                    if (!open.isEmpty() && fits(tokens.get(open.peek()).text(), token.text())) {
                        int opened = open.pop();
                        partners[opened] = i;
                        partners[i] = opened;
                    }
                }
                default -> {
                    // no bracket
                }
            }
        }
        return partners;
    }

    private static boolean fits(String opened, String closed) {
        return switch (opened) {
            case "(" -> closed.equals(")");
            case "[" -> closed.equals("]");
            case "{" -> closed.equals("}");
            default -> closed.equals("}$");
        };
    }

    private List<Chain> findChains() {
        List<Chain> found = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (!token.isName() || isMember(i) || NO_START.contains(token.text())) {
                continue;
            }
            List<String> names = new ArrayList<>(4);
            List<Integer> indexes = new ArrayList<>(4);
            names.add(token.text());
            indexes.add(i);
            int next = i + 1;
            for (; ; ) {
                if ((is(next, ".") || is(next, "?."))
                        && next + 1 < tokens.size()
                        && tokens.get(next + 1).isName()) {
                    names.add(tokens.get(next + 1).text());
                    indexes.add(next + 1);
                    next += 2;
                } else if (is(next, "[")
                        && next + 2 < tokens.size()
                        && tokens.get(next + 1).isString()
                        && is(next + 2, "]")) {
                    names.add(tokens.get(next + 1).text());
                    indexes.add(next + 1);
                    next += 3;
                } else {
                    break;
                }
            }
            found.add(new Chain(List.copyOf(names), List.copyOf(indexes), next));
        }
        return found;
    }
}
