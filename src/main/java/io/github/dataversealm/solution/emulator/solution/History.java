package io.github.dataversealm.solution.emulator.solution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.emulator.message.NewRow;
import io.github.dataversealm.solution.emulator.message.ServiceFault;
import io.github.dataversealm.solution.emulator.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Rows of the solution history (spec dataverse-web-api §3.6). */
final class History {

    static final int IMPORT = 0;
    static final int UNINSTALL = 1;
    static final int EXPORT = 2;
    static final int PUBLISH = 3;
    static final int PUBLISH_ALL = 4;
    static final int NONE = 0;
    static final int NEW = 1;
    static final int UPGRADE = 2;
    static final int UPDATE = 3;
    static final int DELETE = 4;

    private History() {}

    /** What is done to which solution. */
    record Entry(
            String name,
            String solutionId,
            String version,
            int operation,
            int subOperation,
            boolean managed,
            boolean patch,
            boolean overwrite,
            String publisherName) {

        static Entry of(Transaction transaction, Solution solution, int operation, int subOperation) {
            return new Entry(
                    solution.uniqueName(),
                    solution.id().toString(),
                    solution.version().text(),
                    operation,
                    subOperation,
                    solution.isManaged(),
                    solution.parent().isPresent(),
                    false,
                    transaction
                            .table(Tables.PUBLISHERS)
                            .find(solution.publisherId())
                            .map(row -> NewRow.text(row, "uniquename"))
                            .orElse(""));
        }

        /** An operation that is on no solution, such as publishing. */
        static Entry of(int operation) {
            return new Entry("", "", "", operation, NONE, false, false, false, "");
        }
    }

    /** Adds or renews the row of something that has begun. */
    static void started(Transaction transaction, UUID id, Entry entry, Instant now) {
        boolean named = !entry.name().isEmpty();
        transaction
                .table(Tables.HISTORY)
                .put(
                        id,
                        NewRow.empty()
                                .set("msdyn_solutionhistoryid", id)
                                .set("msdyn_name", named ? entry.name() : null)
                                .set("msdyn_solutionid", entry.solutionId().isEmpty() ? null : entry.solutionId())
                                .set("msdyn_solutionversion", named ? entry.version() : null)
                                .set("msdyn_operation", entry.operation())
                                .set("msdyn_suboperation", entry.subOperation())
                                .set("msdyn_status", 0)
                                .set("msdyn_result", null)
                                .set("msdyn_errorcode", null)
                                .set("msdyn_exceptionmessage", null)
                                .set("msdyn_exceptionstack", null)
                                .set("msdyn_starttime", now)
                                .set("msdyn_endtime", null)
                                .set("msdyn_totaltime", null)
                                .set("msdyn_ismanaged", entry.managed())
                                .set("msdyn_ispatch", entry.patch())
                                .set("msdyn_isoverwritecustomizations", entry.overwrite())
                                .set("msdyn_packagename", null)
                                .set("msdyn_packageversion", null)
                                .set("msdyn_publisherid", null)
                                .set("msdyn_publishername", named ? entry.publisherName() : null)
                                .set("msdyn_activityid", id)
                                .set("msdyn_correlationid", id)
                                .set("msdyn_maxretries", 0)
                                .set("msdyn_retrycount", 0)
                                .set("msdyn_solutionhistorydescription", null)
                                .node());
    }

    static void succeeded(Transaction transaction, UUID id, Instant now) {
        ended(transaction, id, true, null, null, now);
    }

    static void failed(Transaction transaction, UUID id, ServiceFault fault, Instant now) {
        ended(transaction, id, false, fault.code(), fault.getMessage(), now);
    }

    /** A row for something that is done at once. */
    static void done(Transaction transaction, Entry entry, Instant now) {
        UUID id = UUID.randomUUID();
        started(transaction, id, entry, now);
        succeeded(transaction, id, now);
    }

    private static void ended(
            Transaction transaction, UUID id, boolean succeeded, Integer code, String message, Instant now) {
        ObjectNode row = transaction.table(Tables.HISTORY).find(id).orElse(null);
        if (row == null) {
            return;
        }
        Instant start = Instant.parse(NewRow.text(row, "msdyn_starttime"));
        NewRow.of(row)
                .set("msdyn_status", 1)
                .set("msdyn_result", succeeded)
                .set("msdyn_errorcode", code)
                .set("msdyn_exceptionmessage", message)
                .set("msdyn_endtime", now)
                .set("msdyn_totaltime", (double)
                        Math.max(0, Duration.between(start, now).toSeconds()));
        transaction.table(Tables.HISTORY).put(id, row);
    }
}
