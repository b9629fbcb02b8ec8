package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.index.Element;
import io.github.dataversealm.solution.check.index.SolutionReader.ComponentElement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How much room the row of a table needs at least (spec check-rules section 3, column-row-size). SQL Server takes 8,060 bytes
 * in a row; texts may be moved out of it and leave 24 bytes, all else stays. What the target has besides, from other
 * solutions, is not known, and neither is how Dataverse spreads a table: an estimate.
 */
final class RowSizeRules {

    /** What is left of a text that is moved out of the row. */
    private static final int POINTER = 24;

    /**
     * Bytes by type of column. Whole numbers and choices: int. Date: datetime. Decimal: 23 digits. Money: money, with its base
     * column, which exports list as a column of its own. Lookups: the id of the row; those that may lead to several tables also
     * the number of the table. Files and images: the id of the file.
     */
    private static final Map<String, Integer> FIXED = Map.ofEntries(
            Map.entry("int", 4),
            Map.entry("picklist", 4),
            Map.entry("state", 4),
            Map.entry("status", 4),
            Map.entry("bigint", 8),
            Map.entry("timestamp", 8),
            Map.entry("datetime", 8),
            Map.entry("float", 8),
            Map.entry("money", 8),
            Map.entry("decimal", 13),
            Map.entry("lookup", 16),
            Map.entry("primarykey", 16),
            Map.entry("uniqueidentifier", 16),
            Map.entry("file", 16),
            Map.entry("image", 16),
            Map.entry("owner", 20),
            Map.entry("customer", 20),
            Map.entry("partylist", 0),
            Map.entry("virtual", 0));

    private RowSizeRules() {}

    static List<Rule<?>> rules() {
        return List.of(new Rule<>("column-row-size", Scope.ELEMENT, RowSizeRules::rowSize));
    }

    private static void rowSize(ComponentElement component, Report report) {
        Optional<Element> list = component.element().is("Entity")
                ? component.element().first("EntityInfo/entity/attributes")
                : Optional.empty();
        list.ifPresent(attributes -> {
            int size = minimum(attributes.children("attribute"));
            if (size > report.setting("bytes")) {
                report.add(
                        component.subject(),
                        attributes.place(),
                        "row",
                        "Its " + attributes.children("attribute").size() + " columns need at least about " + size
                                + " bytes in each row.");
            }
        });
    }

    /** The least size of a row with these columns: what SQL Server holds against its limit. */
    static int minimum(List<Element> columns) {
        int bytes = 0;
        int stored = 0;
        int bits = 0;
        int variable = 0;
        for (Element column : columns) {
            // calculated columns, and those that another table has, are not stored
            if (column.text("IsLogical").equals("1")
                    || column.text("SourceType").equals("1")) {
                continue;
            }
            stored++;
            String type = column.text("Type");
            if (type.equals("bit")) {
                bits++;
            } else if (type.equals("nvarchar")) {
                variable++;
                bytes += Math.min(POINTER, length(column));
            } else if (type.equals("ntext") || type.equals("multiselectpicklist")) {
                variable++;
                bytes += POINTER;
            } else {
                bytes += FIXED.getOrDefault(type, 0);
            }
            if (column.text("SourceType").equals("2")) {
                // a rollup has its state and its date beside it
                bytes += 12;
            }
        }
        int overhead = 4 + 2 + (stored + 7) / 8 + (variable == 0 ? 0 : 2 + 2 * variable);
        return bytes + (bits + 7) / 8 + overhead;
    }

    /** In bytes: exports say it, and else the number of characters. */
    private static int length(Element column) {
        String bytes = column.text("Length");
        String characters = column.text("MaxLength");
        if (bytes.matches("[0-9]{1,6}")) {
            return Integer.parseInt(bytes);
        }
        return characters.matches("[0-9]{1,6}") ? 2 * Integer.parseInt(characters) : POINTER;
    }
}
