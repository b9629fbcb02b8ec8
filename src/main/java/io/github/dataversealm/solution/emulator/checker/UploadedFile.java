package io.github.dataversealm.solution.emulator.checker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The first file of a {@code multipart/form-data} body. */
record UploadedFile(String name, byte[] content) {

    private static final Pattern BOUNDARY =
            Pattern.compile("(?i)multipart/form-data\\s*;.*boundary=(?:\"([^\"]{1,200})\"|([^;\\s]{1,200})).*");
    private static final Pattern FILE_NAME = Pattern.compile("(?i)filename=\"([^\"\\r\\n]{1,500})\"");

    /** Empty when the body is no form with a file. */
    static Optional<UploadedFile> of(String contentType, byte[] body) {
        Matcher type = BOUNDARY.matcher(contentType);
        if (!type.matches()) {
            return Optional.empty();
        }
        String boundary = "--" + (type.group(1) == null ? type.group(2) : type.group(1));
        byte[] between = ("\r\n" + boundary).getBytes(ISO_8859_1);
        int at = indexOf(body, boundary.getBytes(ISO_8859_1), 0);
        while (at >= 0) {
            int headEnd = indexOf(body, "\r\n\r\n".getBytes(ISO_8859_1), at);
            int end = headEnd < 0 ? -1 : indexOf(body, between, headEnd + 2);
            if (end < 0) {
                return Optional.empty();
            }
            Matcher name = FILE_NAME.matcher(new String(body, at, headEnd - at, UTF_8));
            if (name.find()) {
                return Optional.of(new UploadedFile(
                        name.group(1).replaceAll("[\\\\/\\p{Cntrl}]", "_"),
                        Arrays.copyOfRange(body, Math.min(headEnd + 4, end), end)));
            }
            at = end + 2;
        }
        return Optional.empty();
    }

    private static int indexOf(byte[] in, byte[] what, int from) {
        for (int i = from; i <= in.length - what.length; i++) {
            if (in[i] == what[0] && Arrays.equals(in, i, i + what.length, what, 0, what.length)) {
                return i;
            }
        }
        return -1;
    }
}
