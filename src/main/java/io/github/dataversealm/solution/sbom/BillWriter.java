package io.github.dataversealm.solution.sbom;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.github.dataversealm.solution.artifact.Sha256;
import io.github.dataversealm.solution.model.Coordinates;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Writes a bill of materials in the JSON of CycloneDX 1.6 (ecma-424). */
final class BillWriter {

    private static final String SPECIFICATION = "1.6";

    private final BillSubject subject;
    private final String digest;

    /** @param digest the SHA-256 of the zip, from which the serial number is made */
    BillWriter(BillSubject subject, String digest) {
        this.subject = subject;
        this.digest = digest;
    }

    void write(Item solution, Collection<Item> components, Collection<Item> services, OutputStream out)
            throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(out, JsonEncoding.UTF8)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.setPrettyPrinter(new DefaultPrettyPrinter()
                    .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                    .withArrayIndenter(new DefaultIndenter("  ", "\n")));
            json.writeStartObject();
            json.writeStringField("$schema", "http://cyclonedx.org/schema/bom-" + SPECIFICATION + ".schema.json");
            json.writeStringField("bomFormat", "CycloneDX");
            json.writeStringField("specVersion", SPECIFICATION);
            json.writeStringField("serialNumber", "urn:uuid:" + serialNumber());
            json.writeNumberField("version", 1);
            metadata(json, solution);
            json.writeArrayFieldStart("components");
            for (Item component : components) {
                component(json, component);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("services");
            for (Item service : services) {
                json.writeStartObject();
                json.writeStringField("bom-ref", service.ref());
                json.writeStringField("name", service.name());
                json.writeBooleanField("x-trust-boundary", true);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("dependencies");
            dependency(json, solution);
            for (Item component : components) {
                dependency(json, component);
                for (Item part : component.parts()) {
                    dependency(json, part);
                }
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    /** The same zip and the same words about it have the same number: a UUID of version 8, made of their digest. */
    UUID serialNumber() {
        byte[] bytes = HexFormat.of().parseHex(Sha256.of((digest + '\n' + subject).getBytes(StandardCharsets.UTF_8)));
        ByteBuffer halves = ByteBuffer.wrap(bytes);
        long high = halves.getLong() & 0xffffffffffff0fffL | 0x0000000000008000L;
        long low = halves.getLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
        return new UUID(high, low);
    }

    private void metadata(JsonGenerator json, Item solution) throws IOException {
        json.writeObjectFieldStart("metadata");
        if (subject.time().isPresent()) {
            json.writeStringField("timestamp", subject.time().get().toString());
        }
        json.writeObjectFieldStart("tools");
        json.writeArrayFieldStart("components");
        json.writeStartObject();
        json.writeStringField("type", "application");
        json.writeStringField("group", "io.github.dataversealm");
        json.writeStringField("name", "solution-maven-plugin");
        optional(json, "version", subject.toolVersion());
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeFieldName("component");
        Optional<Coordinates> coordinates = subject.coordinates();
        coordinates.ifPresent(artifact -> solution.purl(Purls.maven(
                artifact.groupId(), artifact.artifactId(), Optional.of(artifact.version()), artifact.classifier())));
        component(json, solution);
        json.writeEndObject();
    }

    private static void component(JsonGenerator json, Item item) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", item.type());
        json.writeStringField("bom-ref", item.ref());
        optional(json, "group", item.group());
        json.writeStringField("name", item.name());
        optional(json, "version", item.version());
        optional(json, "description", item.description());
        if (!item.sha256().isEmpty()) {
            json.writeArrayFieldStart("hashes");
            json.writeStartObject();
            json.writeStringField("alg", "SHA-256");
            json.writeStringField("content", item.sha256());
            json.writeEndObject();
            json.writeEndArray();
        }
        optional(json, "purl", item.purl());
        if (!item.places().isEmpty()) {
            json.writeObjectFieldStart("evidence");
            json.writeArrayFieldStart("occurrences");
            for (String place : item.places()) {
                json.writeStartObject();
                json.writeStringField("location", place);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        if (!item.parts().isEmpty()) {
            json.writeArrayFieldStart("components");
            for (Item part : item.parts()) {
                component(json, part);
            }
            json.writeEndArray();
        }
        if (!item.properties().isEmpty()) {
            json.writeArrayFieldStart("properties");
            for (Map.Entry<String, String> property : item.properties().entrySet()) {
                json.writeStartObject();
                json.writeStringField("name", property.getKey());
                json.writeStringField("value", property.getValue());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void dependency(JsonGenerator json, Item item) throws IOException {
        if (item.needs().isEmpty()) {
            return;
        }
        json.writeStartObject();
        json.writeStringField("ref", item.ref());
        json.writeArrayFieldStart("dependsOn");
        for (String other : item.needs()) {
            json.writeString(other);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void optional(JsonGenerator json, String name, String value) throws IOException {
        if (!value.isEmpty()) {
            json.writeStringField(name, value);
        }
    }
}
