package io.github.dataversealm.solution.settings;

import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Puts the values of the operating system's variables where a settings file refers to them: {@code ${env.NAME}}, anywhere
 * in a value or a connection. {@code $${env.NAME}} is the text {@code ${env.NAME}} itself. So that secrets stay out of
 * files; the values are never part of a message.
 *
 * <p>A variable that is empty is as good as one that is not set: pipelines pass an empty text for a secret that they do not
 * have, and the default or the developer's value would be deployed in its place.
 */
public final class SettingsValues {

    private static final Pattern REFERENCE = Pattern.compile("(\\$?)\\$\\{env\\.([^{}\\s]+)}");

    private final Map<String, String> variables;
    private final Map<String, Location> missing = new LinkedHashMap<>();

    private SettingsValues(Map<String, String> variables) {
        this.variables = variables;
    }

    /** Whether a value is only known where the import runs. */
    public static boolean isReference(String value) {
        return REFERENCE
                .matcher(value)
                .results()
                .anyMatch(match -> match.group(1).isEmpty());
    }

    /**
     * The settings with all references resolved.
     *
     * @param variables the variables of the operating system
     * @throws SolutionException when one is not set or empty; names the variable, the entry and the line
     */
    public static DeploymentSettings resolve(DeploymentSettings settings, Map<String, String> variables) {
        SettingsValues values = new SettingsValues(variables);
        DeploymentSettings resolved = new DeploymentSettings(
                settings.file(),
                settings.variables().stream()
                        .map(setting -> new VariableSetting(
                                setting.schemaName(),
                                values.resolve(setting.value(), setting.schemaName(), setting.location()),
                                setting.location()))
                        .toList(),
                settings.connections().stream()
                        .map(setting -> new ConnectionSetting(
                                setting.logicalName(),
                                values.resolve(setting.connectionId(), setting.logicalName(), setting.location()),
                                values.resolve(setting.connectorId(), setting.logicalName(), setting.location()),
                                setting.location()))
                        .toList());
        values.refuseMissing();
        return resolved;
    }

    private String resolve(String value, String entry, Location location) {
        Matcher reference = REFERENCE.matcher(value);
        return reference.replaceAll(match -> {
            if (!match.group(1).isEmpty()) {
                return Matcher.quoteReplacement(match.group().substring(1));
            }
            Optional<String> found = find(match.group(2), variables);
            if (found.filter(text -> !text.isBlank()).isEmpty()) {
                missing.putIfAbsent(
                        match.group(2) + " (of " + entry + ", " + location
                                + (found.isPresent() ? ", it is empty)" : ")"),
                        location);
            }
            return Matcher.quoteReplacement(found.orElse(""));
        });
    }

    /** The variable of that name, else of that name in another letter case, as Windows finds it. */
    static Optional<String> find(String name, Map<String, String> variables) {
        String exact = variables.get(name);
        if (exact != null) {
            return Optional.of(exact);
        }
        return variables.entrySet().stream()
                .filter(variable -> variable.getKey().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private void refuseMissing() {
        if (missing.isEmpty()) {
            return;
        }
        throw new SolutionException(
                missing.values().iterator().next(),
                (missing.size() == 1
                                ? "a variable of the operating system is"
                                : "variables of the operating system are")
                        + " not set that the settings refer to: "
                        + missing.keySet().stream().collect(Collectors.joining(", ")),
                "Set them where Maven runs, for a secret as a secret variable of the pipeline that is passed on as an"
                        + " environment variable. A pipeline passes an empty text for a secret that it does not have.");
    }
}
