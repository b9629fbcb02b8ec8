package io.github.dataversealm.solution.check.javascript;

import io.github.dataversealm.solution.check.javascript.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Cuts a script into tokens (ECMAScript 2023, clause 12). Never fails: what is no JavaScript becomes a token of kind
 * {@code BAD}. Takes time in proportion to the script.
 */
final class Tokenizer {

    private static final Set<String> BEFORE_REGEX = Set.of(
            "return",
            "typeof",
            "instanceof",
            "in",
            "of",
            "new",
            "delete",
            "void",
            "throw",
            "case",
            "do",
            "else",
            "await",
            "yield");
    private static final Set<String> BEFORE_PARENTHESIS = Set.of("if", "while", "for", "with");

    /** The signs of more than one character, the longest first. */
    private static final String[] SIGNS = {
        ">>>=", "...", "===", "!==", "**=", "<<=", ">>=", ">>>", "&&=", "||=", "??=", "=>", "==", "!=", "<=", ">=",
        "&&", "||", "??", "?.", "++", "--", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<", ">>", "**"
    };

    private final String text;
    private final Runnable pause;
    private final List<Token> tokens = new ArrayList<>();
    private final List<Comment> comments = new ArrayList<>();
    /** What each open bracket is: {@code (} behind if, while, for, with; any other; a template's {@code ${}. */
    private final Deque<Character> open = new ArrayDeque<>();

    private boolean regexAfterParenthesis;
    private int at;
    private int line = 1;
    private int lineStart;
    private boolean newLine;

    Tokenizer(String text, Runnable pause) {
        this.text = text;
        this.pause = pause;
    }

    List<Token> tokens() {
        if (text.startsWith("#!")) {
            skipLine();
        }
        while (at < text.length()) {
            pause.run();
            next();
        }
        return tokens;
    }

    List<Comment> comments() {
        return comments;
    }

    private void next() {
        char c = text.charAt(at);
        if (isLineEnd(c)) {
            lineEnd(c);
        } else if (c <= ' ' || c == '\u00A0' || c == '\uFEFF' || Character.getType(c) == Character.SPACE_SEPARATOR) {
            at++;
        } else if (c == '/' && peek(1) == '/') {
            int from = at;
            skipLine();
            comments.add(new Comment(text.substring(from + 2, at), line, line, false));
        } else if (c == '/' && peek(1) == '*') {
            blockComment();
        } else if (c == '<' && text.startsWith("<!--", at)) {
            skipLine();
        } else if (c == '"' || c == '\'') {
            string(c);
        } else if (c == '`') {
            open.push('`');
            at++;
            template(at - 1);
        } else if (isNameStart(c)) {
            name();
        } else if (c >= '0' && c <= '9' || c == '.' && peek(1) >= '0' && peek(1) <= '9') {
            number();
        } else if (c == '/' && regexMayStand()) {
            regex();
        } else {
            sign(c);
        }
    }

