package io.github.dataversealm.solution.check.index;

import io.github.dataversealm.solution.layout.ComponentFolders;
import java.util.Locale;

/** Where an entry of the zip is in the source folder, for entries that no component's element names. */
final class SourcePaths {

    private SourcePaths() {}

    static String ofEntry(String entry) {
        switch (entry.toLowerCase(Locale.ROOT)) {
            case "solution.xml", "customizations.xml", "[content_types].xml":
                // a source folder has their content in other files and lines
                return "";
            case ComponentFolders.VARIABLE_VALUES:
                return "EnvironmentVariables/" + entry;
            default:
                return entry.startsWith("Connector/") ? "Connectors/" + entry.substring("Connector/".length()) : entry;
        }
    }
}
