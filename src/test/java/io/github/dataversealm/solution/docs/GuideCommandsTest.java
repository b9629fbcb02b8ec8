package io.github.dataversealm.solution.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every {@code mvn} command that a guide shows is one that an integration test runs: the same goals in the same order with the
 * same options. Switches of the log and the version of the plugin may differ; variables of CI systems stand for any value.
 */
class GuideCommandsTest {

    private static final Path DOCS = Path.of("docs");
    private static final Path ITS = Path.of("src", "it");
    private static final Pattern COMMAND = Pattern.compile("\\bmvn ((?:[^'\"`\\n]|(?<==)\"[^\"\\n]*\"|\\\\\\n)*)");
    private static final Pattern CI_VARIABLE =
            Pattern.compile("\\$\\{\\{.*?}}|\\$\\([A-Za-z0-9_.]+\\)|\\$\\{[^}]+}|\\$[A-Z][A-Z0-9_]*");
    private static final Pattern PLUGIN = Pattern.compile("io\\.github\\.dataversealm:solution-maven-plugin:[^:]+:");
    private static final Pattern SETTINGS = Pattern.compile("(^|\\s)-gs \\S+");
    /** Integration tests share a local repository, so that each has a group of its own. */
    private static final Pattern GROUP = Pattern.compile("com\\.contoso(\\.\\w+)+:");

    /** What the guides show as refused, with the words of the refusal. */
    private static final Set<String> REFUSED = Set.of(
            "solution:import -Dsolution.artifact=com.contoso:contoso-trips:1.4.3 -Denv=prod",
            "package solution:import -Denv=local");

    private static final Set<String> SWITCHES = Set.of("-B", "-ntp", "-N");
    private static final Pattern ENVIRONMENT = Pattern.compile("<environment>(.*?)</environment>", Pattern.DOTALL);
    private static final Pattern ELEMENT = Pattern.compile("<(\\w+)>([^<]*)</\\1>");
    private static final Set<String> PLACES = Set.of("url", "local", "settingsFile");
    private static final String ANY = "\u0000";

    /**
     * @param goals in their order; phases too
     * @param works whether it is expected to succeed
     */
    private record Command(List<String> goals, Set<String> options, boolean works) {

        static Command of(String text) {
            return of(text, true);
        }

        static Command of(String text, boolean works) {
            List<String> goals = new ArrayList<>();
            Set<String> options = new TreeSet<>();
            String plain = CI_VARIABLE.matcher(text).replaceAll(ANY);
            plain = PLUGIN.matcher(plain).replaceAll("solution:");
            plain = GROUP.matcher(SETTINGS.matcher(plain).replaceAll("")).replaceAll("com.contoso:");
            for (String token : plain.replace("\\\n", " ").strip().split("\\s+")) {
                if (token.isEmpty() || SWITCHES.contains(token)) {
                    continue;
                }
                if (token.startsWith("-")) {
                    options.add(token);
                } else {
                    goals.add(token);
                }
            }
            return new Command(goals, options, works);
        }

        /** Whether the other one is this one, with some value for each variable. */
        boolean isRunBy(Command other) {
            return goals.equals(other.goals)
                    && works == other.works
                    && options.size() == other.options.size()
                    && options.stream()
                            .allMatch(option -> other.options.stream()
                                    .anyMatch(Pattern.compile(Stream.of(option.split(ANY, -1))
                                                    .map(Pattern::quote)
                                                    .collect(Collectors.joining(".+")))
                                            .asMatchPredicate()));
        }
    }

    static List<Path> guides() throws IOException {
        List<Path> guides =
                new ArrayList<>(Stream.of("first-project.md", "promotion.md", "rollback.md", "solution-dependencies.md")
                        .map(DOCS::resolve)
                        .toList());
        try (Stream<Path> pages = Files.list(DOCS.resolve("ci"))) {
            pages.sorted().forEach(guides::add);
        }
        return guides;
    }

    @ParameterizedTest
    @MethodSource("guides")
    void an_integration_test_runs_every_command_of_a_guide(Path guide) throws IOException {
        List<Command> run = run();
        List<String> shown = shown(guide);
        assertThat(shown).as("commands in %s", guide).isNotEmpty();
        assertThat(shown.stream()
                        .filter(text -> run.stream().noneMatch(Command.of(text)::isRunBy))
                        .filter(text ->
                                !REFUSED.contains(text) || run.stream().noneMatch(Command.of(text, false)::isRunBy))
                        .toList())
                .as("commands in %s that no src/it/*/invoker.properties runs as the guide shows them", guide)
                .isEmpty();
    }

