package io.github.dataversealm.solution.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.logging.Log;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every goal can be skipped by itself and with all others; then it says so and does nothing. */
class SkipTest {

    private final Log log = mock(Log.class);

    static Stream<PluginDescriptor.Goal> goals() {
        return PluginDescriptor.goals().stream();
    }

    @ParameterizedTest
    @MethodSource("goals")
    void a_goal_by_its_own_flag(PluginDescriptor.Goal goal) throws Exception {
        String flag = goal.parameters().stream()
                .filter(parameter -> parameter.property().equals("solution." + goal.name() + ".skip"))
                .map(PluginDescriptor.Parameter::name)
                .findFirst()
                .orElseThrow();
        isSkipped(goal, flag, "Skipped, because solution." + goal.name() + ".skip is set.");
    }

    @ParameterizedTest
    @MethodSource("goals")
    void a_goal_with_all_others(PluginDescriptor.Goal goal) throws Exception {
        isSkipped(goal, "skip", "Skipped, because solution.skip is set.");
    }

    /** Nothing else is set, so that a goal that does anything fails. */
    private void isSkipped(PluginDescriptor.Goal goal, String flag, String message) throws Exception {
        Constructor<?> constructor = Class.forName(goal.implementation()).getDeclaredConstructors()[0];
        AbstractSolutionMojo mojo =
                (AbstractSolutionMojo) constructor.newInstance(new Object[constructor.getParameterCount()]);
        MojoExecution execution = mock(MojoExecution.class);
        when(execution.getGoal()).thenReturn(goal.name());
        set(mojo, "mojoExecution", execution);
        set(mojo, flag, true);
        mojo.setLog(log);
        mojo.execute();
        verify(log).info(message);
        verifyNoMoreInteractions(log);
        assertThat(Path.of("src/main/solution")).doesNotExist();
        assertThat(Path.of(".dataverse")).doesNotExist();
    }

    private static void set(AbstractSolutionMojo mojo, String name, Object value) throws ReflectiveOperationException {
        Field field = Stream.<Class<?>>iterate(mojo.getClass(), type -> type != Object.class, Class::getSuperclass)
                .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
                .filter(candidate -> candidate.getName().equals(name))
                .findFirst()
                .orElseThrow();
        field.setAccessible(true);
        field.set(mojo, value);
    }
}
