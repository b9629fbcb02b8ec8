package io.github.dataversealm.solution.emulator.solution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.emulator.job.Execution;
import io.github.dataversealm.solution.emulator.job.Job;
import io.github.dataversealm.solution.emulator.message.Fault;
import io.github.dataversealm.solution.emulator.message.NewRow;
import io.github.dataversealm.solution.emulator.message.OrganizationContext;
import io.github.dataversealm.solution.emulator.message.ServiceFault;
import io.github.dataversealm.solution.emulator.store.Transaction;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Exports a solution; the zip waits for its download (spec dataverse-web-api §2.8). */
final class ExportExecution implements Execution {

    private final OrganizationContext context;
    private final Job job;

    ExportExecution(OrganizationContext context, Job job) {
        this.context = context;
        this.job = job;
    }

    @Override
    public void started(Transaction transaction, Instant now) {
        Optional<Solution> found = Solution.find(transaction, name());
        found.ifPresent(solution -> History.started(
                transaction, job.id(), History.Entry.of(transaction, solution, History.EXPORT, History.NONE), now));
    }

    private String name() {
        return NewRow.text(job.parameters(), "SolutionName");
    }

    @Override
    public void apply(Transaction transaction, Instant now) throws IOException {
        boolean managed = job.parameters().path("Managed").asBoolean();
        forgetOld(transaction, now);
        Path zip = new Exporter(transaction, context.temporaryDirectory()).export(name(), managed);
        try (InputStream in = Files.newInputStream(zip)) {
            UUID blob = transaction.putBlob(in);
            UUID id = NewRow.id(job.parameters(), "ExportJobId").orElseThrow();
            ObjectNode row = NewRow.empty()
                    .set("id", id)
                    .set("blob", blob)
                    .set("createdon", now)
                    .node();
            transaction.table(Tables.EXPORTS).put(id, row);
        } finally {
            Files.deleteIfExists(zip);
        }
        History.succeeded(transaction, job.id(), now);
    }

    /** Exports that nobody has fetched within a day. */
    private static void forgetOld(Transaction transaction, Instant now) {
        Instant oldest = now.minus(Duration.ofDays(1));
        for (ObjectNode row : transaction
                .table(Tables.EXPORTS)
                .where(row -> Instant.parse(NewRow.text(row, "createdon")).isBefore(oldest))) {
            NewRow.id(row, "blob").ifPresent(transaction::deleteBlob);
            transaction.table(Tables.EXPORTS).delete(NewRow.id(row, "id").orElseThrow());
        }
    }

    @Override
    public void failed(Transaction transaction, ServiceFault fault, Instant now) {
        History.failed(transaction, job.id(), fault, now);
    }

    /** The zip of an export that has ended. */
    static Path download(Transaction transaction, UUID exportJobId) {
        return transaction
                .table(Tables.EXPORTS)
                .find(exportJobId)
                .flatMap(row -> NewRow.id(row, "blob"))
                .map(transaction::blob)
                .orElseThrow(() -> Fault.OBJECT_DOES_NOT_EXIST.withStatus(404, "exportsolutionupload", exportJobId));
    }
}
