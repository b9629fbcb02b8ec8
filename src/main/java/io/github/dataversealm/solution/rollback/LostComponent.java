package io.github.dataversealm.solution.rollback;

import java.util.UUID;

/**
 * A component that would be gone.
 *
 * @param type its number in the environment
 * @param kind for people, such as {@code table}
 * @param name for people; may be empty
 * @param schemaName may be empty
 * @param table the logical name of the table that it is part of; may be empty
 */
public record LostComponent(UUID id, int type, String kind, String name, String schemaName, String table) {

    static final int TABLE = 1;
    static final int COLUMN = 2;
    static final int PROCESS = 29;
    static final int ROLE = 20;
    static final int PLUGIN_STEP = 92;
    static final int VARIABLE = 380;

    public boolean isTable() {
        return type == TABLE;
    }

    public boolean isColumn() {
        return type == COLUMN;
    }

    /** Such as {@code web resource 'Trip form' (ctr_trip.js)}. */
    @Override
    public String toString() {
        String where = table.isEmpty() || isTable() ? "" : table + ".";
        String schema = schemaName.isEmpty() ? "" : where + schemaName;
        if (name.isEmpty() || name.equals(schemaName)) {
            return kind + " " + (schema.isEmpty() ? id.toString() : schema);
        }
        return kind + " '" + name + "'" + (schema.isEmpty() ? "" : " (" + schema + ")");
    }
}
