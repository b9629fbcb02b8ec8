package io.github.dataversealm.solution.mojo;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the source folder lies in its repository, which is what code scanning wants to know. */
final class SourceBase {

    private SourceBase() {}

    /**
     * The path of the source folder from the root of its git repository; without one, from the folder of the project.
     *
     * @return empty when it lies in neither
     */
    static Optional<String> of(Path sources, Path project) {
        for (Path folder = sources; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(".git"))) {
                return Optional.of(slashes(folder.relativize(sources)));
            }
        }
        return sources.startsWith(project) ? Optional.of(slashes(project.relativize(sources))) : Optional.empty();
    }

    private static String slashes(Path path) {
        return path.toString().replace(File.separatorChar, '/');
    }
}
