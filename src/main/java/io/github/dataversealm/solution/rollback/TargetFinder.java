package io.github.dataversealm.solution.rollback;

import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.deploy.ImportTrace;
import io.github.dataversealm.solution.deploy.SolutionPackage;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.SolutionVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds out which version to go back to, and its zip. */
final class TargetFinder {

    /** So many older versions are held against one that may be an older one under a higher version. */
    private static final int MOST_CANDIDATES = 5;

    private final PackageSource source;
    private final RollbackRequest request;
    private final ImportTrace trace;
    private final Path folder;

    /** @param folder where zips are made */
    TargetFinder(PackageSource source, RollbackRequest request, ImportTrace trace, Path folder) {
        this.source = source;
        this.request = request;
        this.trace = trace;
        this.folder = folder;
    }

    /** @param before what an earlier run has begun or done, if it still fits to what is installed */
    TargetVersion find(SolutionState state, Optional<RecordedRollback> before) throws IOException {
        TargetVersion wanted = wanted(state, before);
        if (wanted.version().isEmpty() || wanted.reached() && !wanted.republished()) {
            return wanted.version().isEmpty() ? wanted : withZip(state, wanted, before);
        }
        TargetVersion found = withZip(state, wanted, before);
        return found.reached() ? found : reached(state, found, before);
    }

    private TargetVersion wanted(SolutionState state, Optional<RecordedRollback> before) throws IOException {
        Optional<SolutionPackage> named = named(state.name());
        Optional<SolutionVersion> asked = request.to(state.name());
        if (asked.isPresent()) {
            return new TargetVersion(asked, "as asked", Optional.empty(), false, false);
        }
        if (named.isPresent()) {
            return new TargetVersion(
                    Optional.of(named.get().header().version()), "the zip that was named", named, false, false);
        }
        Optional<SolutionVersion> begun = before.filter(RecordedRollback::isUnfinished)
                .filter(entry -> entry.way() != Way.DISCARD && entry.way() != Way.REMOVE_PATCH)
                .map(RecordedRollback::to)
                .filter(SolutionVersion::isValid)
                .map(SolutionVersion::new);
        if (begun.isPresent()) {
            return new TargetVersion(begun, "an earlier run has begun it", Optional.empty(), false, false);
        }
        return ofHistory(state, before);
    }

    private TargetVersion ofHistory(SolutionState state, Optional<RecordedRollback> before) throws IOException {
        if (!state.historyProblem().isEmpty()) {
            return TargetVersion.unknown("The solution history could not be read: " + state.historyProblem());
        }
        if (state.installed().isEmpty()) {
            return TargetVersion.unknown(
                    state.past().newestFirst().isEmpty()
                            ? "It is not installed, and its history tells of no version."
                            : "its history does not say from which version it was to go back, and to which.");
        }
        SolutionVersion installed = state.version().orElseThrow();
        Optional<PastVersions.Past> givenUp =
                state.holding().isPresent() ? Optional.empty() : state.past().givenUp(installed);
        if (givenUp.isPresent()) {
            return new TargetVersion(
                    Optional.of(installed),
                    "the upgrade to " + givenUp.get().version() + " was staged and is discarded already",
                    Optional.empty(),
                    true,
                    false);
        }
        List<PastVersions.Past> earlier = state.past().before(installed);
        if (earlier.isEmpty()) {
            return TargetVersion.unknown("The solution history tells of no version before " + installed + ".");
        }
        PastVersions.Past last = earlier.get(0);
        if (last.version().compareTo(installed) > 0) {
            return new TargetVersion(
                    Optional.of(installed),
                    "the solution history says that it was taken back from " + last.version() + " already",
                    Optional.empty(),
                    true,
                    false);
        }
        Optional<TargetVersion> republished = republished(state, last.version(), earlier, before);
        return republished.orElseGet(() -> new TargetVersion(
                Optional.of(last.version()),
                "the version before, by the solution history",
                Optional.empty(),
                false,
                false));
    }

    // ---------------------------------------------------------------- an older version under a higher one

    /** Whether what is installed is an older version that a rollback has published above the one that was to go. */
    private Optional<TargetVersion> republished(
            SolutionState state,
            SolutionVersion last,
            List<PastVersions.Past> earlier,
            Optional<RecordedRollback> before)
            throws IOException {
        SolutionVersion installed = state.version().orElseThrow();
        if (!isAfter(last, installed)) {
            return Optional.empty();
        }
        Optional<SolutionVersion> recorded = before.filter(entry -> entry.way() == Way.REPUBLISH)
                .filter(entry -> isVersion(entry.after(), installed))
                .map(RecordedRollback::to)
                .filter(SolutionVersion::isValid)
                .map(SolutionVersion::new);
        if (recorded.isPresent()) {
            return recorded.map(version -> republishedAs(version, installed, Optional.empty()));
        }
        List<SolutionVersion> candidates = earlier.stream()
                .map(PastVersions.Past::version)
                .filter(version -> version.compareTo(last) < 0)
                .distinct()
                .limit(MOST_CANDIDATES)
                .toList();
        for (SolutionVersion candidate : candidates) {
            Optional<SolutionPackage> zip = zip(state, candidate);
            if (zip.isPresent() && isRepublished(zip.get(), installed)) {
                return Optional.of(republishedAs(candidate, installed, zip));
            }
        }
        return Optional.empty();
    }

