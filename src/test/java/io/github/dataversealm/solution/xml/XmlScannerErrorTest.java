package io.github.dataversealm.solution.xml;

import static io.github.dataversealm.solution.xml.Formatted.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every document that is not well-formed is refused, at the right place, with words that help. */
class XmlScannerErrorTest {

    private static final XmlLimits SMALL = new XmlLimits(4, 100, 3);

    static Stream<Arguments> malformed() {
        return Stream.of(
                // the document
                bad("", 1, 1, "the file is empty"),
                bad("\uFEFF", 1, 1, "no element"),
                bad(" \n ", 2, 2, "no element"),
                bad("<!--x-->", 1, 9, "no element"),
                bad("<a/>\n<b/>", 2, 1, "second root"),
                bad("<a/>\n x", 2, 2, "text stands behind"),
                bad("<a/>&#32;", 1, 5, "text stands behind"),
                bad("\n {\"a\": 1}", 2, 2, "text stands before"),
                bad("&#32;<a/>", 1, 1, "text stands before"),
                bad("<![CDATA[x]]><a/>", 1, 1, "outside of the root"),
                bad("<a/><![CDATA[x]]>", 1, 5, "outside of the root"),
                bad("</a>", 1, 1, "no start tag"),
                bad("<a/></a>", 1, 5, "no start tag"),
                bad("<a>\n<b>", 2, 4, "inside <b>, which is not closed"),
                // document types
                bad("<!DOCTYPE a>\n<a/>", 1, 1, "<!DOCTYPE>"),
                bad("<?xml version='1.0'?>\n<!DOCTYPE a SYSTEM 'http://example.com/x.dtd'><a/>", 2, 1, "<!DOCTYPE>"),
                bad("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>", 1, 1, "<!DOCTYPE>"),
                bad("<!DOCTYPE a [<!ENTITY l 'ha'><!ENTITY m '&l;&l;&l;'>]><a>&m;</a>", 1, 1, "<!DOCTYPE>"),
                bad("<a><!DOCTYPE a></a>", 1, 4, "<!DOCTYPE>"),
                bad("<a><!ENTITY x 'y'></a>", 1, 4, "'<!' begins neither"),
                // the declaration
                bad("<?xml version='1.1'?><a/>", 1, 1, "XML 1.1"),
                bad("<?xml version='1.0' encoding='iso-8859-1'?><a/>", 1, 1, "encoding iso-8859-1, not UTF-8"),
                bad("<?xml version='1.0' encoding='UTF-16'?><a/>", 1, 1, "encoding UTF-16, not UTF-8"),
                bad("<?xml encoding='utf-8'?><a/>", 1, 1, "declaration is malformed"),
                bad("<?xml version='1.0\"?><a/>", 1, 1, "declaration is malformed"),
                bad("<?xml version=1.0?><a/>", 1, 1, "declaration is malformed"),
                bad("<?xml version='1.0' standalone='maybe'?><a/>", 1, 1, "declaration is malformed"),
                bad("<?xml version='1.0' standalone='yes' encoding='utf-8'?><a/>", 1, 1, "declaration is malformed"),
                bad("<?xml version='1.0'encoding='utf-8'?><a/>", 1, 1, "declaration is malformed"),
                bad("<?xml version='1.0'", 1, 1, "not closed by '?>'"),
                bad("<?xml?><a/>", 1, 1, "very beginning"),
                bad("\n<?xml version='1.0'?><a/>", 2, 1, "very beginning"),
                bad("<a><?XML x?></a>", 1, 4, "very beginning"),
                // tags
                bad("<a>\n  <b></c></a>", 2, 6, "</c> does not close <b>"),
                bad("<a></ab>", 1, 4, "</ab> does not close <a>"),
                bad("<ab></a>", 1, 5, "</a> does not close <ab>"),
                bad("<a></a b='c'>", 1, 8, "'>' is expected"),
                bad("<a></ a>", 1, 6, "the name of an element is expected"),
                bad("<a> 1 < 2</a>", 1, 8, "the name of an element is expected"),
                bad("<a><1/></a>", 1, 5, "the name of an element is expected"),
                bad("<a><-/></a>", 1, 5, "the name of an element is expected"),
                bad("<\u00B7/>", 1, 2, "the name of an element is expected"),
                bad("<\u0301/>", 1, 2, "the name of an element is expected"),
                bad("<a\u00D7/>", 1, 3, "U+00D7 must not stand in a name"),
                bad("<a$/>", 1, 3, "a blank, '>' or '/>' is expected"),
                bad("<a / >", 1, 5, "'>' must follow '/'"),
                bad("<a <b/></a>", 1, 4, "the name of an attribute is expected"),
                // attributes
                bad("<a b/>", 1, 5, "'=' must follow"),
                bad("<a b c='1'/>", 1, 6, "'=' must follow"),
                bad("<a b=1/>", 1, 6, "must be quoted"),
                bad("<a b='1'c='2'/>", 1, 9, "a blank, '>' or '/>' is expected"),
                bad("<a b=''' />", 1, 8, "a blank, '>' or '/>' is expected"),
                bad("<a b='<'/>", 1, 7, "'<' must not stand in the value"),
                bad("<a b='1'\n  b='2'/>", 2, 3, "attribute 'b' twice"),
                bad("<a b=\"&\"/>", 1, 7, "'&' begins no reference"),
                bad("<a b='x\n<c/></a>", 2, 1, "'<' must not stand in the value"),
                bad("<a b='x", 1, 8, "ends inside the value of an attribute"),
                // namespaces
                bad("<p:a/>", 1, 2, "the prefix 'p' of 'p:a' is not declared"),
                bad("<a p:b='1'/>", 1, 4, "the prefix 'p' of 'p:b' is not declared"),
                bad("<a><b xmlns:p='u'/><p:c/></a>", 1, 21, "the prefix 'p' of 'p:c' is not declared"),
                bad("<a><b xmlns:p='u'></b><p:c/></a>", 1, 24, "the prefix 'p' of 'p:c' is not declared"),
                bad("<a xmlns:p=''/>", 1, 4, "bound to no namespace"),
                bad("<a xmlns:='u'/>", 1, 4, "not a name with a prefix"),
                bad("<a xmlns:p:q='u'/>", 1, 4, "not a name with a prefix"),
                bad("<a xmlns:1='u'/>", 1, 4, "not a name with a prefix"),
                bad("<:a/>", 1, 2, "not a name with a prefix"),
                bad("<a:/>", 1, 2, "not a name with a prefix"),
                bad("<a xmlns:p='u'><p:b:c/></a>", 1, 17, "not a name with a prefix"),
                bad("<a xmlns:p='u'><p:1/></a>", 1, 17, "not a name with a prefix"),
                bad("<a xmlns:p='u' xmlns:q='u' p:x='1' q:x='2'/>", 1, 36, "attribute 'q:x' twice"),
                bad("<a xmlns='1' xmlns='2'/>", 1, 14, "attribute 'xmlns' twice"),
                bad("<a xmlns:xml='u'/>", 1, 4, "XML's own"),
                bad("<a xmlns:xmlns='u'/>", 1, 4, "XML's own"),
                bad("<a xmlns:p='http://www.w3.org/XML/1998/namespace'/>", 1, 4, "XML's own"),
                bad("<a xmlns='http://www.w3.org/2000/xmlns/'/>", 1, 4, "XML's own"),
                bad("<xmlns:a/>", 1, 2, "the prefix 'xmlns' of 'xmlns:a' is not declared"),
                // references
                bad("<a>\nx &auml;</a>", 2, 3, "the entity '&auml;' is not one of XML"),
                bad("<a>&lol9;</a>", 1, 4, "the entity '&lol9;' is not one of XML"),
                bad("<a>&AMP;</a>", 1, 4, "the entity '&AMP;' is not one of XML"),
                bad("<a>AT&T</a>", 1, 6, "'&' begins no reference"),
                bad("<a>a & b</a>", 1, 6, "'&' begins no reference"),
                bad("<a>&;</a>", 1, 4, "is not one of XML"),
                bad("<a>&#;</a>", 1, 4, "'&#;' is not a character"),
                bad("<a>&#x;</a>", 1, 4, "'&#x;' is not a character"),
                bad("<a>&#X41;</a>", 1, 4, "'&#X41;' is not a character"),
                bad("<a>&#0;</a>", 1, 4, "'&#0;' is not a character"),
                bad("<a>&#xB;</a>", 1, 4, "'&#xB;' is not a character"),
                bad("<a>&#xD800;</a>", 1, 4, "'&#xD800;' is not a character"),
                bad("<a>&#xFFFE;</a>", 1, 4, "'&#xFFFE;' is not a character"),
                bad("<a>&#x110000;</a>", 1, 4, "'&#x110000;' is not a character"),
                bad("<a>&#x100000041;</a>", 1, 4, "'&#x100000041;' is not a character"),
                bad("<a>&#99999999999999999999;</a>", 1, 4, "is not a character"),
                // characters
                bad("<a>\n\n\u0000</a>", 3, 1, "U+0000"),
                bad("<a>x\u001F</a>", 1, 5, "U+001F"),
                bad("<a b='\u0008'/>", 1, 7, "U+0008"),
                bad("<a><!--\u0001--></a>", 1, 8, "U+0001"),
                bad("<a>ä😀\uFFFE</a>", 1, 6, "U+FFFE"),
                bad("<a>]]></a>", 1, 4, "']]>' must not stand in text"),
                // comments, instructions, CDATA
                bad("<a><!-- x -- y --></a>", 1, 11, "'--' must not stand"),
                bad("<a><!-- x ---></a>", 1, 11, "'--' must not stand"),
                bad("<a><!--></a>", 1, 4, "the comment is not closed"),
                bad("<a>\n <!-- x </a>", 2, 2, "the comment is not closed"),
                bad("<a>\n <![CDATA[ x ]] ></a>", 2, 2, "the CDATA section is not closed"),
                bad("<a><![cdata[x]]></a>", 1, 4, "'<!' begins neither"),
                bad("<a><!-x--></a>", 1, 4, "'<!' begins neither"),
                bad("<a><? x?></a>", 1, 6, "the target of a processing instruction is expected"),
                bad("<a><??></a>", 1, 6, "the target of a processing instruction is expected"),
                bad("<a><?x\n y></a>", 1, 4, "the processing instruction is not closed"),
                bad("<a><?x$?></a>", 1, 7, "a blank must follow"),
                bad("<a><?x?y?></a>", 1, 7, "a blank must follow"),
                bad("<a><?x:y z?></a>", 1, 6, "must not have a colon"));
    }

