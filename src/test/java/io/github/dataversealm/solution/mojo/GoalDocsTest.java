package io.github.dataversealm.solution.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.mojo.PluginDescriptor.Goal;
import io.github.dataversealm.solution.mojo.PluginDescriptor.Parameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Keeps the parameter tables of {@code docs/goals} equal to the plugin's descriptor. After a change of a parameter:
 * {@code mvn test -Dtest=GoalDocsTest -Dsolution.docs.update=true}.
 */
class GoalDocsTest {

    private static final String START = "<!-- parameters, generated: do not edit -->\n";
    private static final String END = "<!-- end of parameters -->\n";

    static Stream<Goal> goals() {
        return PluginDescriptor.goals().stream();
    }

    @ParameterizedTest
    @MethodSource("goals")
    void the_page_of_the_goal_shows_its_parameters(Goal goal) throws IOException {
        Path page = Path.of("docs", "goals", goal.name() + ".md");
        String text = Files.readString(page).replace("\r\n", "\n");
        assertThat(text).contains(START, END);
        String before = text.substring(0, text.indexOf(START) + START.length());
        String after = text.substring(text.indexOf(END));
        String expected = before + parameters(goal.parameters()) + after;
        if (Boolean.getBoolean("solution.docs.update")) {
            Files.writeString(page, expected);
        }
        assertThat(Files.readString(page).replace("\r\n", "\n").equals(expected))
                .withFailMessage("%s is stale: mvn test -Dtest=GoalDocsTest -Dsolution.docs.update=true", page)
                .isTrue();
    }

    private static String parameters(List<Parameter> parameters) {
        return parameters.stream()
                .sorted(Comparator.comparing(Parameter::name))
                .map(GoalDocsTest::parameter)
                .collect(Collectors.joining());
    }

    private static String parameter(Parameter parameter) {
        String plain = parameter.type().replaceFirst("<.*", "");
        String type = plain.substring(plain.lastIndexOf('.') + 1);
        return "\n### " + parameter.name() + "\n\n"
                + (parameter.property().isEmpty() ? "in the `pom.xml`" : "`-D" + parameter.property() + "`")
                + " · " + kind(type)
                + parameter
                        .defaultValue()
                        .map(value -> " · default `" + value + "`")
                        .orElse("")
                + " · since " + parameter.since() + "\n\n"
                + markdown(parameter.description()) + "\n";
    }

    private static String kind(String type) {
        return switch (type) {
            case "boolean" -> "true or false";
            case "int", "long", "Integer" -> "number";
            case "File" -> "path";
            case "List" -> "list";
            default -> "text";
        };
    }

    private static String markdown(String description) {
        return description
                .replaceAll("</?code>", "`")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
