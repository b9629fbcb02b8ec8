package io.github.dataversealm.solution.sbom;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.cyclonedx.Version;
import org.cyclonedx.exception.ParseException;
import org.cyclonedx.parsers.JsonParser;

/** The official schema of CycloneDX 1.6, from its own library. */
final class Schema {

    private final JsonParser parser = new JsonParser();

    /** What the schema has against a document. */
    List<String> faults(byte[] json) throws java.io.IOException {
        return parser.validate(new String(json, StandardCharsets.UTF_8), Version.VERSION_16).stream()
                .map(ParseException::getMessage)
                .toList();
    }
}
