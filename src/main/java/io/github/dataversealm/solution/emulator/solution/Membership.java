package io.github.dataversealm.solution.emulator.solution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.emulator.message.Fault;
import io.github.dataversealm.solution.emulator.message.NewRow;
import io.github.dataversealm.solution.emulator.store.Transaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** Which components are in an unmanaged solution, in its rows and in its package alike (spec dataverse-web-api §2.11). */
final class Membership {

    private final Transaction transaction;
    private final ComponentStore components;
    private final PackageComposer composer;
    private final Instant now;

    Membership(Transaction transaction, ComponentStore components, PackageComposer composer, Instant now) {
        this.transaction = transaction;
        this.components = components;
        this.composer = composer;
        this.now = now;
    }

    /**
     * Adds a component.
     *
     * @param without whether its parts stay out
     * @param shell whether of a table only the shell comes in
     * @param required whether what it needs comes along
     * @return the id of the membership
     */
    UUID add(Solution solution, StoredComponent component, boolean without, boolean shell, boolean required)
            throws IOException {
        checkUnmanaged(solution);
        int behavior = !without ? 0 : shell ? 2 : 1;
        UUID id = addOne(solution, component, behavior);
        if (required) {
            for (ObjectNode row : new Dependencies(transaction, components).requiredBy(component.objectId())) {
                Optional<StoredComponent> needed = components.find(
                        NewRow.id(row, "requiredcomponentobjectid").orElseThrow());
                if (needed.isPresent()
                        && needed.get().basis() == StoredComponent.Basis.UNMANAGED
                        && !components.solutionsOf(needed.get().objectId()).contains(solution.id())) {
                    addOne(solution, needed.get(), 0);
                }
            }
        }
        touch(solution);
        return id;
    }

    private UUID addOne(Solution solution, StoredComponent component, int behavior) throws IOException {
        boolean isPart = !component.parent().isEmpty() && !component.type().equals(ComponentTypes.RELATIONSHIP);
        if (isPart && root(solution, component).isEmpty()) {
            throw Fault.ROOT_MISSING.toFault(component.title(), component.parent());
        }
        if (!components.solutionsOf(component.objectId()).contains(solution.id())) {
            Path composed = composer.add(solution, component, behavior, holders(component, solution));
            keep(solution, composed);
        }
        UUID id = components.addMember(solution.id(), component, OptionalInt.of(behavior), Optional.empty(), now);
        if (component.type().equals(ComponentTypes.ENTITY) && behavior == 0) {
            String table = component.schemaName().toLowerCase(Locale.ROOT);
            for (StoredComponent part : List.copyOf(components.all())) {
                if (part.parent().toLowerCase(Locale.ROOT).equals(table)
                        && !components.solutionsOf(part.objectId()).contains(solution.id())) {
                    components.addMember(solution.id(), part, OptionalInt.empty(), Optional.of(id), now);
                }
            }
        }
        return id;
    }

    private Optional<StoredComponent> root(Solution solution, StoredComponent component) {
        String type = component.type().equals(ComponentTypes.VALUE) ? ComponentTypes.VARIABLE : ComponentTypes.ENTITY;
        return components
                .find(new ComponentKeys(type, "", component.parent(), "", Map.of()))
                .filter(table -> components.solutionsOf(table.objectId()).contains(solution.id()));
    }

    /** The packages that have the component, the newest first. */
    private List<Path> holders(StoredComponent component, Solution except) {
        List<UUID> solutions = new ArrayList<>(components.solutionsOf(component.objectId()));
        java.util.Collections.reverse(solutions);
        List<Path> holders = new ArrayList<>();
        for (UUID id : solutions) {
            if (!id.equals(except.id())) {
                new Packages(transaction).of(id).ifPresent(holders::add);
            }
        }
        new Packages(transaction).orphans().forEach(holders::add);
        return holders;
    }

    UUID update(Solution solution, StoredComponent component, boolean shell) {
        checkUnmanaged(solution);
        if (!components.solutionsOf(component.objectId()).contains(solution.id())) {
            throw notThere(solution, component.objectId(), ComponentTypes.known(transaction, component.type()));
        }
        UUID id = components.addMember(solution.id(), component, OptionalInt.of(shell ? 2 : 1), Optional.empty(), now);
        touch(solution);
        return id;
    }

    UUID remove(Solution solution, UUID objectId, int type) throws IOException {
        checkUnmanaged(solution);
        StoredComponent component = components.find(objectId).orElseThrow(() -> notThere(solution, objectId, type));
        ObjectNode member = components.membersOf(solution.id()).get(objectId);
        if (member == null) {
            throw notThere(solution, objectId, type);
        }
        UUID id = NewRow.id(member, "solutioncomponentid").orElseThrow();
        keepRemoved(solution, component);
        components.removeMember(solution.id(), objectId);
        components.membersOf(solution.id()).forEach((part, row) -> {
            if (NewRow.id(row, "rootsolutioncomponentid").equals(Optional.of(id))) {
                components.removeMember(solution.id(), part);
            }
        });
        touch(solution);
        return id;
    }

    /** The package without the component; what only it had is kept aside, since the component stays in the organization. */
    private void keepRemoved(Solution solution, StoredComponent component) throws IOException {
        Packages packages = new Packages(transaction);
        Optional<Path> before = packages.of(solution.id());
        if (before.isPresent()) {
            Path composed = composer.remove(solution, component);
            if (component.basis() == StoredComponent.Basis.UNMANAGED) {
                packages.keepOrphan(before.get());
            }
            keep(solution, composed);
        }
    }

    private void keep(Solution solution, Path composed) throws IOException {
        try {
            new Packages(transaction).keep(solution.id(), composed);
        } finally {
            Files.deleteIfExists(composed);
        }
    }

    private static RuntimeException notThere(Solution solution, UUID objectId, int type) {
        return Fault.COMPONENT_NOT_IN_SOLUTION.toFault(objectId, type, solution.uniqueName());
    }

    private void checkUnmanaged(Solution solution) {
        if (solution.isManaged()) {
            throw Fault.CANNOT_UPDATE_MANAGED.toFault(solution.uniqueName());
        }
        if (solution.isWellKnown()) {
            throw Fault.CANNOT_UPDATE_RESTRICTED.toFault(solution.uniqueName());
        }
        List<Solution> patches = solution.patches(transaction);
        if (!patches.isEmpty()) {
            throw Removal.patched(patches);
        }
    }

    private void touch(Solution solution) {
        NewRow.of(solution.row()).set("modifiedon", now);
        solution.put(transaction);
    }
}