    private static Arguments bad(String document, int line, int column, String problem) {
        return Arguments.of(document, line, column, problem);
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void is_refused(String document, int line, int column, String problem) {
        for (int size = 1; size <= 64; size++) {
            refused(utf8(document), XmlLimits.DEFAULT, size, line, column, problem);
        }
    }

    /** A byte order mark is no character, line breaks of all kinds count once. */
    @ParameterizedTest
    @MethodSource("malformed")
    void is_refused_after_a_byte_order_mark_and_lines(String document, int line, int column, String problem) {
        if (document.startsWith("<?xml") || document.startsWith("\uFEFF") || document.isEmpty()) {
            return;
        }
        refused(utf8("\uFEFF\r\n\r\n\n" + document), XmlLimits.DEFAULT, 16, line + 3, column, problem);
        if (!document.startsWith("\n")) {
            refused(utf8("\r\r" + document), XmlLimits.DEFAULT, 16, line + 2, column, problem);
        }
    }

    static void refused(byte[] document, XmlLimits limits, int size, int line, int column, String problem) {
        SolutionException e =
                catchThrowableOfType(SolutionException.class, () -> Formatted.format(document, limits, size, "\n"));
        assertThat(e).as("refused").isNotNull();
        assertThat(e.problem()).startsWith("not well-formed XML: ").contains(problem);
        assertThat(e.location()).as(e.problem()).contains(new Location("test.xml", line, column));
        assertThat(e.advice()).as(e.problem()).isNotEmpty();
    }

    @Test
    void bytes_that_are_not_utf8() throws IOException {
        int[][] wrong = {
            {0x80},
            {0xBF},
            {0xC0, 0x80}, // overlong
            {0xC1, 0xBF},
            {0xE0, 0x80, 0x80},
            {0xE0, 0x9F, 0xBF},
            {0xF0, 0x8F, 0xBF, 0xBF},
            {0xED, 0xA0, 0x80}, // surrogates
            {0xED, 0xBF, 0xBF},
            {0xF4, 0x90, 0x80, 0x80}, // beyond Unicode
            {0xF5, 0x80, 0x80, 0x80},
            {0xFF},
            {0xFE},
            {0xC3, 'x'}, // cut off
            {0xE4, 0xB8, 'x'},
            {0xF0, 0x9F, 0x98, 'x'},
            {0xE4, 0xC3, 0xA4},
        };
        for (int[] bytes : wrong) {
            for (String[] around : new String[][] {
                {"<a>ä", "</a>"}, {"<a b='ä", "'/>"}, {"<!--ä", "--><a/>"}, {"<a><![CDATA[ä", "]]></a>"}, {"<aä", "/>"}
            }) {
                byte[] document = join(utf8(around[0]), bytes, utf8(around[1]));
                for (int size : new int[] {1, 2, 3, 7, 64}) {
                    refused(document, XmlLimits.DEFAULT, size, 1, around[0].length() + 1, "the bytes are not UTF-8");
                }
            }
        }
    }

    private static byte[] join(byte[] before, int[] bytes, byte[] after) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(before);
        for (int b : bytes) {
            out.write(b);
        }
        out.write(after);
        return out.toByteArray();
    }

