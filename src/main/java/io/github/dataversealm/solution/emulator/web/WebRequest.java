package io.github.dataversealm.solution.emulator.web;

import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as the parts of the server see it.
 *
 * @param path as it was sent, with its escapes, without the query
 * @param query as it was sent; empty when there is none
 * @param headers by lower-case name; several of one name are joined with commas
 * @param contentLength of the body; -1 when it is not told
 * @param body at its start; empty when there is none
 * @param baseUrl how the client addresses the server, such as {@code http://localhost:4711}
 */
public record WebRequest(
        String method,
        String path,
        String query,
        Map<String, String> headers,
        long contentLength,
        InputStream body,
        String baseUrl) {

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The preferences of {@code Prefer}, such as {@code odata.maxpagesize=10}. */
    public List<String> preferences() {
        return header("prefer").map(Preferences::split).orElse(List.of());
    }

    public Optional<String> preference(String name) {
        return preferences().stream()
                .filter(preference -> preference.equals(name) || preference.startsWith(name + "="))
                .map(preference -> preference.equals(name) ? "" : preference.substring(name.length() + 1))
                .map(value -> value.startsWith("\"") && value.endsWith("\"") && value.length() > 1
                        ? value.substring(1, value.length() - 1)
                        : value)
                .findFirst();
    }
}
