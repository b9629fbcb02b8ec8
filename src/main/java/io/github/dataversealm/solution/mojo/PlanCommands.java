package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.plan.PlanCommand;
import io.github.dataversealm.solution.plan.PlanOptions;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;

/** The commands that make a plan again and that apply it, with what was typed for the plan. */
final class PlanCommands {

    /** What a plan says itself, besides its options. */
    private static final Set<String> PLANNED = Set.of(
            "solution.env",
            "solution.zipFile",
            "solution.artifact",
            "solution.managed",
            "solution.importDependencies",
            "solution.promotionOverride",
            "solution.validate",
            "solution.plan.skip",
            "solution.planDigest");

    /** Read besides the parameters, as the short form of one. */
    private static final String SHORT_ENV = "env";

    private PlanCommands() {}

    /** What was typed, with the phases: a zip that the same call built is built again. */
    static PlanCommand made(MavenSession session, MojoExecution execution) {
        Map<String, String> typed = new TreeMap<>();
        Stream.concat(Stream.of(SHORT_ENV), TypedParameters.properties(execution.getMojoDescriptor()))
                .forEach(name -> Optional.ofNullable(session.getUserProperties().getProperty(name))
                        .ifPresent(value -> typed.put(name, value)));
        return PlanCommand.of(session.getGoals(), typed);
    }

    /**
     * What carries a plan out. The plan knows where its environments are by itself, other than those whose address was typed.
     *
     * @param command what runs the goal {@code import}
     * @param file as it is shown
     */
    static ShownCommand apply(String command, String file, Properties typed) {
        Set<String> answered = new TreeSet<>(PLANNED);
        PlanOptions.names().forEach(name -> answered.add("solution." + name));
        Optional<String> environments = Optional.ofNullable(typed.getProperty("solution.url"))
                .map(url -> typed.getProperty(SHORT_ENV, typed.getProperty("solution.env")));
        return new ShownCommand(command)
                .with(SHORT_ENV, environments)
                .with("solution.planFile", Optional.of(file))
                .withRest(typed, answered);
    }
}
