package io.github.dataversealm.solution.settings;

import io.github.dataversealm.solution.contents.ConnectionReference;
import io.github.dataversealm.solution.contents.EnvironmentVariable;
import io.github.dataversealm.solution.contents.SolutionContents;
import io.github.dataversealm.solution.dataverse.ConnectionReferenceRow;
import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.Similarity;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.settings.Finding.Problem;
import io.github.dataversealm.solution.settings.Finding.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Holds the settings of an environment against what solutions need from it. A value that refers to a variable of the
 * operating system counts as given; resolve the settings first to look at the value itself.
 */
public final class SettingsCheck {

    /** What Dataverse keeps of a value (spec §3.9). */
    private static final int MAX_VALUE = 2_000;

    private static final Set<Problem> LACKING = EnumSet.of(Problem.MISSING, Problem.EMPTY, Problem.UNCONNECTED);

    private final DeploymentSettings settings;
    private final Present present;
    private final List<Finding> findings = new ArrayList<>();

    private SettingsCheck(DeploymentSettings settings, Present present) {
        this.settings = settings;
        this.present = present;
    }

    /**
     * Everything that is wrong, errors first.
     *
     * @param solutions the solutions that the settings are for
     * @param present what the environment has; {@link Present#nothing()} when it is not known
     */
    public static List<Finding> check(
            DeploymentSettings settings, Collection<SolutionContents> solutions, Present present) {
        SettingsCheck check = new SettingsCheck(settings, present);
        check.run(solutions);
        return check.findings.stream()
                .sorted((one, other) -> one.severity().compareTo(other.severity()))
                .toList();
    }

    /**
     * Refuses settings with errors.
     *
     * @param environment the name of the environment, for the message
     * @throws SolutionException that lists all errors
     */
    public static void refuseErrors(List<Finding> findings, String environment) {
        List<Finding> errors = findings.stream().filter(Finding::isError).toList();
        if (errors.isEmpty()) {
            return;
        }
        String list = errors.stream()
                .map(finding -> System.lineSeparator() + "  " + finding)
                .collect(Collectors.joining());
        throw new SolutionException(
                null,
                "The settings of the environment '" + environment + "' have "
                        + (errors.size() == 1 ? "an error" : errors.size() + " errors")
                        + ", so that nothing is imported:" + list,
                "Correct the settings file; mvn solution:settings adds what it lacks."
                        + (errors.stream().allMatch(Finding::isUnconnected)
                                ? " To import without connections, so that flows stay off:"
                                        + " -Dsolution.allowMissingConnections=true"
                                : ""));
    }

