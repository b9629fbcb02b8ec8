package io.github.dataversealm.solution.check.javascript;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Cuts a script into tokens (ECMAScript 2025, clause 12), one at a time: whether a slash begins a regular expression or a
 * brace goes on with a template, the parser knows, and asks for the token to be read again. Never fails: what is no
 * JavaScript becomes a token of type {@code BAD}.
 */
final class Scanner {

    /** What a token is. Keywords are names: what they are depends on where they stand. */
    enum Type {
        END,
        NAME,
        PRIVATE,
        NUMBER,
        BIGINT,
        STRING,
        REGEX,
        SIGN,
        BAD
    }

    /** A place in the script to come back to. */
    record State(
            Type type, String value, boolean escaped, int start, int end, int lastEnd, boolean newLine, int comments) {}

    /** The signs of more than one character, the longest first. */
    private static final String[] SIGNS = {
        ">>>=", "...", "===", "!==", "**=", "<<=", ">>=", ">>>", "&&=", "||=", "??=", "=>", "==", "!=", "<=", ">=",
        "&&", "||", "??", "?.", "++", "--", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<", ">>", "**"
    };

    private static final String SINGLE = "{}()[];,:~@`<>+-*/%&|^!?=.";
    private static final List<String> SINGLES =
            SINGLE.chars().mapToObj(c -> String.valueOf((char) c)).toList();
    /** Those that begin no longer sign. */
    private static final int ALONE = 12;

    private final String text;
    private final Runnable pause;
    private final int most;
    private final List<Comment> comments = new ArrayList<>();
    private final LineStarts lines;
    private final Tree tree;
    private final BitSet codeLines = new BitSet();
    private int tokens;

    /** The token at hand. */
    private Type type = Type.END;

    private String value = "";
    private boolean escaped;
    private int start;
    private int end;
    private int lastEnd;
    private boolean newLine;

    /** @param most how many tokens and comments it may have */
    Scanner(String text, Tree tree, Runnable pause, int most) {
        this.text = text;
        this.tree = tree;
        this.lines = tree.lines();
        this.pause = pause;
        this.most = most;
        if (text.startsWith("#!")) {
            end = lineEnd(0);
        }
        newLine = true;
        read();
    }

    // ---------------------------------------------------------------- the token at hand

    Type type() {
        return type;
    }

    /** The name with its escapes resolved, or the sign. */
    String value() {
        return value;
    }

