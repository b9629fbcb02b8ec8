package io.github.dataversealm.solution.dataverse;

import io.github.dataversealm.solution.path.PercentEncoding;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import okhttp3.HttpUrl;

/** Builds the addresses of calls: path and query options, each value written so that it cannot break out (spec §1.4). */
final class ODataUrl {

    private final HttpUrl base;
    private final StringBuilder path;
    private final Map<String, String> query = new LinkedHashMap<>();

    /** @param api the address of the API with its version, ending with a slash */
    ODataUrl(HttpUrl api, String resource) {
        this.base = api;
        this.path = new StringBuilder(resource);
    }

    /** A row by its key. */
    ODataUrl key(UUID id) {
        path.append('(').append(id).append(')');
        return this;
    }

    ODataUrl select(String columns) {
        return option("$select", columns);
    }

    ODataUrl filter(String expression) {
        return option("$filter", expression);
    }

    ODataUrl expand(String expression) {
        return option("$expand", expression);
    }

    ODataUrl orderBy(String columns) {
        return option("$orderby", columns);
    }

    ODataUrl top(int rows) {
        return option("$top", String.valueOf(rows));
    }

    ODataUrl option(String name, String value) {
        query.put(name, value);
        return this;
    }

    /** A time literal. The service keeps times in seconds: what happened within the second counts. */
    static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** A string literal: in single quotes, each quote in it doubled. */
    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** A literal in a path, where it also must not hold a delimiter. */
    static String pathLiteral(String text) {
        return PercentEncoding.of(literal(text), "'");
    }

    HttpUrl build() {
        HttpUrl.Builder url = base.newBuilder();
        // the last segment of the base is empty: the path ends with a slash
        url.setEncodedPathSegment(base.pathSize() - 1, path.toString());
        query.forEach((name, value) -> url.addEncodedQueryParameter(name, PercentEncoding.of(value, ",()/:@'*=$")));
        return url.build();
    }
}
