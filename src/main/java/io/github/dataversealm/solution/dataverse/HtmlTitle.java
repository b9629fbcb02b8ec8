package io.github.dataversealm.solution.dataverse;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a web page calls itself, as the shortest hint at who sent it. */
final class HtmlTitle {

    private static final Pattern TITLE = Pattern.compile("<title[^>]{0,200}>([^<]{1,300})", Pattern.CASE_INSENSITIVE);
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}]+");

    private HtmlTitle() {}

    /** Empty when there is none. */
    static String of(byte[] page) {
        Matcher title = TITLE.matcher(new String(page, StandardCharsets.UTF_8));
        if (!title.find()) {
            return "";
        }
        String text = BLANKS.matcher(title.group(1)).replaceAll(" ").strip();
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }
}
