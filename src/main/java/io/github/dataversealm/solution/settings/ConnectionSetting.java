package io.github.dataversealm.solution.settings;

import io.github.dataversealm.solution.message.Location;

/**
 * The connection of a connection reference in one environment.
 *
 * @param connectionId empty when none is given
 * @param connectorId such as {@code /providers/Microsoft.PowerApps/apis/shared_office365}; empty when it is not given
 * @param location where it stands
 */
public record ConnectionSetting(String logicalName, String connectionId, String connectorId, Location location) {}
