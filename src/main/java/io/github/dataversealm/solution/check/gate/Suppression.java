package io.github.dataversealm.solution.check.gate;

import io.github.dataversealm.solution.check.finding.Finding;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A decision that findings are right as they are.
 *
 * @param rule the rule's id, a family such as {@code web-*}, or {@code *}
 * @param component the kind and name of the component, or its name alone; {@code *} stands for anything; empty for all
 * @param file the file, with {@code *} for anything; empty for all
 * @param reason why; empty when none was given, which is a finding of its own
 * @param source where it was written
 */
public record Suppression(String rule, String component, String file, String reason, String source) {

    public boolean fits(Finding finding) {
        return (matches(rule, finding.rule().id())
                        || matches("web-" + rule, finding.rule().id()))
                && (component.isEmpty()
                        || matches(component, finding.subject().name())
                        || matches(component, finding.subject().toString()))
                && (file.isEmpty() || matches(file, finding.file()));
    }

    /** Letter case does not count; a star stands for anything. Linear in the length of the text. */
    static boolean matches(String pattern, String text) {
        String[] pieces = pattern.toLowerCase(Locale.ROOT).split(Pattern.quote("*"), -1);
        String at = text.toLowerCase(Locale.ROOT);
        if (pieces.length == 1) {
            return at.equals(pieces[0]);
        }
        if (!at.startsWith(pieces[0])) {
            return false;
        }
        int from = pieces[0].length();
        for (int i = 1; i < pieces.length - 1; i++) {
            int found = at.indexOf(pieces[i], from);
            if (found < 0) {
                return false;
            }
            from = found + pieces[i].length();
        }
        String last = pieces[pieces.length - 1];
        return at.length() - last.length() >= from && at.endsWith(last);
    }

    @Override
    public String toString() {
        return rule + (component.isEmpty() ? "" : " in " + component) + (file.isEmpty() ? "" : " in " + file) + " ("
                + source + ")";
    }
}
