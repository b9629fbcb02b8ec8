package io.github.dataversealm.solution.emulator.odata;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Percent-encoding in URLs. */
public final class UrlText {

    private UrlText() {}

    /** @throws ODataFault when an escape is cut short */
    public static String decodePath(String text) {
        return decode(text, false);
    }

    /** @return names and values in their order; {@code +} is a blank */
    public static List<Map.Entry<String, String>> decodeQuery(String query) {
        List<Map.Entry<String, String>> parameters = new ArrayList<>();
        if (query == null || query.isEmpty()) {
            return parameters;
        }
        for (String part : query.split("&")) {
            if (!part.isEmpty()) {
                int equals = part.indexOf('=');
                String name = equals < 0 ? part : part.substring(0, equals);
                String value = equals < 0 ? "" : part.substring(equals + 1);
                parameters.add(Map.entry(decode(name, true), decode(value, true)));
            }
        }
        return parameters;
    }

    private static String decode(String text, boolean plusIsBlank) {
        if (text.indexOf('%') < 0 && (!plusIsBlank || text.indexOf('+') < 0)) {
            return text;
        }
        byte[] bytes = text.getBytes(UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int at = 0; at < bytes.length; at++) {
            byte current = bytes[at];
            if (current == '%') {
                int high = at + 2 < bytes.length ? Character.digit(bytes[at + 1], 16) : -1;
                int low = at + 2 < bytes.length ? Character.digit(bytes[at + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    throw new ODataFault("The URL has an escape that is not complete: '" + text + "'.");
                }
                decoded.write(high << 4 | low);
                at += 2;
            } else {
                decoded.write(current == '+' && plusIsBlank ? ' ' : current);
            }
        }
        return decoded.toString(UTF_8);
    }
}
