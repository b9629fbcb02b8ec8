package io.github.dataversealm.solution.dataverse;

import java.util.Optional;

/** What an import sets in components of the zip (spec §4.1). */
public sealed interface ComponentParameter {

    /** The connection of a connection reference. */
    record Connection(
            String logicalName, String displayName, String description, String connectorId, String connectionId)
            implements ComponentParameter {}

    /** The current value of an environment variable; {@code valueId} when the zip carries a value row. */
    record Variable(String schemaName, Optional<String> valueId, String value) implements ComponentParameter {

        /** Without the value, which may be a secret. */
        @Override
        public String toString() {
            return "Variable[" + schemaName + "]";
        }
    }
}
