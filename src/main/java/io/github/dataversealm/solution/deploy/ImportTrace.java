package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.dataverse.Dataverse;
import java.time.Instant;

/** Tells from the import jobs of an environment, whose ids are made of what was imported, which zip it got last. */
public final class ImportTrace {

    private final Dataverse dataverse;

    public ImportTrace(Dataverse dataverse) {
        this.dataverse = dataverse;
    }

    /** Whether the last import of the solution was one of this very zip, by this plugin on any machine. */
    public boolean isLastImport(SolutionPackage solution) {
        return jobs(solution).newestIfOurs().isPresent();
    }

    /** Whether this very zip was imported at any time, as far as the environment still knows. */
    public boolean isImport(SolutionPackage solution) {
        return !jobs(solution).ours().isEmpty();
    }

    private OwnJobs jobs(SolutionPackage solution) {
        OwnJobs jobs =
                new OwnJobs(new JobIds(dataverse.whoAmI().organizationId(), solution.sha256(), solution.uniqueName()));
        jobs.see(dataverse.importJobs(solution.uniqueName(), Instant.EPOCH));
        return jobs;
    }
}
