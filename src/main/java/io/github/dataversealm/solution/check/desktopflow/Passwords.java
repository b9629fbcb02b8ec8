package io.github.dataversealm.solution.check.desktopflow;

import io.github.dataversealm.solution.check.desktopflow.RobinStatement.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Passwords that a script gives to actions in the open: written into an argument, or in a variable that is not sensitive.
 * A password that the designer has encrypted, and one that comes out of a credential, are fine. Nothing that is reported
 * holds the password.
 */
public final class Passwords {

    private static final Pattern ARGUMENT = Pattern.compile("(?i).*password|passphrase|passcode");
    private static final Pattern REFERENCE = Pattern.compile("%\\s*([\\p{L}_][\\p{L}\\p{N}_]*)\\s*%");
    private static final Pattern ANY_REFERENCE = Pattern.compile("%[^%]+%");

    private final RobinScript script;
    private final BiConsumer<RobinToken, String> found;
    private final Map<String, RobinToken> literals = new HashMap<>();
    private final Set<String> reported = new HashSet<>();

    private Passwords(RobinScript script, BiConsumer<RobinToken, String> found) {
        this.script = script;
        this.found = found;
    }

    /** @param found takes the place of an argument or assignment, and what is wrong with it */
    public static void find(RobinScript script, BiConsumer<RobinToken, String> found) {
        Passwords passwords = new Passwords(script, found);
        script.visit(passwords::assignment);
        script.visit(passwords::arguments);
    }

    private void assignment(RobinStatement statement) {
        List<RobinToken> tokens = statement.tokens();
        if (statement.kind() == Kind.SET && tokens.size() == 4 && isLiteral(tokens.get(3))) {
            literals.put(key(tokens.get(1).text()), tokens.get(1));
        }
    }

    private static String key(String variable) {
        return variable.toLowerCase(Locale.ROOT);
    }

    private void arguments(RobinStatement statement) {
        List<RobinToken> tokens = statement.tokens();
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            RobinToken token = tokens.get(i);
            if (token.isSymbol("{") || token.isSymbol("[")) {
                depth++;
            } else if (token.isSymbol("}") || token.isSymbol("]")) {
                depth--;
            } else if (depth == 0
                    && i > 0
                    && token.isWord()
                    && i + 1 < tokens.size()
                    && tokens.get(i + 1).isSymbol(":")
                    && ARGUMENT.matcher(token.text()).matches()) {
                argument(token, value(tokens, i + 2));
            }
        }
    }

    /** The tokens up to the next argument or output. */
    private static List<RobinToken> value(List<RobinToken> tokens, int from) {
        List<RobinToken> value = new ArrayList<>();
        for (int i = from; i < tokens.size(); i++) {
            boolean next = i + 1 < tokens.size()
                    && tokens.get(i).isWord()
                    && (tokens.get(i + 1).isSymbol(":") || tokens.get(i + 1).isSymbol("=>"));
            if (next || tokens.get(i).isSymbol(")")) {
                break;
            }
            value.add(tokens.get(i));
        }
        return value;
    }

    private void argument(RobinToken name, List<RobinToken> value) {
        if (value.size() != 1) {
            // an expression, such as the password of a credential
            return;
        }
        RobinToken only = value.get(0);
        if (isLiteral(only)) {
            found.accept(name, "the argument " + name.text() + " is written in plain text");
            return;
        }
        variable(only).ifPresent(variable -> variable(name, variable));
    }

    /** Whether a password can be read there. The designer writes what it has encrypted with a prefix of its own. */
    private static boolean isLiteral(RobinToken token) {
        return token.isText()
                && (token.prefix().isEmpty() || token.prefix().equals("$"))
                && !token.text().isBlank()
                && !ANY_REFERENCE.matcher(token.text()).find();
    }

    private static Optional<String> variable(RobinToken token) {
        if (token.isWord()) {
            boolean name = token.text().indexOf('.') < 0
                    && Character.isLetter(token.text().charAt(0))
                    && !token.isWord("True")
                    && !token.isWord("False");
            return name ? Optional.of(token.text()) : Optional.empty();
        }
        Matcher reference = REFERENCE.matcher(token.text());
        return token.isText() && reference.matches() ? Optional.of(reference.group(1)) : Optional.empty();
    }

    private void variable(RobinToken argument, String variable) {
        RobinToken literal = literals.get(key(variable));
        if (literal != null) {
            if (reported.add("literal " + key(variable))) {
                found.accept(literal, "the variable " + variable + " is set to a password in plain text");
            }
        } else if (script.declaresSensitive() && !script.isSensitive(variable) && reported.add(key(variable))) {
            found.accept(
                    argument,
                    "the argument " + argument.text() + " takes the variable " + variable
                            + ", which is not marked as sensitive");
        }
    }
}
