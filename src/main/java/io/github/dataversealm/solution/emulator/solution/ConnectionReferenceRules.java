package io.github.dataversealm.solution.emulator.solution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.emulator.message.Fault;
import io.github.dataversealm.solution.emulator.message.NewRow;
import io.github.dataversealm.solution.emulator.message.OrganizationContext;
import io.github.dataversealm.solution.emulator.store.Transaction;
import io.github.dataversealm.solution.emulator.table.EntityRules;

/** Rules of the table {@code connectionreferences}: the connection must exist (spec dataverse-web-api §3.8). */
final class ConnectionReferenceRules implements EntityRules {

    private final OrganizationContext context;

    ConnectionReferenceRules(OrganizationContext context) {
        this.context = context;
    }

    @Override
    public void create(Transaction transaction, ObjectNode row) {
        check(transaction, row);
    }

    @Override
    public boolean update(Transaction transaction, ObjectNode before, ObjectNode after) {
        check(transaction, after);
        after.put("modifiedon", NewRow.time(context.clock().instant()));
        return true;
    }

    private static void check(Transaction transaction, ObjectNode row) {
        String connection = NewRow.text(row, "connectionid");
        if (!connection.isEmpty()) {
            new Connections(transaction)
                    .problem(connection, NewRow.text(row, "connectorid"))
                    .ifPresent(problem -> {
                        throw Fault.ISV_ABORTED.toFault(problem);
                    });
        }
    }
}
