package io.github.dataversealm.solution.emulator.solution;

import io.github.dataversealm.solution.emulator.job.Execution;
import io.github.dataversealm.solution.emulator.job.Job;
import io.github.dataversealm.solution.emulator.message.Fault;
import io.github.dataversealm.solution.emulator.message.NewRow;
import io.github.dataversealm.solution.emulator.message.ServiceFault;
import io.github.dataversealm.solution.emulator.store.Transaction;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Uninstalls a solution (spec dataverse-web-api §2.13). */
final class UninstallExecution implements Execution {

    private final Job job;
    private final String name;

    UninstallExecution(Job job) {
        this.job = job;
        this.name = NewRow.text(job.parameters(), "SolutionUniqueName");
    }

    @Override
    public void started(Transaction transaction, Instant now) {
        Optional<Solution> found = Solution.find(transaction, name);
        found.ifPresent(solution -> History.started(
                transaction, job.id(), History.Entry.of(transaction, solution, History.UNINSTALL, History.NONE), now));
    }

    @Override
    public void apply(Transaction transaction, Instant now) throws IOException {
        Solution solution = Solution.find(transaction, name)
                .orElseThrow(() -> Fault.INVALID_ARGUMENT.toFault("There is no solution '" + name + "'."));
        new Removal(transaction, new ComponentStore(transaction), now).uninstall(solution);
        History.succeeded(transaction, job.id(), now);
    }

    @Override
    public void failed(Transaction transaction, ServiceFault fault, Instant now) {
        History.failed(transaction, job.id(), fault, now);
    }
}
