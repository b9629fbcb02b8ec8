package io.github.dataversealm.solution.testkit;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A Maven repository in a folder, filled without Maven: solutions with their poms, checksums and lists of versions. Used by
 * tests and by the scripts of src/it.
 */
public final class FileRepository {

    private final Path folder;
    private final Map<String, List<String>> versions = new LinkedHashMap<>();

    public FileRepository(File folder) {
        this.folder = folder.toPath();
    }

    /** A {@code <dependency>} of type {@code dataverse-solution}. */
    public static String dependency(String groupId, String artifactId, String version, String more) {
        return "<dependency><groupId>" + groupId + "</groupId><artifactId>" + artifactId + "</artifactId>"
                + (version.isEmpty() ? "" : "<version>" + version + "</version>")
                + "<type>dataverse-solution</type>" + more + "</dependency>";
    }

    /**
     * Publishes a solution.
     *
     * @param dependencies the elements in {@code <dependencies>}
     * @param more other elements of the pom, such as {@code <dependencyManagement>}
     */
    public FileRepository publish(
            String groupId,
            String artifactId,
            String version,
            String dependencies,
            String more,
            ChoiceSolution solution)
            throws IOException {
        Path place = folder.resolve(groupId.replace('.', '/')).resolve(artifactId);
        Path files = place.resolve(version);
        String name = artifactId + "-" + version;
        write(
                files.resolve(name + ".pom"),
                "<project xmlns=\"http://maven.apache.org/POM/4.0.0\">"
                        + "<modelVersion>4.0.0</modelVersion><groupId>" + groupId + "</groupId><artifactId>"
                        + artifactId
                        + "</artifactId><version>" + version + "</version><packaging>dataverse-solution</packaging>"
                        + more
                        + "<dependencies>" + dependencies + "</dependencies></project>");
        solution.writeZip(files.resolve(name + ".zip"));
        checksum(files.resolve(name + ".zip"));
        versions.computeIfAbsent(groupId + ":" + artifactId, key -> new ArrayList<>())
                .add(version);
        StringBuilder list = new StringBuilder("<metadata><groupId>" + groupId + "</groupId><artifactId>" + artifactId
                + "</artifactId><versioning><versions>");
        versions.get(groupId + ":" + artifactId)
                .forEach(known -> list.append("<version>").append(known).append("</version>"));
        list.append("</versions><lastUpdated>20260101000000</lastUpdated></versioning></metadata>");
        // The first is the name in a remote repository, the other one that in a local one.
        write(place.resolve("maven-metadata.xml"), list.toString());
        write(place.resolve("maven-metadata-local.xml"), list.toString());
        return this;
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        checksum(file);
    }

    private static void checksum(Path file) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(Files.readAllBytes(file));
            Files.write(
                    file.resolveSibling(file.getFileName() + ".sha1"),
                    HexFormat.of().formatHex(digest).getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
