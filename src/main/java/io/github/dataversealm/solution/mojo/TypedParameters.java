package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.Similarity;
import io.github.dataversealm.solution.message.SolutionException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/**
 * The parameters that were typed as {@code -Dsolution.name=value}, held against those that the goals have: Maven passes over
 * a name that it does not know, and a rehearsal becomes the real thing.
 */
final class TypedParameters {

    private static final String PREFIX = "solution.";

    private final Set<String> known;

    /** @param known the properties that any goal of the plugin reads */
    TypedParameters(Set<String> known) {
        this.known = new TreeSet<>(known);
    }

    /** Those of the plugin that runs; a goal that was not read from a plugin's descriptor knows none, and refuses none. */
    static TypedParameters of(MojoExecution execution) {
        return new TypedParameters(Stream.ofNullable(execution.getMojoDescriptor())
                .map(MojoDescriptor::getPluginDescriptor)
                .filter(Objects::nonNull)
                .flatMap(plugin -> plugin.getMojos().stream())
                .flatMap(TypedParameters::properties)
                .collect(Collectors.toSet()));
    }

    /** The properties that the parameters of a goal are typed by. */
    static Stream<String> properties(MojoDescriptor goal) {
        return Stream.ofNullable(goal.getMojoConfiguration())
                .flatMap(configuration -> Arrays.stream(configuration.getChildren()))
                .flatMap(parameter -> property(parameter).stream());
    }

    /** The property that a parameter is typed by; empty for one that can only stand in a {@code pom.xml}. */
    static Optional<String> property(PlexusConfiguration parameter) {
        return Optional.ofNullable(parameter.getValue(""))
                .filter(value -> value.startsWith("${" + PREFIX) && value.endsWith("}"))
                .map(value -> value.substring(2, value.length() - 1));
    }

    /**
     * Refuses names that are nearly those of parameters, and warns of others: they may be the user's own properties.
     *
     * @param typed what was typed on the command line
     * @throws SolutionException that names the parameter that may be meant
     */
    void require(Properties typed, Reporter reporter) {
        for (String name : new TreeSet<>(typed.stringPropertyNames())) {
            if (known.isEmpty() || !name.startsWith(PREFIX) || known.contains(name)) {
                continue;
            }
            Optional<String> meant = meant(name);
            if (meant.isPresent()) {
                throw new SolutionException(
                        null,
                        "There is no parameter " + name + "; it would have no effect.",
                        "Perhaps -D" + meant.get() + " is meant. Nothing was done.");
            }
            reporter.warn("There is no parameter " + name + "; it has no effect.");
        }
    }

    private Optional<String> meant(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(each -> each.equalsIgnoreCase(name)
                        || Similarity.isNear(
                                each.substring(PREFIX.length()).toLowerCase(Locale.ROOT),
                                wanted.substring(PREFIX.length())))
                .min(Comparator.comparing(each -> !each.equalsIgnoreCase(name)));
    }
}
