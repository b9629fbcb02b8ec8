package io.github.dataversealm.solution.pack;

import io.github.dataversealm.solution.mapping.MapFile;
import io.github.dataversealm.solution.mapping.MapTarget;
import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the files whose bytes become entries, in the source folder or where the mapping file says. */
final class ContentFiles {

    private final SourceTree tree;
    private final MapFile mapping;
    private final Reporter reporter;
    private final Set<Path> mapped;

    /** @param mapped is told the files outside of the source folder that are used */
    ContentFiles(SourceTree tree, MapFile mapping, Set<Path> mapped, Reporter reporter) {
        this.tree = tree;
        this.mapping = mapping;
        this.mapped = mapped;
        this.reporter = reporter;
    }

    /**
     * The file that stands for that path.
     *
     * @return empty when there is none and nothing maps it
     * @throws SolutionException when the mapping file maps it to nowhere
     */
    Optional<Path> find(String path) throws IOException {
        MapTarget target = mapping.size() == 0 ? new MapTarget.NotMapped() : mapping.target(path);
        if (target instanceof MapTarget.Mapped there) {
            if (mapped.add(there.file())) {
                reporter.debug("Mapping: " + path + " to " + there.file());
            }
            return Optional.of(there.file());
        }
        if (target instanceof MapTarget.Missing missing) {
            throw new SolutionException(
                    Location.of(tree.root().resolve(path)),
                    "a mapping leads to it, but there is no file where it should be:" + System.lineSeparator()
                            + missing.describe(),
                    "Build what makes the file first, or correct the mapping.");
        }
        SourceTree.TreeFile file = tree.file(path);
        return file == null ? Optional.empty() : Optional.of(file.file());
    }

    /** The paths below a folder that the mapping file puts elsewhere and that are not in the source folder. */
    List<String> mappedBelow(String folder) throws IOException {
        List<String> below = new ArrayList<>();
        for (String path : mapping.filesInto(folder)) {
            if (tree.file(path) == null) {
                below.add(path);
            }
        }
        return below;
    }
}
