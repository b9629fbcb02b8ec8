package io.github.dataversealm.solution.check;

import io.github.dataversealm.solution.check.finding.AnalysisError;
import io.github.dataversealm.solution.check.index.Names;
import io.github.dataversealm.solution.check.index.Neighbour;
import io.github.dataversealm.solution.check.index.Solution;
import io.github.dataversealm.solution.check.index.SolutionReader;
import io.github.dataversealm.solution.check.schema.SchemaFolder;
import io.github.dataversealm.solution.check.tree.FolderTree;
import io.github.dataversealm.solution.check.tree.PackageTree;
import io.github.dataversealm.solution.check.tree.ZipTree;
import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is read besides the solution that is checked.
 *
 * @param provided what the declared dependencies define
 * @param previous the version before
 * @param neighbours the other solutions of the build
 * @param schemas the user's XML schemas
 * @param errors what of this could not be read, and is no reason to stop
 */
record Surroundings(
        Names provided,
        Optional<Solution> previous,
        Optional<Path> previousZip,
        List<Neighbour> neighbours,
        Optional<SchemaFolder> schemas,
        List<AnalysisError> errors) {

    private static final String PREVIOUS_ADVICE =
            "Name the zip of the version before of the same solution with -Dsolution.previousZip=..., or none.";

    /**
     * Reads them.
     *
     * @throws SolutionException when the version before or a schema cannot be used
     */
    static Surroundings read(CheckRequest request) throws IOException {
        List<AnalysisError> errors = new ArrayList<>();
        Names provided = new Names();
        for (Path dependency : request.dependencies()) {
            provide(dependency, request, provided, errors);
        }
        Optional<Solution> previous = Optional.empty();
        if (request.previous().isPresent()) {
            try (ZipTree zip = ZipTree.open(request.previous().get(), request.zipLimits())) {
                previous = Optional.of(previous(request.previous().get(), zip));
            }
        }
        return new Surroundings(
                provided,
                previous,
                request.previous(),
                neighbours(request, errors),
                schemas(request),
                List.copyOf(errors));
    }

    /** @throws SolutionException when the version before is one of another solution */
    void requirePreviousOf(Solution solution) {
        if (previous.isPresent()) {
            requireSame(solution, previous.get(), previousZip.orElseThrow());
        }
    }

    /** Opens the schemas, and compiles that of the zip's parts, so that one that cannot be used ends the check. */
    private static Optional<SchemaFolder> schemas(CheckRequest request) throws IOException {
        if (request.schemas().isEmpty()) {
            return Optional.empty();
        }
        SchemaFolder folder = SchemaFolder.open(request.schemas().get());
        folder.schemaOf("ImportExportXml");
        return Optional.of(folder);
    }

    /** Reads what the other solutions of the build say of themselves; one that cannot be read has a build of its own to fail. */
    private static List<Neighbour> neighbours(CheckRequest request, List<AnalysisError> errors) throws IOException {
        List<Neighbour> neighbours = new ArrayList<>();
        for (Map.Entry<String, Path> other : request.neighbours().entrySet()) {
            try {
                Neighbour.read(other.getKey(), other.getValue(), request.zipLimits())
                        .ifPresent(neighbours::add);
            } catch (SolutionException e) {
                errors.add(new AnalysisError(other.getKey(), "its solution cannot be read: " + e.problem()));
            }
        }
        return neighbours;
    }

    /** Reads the version before; in one that is damaged nothing could be compared, and nobody would know. */
    private static Solution previous(Path place, ZipTree zip) throws IOException {
        Solution previous = new SolutionReader(zip, element -> {}).read();
        if (!previous.unreadable().isEmpty()) {
            Solution.Unreadable broken = previous.unreadable().get(0);
            throw new SolutionException(
                    new Location(place + ", " + broken.file().path(), broken.line(), broken.column()),
                    "The solution to compare with cannot be read: " + broken.problem() + ".",
                    PREVIOUS_ADVICE);
        }
        if (zip.find("solution.xml").isEmpty()) {
            throw new SolutionException(
                    Location.of(place), "It is no solution zip: it has no solution.xml.", PREVIOUS_ADVICE);
        }
        return previous;
    }

    private static void requireSame(Solution solution, Solution previous, Path place) {
        String name = solution.manifest().uniqueName();
        String before = previous.manifest().uniqueName();
        if (!name.isEmpty() && !before.isEmpty() && !name.equalsIgnoreCase(before)) {
            throw new SolutionException(
                    Location.of(place),
                    "It is a zip of the solution " + before + ", and " + name + " is checked.",
                    PREVIOUS_ADVICE);
        }
    }

    /** Reads what a dependency brings; one that cannot be read is no reason to stop. */
    private static void provide(Path place, CheckRequest request, Names provided, List<AnalysisError> errors)
            throws IOException {
        try (PackageTree tree =
                Files.isDirectory(place) ? FolderTree.open(place) : ZipTree.open(place, request.zipLimits())) {
            Solution solution = new SolutionReader(tree, element -> {}).read();
            provided.addAll(solution.supplied());
            for (Solution.Unreadable broken : solution.unreadable()) {
                errors.add(new AnalysisError(
                        place.getFileName().toString(),
                        "the dependency cannot be read as a whole, and what it defines may be taken for missing: "
                                + broken.file().path() + ": " + broken.problem()));
            }
        } catch (SolutionException e) {
            errors.add(
                    new AnalysisError(place.getFileName().toString(), "the dependency cannot be read: " + e.problem()));
        }
    }
}
