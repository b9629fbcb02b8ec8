package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.dataverse.ComponentParameter;
import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.job.Stopwatch;
import io.github.dataversealm.solution.settings.Present;
import io.github.dataversealm.solution.settings.SettingsPlan;
import java.util.List;

/** Sets connections and environment variables that differ from what they should be. */
final class SettingsWriter {

    private final Dataverse dataverse;
    private final Stopwatch stopwatch;

    /** @param stopwatch nothing is begun when its time is over */
    SettingsWriter(Dataverse dataverse, Stopwatch stopwatch) {
        this.dataverse = dataverse;
        this.stopwatch = stopwatch;
    }

    /**
     * Reads them back and sets those that differ.
     *
     * @param changes what was changed is added, one line each; values may be secret and are not named
     * @throws StepException when the time is over
     */
    void apply(List<ComponentParameter> parameters, List<String> changes) {
        if (parameters.isEmpty()) {
            return;
        }
        for (SettingsPlan.Change change : SettingsPlan.changes(parameters, present(parameters))) {
            String what =
                    (change instanceof SettingsPlan.Change.Connection ? "connection of " : "environment variable ")
                            + change.name();
            if (stopwatch.isOver()) {
                throw StepException.failed(
                        "The " + what + " was not set: the time to wait was over before.",
                        "Run the same command again: it sets what is missing. To wait longer:"
                                + " -Dsolution.maxAsyncWaitTime=<minutes>");
            }
            if (change instanceof SettingsPlan.Change.Connection connection) {
                limited().setConnection(connection.reference().id(), connection.connectionId());
            } else if (change instanceof SettingsPlan.Change.Value value) {
                limited().setEnvironmentVariable(value.variable(), value.value());
            }
            changes.add(what);
        }
    }

    private Dataverse limited() {
        return dataverse.within(stopwatch.left(), Integer.MAX_VALUE);
    }

    private Present present(List<ComponentParameter> parameters) {
        boolean connections = parameters.stream().anyMatch(ComponentParameter.Connection.class::isInstance);
        boolean variables = parameters.stream().anyMatch(ComponentParameter.Variable.class::isInstance);
        Dataverse limited = limited();
        return new Present(
                connections ? limited.connectionReferences() : List.of(),
                variables ? limited.environmentVariables() : List.of());
    }
}
