package io.github.dataversealm.solution.xml;

import static io.github.dataversealm.solution.xml.Formatted.PROLOG;
import static io.github.dataversealm.solution.xml.Formatted.string;
import static io.github.dataversealm.solution.xml.Formatted.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The form of the .NET writer (spec solution-packager-behavior §3). */
class XmlFormatterTest {

    /** What it is about, the source, and what is written after the prolog. */
    static Stream<Arguments> forms() {
        return Stream.of(
                form("no break at the end", "<a/>\n", "\n<a />"),
                form("byte order mark", "\uFEFF<a/>", "\n<a />"),
                form("declaration", "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n\n<a/>", "\n<a />"),
                form("indentation", "<a><b><c/></b>   <d></d></a>", "\n<a>\n  <b>\n    <c />\n  </b>\n  <d></d>\n</a>"),
                form("indentation is made anew", "<a>\r\n\t\t<b/>\r\n\r\n</a>", "\n<a>\n  <b />\n</a>"),
                form("mixed", "<m>text<b>bold</b> tail <i/></m>", "\n<m>text<b>bold</b> tail <i /></m>"),
                form(
                        "mixed from the text on",
                        "<m><a/><!--c-->text<b><c> <d/></c></b></m>",
                        "\n<m>\n  <a />\n  <!--c-->text<b><c><d /></c></b></m>"),
                form(
                        "after mixed",
                        "<r><m>t<b/></m><n><o/></n></r>",
                        "\n<r>\n  <m>t<b /></m>\n  <n>\n    <o />\n  </n>\n</r>"),
                form("blanks in mixed", "<m>t<b/> <i/> </m>", "\n<m>t<b /><i /></m>"),
                form(
                        "empty forms",
                        "<r><a/><a /><a\n/><a></a><a ></a ></r>",
                        "\n<r>\n  <a />\n  <a />\n  <a />\n  <a></a>\n  <a></a>\n</r>"),
                form(
                        "only blanks",
                        "<r><a> </a><b>\n\t</b><c>&#32;</c><d>&#xA;&#x9; </d></r>",
                        "\n<r>\n  <a></a>\n  <b></b>\n  <c></c>\n  <d></d>\n</r>"),
                form(
                        "no-break space",
                        "<r><a>\u00A0</a><b>&#160;</b></r>",
                        "\n<r>\n  <a>\u00A0</a>\n  <b>\u00A0</b>\n</r>"),
                form("blanks around text", "<a>  x\t </a>", "\n<a>  x\t </a>"),
                form("reference makes blanks text", "<a> &#65; </a>", "\n<a> A </a>"),
                form(
                        "preserved blanks",
                        "<r><sp xml:space=\"preserve\"> <q /> </sp></r>",
                        "\n<r>\n  <sp xml:space=\"preserve\"> <q /> </sp>\n</r>"),
                form(
                        "preserved blanks, inner default",
                        "<r xml:space='preserve'><a> </a><b xml:space='default'> </b></r>",
                        "\n<r xml:space=\"preserve\">\n  <a> </a>\n  <b xml:space=\"default\"></b>\n</r>"),
                form(
                        "preserving, but without blanks",
                        "<r xml:space='preserve'><a><b/></a></r>",
                        "\n<r xml:space=\"preserve\">\n  <a>\n    <b />\n  </a>\n</r>"),
                form("escapes in text", "<a>&amp;&lt;&gt;&quot;&apos;>\"'\t</a>", "\n<a>&amp;&lt;&gt;\"'&gt;\"'\t</a>"),
                form("numbers in text", "<a>&#38;&#x3c;&#62;&#x9;&#0000065;</a>", "\n<a>&amp;&lt;&gt;\tA</a>"),
                form(
                        "escapes in attributes",
                        "<a b=\"&amp;&lt;&gt;&quot;&apos;>'\" c='\"&#9;&#xA;&#10;&#xD;&#xd;'/>",
                        "\n<a b=\"&amp;&lt;&gt;&quot;'&gt;'\" c=\"&quot;&#x9;&#xA;&#xA;&#xD;&#xD;\" />"),
                form("breaks in attributes", "<a b='1\n2\r\n3\r4\t5\n\r6'/>", "\n<a b=\"1 2 3 4 5  6\" />"),
                form("breaks in text", "<a>1\n2\r\n3\r4\n\r5</a>", "\n<a>1\n2\n3\n4\n\n5</a>"),
                form("referenced breaks", "<a>1&#xD;2&#xA;3&#xD;&#xA;4&#10;&#13;5</a>", "\n<a>1\n2\n3\n4\n\n5</a>"),
                form("literal CR before a reference", "<a>1\r&#xA;2\r\n&#xA;3</a>", "\n<a>1\n\n2\n\n3</a>"),
                form(
                        "referenced CR before a literal",
                        "<a>1&#xD;\n2&#xD;\r\n3&#xD;\r4&#xD;\n\n5</a>",
                        "\n<a>1\n2\n3\n4\n\n5</a>"),
                form("two referenced CR", "<a>1&#xD;&#xD;&#xA;2</a>", "\n<a>1\n\n2</a>"),
                form("cdata", "<a><![CDATA[<&>]] ]>\"é]]]></a>", "\n<a><![CDATA[<&>]] ]>\"é]]]></a>"),
                form("cdata makes it mixed", "<a> <![CDATA[]]> <b/></a>", "\n<a><![CDATA[]]><b /></a>"),
                form("breaks in cdata", "<a><![CDATA[1\r\n2\r3\n4&#xD;]]></a>", "\n<a><![CDATA[1\n2\n3\n4&#xD;]]></a>"),
                form(
                        "comments",
                        "<!--x--><a><!-- y\r\nz - > --><b/></a><!--e-->",
                        "\n<!--x-->\n<a>\n  <!-- y\nz - > -->\n  <b />\n</a>\n<!--e-->"),
                form("only a comment", "<a><!----></a>", "\n<a>\n  <!---->\n</a>"),
                form("instructions", "<?p a?b ??><a><?q?></a>", "\n<?p a?b ??>\n<a>\n  <?q?>\n</a>"),
                form(
                        "blanks in instructions",
                        "<a><?p \r\n  x  y\r\nz ?><?q  ?></a>",
                        "\n<a>\n  <?p x  y\nz ?>\n  <?q?>\n</a>"),
                form("attribute order", "<a z='1' b='2' a='3'/>", "\n<a z=\"1\" b=\"2\" a=\"3\" />"),
                form("blanks in tags", "<a\n b = '1'\t\tc  =\"2\"  ></a\n>", "\n<a b=\"1\" c=\"2\"></a>"),
                form("quotes", "<a b='\"' c=\"'\" d='' e='x'/>", "\n<a b=\"&quot;\" c=\"'\" d=\"\" e=\"x\" />"),
                form(
                        "prefixes",
                        "<p:a xmlns:p='urn:p' xmlns='urn:d' p:x='1' x='2'><b xmlns='' xmlns:p='urn:q'><p:c/></b></p:a>",
                        "\n<p:a xmlns:p=\"urn:p\" xmlns=\"urn:d\" p:x=\"1\" x=\"2\">\n"
                                + "  <b xmlns=\"\" xmlns:p=\"urn:q\">\n    <p:c />\n  </b>\n</p:a>"),
                form("not ASCII", "<ä ö='ü&#252;'>日本語&#x65E5;</ä>", "\n<ä ö=\"üü\">日本語日</ä>"),
                form("astral", "<a b='😀&#x1F600;'>😀&#128512;<!--😀--></a>", "\n<a b=\"😀😀\">😀😀<!--😀--></a>"),
                form("brackets in text", "<a>]] > ]&gt; ]]&gt;</a>", "\n<a>]] &gt; ]&gt; ]]&gt;</a>"));
    }

