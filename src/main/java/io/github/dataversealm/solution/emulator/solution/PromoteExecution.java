package io.github.dataversealm.solution.emulator.solution;

import io.github.dataversealm.solution.emulator.job.Execution;
import io.github.dataversealm.solution.emulator.job.Job;
import io.github.dataversealm.solution.emulator.message.Fault;
import io.github.dataversealm.solution.emulator.message.NewRow;
import io.github.dataversealm.solution.emulator.message.ServiceFault;
import io.github.dataversealm.solution.emulator.store.Transaction;
import java.time.Instant;
import java.util.Optional;

/** Applies a staged upgrade (spec dataverse-web-api §2.7). */
final class PromoteExecution implements Execution {

    private final Job job;
    private final String name;

    PromoteExecution(Job job) {
        this.job = job;
        this.name = NewRow.text(job.parameters(), "UniqueName");
    }

    @Override
    public void started(Transaction transaction, Instant now) {
        Optional<Solution> base = Solution.find(transaction, name);
        base.ifPresent(solution -> History.started(
                transaction,
                job.id(),
                History.Entry.of(transaction, solution, History.UNINSTALL, History.UPGRADE),
                now));
    }

    @Override
    public void apply(Transaction transaction, Instant now) {
        Solution base = base(transaction);
        Solution holding =
                base.holding(transaction).orElseThrow(() -> Fault.UPGRADE_NOT_AVAILABLE.toFault(base.friendlyName()));
        new Removal(transaction, new ComponentStore(transaction), now).promote(base, holding);
        History.succeeded(transaction, job.id(), now);
    }

    private Solution base(Transaction transaction) {
        Optional<Solution> base = Solution.find(transaction, name);
        if (base.isPresent()
                && !name.regionMatches(
                        true,
                        Math.max(0, name.length() - Solution.HOLDING_SUFFIX.length()),
                        Solution.HOLDING_SUFFIX,
                        0,
                        Solution.HOLDING_SUFFIX.length())) {
            return base.get();
        }
        throw base.isPresent() ? Fault.UPGRADE_WRONG_SOLUTION.toFault() : Fault.UPGRADE_NOT_AVAILABLE.toFault(name);
    }

    @Override
    public void failed(Transaction transaction, ServiceFault fault, Instant now) {
        History.failed(transaction, job.id(), fault, now);
    }
}
