package io.github.dataversealm.solution.settings;

import io.github.dataversealm.solution.message.Location;

/**
 * The value of an environment variable in one environment.
 *
 * @param value empty when none is given
 * @param location where it stands
 */
public record VariableSetting(String schemaName, String value, Location location) {

    /** Without the value, which may be a secret. */
    @Override
    public String toString() {
        return "VariableSetting[" + schemaName + ", " + location + "]";
    }
}