    private static Arguments form(String about, String source, String expected) {
        return Arguments.of(about, source, expected);
    }

    /** With every small buffer: the buffer is filled anew at every byte of the document. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void form_with_lf(String about, String source, String expected) throws IOException {
        for (int size = 1; size <= 64; size++) {
            byte[] bytes = Formatted.format(utf8(source), XmlLimits.DEFAULT, size, "\n");
            assertThat(string(bytes)).as("buffer of %d", size).isEqualTo(PROLOG + expected);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void form_with_crlf(String about, String source, String expected) throws IOException {
        for (int size = 1; size <= 64; size++) {
            byte[] bytes = Formatted.format(utf8(source), XmlLimits.DEFAULT, size, "\r\n");
            assertThat(string(bytes)).as("buffer of %d", size).isEqualTo(PROLOG + expected.replace("\n", "\r\n"));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void formatting_again_changes_nothing(String about, String source, String expected) throws IOException {
        for (String newline : new String[] {"\n", "\r\n"}) {
            byte[] once = Formatted.format(utf8(source), XmlLimits.DEFAULT, 64, newline);
            assertThat(Formatted.format(once, XmlLimits.DEFAULT, 64, newline)).isEqualTo(once);
        }
    }

    @Test
    void large_tokens_pass_small_buffers() throws IOException {
        String text = "0123456789äöü日😀".repeat(20_000);
        String document =
                "<r a=\"" + text + "\">" + text + "<![CDATA[" + text + "]]><!--" + text + "--><?p " + text + "?></r>";
        byte[] bytes = Formatted.format(utf8(document), XmlLimits.DEFAULT, 7, "\n");
        assertThat(string(bytes)).isEqualTo(PROLOG + "\n" + document);
    }

    @Test
    void deep_elements_are_indented() throws IOException {
        int depth = 200;
        String document = "<a>".repeat(depth) + "</a>".repeat(depth);
        String[] lines = string(Formatted.format(utf8(document))).split("\n");
        assertThat(lines).hasSize(2 * depth);
        assertThat(lines[depth]).isEqualTo("  ".repeat(depth - 1) + "<a></a>");
        assertThat(lines[100]).isEqualTo("  ".repeat(99) + "<a>");
        assertThat(lines[2 * depth - 1]).isEqualTo("</a>");
    }

    @Test
    void elements_are_written_by_name() throws IOException {
        ByteSink sink = new ByteSink(4);
        XmlFormatter formatter = new XmlFormatter(utf8("\n"));
        formatter.beginDocument(sink);
        formatter.start("a");
        formatter.attribute("x", "<\"&'>\t\r\nä");
        formatter.declareXsi();
        formatter.start("b");
        formatter.endEmpty();
        formatter.start("c");
        formatter.end("c");
        formatter.start("d");
        formatter.text("<1>&\"\r\n2\r3\n4\r\r\n5");
        formatter.end("d");
        formatter.start("e");
        formatter.text("");
        formatter.end("e");
        formatter.end("a");
        assertThat(string(sink.toByteArray()))
                .isEqualTo(PROLOG
                        + "\n<a x=\"&lt;&quot;&amp;'&gt;&#x9;&#xD;&#xA;ä\""
                        + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
                        + "\n  <b />\n  <c></c>\n  <d>&lt;1&gt;&amp;\"\n2\n3\n4\n\n5</d>\n  <e></e>\n</a>");
    }

    @Test
    void a_document_is_spliced_in_without_its_declaration_of_xsi() throws IOException {
        String xsi = " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";
        ByteSink sink = new ByteSink(64);
        XmlFormatter formatter = new XmlFormatter(utf8("\n"));
        formatter.beginDocument(sink);
        formatter.start("r");
        formatter.declareXsi();
        for (String document : new String[] {
            "<?xml version=\"1.0\"?><a x='1'" + xsi + " y='2'><b" + xsi + "/></a>", "<c" + xsi + "/>", "<d> </d>"
        }) {
            try (XmlScanner scanner = new XmlScanner(XmlSource.of(utf8(document), "part"))) {
                formatter.splice(scanner);
            }
        }
        formatter.end("r");
        assertThat(string(sink.toByteArray()))
                .isEqualTo(PROLOG + "\n<r" + xsi + ">\n  <a x=\"1\" y=\"2\">\n    <b" + xsi
                        + " />\n  </a>\n  <c />\n  <d></d>\n</r>");
    }

    @Test
    void what_another_formatter_wrote_for_a_level_is_appended() throws IOException {
        ByteSink part = new ByteSink(64);
        XmlFormatter inner = new XmlFormatter(utf8("\n"));
        inner.begin(part, 1);
        inner.start("b");
        inner.start("c");
        inner.endEmpty();
        inner.end("b");
        ByteSink sink = new ByteSink(64);
        XmlFormatter outer = new XmlFormatter(utf8("\n"));
        outer.beginDocument(sink);
        outer.start("a");
        outer.appendChild(new ByteArrayInputStream(part.toByteArray()));
        outer.end("a");
        assertThat(string(sink.toByteArray())).isEqualTo(PROLOG + "\n<a>\n  <b>\n    <c />\n  </b>\n</a>");
    }

    @Test
    void one_element_is_copied_and_no_more() throws IOException {
        ByteSink sink = new ByteSink(64);
        XmlFormatter formatter = new XmlFormatter(utf8("\n"));
        try (XmlScanner scanner = new XmlScanner(XmlSource.of(utf8("<r><a><a><a/></a>t</a><b/></r>"), "x"))) {
            scanner.next();
            scanner.next();
            formatter.begin(sink, 0);
            formatter.copyElement(scanner);
            assertThat(string(sink.toByteArray())).isEqualTo("<a>\n  <a>\n    <a />\n  </a>t</a>");
            assertThat(scanner.next()).isEqualTo(XmlToken.START);
            assertThat(scanner.isNamed("b")).isTrue();
            sink.clear();
            formatter.begin(sink, 0);
            formatter.copyElement(scanner);
            assertThat(string(sink.toByteArray())).isEqualTo("<b />");
            assertThat(scanner.next()).isEqualTo(XmlToken.END);
        }
    }
}
