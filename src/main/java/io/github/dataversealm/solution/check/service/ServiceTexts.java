package io.github.dataversealm.solution.check.service;

import java.util.regex.Pattern;

/** Makes texts of the service fit for logs and reports: no control characters, no signatures, no tokens, no end of length. */
final class ServiceTexts {

    private static final int MAX_LENGTH = 2_000;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\x{2028}\\x{2029}]+");
    private static final Pattern SIGNATURE = Pattern.compile("(?i)([?&;]e?sig=)[^&\\s\"'<>]+");
    private static final Pattern TOKEN = Pattern.compile("eyJ[A-Za-z0-9_-]{10,}(?:\\.[A-Za-z0-9_-]*){0,2}");

    private ServiceTexts() {}

    static String of(String text) {
        String cut = text.length() > 2 * MAX_LENGTH ? text.substring(0, 2 * MAX_LENGTH) : text;
        String plain = CONTROL.matcher(cut).replaceAll(" ").strip();
        String masked =
                TOKEN.matcher(SIGNATURE.matcher(plain).replaceAll("$1***")).replaceAll("***");
        return masked.length() <= MAX_LENGTH ? masked : masked.substring(0, MAX_LENGTH) + "...";
    }

    /** A code of a rule, which becomes part of file names and addresses. */
    static String code(String text) {
        String plain = text.strip().replaceAll("[^A-Za-z0-9_.-]", "-");
        return plain.length() <= 100 ? plain : plain.substring(0, 100);
    }

    /** An address for people to follow; empty when it is none of the web. */
    static String link(String text) {
        String plain = text.strip();
        return plain.matches("https?://[^\\s\"'<>\\p{Cntrl}]{1,1000}") ? of(plain) : "";
    }
}
