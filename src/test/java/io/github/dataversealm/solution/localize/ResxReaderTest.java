package io.github.dataversealm.solution.localize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.xml.XmlSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResxReaderTest {

    private static final byte[] LF = {'\n'};

    private static Map<String, String> read(String text) throws IOException {
        return ResxReader.read(XmlSource.of(text.getBytes(StandardCharsets.UTF_8), "a.resx"), 1033)
                .strings();
    }

    @Test
    void reads_what_the_writer_writes() throws IOException {
        TreeMap<String, LabelIndex.Text> strings = new TreeMap<>();
        strings.put("1:label,a&\"<b>", new LabelIndex.Text("", "an empty one"));
        strings.put("1:label,b", new LabelIndex.Text("two\nlines\r\nof \"text\" & <tags> ]]> \uD83D\uDE80\t", "c & d"));
        strings.put("1:label,c", new LabelIndex.Text("  blanks at both ends  ", ""));
        byte[] bytes = ResxWriter.write(1033, "a&b.zip", "Both", strings, LF);
        Map<String, String> read =
                ResxReader.read(XmlSource.of(bytes, "a.resx"), 1033).strings();
        assertThat(read.keySet()).isEqualTo(strings.keySet());
        strings.forEach((name, text) -> assertThat(read).containsEntry(name, text.text()));
    }

    @Test
    void the_metadata_is_what_SolutionPackager_asks_for() {
        String text =
                new String(ResxWriter.write(1036, "a.zip", "Unmanaged", new TreeMap<>(), LF), StandardCharsets.UTF_8);
        assertThat(text)
                .contains("<metadata name=\"Source LCID\" xml:space=\"preserve\">\n    <value>1036</value>")
                .contains(
                        "<metadata name=\"Source package type\" xml:space=\"preserve\">\n    <value>Unmanaged</value>")
                .contains("text/microsoft-resx");
        // A System.Version in the form that public resource files of SolutionPackager 9 show, byte for byte.
        assertThat(SerializedVersion.base64(9, 0, 0, 0))
                .isEqualTo(
                        "AAEAAAD/////AQAAAAAAAAAEAQAAAA5TeXN0ZW0uVmVyc2lvbgQAAAAGX01ham9yBl9NaW5vcgZfQnVpbGQJX1JldmlzaW9u"
                                + "AAAAAAgICAgJAAAAAAAAAAAAAAAAAAAACw==");
    }

    @Test
    void accepts_what_other_tools_make_of_a_file() throws IOException {
        assertThat(read("<root><!-- c --><xsd:schema xmlns:xsd=\"u\"><xsd:element name=\"data\"/></xsd:schema>"
                        + "<assembly alias=\"x\" name=\"y\"/>"
                        + "<data name=\"Source LCID\"><value>1033</value></data>"
                        + "<data name=\"SolutionPackager Version\" mimetype=\"application/x\"><value>AA==</value></data>"
                        + "<data name=\"k\" type=\"System.String, mscorlib\"><comment>no</comment><value>a<![CDATA[<b>]]></value></data>"
                        + "<data name=\"empty\"/><data name=\"none\"><value/></data></root>"))
                .containsExactly(Map.entry("k", "a<b>"), Map.entry("empty", ""), Map.entry("none", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<root><data name=\"a\"><value>x</value></data> | the document ends inside",
                "<!DOCTYPE root [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><root/> | document type",
                "<Root/> | not <root>",
                "<root><data><value>x</value></data></root> | no name",
                "<root><data name=\"a\" type=\"System.Resources.ResXFileRef, System.Windows.Forms\"><value>x;y</value></data></root>"
                        + " | no plain string",
                "<root><data name=\"a\" mimetype=\"application/x-microsoft.net.object.binary.base64\"><value>AA</value></data></root>"
                        + " | serialized object",
                "<root><data name=\"a\"><value><b/></value></data></root> | holds the element <b>",
                "plain text | text stands before the root",
                "`` | empty"
            })
    void refuses_all_else_with_one_clear_error(String text, String problem) {
        assertThatThrownBy(() -> read(text)).isInstanceOfSatisfying(SolutionException.class, e -> {
            assertThat(e.problem()).contains(problem);
            assertThat(e.location().orElseThrow().file()).isEqualTo("a.resx");
        });
    }

    @Test
    void a_name_that_is_there_twice_is_an_error_with_its_line() {
        assertThatThrownBy(() -> read("<root>\n<data name=\"a\"/>\n<data name=\"a\"/></root>"))
                .isInstanceOfSatisfying(SolutionException.class, e -> {
                    assertThat(e.problem()).contains("'a' is there twice");
                    assertThat(e.location().orElseThrow().line()).isEqualTo(3);
                });
    }
}
