package io.github.dataversealm.solution.emulator.solution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.emulator.message.Fault;
import io.github.dataversealm.solution.emulator.message.NewRow;
import io.github.dataversealm.solution.emulator.store.Transaction;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Takes solutions away: uninstalls them, or replaces them by their upgrade (spec dataverse-web-api §2.7, §2.13, §9.4). */
final class Removal {

    private final Transaction transaction;
    private final ComponentStore components;
    private final Instant now;

    Removal(Transaction transaction, ComponentStore components, Instant now) {
        this.transaction = transaction;
        this.components = components;
        this.now = now;
    }

    /** What keeps a solution from being uninstalled. */
    List<ObjectNode> blockers(Solution solution) {
        if (!solution.isManaged()) {
            return List.of();
        }
        Set<UUID> going = ids(withPatches(solution));
        return new Dependencies(transaction, components).blockersOf(components.goneWithout(going, Set.of()), going);
    }

    /** Uninstalls a managed solution with its patches; of an unmanaged one only the container goes. */
    void uninstall(Solution solution) throws IOException {
        if (solution.isWellKnown()) {
            throw Fault.CANNOT_DELETE_RESTRICTED.toFault();
        }
        List<Solution> patches = solution.patches(transaction);
        if (!solution.isManaged() && !patches.isEmpty()) {
            throw patched(patches);
        }
        if (!blockers(solution).isEmpty()) {
            throw Fault.UNINSTALL_DEPENDENCIES.toFault();
        }
        List<Solution> all = withPatches(solution);
        if (solution.isManaged()) {
            components.delete(components.goneWithout(ids(all), Set.of()));
        } else {
            Packages packages = new Packages(transaction);
            Optional<Path> kept = packages.of(solution.id());
            if (kept.isPresent()) {
                packages.keepOrphan(kept.get());
            }
        }
        all.forEach(this::removeRow);
    }

    /** Puts an upgrade in the place of what it upgrades, and of the patches of that. @return the solution under its own name */
    Solution promote(Solution base, Solution holding) {
        List<Solution> old = withPatches(base);
        Set<UUID> gone = components.goneWithout(ids(old), Set.of());
        if (!new Dependencies(transaction, components)
                .blockersOf(gone, ids(old))
                .isEmpty()) {
            throw Fault.UNINSTALL_DEPENDENCIES.toFault();
        }
        components.delete(gone);
        String name = base.uniqueName();
        old.forEach(this::removeRow);
        NewRow.of(holding.row()).set("uniquename", name).set("installedon", now).set("modifiedon", now);
        holding.put(transaction);
        return holding;
    }

    static RuntimeException patched(List<Solution> patches) {
        return Fault.PATCHED_SOLUTION.toFault(
                patches.stream().map(Solution::uniqueName).collect(Collectors.joining(", ")));
    }

    /** The row of a solution with its memberships and its package; its components are left. */
    void removeRow(Solution solution) {
        for (UUID objectId : components.membersOf(solution.id()).keySet()) {
            components.removeMember(solution.id(), objectId);
        }
        new Packages(transaction).forget(solution.id());
        Dependencies.deleteOfLayer(transaction, solution.id(), any -> true);
        transaction.table(Tables.SOLUTIONS).delete(solution.id());
        for (ObjectNode row : transaction
                .table(Tables.PRESENT)
                .where(row -> NewRow.text(row, "name").equalsIgnoreCase(solution.uniqueName()))) {
            transaction.table(Tables.PRESENT).delete(NewRow.id(row, "id").orElseThrow());
        }
    }

    private List<Solution> withPatches(Solution solution) {
        List<Solution> all = new ArrayList<>(solution.patches(transaction));
        all.add(solution);
        return all;
    }

    private static Set<UUID> ids(List<Solution> solutions) {
        Set<UUID> ids = new HashSet<>();
        solutions.forEach(solution -> ids.add(solution.id()));
        return ids;
    }
}
