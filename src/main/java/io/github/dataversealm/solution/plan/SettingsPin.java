package io.github.dataversealm.solution.plan;

import io.github.dataversealm.solution.artifact.Sha256;
import io.github.dataversealm.solution.dataverse.ComponentParameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Which settings an import takes into an environment. The values are not here, because some are secrets: a file is known by
 * its hash, and of what comes from variables of the operating system only the names are kept.
 *
 * @param connections the logical names of the connection references that are set
 * @param variables the schema names of the environment variables that are set
 */
public record SettingsPin(List<SettingsFile> files, List<String> connections, List<String> variables) {

    /** Nothing is set. */
    public static final SettingsPin NONE = new SettingsPin(List.of(), List.of(), List.of());

    public SettingsPin {
        files = List.copyOf(files);
        connections = List.copyOf(connections);
        variables = List.copyOf(variables);
    }

    /**
     * A deployment settings file.
     *
     * @param file its path as messages show it
     */
    public record SettingsFile(String file, String sha256) {}

    /**
     * Takes down what is set.
     *
     * @param shown how a path is shown
     * @param parameters what the imports set; may be empty when that could not be found out
     */
    public static SettingsPin of(
            List<Path> files, Function<Path, String> shown, Collection<List<ComponentParameter>> parameters)
            throws IOException {
        List<SettingsFile> pinned = new ArrayList<>();
        for (Path file : files) {
            if (Files.isRegularFile(file)) {
                pinned.add(new SettingsFile(shown.apply(file), Sha256.of(file)));
            }
        }
        TreeSet<String> connections = new TreeSet<>();
        TreeSet<String> variables = new TreeSet<>();
        for (List<ComponentParameter> list : parameters) {
            for (ComponentParameter parameter : list) {
                if (parameter instanceof ComponentParameter.Connection connection) {
                    connections.add(connection.logicalName());
                } else if (parameter instanceof ComponentParameter.Variable variable) {
                    variables.add(variable.schemaName());
                }
            }
        }
        return new SettingsPin(pinned, List.copyOf(connections), List.copyOf(variables));
    }

    /** What is otherwise in the settings now, one sentence each. */
    List<String> moved(SettingsPin now) {
        List<String> moved = new ArrayList<>();
        List<String> then = files.stream().map(SettingsFile::sha256).toList();
        List<String> today = now.files.stream().map(SettingsFile::sha256).toList();
        if (!then.equals(today)) {
            moved.add("The settings file has changed: "
                    + (now.files.isEmpty()
                            ? "none is given, and the plan was made with "
                                    + String.join(
                                            ", ",
                                            files.stream()
                                                    .map(SettingsFile::file)
                                                    .toList())
                            : String.join(
                                    ", ",
                                    now.files.stream().map(SettingsFile::file).toList()))
                    + ".");
        }
        if (!connections.equals(now.connections) || !variables.equals(now.variables)) {
            moved.add("Other connections and values would be set: " + names(now) + " instead of " + names(this) + ".");
        }
        return moved;
    }

    private static String names(SettingsPin pin) {
        List<String> names = new ArrayList<>(pin.connections);
        names.addAll(pin.variables);
        return names.isEmpty() ? "none" : String.join(", ", names);
    }
}
