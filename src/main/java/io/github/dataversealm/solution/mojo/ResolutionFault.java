package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.Coordinates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.ChecksumFailureException;
import org.eclipse.aether.transfer.RepositoryOfflineException;

/**
 * Why an artifact cannot be had.
 *
 * @param reasons what each of the repositories says
 */
record ResolutionFault(List<Exception> reasons) {

    static ResolutionFault of(ArtifactResolutionException fault) {
        return new ResolutionFault(fault.getResult().getExceptions());
    }

    /** Whether all repositories said that they do not have it; one that was not asked, because Maven is offline, has not. */
    boolean isAbsent() {
        return reasons.stream().allMatch(ArtifactNotFoundException.class::isInstance) && !isOffline();
    }

    /** Whether a repository was not asked, because Maven is offline. */
    boolean isOffline() {
        return because(RepositoryOfflineException.class).isPresent();
    }

    /** Whether none that Maven may ask has it. */
    boolean isNotThere() {
        return isAbsent() || isOffline();
    }

    /** The resolver's exceptions are no causes: Maven would add their messages, with the credentials of addresses. */
    SolutionException explained(Coordinates coordinates, SearchedPlaces places) {
        Optional<Exception> checksum = because(ChecksumFailureException.class);
        if (checksum.isPresent()) {
            return new SolutionException(
                    null,
                    coordinates + " was not taken, because its checksum is wrong or missing: "
                            + ResolverText.clean(checksum.get().getMessage()),
                    "Publish it again (mvn deploy), or tell those who keep the repository.");
        }
        if (isNotThere()) {
            return new SolutionException(
                    null, coordinates + " was not found" + places + ".", absent(coordinates, places));
        }
        return new SolutionException(
                null,
                coordinates + " cannot be had from a repository:"
                        + reasons.stream()
                                .filter(reason -> !(reason instanceof ArtifactNotFoundException))
                                .map(reason -> System.lineSeparator() + "  " + ResolverText.clean(reason.getMessage()))
                                .distinct()
                                .collect(Collectors.joining()),
                "Look at the <repositories>, <mirrors> and <servers> of settings.xml.");
    }

    private static String absent(Coordinates coordinates, SearchedPlaces places) {
        if (places.offline()) {
            return "Maven is offline (-o), and it was not downloaded before. Leave out -o.";
        }
        List<String> advice = new ArrayList<>();
        advice.add("Is it published? In its project: mvn deploy.");
        if (coordinates.classifier().isPresent()) {
            advice.add("The unmanaged zip has the classifier unmanaged only where both zips are packed;"
                    + " without a classifier the main artifact is taken.");
        }
        advice.add(
                "Solutions are looked for as zips. Repositories are those of the pom.xml and of the active profiles in"
                        + " settings.xml.");
        return String.join(" ", advice);
    }

    private Optional<Exception> because(Class<? extends Throwable> type) {
        return reasons.stream().filter(reason -> hasCause(reason, type)).findFirst();
    }

    private static boolean hasCause(Throwable fault, Class<? extends Throwable> type) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
