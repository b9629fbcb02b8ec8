package io.github.dataversealm.solution.dataverse;

import java.util.Optional;
import java.util.UUID;

/** A definition with its current value (spec §3.9); {@code type} is 100000000 to 100000005. */
public record EnvironmentVariableRow(
        UUID definitionId,
        String schemaName,
        String displayName,
        int type,
        Optional<String> defaultValue,
        Optional<UUID> valueId,
        Optional<String> value) {

    /** Without its values, which may be secrets. */
    @Override
    public String toString() {
        return "EnvironmentVariableRow[" + schemaName + "]";
    }
}
