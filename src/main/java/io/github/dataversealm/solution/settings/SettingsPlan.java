package io.github.dataversealm.solution.settings;

import io.github.dataversealm.solution.contents.ConnectionReference;
import io.github.dataversealm.solution.contents.EnvironmentVariable;
import io.github.dataversealm.solution.contents.SolutionContents;
import io.github.dataversealm.solution.dataverse.ComponentParameter;
import io.github.dataversealm.solution.dataverse.ConnectionReferenceRow;
import io.github.dataversealm.solution.dataverse.EnvironmentVariableRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the settings mean for one solution: the parameters of its import, or, when it is not imported, what is to be set in
 * the environment. Entries of other solutions and empty values are left out.
 */
public final class SettingsPlan {

    /** Something to set in an environment. */
    public sealed interface Change {

        /** The name of what is set. */
        String name();

        record Connection(ConnectionReferenceRow reference, String connectionId) implements Change {
            @Override
            public String name() {
                return reference.logicalName();
            }
        }

        record Value(EnvironmentVariableRow variable, String value) implements Change {
            @Override
            public String name() {
                return variable.schemaName();
            }

            /** Without the value, which may be a secret. */
            @Override
            public String toString() {
                return "Value[" + variable.schemaName() + "]";
            }
        }
    }

    private SettingsPlan() {}

    /**
     * The parameters of an import (spec §4.1).
     *
     * @param settings resolved, see {@link SettingsValues#resolve}
     */
    public static List<ComponentParameter> parameters(DeploymentSettings settings, SolutionContents contents) {
        List<ComponentParameter> parameters = new ArrayList<>();
        for (ConnectionReference reference : contents.connectionReferences()) {
            settings.connections().stream()
                    .filter(setting -> setting.logicalName().equalsIgnoreCase(reference.logicalName()))
                    .filter(setting -> !setting.connectionId().isBlank())
                    .findFirst()
                    .ifPresent(setting -> parameters.add(new ComponentParameter.Connection(
                            reference.logicalName(),
                            reference.displayName(),
                            reference.description(),
                            setting.connectorId().isBlank() ? reference.connectorId() : setting.connectorId(),
                            ConnectorId.connection(setting.connectionId()))));
        }
        for (EnvironmentVariable variable : contents.environmentVariables()) {
            settings.variables().stream()
                    .filter(setting -> setting.schemaName().equalsIgnoreCase(variable.schemaName()))
                    .filter(setting -> !setting.value().isEmpty())
                    .findFirst()
                    .ifPresent(setting -> parameters.add(new ComponentParameter.Variable(
                            variable.schemaName(), variable.valueId(), setting.value())));
        }
        return List.copyOf(parameters);
    }

    /**
     * What of the parameters an environment has not yet: to be set when the import is skipped, or is over and has left them
     * out.
     *
     * @param present the environment; what is not in it is left out
     */
    public static List<Change> changes(List<ComponentParameter> parameters, Present present) {
        List<Change> changes = new ArrayList<>();
        for (ComponentParameter parameter : parameters) {
            if (parameter instanceof ComponentParameter.Connection connection) {
                present.connection(connection.logicalName())
                        .filter(row -> !row.connectionId().equalsIgnoreCase(connection.connectionId()))
                        .ifPresent(row -> changes.add(new Change.Connection(row, connection.connectionId())));
            } else if (parameter instanceof ComponentParameter.Variable variable) {
                present.variable(variable.schemaName())
                        .filter(row -> !row.value().equals(Optional.of(variable.value())))
                        .ifPresent(row -> changes.add(new Change.Value(row, variable.value())));
            }
        }
        return List.copyOf(changes);
    }
}
