package io.github.dataversealm.solution.testkit;

import java.util.Locale;

/** Tables as {@code customizations.xml} describes them, as far as they need be for rows. */
public final class TableXml {

    private TableXml() {}

    public static String column(String name, String type) {
        return column(name, type, "");
    }

    /** @param more elements besides the type and the names */
    public static String column(String name, String type, String more) {
        String logicalName = name.toLowerCase(Locale.ROOT);
        return "<attribute PhysicalName=\"" + name + "\"><Type>" + type + "</Type><Name>" + logicalName
                + "</Name><LogicalName>" + logicalName + "</LogicalName>" + more + "</attribute>";
    }

    /** The column that names a row. */
    public static String naming(String name) {
        return column(name, "nvarchar", "<DisplayMask>PrimaryName|ValidForForm</DisplayMask>");
    }

    /** @param set the entity set; empty: it does not say */
    public static String table(String name, String set, String... columns) {
        return "<Entity><Name LocalizedName=\"" + name + "\" OriginalName=\"" + name + "\">" + name
                + "</Name><EntityInfo><entity Name=\"" + name + "\"><attributes>" + String.join("", columns)
                + "</attributes>" + (set.isEmpty() ? "" : "<EntitySetName>" + set + "</EntitySetName>")
                + "</entity></EntityInfo></Entity>";
    }
}
