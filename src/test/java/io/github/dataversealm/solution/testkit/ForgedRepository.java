package io.github.dataversealm.solution.testkit;

import io.github.dataversealm.solution.artifact.ArtifactMetadata;
import io.github.dataversealm.solution.artifact.MetadataFile;
import io.github.dataversealm.solution.artifact.MetadataMaker;
import io.github.dataversealm.solution.artifact.Provenance;
import io.github.dataversealm.solution.model.Coordinates;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A Maven repository in a folder, filled by hand with what a build would never publish. */
public final class ForgedRepository {

    private static final String POM = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>%s</groupId>
              <artifactId>%s</artifactId>
              <version>%s</version>
              <packaging>pom</packaging>
            </project>
            """;

    private final Path root;

    private ForgedRepository(Path root) {
        this.root = root;
    }

    public static ForgedRepository in(File folder) {
        return new ForgedRepository(folder.toPath());
    }

    /** Publishes a zip alone, as any build without this plugin would. */
    public ForgedRepository publish(String coordinates, File zip) throws IOException {
        Coordinates name = Coordinates.parse(coordinates);
        put(
                name.withoutClassifier(),
                "pom",
                POM.formatted(name.groupId(), name.artifactId(), name.version()).getBytes(StandardCharsets.UTF_8));
        put(name, "zip", Files.readAllBytes(zip.toPath()));
        return this;
    }

    /**
     * Publishes metadata that says of a zip what its coordinates name.
     *
     * @param described the zip, which need not be the published one
     */
    public ForgedRepository describe(String coordinates, File described) throws IOException {
        return describe(coordinates, coordinates, described, text -> text);
    }

    /**
     * Publishes metadata.
     *
     * @param claimed the coordinates that it says
     * @param change made to its text
     */
    public ForgedRepository describe(String coordinates, String claimed, File described, UnaryOperator<String> change)
            throws IOException {
        ArtifactMetadata metadata = MetadataMaker.make(
                Coordinates.parse(claimed).withoutClassifier(),
                List.of(new MetadataMaker.Zip(described.toPath(), Optional.empty(), false)),
                List.of(),
                new Provenance(
                        Optional.empty(),
                        Optional.empty(),
                        "test:test:1",
                        new Provenance.Inputs("00", 0),
                        Optional.empty()));
        String text = change.apply(new String(MetadataFile.bytes(metadata), StandardCharsets.UTF_8));
        put(
                Coordinates.parse(coordinates).withClassifier(ArtifactMetadata.CLASSIFIER),
                ArtifactMetadata.EXTENSION,
                text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Says which versions of an artifact there are; without that a repository only answers for versions that it is asked for. */
    public ForgedRepository list(String coordinates, String... versions) throws IOException {
        Coordinates name = Coordinates.parse(coordinates);
        StringBuilder listed = new StringBuilder();
        for (String version : versions) {
            listed.append("<version>").append(version).append("</version>");
        }
        byte[] bytes = ("<metadata><groupId>" + name.groupId() + "</groupId><artifactId>" + name.artifactId()
                        + "</artifactId><versioning><versions>" + listed + "</versions></versioning></metadata>")
                .getBytes(StandardCharsets.UTF_8);
        Path file = path(name, "zip").getParent().resolveSibling("maven-metadata.xml");
        Files.write(file, bytes);
        Files.writeString(file.resolveSibling("maven-metadata.xml.sha1"), sha1(bytes));
        return this;
    }

    /** Makes the checksum of a zip wrong. */
    public ForgedRepository spoilChecksum(String coordinates) throws IOException {
        Files.writeString(checksum(coordinates), "0".repeat(40));
        return this;
    }

    /** Takes the checksum of a zip away. */
    public ForgedRepository removeChecksum(String coordinates) throws IOException {
        Files.delete(checksum(coordinates));
        return this;
    }

    private Path checksum(String coordinates) {
        Path zip = path(Coordinates.parse(coordinates), "zip");
        return zip.resolveSibling(zip.getFileName() + ".sha1");
    }

    private void put(Coordinates name, String extension, byte[] bytes) throws IOException {
        Path file = path(name, extension);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        Files.writeString(file.resolveSibling(file.getFileName() + ".sha1"), sha1(bytes));
    }

    private Path path(Coordinates name, String extension) {
        return root.resolve(name.groupId().replace('.', '/'))
                .resolve(name.artifactId())
                .resolve(name.version())
                .resolve(name.artifactId() + "-" + name.version()
                        + name.classifier().map(text -> "-" + text).orElse("") + "." + extension);
    }

    private static String sha1(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
