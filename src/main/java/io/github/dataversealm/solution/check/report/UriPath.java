package io.github.dataversealm.solution.check.report;

import io.github.dataversealm.solution.path.PercentEncoding;

/** Paths as URIs have them. */
public final class UriPath {

    private static final String PATH_SIGNS = "/!$&'()*+,;=@";

    private UriPath() {}

    /** Percent-encodes what must not stand in the path of a URI; slashes stay. */
    public static String encoded(String path) {
        return PercentEncoding.of(path, PATH_SIGNS);
    }
}
