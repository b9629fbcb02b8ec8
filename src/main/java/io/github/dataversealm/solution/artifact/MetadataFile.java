package io.github.dataversealm.solution.artifact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.artifact.ArtifactMetadata.CheckEvidence;
import io.github.dataversealm.solution.artifact.ArtifactMetadata.DeclaredDependency;
import io.github.dataversealm.solution.artifact.ArtifactMetadata.PackagedFile;
import io.github.dataversealm.solution.artifact.ArtifactMetadata.Requirement;
import io.github.dataversealm.solution.artifact.ArtifactMetadata.Strictness;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.path.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;

/**
 * The metadata of an artifact as a JSON file: UTF-8, line feeds, members always in the same order. A reader takes files of
 * format {@value #FORMAT_VERSION}, leaves out members that it does not know, and refuses everything else that is not as
 * it should be.
 */
public final class MetadataFile {

    static final int FORMAT_VERSION = 1;
    static final String PASSED = "passed";
    static final String NOT_CHECKED = "not-checked";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ObjectWriter WRITER = MAPPER.writer(new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n")));

    private MetadataFile() {}

    /**
     * Reads a file.
     *
     * @throws SolutionException when it is no metadata, larger than any is, or of a format that is newer than the plugin
     * @throws IOException when the disk fails
     */
    public static ArtifactMetadata read(Path file) throws IOException {
        MetadataReader reader = new MetadataReader(file);
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MetadataReader.LARGEST + 1);
        }
        return reader.read(bytes);
    }

    /** Writes the file, complete or not at all. One that says the same already is left as it is. */
    public static void write(Path file, ArtifactMetadata metadata) throws IOException {
        replace(file, bytes(metadata));
    }

    /** The text of the file. */
    public static byte[] bytes(ArtifactMetadata metadata) {
        return bytes(document(metadata));
    }

    /** A document with the indentation and line breaks of these files. */
    static byte[] bytes(ObjectNode document) {
        try {
            byte[] json = WRITER.writeValueAsBytes(document);
            byte[] ended = Arrays.copyOf(json, json.length + 1);
            ended[json.length] = '\n';
            return ended;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts and numbers can be written", e);
        }
    }

    static void replace(Path file, byte[] bytes) throws IOException {
        if (Files.isRegularFile(file)
                && Files.size(file) == bytes.length
                && Arrays.equals(Files.readAllBytes(file), bytes)) {
            return;
        }
        WholeFile.write(file, bytes);
    }

    // ---------------------------------------------------------------- writing

    private static ObjectNode document(ArtifactMetadata metadata) {
        ObjectNode document = MAPPER.createObjectNode();
        document.put("formatVersion", FORMAT_VERSION);
        ObjectNode coordinates = document.putObject("coordinates");
        coordinates.put("groupId", metadata.coordinates().groupId());
        coordinates.put("artifactId", metadata.coordinates().artifactId());
        coordinates.put("version", metadata.coordinates().version());
        ObjectNode solution = document.putObject("solution");
        solution.put("uniqueName", metadata.solution().uniqueName());
        solution.put("version", metadata.solution().version().text());
        solution.put("publisher", metadata.solution().publisher());
        ArrayNode files = document.putArray("files");
        metadata.files().forEach(file -> write(file, files.addObject()));
        ArrayNode dependencies = document.putArray("dependencies");
        metadata.dependencies().forEach(dependency -> write(dependency, dependencies.addObject()));
        ArrayNode requirements = document.putArray("requirements");
        metadata.requirements().forEach(requirement -> write(requirement, requirements.addObject()));
        write(metadata.provenance(), document.putObject("provenance"));
        return document;
    }

    private static void write(PackagedFile file, ObjectNode node) {
        node.put("name", file.name());
        file.classifier().ifPresent(classifier -> node.put("classifier", classifier));
        node.put("managed", file.managed());
        node.put("size", file.size());
        node.put("sha256", file.sha256());
        ObjectNode check = node.putObject("check");
        if (file.check().isEmpty()) {
            check.put("state", NOT_CHECKED);
            return;
        }
        CheckEvidence evidence = file.check().get();
        check.put("state", PASSED);
        check.put("checker", evidence.checker());
        check.put("rules", evidence.rules());
        check.put("errorLevel", evidence.errorLevel());
        ObjectNode findings = check.putObject("findings");
        evidence.findings().forEach(findings::put);
        check.put("accepted", evidence.accepted());
        evidence.strictness().ifPresent(strictness -> write(strictness, check.putObject("strictness")));
        evidence.service().ifPresent(service -> {
            ObjectNode part = check.putObject("service").put("state", service.state());
            service.run().ifPresent(run -> part.put("run", run));
        });
    }

    private static void write(Strictness strictness, ObjectNode node) {
        node.put("errorThreshold", strictness.errorThreshold());
        node.put("suppressed", strictness.suppressed());
        node.put("baseline", strictness.baseline());
        node.put("excludes", strictness.excludes());
        ArrayNode weakened = node.putArray("weakened");
        strictness.weakened().forEach(weakened::add);
        if (!strictness.excluded().isEmpty()) {
            strictness.excluded().forEach(node.putObject("excluded")::put);
        }
        if (!strictness.sweeping().isEmpty()) {
            ArrayNode sweeping = node.putArray("sweeping");
            strictness.sweeping().forEach((suppression, findings) -> {
                ObjectNode one = sweeping.addObject().put("suppression", suppression);
                findings.forEach(one.putObject("findings")::put);
            });
        }
    }

    private static void write(DeclaredDependency dependency, ObjectNode node) {
        node.put("groupId", dependency.groupId());
        node.put("artifactId", dependency.artifactId());
        node.put("version", dependency.version());
        dependency.classifier().ifPresent(classifier -> node.put("classifier", classifier));
        dependency.solution().ifPresent(solution -> node.put("solution", solution));
    }

    private static void write(Requirement requirement, ObjectNode node) {
        node.put("solution", requirement.solution());
        requirement.version().ifPresent(version -> node.put("version", version.text()));
    }

    private static void write(Provenance provenance, ObjectNode node) {
        provenance.revision().ifPresent(revision -> node.put("revision", revision));
        provenance.uncommittedChanges().ifPresent(changes -> node.put("uncommittedChanges", changes));
        provenance.repository().ifPresent(repository -> node.put("repository", repository));
        node.put("builder", provenance.builder());
        ObjectNode inputs = node.putObject("inputs");
        inputs.put("sha256", provenance.inputs().sha256());
        inputs.put("files", provenance.inputs().files());
        provenance.outputTimestamp().map(Instant::toString).ifPresent(time -> node.put("outputTimestamp", time));
    }
}