    boolean isEscaped() {
        return escaped;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** Where the token before it ended. */
    int lastEnd() {
        return lastEnd;
    }

    /** Whether a line ends between it and the token before. */
    boolean isAfterNewLine() {
        return newLine;
    }

    boolean is(String sign) {
        return type == Type.SIGN && value.equals(sign);
    }

    boolean isName(String name) {
        return type == Type.NAME && !escaped && value.equals(name);
    }

    /** The lines where code begins. */
    BitSet codeLines() {
        return codeLines;
    }

    List<Comment> comments() {
        return comments;
    }

    // ---------------------------------------------------------------- going on

    void next() {
        if (type == Type.END) {
            return;
        }
        lastEnd = end;
        newLine = false;
        read();
    }

    State state() {
        return new State(type, value, escaped, start, end, lastEnd, newLine, comments.size());
    }

    void back(State state) {
        type = state.type;
        value = state.value;
        escaped = state.escaped;
        start = state.start;
        end = state.end;
        lastEnd = state.lastEnd;
        newLine = state.newLine;
        while (comments.size() > state.comments) {
            comments.remove(comments.size() - 1);
        }
    }

    private void read() {
        pause.run();
        count();
        skipSpace();
        escaped = false;
        value = "";
        start = end;
        if (end >= text.length()) {
            // where the last token ended, so that what is empty lies in what is around it
            type = Type.END;
            start = lastEnd;
            return;
        }
        if (newLine) {
            codeLines.set(lines.line(end));
        }
        char c = text.charAt(end);
        if (isNameStart(c)) {
            name(Type.NAME);
        } else if (c == '#' && end + 1 < text.length() && isNameStart(text.charAt(end + 1))) {
            end++;
            name(Type.PRIVATE);
        } else if (isDigit(c) || c == '.' && isDigit(peek(1))) {
            number();
        } else if (c == '"' || c == '\'') {
            string(c);
        } else {
            sign(c);
        }
    }

    private void count() {
        if (++tokens > most) {
            throw new ScriptTooLargeException("it has more than " + most + " tokens");
        }
    }

    private char peek(int ahead) {
        return end + ahead < text.length() ? text.charAt(end + ahead) : '\0';
    }

    // ---------------------------------------------------------------- space and comments

    private void skipSpace() {
        while (end < text.length()) {
            char c = text.charAt(end);
            if (LineStarts.isLineEnd(c)) {
                newLine = true;
                end++;
            } else if (isSpace(c)) {
                end++;
            } else if (c == '/' && peek(1) == '/') {
                lineComment(2);
            } else if (c == '/' && peek(1) == '*') {
                blockComment();
            } else if (c == '<' && text.startsWith("<!--", end)) {
                lineComment(4);
            } else if (c == '-' && newLine && text.startsWith("-->", end)) {
                lineComment(3);
            } else {
                return;
            }
        }
    }

    private static boolean isSpace(char c) {
        return c == ' '
                || c == '\t'
                || c == '\u000B'
                || c == '\f'
                || c == '\u00A0'
                || c == '\uFEFF'
                || c > 127 && Character.getType(c) == Character.SPACE_SEPARATOR;
    }

    private void lineComment(int signs) {
        count();
        int from = end;
        end = lineEnd(from);
        int line = lines.line(from);
        comments.add(new Comment(text.substring(from + signs, end), line, line, false));
    }

    private int lineEnd(int from) {
        int at = from;
        while (at < text.length() && !LineStarts.isLineEnd(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private void blockComment() {
        count();
        int from = end;
        int close = text.indexOf("*/", from + 2);
        end = close < 0 ? text.length() : close + 2;
        int first = lines.line(from);
        int last = lines.line(Math.max(from, end - 1));
        newLine |= last > first;
        comments.add(new Comment(text.substring(from + 2, close < 0 ? end : close), first, last, true));
    }

    // ---------------------------------------------------------------- tokens

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNameStart(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c == '$'
                || c == '_'
                || c == '\\'
                || c >= 0x80 && (Character.isUnicodeIdentifierStart(c) || Character.isSurrogate(c));
    }

    private static boolean isNamePart(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c == '$'
                || c == '_'
                || c >= 0x80
                        && (Character.isUnicodeIdentifierPart(c)
                                || Character.isSurrogate(c)
                                || c == '\u200C'
                                || c == '\u200D');
    }

    private void name(Type kind) {
        int from = end;
        boolean braced = false;
        while (end < text.length()) {
            char c = text.charAt(end);
            if (c == '\\' && peek(1) == 'u') {
                escaped = true;
                end = Math.min(text.length(), end + (peek(2) == '{' ? 3 : 6));
                braced |= text.charAt(end - 1) == '{';
            } else if (isNamePart(c) || braced && c == '}') {
                braced &= c != '}';
                end++;
            } else {
                break;
            }
        }
        if (end == from) {
            end++;
            type = Type.BAD;
            return;
        }
        type = kind;
        value = tree.shared(escaped ? Literals.value(text, from, end) : text.substring(from, end));
    }

    private void number() {
        int from = end;
        boolean decimal = text.charAt(from) != '0' || "xXoObB".indexOf(peek(1)) < 0;
        boolean point = false;
        while (end < text.length()) {
            char c = text.charAt(end);
            boolean sign = decimal && (c == '+' || c == '-') && end > from && (text.charAt(end - 1) | 0x20) == 'e';
            if (!(isNamePart(c) || c == '.' && decimal && !point || sign)) {
                break;
            }
            point |= c == '.' || (c | 0x20) == 'e';
            end++;
        }
        type = text.charAt(end - 1) == 'n' ? Type.BIGINT : Type.NUMBER;
    }

    private void string(char quote) {
        int at = end + 1;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == quote) {
                end = at + 1;
                type = Type.STRING;
                return;
            }
            if (c == '\\') {
                at += at + 2 < text.length() && text.charAt(at + 1) == '\r' && text.charAt(at + 2) == '\n' ? 3 : 2;
            } else if (c == '\n' || c == '\r') {
                break;
            } else {
                at++;
            }
        }
        end = Math.min(at, text.length());
        type = Type.BAD;
    }

    private void sign(char c) {
        type = Type.SIGN;
        int single = SINGLE.indexOf(c);
        if (single >= ALONE) {
            for (String sign : SIGNS) {
                if (sign.charAt(0) == c && text.startsWith(sign, end) && !(sign.equals("?.") && isDigit(peek(2)))) {
                    end += sign.length();
                    value = sign;
                    return;
                }
            }
        }
        end++;
        if (single < 0) {
            type = Type.BAD;
        } else {
            value = SINGLES.get(single);
        }
    }

    // ---------------------------------------------------------------- what only the parser knows

    /** Reads the slash at hand as the beginning of a regular expression. One that does not end takes its line with it. */
    void readRegex() {
        boolean set = false;
        int at = start + 1;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (LineStarts.isLineEnd(c)) {
                break;
            }
            if (c == '\\') {
                at += at + 1 < text.length() && !LineStarts.isLineEnd(text.charAt(at + 1)) ? 2 : 1;
                continue;
            }
            at++;
            if (c == '[') {
                set = true;
            } else if (c == ']') {
                set = false;
            } else if (c == '/' && !set) {
                while (at < text.length() && isNamePart(text.charAt(at))) {
                    at++;
                }
                type = Type.REGEX;
                end = at;
                return;
            }
        }
        end = Math.min(at, text.length());
        type = Type.BAD;
    }

    /**
     * Reads a piece of a template behind the backtick or closing brace at hand, up to the backtick or <code>${</code>, which
     * becomes the token at hand; nothing is there when the script ends before.
     *
     * @return where the piece ends
     */
    int readTemplatePiece() {
        int at = end;
        lastEnd = end;
        newLine = false;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '`') {
                sign("`", at);
                return at;
            }
            if (c == '$' && at + 1 < text.length() && text.charAt(at + 1) == '{') {
                sign("${", at);
                return at;
            }
            at += c == '\\' ? 2 : 1;
        }
        end = text.length();
        start = end;
        type = Type.END;
        value = "";
        return end;
    }

    private void sign(String sign, int at) {
        type = Type.SIGN;
        value = sign;
        start = at;
        end = at + sign.length();
    }
}
