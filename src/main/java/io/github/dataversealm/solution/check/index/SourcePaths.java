package io.github.dataversealm.solution.check.index;

import java.util.Locale;

/** Where an entry of the zip is in the source folder, for entries that no component's element names. */
final class SourcePaths {

    private SourcePaths() {}

    static String ofEntry(String entry) {
        switch (entry.toLowerCase(Locale.ROOT)) {
            case "solution.xml":
                return "Other/Solution.xml";
            case "customizations.xml":
                return "Other/Customizations.xml";
            case "[content_types].xml":
                return "";
            default:
                return entry.startsWith("Connector/") ? "Connectors/" + entry.substring("Connector/".length()) : entry;
        }
    }
}