    private char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : '\0';
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029';
    }

    private void lineEnd(char c) {
        at += c == '\r' && peek(1) == '\n' ? 2 : 1;
        line++;
        lineStart = at;
        newLine = true;
    }

    private void skipLine() {
        while (at < text.length() && !isLineEnd(text.charAt(at))) {
            at++;
        }
    }

    private void blockComment() {
        int from = at;
        int first = line;
        at += 2;
        while (at < text.length() && !(text.charAt(at) == '*' && peek(1) == '/')) {
            char c = text.charAt(at);
            if (isLineEnd(c)) {
                lineEnd(c);
            } else {
                at++;
            }
        }
        at = Math.min(text.length(), at + 2);
        comments.add(new Comment(text.substring(from + 2, Math.max(from + 2, at - 2)), first, line, true));
    }

    private void add(Kind kind, String value, int start, int startLine, int column) {
        tokens.add(new Token(kind, value, start, at, startLine, column, newLine));
        newLine = false;
    }

    private void add(Kind kind, String value, int start) {
        add(kind, value, start, line, start - lineStart + 1);
    }

    private static boolean isNameStart(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c == '$'
                || c == '_'
                || c == '\\'
                || c == '#'
                || c >= 0x80 && (Character.isLetter(c) || Character.isSurrogate(c));
    }

    private void name() {
        int start = at;
        StringBuilder value = null;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\\' && peek(1) == 'u') {
                value = value == null ? new StringBuilder(text.substring(start, at)) : value;
                escape(value);
                continue;
            }
            boolean part = isNameStart(c) && c != '\\' && (c != '#' || at == start)
                    || c >= '0' && c <= '9'
                    || c >= 0x80 && Character.isUnicodeIdentifierPart(c) && !isLineEnd(c);
            if (!part) {
                break;
            }
            if (value != null) {
                value.append(c);
            }
            at++;
        }
        if (at == start) {
            at++;
            add(Kind.BAD, text.substring(start, at), start);
            return;
        }
        add(Kind.NAME, value == null ? text.substring(start, at) : value.toString(), start);
    }

    private void number() {
        int start = at;
        boolean plain = peek(1) != 'x' && peek(1) != 'X';
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean exponent = plain && (c == '+' || c == '-') && (text.charAt(at - 1) | 0x20) == 'e' && at > start;
            if (!(Character.isLetterOrDigit(c) || c == '.' || c == '_' || exponent)) {
                break;
            }
            at++;
        }
        add(Kind.NUMBER, text.substring(start, at), start);
    }

    private void string(char quote) {
        int start = at++;
        int startLine = line;
        int column = start - lineStart + 1;
        StringBuilder value = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == quote) {
                at++;
                add(Kind.STRING, value.toString(), start, startLine, column);
                return;
            }
            if (c == '\\') {
                escape(value);
            } else if (c == '\n' || c == '\r') {
                break;
            } else {
                value.append(c);
                at++;
            }
        }
        add(Kind.BAD, "", start, startLine, column);
    }

    /** From behind the backtick or the closing brace to the next {@code ${} or the end. */
    private void template(int start) {
        int startLine = line;
        int column = start - lineStart + 1;
        StringBuilder value = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '`') {
                at++;
                open.pop();
                add(Kind.TEMPLATE, value.toString(), start, startLine, column);
                return;
            }
            if (c == '$' && peek(1) == '{') {
                at += 2;
                open.push('$');
                add(Kind.TEMPLATE, value.toString(), start, startLine, column);
                tokens.add(new Token(Kind.SIGN, "${", at - 2, at, line, at - 2 - lineStart + 1, false));
                return;
            }
            if (c == '\\') {
                escape(value);
            } else if (isLineEnd(c)) {
                value.append(c);
                lineEnd(c);
            } else {
                value.append(c);
                at++;
            }
        }
        open.pop();
        add(Kind.BAD, "", start, startLine, column);
    }

    /** Reads the escape at the backslash. */
    private void escape(StringBuilder value) {
        char c = peek(1);
        at += 2;
        switch (c) {
            case 'n' -> value.append('\n');
            case 't' -> value.append('\t');
            case 'r' -> value.append('\r');
            case 'b' -> value.append('\b');
            case 'f' -> value.append('\f');
            case 'v' -> value.append('\u000B');
            case '0' -> value.append('\0');
            case 'x' -> hex(value, 2);
            case 'u' -> {
                if (peek(0) == '{') {
                    int close = text.indexOf('}', at);
                    if (close > 0 && close - at <= 8) {
                        at++;
                        hex(value, close - at);
                        at = close + 1;
                    }
                } else {
                    hex(value, 4);
                }
            }
            case '\r', '\n', '\u2028', '\u2029' -> {
                at--;
                lineEnd(c);
            }
            case '\0' -> at = Math.min(at, text.length());
            default -> value.append(c);
        }
    }

    private void hex(StringBuilder value, int digits) {
        int number = 0;
        int end = Math.min(text.length(), at + digits);
        for (int i = at; i < end; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                return;
            }
            number = number * 16 + digit;
        }
        at = end;
        if (Character.isValidCodePoint(number)) {
            value.appendCodePoint(number);
        }
    }

    private boolean regexMayStand() {
        if (tokens.isEmpty()) {
            return true;
        }
        Token last = tokens.get(tokens.size() - 1);
        return switch (last.kind()) {
            case NAME -> BEFORE_REGEX.contains(last.text()) && !isMember(tokens.size() - 1);
            case NUMBER, STRING, REGEX, TEMPLATE, BAD -> false;
            case SIGN -> {
                if (last.is(")")) {
                    yield regexAfterParenthesis;
                }
                yield !last.is("]") && !last.is("++") && !last.is("--");
            }
        };
    }

    private boolean isMember(int index) {
        return index > 0
                && (tokens.get(index - 1).is(".") || tokens.get(index - 1).is("?."));
    }

    private void regex() {
        int start = at++;
        boolean set = false;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (isLineEnd(c)) {
                break;
            }
            if (c == '\\') {
                at += 2;
                continue;
            }
            at++;
            if (c == '[') {
                set = true;
            } else if (c == ']') {
                set = false;
            } else if (c == '/' && !set) {
                while (at < text.length() && Character.isLetter(text.charAt(at))) {
                    at++;
                }
                add(Kind.REGEX, text.substring(start, at), start);
                return;
            }
        }
        // no end on this line: it was a division
        at = start + 1;
        add(Kind.SIGN, "/", start);
    }

    private void sign(char c) {
        int start = at;
        if (c == '(') {
            Token last = tokens.isEmpty() ? null : tokens.get(tokens.size() - 1);
            boolean statement = last != null
                    && last.isName()
                    && BEFORE_PARENTHESIS.contains(last.text())
                    && !isMember(tokens.size() - 1);
            open.push(statement ? 'i' : '(');
        } else if (c == '{' || c == '[') {
            open.push(c);
        } else if (c == ')' || c == '}' || c == ']') {
            char opened = open.isEmpty() ? ' ' : open.peek();
            if (opened != ' ' && opened != '`') {
                open.pop();
            }
            regexAfterParenthesis = opened == 'i';
            if (c == '}' && opened == '$') {
                at++;
                tokens.add(new Token(Kind.SIGN, "}$", start, at, line, start - lineStart + 1, newLine));
                newLine = false;
                if (!open.isEmpty() && open.peek() == '`') {
                    template(at - 1);
                }
                return;
            }
        }
        for (String sign : SIGNS) {
            if (text.startsWith(sign, at) && !(sign.equals("?.") && Character.isDigit(peek(2)))) {
                at += sign.length();
                add(Kind.SIGN, sign, start);
                return;
            }
        }
        at++;
        boolean known = "{}()[];,<>+-*/%&|^!~?:=.@".indexOf(c) >= 0;
        add(known ? Kind.SIGN : Kind.BAD, String.valueOf(c), start);
    }
}