    @Test
    void utf16_and_utf32() {
        String document = "<?xml version=\"1.0\" encoding=\"utf-16\"?><a/>";
        for (Charset charset : new Charset[] {
            StandardCharsets.UTF_16, // with a byte order mark
            StandardCharsets.UTF_16BE,
            StandardCharsets.UTF_16LE,
            Charset.forName("X-UTF-16LE-BOM"),
            Charset.forName("UTF-32"),
            Charset.forName("UTF-32LE"),
            Charset.forName("X-UTF-32LE-BOM")
        }) {
            for (int size : new int[] {1, 64}) {
                refused(document.getBytes(charset), XmlLimits.DEFAULT, size, 1, 1, "UTF-16 or UTF-32");
            }
        }
    }

    @Test
    void latin1_in_a_file_that_declares_nothing() {
        refused("<a>\nB\u00FCro</a>".getBytes(StandardCharsets.ISO_8859_1), XmlLimits.DEFAULT, 64, 2, 2, "not UTF-8");
    }

    @Test
    void every_truncation_is_refused() throws IOException {
        byte[] document =
                utf8("\uFEFF<?xml version='1.0' encoding='utf-8'?>\r\n<!--ä--><p:a xmlns:p='urn:ü' b=\"&amp;😀\">"
                        + "t&#xE4;ä😀<![CDATA[x]]><?p q?><b/>\n</p:a>");
        assertThat(Formatted.format(document)).isNotEmpty();
        for (int length = 0; length < document.length; length++) {
            byte[] cut = Arrays.copyOf(document, length);
            for (int size : new int[] {1, 5, 1000}) {
                SolutionException e = catchThrowableOfType(
                        SolutionException.class, () -> Formatted.format(cut, XmlLimits.DEFAULT, size, "\n"));
                assertThat(e).as("%d bytes", length).isNotNull();
                assertThat(e.advice()).isNotEmpty();
            }
        }
    }

