package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.finding.Origin;
import io.github.dataversealm.solution.check.finding.Place;
import io.github.dataversealm.solution.check.finding.Subject;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A text that may hold a secret. Never shown, not even in part.
 *
 * @param solution the unique name of the solution
 * @param at where all of it stands; empty when its lines are those of the file
 * @param configuration whether it is the definition of a flow or an environment variable, where a password is a password and
 *     not a label
 * @param inApp where it stands in a canvas app
 */
record SecretText(
        String solution,
        Subject subject,
        Origin origin,
        String text,
        Optional<Place> at,
        boolean configuration,
        Optional<CanvasText> inApp) {

    private static final Pattern SECRET_NAME = Pattern.compile("(?i).*(secret|password|token|key)");

    SecretText {
        text = decoded(text);
    }

    /** A text that is no part of an app. */
    SecretText(
            String solution, Subject subject, Origin origin, String text, Optional<Place> at, boolean configuration) {
        this(solution, subject, origin, text, at, configuration, Optional.empty());
    }

    /** Whether a variable is called so that its value must be a secret. */
    static boolean isSecretName(String name) {
        return SECRET_NAME.matcher(name).matches();
    }

    /** With the characters that JSON and scripts write as numbers, so that a written-out ampersand is the sign that it stands for. */
    static String decoded(String text) {
        if (!text.contains("\\u00")) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                plain.append(c);
                continue;
            }
            char next = text.charAt(i + 1);
            // signs that end strings or lines stay as they are: rules look for them, and lines are counted
            int code = next == 'u' && i + 6 <= text.length() ? ascii(text, i + 2) : -1;
            if (code > ' ' && code != '"' && code != '\'' && code != '\\') {
                plain.append((char) code);
                i += 5;
            } else {
                plain.append(c).append(next);
                i++;
            }
        }
        return plain.toString();
    }

    private static int ascii(String text, int at) {
        int high = Character.digit(text.charAt(at + 2), 16);
        int low = Character.digit(text.charAt(at + 3), 16);
        boolean ascii = text.charAt(at) == '0' && text.charAt(at + 1) == '0' && high >= 0 && high < 8 && low >= 0;
        return ascii ? high * 16 + low : -1;
    }

    /** An XML document with the signs that it has to write as entities; its lines stay. */
    static String unescaped(String xml) {
        return xml.replace("&quot;", "\"")
                .replace("&apos;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    /** The place of a position in the text. */
    Place place(int position) {
        return at.orElseGet(() -> Place.line(origin, Texts.lineOf(text, position), 0));
    }

    /** What holds a position in the text, as the subject of a sentence; {@code It} when the component is all there is to say. */
    String holder(int position) {
        return inApp.map(inside -> inside.where(Texts.lineOf(text, position))).orElse("It");
    }

    @Override
    public String toString() {
        return "SecretText[" + subject + "]";
    }
}
