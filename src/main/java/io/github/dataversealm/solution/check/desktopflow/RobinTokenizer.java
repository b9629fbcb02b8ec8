package io.github.dataversealm.solution.check.desktopflow;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a script of Power Automate for desktop into its statements: one on each line, but for texts in triple quotes, which
 * may have many lines. Comments are left out. What is not closed ends with the script, or with its line.
 */
final class RobinTokenizer {

    private static final String TRIPLE = "'''";

    private final String script;
    private final Runnable tick;
    private final List<List<RobinToken>> statements = new ArrayList<>();
    private List<RobinToken> statement = new ArrayList<>();
    private int at;
    private int line = 1;
    private int lineStart;

    private RobinTokenizer(String script, Runnable tick) {
        this.script = script;
        this.tick = tick;
    }

    /** The statements of a script, none of them empty. */
    static List<List<RobinToken>> statements(String script, Runnable tick) {
        RobinTokenizer tokenizer = new RobinTokenizer(script, tick);
        tokenizer.run();
        return tokenizer.statements;
    }

    private void run() {
        while (at < script.length()) {
            tick.run();
            char c = script.charAt(at);
            if (c == '\n' || c == '\r') {
                end();
                newline();
            } else if (c == '/' && next(1) == '#') {
                blockComment();
            } else if (c == '#') {
                while (at < script.length() && !isBreak(script.charAt(at))) {
                    at++;
                }
            } else if (c == '\'' || c == '"') {
                text("", at);
            } else if (isWordPart(c)) {
                word();
            } else if (Character.isWhitespace(c) || c == '\uFEFF') {
                at++;
            } else {
                symbol(c);
            }
        }
        end();
    }

    private void end() {
        if (!statement.isEmpty()) {
            statements.add(statement);
            statement = new ArrayList<>();
        }
    }

    /** Steps over a line break, which may have two characters. */
    private void newline() {
        at += script.charAt(at) == '\r' && next(1) == '\n' ? 2 : 1;
        line++;
        lineStart = at;
    }

    private char next(int distance) {
        return at + distance < script.length() ? script.charAt(at + distance) : '\0';
    }

    private static boolean isBreak(char c) {
        return c == '\n' || c == '\r';
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '@' || c == '$';
    }

    private void blockComment() {
        at += 2;
        while (at < script.length() && !(script.charAt(at) == '#' && next(1) == '/')) {
            tick.run();
            if (isBreak(script.charAt(at))) {
                newline();
            } else {
                at++;
            }
        }
        at = Math.min(script.length(), at + 2);
    }

    /** A name with its points, such as {@code Excel.ReadCell} or {@code 0.5}; a quote right behind it makes it a prefix. */
    private void word() {
        int start = at;
        while (at < script.length()
                && (isWordPart(script.charAt(at))
                        || script.charAt(at) == '.' && at + 1 < script.length() && isWordPart(script.charAt(at + 1)))) {
            at++;
        }
        String word = script.substring(start, at);
        if (at < script.length() && script.charAt(at) == '\'') {
            text(word, start);
        } else {
            statement.add(new RobinToken(RobinToken.Kind.WORD, word, "", line, start - lineStart + 1));
        }
    }

    private void text(String prefix, int start) {
        int firstLine = line;
        int column = start - lineStart + 1;
        char quote = script.charAt(at);
        boolean triple = script.startsWith(TRIPLE, at);
        at += triple ? 3 : 1;
        int from = at;
        while (at < script.length()) {
            tick.run();
            char c = script.charAt(at);
            if (triple ? script.startsWith(TRIPLE, at) : c == quote || isBreak(c)) {
                break;
            }
            if (c == '\\' && at + 1 < script.length() && !isBreak(script.charAt(at + 1))) {
                at += 2;
            } else if (isBreak(c)) {
                newline();
            } else {
                at++;
            }
        }
        int to = Math.min(at, script.length());
        statement.add(new RobinToken(RobinToken.Kind.TEXT, script.substring(from, to), prefix, firstLine, column));
        if (at < script.length() && !(!triple && isBreak(script.charAt(at)))) {
            at += triple ? 3 : 1;
        }
    }

    private void symbol(char c) {
        char after = next(1);
        boolean two = c == '=' && after == '>'
                || c == '<' && (after == '>' || after == '=')
                || c == '>' && after == '='
                || c == '*' && after == '*';
        String text = script.substring(at, at + (two ? 2 : 1));
        statement.add(new RobinToken(RobinToken.Kind.SYMBOL, text, "", line, at - lineStart + 1));
        at += text.length();
    }
}
