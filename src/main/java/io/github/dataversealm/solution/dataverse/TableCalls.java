package io.github.dataversealm.solution.dataverse;

import java.util.Locale;
import java.util.Optional;

/** Tables and how many rows they have (spec §1.4). */
final class TableCalls {

    private final WebApi api;

    TableCalls(WebApi api) {
        this.api = api;
    }

    Optional<TableDefinition> definition(String logicalName) {
        ApiCall call = ApiCall.get(
                "Reading what the table " + logicalName + " consists of",
                api.url("EntityDefinitions(LogicalName=" + ODataUrl.pathLiteral(logicalName.toLowerCase(Locale.ROOT))
                                + ")")
                        .select("LogicalName,EntitySetName,PrimaryIdAttribute,IsCustomEntity")
                        .expand(
                                "Attributes($select=LogicalName,AttributeType,AttributeTypeName,AttributeOf,IsCustomAttribute)")
                        .build());
        return api.rowIfKnown(call).map(row -> api.readWith(call, () -> definition(row)));
    }

    private static TableDefinition definition(Row row) {
        return new TableDefinition(
                row.text("LogicalName"),
                row.text("EntitySetName"),
                row.text("PrimaryIdAttribute"),
                row.flag("IsCustomEntity"),
                row.rows("Attributes").stream()
                        .map(column -> new TableDefinition.Column(
                                column.text("LogicalName"),
                                column.text("AttributeType"),
                                column.optionalRow("AttributeTypeName")
                                        .map(type -> type.text("Value"))
                                        .orElse(""),
                                !column.text("AttributeOf").isEmpty(),
                                column.flag("IsCustomAttribute")))
                        .toList());
    }

    /** Asks for one row and the number of all. */
    int count(TableDefinition table, Optional<String> property) {
        ODataUrl url =
                api.url(table.entitySetName()).select(table.primaryId()).top(1).option("$count", "true");
        property.ifPresent(name -> url.filter(name + " ne null"));
        ApiCall call = ApiCall.get("Counting the rows of " + table.logicalName(), url.build());
        Row answer = api.row(call);
        return api.readWith(
                call,
                () -> Math.max(
                        answer.number("@odata.count", 0), answer.rows("value").size()));
    }
}