    @Test
    void limits() throws IOException {
        // just within
        for (int size : new int[] {1, 50, 200}) {
            Formatted.format(utf8("<a><a><a><a><a b='' c='' d=''/></a></a></a></a>"), SMALL, size, "\n");
            Formatted.format(utf8("<a>" + "x".repeat(99) + "</a>"), SMALL, size, "\n");
            Formatted.format(utf8("<a>" + "<b/>".repeat(99) + "</a>"), SMALL, size, "\n");
            // and beyond
            refused(utf8("<a><a>\n<a><a><a></a></a></a></a></a>"), SMALL, size, 2, 7, "deeper than 4 levels");
            refused(utf8("<a b='' c='' d='' e=''/>"), SMALL, size, 1, 19, "more than 3 attributes");
            refused(utf8("<a>\n<b>" + "x".repeat(101) + "</b></a>"), SMALL, size, 2, 4, "longer than 100 bytes");
            refused(utf8("<a>\n<b c='" + "x".repeat(101) + "'/></a>"), SMALL, size, 2, 1, "longer than 100 bytes");
            refused(utf8("<a>\n<!--" + "x".repeat(101) + "--></a>"), SMALL, size, 2, 1, "longer than 100 bytes");
            refused(utf8("<a><![CDATA[" + "x".repeat(101) + "]]></a>"), SMALL, size, 1, 4, "longer than 100 bytes");
            refused(utf8("<a><?p " + "x".repeat(101) + "?></a>"), SMALL, size, 1, 4, "longer than 100 bytes");
            refused(utf8("<a>&" + "x".repeat(101) + ";</a>"), SMALL, size, 1, 4, "longer than 100 bytes");
            refused(utf8(" ".repeat(101) + "<a/>"), SMALL, size, 1, 1, "longer than 100 bytes");
        }
    }

