package io.github.dataversealm.solution.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a deployment settings file says, in its order (spec dataverse-web-api §4.2). Values may still hold references to
 * variables of the operating system, see {@link SettingsValues}.
 *
 * @param file how a person names the file; empty for none
 */
public record DeploymentSettings(String file, List<VariableSetting> variables, List<ConnectionSetting> connections) {

    /** The settings of an environment without a file. */
    public static DeploymentSettings none() {
        return new DeploymentSettings("", List.of(), List.of());
    }

    /** Both together; what both say in the same words counts once. */
    public DeploymentSettings and(DeploymentSettings other) {
        List<VariableSetting> bothVariables = new ArrayList<>(variables);
        for (VariableSetting more : other.variables) {
            if (variables.stream()
                    .noneMatch(one -> one.schemaName().equalsIgnoreCase(more.schemaName())
                            && one.value().equals(more.value()))) {
                bothVariables.add(more);
            }
        }
        List<ConnectionSetting> bothConnections = new ArrayList<>(connections);
        for (ConnectionSetting more : other.connections) {
            if (connections.stream()
                    .noneMatch(one -> one.logicalName().equalsIgnoreCase(more.logicalName())
                            && one.connectionId().equals(more.connectionId())
                            && one.connectorId().equals(more.connectorId()))) {
                bothConnections.add(more);
            }
        }
        String files = Stream.of(file, other.file)
                .filter(name -> !name.isEmpty())
                .distinct()
                .collect(Collectors.joining(", "));
        return new DeploymentSettings(files, List.copyOf(bothVariables), List.copyOf(bothConnections));
    }
}
