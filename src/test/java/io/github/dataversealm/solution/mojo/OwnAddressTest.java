package io.github.dataversealm.solution.mojo;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dataversealm.solution.message.SolutionException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnAddressTest {

    private static final String ADDRESS = "https://store.example/a.zip?sig=hidden";

    private final Map<String, String> used = new HashMap<>();

    @Test
    void an_address_stands_for_one_solution_of_a_build() {
        new OwnAddress(used).take(ADDRESS, "a.zip", 1);
        new OwnAddress(used).take(ADDRESS, "a.zip", 1);
        new OwnAddress(used).take("https://store.example/b.zip", "b.zip", 1);
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> new OwnAddress(used).take(ADDRESS, "c.zip", 1))
                .withMessageNotContaining("hidden");
    }

    @Test
    void one_that_is_given_to_several_solutions_is_refused_at_the_first() {
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> new OwnAddress(used).take(ADDRESS, "a.zip", 2))
                .withMessageContaining("several solutions");
    }
}
