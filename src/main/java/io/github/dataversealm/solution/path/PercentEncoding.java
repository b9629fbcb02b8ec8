package io.github.dataversealm.solution.path;

import java.nio.charset.StandardCharsets;

/** Texts within URIs (RFC 3986, section 2): UTF-8, and what must not stand there as {@code %} and two digits. */
public final class PercentEncoding {

    /** What stands for itself everywhere, besides letters and digits. */
    private static final String UNRESERVED = "-._~";

    private PercentEncoding() {}

    /** @param alsoPlain signs that stand for themselves in the part of the URI that the text is for */
    public static String of(String text, String alsoPlain) {
        StringBuilder encoded = new StringBuilder(text.length() + 32);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || UNRESERVED.indexOf(c) >= 0
                    || alsoPlain.indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append('%')
                        .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return encoded.toString();
    }
}
