package io.github.dataversealm.solution.emulator.table;

import java.util.Map;
import java.util.Optional;

/**
 * A column of a table.
 *
 * @param name as on the wire; that of a lookup is {@code _<name>_value}
 * @param writable false: what a payload says about it is dropped, as the service does
 * @param target the entity set that a lookup leads to
 * @param labels the texts of a choice, by value
 */
public record Column(
        String name, ColumnType type, boolean writable, Optional<String> target, Map<Integer, String> labels) {

    /** The navigation of a lookup; for other columns the column's name. */
    public String navigation() {
        return target.isPresent() ? name.substring(1, name.length() - "_value".length()) : name;
    }
}
