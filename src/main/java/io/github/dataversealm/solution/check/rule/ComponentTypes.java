package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.index.Manifest;
import java.util.Map;

/** What the numbers of component types mean to a person. */
final class ComponentTypes {

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("1", "Table"),
            Map.entry("2", "Column"),
            Map.entry("3", "Relationship"),
            Map.entry("9", "Choice"),
            Map.entry("10", "Relationship"),
            Map.entry("14", "Key"),
            Map.entry("20", "Security role"),
            Map.entry("24", "Form"),
            Map.entry("26", "View"),
            Map.entry("29", "Process"),
            Map.entry("31", "Report"),
            Map.entry("36", "Email template"),
            Map.entry("38", "Article template"),
            Map.entry("39", "Mail merge template"),
            Map.entry("50", "Ribbon"),
            Map.entry("59", "Chart"),
            Map.entry("60", "Form"),
            Map.entry("61", "Web resource"),
            Map.entry("62", "Site map"),
            Map.entry("63", "Connection role"),
            Map.entry("66", "Code component"),
            Map.entry("70", "Field security profile"),
            Map.entry("80", "App"),
            Map.entry("90", "Plug-in type"),
            Map.entry("91", "Plug-in assembly"),
            Map.entry("92", "Plug-in step"),
            Map.entry("95", "Service endpoint"),
            Map.entry("300", "Canvas app"),
            Map.entry("371", "Connector"),
            Map.entry("372", "Custom connector"),
            Map.entry("380", "Environment variable"),
            Map.entry("381", "Environment variable value"),
            Map.entry("10013", "Connection reference"),
            Map.entry("connectionreference", "Connection reference"));

    private ComponentTypes() {}

    static String name(String type) {
        return NAMES.getOrDefault(type, "Component of type " + type);
    }

    static String describe(Manifest.Root root) {
        return name(root.type()) + " " + (root.schemaName().isEmpty() ? root.id() : root.schemaName());
    }
}
