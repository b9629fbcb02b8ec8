package io.github.dataversealm.solution.xml;

import static io.github.dataversealm.solution.xml.Formatted.string;
import static io.github.dataversealm.solution.xml.Formatted.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.message.SolutionException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.ext.DefaultHandler2;

/** The scanner against the parser of the JDK (Xerces), with seeded documents and changes of them. */
class XmlDifferentialTest {

    /** Documents that Xerces accepts and the scanner refuses on purpose, by what the scanner says. */
    private static final List<String> REFUSED_ON_PURPOSE = List.of(
            // Solutions have no document types: entities are the root of most attacks by XML.
            "a document type (<!DOCTYPE>) is not allowed",
            // The platform writes UTF-8 only.
            "the file declares the encoding",
            "the file is not UTF-8 but UTF-16 or UTF-32",
            // The .NET reader understands 1.0 only.
            "only XML 1.0 is understood",
            // A processing instruction's target is a name without a colon where there are namespaces; Xerces lets it
            // pass.
            "the target of a processing instruction must not have a colon",
            // Names with a colon in front are no qualified names; Xerces lets them pass as names of attributes.
            "' is not a name with a prefix",
            // Namespaces 1.0, section 3: neither prefix may be declared for anything else; Xerces lets some of it pass.
            "the prefixes 'xml' and 'xmlns' and their namespaces are XML's own");

    private final SAXParser xerces = xerces();
    private int accepted;
    private int refused;

