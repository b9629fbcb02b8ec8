package io.github.dataversealm.solution.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.xml.ByteSink;
import io.github.dataversealm.solution.xml.XmlFormatter;
import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Facts and the paths that they make. */
class ComponentElementTest {

    private final ComponentFacts facts = new ComponentFacts();

    /** What was copied, or empty when no key asked for the element. */
    private Optional<String> copy(String element, String... keys) throws IOException {
        ByteSink sink = new ByteSink(16);
        XmlFormatter formatter = new XmlFormatter(new byte[] {'\n'});
        try (XmlScanner scanner =
                new XmlScanner(XmlSource.of(element.getBytes(StandardCharsets.UTF_8), "customizations.xml"))) {
            scanner.next();
            formatter.begin(sink, 0);
            boolean copied = ComponentElement.copyNoting(scanner, formatter, Set.of(keys), facts);
            String written = new String(sink.toByteArray(), StandardCharsets.UTF_8);
            return copied ? Optional.of(written) : Optional.empty();
        }
    }

    @Test
    void notes_texts_and_copies_them() throws IOException {
        assertThat(copy("<Name a='1'>a&amp;<![CDATA[b]]><!--c--> c<x>y</x></Name>", "Name"))
                .contains("<Name a=\"1\">a&amp;<![CDATA[b]]><!--c--> c<x>y</x></Name>");
        assertThat(facts.first("Name")).isEqualTo("a&b c");
        assertThat(copy("<U><V>1</V>\n<W><V>no</V></W><V/><V>2</V></U>", "U/V"))
                .contains("<U>\n  <V>1</V>\n  <W>\n    <V>no</V>\n  </W>\n  <V />\n  <V>2</V>\n</U>");
        assertThat(facts.all("U/V")).containsExactly("1", "", "2");
        assertThat(facts.all("U")).isEmpty();
        assertThat(copy("<Names>x</Names>", "Name")).isEmpty();
        assertThat(copy("<Nam>x</Nam>", "Name", "Name/x")).isEmpty();
    }

    @Test
    void a_fact_as_long_as_no_name_is_refused() {
        assertThatThrownBy(() -> copy("<Name>" + "<![CDATA[x]]>".repeat(40_000) + "</Name>", "Name"))
                .isInstanceOf(SolutionException.class)
                .hasMessageStartingWith("customizations.xml:1:")
                .hasMessageContaining("<Name>");
    }

    @Test
    void patterns() {
        facts.add("@name", "");
        facts.add("@name", "a/b:c");
        facts.add("file", "/Workflows/x/y?.json");
        facts.add("assembly", "Contoso.Plug, Version=1.0.0.0");
        facts.add("lang", "1033");
        assertThat(path("Roles/{@name}.xml")).contains("Roles/a_b_c.xml");
        assertThat(path("X/{none|@name}{managed}.xml")).contains("X/a_b_c.xml");
        assertThat(FilePattern.of("X/{@name}{managed}.xml").path(facts, true)).contains("X/a_b_c_managed.xml");
        assertThat(path("X/{none|'fixed'}.xml")).contains("X/fixed.xml");
        assertThat(path("{file:path}")).contains("Workflows/x/y_.json");
        assertThat(path("W/{file:file}")).contains("W/x/y_.json");
        assertThat(path("P/{assembly:assembly}.xml")).contains("P/Contoso.Plug.xml");
        assertThat(path("W/{lang/}{none/}x")).contains("W/1033/x");
        assertThat(path("W/{?lang=1033}x")).contains("W/x");
        assertThat(path("W/{?lang=1031}x")).isEmpty();
        assertThat(path("W/{none}x")).isEmpty();
        assertThat(path("W/{none:path}x")).isEmpty();
    }

    private Optional<String> path(String pattern) {
        return FilePattern.of(pattern).path(facts, false);
    }

    @Test
    void what_all_paths_of_a_pattern_have() {
        assertThat(FilePattern.of("A/B/x{y}.data.xml").folder()).isEqualTo("A/B");
        assertThat(FilePattern.of("A/B/x{y}.data.xml").suffix()).isEqualTo(".data.xml");
        assertThat(FilePattern.of("{y:path}").folder()).isEmpty();
        assertThat(FilePattern.of("{y:path}").suffix()).isEmpty();
        assertThat(FilePattern.of("Other/SiteMap{managed}.xml").isSingle()).isTrue();
        assertThat(FilePattern.of("Roles/{@name}.xml").isSingle()).isFalse();
    }
}
