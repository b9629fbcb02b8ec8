package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.dataverse.ImportJob;
import io.github.dataversealm.solution.dataverse.ImportJobData;
import io.github.dataversealm.solution.dataverse.ImportVerdict;
import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.deploy.JobIds.Kind;
import io.github.dataversealm.solution.message.SolutionException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * That exactly the bytes of a zip were imported in an environment, with success: the id of the import job is computed from
 * them, so a row with that id can be of no other zip.
 *
 * @param job the id of the import job
 * @param completed when it ended, by the clock of the environment
 * @param last whether no other import of the solution came after it
 */
public record ImportProof(UUID job, Instant completed, boolean last) {

    /**
     * Looks for a proof; reads only.
     *
     * @param installed what the environment has of the solution now
     */
    public static Optional<ImportProof> find(
            Dataverse dataverse, SolutionPackage solution, Optional<InstalledSolution> installed) {
        OwnJobs jobs =
                new OwnJobs(new JobIds(dataverse.whoAmI().organizationId(), solution.sha256(), solution.uniqueName()));
        jobs.see(dataverse.importJobs(solution.uniqueName(), Instant.EPOCH));
        Optional<ImportProof> proof = first(dataverse, jobs, jobs.ours(List.of(Kind.IMPORT, Kind.UPGRADE)));
        // What was only staged may never have been applied.
        return proof.isEmpty() && new SolutionView(dataverse, solution).isAsInZip(installed)
                ? first(dataverse, jobs, jobs.ours(List.of(Kind.HOLDING)))
                : proof;
    }

    private static Optional<ImportProof> first(Dataverse dataverse, OwnJobs jobs, List<ImportJob> candidates) {
        return candidates.stream()
                .filter(job -> job.completedOn().isPresent())
                .filter(job -> hasPassed(dataverse, job.id()))
                .findFirst()
                .map(job -> new ImportProof(
                        job.id(),
                        job.completedOn().orElseThrow(),
                        jobs.baseline().until().equals(OwnJobs.created(job))));
    }

    /**
     * Whether an import came to a good end, as the service says.
     *
     * @return empty when it says nothing
     * @throws SolutionException when what it has written down cannot be read
     */
    static Optional<Boolean> passed(Dataverse dataverse, UUID job) {
        Optional<ImportVerdict> verdict = dataverse.importVerdict(job);
        return verdict.isPresent()
                ? verdict.map(ImportVerdict::passed)
                : dataverse
                        .importJobData(job)
                        .flatMap(data -> ImportJobData.read(data).succeeded());
    }

    private static boolean hasPassed(Dataverse dataverse, UUID job) {
        try {
            return passed(dataverse, job).orElse(false);
        } catch (SolutionException e) {
            // a document that cannot be read proves nothing
            return false;
        }
    }
}
