package io.github.dataversealm.solution.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TextTableTest {

    @Test
    void columns_are_as_wide_as_their_longest_cell_and_lines_end_without_blanks() {
        assertThat(new TextTable("Name", "N").row("a", "10").row("longer", "").lines())
                .containsExactly("Name    N", "a       10", "longer");
    }

    @Test
    void a_cell_is_one_line_and_a_character_outside_of_the_basic_plane_counts_once() {
        assertThat(new TextTable("Name", "N")
                        .row("a \r\n b", "1")
                        .row("😀", "2")
                        .lines())
                .containsExactly("Name  N", "a b   1", "😀     2");
    }

    @Test
    void a_row_with_another_number_of_cells_is_a_mistake() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TextTable("a", "b").row("c"));
    }
}
