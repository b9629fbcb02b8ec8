package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.dataverse.DataverseException;
import io.github.dataversealm.solution.dataverse.ImportJob;
import io.github.dataversealm.solution.dataverse.ImportJobData;
import io.github.dataversealm.solution.dataverse.InterruptedCallException;
import io.github.dataversealm.solution.deploy.InstalledContent.Standing;
import io.github.dataversealm.solution.message.SolutionException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds out whether an environment that has the version of a zip has its content, too: the newest import of that version that
 * succeeded was of these bytes, or it was not. Reads only.
 */
final class ContentLook {

    /** So many imports are looked at; more in a row that failed, or that were of other versions, tell nothing. */
    private static final int MOST_JOBS = 20;
    /** The version of the ids that {@link JobIds} computes. The service and other tools choose theirs at random. */
    private static final int COMPUTED = 5;

    private final Dataverse dataverse;
    private final SolutionPackage solution;
    private final Optional<RecordEntry.Imported> recorded;

    /** @param recorded what this machine has written down of the last import of another zip */
    ContentLook(Dataverse dataverse, SolutionPackage solution, Optional<RecordEntry.Imported> recorded) {
        this.dataverse = dataverse;
        this.solution = solution;
        this.recorded = recorded;
    }

    /**
     * Looks at the content.
     *
     * @param jobs which have seen the import jobs of the solution; the version of the zip is there
     */
    InstalledContent look(OwnJobs jobs) {
        List<ImportJob> ours = jobs.ours();
        List<ImportJob> newestFirst = jobs.all().stream()
                .filter(job -> job.completedOn().isPresent())
                .sorted(Comparator.comparing(OwnJobs::created).reversed().thenComparing(job -> !ours.contains(job)))
                .limit(MOST_JOBS)
                .toList();
        for (ImportJob job : newestFirst) {
            try {
                Optional<InstalledContent> found = ours.contains(job) ? own(job) : foreign(job);
                if (found.isPresent()) {
                    return found.get();
                }
            } catch (InterruptedCallException e) {
                throw e;
            } catch (DataverseException | SolutionException e) {
                // the look only adds to what is known: one that is refused, or a document that is none, is said
                return unknown("what " + name(job) + " came to cannot be read");
            }
        }
        return unknown("the environment has no import job that tells");
    }

    private Optional<InstalledContent> own(ImportJob job) {
        Optional<Boolean> passed = ImportProof.passed(dataverse, job.id());
        if (passed.isEmpty()) {
            return Optional.of(unknown("what " + name(job) + " came to is not known"));
        }
        return passed.get() ? Optional.of(new InstalledContent(Standing.SAME, name(job))) : Optional.empty();
    }

    /** @return empty: the job did not bring what is there */
    private Optional<InstalledContent> foreign(ImportJob job) {
        if (!ImportProof.passed(dataverse, job.id()).orElse(true)) {
            return Optional.empty();
        }
        Optional<ImportJobData> data = dataverse.importJobData(job.id()).map(ImportJobData::read);
        if (data.isEmpty() || data.get().version().isEmpty()) {
            return Optional.of(unknown("which version " + name(job) + " brought is not known"));
        }
        // An upgrade that was staged and discarded is a job of another version.
        if (!data.get().isOf(solution.header().version())) {
            return Optional.empty();
        }
        Optional<String> digest =
                recorded.filter(one -> one.job().equals(job.id())).map(RecordEntry.Imported::sha256);
        if (digest.isPresent() || job.id().version() == COMPUTED) {
            return Optional.of(new InstalledContent(
                    Standing.OTHER,
                    name(job) + " brought it from another zip"
                            + digest.map(sha256 -> " (SHA-256 " + sha256 + ")").orElse("")));
        }
        return Optional.of(unknown(name(job) + " brought it, whose id does not tell of which zip it was"));
    }

    private static InstalledContent unknown(String why) {
        return new InstalledContent(Standing.UNKNOWN, why);
    }

    /** The job with its time, which is what people know an import by. */
    private static String name(ImportJob job) {
        return "the import of " + job.completedOn().orElseThrow() + " (job " + job.id() + ")";
    }
}
