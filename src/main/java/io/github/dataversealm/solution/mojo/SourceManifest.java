package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.manifest.ManifestCopier;
import io.github.dataversealm.solution.manifest.SolutionManifest;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.xml.XmlSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds a source folder's {@code Other/Solution.xml}, which the names of the zips depend on. */
final class SourceManifest {

    private SourceManifest() {}

    /**
     * Reads the manifest; empty when the folder has none, which the engine reports.
     *
     * @throws SolutionException when the file is there and is no manifest
     */
    static Optional<SolutionManifest> read(Path sourceDirectory) throws IOException {
        Optional<Path> other = child(sourceDirectory, "other");
        Optional<Path> file = other.isPresent() ? child(other.get(), "solution.xml") : Optional.empty();
        return file.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        ManifestCopier.read(XmlSource.of(file.get(), file.get().toString())));
    }

    /** Folders that other tools wrote spell {@code Other/Solution.xml} in several ways. */
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