    /** The environments of a guide, and what they ask for, are those that its commands are run with. */
    @ParameterizedTest
    @CsvSource({"first-project.md, guide", "promotion.md, promotion"})
    void the_environments_of_a_guide_are_those_of_its_integration_test(String guide, String test) throws IOException {
        List<Map<String, String>> shown = environments(DOCS.resolve(guide));
        assertThat(shown).isNotEmpty().isEqualTo(environments(ITS.resolve(test).resolve("pom.xml")));
    }

    /** Where they are may differ: the tests run on this machine. */
    private static List<Map<String, String>> environments(Path file) throws IOException {
        return ENVIRONMENT
                .matcher(Files.readString(file))
                .results()
                .map(environment -> {
                    Map<String, String> elements = new TreeMap<>();
                    Matcher element = ELEMENT.matcher(environment.group(1));
                    while (element.find()) {
                        if (!PLACES.contains(element.group(1))) {
                            elements.put(element.group(1), element.group(2));
                        }
                    }
                    return elements;
                })
                .toList();
    }

    @Test
    void another_goal_option_or_value_is_another_command() {
        Command shown = Command.of("-B deploy -Denv=test -Dsolution.buildNumber=${{ github.run_number }}");
        assertThat(shown.isRunBy(Command.of("-ntp deploy -Dsolution.buildNumber=7 -Denv=test")))
                .isTrue();
        assertThat(shown.isRunBy(Command.of("deploy -Denv=uat -Dsolution.buildNumber=7")))
                .isFalse();
        assertThat(shown.isRunBy(Command.of("deploy -Denv=test"))).isFalse();
        assertThat(shown.isRunBy(Command.of("install -Denv=test -Dsolution.buildNumber=7")))
                .isFalse();
        assertThat(shown.isRunBy(Command.of("deploy -Denv=test -Dsolution.buildNumber=7 -X")))
                .isFalse();
        assertThat(Command.of("io.github.dataversealm:solution-maven-plugin:0.1.0:list -Denv=local")
                        .isRunBy(Command.of(
                                "io.github.dataversealm:solution-maven-plugin:${project.version}:list -Denv=local")))
                .isTrue();
    }

    private static List<String> shown(Path guide) throws IOException {
        List<String> commands = new ArrayList<>();
        Matcher matcher = COMMAND.matcher(Files.readString(guide));
        while (matcher.find()) {
            assertThat(matcher.group(1))
                    .as("a command in %s that is cut at a quote would be compared in part", guide)
                    .doesNotMatch("(?s).*(?:\\s-\\S*=|\\S -)");
            commands.add(matcher.group(1).strip());
        }
        return commands;
    }

    private static List<Command> run() throws IOException {
        List<Command> commands = new ArrayList<>();
        try (Stream<Path> files = Files.walk(ITS, 2)) {
            for (Path file :
                    files.filter(path -> path.endsWith("invoker.properties")).toList()) {
                Properties invoker = properties(file);
                for (String name : invoker.stringPropertyNames()) {
                    if (name.equals("invoker.goals") || name.startsWith("invoker.goals.")) {
                        commands.add(Command.of(
                                invoker.getProperty(name) + more(file, invoker, name), works(invoker, name)));
                    }
                }
            }
        }
        return commands;
    }

    private static boolean works(Properties invoker, String goals) {
        String common = invoker.getProperty("invoker.buildResult", "success");
        return invoker.getProperty(goals.replace("goals", "buildResult"), common)
                .strip()
                .equals("success");
    }

    /** What has a comma stands in a file: the invoker would cut it there. */
    private static String more(Path file, Properties invoker, String goals) throws IOException {
        String name = invoker.getProperty(goals.replace("goals", "userPropertiesFile"));
        Path more = name == null ? null : file.resolveSibling(name);
        return more == null || !Files.exists(more)
                ? ""
                : properties(more).entrySet().stream()
                        .map(entry -> " -D" + entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining());
    }

    private static Properties properties(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }
}
