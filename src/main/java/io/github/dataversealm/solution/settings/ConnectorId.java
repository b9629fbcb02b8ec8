package io.github.dataversealm.solution.settings;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ids of connectors and connections, which files write as a path or as its last segment. */
final class ConnectorId {

    private static final Pattern PATH = Pattern.compile("(?i)/apis/([^/]+)");

    /** The id of a custom connector ends with a part that is another in each environment. */
    private static final Pattern CUSTOM = Pattern.compile("(.+-5f[^-]+)-5f[0-9a-f]{8,}");

    private ConnectorId() {}

    /** The connector's own name, {@code shared_office365}, in lower case; empty for an empty id. */
    static String name(String id) {
        Matcher path = PATH.matcher(id);
        String name = path.find() ? path.group(1) : id.substring(id.lastIndexOf('/') + 1);
        return name.strip().toLowerCase(Locale.ROOT);
    }

    /** Whether two ids may be the same connector, a custom one perhaps in two environments. */
    static boolean isSame(String one, String other) {
        return portable(name(one)).equals(portable(name(other)));
    }

    private static String portable(String name) {
        Matcher custom = CUSTOM.matcher(name);
        return custom.matches() ? custom.group(1) : name;
    }

    /** The name of a connection, which may be given as the whole path {@code .../apis/x/connections/name}. */
    static String connection(String id) {
        String text = id.strip();
        int at = text.toLowerCase(Locale.ROOT).lastIndexOf("/connections/");
        return at < 0 ? text : text.substring(at + "/connections/".length());
    }

    /** Whether a connection is given as a path that tells its connector. */
    static boolean tellsConnector(String connectionId) {
        return PATH.matcher(connectionId).find();
    }
}
