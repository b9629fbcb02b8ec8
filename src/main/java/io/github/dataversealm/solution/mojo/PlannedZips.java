package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.artifact.Origin;
import io.github.dataversealm.solution.artifact.Sha256;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.Coordinates;
import io.github.dataversealm.solution.plan.PlanDocument;
import io.github.dataversealm.solution.plan.PlanDocument.PlannedPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Finds the zips of a plan, which may be applied on another machine than it was made on. Only the very bytes count, wherever
 * they are; but that a zip is a certain artifact is believed to the build and to the Maven repository, not to the plan.
 */
final class PlannedZips {

    /** Gets an artifact from a Maven repository. */
    @FunctionalInterface
    interface Repository {
        SolutionZip zip(Coordinates coordinates) throws IOException;
    }

    private final List<SolutionZip> known;
    private final Repository repository;
    private final Function<String, Path> path;
    private final Path folder;
    private final String again;

    /**
     * @param known zips that are named or were built here
     * @param path makes the path of a file in the plan
     * @param folder where the plan is; the zips may lie beside it
     * @param again the command that makes the plan
     */
    PlannedZips(
            List<SolutionZip> known, Repository repository, Function<String, Path> path, Path folder, String again) {
        this.known = List.copyOf(known);
        this.repository = repository;
        this.path = path;
        this.folder = folder;
        this.again = again;
    }

    /** @throws SolutionException when it is nowhere, with the places that were looked at */
    SolutionZip find(PlannedPackage planned) throws IOException {
        List<String> tried = new ArrayList<>();
        Optional<SolutionZip> found = planned.coordinates().isPresent()
                ? artifact(planned, planned.coordinates().get(), tried)
                : Optional.empty();
        if (found.isEmpty()) {
            found = file(planned, tried);
        }
        return found.orElseThrow(() -> missing(planned, tried));
    }

    /** Refuses a zip that somebody names and that the plan does not have: it would not be imported. */
    void requireNoOther(List<Path> named, PlanDocument plan) throws IOException {
        for (Path zip : named) {
            String sha256 = Sha256.of(zip);
            if (plan.solutions().stream().noneMatch(planned -> planned.sha256().equalsIgnoreCase(sha256))) {
                throw new SolutionException(
                        null,
                        zip + " (sha256 " + sha256
                                + ") is named, and is not in the plan. Nothing was changed anywhere.",
                        "Leave it out, or plan with it: " + again);
            }
        }
    }

    private Optional<SolutionZip> artifact(PlannedPackage planned, Coordinates coordinates, List<String> tried)
            throws IOException {
        for (SolutionZip zip : known) {
            if (zip.origin()
                            .map(Origin::coordinates)
                            .filter(coordinates::equals)
                            .isPresent()
                    && isSame(zip, planned, tried)) {
                return Optional.of(zip);
            }
        }
        try {
            return Optional.of(repository.zip(coordinates)).filter(checked(planned, tried));
        } catch (SolutionException e) {
            tried.add(e.problem());
            return Optional.empty();
        }
    }

    private Optional<SolutionZip> file(PlannedPackage planned, List<String> tried) throws IOException {
        for (SolutionZip zip : known) {
            if (zip.origin().isEmpty() && isSame(zip, planned, tried)) {
                return Optional.of(zip);
            }
        }
        Path there = path.apply(planned.file());
        Path name = there.getFileName();
        List<Path> places = name == null ? List.of(there) : List.of(there, folder.resolve(name));
        for (Path place : places) {
            SolutionZip zip = SolutionZip.file(place);
            if (Files.isRegularFile(place)) {
                if (isSame(zip, planned, tried)) {
                    return Optional.of(zip);
                }
            } else {
                tried.add(place + " does not exist.");
            }
        }
        return Optional.empty();
    }

    private Predicate<SolutionZip> checked(PlannedPackage planned, List<String> tried) {
        return zip -> {
            try {
                return isSame(zip, planned, tried);
            } catch (IOException e) {
                tried.add(zip.file() + " cannot be read: " + e.getMessage());
                return false;
            }
        };
    }

    private static boolean isSame(SolutionZip zip, PlannedPackage planned, List<String> tried) throws IOException {
        String sha256 = Sha256.of(zip.file());
        if (sha256.equalsIgnoreCase(planned.sha256())) {
            return true;
        }
        tried.add(zip.file() + " has other bytes (sha256 " + sha256 + ").");
        return false;
    }

    private SolutionException missing(PlannedPackage planned, List<String> tried) {
        StringBuilder problem = new StringBuilder("The zip of " + planned.label() + " that the plan is for (sha256 "
                + planned.sha256() + ") is not here. Nothing was changed anywhere.");
        tried.stream()
                .distinct()
                .forEach(place ->
                        problem.append(System.lineSeparator()).append("  ").append(place));
        return new SolutionException(
                null,
                problem.toString(),
                "Put it where it was or beside the plan, or name it: -Dsolution.zipFile=<zip>; or plan again for the zip"
                        + " that is there: " + again);
    }
}
