package io.github.dataversealm.solution.emulator.odata;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads names, literals and signs from left to right out of decoded text. */
final class Lexer {

    private static final Pattern GUID = Pattern.compile(
            "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}(?![0-9a-zA-Z-])");
    private static final Pattern DATE = Pattern.compile(
            "\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?(Z|[+-]\\d{2}:\\d{2}))?(?![0-9a-zA-Z-])");
    private static final Pattern NUMBER =
            Pattern.compile("-?\\d{1,30}(\\.\\d{1,30})?([eE][+-]?\\d{1,3})?(?![0-9a-zA-Z-])");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_$@][A-Za-z0-9_.]*");
    private static final Pattern BRACED_GUID = Pattern.compile("\\{(" + GUID.pattern() + ")\\}");

    private final String text;
    private int at;

    Lexer(String text) {
        this.text = text;
    }

    boolean atEnd() {
        skipBlanks();
        return at == text.length();
    }

    /** Takes the sign if it comes next. */
    boolean take(char sign) {
        skipBlanks();
        if (at < text.length() && text.charAt(at) == sign) {
            at++;
            return true;
        }
        return false;
    }

    boolean comes(char sign) {
        skipBlanks();
        return at < text.length() && text.charAt(at) == sign;
    }

    void expect(char sign) {
        if (!take(sign)) {
            throw fault("'" + sign + "' expected");
        }
    }

    /** Takes the word if it comes next, as a whole word. */
    boolean takeWord(String word) {
        skipBlanks();
        Matcher name = NAME.matcher(text).region(at, text.length());
        if (name.lookingAt() && name.group().equals(word)) {
            at = name.end();
            return true;
        }
        return false;
    }

    String name() {
        skipBlanks();
        Matcher name = NAME.matcher(text).region(at, text.length());
        if (!name.lookingAt()) {
            throw fault("a name expected");
        }
        at = name.end();
        return name.group();
    }

    /** @return the name that comes next and is followed by the sign, both taken; null when something else comes */
    String nameBefore(char sign) {
        skipBlanks();
        Matcher name = NAME.matcher(text).region(at, text.length());
        if (name.lookingAt() && name.end() < text.length() && text.charAt(name.end()) == sign) {
            at = name.end() + 1;
            return name.group();
        }
        return null;
    }

    /** @return null when no literal comes next */
    Literal literal() {
        skipBlanks();
        if (at == text.length()) {
            return null;
        }
        if (text.charAt(at) == '\'') {
            return new Literal(Literal.Kind.STRING, quoted());
        }
        Literal matched = matched(GUID, Literal.Kind.GUID);
        if (matched == null) {
            matched = matched(DATE, Literal.Kind.DATE);
        }
        if (matched == null) {
            matched = matched(NUMBER, Literal.Kind.NUMBER);
        }
        return matched == null ? word() : matched;
    }

    private Literal word() {
        Matcher braced = BRACED_GUID.matcher(text).region(at, text.length());
        if (braced.lookingAt()) {
            at = braced.end();
            return new Literal(Literal.Kind.GUID, braced.group(1).toLowerCase(Locale.ROOT));
        }
        Matcher name = NAME.matcher(text).region(at, text.length());
        if (!name.lookingAt()) {
            return null;
        }
        String word = name.group();
        if (name.end() < text.length() && text.charAt(name.end()) == '\'') {
            at = name.end();
            String value = quoted();
            return new Literal(word.equals("binary") ? Literal.Kind.BINARY : Literal.Kind.ENUM, value);
        }
        Literal.Kind kind = word.charAt(0) == '@'
                ? Literal.Kind.ALIAS
                : switch (word) {
                    case "null" -> Literal.Kind.NULL;
                    case "true", "false" -> Literal.Kind.BOOLEAN;
                    default -> null;
                };
        if (kind == null) {
            return null;
        }
        at = name.end();
        return new Literal(kind, word);
    }

    private Literal matched(Pattern pattern, Literal.Kind kind) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            return null;
        }
        at = matcher.end();
        String value = matcher.group();
        return new Literal(kind, kind == Literal.Kind.GUID ? value.toLowerCase(Locale.ROOT) : value);
    }

    private String quoted() {
        StringBuilder value = new StringBuilder();
        at++;
        while (true) {
            int quote = text.indexOf('\'', at);
            if (quote < 0) {
                throw fault("a quote is not closed");
            }
            value.append(text, at, quote);
            at = quote + 1;
            if (at == text.length() || text.charAt(at) != '\'') {
                return value.toString();
            }
            value.append('\'');
            at++;
        }
    }

    ODataFault fault(String problem) {
        return new ODataFault("Syntax error at position " + at + " in '" + text + "': " + problem + ".");
    }

    private void skipBlanks() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }
}
