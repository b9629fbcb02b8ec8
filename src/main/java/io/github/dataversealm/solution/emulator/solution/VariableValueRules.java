package io.github.dataversealm.solution.emulator.solution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.emulator.message.Fault;
import io.github.dataversealm.solution.emulator.message.NewRow;
import io.github.dataversealm.solution.emulator.message.OrganizationContext;
import io.github.dataversealm.solution.emulator.store.Transaction;
import io.github.dataversealm.solution.emulator.table.EntityRules;
import java.time.Instant;
import java.util.UUID;

/** Rules of the table {@code environmentvariablevalues}: one current value for each definition (spec dataverse-web-api §3.9). */
final class VariableValueRules implements EntityRules {

    private static final int MAX_LENGTH = 2000;

    private final OrganizationContext context;

    VariableValueRules(OrganizationContext context) {
        this.context = context;
    }

    @Override
    public void create(Transaction transaction, ObjectNode row) {
        checkLength(row);
        UUID definition = NewRow.id(row, "_environmentvariabledefinitionid_value")
                .orElseThrow(() -> Fault.INVALID_ARGUMENT.toFault(
                        "An environment variable value needs EnvironmentVariableDefinitionId@odata.bind."));
        ObjectNode owner = transaction
                .table(Tables.VARIABLES)
                .find(definition)
                .orElseThrow(
                        () -> Fault.OBJECT_DOES_NOT_EXIST.withStatus(404, "environmentvariabledefinition", definition));
        boolean taken = !transaction
                .table(Tables.VALUES)
                .where(other -> NewRow.text(other, "_environmentvariabledefinitionid_value")
                        .equals(definition.toString()))
                .isEmpty();
        if (taken) {
            throw Fault.DUPLICATE_RECORD.withStatus(412);
        }
        Instant now = context.clock().instant();
        NewRow.of(row).set("createdon", now).set("modifiedon", now);
        if (NewRow.text(row, "schemaname").isEmpty()) {
            row.put("schemaname", NewRow.text(owner, "schemaname"));
        }
    }

    @Override
    public boolean update(Transaction transaction, ObjectNode before, ObjectNode after) {
        checkLength(after);
        after.put("modifiedon", NewRow.time(context.clock().instant()));
        return true;
    }

    private static void checkLength(ObjectNode row) {
        if (NewRow.text(row, "value").length() > MAX_LENGTH) {
            throw Fault.INVALID_ARGUMENT.toFault(
                    "A validation error occurred. The length of the 'value' attribute exceeded the maximum allowed length of '"
                            + MAX_LENGTH + "'.");
        }
    }
}
