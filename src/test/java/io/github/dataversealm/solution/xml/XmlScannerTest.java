package io.github.dataversealm.solution.xml;

import static io.github.dataversealm.solution.xml.Formatted.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.message.Location;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the scanner tells of its tokens. */
class XmlScannerTest {

    private static XmlScanner scan(String document, int bufferSize) throws IOException {
        return new XmlScanner(XmlSource.of(utf8(document), "test.xml"), XmlLimits.DEFAULT, bufferSize);
    }

    @Test
    void tokens_and_their_values() throws IOException {
        for (int size = 1; size <= 64; size++) {
            try (XmlScanner scanner =
                    scan("<!--c--><ä b='1&amp;&#xA;\r\n2' çx=\"'\"><e/>t&lt;\r\n<![CDATA[&lt;\r]]></ä>", size)) {
                assertThat(scanner.next()).isEqualTo(XmlToken.COMMENT);
                assertThat(scanner.next()).isEqualTo(XmlToken.START);
                assertThat(scanner.name()).isEqualTo("ä");
                assertThat(scanner.isEmptyElement()).isFalse();
                assertThat(scanner.depth()).isEqualTo(1);
                assertThat(scanner.attributeCount()).isEqualTo(2);
                assertThat(scanner.attributeName(1)).isEqualTo("çx");
                assertThat(scanner.attributeValue(0)).isEqualTo("1&\n 2");
                assertThat(scanner.attributeValue(1)).isEqualTo("'");
                assertThat(scanner.attributeValue("b")).isEqualTo("1&\n 2");
                assertThat(scanner.attributeValue("x")).isNull();
                assertThat(scanner.attributeIndex("c")).isEqualTo(-1);
                assertThat(scanner.next()).isEqualTo(XmlToken.START);
                assertThat(scanner.isNamed("e")).isTrue();
                assertThat(scanner.isNamed("ee")).isFalse();
                assertThat(scanner.isEmptyElement()).isTrue();
                assertThat(scanner.attributeCount()).isZero();
                assertThat(scanner.depth()).isEqualTo(1);
                assertThat(scanner.next()).isEqualTo(XmlToken.TEXT);
                assertThat(scanner.text()).isEqualTo("t<\n");
                assertThat(scanner.isInsignificant()).isFalse();
                assertThat(scanner.next()).isEqualTo(XmlToken.CDATA);
                assertThat(scanner.text()).isEqualTo("&lt;\n");
                assertThat(scanner.next()).isEqualTo(XmlToken.END);
                assertThat(scanner.name()).isEqualTo("ä");
                assertThat(scanner.depth()).isZero();
                assertThat(scanner.next()).isEqualTo(XmlToken.END_OF_DOCUMENT);
                assertThat(scanner.next()).isEqualTo(XmlToken.END_OF_DOCUMENT);
            }
        }
    }

    @Test
    void significance_of_blanks() throws IOException {
        try (XmlScanner scanner = scan("<a> <b xml:space='preserve'> <c xml:space='default'> </c></b> </a>", 5)) {
            List<Boolean> insignificant = new ArrayList<>();
            for (XmlToken token = scanner.next(); token != XmlToken.END_OF_DOCUMENT; token = scanner.next()) {
                if (token == XmlToken.TEXT) {
                    insignificant.add(scanner.isInsignificant());
                }
            }
            assertThat(insignificant).containsExactly(true, false, true, true);
        }
    }

    @Test
    void open_namespaces() throws IOException {
        try (XmlScanner scanner =
                scan("<a xmlns='d' xmlns:p='1'><b xmlns:p='2'><p:c/></b><e xmlns:q='3'/><p:f/></a>", 7)) {
            scanner.next();
            assertThat(scanner.openNamespaces()).containsExactly(Map.entry("", "d"), Map.entry("p", "1"));
            scanner.next();
            assertThat(scanner.openNamespaces())
                    .containsExactly(Map.entry("", "d"), Map.entry("p", "1"), Map.entry("p", "2"));
            scanner.next();
            assertThat(scanner.next()).isEqualTo(XmlToken.END);
            assertThat(scanner.openNamespaces()).hasSize(2);
            scanner.next();
            assertThat(scanner.openNamespaces()).hasSize(2);
        }
    }

