package io.github.dataversealm.solution.emulator.solution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.emulator.job.JobQueue;
import io.github.dataversealm.solution.emulator.store.Transaction;
import io.github.dataversealm.solution.emulator.table.EntityRules;
import java.util.UUID;

/**
 * Rules of the table {@code asyncoperations}: a change of the state to 3/32 asks a job to end; no other changes (spec §3.4).
 * New rows may be seen late.
 */
final class OperationRules implements EntityRules {

    private final JobQueue jobs;

    OperationRules(JobQueue jobs) {
        this.jobs = jobs;
    }

    @Override
    public boolean isVisible(ObjectNode row) {
        return jobs.isVisible(row);
    }

    @Override
    public boolean update(Transaction transaction, ObjectNode before, ObjectNode after) {
        boolean cancels = after.path("statecode").asInt() == 3
                && after.path("statuscode").asInt() == 32
                && before.path("statecode").asInt() != 3;
        if (cancels) {
            jobs.cancel(
                    transaction, UUID.fromString(before.path("asyncoperationid").asText()));
        }
        return false;
    }
}
