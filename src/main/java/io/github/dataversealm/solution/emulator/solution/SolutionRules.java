package io.github.dataversealm.solution.emulator.solution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.emulator.job.JobQueue;
import io.github.dataversealm.solution.emulator.job.LockKind;
import io.github.dataversealm.solution.emulator.message.Fault;
import io.github.dataversealm.solution.emulator.message.NewRow;
import io.github.dataversealm.solution.emulator.message.OrganizationContext;
import io.github.dataversealm.solution.emulator.store.Transaction;
import io.github.dataversealm.solution.emulator.table.EntityRules;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Rules of the table {@code solutions}: create, change of the version, delete (spec dataverse-web-api §3.1, §2.13). */
final class SolutionRules implements EntityRules {

    private final OrganizationContext context;
    private final JobQueue jobs;

    SolutionRules(OrganizationContext context, JobQueue jobs) {
        this.context = context;
        this.jobs = jobs;
    }

    @Override
    public void create(Transaction transaction, ObjectNode row) {
        String name = NewRow.text(row, "uniquename");
        SolutionPackage.checkUniqueName(name);
        if (WellKnownRows.isRestrictedName(name)) {
            throw Fault.RESTRICTED_SOLUTION_NAME.toFault(name);
        }
        if (Solution.find(transaction, name).isPresent()) {
            throw Fault.SOLUTION_NAME_TAKEN.toFault(name);
        }
        SolutionPackage.checkVersion(NewRow.text(row, "version"));
        if (NewRow.text(row, "_publisherid_value").isEmpty()) {
            throw Fault.PUBLISHER_NAME.toFault();
        }
        Instant now = context.clock().instant();
        UUID id = NewRow.id(row, "solutionid").orElseGet(UUID::randomUUID);
        ObjectNode full = SolutionRows.fresh(
                        id,
                        name,
                        NewRow.text(row, "friendlyname"),
                        NewRow.text(row, "version"),
                        NewRow.id(row, "_publisherid_value").orElseThrow(),
                        now)
                .node();
        full.setAll(row.deepCopy());
        NewRow.of(full)
                .set("ismanaged", false)
                .set("isvisible", true)
                .set(
                        "friendlyname",
                        NewRow.text(row, "friendlyname").isEmpty() ? name : NewRow.text(row, "friendlyname"));
        row.setAll(full);
    }

    @Override
    public boolean update(Transaction transaction, ObjectNode before, ObjectNode after) {
        Solution solution = new Solution(before);
        if (solution.isWellKnown()) {
            throw Fault.CANNOT_UPDATE_RESTRICTED.toFault(solution.uniqueName());
        }
        if (solution.isManaged()) {
            throw Fault.CANNOT_UPDATE_MANAGED.toFault(solution.uniqueName());
        }
        List<Solution> patches = solution.patches(transaction);
        if (!patches.isEmpty()) {
            throw Removal.patched(patches);
        }
        if (!NewRow.text(after, "uniquename").equals(solution.uniqueName())) {
            throw Fault.INVALID_ARGUMENT.toFault("The unique name of a solution cannot be changed.");
        }
        SolutionPackage.checkVersion(NewRow.text(after, "version"));
        NewRow.of(after).set("modifiedon", context.clock().instant()).set("ismanaged", false);
        return true;
    }

    @Override
    public boolean delete(Transaction transaction, UUID id, ObjectNode row) throws IOException {
        Solution solution = new Solution(row);
        Instant now = context.clock().instant();
        jobs.whileLocked(Optional.of(LockKind.UNINSTALL), () -> {
            History.Entry entry = History.Entry.of(transaction, solution, History.UNINSTALL, History.NONE);
            new Removal(transaction, new ComponentStore(transaction), now).uninstall(solution);
            History.done(transaction, entry, now);
        });
        return false;
    }

    /** The rules of all tables that have some. */
    static Map<String, EntityRules> all(OrganizationContext context, JobQueue jobs) {
        return Map.ofEntries(
                Map.entry(Tables.SOLUTIONS, new SolutionRules(context, jobs)),
                Map.entry(Tables.PUBLISHERS, new PublisherRules(context)),
                Map.entry(Tables.WORKFLOWS, new WorkflowRules(context)),
                Map.entry(Tables.CONNECTION_REFERENCES, new ConnectionReferenceRules(context)),
                Map.entry(Tables.VALUES, new VariableValueRules(context)),
                Map.entry(Tables.OPERATIONS, new OperationRules(jobs)),
                Map.entry(Tables.MEMBERS, new ReadModels.Members()),
                Map.entry("roles", ReadModels.Components.roles()),
                Map.entry("webresourceset", ReadModels.Components.webResources()),
                Map.entry("msdyn_solutioncomponentsummaries", new ReadModels.Summaries()),
                Map.entry("msdyn_solutioncomponentcountsummaries", new ReadModels.Counts()),
                Map.entry("msdyn_componentlayers", new ReadModels.Layers()));
    }
}
