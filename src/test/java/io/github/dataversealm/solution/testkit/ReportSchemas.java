package io.github.dataversealm.solution.testkit;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.xml.sax.SAXException;

/**
 * The schemas of others for what a check writes: that of SARIF 2.1.0 by OASIS, which a library carries, and that of Surefire
 * 3.5.4 for its XML, a copy of {@code surefire-test-report.xsd}.
 */
public final class ReportSchemas {

    private final Schema sarif;
    private final javax.xml.validation.Schema surefire;

    public ReportSchemas() {
        try (InputStream json = resource("/schema/sarif-schema-2.1.0.json");
                InputStream xsd = resource("/io/github/dataversealm/solution/check/surefire-test-report.xsd")) {
            sarif = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(json, InputFormat.JSON);
            surefire = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(new StreamSource(xsd));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SAXException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(ReportSchemas.class.getResourceAsStream(name), name);
    }

    /** What the schema has against a SARIF file; formats, such as that of an address, are looked at. */
    public List<String> sarif(String text) {
        return sarif
                .validate(
                        text,
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Error::toString)
                .toList();
    }

    /** What the schema has against an XML report. */
    public List<String> surefire(String text) throws IOException {
        Validator validator = surefire.newValidator();
        try {
            validator.validate(new StreamSource(new StringReader(text)));
            return List.of();
        } catch (SAXException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }
}
