package io.github.dataversealm.solution.check.service;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The file of a form with one file. */
final class UploadText {

    private UploadText() {}

    static byte[] file(byte[] body, String boundary) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        int start = text.indexOf("\r\n\r\n") + 4;
        return Arrays.copyOfRange(body, start, text.indexOf("\r\n--" + boundary + "--", start));
    }
}
