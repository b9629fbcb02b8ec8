package io.github.dataversealm.solution.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dataversealm.solution.message.SolutionException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WavesTest {

    private static final Environment PILOT = at("pilot", 2);
    private static final Environment CANARY = at("canary", 1);
    private static final Environment A = at("a", 0);
    private static final Environment B = at("b", 0);
    private static final List<Environment> ALL = List.of(A, PILOT, B, CANARY);

    @Test
    void those_with_a_number_come_in_its_order_and_the_others_last() {
        assertThat(waves(ALL, List.of())).containsExactly(List.of(CANARY), List.of(PILOT), List.of(A, B));
    }

    @Test
    void without_numbers_there_is_one_wave() {
        assertThat(waves(List.of(B, A), List.of())).containsExactly(List.of(B, A));
        assertThat(waves(List.of(), List.of())).isEmpty();
        assertThat(waves(List.of(), List.of(1))).isEmpty();
    }

    @Test
    void sizes_divide_them_in_the_same_order_and_what_is_left_makes_one_more() {
        assertThat(waves(ALL, List.of(2, 1))).containsExactly(List.of(CANARY, PILOT), List.of(A), List.of(B));
        assertThat(waves(ALL, List.of(1))).containsExactly(List.of(CANARY), List.of(PILOT, A, B));
        assertThat(waves(ALL, List.of(3, 9, 40))).containsExactly(List.of(CANARY, PILOT, A), List.of(B));
    }

    @Test
    void fifty_are_one_and_nine_and_forty() {
        List<Environment> fifty =
                IntStream.range(0, 50).mapToObj(i -> at("e" + i, 0)).toList();
        assertThat(waves(fifty, Waves.sizes("1, 9,40"))).extracting(List::size).containsExactly(1, 9, 40);
        assertThat(waves(fifty, Waves.sizes("1,9"))).extracting(List::size).containsExactly(1, 9, 40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1,-2", "1,,2", "x", "1;2", "99999999999"})
    void what_is_no_size_is_refused(String text) {
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> Waves.sizes(text))
                .withMessageContaining("does not know the value '" + text + "'")
                .withMessageContaining("-Dsolution.waves=1,9,40");
    }

    private static List<List<Environment>> waves(List<Environment> environments, List<Integer> sizes) {
        return Waves.of(environments, Function.identity(), sizes);
    }

    private static Environment at(String id, int wave) {
        return new Environment(
                id,
                URI.create("https://" + id + ".crm.dynamics.com"),
                "dataverse-" + id,
                Optional.empty(),
                false,
                PromotionRules.NONE,
                new Rollout(List.of(), wave == 0 ? OptionalInt.empty() : OptionalInt.of(wave)),
                false);
    }
}
