package io.github.dataversealm.solution.emulator.solution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.emulator.message.Fault;
import io.github.dataversealm.solution.emulator.message.NewRow;
import io.github.dataversealm.solution.emulator.message.OrganizationContext;
import io.github.dataversealm.solution.emulator.store.Transaction;
import io.github.dataversealm.solution.emulator.table.EntityRules;
import java.util.Map;
import java.util.Set;

/** Rules of the table {@code workflows}: a flow goes on only with its connections (spec dataverse-web-api §3.7). */
final class WorkflowRules implements EntityRules {

    private static final Map<Integer, Set<Integer>> STATES = Map.of(0, Set.of(1), 1, Set.of(2), 2, Set.of(3));

    private final OrganizationContext context;

    WorkflowRules(OrganizationContext context) {
        this.context = context;
    }

    @Override
    public boolean update(Transaction transaction, ObjectNode before, ObjectNode after) {
        int state = after.path("statecode").asInt();
        boolean changed = state != before.path("statecode").asInt();
        if (changed && after.path("statuscode").equals(before.path("statuscode"))) {
            after.put("statuscode", state + 1);
        }
        if (!STATES.getOrDefault(state, Set.of())
                .contains(after.path("statuscode").asInt())) {
            throw Fault.INVALID_STATE.toFault();
        }
        if (changed && state == 1) {
            Flows.problem(transaction, after).ifPresent(fault -> {
                throw fault;
            });
        }
        after.put("modifiedon", NewRow.time(context.clock().instant()));
        return true;
    }
}
