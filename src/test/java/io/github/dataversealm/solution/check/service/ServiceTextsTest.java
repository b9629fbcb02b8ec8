package io.github.dataversealm.solution.check.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceTextsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://x/?a=1&sig=s3cr3t&b=2              | https://x/?a=1&sig=***&b=2
            at https%3A%2F%2Fx%3Fsig%3Ds3cr3t%26b%3D2  | at https%3A%2F%2Fx%3Fsig%3D***%26b%3D2
            at x%3Fa%3D1%26sig%3Ds3cr3t%252B           | at x%3Fa%3D1%26sig%3D***
            at x%253Fsig%253Ds3cr3t%2526b              | at x%253Fsig%253D***%2526b
            Authorization: Bearer s3cr3t0123456789~+/= | Authorization: Bearer ***
            the bearer of this                         | the bearer of this
            a design%3Dx                               | a design%3Dx
            """)
    void signatures_and_tokens_are_masked(String text, String shown) {
        assertThat(ServiceTexts.of(text)).isEqualTo(shown);
    }

    @Test
    void a_character_of_two_halves_is_not_cut_apart() {
        String shown = ServiceTexts.of("x" + "\uD83D\uDE00".repeat(1_500));
        assertThat(shown).hasSize(1_999 + 3).endsWith("\uDE00...");
    }
}
