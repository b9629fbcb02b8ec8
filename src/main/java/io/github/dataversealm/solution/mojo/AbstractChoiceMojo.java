package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.environment.Environment;
import io.github.dataversealm.solution.environment.Environments;
import io.github.dataversealm.solution.message.Commands;
import io.github.dataversealm.solution.message.SolutionException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.plugins.annotations.Parameter;

/** The frame of the goals for which environments can be chosen, whether they connect to them or not. */
abstract class AbstractChoiceMojo extends AbstractSolutionMojo {

    /**
     * The environment to work on: the {@code id} of one of the {@code environments}, {@code local} for the one that the
     * plugin brings along, or an address, for example {@code -Denv=test}. Several are separated by commas where the goal
     * can work on several, and {@code group:customers} is all that have {@code customers} among their {@code <groups>}.
     * {@code local-} and any name is one more local environment. {@code -Denv} and {@code -Dsolution.env} mean the same;
     * both go before a value in the {@code pom.xml}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.env")
    private String env;

    @Parameter(defaultValue = "${env}", readonly = true)
    private String shortEnv;

    /**
     * The environments that {@code env} can choose from, each an {@code <environment>} with {@code id}, {@code url},
     * and when they are needed {@code serverId}, {@code settingsFile}, {@code production}, {@code groups}, {@code wave},
     * {@code local}, {@code cloud}, {@code authority}, and the rules of promotion {@code after}, {@code sameBytesIn},
     * {@code releasedOnly}, {@code managedOnly} and {@code checkedOnly}. The pages about environments and about promotion
     * explain them.
     *
     * @since 0.1.0
     */
    @Parameter
    private List<EnvironmentDefinition> environments;

    final List<Environment> declaredEnvironments() {
        return environments == null
                ? List.of()
                : environments.stream()
                        .map(definition -> definition.environment(this::path))
                        .toList();
    }

    final Optional<EnvironmentDefinition> definition(String id) {
        return environments == null
                ? Optional.empty()
                : environments.stream()
                        .filter(definition -> id.equals(definition.id()))
                        .findFirst();
    }

    /** What is typed goes before what a pom.xml says, and what is typed must not contradict itself. */
    final Optional<String> environmentNames() {
        Properties typed = session().getUserProperties();
        Optional<String> shortForm = given(typed.getProperty("env"));
        Optional<String> longForm = given(typed.getProperty("solution.env"));
        if (shortForm.isPresent() && longForm.isPresent() && !shortForm.equals(longForm)) {
            throw new SolutionException(
                    null,
                    "-Denv=" + shortForm.get() + " and -Dsolution.env=" + longForm.get() + " contradict each other.",
                    "They mean the same; give one of them.");
        }
        return chosenNames();
    }

    private Optional<String> chosenNames() {
        Properties typed = session().getUserProperties();
        return given(typed.getProperty("env"))
                .or(() -> given(typed.getProperty("solution.env")))
                .or(() -> given(env))
                .or(() -> given(shortEnv));
    }

    /** What is worked on, also where it is not known yet whether there are such environments: commands are shown then, too. */
    @Override
    final Commands commands() {
        List<String> names = CommaList.of(chosenNames().or(this::address).orElse(""));
        if (names.isEmpty()) {
            return super.commands();
        }
        if (names.size() == 1 && !names.get(0).startsWith(Environments.GROUP)) {
            return super.commands().at(names.get(0));
        }
        return super.commands()
                .atSome(Stream.concat(
                                names.stream(),
                                Stream.ofNullable(environments)
                                        .flatMap(List::stream)
                                        .map(EnvironmentDefinition::id)
                                        .filter(Objects::nonNull))
                        .collect(Collectors.toSet()));
    }

    /** The address of an environment that is chosen by it alone. */
    Optional<String> address() {
        return Optional.empty();
    }

    static Optional<String> given(String text) {
        return Optional.ofNullable(text).filter(value -> !value.isBlank());
    }
}