    /** The same for a version that is known: that of the request. */
    private TargetVersion reached(SolutionState state, TargetVersion wanted, Optional<RecordedRollback> before)
            throws IOException {
        Optional<SolutionVersion> installed = state.version();
        SolutionVersion version = wanted.version().orElseThrow();
        if (installed.isEmpty()
                || installed.get().compareTo(version) <= 0
                || request.from(state.name())
                        .filter(from -> from.compareTo(installed.get()) == 0)
                        .isPresent()) {
            return wanted;
        }
        boolean recorded = before.filter(entry -> entry.way() == Way.REPUBLISH)
                .filter(entry -> isVersion(entry.after(), installed.get()) && isVersion(entry.to(), version))
                .isPresent();
        boolean follows = request.from(state.name())
                .or(() -> state.past().before(installed.get()).stream()
                        .findFirst()
                        .map(PastVersions.Past::version))
                .filter(last -> isAfter(last, installed.get()))
                .isPresent();
        if (recorded
                || follows
                        && wanted.zip().isPresent()
                        && isRepublished(wanted.zip().get(), installed.get())) {
            return republishedAs(version, installed.get(), wanted.zip());
        }
        return wanted;
    }

    private static TargetVersion republishedAs(
            SolutionVersion version, SolutionVersion installed, Optional<SolutionPackage> zip) {
        return new TargetVersion(
                Optional.of(version),
                installed + " has the content of " + version + ": a rollback has published it so",
                zip,
                true,
                true);
    }

    private boolean isRepublished(SolutionPackage older, SolutionVersion installed) throws IOException {
        SolutionPackage made = Republication.of(older, installed, folder);
        try {
            return trace.isLastImport(made);
        } finally {
            Files.deleteIfExists(made.zip());
        }
    }

    private static boolean isAfter(SolutionVersion last, SolutionVersion installed) {
        return Republication.after(last)
                .filter(next -> next.compareTo(installed) == 0)
                .isPresent();
    }

    private static boolean isVersion(String text, SolutionVersion version) {
        return SolutionVersion.isValid(text) && new SolutionVersion(text).compareTo(version) == 0;
    }

    // ---------------------------------------------------------------- zips

    private TargetVersion withZip(SolutionState state, TargetVersion wanted, Optional<RecordedRollback> before)
            throws IOException {
        if (wanted.zip().isPresent()) {
            return wanted;
        }
        SolutionVersion version = wanted.version().orElseThrow();
        Optional<SolutionPackage> kept = before.filter(RecordedRollback::isUnfinished)
                .filter(entry -> !entry.zip().isEmpty() && isVersion(entry.to(), version))
                .flatMap(entry -> KeptZip.of(Path.of(entry.zip()), entry.sha256()));
        return wanted.with(kept.isPresent() ? kept : zip(state, version));
    }

    private Optional<SolutionPackage> zip(SolutionState state, SolutionVersion version) throws IOException {
        Optional<SolutionPackage> named = source.named().stream()
                .filter(zip -> zip.uniqueName().equalsIgnoreCase(state.name()))
                .filter(zip -> zip.header().version().compareTo(version) == 0)
                .findFirst();
        if (named.isPresent()) {
            return named;
        }
        Optional<SolutionPackage> found = source.find(
                state.name(),
                version,
                state.installed().map(InstalledSolution::managed).orElse(true));
        if (found.isPresent()) {
            // a snapshot that the environment has not had is some other build of the version
            return found.filter(zip -> !isSnapshot(zip) || trace.isImport(zip));
        }
        return madeAgain(state, version);
    }

    private static boolean isSnapshot(SolutionPackage zip) {
        return zip.origin().filter(origin -> origin.coordinates().isSnapshot()).isPresent();
    }

    /** A version that a rollback has published is in no repository: it is made again of the older one. */
    private Optional<SolutionPackage> madeAgain(SolutionState state, SolutionVersion version) throws IOException {
        List<SolutionVersion> earlier = state.past().before(version).stream()
                .map(PastVersions.Past::version)
                .toList();
        if (earlier.isEmpty() || !isAfter(earlier.get(0), version)) {
            return Optional.empty();
        }
        List<SolutionVersion> candidates = earlier.stream()
                .filter(candidate -> candidate.compareTo(earlier.get(0)) < 0)
                .distinct()
                .limit(MOST_CANDIDATES)
                .toList();
        for (SolutionVersion candidate : candidates) {
            Optional<SolutionPackage> older = zip(state, candidate);
            if (older.isPresent()) {
                SolutionPackage made = Republication.of(older.get(), version, folder);
                if (trace.isImport(made)) {
                    return Optional.of(made);
                }
                Files.deleteIfExists(made.zip());
            }
        }
        return Optional.empty();
    }

    /** @throws SolutionException when several versions of the solution are named, and none of them is asked for */
    private Optional<SolutionPackage> named(String solution) {
        List<SolutionPackage> named = source.named().stream()
                .filter(zip -> zip.uniqueName().equalsIgnoreCase(solution))
                .toList();
        if (named.size() > 1 && request.to(solution).isEmpty()) {
            throw new SolutionException(
                    null,
                    "There are several zips of " + solution + ": "
                            + named.stream().map(SolutionPackage::label).collect(Collectors.joining(", ")) + ".",
                    "Name one of them, or the version to go back to: -Dsolution.to="
                            + named.get(0).header().version());
        }
        return named.stream().findFirst();
    }
}
