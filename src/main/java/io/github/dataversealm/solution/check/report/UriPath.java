package io.github.dataversealm.solution.check.report;

import java.nio.charset.StandardCharsets;

/** Paths as URIs have them. */
public final class UriPath {

    private static final String PATH_SIGNS = "/-._~!$&'()*+,;=@";

    private UriPath() {}

    /** Percent-encodes what must not stand in the path of a URI; slashes stay. */
    public static String encoded(String path) {
        StringBuilder encoded = new StringBuilder(path.length() + 16);
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || PATH_SIGNS.indexOf(c) >= 0) {
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
