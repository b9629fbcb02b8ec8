package io.github.dataversealm.solution.settings;

import io.github.dataversealm.solution.dataverse.ConnectionReferenceRow;
import io.github.dataversealm.solution.dataverse.EnvironmentVariableRow;
import java.util.List;
import java.util.Optional;

/** What an environment has already. */
public record Present(List<ConnectionReferenceRow> connections, List<EnvironmentVariableRow> variables) {

    /** What is assumed of an environment that nobody has looked at. */
    public static Present nothing() {
        return new Present(List.of(), List.of());
    }

    Optional<ConnectionReferenceRow> connection(String logicalName) {
        return connections.stream()
                .filter(row -> row.logicalName().equalsIgnoreCase(logicalName))
                .findFirst();
    }

    Optional<EnvironmentVariableRow> variable(String schemaName) {
        return variables.stream()
                .filter(row -> row.schemaName().equalsIgnoreCase(schemaName))
                .findFirst();
    }
}
