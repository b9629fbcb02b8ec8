package io.github.dataversealm.solution.emulator.solution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.emulator.message.Fault;
import io.github.dataversealm.solution.emulator.message.NewRow;
import io.github.dataversealm.solution.emulator.message.OrganizationContext;
import io.github.dataversealm.solution.emulator.store.Transaction;
import io.github.dataversealm.solution.emulator.table.EntityRules;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Rules of the table {@code publishers} (spec dataverse-web-api §3.2). */
final class PublisherRules implements EntityRules {

    private static final Pattern PREFIX = Pattern.compile("(?!mscrm)[A-Za-z][A-Za-z0-9]{1,7}");

    private final OrganizationContext context;

    PublisherRules(OrganizationContext context) {
        this.context = context;
    }

    @Override
    public void create(Transaction transaction, ObjectNode row) {
        String name = NewRow.text(row, "uniquename");
        if (name.isEmpty()) {
            throw Fault.PUBLISHER_NAME.toFault();
        }
        if (transaction.table(Tables.PUBLISHERS).findBy("uniquename", name).isPresent()) {
            throw Fault.DUPLICATE_RECORD.withStatus(412);
        }
        checkPrefix(row);
        Instant now = context.clock().instant();
        ObjectNode full = SolutionRows.publisher(
                        NewRow.id(row, "publisherid").orElseGet(UUID::randomUUID),
                        name,
                        NewRow.text(row, "friendlyname"),
                        "",
                        NewRow.text(row, "customizationprefix"),
                        row.path("customizationoptionvalueprefix").asInt(),
                        now)
                .node();
        full.setAll(row.deepCopy());
        row.setAll(full);
    }

    private static void checkPrefix(ObjectNode row) {
        String prefix = NewRow.text(row, "customizationprefix");
        if (!PREFIX.matcher(prefix).matches()) {
            throw Fault.INVALID_ARGUMENT.toFault("The customizationprefix '" + prefix
                    + "' must have 2 to 8 letters and digits, start with a letter, and not start with mscrm.");
        }
        int option = row.path("customizationoptionvalueprefix").asInt();
        if (option < 10_000 || option > 99_999) {
            throw Fault.INVALID_ARGUMENT.toFault(
                    "The customizationoptionvalueprefix " + option + " must be from 10000 to 99999.");
        }
    }

    @Override
    public boolean update(Transaction transaction, ObjectNode before, ObjectNode after) {
        if (before.path("isreadonly").asBoolean()) {
            throw Fault.READ_ONLY_PUBLISHER.toFault();
        }
        checkPrefix(after);
        after.put("modifiedon", NewRow.time(context.clock().instant()));
        return true;
    }

    @Override
    public boolean delete(Transaction transaction, UUID id, ObjectNode row) {
        if (WellKnownRows.isPublisher(id)) {
            throw Fault.CANNOT_DELETE_RESTRICTED_PUBLISHER.toFault();
        }
        List<ObjectNode> solutions = transaction
                .table(Tables.SOLUTIONS)
                .where(solution -> NewRow.id(solution, "_publisherid_value").equals(Optional.of(id)));
        if (!solutions.isEmpty()) {
            throw Fault.PUBLISHER_IN_USE.withStatus(405, NewRow.text(solutions.get(0), "uniquename"));
        }
        return true;
    }
}
