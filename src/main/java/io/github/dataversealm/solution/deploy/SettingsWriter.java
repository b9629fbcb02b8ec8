package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.dataverse.ComponentParameter;
import io.github.dataversealm.solution.dataverse.ConnectionReferenceRow;
import io.github.dataversealm.solution.dataverse.EnvironmentVariableRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Sets connections and environment variables that differ from what they should be, without an import. */
final class SettingsWriter {

    private final Target target;

    SettingsWriter(Target target) {
        this.target = target;
    }

    /** @return what was changed, one line each; values may be secret and are not named */
    List<String> apply(List<ComponentParameter> parameters) {
        List<String> changes = new ArrayList<>();
        connections(
                parameters.stream()
                        .filter(ComponentParameter.Connection.class::isInstance)
                        .map(ComponentParameter.Connection.class::cast)
                        .toList(),
                changes);
        variables(
                parameters.stream()
                        .filter(ComponentParameter.Variable.class::isInstance)
                        .map(ComponentParameter.Variable.class::cast)
                        .toList(),
                changes);
        return changes;
    }

    private void connections(List<ComponentParameter.Connection> wanted, List<String> changes) {
        if (wanted.isEmpty()) {
            return;
        }
        Map<String, ConnectionReferenceRow> rows =
                byName(target.dataverse().connectionReferences(), ConnectionReferenceRow::logicalName);
        for (ComponentParameter.Connection connection : wanted) {
            ConnectionReferenceRow row = rows.get(key(connection.logicalName()));
            if (row != null && !row.connectionId().equalsIgnoreCase(connection.connectionId())) {
                target.dataverse().setConnection(row.id(), connection.connectionId());
                changes.add("connection of " + connection.logicalName());
            }
        }
    }

    private void variables(List<ComponentParameter.Variable> wanted, List<String> changes) {
        if (wanted.isEmpty()) {
            return;
        }
        Map<String, EnvironmentVariableRow> rows =
                byName(target.dataverse().environmentVariables(), EnvironmentVariableRow::schemaName);
        for (ComponentParameter.Variable variable : wanted) {
            EnvironmentVariableRow row = rows.get(key(variable.schemaName()));
            if (row != null && !row.value().equals(Optional.of(variable.value()))) {
                target.dataverse().setEnvironmentVariable(row, variable.value());
                changes.add("environment variable " + variable.schemaName());
            }
        }
    }

    private static <T> Map<String, T> byName(List<T> rows, Function<T, String> name) {
        return rows.stream()
                .collect(Collectors.toMap(row -> key(name.apply(row)), Function.identity(), (one, two) -> one));
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
