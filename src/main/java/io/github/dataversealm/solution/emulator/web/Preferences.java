package io.github.dataversealm.solution.emulator.web;

import java.util.ArrayList;
import java.util.List;

/** Splits a {@code Prefer} header: commas within quotes belong to the value. */
final class Preferences {

    private Preferences() {}

    static List<String> split(String header) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int at = 0; at <= header.length(); at++) {
            char current = at == header.length() ? ',' : header.charAt(at);
            if (current == '"') {
                quoted = !quoted;
            } else if (current == ',' && (!quoted || at == header.length())) {
                String part = header.substring(start, at).trim();
                if (!part.isEmpty()) {
                    parts.add(part);
                }
                start = at + 1;
            }
        }
        return parts;
    }
}
