package io.github.dataversealm.solution.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.LineEnding;
import io.github.dataversealm.solution.model.PackageType;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChoiceTest {

    @ParameterizedTest
    @ValueSource(strings = {"Unmanaged", "unmanaged", "UNMANAGED", " Unmanaged "})
    void case_and_blanks_around_do_not_matter(String text) {
        assertThat(Choice.of("packageType", text, PackageType.class)).contains(PackageType.UNMANAGED);
    }

    @Test
    void the_language_of_the_machine_does_not_matter() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertThat(Choice.of("lineEnding", "native", LineEnding.class)).contains(LineEnding.NATIVE);
            assertThat(Choice.of("lineEnding", "NATIVE", LineEnding.class)).contains(LineEnding.NATIVE);
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void nothing_is_no_choice(String text) {
        assertThat(Choice.of("packageType", text, PackageType.class)).isEmpty();
    }

    @Test
    void an_unknown_value_is_answered_with_the_allowed_ones() {
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> Choice.of("lineEnding", "unix", LineEnding.class))
                .withMessageContaining("'lineEnding' does not know the value 'unix'")
                .withMessageContaining("lf, crlf, native")
                .withMessageContaining("-Dsolution.lineEnding=lf");
    }

    @Test
    void the_yaml_layout_is_to_come() {
        SourceLayout.requireSupported(null);
        SourceLayout.requireSupported("XML");
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> SourceLayout.requireSupported("yaml"))
                .withMessageContaining("not supported yet");
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> SourceLayout.requireSupported("json"))
                .withMessageContaining("xml, yaml");
    }
}
