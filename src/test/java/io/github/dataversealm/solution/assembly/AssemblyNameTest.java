package io.github.dataversealm.solution.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssemblyNameTest {

    private static final AssemblyName CONTOSO =
            new AssemblyName("Contoso.Plugins", "1.0.0.0", "neutral", "abcdef0123456789");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Contoso.Plugins, Version=1.0.0.0, Culture=neutral, PublicKeyToken=abcdef0123456789",
                "Contoso.Plugins,Version=1.0.0.0,Culture=neutral,PublicKeyToken=abcdef0123456789",
                "Contoso.Plugins , PublicKeyToken = ABCDEF0123456789 ,  version=1.0.0.0",
                "Contoso.Plugins, culture=, Version=1.0.0.0, publickeytoken=abcdef0123456789, processorArchitecture=MSIL",
            })
    void parsesEveryOrderAndSpelling(String text) {
        assertThat(AssemblyName.parse(text)).contains(CONTOSO);
    }

    @Test
    void writesTheDisplayForm() {
        assertThat(CONTOSO.fullName())
                .isEqualTo("Contoso.Plugins, Version=1.0.0.0, Culture=neutral, PublicKeyToken=abcdef0123456789")
                .isEqualTo(CONTOSO.toString());
    }

    @Test
    void escapesWhatTheDisplayFormUses() {
        AssemblyName odd = new AssemblyName("A, B=\"C\" \\D", "1.0.0.0", "de-DE", "null");

        assertThat(odd.fullName())
                .isEqualTo("A\\, B\\=\\\"C\\\" \\\\D, Version=1.0.0.0, Culture=de-DE, PublicKeyToken=null");
        assertThat(AssemblyName.parse(odd.fullName())).contains(odd);
    }

    @Test
    void takesWhatIsMissingAsDotNetDoes() {
        assertThat(AssemblyName.parse("Contoso")).contains(new AssemblyName("Contoso", "", "neutral", "null"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", ", Version=1.0.0.0", "Contoso, something"})
    void doesNotParseOtherTexts(String text) {
        assertThat(AssemblyName.parse(text)).isEmpty();
    }

    @Test
    void comparesNamesAndCulturesWithoutCase() {
        assertThat(CONTOSO.matches(new AssemblyName("CONTOSO.plugins", "1.0.0.0", "Neutral", "abcdef0123456789")))
                .isTrue();
        assertThat(CONTOSO.matches(new AssemblyName("Contoso.Plugins", "1.0.0.1", "neutral", "abcdef0123456789")))
                .isFalse();
        assertThat(CONTOSO.matches(new AssemblyName("Contoso.Plugins", "1.0.0.0", "neutral", "null")))
                .isFalse();
        assertThat(CONTOSO.matches(new AssemblyName("Contoso.Plugins", "1.0.0.0", "de", "abcdef0123456789")))
                .isFalse();
    }
}