    private static SAXParser xerces() {
        try {
            SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://xml.org/sax/features/namespace-prefixes", true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            return factory.newSAXParser();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void documents() throws IOException {
        Random random = new Random(11);
        for (int i = 0; i < 3_000; i++) {
            byte[] document = RandomXml.document(random);
            compare(document, 1 + random.nextInt(100));
            compareFormatted(document);
        }
        assertThat(accepted).isEqualTo(3_000);
    }

    @Test
    void changedDocuments() throws IOException {
        Random random = new Random(12);
        for (int i = 0; i < 30_000; i++) {
            byte[] document = RandomXml.mutated(RandomXml.document(random), random);
            if (compare(document, 1 + random.nextInt(100))
                    && parse(document, new ArrayList<>()).isEmpty()) {
                compareFormatted(document);
            }
        }
        // both outcomes have been tested
        assertThat(accepted).isGreaterThan(2_000);
        assertThat(refused).isGreaterThan(10_000);
    }

    /** Whether both accept the document. */
    private boolean compare(byte[] document, int bufferSize) throws IOException {
        List<String> events = new ArrayList<>();
        Optional<String> problem = scan(document, bufferSize, events);
        List<String> expected = new ArrayList<>();
        Optional<String> xercesProblem = parse(document, expected);
        if (problem.isPresent() && xercesProblem.isPresent()) {
            refused++;
            return false;
        }
        if (problem.isPresent()) {
            assertThat(REFUSED_ON_PURPOSE)
                    .as("refused: %s in %s", problem.get(), string(document))
                    .anyMatch(problem.get()::contains);
            return false;
        }
        if (xercesProblem.isPresent()) {
            // The scanner takes names of XML 1.0, 5th edition, which has more letters than the 4th that Xerces knows:
            // with other letters both must agree.
            byte[] ascii = utf8(string(document).replaceAll("[\\x{80}-\\x{FEFE}\\x{FF00}-\\x{10FFFF}]", "e"));
            assertThat(ascii)
                    .as("accepted: %s in %s", xercesProblem.get(), string(document))
                    .isNotEqualTo(document);
            return compare(ascii, bufferSize);
        }
        assertThat(events).as(string(document)).isEqualTo(expected);
        accepted++;
        return true;
    }

    /** Formatting changes blanks between elements and line breaks, and a second formatting nothing. */
    private void compareFormatted(byte[] document) throws IOException {
        byte[] once = Formatted.format(document);
        if (!string(once).contains(Formatted.PRESERVE)) {
            assertThat(string(Formatted.format(once))).isEqualTo(string(once));
        }
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        parse(document, before);
        assertThat(parse(once, after)).as(string(once)).isEmpty();
        assertThat(significant(after)).as(string(document)).isEqualTo(significant(before));
    }

    private static List<String> significant(List<String> events) {
        List<String> significant = new ArrayList<>();
        for (String event : events) {
            if (!event.startsWith("TEXT") || !event.substring(4).matches("[ \t\r\n]*")) {
                significant.add(event.startsWith("TEXT") ? event.replaceAll("\r\n?", "\n") : event);
            }
        }
        return significant;
    }

    private static Optional<String> scan(byte[] document, int bufferSize, List<String> events) throws IOException {
        try (XmlScanner scanner = new XmlScanner(XmlSource.of(document, "random.xml"), XmlLimits.DEFAULT, bufferSize)) {
            for (XmlToken token = scanner.next(); token != XmlToken.END_OF_DOCUMENT; token = scanner.next()) {
                note(scanner, token, events);
            }
            return Optional.empty();
        } catch (SolutionException e) {
            return Optional.of(e.problem());
        }
    }

    private static void note(XmlScanner scanner, XmlToken token, List<String> events) {
        switch (token) {
            case START:
                StringBuilder start = new StringBuilder("START " + scanner.name());
                for (int i = 0; i < scanner.attributeCount(); i++) {
                    start.append(' ').append(scanner.attributeName(i));
                    start.append("=[").append(scanner.attributeValue(i)).append(']');
                }
                events.add(start.toString());
                if (scanner.isEmptyElement()) {
                    events.add("END " + scanner.name());
                }
                break;
            case END:
                events.add("END " + scanner.name());
                break;
            case TEXT:
                if (scanner.depth() > 0) {
                    events.add("TEXT" + scanner.text());
                }
                break;
            case CDATA:
                events.add("CDATA" + scanner.text());
                break;
            case COMMENT:
                events.add("COMMENT" + scanner.decodeCdata(scanner.start() + 4, scanner.end() - 3));
                break;
            default:
                int data = scanner.nameEnd();
                while (XmlScanner.isBlank(scanner.buffer()[data])) {
                    data++;
                }
                events.add("PI" + scanner.decodeCdata(scanner.start() + 2, scanner.nameEnd()) + ' '
                        + scanner.decodeCdata(data, scanner.end() - 2));
                break;
        }
    }

    private Optional<String> parse(byte[] document, List<String> events) throws IOException {
        Events handler = new Events(events);
        try {
            xerces.getXMLReader().setProperty("http://xml.org/sax/properties/lexical-handler", handler);
            InputSource source = new InputSource(new ByteArrayInputStream(document));
            xerces.parse(source, handler);
            return Optional.empty();
        } catch (SAXException | IOException e) {
            // Xerces reports bytes that are no UTF-8 as an IOException
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static final class Events extends DefaultHandler2 {

        private final List<String> events;
        private final StringBuilder text = new StringBuilder();

        Events(List<String> events) {
            this.events = events;
        }

        private void flush(String kind) {
            if (text.length() > 0 || kind.equals("CDATA")) {
                events.add(kind + text);
                text.setLength(0);
            }
        }

        @Override
        public void startElement(String uri, String localName, String name, Attributes attributes) {
            flush("TEXT");
            StringBuilder start = new StringBuilder("START " + name);
            for (int i = 0; i < attributes.getLength(); i++) {
                start.append(' ').append(attributes.getQName(i));
                start.append("=[").append(attributes.getValue(i)).append(']');
            }
            events.add(start.toString());
        }

        @Override
        public void endElement(String uri, String localName, String name) {
            flush("TEXT");
            events.add("END " + name);
        }

        @Override
        public void characters(char[] chars, int offset, int length) {
            text.append(chars, offset, length);
        }

        @Override
        public void startCDATA() {
            flush("TEXT");
        }

        @Override
        public void endCDATA() {
            flush("CDATA");
        }

        @Override
        public void comment(char[] chars, int offset, int length) {
            flush("TEXT");
            events.add("COMMENT" + new String(chars, offset, length));
        }

        @Override
        public void processingInstruction(String target, String data) {
            flush("TEXT");
            events.add("PI" + target + ' ' + data);
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
