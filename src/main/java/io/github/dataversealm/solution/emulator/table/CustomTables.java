package io.github.dataversealm.solution.emulator.table;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.emulator.message.NewRow;
import io.github.dataversealm.solution.emulator.store.Table;
import io.github.dataversealm.solution.emulator.store.Transaction;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * The tables that solutions have brought, as far as rows need them: their names, keys and columns. What is known of them is
 * in the entity sets {@code EntityDefinitions} and, below it, {@code Attributes}; their rows are kept like those of any other
 * table, and go with the table or, value by value, with the column.
 */
public final class CustomTables {

    /** The entity set of the tables' own descriptions. */
    public static final String DEFINITIONS = "EntityDefinitions";

    /** The descriptions of columns; read below the one of their table only. */
    static final String ATTRIBUTES = "$attributes";

    static final String TABLE_OF_ATTRIBUTE = "_entityid";

    private static final EntitySets OWN = new EntitySets();

    private final Transaction transaction;

    public CustomTables(Transaction transaction) {
        this.transaction = transaction;
    }

    /**
     * A table.
     *
     * @param id of the component that it is
     * @param logicalName in lower case
     * @param entitySetName what its rows are read by
     * @param primaryName the column that names a row; may be empty
     */
    public record Definition(
            UUID id,
            String logicalName,
            String schemaName,
            String entitySetName,
            String primaryId,
            String primaryName,
            boolean custom) {}

    /**
     * A column.
     *
     * @param id of the component that it is
     * @param type as {@code customizations.xml} calls it, such as {@code nvarchar}
     */
    public record Attribute(UUID id, String logicalName, String schemaName, String type) {}

    /** Adds a table and its columns, or takes note of what has changed. */
    public void define(Definition table, List<Attribute> columns) {
        transaction
                .table(DEFINITIONS)
                .put(
                        table.id(),
                        NewRow.empty()
                                .set("MetadataId", table.id())
                                .set("LogicalName", table.logicalName())
                                .set("SchemaName", table.schemaName())
                                .set("EntitySetName", table.entitySetName())
                                .set("PrimaryIdAttribute", table.primaryId())
                                .set("PrimaryNameAttribute", table.primaryName().isEmpty() ? null : table.primaryName())
                                .set("IsCustomEntity", table.custom())
                                .node());
        Table attributes = transaction.table(ATTRIBUTES);
        for (Attribute column : columns) {
            AttributeType type = AttributeType.of(column.type());
            attributes.put(
                    column.id(),
                    NewRow.empty()
                            .set("MetadataId", column.id())
                            .set("LogicalName", column.logicalName())
                            .set("SchemaName", column.schemaName())
                            .set("AttributeType", type.attributeType())
                            .set(
                                    "AttributeTypeName",
                                    JsonNodeFactory.instance.objectNode().put("Value", type.typeName()))
                            .set("AttributeOf", null)
                            .set("IsCustomAttribute", !isOfEveryTable(column.logicalName()))
                            .set("EntityLogicalName", table.logicalName())
                            .set("xmlType", column.type())
                            .set(TABLE_OF_ATTRIBUTE, table.id())
                            .node());
        }
    }

    /** Removes a table with its columns and rows. */
    public void drop(UUID id) {
        Optional<ObjectNode> definition = transaction.table(DEFINITIONS).find(id);
        if (definition.isEmpty()) {
            return;
        }
        String key = NewRow.text(definition.get(), "PrimaryIdAttribute");
        rows(definition.get())
                .ifPresent(rows -> rows.all().forEach(row -> NewRow.id(row, key).ifPresent(rows::delete)));
        for (ObjectNode column : columns(id)) {
            transaction.table(ATTRIBUTES).delete(NewRow.id(column, "MetadataId").orElseThrow());
        }
        transaction.table(DEFINITIONS).delete(id);
    }

