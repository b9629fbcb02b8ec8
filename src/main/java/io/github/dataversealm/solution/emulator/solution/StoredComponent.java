package io.github.dataversealm.solution.emulator.solution;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.emulator.message.NewRow;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A component that the organization has.
 *
 * @param type a number or the name of a kind
 * @param id as packages name it; may be empty
 * @param columns what names it besides its id, for kinds of the solution component framework
 * @param basis what its lowest layer is
 * @param active whether it has an unmanaged layer
 */
record StoredComponent(
        UUID objectId,
        String type,
        String id,
        String schemaName,
        String parent,
        String displayName,
        Map<String, String> columns,
        Basis basis,
        boolean active) {

    /** The lowest layer of a component. */
    enum Basis {
        /** The platform or a solution that is declared present: it is there without any solution. */
        PLATFORM,
        MANAGED,
        UNMANAGED
    }

    static StoredComponent of(ObjectNode row) {
        Map<String, String> columns = new TreeMap<>();
        row.path("columns")
                .properties()
                .forEach(field -> columns.put(field.getKey(), field.getValue().asText()));
        return new StoredComponent(
                NewRow.id(row, "objectid").orElseThrow(),
                NewRow.text(row, "type"),
                NewRow.text(row, "id"),
                NewRow.text(row, "schemaname"),
                NewRow.text(row, "parent"),
                NewRow.text(row, "displayname"),
                columns,
                Basis.valueOf(NewRow.text(row, "basis")),
                row.path("active").asBoolean());
    }

    ObjectNode toRow() {
        ObjectNode names = JsonNodeFactory.instance.objectNode();
        columns.forEach(names::put);
        return NewRow.empty()
                .set("objectid", objectId)
                .set("type", type)
                .set("id", id)
                .set("schemaname", schemaName)
                .set("parent", parent)
                .set("displayname", displayName)
                .set("columns", names)
                .set("basis", basis.name())
                .set("active", active)
                .node();
    }

    ComponentKeys keys() {
        return new ComponentKeys(type, id, schemaName, parent, columns);
    }

    StoredComponent with(Basis changedBasis, boolean changedActive) {
        return new StoredComponent(
                objectId, type, id, schemaName, parent, displayName, columns, changedBasis, changedActive);
    }

    /** What messages call it: the first of its names that there is. */
    String title() {
        if (!displayName.isEmpty()) {
            return displayName;
        }
        return schemaName.isEmpty() ? objectId.toString() : schemaName;
    }
}
