package io.github.dataversealm.solution.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.NoSuchFileException;
import java.util.Properties;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;

/** What the user can mend is a failure in the engine's words, what broke is an error with its cause. */
class ErrorTranslationTest {

    @Test
    void a_fault_of_the_input_is_a_failure_with_place_problem_and_advice() {
        SolutionException fault =
                new SolutionException(new Location("a.zip!/solution.xml", 3, 7), "No version.", "Export it again.");
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(() -> mojo(() -> {
                            throw fault;
                        })
                        .execute())
                .withMessage("a.zip!/solution.xml:3:7: No version." + System.lineSeparator() + "Export it again.")
                .withCause(fault);
    }

    @Test
    void the_command_in_an_advice_is_one_that_works_here() {
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(() -> mojo(() -> {
                            throw new SolutionException(null, "Nothing is published.", "Run: mvn solution:publish");
                        })
                        .execute())
                .withMessageEndingWith("Run: mvn com.contoso:trips-plugin:1.2:publish");
    }

    /** Maven tells the messages of all causes, each that is not in those before. */
    @Test
    void no_cause_says_it_in_other_words() {
        SolutionException inner = new SolutionException(null, "It failed.", "Look: mvn solution:history");
        SolutionException fault = new SolutionException(null, "It failed.", "Look: mvn solution:history", inner);
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(() -> mojo(() -> {
                            throw fault;
                        })
                        .execute())
                .satisfies(thrown -> {
                    assertThat(thrown.getCause()).hasMessage(thrown.getMessage());
                    assertThat(thrown.getCause().getCause()).hasMessage(thrown.getMessage());
                    assertThat(thrown.getCause().getStackTrace()).isEqualTo(fault.getStackTrace());
                    assertThat(thrown.getCause().getCause().getStackTrace()).isEqualTo(inner.getStackTrace());
                    assertThat(thrown.getCause())
                            .hasToString(SolutionException.class.getName() + ": " + thrown.getMessage());
                });
    }

    @Test
    void a_fault_of_the_machine_is_an_error_in_words() {
        IOException fault = new NoSuchFileException("a.zip");
        assertThatExceptionOfType(MojoExecutionException.class)
                .isThrownBy(() -> mojo(() -> {
                            throw fault;
                        })
                        .execute())
                .withMessage("a.zip: the file does not exist")
                .withCause(fault);
    }

    @Test
    void a_fault_of_the_plugin_asks_for_a_report() {
        RuntimeException fault = new IllegalStateException("no such component");
        assertThatExceptionOfType(MojoExecutionException.class)
                .isThrownBy(() -> mojo(() -> {
                            throw fault;
                        })
                        .execute())
                .withMessageContaining("a fault of the plugin")
                .withMessageContaining("no such component")
                .withMessageContaining("mvn -e")
                .withCause(fault);
    }

    @Test
    void no_fault_is_no_error() {
        assertThatCode(() -> mojo(() -> {}).execute()).doesNotThrowAnyException();
    }

    private interface Work {
        void run() throws IOException;
    }

    private static AbstractSolutionMojo mojo(Work work) throws ReflectiveOperationException {
        AbstractSolutionMojo mojo = new AbstractSolutionMojo() {
            @Override
            boolean skipsGoal() {
                return false;
            }

            @Override
            void run(Reporter reporter) throws IOException {
                work.run();
            }
        };
        Plugin plugin = new Plugin();
        plugin.setGroupId("com.contoso");
        plugin.setArtifactId("trips-plugin");
        plugin.setVersion("1.2");
        MavenSession session = mock(MavenSession.class);
        when(session.getUserProperties()).thenReturn(new Properties());
        set(mojo, "session", session);
        set(mojo, "mojoExecution", new MojoExecution(plugin, "pack", "default-cli"));
        return mojo;
    }

    private static void set(AbstractSolutionMojo mojo, String name, Object value) throws ReflectiveOperationException {
        Field field = AbstractSolutionMojo.class.getDeclaredField(name);
        field.setAccessible(true);
        field.set(mojo, value);
    }
}
