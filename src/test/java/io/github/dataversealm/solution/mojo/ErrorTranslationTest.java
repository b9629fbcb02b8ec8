package io.github.dataversealm.solution.mojo;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
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

    private static AbstractSolutionMojo mojo(Work work) {
        return new AbstractSolutionMojo() {
            @Override
            boolean skipsGoal() {
                return false;
            }

            @Override
            void run(Reporter reporter) throws IOException {
                work.run();
            }
        };
    }
}
