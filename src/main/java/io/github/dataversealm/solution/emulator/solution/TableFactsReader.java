package io.github.dataversealm.solution.emulator.solution;

import io.github.dataversealm.solution.xml.XmlScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Collects the tables that {@code customizations.xml} describes, while it is read. */
final class TableFactsReader {

    private static final String TABLE = "Entities/Entity/EntityInfo/entity";
    private static final String COLUMN = TABLE + "/attributes/attribute";

    private final List<TableFacts> tables = new ArrayList<>();
    private List<TableFacts.ColumnFacts> columns = new ArrayList<>();
    private String table = "";
    private String entitySet = "";
    private String primaryId = "";
    private String primaryName = "";
    private String column = "";
    private String logicalName = "";
    private String type = "";
    private boolean naming;

    void start(String path, XmlScanner scanner) {
        if (path.equals(TABLE)) {
            endTable();
            table = value(scanner, "Name");
        } else if (path.equals(COLUMN)) {
            endColumn();
            column = value(scanner, "PhysicalName");
        }
    }

    void text(String path, String text) {
        switch (path) {
            case COLUMN + "/Type" -> type = text.strip();
            case COLUMN + "/LogicalName" -> logicalName = text.strip();
            case COLUMN + "/DisplayMask" -> naming = text.contains("PrimaryName");
            case TABLE + "/EntitySetName" -> entitySet = text.strip();
            default -> {
                // says nothing of the table's rows
            }
        }
    }

    /** What was found; to be called once, at the end of the document. */
    List<TableFacts> end() {
        endTable();
        return tables;
    }

    private void endColumn() {
        if (column.isEmpty()) {
            return;
        }
        String name = logicalName.isEmpty() ? column.toLowerCase(Locale.ROOT) : logicalName;
        columns.add(new TableFacts.ColumnFacts(name, column, type));
        if (type.equals("primarykey")) {
            primaryId = name;
        } else if (naming) {
            primaryName = name;
        }
        column = "";
        logicalName = "";
        type = "";
        naming = false;
    }

    private void endTable() {
        endColumn();
        if (!table.isEmpty()) {
            tables.add(new TableFacts(table, entitySet, primaryId, primaryName, List.copyOf(columns)));
        }
        columns = new ArrayList<>();
        table = "";
        entitySet = "";
        primaryId = "";
        primaryName = "";
    }

    private static String value(XmlScanner scanner, String name) {
        return scanner.attributeIndex(name) >= 0 ? scanner.attributeValue(name) : "";
    }
}