    @Test
    void names_and_namespaces_are_bounded() throws IOException {
        String name = "n".repeat(1024);
        Formatted.format(utf8("<" + name + "/>"));
        refused(utf8("<n" + name + "/>"), XmlLimits.DEFAULT, 64, 1, 2, "longer than 1024 bytes");
        String uri = "u".repeat(4096);
        Formatted.format(utf8("<a xmlns='" + uri + "'/>"));
        refused(utf8("<a xmlns='u" + uri + "'/>"), XmlLimits.DEFAULT, 64, 1, 4, "a namespace is longer than");
        StringBuilder many = new StringBuilder("<a");
        for (int i = 0; i < 1000; i++) {
            many.append(" xmlns:p").append(i).append("='u'");
        }
        Formatted.format(utf8(many + "/>"));
        SolutionException e = catchThrowableOfType(
                SolutionException.class, () -> Formatted.format(utf8(many + "><b xmlns='v'/></a>")));
        assertThat(e.problem()).contains("more than 1000 are declared");
    }

    @Test
    void messages_stay_short() {
        String name = "n".repeat(1000);
        for (String document : new String[] {
            "<" + name + "></" + name + "x>",
            "<" + name + ">",
            "<a>&" + name + ";</a>",
            "<" + name + ":a/>",
            "<a " + name + "='' " + name + "=''/>"
        }) {
            SolutionException e = catchThrowableOfType(SolutionException.class, () -> Formatted.format(utf8(document)));
            assertThat(e.getMessage()).hasSizeLessThan(500);
        }
    }

    @Test
    void a_stream_that_fails_is_no_fault_of_the_document() {
        XmlSource broken = new XmlSource() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public java.io.InputStream open() {
                return new java.io.InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("disk");
                    }
                };
            }
        };
        assertThat(catchThrowableOfType(IOException.class, () -> new XmlScanner(broken)))
                .hasMessage("disk");
    }
}
