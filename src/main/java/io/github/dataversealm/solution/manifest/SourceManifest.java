package io.github.dataversealm.solution.manifest;

import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.xml.XmlSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds a source folder's {@code Other/Solution.xml}, which says what the folder holds. */
public final class SourceManifest {

    private SourceManifest() {}

    /** The file; empty when the folder has none. Folders that other tools wrote spell its path in several ways. */
    public static Optional<Path> find(Path sourceDirectory) throws IOException {
        Optional<Path> other = child(sourceDirectory, "other");
        return other.isPresent() ? child(other.get(), "solution.xml") : Optional.empty();
    }

    /**
     * Reads the manifest; empty when the folder has none, which the engine reports.
     *
     * @throws SolutionException when the file is there and is no manifest
     */
    public static Optional<SolutionManifest> read(Path sourceDirectory) throws IOException {
        Optional<Path> file = find(sourceDirectory);
        return file.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        ManifestCopier.read(XmlSource.of(file.get(), file.get().toString())));
    }

    private static Optional<Path> child(Path folder, String name) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> child.getFileName()
                            .toString()
                            .toLowerCase(Locale.ROOT)
                            .equals(name))
                    .sorted()
                    .findFirst();
        }
    }
}
