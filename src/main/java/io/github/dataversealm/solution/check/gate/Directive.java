package io.github.dataversealm.solution.check.gate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a comment says to a check.
 *
 * @param rules the rules that it names, as it names them
 * @param reason why; empty when it does not say
 */
record Directive(Kind kind, List<String> rules, String reason) {

    /** Which lines it is about. */
    enum Kind {
        /** Its own line when something stands there before it, or else what follows. */
        HERE,
        /** The whole file. */
        FILE,
        /** ESLint's {@code eslint-disable-line}. */
        LINE,
        /** ESLint's {@code eslint-disable-next-line}. */
        NEXT_LINE,
        /** ESLint's {@code eslint-disable}: from here on. */
        DISABLE,
        /** ESLint's {@code eslint-enable}: up to here. */
        ENABLE
    }

    /** More than anybody writes; each is compared with each finding. */
    private static final int MAX_NAMES = 200;

    private static final Pattern OWN =
            Pattern.compile("dataverse-check:ignore(-file)?(?![A-Za-z-])\\s*(.*)", Pattern.DOTALL);
    private static final Pattern ESLINT = Pattern.compile(
            "eslint-(disable-next-line|disable-line|disable|enable)(?![A-Za-z-])\\s*(.*)", Pattern.DOTALL);
    private static final Pattern ESLINT_REASON = Pattern.compile("\\s-{2,}\\s");
    private static final Pattern OWN_RULES =
            Pattern.compile("([A-Za-z0-9_@/*-]+(?:\\s*+,\\s*+[A-Za-z0-9_@/*-]++)*+)(.*)", Pattern.DOTALL);
    private static final Pattern DASHES = Pattern.compile("^[\\s:–—-]+");

    /**
     * Reads a comment.
     *
     * @param text without its delimiters
     * @param block whether it is a block comment: ESLint heeds some directives only there
     * @param isOurs whether ESLint's name of a rule is one of a rule of this check; others are none of our business
     */
    static Optional<Directive> of(String text, boolean block, Predicate<String> isOurs) {
        String comment = text.strip();
        if (comment.startsWith("eslint-")) {
            return eslint(comment, block, isOurs);
        }
        Matcher own = OWN.matcher(comment);
        if (!own.matches()) {
            return Optional.empty();
        }
        Kind kind = own.group(1) == null ? Kind.HERE : Kind.FILE;
        Matcher rules = OWN_RULES.matcher(own.group(2));
        if (!rules.matches()) {
            // it names no rule: nothing is kept quiet, and the file hears of it as of a rule that there is not
            return Optional.of(new Directive(kind, List.of("(no rule named)"), ""));
        }
        String reason = DASHES.matcher(rules.group(2)).replaceFirst("").strip();
        return Optional.of(new Directive(kind, names(rules.group(1)), oneLine(reason)));
    }

    private static Optional<Directive> eslint(String comment, boolean block, Predicate<String> isOurs) {
        Matcher directive = ESLINT.matcher(comment);
        if (!directive.matches()) {
            return Optional.empty();
        }
        Kind kind =
                switch (directive.group(1).toLowerCase(Locale.ROOT)) {
                    case "disable-next-line" -> Kind.NEXT_LINE;
                    case "disable-line" -> Kind.LINE;
                    case "disable" -> Kind.DISABLE;
                    default -> Kind.ENABLE;
                };
        if (!block && (kind == Kind.DISABLE || kind == Kind.ENABLE)) {
            return Optional.empty();
        }
        String[] sides = ESLINT_REASON.split(" " + directive.group(2) + " ", 2);
        List<String> named = names(sides[0]);
        List<String> ours = named.stream().filter(isOurs).toList();
        // to end everything is meant for us too, to keep everything quiet is not: a rule must be named
        if (ours.isEmpty() && !(kind == Kind.ENABLE && named.isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(new Directive(kind, ours, sides.length > 1 ? oneLine(sides[1].strip()) : ""));
    }

    private static List<String> names(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .limit(MAX_NAMES)
                .toList();
    }

    /** Lines of a block comment begin with stars. */
    private static String oneLine(String text) {
        return text.replaceAll("[\\r\\n][\\s*]*+", " ")
                .replaceAll("\\s{2,}+", " ")
                .strip();
    }
}
