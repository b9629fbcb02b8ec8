package io.github.dataversealm.solution.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.message.SolutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PluginRemapTest {

    private static final String OLD =
            "Contoso.Plugins, Version=1.0.0.0, Culture=neutral, PublicKeyToken=1111111111111111";
    private static final String NEW =
            "Contoso.Plugins, Version=9.0.0.0, Culture=neutral, PublicKeyToken=2222222222222222";
    private static final AssemblyName REAL =
            new AssemblyName("Contoso.Plugins", "9.0.0.0", "neutral", "2222222222222222");

    private final PluginRemap remap = PluginRemap.none().with(OLD, REAL);

    @Test
    void replacesTheNameOfTheAssembly() {
        assertThat(remap.isNeeded()).isTrue();
        assertThat(remap.assembly(OLD)).contains(NEW);
        assertThat(remap.assembly("Contoso.Plugins,PublicKeyToken=1111111111111111,Version=1.0.0.0"))
                .contains(NEW);
        assertThat(remap.changes())
                .containsExactly(new PluginRemap.Change(AssemblyName.parse(OLD).orElseThrow(), REAL));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    Contoso.OnCreate, OLD                       | Contoso.OnCreate, NEW
                    Contoso.OnCreate,OLD                        | Contoso.OnCreate,NEW
                    Contoso.Outer+Inner, OLD                    | Contoso.Outer+Inner, NEW
                    A`1[[B, OLD]], OLD                          | A`1[[B, NEW]], NEW
                    A`2[[B, OLD],[C, mscorlib]], OLD            | A`2[[B, NEW],[C, mscorlib]], NEW
                    A`2[[X, mscorlib], [B, OLD]], Other         | A`2[[X, mscorlib], [B, NEW]], Other
                    A`2[B,C], OLD                               | A`2[B,C], NEW
                    A`2[B[],C[,]][,,], OLD                      | A`2[B[],C[,]][,,], NEW
                    A`1[[B`1[[C, OLD]][], mscorlib]][,], OLD    | A`1[[B`1[[C, NEW]][], mscorlib]][,], NEW
                    A`1[B`1[[C, OLD]]], OLD                     | A`1[B`1[[C, NEW]]], NEW
                    A\\,B, OLD                                  | A\\,B, NEW
                    """)
    void replacesTheAssemblyPartsOfTypeNames(String before, String after) {
        assertThat(remap.type(before.replace("OLD", OLD))).contains(after.replace("NEW", NEW));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Contoso.OnCreate",
                "Contoso.Plugins",
                "Contoso.OnCreate, Contoso.Plugins",
                "Contoso.OnCreate, Contoso.Plugins, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null",
                "Contoso.OnCreate, Contoso.Plugins, Version=2.0.0.0, Culture=neutral, PublicKeyToken=1111111111111111",
                "Contoso.OnCreate, Contoso.Plugins.More, Version=1.0.0.0, Culture=neutral, PublicKeyToken=1111111111111111",
                "Microsoft.Crm.ServiceBus.ServiceBusPlugin, Microsoft.Crm.ServiceBus, Version=9.0.0.0, Culture=neutral,"
                        + " PublicKeyToken=31bf3856ad364e35",
                "A[[[[, ]], ]",
                "]],[[,",
                "A\\",
            })
    void leavesOtherNamesAlone(String name) {
        assertThat(remap.type(name)).isEmpty();
        assertThat(remap.assembly(name)).isEmpty();
    }

    @Test
    void isNotNeededWhenTheAssemblyIsWhatTheMetadataSays() {
        PluginRemap same = PluginRemap.none().with(NEW, REAL).with("not, a name", REAL);

        assertThat(same.isNeeded()).isFalse();
        assertThat(same.assembly(NEW)).isEmpty();
        assertThat(same.type("Contoso.OnCreate, " + NEW)).isEmpty();
    }

    @Test
    void replacesOnceAndNotInChains() {
        AssemblyName next = new AssemblyName("Contoso.Plugins", "10.0.0.0", "neutral", "2222222222222222");
        PluginRemap two = remap.with(NEW, next);

        assertThat(two.assembly(OLD)).contains(NEW);
        assertThat(two.assembly(NEW)).contains(next.fullName());
    }

    @Test
    void refusesOneIdentityForTwoAssemblies() {
        AssemblyName same = AssemblyName.parse(OLD).orElseThrow();

        assertThat(remap.with(OLD, REAL)).isSameAs(remap);
        assertThatThrownBy(() -> remap.with(OLD, same)).isInstanceOf(SolutionException.class);
        PluginRemap other = PluginRemap.none().with(OLD, same);
        assertThatThrownBy(() -> other.with(OLD, REAL))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining(OLD)
                .hasMessageContaining(NEW)
                .hasMessageContaining("-Dsolution.disablePluginRemap=true");
    }
}
