package io.github.dataversealm.solution.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.testkit.Messages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EachOfTest {

    private final Messages messages = new Messages();
    private final List<String> done = new ArrayList<>();

    private void run(List<String> environments) throws IOException {
        new EachOf<>(environments, name -> name, messages).run(name -> {
            if (name.startsWith("bad")) {
                throw new SolutionException(null, "No rights in " + name + ".", "Ask for them.");
            }
            if (name.equals("disk")) {
                throw new IOException("full");
            }
            done.add(name);
        });
    }

    @Test
    void what_fails_in_one_does_not_keep_it_from_the_others_and_the_goal_fails_in_the_end() {
        assertThatThrownBy(() -> run(List.of("bad1", "a", "bad2", "b")))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("The goal failed in 2 of 4 environments: bad1, bad2.");
        assertThat(done).containsExactly("a", "b");
        assertThat(messages.warnings())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("[bad1] No rights in bad1.")
                .contains("Ask for them.");
    }

    @Test
    void the_only_one_fails_with_its_own_words() {
        assertThatThrownBy(() -> run(List.of("bad1"))).hasMessageStartingWith("No rights in bad1.");
        assertThat(messages.warnings()).isEmpty();
    }

    @Test
    void a_machine_that_fails_ends_it() {
        assertThatThrownBy(() -> run(List.of("a", "disk", "b"))).isInstanceOf(IOException.class);
        assertThat(done).containsExactly("a");
    }
}
