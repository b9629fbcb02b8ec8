package io.github.dataversealm.solution.emulator.solution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.emulator.message.NewRow;
import io.github.dataversealm.solution.emulator.store.Transaction;
import io.github.dataversealm.solution.model.SolutionVersion;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A row of {@code solutions}. */
record Solution(ObjectNode row) {

    static final String HOLDING_SUFFIX = "_Upgrade";

    static Optional<Solution> find(Transaction transaction, String uniqueName) {
        return transaction
                .table(Tables.SOLUTIONS)
                .findBy("uniquename", uniqueName)
                .map(Solution::new);
    }

    static Optional<Solution> find(Transaction transaction, UUID id) {
        return transaction.table(Tables.SOLUTIONS).find(id).map(Solution::new);
    }

    static List<Solution> all(Transaction transaction) {
        return transaction.table(Tables.SOLUTIONS).all().stream()
                .map(Solution::new)
                .toList();
    }

    UUID id() {
        return NewRow.id(row, "solutionid").orElseThrow();
    }

    String uniqueName() {
        return NewRow.text(row, "uniquename");
    }

    String friendlyName() {
        return NewRow.text(row, "friendlyname");
    }

    SolutionVersion version() {
        return new SolutionVersion(NewRow.text(row, "version"));
    }

    boolean isManaged() {
        return row.path("ismanaged").asBoolean();
    }

    Optional<UUID> parent() {
        return NewRow.id(row, "_parentsolutionid_value");
    }

    UUID publisherId() {
        return NewRow.id(row, "_publisherid_value").orElse(WellKnownRows.DEFAULT_PUBLISHER);
    }

    /** The patches of the solution, from the lowest version up. */
    List<Solution> patches(Transaction transaction) {
        UUID id = id();
        return transaction
                .table(Tables.SOLUTIONS)
                .where(other -> NewRow.id(other, "_parentsolutionid_value").equals(Optional.of(id)))
                .stream()
                .map(Solution::new)
                .sorted(Comparator.comparing(Solution::version))
                .toList();
    }

    Optional<Solution> holding(Transaction transaction) {
        return find(transaction, uniqueName() + HOLDING_SUFFIX);
    }

    boolean isWellKnown() {
        return WellKnownRows.isSolution(id());
    }

    void put(Transaction transaction) {
        transaction.table(Tables.SOLUTIONS).put(id(), row);
    }
}
