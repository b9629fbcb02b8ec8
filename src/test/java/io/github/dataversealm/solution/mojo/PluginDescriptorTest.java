package io.github.dataversealm.solution.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.mojo.PluginDescriptor.Goal;
import io.github.dataversealm.solution.mojo.PluginDescriptor.Parameter;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PluginDescriptorTest {

    private static final Map<String, Goal> GOALS =
            PluginDescriptor.goals().stream().collect(Collectors.toMap(Goal::name, Function.identity()));

    /** Each goal, its phase, and whether it needs a pom.xml. */
    private static final String PHASES = """
            unpack, '', false
            pack, package, false
            check, verify, false
            export, '', false
            sync, '', false
            publish, '', false
            delete, '', false
            list, '', false
            set-version, '', false
            add-component, '', false
            clone-patch, '', false
            merge-patches, '', false
            history, '', false
            settings, '', false
            who-am-i, '', false
            import, deploy, false
            plan, '', false
            upgrade, '', false
            rollback, '', false
            emulator, '', false
            emulator-start, pre-integration-test, false
            emulator-stop, post-integration-test, false
            """;

    static Stream<Goal> goals() {
        return GOALS.values().stream();
    }

    static Stream<Parameter> parameters() {
        return goals().flatMap(goal -> goal.parameters().stream());
    }

    @ParameterizedTest
    @CsvSource(textBlock = PHASES)
    void goals_have_their_phase_and_run_without_a_project(String name, String phase, boolean requiresProject) {
        Goal goal = GOALS.get(name);
        assertThat(goal.phase()).isEqualTo(phase);
        assertThat(goal.requiresProject()).isEqualTo(requiresProject);
    }

    @Test
    void all_goals_are_known_here() {
        assertThat(PHASES.lines().map(row -> row.split(",")[0].strip()))
                .containsExactlyInAnyOrderElementsOf(GOALS.keySet());
    }

    @ParameterizedTest
    @MethodSource("goals")
    void goals_are_documented_thread_safe_and_can_be_skipped(Goal goal) {
        assertThat(goal.description()).hasSizeGreaterThan(80);
        assertThat(goal.since()).matches("\\d+\\.\\d+\\.\\d+");
        assertThat(goal.threadSafe()).isTrue();
        assertThat(goal.parameters())
                .extracting(Parameter::property)
                .contains("solution.skip", "solution." + goal.name() + ".skip");
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void parameters_are_documented(Parameter parameter) {
        assertThat(parameter.description())
                .as(parameter.name())
                .hasSizeGreaterThan(15)
                .endsWith(".");
        assertThat(parameter.since()).as(parameter.name()).matches("\\d+\\.\\d+\\.\\d+");
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void properties_are_named_after_their_parameters(Parameter parameter) {
        String expected = GOALS.keySet().stream()
                .filter(goal -> parameter.name().equals(skipParameter(goal)))
                .map(goal -> "solution." + goal + ".skip")
                .findFirst()
                .orElse("solution." + parameter.name());
        // A list of things with parts of their own, or with names, can only be written in a pom.xml.
        boolean onlyInPom = parameter.type().startsWith("java.util.List")
                || parameter.type().startsWith("java.util.Map");
        assertThat(parameter.property()).isEqualTo(onlyInPom ? "" : expected);
        assertThat(parameter.name()).matches("[a-z][A-Za-z]*");
    }

    /** {@code skipSetVersion} for {@code set-version}. */
    private static String skipParameter(String goal) {
        return "skip"
                + Arrays.stream(goal.split("-"))
                        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                        .collect(Collectors.joining());
    }

    @ParameterizedTest
    @MethodSource("goals")
    void goals_for_environments_share_their_parameters(Goal goal) throws ClassNotFoundException {
        List<String> names = goal.parameters().stream().map(Parameter::name).toList();
        if (AbstractEnvironmentMojo.class.isAssignableFrom(Class.forName(goal.implementation()))) {
            assertThat(names)
                    .contains(
                            "env",
                            "environments",
                            "url",
                            "serverId",
                            "localDirectory",
                            "trustedCertificates",
                            "connectTimeout",
                            "readTimeout");
        } else {
            assertThat(names).doesNotContain("url", "serverId");
        }
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void switches_say_their_default(Parameter parameter) {
        if (parameter.type().equals("boolean")) {
            assertThat(parameter.defaultValue()).as(parameter.name()).isPresent();
        }
    }

    @Test
    void the_documented_limits_are_those_of_the_engine() {
        Map<String, Optional<String>> defaults = GOALS.get("unpack").parameters().stream()
                .collect(Collectors.toMap(Parameter::name, Parameter::defaultValue));
        assertThat(new ZipLimits(
                        Integer.parseInt(defaults.get("maxEntries").orElseThrow()),
                        Long.parseLong(defaults.get("maxEntryBytes").orElseThrow()),
                        Long.parseLong(defaults.get("maxTotalBytes").orElseThrow()),
                        Integer.parseInt(defaults.get("maxCompressionRatio").orElseThrow())))
                .isEqualTo(ZipLimits.DEFAULT);
    }
}
