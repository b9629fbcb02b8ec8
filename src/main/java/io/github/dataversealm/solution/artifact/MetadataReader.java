package io.github.dataversealm.solution.artifact;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.dataversealm.solution.artifact.ArtifactMetadata.CheckEvidence;
import io.github.dataversealm.solution.artifact.ArtifactMetadata.DeclaredDependency;
import io.github.dataversealm.solution.artifact.ArtifactMetadata.PackagedFile;
import io.github.dataversealm.solution.artifact.ArtifactMetadata.Requirement;
import io.github.dataversealm.solution.artifact.ArtifactMetadata.ServiceEvidence;
import io.github.dataversealm.solution.artifact.ArtifactMetadata.Solution;
import io.github.dataversealm.solution.artifact.ArtifactMetadata.Strictness;
import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.Coordinates;
import io.github.dataversealm.solution.model.SolutionVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Reads one metadata file, which may come from a repository that somebody else writes to. */
final class MetadataReader {

    static final int LARGEST = 4 << 20;

    private static final int MAX_DEPTH = 12;
    private static final int MAX_TEXT = 4096;
    private static final int MAX_ELEMENTS = 20_000;

    private final Path file;

    MetadataReader(Path file) {
        this.file = file;
    }

    ArtifactMetadata read(byte[] bytes) {
        if (bytes.length > LARGEST) {
            throw refusal("it is larger than " + (LARGEST >> 20) + " MB");
        }
        JsonNode document = parse(bytes);
        int format = number(document, "", "formatVersion");
        if (format > MetadataFile.FORMAT_VERSION) {
            throw new SolutionException(
                    Location.of(file),
                    "The metadata has format " + format + ", and this version of the plugin knows "
                            + MetadataFile.FORMAT_VERSION + ".",
                    "Use a newer version of solution-maven-plugin.");
        }
        if (format < 1) {
            throw refusal("formatVersion is " + format);
        }
        JsonNode coordinates = object(document, "", "coordinates");
        JsonNode solution = object(document, "", "solution");
        return new ArtifactMetadata(
                coordinates(coordinates),
                new Solution(
                        text(solution, "solution.", "uniqueName"),
                        version(solution, "solution.", "version"),
                        publisher(solution)),
                list(document, "files", this::packagedFile),
                list(document, "dependencies", this::dependency),
                list(document, "requirements", this::requirement),
                provenance(object(document, "", "provenance")));
    }

    /** Dataverse wants a name, but a zip can be without. */
    private String publisher(JsonNode solution) {
        JsonNode node = solution.path("publisher");
        return node.isTextual() && node.textValue().isEmpty() ? "" : text(solution, "solution.", "publisher");
    }

    private JsonNode parse(byte[] bytes) {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxStringLength(MAX_TEXT)
                        .maxNameLength(MAX_TEXT)
                        .maxNumberLength(20)
                        .build())
                .build();
        ObjectReader reader = JsonMapper.builder(factory)
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build()
                .reader();
        try {
            JsonNode document = reader.readTree(bytes);
            if (!document.isObject()) {
                throw refusal("it is no JSON object");
            }
            return document;
        } catch (JsonProcessingException e) {
            throw refusal("it is no JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw refusal("it is no UTF-8 text");
        }
    }

    private Coordinates coordinates(JsonNode node) {
        String where = "coordinates.";
        try {
            return Coordinates.of(
                    text(node, where, "groupId"), text(node, where, "artifactId"), text(node, where, "version"));
        } catch (SolutionException e) {
            throw e.location().isPresent() ? e : refusal("coordinates: " + e.problem());
        }
    }

