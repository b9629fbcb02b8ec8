package io.github.dataversealm.solution.emulator.solution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.emulator.message.NewRow;
import io.github.dataversealm.solution.emulator.store.Transaction;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The zips that solutions came from; what is exported is made of them. */
final class Packages {

    private final Transaction transaction;

    Packages(Transaction transaction) {
        this.transaction = transaction;
    }

    /** Keeps the zip of a solution in place of the one before. */
    void keep(UUID solutionId, Path zip) throws IOException {
        forget(solutionId);
        try (InputStream in = Files.newInputStream(zip)) {
            UUID blob = transaction.putBlob(in);
            transaction
                    .table(Tables.PACKAGES)
                    .put(
                            solutionId,
                            NewRow.empty()
                                    .set("id", solutionId)
                                    .set("blob", blob)
                                    .node());
        }
    }

    Optional<Path> of(UUID solutionId) {
        return transaction
                .table(Tables.PACKAGES)
                .find(solutionId)
                .flatMap(row -> NewRow.id(row, "blob"))
                .map(transaction::blob);
    }

    /**
     * The packages of solutions that are gone, or that components were taken out of: unmanaged components stay in the
     * organization, and can be added to a solution again. The newest first.
     */
    List<Path> orphans() {
        List<Path> orphans = new ArrayList<>();
        for (ObjectNode row : transaction.table(Tables.ORPHANS).all()) {
            NewRow.id(row, "blob").map(transaction::blob).ifPresent(path -> orphans.add(0, path));
        }
        return orphans;
    }

    void keepOrphan(Path zip) throws IOException {
        try (InputStream in = Files.newInputStream(zip)) {
            UUID blob = transaction.putBlob(in);
            transaction
                    .table(Tables.ORPHANS)
                    .put(blob, NewRow.empty().set("id", blob).set("blob", blob).node());
        }
    }

    void forget(UUID solutionId) {
        Optional<ObjectNode> row = transaction.table(Tables.PACKAGES).find(solutionId);
        if (row.isPresent()) {
            NewRow.id(row.get(), "blob").ifPresent(transaction::deleteBlob);
            transaction.table(Tables.PACKAGES).delete(solutionId);
        }
    }
}
