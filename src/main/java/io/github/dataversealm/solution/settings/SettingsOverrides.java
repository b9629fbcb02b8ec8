package io.github.dataversealm.solution.settings;

import io.github.dataversealm.solution.contents.ConnectionReference;
import io.github.dataversealm.solution.contents.EnvironmentVariable;
import io.github.dataversealm.solution.contents.SolutionContents;
import io.github.dataversealm.solution.message.Location;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The variables of the operating system by which pipelines set a connection or a value without a file, named as
 * Capgemini's package deployer template names them: {@code PACKAGEDEPLOYER_SETTINGS_CONNREF_<logical name>} and
 * {@code PACKAGEDEPLOYER_SETTINGS_ENVVAR_<schema name>}. They win over the file.
 */
public final class SettingsOverrides {

    private static final String CONNECTION = "PACKAGEDEPLOYER_SETTINGS_CONNREF_";
    private static final String VARIABLE = "PACKAGEDEPLOYER_SETTINGS_ENVVAR_";

    private SettingsOverrides() {}

    /**
     * The settings with what is set by variables.
     *
     * @param solutions the solutions that are imported; variables for others are left alone
     * @param variables the variables of the operating system
     */
    public static DeploymentSettings apply(
            DeploymentSettings settings, Collection<SolutionContents> solutions, Map<String, String> variables) {
        List<VariableSetting> values = new ArrayList<>(settings.variables());
        List<ConnectionSetting> connections = new ArrayList<>(settings.connections());
        for (SolutionContents solution : solutions) {
            for (EnvironmentVariable variable : solution.environmentVariables()) {
                String name = variable.schemaName();
                value(VARIABLE + name, variables).ifPresent(value -> {
                    values.removeIf(setting -> setting.schemaName().equalsIgnoreCase(name));
                    values.add(new VariableSetting(name, value, location(VARIABLE + name)));
                });
            }
            for (ConnectionReference reference : solution.connectionReferences()) {
                String name = reference.logicalName();
                value(CONNECTION + name, variables).ifPresent(value -> {
                    String connector = connections.stream()
                            .filter(setting -> setting.logicalName().equalsIgnoreCase(name))
                            .map(ConnectionSetting::connectorId)
                            .findFirst()
                            .orElse("");
                    connections.removeIf(setting -> setting.logicalName().equalsIgnoreCase(name));
                    connections.add(new ConnectionSetting(name, value, connector, location(CONNECTION + name)));
                });
            }
        }
        return new DeploymentSettings(settings.file(), List.copyOf(values), List.copyOf(connections));
    }

    private static Optional<String> value(String name, Map<String, String> variables) {
        return SettingsValues.find(name, variables).filter(value -> !value.isBlank());
    }

    private static Location location(String name) {
        return Location.of("the variable " + name);
    }
}