    private PackagedFile packagedFile(JsonNode node, String where) {
        String sha256 = text(node, where, "sha256");
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw refusal(where + "sha256 is no SHA-256 in hexadecimal digits");
        }
        return new PackagedFile(
                text(node, where, "name"),
                optional(node, where, "classifier"),
                flag(node, where, "managed"),
                longNumber(node, where, "size"),
                sha256,
                check(object(node, where, "check"), where + "check."));
    }

    private Optional<CheckEvidence> check(JsonNode node, String where) {
        String state = text(node, where, "state");
        if (state.equals(MetadataFile.NOT_CHECKED)) {
            return Optional.empty();
        }
        if (!state.equals(MetadataFile.PASSED)) {
            throw refusal(where + "state is neither " + MetadataFile.PASSED + " nor " + MetadataFile.NOT_CHECKED);
        }
        return Optional.of(new CheckEvidence(
                text(node, where, "checker"),
                number(node, where, "rules"),
                text(node, where, "errorLevel"),
                counts(node, where, "findings"),
                number(node, where, "accepted"),
                node.has("strictness")
                        ? Optional.of(strictness(object(node, where, "strictness"), where + "strictness."))
                        : Optional.empty(),
                node.has("service")
                        ? Optional.of(service(object(node, where, "service"), where + "service."))
                        : Optional.empty()));
    }

    private ServiceEvidence service(JsonNode node, String where) {
        return new ServiceEvidence(text(node, where, "state"), optional(node, where, "run"));
    }

    private Strictness strictness(JsonNode node, String where) {
        JsonNode weakened = node.path("weakened");
        if (!weakened.isArray() || weakened.size() > MAX_ELEMENTS) {
            throw refusal(where + "weakened is no list of rules");
        }
        List<String> rules = new ArrayList<>();
        for (JsonNode rule : weakened) {
            if (!rule.isTextual() || rule.textValue().isBlank()) {
                throw refusal(where + "weakened is no list of rules");
            }
            rules.add(rule.textValue());
        }
        return new Strictness(
                text(node, where, "errorThreshold"),
                number(node, where, "suppressed"),
                number(node, where, "baseline"),
                number(node, where, "excludes"),
                rules,
                node.has("excluded") ? counts(node, where, "excluded") : Map.of(),
                node.has("sweeping") ? sweeping(node.get("sweeping"), where + "sweeping") : Map.of());
    }

    private Map<String, Map<String, Integer>> sweeping(JsonNode list, String where) {
        if (!list.isArray() || list.size() > MAX_ELEMENTS) {
            throw refusal(where + " is no list of suppressions");
        }
        Map<String, Map<String, Integer>> sweeping = new LinkedHashMap<>();
        for (int i = 0; i < list.size(); i++) {
            String one = where + "[" + i + "].";
            sweeping.put(text(list.get(i), one, "suppression"), counts(list.get(i), one, "findings"));
        }
        return sweeping;
    }

    /** How many findings there are of each severity. */
    private Map<String, Integer> counts(JsonNode node, String where, String name) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        JsonNode members = object(node, where, name);
        members.fieldNames()
                .forEachRemaining(severity -> counts.put(severity, number(members, where + name + ".", severity)));
        return counts;
    }

    private DeclaredDependency dependency(JsonNode node, String where) {
        return new DeclaredDependency(
                text(node, where, "groupId"),
                text(node, where, "artifactId"),
                text(node, where, "version"),
                optional(node, where, "classifier"),
                optional(node, where, "solution"));
    }

    private Requirement requirement(JsonNode node, String where) {
        return new Requirement(
                text(node, where, "solution"),
                optional(node, where, "version").map(text -> version(text, where + "version")));
    }

    private Provenance provenance(JsonNode node) {
        String where = "provenance.";
        JsonNode inputs = object(node, where, "inputs");
        return new Provenance(
                optional(node, where, "revision"),
                node.has("uncommittedChanges")
                        ? Optional.of(flag(node, where, "uncommittedChanges"))
                        : Optional.empty(),
                optional(node, where, "repository"),
                text(node, where, "builder"),
                new Provenance.Inputs(
                        text(inputs, where + "inputs.", "sha256"), number(inputs, where + "inputs.", "files")),
                optional(node, where, "outputTimestamp").map(this::instant));
    }

    private Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw refusal("provenance.outputTimestamp is no time");
        }
    }

    // ---------------------------------------------------------------- values

    private JsonNode object(JsonNode parent, String where, String name) {
        JsonNode node = parent.path(name);
        if (!node.isObject()) {
            throw refusal(where + name + (node.isMissingNode() ? " is missing" : " is no object"));
        }
        return node;
    }

    private <T> List<T> list(JsonNode document, String name, BiFunction<JsonNode, String, T> reader) {
        JsonNode node = document.path(name);
        if (!node.isArray()) {
            throw refusal(name + (node.isMissingNode() ? " is missing" : " is no list"));
        }
        if (node.size() > MAX_ELEMENTS) {
            throw refusal(name + " has more than " + MAX_ELEMENTS + " entries");
        }
        List<T> list = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            String where = name + "[" + i + "]";
            if (!node.get(i).isObject()) {
                throw refusal(where + " is no object");
            }
            list.add(reader.apply(node.get(i), where + "."));
        }
        return list;
    }

    private String text(JsonNode parent, String where, String name) {
        return optional(parent, where, name).orElseThrow(() -> refusal(where + name + " is missing"));
    }

    private Optional<String> optional(JsonNode parent, String where, String name) {
        JsonNode node = parent.path(name);
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        if (!node.isTextual() || node.textValue().isBlank()) {
            throw refusal(where + name + (node.isTextual() ? " is empty" : " is no text"));
        }
        return Optional.of(node.textValue());
    }

    private boolean flag(JsonNode parent, String where, String name) {
        JsonNode node = parent.path(name);
        if (!node.isBoolean()) {
            throw refusal(where + name + (node.isMissingNode() ? " is missing" : " is neither true nor false"));
        }
        return node.booleanValue();
    }

    private int number(JsonNode parent, String where, String name) {
        long number = longNumber(parent, where, name);
        if (number > Integer.MAX_VALUE) {
            throw refusal(where + name + " is " + number);
        }
        return (int) number;
    }

    private long longNumber(JsonNode parent, String where, String name) {
        JsonNode node = parent.path(name);
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 0) {
            throw refusal(where + name + (node.isMissingNode() ? " is missing" : " is no number from 0 on"));
        }
        return node.longValue();
    }

    private SolutionVersion version(JsonNode parent, String where, String name) {
        return version(text(parent, where, name), where + name);
    }

    private SolutionVersion version(String text, String where) {
        if (!SolutionVersion.isValid(text)) {
            throw refusal(where + " is no version of a solution");
        }
        return new SolutionVersion(text);
    }

    private SolutionException refusal(String problem) {
        return new SolutionException(
                Location.of(file),
                "This is no metadata of a solution: " + problem + ".",
                "Publish the artifact again from its project (mvn deploy). To import it without a look at its metadata:"
                        + " -Dsolution.verifyArtifacts=off");
    }
}
