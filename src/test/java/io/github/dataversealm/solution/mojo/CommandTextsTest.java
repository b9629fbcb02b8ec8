package io.github.dataversealm.solution.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Texts of the engine name commands in the one form that {@link io.github.dataversealm.solution.message.Commands} makes into what
 * the user has to type, and only commands that there are.
 */
class CommandTextsTest {

    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Path RULES =
            Path.of("src/main/resources/io/github/dataversealm/solution/check/rule/rules.txt");

    private static final Pattern COMMENT =
            Pattern.compile("/\\*.*?\\*/|^\\s*//[^\n]*$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern CONCATENATION = Pattern.compile("\"\\s*\\+\\s*\"");
    private static final Pattern GOAL = Pattern.compile("(mvn (?:package )?)?(?<![\\w.:-])solution:([a-z][a-z-]*)");

    @Test
    void every_command_can_be_made_typeable_and_is_a_goal() throws IOException {
        Set<String> goals = PluginDescriptor.goals().stream()
                .map(PluginDescriptor.Goal::name)
                .collect(Collectors.toSet());
        List<String> wrong = new ArrayList<>();
        int found = 0;
        for (Path file : texts()) {
            Matcher goal = GOAL.matcher(text(file));
            while (goal.find()) {
                found++;
                if (goal.group(1) == null || !goals.contains(goal.group(2))) {
                    wrong.add(file.getFileName() + ": " + goal.group());
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(found).isGreaterThan(50);
    }

    private static List<Path> texts() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return Stream.concat(files.filter(file -> file.toString().endsWith(".java")), Stream.of(RULES))
                    .toList();
        }
    }

    private static String text(Path file) throws IOException {
        String code = COMMENT.matcher(Files.readString(file)).replaceAll("");
        return CONCATENATION.matcher(code).replaceAll("");
    }
}
