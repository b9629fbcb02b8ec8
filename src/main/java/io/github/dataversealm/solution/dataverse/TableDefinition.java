package io.github.dataversealm.solution.dataverse;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A table as the metadata describes it ({@code EntityDefinitions}).
 *
 * @param entitySetName what its rows are read by
 * @param custom whether it is none of the platform's own
 */
public record TableDefinition(
        String logicalName, String entitySetName, String primaryId, boolean custom, List<Column> columns) {

    /**
     * A column.
     *
     * @param type such as {@code Lookup}; several types are {@code Virtual}
     * @param typeName such as {@code LookupType}, which tells them apart; may be empty
     * @param derived whether it only shows another column in another way
     * @param custom whether it is none that the platform gives to the table
     */
    public record Column(String logicalName, String type, String typeName, boolean derived, boolean custom) {

        /** What a condition names it by; empty when it has no value of its own that a condition could look at. */
        public Optional<String> property() {
            if (derived) {
                return Optional.empty();
            }
            return switch (type) {
                case "Lookup", "Customer", "Owner" -> Optional.of("_" + logicalName + "_value");
                case "Virtual" ->
                    switch (typeName) {
                        case "ImageType" -> Optional.of(logicalName + "id");
                        case "FileType", "MultiSelectPicklistType" -> Optional.of(logicalName);
                        default -> Optional.empty();
                    };
                case "PartyList", "CalendarRules", "ManagedProperty", "EntityName" -> Optional.empty();
                default -> Optional.of(logicalName);
            };
        }
    }

    /** The column of that name, in whatever case. */
    public Optional<Column> column(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return columns.stream()
                .filter(column -> column.logicalName().equals(wanted))
                .findFirst();
    }
}
