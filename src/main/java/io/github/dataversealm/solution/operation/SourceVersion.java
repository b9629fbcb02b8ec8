package io.github.dataversealm.solution.operation;

import io.github.dataversealm.solution.manifest.SourceManifest;
import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.SolutionVersion;
import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlSource;
import io.github.dataversealm.solution.xml.XmlToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The version in a source folder: the characters between {@code <Version>} and {@code </Version>} of
 * {@code Other/Solution.xml}. Setting it changes these characters and no other byte of the file.
 */
public final class SourceVersion {

    private final Path file;
    private final byte[] bytes;
    private final int start;
    private final int end;
    /** Whether the file has {@code <Version />}, which has to be opened. */
    private final boolean emptyElement;

    private SourceVersion(Path file, byte[] bytes, int start, int end, boolean emptyElement) {
        this.file = file;
        this.bytes = bytes;
        this.start = start;
        this.end = end;
        this.emptyElement = emptyElement;
    }

    /**
     * Finds the version of a source folder.
     *
     * @throws SolutionException when the folder holds no solution, or its manifest has no version
     */
    public static SourceVersion of(Path sourceDirectory) throws IOException {
        Path file = SourceManifest.find(sourceDirectory)
                .orElseThrow(() -> new SolutionException(
                        Location.of(sourceDirectory),
                        "it is not the source folder of a solution: Other/Solution.xml is missing",
                        "Name the folder: -Dsolution.sourceDirectory=FOLDER. To change the version in an environment"
                                + " instead, choose it: -Denv=dev"));
        byte[] bytes = Files.readAllBytes(file);
        try (XmlScanner scanner = new XmlScanner(XmlSource.of(bytes, file.toString()))) {
            boolean inManifest = false;
            for (XmlToken token = scanner.next(); token != XmlToken.END_OF_DOCUMENT; token = scanner.next()) {
                if (token != XmlToken.START) {
                    continue;
                }
                int level = scanner.depth() + (scanner.isEmptyElement() ? 1 : 0);
                if (level == 2) {
                    inManifest = scanner.isNamed("SolutionManifest");
                } else if (level == 3 && inManifest && scanner.isNamed("Version")) {
                    return at(scanner, file, bytes);
                }
            }
        }
        throw new SolutionException(
                Location.of(file), "it has no <Version>", "Unpack the solution again, or restore the file.");
    }

    private static SourceVersion at(XmlScanner scanner, Path file, byte[] bytes) throws IOException {
        if (scanner.isEmptyElement()) {
            return new SourceVersion(file, bytes, (int) scanner.offset(), (int) scanner.endOffset(), true);
        }
        int start = (int) scanner.endOffset();
        XmlToken token = scanner.next();
        while (token != XmlToken.END) {
            if (token != XmlToken.TEXT) {
                throw new SolutionException(
                        scanner.location(),
                        "<Version> holds more than a version",
                        "Write it as <Version>1.0.0.0</Version>.");
            }
            token = scanner.next();
        }
        int end = (int) scanner.offset();
        while (start < end && isBlank(bytes[start])) {
            start++;
        }
        while (end > start && isBlank(bytes[end - 1])) {
            end--;
        }
        return new SourceVersion(file, bytes, start, end, false);
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }

    /** The manifest's file. */
    public Path file() {
        return file;
    }

    /** The version as it is spelled; may be empty or no version at all. */
    public String text() {
        return emptyElement ? "" : new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    /** Writes another version. The file is replaced as a whole. @return false: it was there already, nothing was written */
    public boolean set(SolutionVersion version) throws IOException {
        if (text().equals(version.text())) {
            return false;
        }
        String text = emptyElement ? "<Version>" + version.text() + "</Version>" : version.text();
        ByteArrayOutputStream changed = new ByteArrayOutputStream(bytes.length + text.length());
        changed.write(bytes, 0, start);
        changed.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        changed.write(bytes, end, bytes.length - end);
        replace(changed.toByteArray());
        return true;
    }

    private void replace(byte[] content) throws IOException {
        Path real = file.toRealPath();
        if (!Files.isWritable(real)) {
            throw new SolutionException(
                    Location.of(file), "The file is read-only.", "Make it writable and run the command again.");
        }
        Path temporary = real.resolveSibling(
                "." + real.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            // A copy first, so that the new file has the permissions of the old one.
            Files.copy(real, temporary, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
            Files.write(temporary, content);
            try {
                Files.move(temporary, real, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(temporary, real, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
