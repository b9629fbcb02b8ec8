package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.message.ShellWord;
import io.github.dataversealm.solution.message.SolutionException;
import java.lang.reflect.Field;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.PluginParameterExpressionEvaluator;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluationException;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * The values that a goal was given, typed or in a {@code pom.xml}, before Maven makes fields of them: it takes every text but
 * {@code true} for false, so that {@code <production>yes</production>} would leave an environment without its protection, and
 * any number for one that makes sense.
 */
final class GivenValues {

    /** The flags of an {@code <environment>}. */
    private static final Set<String> ENVIRONMENT_FLAGS = Arrays.stream(EnvironmentDefinition.class.getDeclaredFields())
            .filter(field -> field.getType() == boolean.class)
            .map(Field::getName)
            .collect(Collectors.toUnmodifiableSet());

    /** Other texts Maven refuses itself. */
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,30}");

    private static final Set<String> NUMBERS = Set.of("int", "long", "java.lang.Integer");

    /**
     * A parameter of the goal.
     *
     * @param type such as {@code boolean}
     * @param property that it is typed by; empty when it is not typed
     * @param on whether it is {@code true} when nothing is said
     */
    record Known(String type, Optional<String> property, boolean on) {

        /** How a value is given. */
        private String with(String name, String value) {
            return property.map(typed -> ShellWord.quoted("-D" + typed + "=" + value))
                    .orElse("<" + name + ">" + value + "</" + name + ">");
        }
    }

    private final Map<String, Known> known;
    private final UnaryOperator<String> evaluated;

    /**
     * @param known the goal's parameters by their names
     * @param evaluated the value of a text with expressions; null when it has none
     */
    GivenValues(Map<String, Known> known, UnaryOperator<String> evaluated) {
        this.known = Map.copyOf(known);
        this.evaluated = evaluated;
    }

    /** @throws SolutionException that names the parameter and the values that it takes */
    static void require(MavenSession session, MojoExecution execution) {
        MojoDescriptor goal = execution.getMojoDescriptor();
        if (goal != null && goal.getParameters() != null && execution.getConfiguration() != null) {
            new GivenValues(known(goal), evaluator(session, execution)).require(execution.getConfiguration());
        }
    }

    private static Map<String, Known> known(MojoDescriptor goal) {
        Map<String, Known> known = new HashMap<>();
        for (Parameter parameter : goal.getParameters()) {
            Optional<PlexusConfiguration> usual = Optional.ofNullable(goal.getMojoConfiguration())
                    .map(configuration -> configuration.getChild(parameter.getName(), false));
            known.put(
                    parameter.getName(),
                    new Known(
                            parameter.getType(),
                            usual.flatMap(TypedParameters::property),
                            usual.filter(value -> "true".equals(value.getAttribute("default-value", null)))
                                    .isPresent()));
        }
        return known;
    }

    private static UnaryOperator<String> evaluator(MavenSession session, MojoExecution execution) {
        PluginParameterExpressionEvaluator evaluator = new PluginParameterExpressionEvaluator(session, execution);
        return text -> {
            try {
                return Optional.ofNullable(evaluator.evaluate(text))
                        .map(Object::toString)
                        .orElse(null);
            } catch (ExpressionEvaluationException e) {
                return text;
            }
        };
    }

    /** @param configuration of the goal, with an element for each parameter */
    void require(Xpp3Dom configuration) {
        for (Xpp3Dom parameter : configuration.getChildren()) {
            String name = parameter.getName();
            Known one = known.get(name);
            if (name.equals("environments")) {
                environments(parameter);
            } else if (one != null && one.type().equals("boolean")) {
                value(parameter).ifPresent(text -> flag(name, one, text));
            } else if (one != null && NUMBERS.contains(one.type())) {
                value(parameter).ifPresent(text -> number(name, one, text));
            }
        }
    }

    private Optional<String> value(Xpp3Dom element) {
        return Optional.ofNullable(element.getValue()).map(evaluated);
    }

    private void environments(Xpp3Dom environments) {
        for (Xpp3Dom environment : environments.getChildren()) {
            String id = Optional.ofNullable(environment.getChild("id"))
                    .flatMap(this::value)
                    .orElse("");
            Arrays.stream(environment.getChildren())
                    .filter(child -> ENVIRONMENT_FLAGS.contains(child.getName()))
                    .forEach(child -> environmentFlag(id, child));
        }
    }

    private void environmentFlag(String id, Xpp3Dom flag) {
        String text = value(flag).orElse("");
        if (!isFlag(text)) {
            String name = flag.getName();
            throw new SolutionException(
                    null,
                    "The environment '" + id + "' has <" + name + ">" + text + "</" + name
                            + ">, which is neither true nor false. Nothing was done.",
                    "Write <" + name + ">true</" + name + "> or <" + name + ">false</" + name + ">.");
        }
    }

    private static void flag(String name, Known one, String text) {
        // A variable of the build that is empty is as one that is not set.
        boolean unset = text.isBlank() && !one.on();
        if (!unset && !isFlag(text)) {
            throw new SolutionException(
                    null,
                    "The parameter '" + name + "' does not know the value '" + text + "'. Nothing was done.",
                    "Use true or false: " + one.with(name, one.on() ? "false" : "true"));
        }
    }

    private static boolean isFlag(String text) {
        return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
    }

    private static void number(String name, Known one, String text) {
        NumberRange range = NumberRange.of(name);
        if (NUMBER.matcher(text).matches() && !range.has(new BigInteger(text))) {
            throw new SolutionException(
                    null,
                    "The parameter '" + name + "' is " + text + ". Nothing was done.",
                    "Use a number " + range + ": " + one.with(name, Long.toString(range.example())));
        }
    }
}