    /** Removes a column with its values. */
    public void dropColumn(UUID id) {
        Optional<ObjectNode> column = transaction.table(ATTRIBUTES).find(id);
        if (column.isEmpty()) {
            return;
        }
        transaction.table(ATTRIBUTES).delete(id);
        Optional<ObjectNode> definition = NewRow.id(column.get(), TABLE_OF_ATTRIBUTE)
                .flatMap(table -> transaction.table(DEFINITIONS).find(table));
        if (definition.isEmpty()) {
            return;
        }
        String name = AttributeType.of(NewRow.text(column.get(), "xmlType"))
                .property(NewRow.text(column.get(), "LogicalName"));
        String key = NewRow.text(definition.get(), "PrimaryIdAttribute");
        if (name.equals(key)) {
            // it goes with its table
            return;
        }
        rows(definition.get()).ifPresent(rows -> {
            for (ObjectNode row : rows.where(row -> row.has(name))) {
                row.remove(name);
                rows.put(NewRow.id(row, key).orElseThrow(), row);
            }
        });
    }

    /** The rows of a table that a solution has brought; those of the environment itself are no solution's to take. */
    private Optional<Table> rows(ObjectNode definition) {
        String set = NewRow.text(definition, "EntitySetName");
        return isEntitySetName(set) && OWN.find(set).isEmpty() ? Optional.of(transaction.table(set)) : Optional.empty();
    }

    /** Whether tables of solutions may have rows by that name; with a {@code $} it is one that no client sees. */
    public static boolean isEntitySetName(String name) {
        return name.matches("[A-Za-z_][A-Za-z0-9_]{0,127}");
    }

    /** The table of that entity set. */
    public Optional<EntitySet> find(String entitySetName) {
        return definition(entitySetName).map(this::entitySet);
    }

    /** One of the platform's own tables with the columns that solutions have added to it. */
    public EntitySet extended(EntitySet own) {
        return definition(own.name())
                .map(this::entitySet)
                .map(added -> own.with(added.columns()))
                .orElse(own);
    }

    private Optional<ObjectNode> definition(String entitySetName) {
        return transaction
                .table(DEFINITIONS)
                .findBy("EntitySetName", entitySetName)
                .filter(row -> NewRow.text(row, "EntitySetName").equals(entitySetName));
    }

    private EntitySet entitySet(ObjectNode definition) {
        String key = NewRow.text(definition, "PrimaryIdAttribute");
        String name = NewRow.text(definition, "PrimaryNameAttribute");
        EntitySet.Builder set = EntitySet.of(
                NewRow.text(definition, "EntitySetName"),
                NewRow.text(definition, "LogicalName"),
                key,
                name.isEmpty() ? key : name);
        for (ObjectNode column : columns(NewRow.id(definition, "MetadataId").orElseThrow())) {
            String logicalName = NewRow.text(column, "LogicalName");
            AttributeType type = AttributeType.of(NewRow.text(column, "xmlType"));
            if (type == AttributeType.STATE) {
                set.choice(logicalName, "0 Active|1 Inactive");
            } else if (type.isLookup()) {
                set.readOnly(ColumnType.GUID, type.property(logicalName));
            } else if (!logicalName.equals(key)) {
                type.columnType().ifPresent(kept -> set.writable(kept, type.property(logicalName)));
            }
        }
        return set.usual()
                .owned()
                .verbs(EntitySet.Verb.CREATE, EntitySet.Verb.UPDATE, EntitySet.Verb.DELETE)
                .build();
    }

    private List<ObjectNode> columns(UUID table) {
        return transaction
                .table(ATTRIBUTES)
                .where(row ->
                        NewRow.id(row, TABLE_OF_ATTRIBUTE).filter(table::equals).isPresent());
    }

    /** Whether the platform gives a column of this name to tables; those of solutions have a prefix. */
    public static boolean isOfEveryTable(String columnName) {
        return columnName.indexOf('_') < 0;
    }

    /** What the service would call the set of a table that does not say it: the plural of its name. */
    public static String plural(String logicalName) {
        String name = logicalName.toLowerCase(Locale.ROOT);
        if (name.endsWith("y") && !name.matches(".*[aeiou]y")) {
            return name.substring(0, name.length() - 1) + "ies";
        }
        return name.matches(".*(s|x|z|ch|sh)") ? name + "es" : name + "s";
    }
}
