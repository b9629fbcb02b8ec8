package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.dataverse.ComponentParameter;
import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.settings.Present;
import io.github.dataversealm.solution.settings.SettingsPlan;
import java.util.ArrayList;
import java.util.List;

/** Sets connections and environment variables that differ from what they should be, without an import. */
final class SettingsWriter {

    private final Dataverse dataverse;

    SettingsWriter(Dataverse dataverse) {
        this.dataverse = dataverse;
    }

    /** @return what was changed, one line each; values may be secret and are not named */
    List<String> apply(List<ComponentParameter> parameters) {
        List<String> changes = new ArrayList<>();
        for (SettingsPlan.Change change : SettingsPlan.changes(parameters, present(parameters))) {
            if (change instanceof SettingsPlan.Change.Connection connection) {
                dataverse.setConnection(connection.reference().id(), connection.connectionId());
                changes.add("connection of " + change.name());
            } else if (change instanceof SettingsPlan.Change.Value value) {
                dataverse.setEnvironmentVariable(value.variable(), value.value());
                changes.add("environment variable " + change.name());
            }
        }
        return changes;
    }

    private Present present(List<ComponentParameter> parameters) {
        boolean connections = parameters.stream().anyMatch(ComponentParameter.Connection.class::isInstance);
        boolean variables = parameters.stream().anyMatch(ComponentParameter.Variable.class::isInstance);
        return new Present(
                connections ? dataverse.connectionReferences() : List.of(),
                variables ? dataverse.environmentVariables() : List.of());
    }
}
