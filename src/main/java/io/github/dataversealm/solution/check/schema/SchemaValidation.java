package io.github.dataversealm.solution.check.schema;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.transform.sax.SAXSource;
import javax.xml.validation.Schema;
import javax.xml.validation.Validator;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXNotRecognizedException;
import org.xml.sax.SAXNotSupportedException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;

/** Validates documents of any size, as a stream. Messages name elements and attributes, and never a value of the document. */
public final class SchemaValidation {

    /** {@code The value 'x' of element ...}, {@code 'x' is not a valid value for ...}. */
    private static final Pattern VALUE =
            Pattern.compile("(?s)^((?:The value|Value|The length of value)? ?)'.*?'(?= (?:of|is|with|has|for)\\b)");

    private static final Pattern CODE = Pattern.compile("^([A-Za-z][A-Za-z0-9-]*(?:\\.[0-9a-z]+)*): ");

    private SchemaValidation() {}

    /**
     * A violation.
     *
     * @param code of the W3C, such as {@code cvc-complex-type.2.4.a}
     */
    public record Violation(String code, String message, int line, int column) {}

    /**
     * Validates a document.
     *
     * @param most how many violations are kept; the others are counted only
     * @return the violations in their order; the last one says how many are not there
     * @throws IOException when the disk fails
     */
    public static List<Violation> validate(Schema schema, InputStream document, int most) throws IOException {
        Collector collector = new Collector(most);
        try {
            Validator validator = schema.newValidator();
            validator.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            validator.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            english(validator);
            validator.setErrorHandler(collector);
            SAXParserFactory factory = SAXParserFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            XMLReader reader = factory.newSAXParser().getXMLReader();
            validator.validate(new SAXSource(reader, new InputSource(document)));
        } catch (SAXParseException e) {
            // not well-formed: pkg-xml-malformed says so
            return collector.all();
        } catch (SAXException | ParserConfigurationException e) {
            throw new IllegalStateException("The XML validation of the JDK cannot be set up.", e);
        }
        return collector.all();
    }

    /** Reports and fingerprints must not change with the language of the machine. */
    private static void english(Validator validator) {
        try {
            validator.setProperty("http://apache.org/xml/properties/locale", Locale.ROOT);
        } catch (SAXNotRecognizedException | SAXNotSupportedException e) {
            // another implementation: its messages are in the language of the machine
        }
    }

    /** Two errors are told of a value that does not fit: what its type asks for, and then whose value it is. */
    private static final class Collector implements ErrorHandler {

        private final int most;
        private final List<Violation> violations = new ArrayList<>();
        private Violation pending;
        private int more;

        Collector(int most) {
            this.most = most;
        }

        List<Violation> all() {
            flush();
            if (more > 0) {
                Violation last = violations.get(violations.size() - 1);
                violations.add(new Violation("more", "There are " + more + " more.", last.line(), last.column()));
            }
            return violations;
        }

        @Override
        public void warning(SAXParseException e) {
            // says nothing about the document
        }

        @Override
        public void error(SAXParseException e) {
            String text = String.valueOf(e.getMessage());
            Matcher code = CODE.matcher(text);
            String name = code.find() ? code.group(1) : "";
            String plain = VALUE.matcher(text.substring(name.isEmpty() ? 0 : code.end()))
                    .replaceFirst("$1...");
            Violation violation =
                    new Violation(name, plain, Math.max(0, e.getLineNumber()), Math.max(0, e.getColumnNumber()));
            boolean owner = name.startsWith("cvc-attribute.3") || name.startsWith("cvc-type.3.1.3");
            if (owner && pending != null) {
                Violation reason = pending;
                pending = null;
                add(new Violation(name, plain + " " + reason.message(), violation.line(), violation.column()));
                return;
            }
            flush();
            if (isOfValue(name)) {
                pending = violation;
            } else {
                add(violation);
            }
        }

        private static boolean isOfValue(String code) {
            return code.startsWith("cvc-datatype-valid")
                    || code.equals("cvc-enumeration-valid")
                    || code.equals("cvc-pattern-valid")
                    || code.endsWith("Length-valid")
                    || code.equals("cvc-length-valid")
                    || code.endsWith("clusive-valid")
                    || code.endsWith("Digits-valid");
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }

        private void flush() {
            if (pending != null) {
                add(pending);
                pending = null;
            }
        }

        private void add(Violation violation) {
            if (violations.size() < most) {
                violations.add(violation);
            } else {
                more++;
            }
        }
    }
}
