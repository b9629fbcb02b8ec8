package io.github.dataversealm.solution.emulator.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the next page begins.
 *
 * @param offset rows before it
 * @param lastId the key of the row before it: rows that came or went in between do not shift the page
 */
record SkipToken(int offset, String lastId) {

    private static final Pattern FORM =
            Pattern.compile("<cookie offset=\"(\\d{1,9})\" last=\"([0-9a-f-]{0,36})\" istracking=\"False\" />");

    static SkipToken parse(String text) {
        try {
            Matcher matcher = FORM.matcher(new String(Base64.getUrlDecoder().decode(text), UTF_8));
            if (matcher.matches()) {
                return new SkipToken(Integer.parseInt(matcher.group(1)), matcher.group(2));
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw TableFault.query("Malformed XML in the Paging Cookie: the $skiptoken is not one that this service gave.");
    }

    String text() {
        String cookie = "<cookie offset=\"" + offset + "\" last=\"" + lastId + "\" istracking=\"False\" />";
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cookie.getBytes(UTF_8));
    }
}