    private void run(Collection<SolutionContents> solutions) {
        Map<String, EnvironmentVariable> variables = new LinkedHashMap<>();
        Map<String, ConnectionReference> references = new LinkedHashMap<>();
        for (SolutionContents solution : solutions) {
            solution.environmentVariables().forEach(each -> variables.putIfAbsent(key(each.schemaName()), each));
            solution.connectionReferences().forEach(each -> references.putIfAbsent(key(each.logicalName()), each));
        }
        Map<String, VariableSetting> values = unique(
                settings.variables(), VariableSetting::schemaName, VariableSetting::location, "environment variable");
        Map<String, ConnectionSetting> connections = unique(
                settings.connections(),
                ConnectionSetting::logicalName,
                ConnectionSetting::location,
                "connection reference");
        references.forEach((key, reference) -> connection(reference, connections.get(key)));
        variables.forEach((key, variable) -> variable(variable, values.get(key)));
        Set<String> lacking = findings.stream()
                .filter(finding -> LACKING.contains(finding.problem()))
                .map(finding -> key(finding.component()))
                .collect(Collectors.toSet());
        values.forEach((key, value) -> {
            if (!variables.containsKey(key)) {
                stranger("environment variable", value.schemaName(), value.location(), variables, values, lacking);
            }
        });
        connections.forEach((key, connection) -> {
            if (!references.containsKey(key)) {
                stranger(
                        "connection reference",
                        connection.logicalName(),
                        connection.location(),
                        references,
                        connections,
                        lacking);
            }
        });
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private <T> Map<String, T> unique(
            List<T> entries, Function<T, String> name, Function<T, Location> location, String what) {
        Map<String, T> unique = new LinkedHashMap<>();
        for (T entry : entries) {
            T first = unique.putIfAbsent(key(name.apply(entry)), entry);
            if (first != null) {
                error(
                        Problem.DUPLICATE,
                        name.apply(entry),
                        Optional.of(location.apply(entry)),
                        "The " + what + " '" + name.apply(entry) + "' is there twice, before at "
                                + location.apply(first) + ".",
                        "Keep the entry that is right.");
            }
        }
        return unique;
    }

    // ---------------------------------------------------------------- connection references

    private void connection(ConnectionReference reference, ConnectionSetting setting) {
        String name = reference.logicalName();
        boolean connected = present.connection(name)
                .map(ConnectionReferenceRow::connectionId)
                .filter(id -> !id.isEmpty())
                .isPresent();
        if (setting == null || setting.connectionId().isBlank()) {
            if (!connected) {
                error(
                        Problem.UNCONNECTED,
                        name,
                        setting == null ? file() : Optional.of(setting.location()),
                        "The connection reference '" + name + "' (" + ConnectorId.name(reference.connectorId())
                                + ") has no connection.",
                        "Write the id of a connection of the environment to its ConnectionId; flows that use it"
                                + " cannot be turned on without.");
            }
            return;
        }
        if (!setting.connectorId().isBlank()
                && !SettingsValues.isReference(setting.connectorId())
                && !ConnectorId.isSame(setting.connectorId(), reference.connectorId())) {
            wrongConnector(reference, setting, ConnectorId.name(setting.connectorId()), "its ConnectorId says");
        } else if (ConnectorId.tellsConnector(setting.connectionId())
                && !ConnectorId.isSame(setting.connectionId(), reference.connectorId())) {
            wrongConnector(reference, setting, ConnectorId.name(setting.connectionId()), "its connection is of");
        }
    }

    private void wrongConnector(
            ConnectionReference reference, ConnectionSetting setting, String connector, String where) {
        error(
                Problem.WRONG_CONNECTOR,
                setting.logicalName(),
                Optional.of(setting.location()),
                "The connection reference '" + setting.logicalName() + "' is for the connector "
                        + ConnectorId.name(reference.connectorId()) + ", but " + where + " " + connector + ".",
                "Take a connection of " + ConnectorId.name(reference.connectorId()) + ".");
    }

    // ---------------------------------------------------------------- environment variables

    private void variable(EnvironmentVariable variable, VariableSetting setting) {
        String name = variable.schemaName();
        if (setting == null || setting.value().isEmpty()) {
            boolean valued = variable.value().isPresent()
                    || variable.defaultValue().isPresent()
                    || present.variable(name)
                            .filter(row -> row.value().isPresent()
                                    || row.defaultValue().isPresent())
                            .isPresent();
            if (!valued) {
                add(
                        variable.required() ? Severity.ERROR : Severity.WARNING,
                        setting == null ? Problem.MISSING : Problem.EMPTY,
                        name,
                        setting == null ? file() : Optional.of(setting.location()),
                        "The environment variable '" + name + "'" + (variable.required() ? ", which is required," : "")
                                + " has neither a value nor a default.",
                        "Write its Value, or ${env.NAME} to take it from a variable of the build.");
            }
            return;
        }
        if (SettingsValues.isReference(setting.value())) {
            return;
        }
        ValueRule.broken(variable, setting.value())
                .ifPresent(rule -> error(
                        Problem.WRONG_TYPE,
                        name,
                        Optional.of(setting.location()),
                        "The value of the environment variable '" + name + "' is not right for its type, " + rule.name()
                                + ".",
                        rule.expectation()));
        if (setting.value().length() > MAX_VALUE) {
            add(
                    Severity.WARNING,
                    Problem.WRONG_TYPE,
                    name,
                    Optional.of(setting.location()),
                    "The value of the environment variable '" + name + "' has "
                            + setting.value().length() + " characters; Dataverse keeps " + MAX_VALUE + ".",
                    "Shorten it.");
        }
    }

    // ---------------------------------------------------------------- entries that no solution has

    /**
     * One file may serve several solutions, which may have similar names: that the name is written wrongly is certain only
     * when what is meant goes without.
     */
    private void stranger(
            String what,
            String name,
            Location location,
            Map<String, ?> known,
            Map<String, ?> given,
            Set<String> lacking) {
        Optional<String> meant = known.keySet().stream()
                .filter(each -> !given.containsKey(each))
                .filter(each -> Similarity.isNear(each, key(name)))
                .min(Comparator.comparing(each -> !lacking.contains(each)));
        if (meant.isPresent()) {
            boolean certain = lacking.contains(meant.get());
            add(
                    certain ? Severity.ERROR : Severity.WARNING,
                    Problem.UNKNOWN,
                    name,
                    Optional.of(location),
                    "The solution has no " + what + " '" + name + "', but one that is written nearly so: '"
                            + meant.get() + "'.",
                    certain ? "Correct the name." : "Correct the name, if it is not that of another solution's.");
        } else {
            add(
                    Severity.WARNING,
                    Problem.UNUSED,
                    name,
                    Optional.of(location),
                    "The solution has no " + what + " '" + name + "'.",
                    "Remove the entry if no other solution needs it.");
        }
    }

    private Optional<Location> file() {
        return settings.file().isEmpty() ? Optional.empty() : Optional.of(Location.of(settings.file()));
    }

    private void error(Problem problem, String component, Optional<Location> location, String message, String advice) {
        add(Severity.ERROR, problem, component, location, message, advice);
    }

    private void add(
            Severity severity,
            Problem problem,
            String component,
            Optional<Location> location,
            String message,
            String advice) {
        findings.add(new Finding(severity, problem, component, location, message, advice));
    }
}
