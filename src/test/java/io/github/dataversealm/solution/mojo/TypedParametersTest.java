package io.github.dataversealm.solution.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.testkit.Messages;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypedParametersTest {

    private static final TypedParameters PARAMETERS = new TypedParameters(
            Set.of("solution.allowWrite", "solution.zipFile", "solution.pack.skip", "solution.skip", "solution.env"));

    private final Messages messages = new Messages();

    private void require(String name) {
        Properties typed = new Properties();
        typed.setProperty(name, "x");
        PARAMETERS.require(typed, messages);
    }

    @ParameterizedTest
    @ValueSource(strings = {"solution.allowwrite", "solution.alowWrite", "solution.ALLOWWRITE", "solution.allowWrites"})
    void a_slip_of_the_pen_is_refused_before_anything_is_done(String typed) {
        assertThatThrownBy(() -> require(typed))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("There is no parameter " + typed)
                .hasMessageContaining("Perhaps -Dsolution.allowWrite is meant. Nothing was done.");
    }

    @Test
    void another_name_is_warned_of_and_those_of_others_are_not_looked_at() {
        require("solution.companyName");
        assertThat(messages.warnings())
                .containsExactly("There is no parameter solution.companyName; it has no effect.");
        messages.warnings().clear();
        require("solution.zipFile");
        require("solution.pack.skip");
        require("zipFile");
        require("solutions.zipfile");
        assertThat(messages.warnings()).isEmpty();
    }
}