    @Test
    void the_same_prefix_means_what_the_innermost_declaration_says() throws IOException {
        // p:x and q:x are the same attribute where both prefixes mean 1, and only there
        String outer = "<a xmlns:p='1' xmlns:q='2'><b p:x='' q:x=''/>";
        Formatted.format(utf8(outer + "<c xmlns:q='1' q:x=''/><b q:x='' p:x=''/></a>"));
        XmlScannerErrorTest.refused(
                utf8(outer + "<c xmlns:q='1' p:x='' q:x=''/></a>"), XmlLimits.DEFAULT, 64, 1, 68, "'q:x' twice");
        XmlScannerErrorTest.refused(
                utf8(outer + "<d xmlns:q='1'><c p:x='' q:x=''/></d></a>"), XmlLimits.DEFAULT, 64, 1, 71, "'q:x' twice");
    }

    @Test
    void location_of_a_token() throws IOException {
        try (XmlScanner scanner = scan("\uFEFF<a>\r\n  ä😀<b/>\r</a>", 3)) {
            scanner.next();
            assertThat(scanner.location()).isEqualTo(new Location("test.xml", 1, 1));
            scanner.next();
            scanner.next();
            assertThat(scanner.location()).isEqualTo(new Location("test.xml", 2, 5));
            scanner.next();
            scanner.next();
            assertThat(scanner.location()).isEqualTo(new Location("test.xml", 3, 1));
        }
    }

    @Test
    void many_attributes() throws IOException {
        StringBuilder document = new StringBuilder("<a");
        for (int i = 0; i < 4096; i++) {
            document.append(" x").append(i).append("='").append(i).append('\'');
        }
        try (XmlScanner scanner = scan(document + "/>", 64)) {
            scanner.next();
            assertThat(scanner.attributeCount()).isEqualTo(4096);
            assertThat(scanner.attributeValue("x4095")).isEqualTo("4095");
        }
        String twice = document + " x17=''/>";
        XmlLimits limits = new XmlLimits(1, 1 << 20, 5000);
        XmlScannerErrorTest.refused(
                utf8(twice), limits, 64, 1, twice.indexOf(" x17=''/") + 2, "the attribute 'x17' twice");
    }

    @Test
    void a_stream_may_give_few_bytes_at_a_time_and_is_closed() throws IOException {
        AtomicInteger open = new AtomicInteger();
        XmlSource source = trickling(utf8("<?xml version='1.0'?><a b='ä'>😀</a>"), open);
        try (XmlScanner scanner = new XmlScanner(source)) {
            assertThat(scanner.next()).isEqualTo(XmlToken.START);
            assertThat(scanner.attributeValue("b")).isEqualTo("ä");
            scanner.next();
            assertThat(scanner.text()).isEqualTo("😀");
        }
        assertThat(open).hasValue(0);
    }

    @Test
    void nothing_stays_open_when_the_prolog_is_wrong() {
        AtomicInteger open = new AtomicInteger();
        XmlSource source = trickling(utf8("<?xml version='1.1'?><a/>"), open);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> new XmlScanner(source))
                .hasMessageContaining("XML 1.1");
        assertThat(open).hasValue(0);
    }

    private static XmlSource trickling(byte[] document, AtomicInteger open) {
        return new XmlSource() {
            @Override
            public String name() {
                return "test.xml";
            }

            @Override
            public InputStream open() {
                open.incrementAndGet();
                return new ByteArrayInputStream(document) {
                    @Override
                    public synchronized int read(byte[] bytes, int offset, int length) {
                        return super.read(bytes, offset, Math.min(1, length));
                    }

                    @Override
                    public void close() {
                        open.decrementAndGet();
                    }
                };
            }
        };
    }
}
