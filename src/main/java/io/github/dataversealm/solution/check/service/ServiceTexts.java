package io.github.dataversealm.solution.check.service;

import java.util.regex.Pattern;

/** Makes texts of the service fit for logs and reports: no control characters, no signatures, no tokens, no end of length. */
final class ServiceTexts {

    private static final int MAX_LENGTH = 2_000;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\x{2028}\\x{2029}]+");
    private static final Pattern SIGNATURE = Pattern.compile(
            "(?i)((?:[?&;]|%(?:25)*(?:3F|26|3B))e?sig(?:nature)?(?:=|%(?:25)*3D))" + "(?:(?!%(?:25)*26)[^&\\s\"'<>])+");
    private static final Pattern BEARER = Pattern.compile("(?i)(\\bBearer(?:\\s|%20|\\+)+)[A-Za-z0-9._~+/-]{16,}=*");
    private static final Pattern TOKEN = Pattern.compile("eyJ[A-Za-z0-9_-]{10,}(?:\\.[A-Za-z0-9_-]*){0,2}");

    private ServiceTexts() {}

    static String of(String text) {
        String cut = start(text, 2 * MAX_LENGTH);
        String plain = CONTROL.matcher(cut).replaceAll(" ").strip();
        String masked =
                TOKEN.matcher(SIGNATURE.matcher(plain).replaceAll("$1***")).replaceAll("***");
        String safe = BEARER.matcher(masked).replaceAll("$1***");
        return safe.length() <= MAX_LENGTH ? safe : start(safe, MAX_LENGTH) + "...";
    }

    /** No more than so many characters, and no half of one. */
    static String start(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
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
