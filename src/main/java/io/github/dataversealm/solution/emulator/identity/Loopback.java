package io.github.dataversealm.solution.emulator.identity;

import java.util.Locale;
import java.util.Set;

/** The names by which a machine calls itself. Any other name in a request comes from a page that only pretends to be local. */
public final class Loopback {

    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private Loopback() {}

    /** @param host without a port */
    public static boolean isName(String host) {
        return host != null && NAMES.contains(host.toLowerCase(Locale.ROOT));
    }
}
