package io.github.dataversealm.solution.auth;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an environment answers to a request without a token: where one signs in to it (spec dataverse-web-api §1.6).
 *
 * @param loginHost the host of the login service, with its port where it has one
 * @param tenant the tenant's id; empty: none is named
 */
record Challenge(String loginHost, Optional<String> tenant) {

    private static final Pattern PARAMETER = Pattern.compile("([A-Za-z_]{1,40})\\s*=\\s*(?:\"([^\"]*)\"|([^,\\s\"]+))");
    private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,253}");

    /** Names that stand for any tenant. */
    private static final List<String> ANY = List.of("common", "organizations", "consumers");

    /** Reads the values of the {@code WWW-Authenticate} headers; empty when none is such an answer. */
    static Optional<Challenge> parse(List<String> headers) {
        return headers.stream().flatMap(header -> parse(header).stream()).findFirst();
    }

    private static Optional<Challenge> parse(String header) {
        String text = header.strip();
        if (text.length() > 4096 || !text.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return Optional.empty();
        }
        Map<String, String> parameters = new HashMap<>();
        Matcher matcher = PARAMETER.matcher(text.substring(7));
        while (matcher.find()) {
            String value = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
            parameters.putIfAbsent(matcher.group(1).toLowerCase(Locale.ROOT), value.strip());
        }
        String authority = parameters.get("authorization_uri");
        if (authority == null || !parameters.containsKey("resource_id")) {
            return Optional.empty();
        }
        return of(authority);
    }

    private static Optional<Challenge> of(String authority) {
        URI uri;
        try {
            uri = URI.create(authority);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (uri.getHost() == null || !"https".equalsIgnoreCase(uri.getScheme())) {
            return Optional.empty();
        }
        String host = uri.getHost().toLowerCase(Locale.ROOT) + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        return Optional.of(new Challenge(host, tenant(uri)));
    }

    /** The first segment of the path, when it can be a tenant's name and not one that stands for any. */
    static Optional<String> tenant(URI authority) {
        String path = authority.getPath() == null ? "" : authority.getPath();
        for (String segment : path.split("/")) {
            if (!segment.isEmpty()) {
                boolean usable = TENANT.matcher(segment).matches() && !ANY.contains(segment.toLowerCase(Locale.ROOT));
                return usable ? Optional.of(segment) : Optional.empty();
            }
        }
        return Optional.empty();
    }
}
