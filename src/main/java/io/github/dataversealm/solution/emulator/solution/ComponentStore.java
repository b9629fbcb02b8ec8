package io.github.dataversealm.solution.emulator.solution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.contents.Component;
import io.github.dataversealm.solution.emulator.message.NewRow;
import io.github.dataversealm.solution.emulator.store.Table;
import io.github.dataversealm.solution.emulator.store.Transaction;
import io.github.dataversealm.solution.emulator.table.CustomTables;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/**
 * The components of an organization and which solutions they are members of, inside one transaction. A component is there as
 * long as a layer of it is: the platform's, a managed solution's, or the unmanaged one (spec dataverse-web-api §5.1, §9.4).
 */
final class ComponentStore {

    private final Transaction transaction;
    private final Map<UUID, StoredComponent> components = new LinkedHashMap<>();
    private final Map<String, UUID> byKey = new HashMap<>();
    /** By object id: the solutions that it is a member of, in the order in which it became one. */
    private final Map<UUID, Map<UUID, ObjectNode>> members = new HashMap<>();

    private final Set<UUID> managedSolutions = new LinkedHashSet<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    ComponentStore(Transaction transaction) {
        this.transaction = transaction;
        for (ObjectNode row : transaction.table(Tables.COMPONENTS).all()) {
            index(StoredComponent.of(row));
        }
        for (ObjectNode row : transaction.table(Tables.MEMBERS).all()) {
            members.computeIfAbsent(NewRow.id(row, "objectid").orElseThrow(), id -> new LinkedHashMap<>())
                    .put(NewRow.id(row, "_solutionid_value").orElseThrow(), row);
        }
        Solution.all(transaction).stream().filter(Solution::isManaged).forEach(row -> managedSolutions.add(row.id()));
    }

    Collection<StoredComponent> all() {
        return components.values();
    }

    Optional<StoredComponent> find(UUID objectId) {
        return Optional.ofNullable(components.get(objectId));
    }

    Optional<StoredComponent> find(ComponentKeys keys) {
        for (String key : keys.searched()) {
            UUID id = byKey.get(key);
            if (id != null) {
                return Optional.of(components.get(id));
            }
        }
        return Optional.empty();
    }

    /** The members of a solution by object id. */
    Map<UUID, ObjectNode> membersOf(UUID solutionId) {
        Map<UUID, ObjectNode> found = new LinkedHashMap<>();
        members.forEach((objectId, solutions) -> {
            ObjectNode row = solutions.get(solutionId);
            if (row != null) {
                found.put(objectId, row);
            }
        });
        return found;
    }

    /** The solutions that a component is a member of, oldest first. */
    Set<UUID> solutionsOf(UUID objectId) {
        return members.getOrDefault(objectId, Map.of()).keySet();
    }

    boolean isManaged(UUID solutionId) {
        return managedSolutions.contains(solutionId);
    }

    /** Takes note of a solution that is new or changed. */
    void refresh(Solution solution) {
        if (solution.isManaged()) {
            managedSolutions.add(solution.id());
        }
    }

    /** The component of a package: found, or added with the layer of that package. */
    StoredComponent ensure(Component component, boolean managed) {
        ComponentKeys keys = keys(component);
        Optional<StoredComponent> known = find(keys);
        StoredComponent stored;
        if (known.isPresent()) {
            StoredComponent old = known.get();
            boolean active = old.active() || !managed;
            stored = new StoredComponent(
                    old.objectId(),
                    old.type(),
                    old.id().isEmpty() ? keys.id() : old.id(),
                    old.schemaName().isEmpty() ? keys.schemaName() : old.schemaName(),
                    old.parent().isEmpty() ? keys.parent() : old.parent(),
                    component.displayName().isEmpty() ? old.displayName() : component.displayName(),
                    old.columns().isEmpty() ? keys.columns() : old.columns(),
                    old.basis(),
                    active);
        } else {
            StoredComponent.Basis basis = component.unmanagedReference() || PlatformComponents.has(keys)
                    ? StoredComponent.Basis.PLATFORM
                    : managed ? StoredComponent.Basis.MANAGED : StoredComponent.Basis.UNMANAGED;
            stored = new StoredComponent(
                    objectId(keys),
                    keys.type(),
                    keys.id(),
                    keys.schemaName(),
                    keys.parent(),
                    component.displayName(),
                    keys.columns(),
                    basis,
                    !managed);
        }
        put(stored);
        return stored;
    }

    void put(StoredComponent component) {
        if (component.equals(components.get(component.objectId()))) {
            return;
        }
        index(component);
        transaction.table(Tables.COMPONENTS).put(component.objectId(), component.toRow());
    }

    /**
     * Makes a component a member.
     *
     * @param behavior the root component behavior; empty for one that came with its root
     * @return the id of the membership
     */
    UUID addMember(UUID solutionId, StoredComponent component, OptionalInt behavior, Optional<UUID> root, Instant now) {
        UUID id = UUID.nameUUIDFromBytes((solutionId + " " + component.objectId()).getBytes(StandardCharsets.UTF_8));
        Map<UUID, ObjectNode> solutions = members.computeIfAbsent(component.objectId(), key -> new LinkedHashMap<>());
        ObjectNode old = solutions.get(solutionId);
        NewRow row = NewRow.empty()
                .set("solutioncomponentid", id)
                .set("objectid", component.objectId())
                .set(
                        "componenttype",
                        numbers.computeIfAbsent(component.type(), type -> ComponentTypes.number(transaction, type)))
                .set("rootcomponentbehavior", behavior.isPresent() ? behavior.getAsInt() : null)
                .set("rootsolutioncomponentid", root)
                .set("ismetadata", isMetadata(component.type()))
                .set("_solutionid_value", solutionId)
                .set("createdon", old == null ? now : NewRow.text(old, "createdon"))
                .set("modifiedon", now);
        solutions.put(solutionId, row.node());
        transaction.table(Tables.MEMBERS).put(id, row.node());
        return id;
    }

    /** Ends a membership; the component stays. */
    void removeMember(UUID solutionId, UUID objectId) {
        ObjectNode row = members.getOrDefault(objectId, Map.of()).get(solutionId);
        if (row != null) {
            members.get(objectId).remove(solutionId);
            transaction
                    .table(Tables.MEMBERS)
                    .delete(NewRow.id(row, "solutioncomponentid").orElseThrow());
        }
    }

    /** The components that would be gone if solutions were uninstalled: no other managed solution has them, nor the platform. */
    Set<UUID> goneWithout(Set<UUID> solutionIds, Set<UUID> exceptObjects) {
        Set<UUID> gone = new LinkedHashSet<>();
        members.forEach((objectId, solutions) -> {
            StoredComponent component = components.get(objectId);
            if (component != null
                    && component.basis() == StoredComponent.Basis.MANAGED
                    && !exceptObjects.contains(objectId)
                    && solutions.keySet().stream().anyMatch(solutionIds::contains)
                    && solutions.keySet().stream()
                            .noneMatch(id -> managedSolutions.contains(id) && !solutionIds.contains(id))) {
                gone.add(objectId);
            }
        });
        return withSystemColumns(gone);
    }

    /** Columns that the platform gives to a table stay as long as the table does, and go with it. */
    private Set<UUID> withSystemColumns(Set<UUID> gone) {
        Set<String> tables = new HashSet<>();
        for (UUID objectId : gone) {
            StoredComponent component = components.get(objectId);
            if (component.type().equals(ComponentTypes.ENTITY)) {
                tables.add(component.schemaName().toLowerCase(Locale.ROOT));
            }
        }
        for (StoredComponent component : components.values()) {
            if (component.type().equals(ComponentTypes.ATTRIBUTE)
                    && component.basis() == StoredComponent.Basis.MANAGED
                    && CustomTables.isOfEveryTable(component.schemaName())) {
                if (tables.contains(component.parent().toLowerCase(Locale.ROOT))) {
                    gone.add(component.objectId());
                } else {
                    gone.remove(component.objectId());
                }
            }
        }
        return gone;
    }

    /** Removes components with their memberships, the rows that they are in other tables, and what they needed. */
    void delete(Set<UUID> objectIds) {
        for (UUID objectId : objectIds) {
            StoredComponent component = components.remove(objectId);
            if (component == null) {
                continue;
            }
            component.keys().stored().forEach(key -> byKey.remove(key, objectId));
            for (UUID solutionId : List.copyOf(solutionsOf(objectId))) {
                removeMember(solutionId, objectId);
            }
            transaction.table(Tables.COMPONENTS).delete(objectId);
            deleteRows(component);
        }
        Dependencies.deleteOf(transaction, objectIds);
    }

    private void deleteRows(StoredComponent component) {
        switch (component.type()) {
            case ComponentTypes.ENTITY -> new CustomTables(transaction).drop(component.objectId());
            case ComponentTypes.ATTRIBUTE -> new CustomTables(transaction).dropColumn(component.objectId());
            case ComponentTypes.WORKFLOW -> transaction.table(Tables.WORKFLOWS).delete(component.objectId());
            case ComponentTypes.CONNECTION_REFERENCE -> {
                deleteBy(Tables.CONNECTION_REFERENCES, "connectionreferencelogicalname", component.schemaName());
            }
            case ComponentTypes.VARIABLE -> {
                deleteBy(Tables.VARIABLES, "schemaname", component.schemaName());
                deleteBy(Tables.VALUES, "schemaname", component.schemaName());
            }
            default -> {
                // the component has no row of its own
            }
        }
    }

    private void deleteBy(String entitySet, String column, String value) {
        Table table = transaction.table(entitySet);
        String key =
                switch (entitySet) {
                    case Tables.CONNECTION_REFERENCES -> "connectionreferenceid";
                    case Tables.VARIABLES -> "environmentvariabledefinitionid";
                    default -> "environmentvariablevalueid";
                };
        for (ObjectNode row : table.where(row -> NewRow.text(row, column).equalsIgnoreCase(value))) {
            NewRow.id(row, key).ifPresent(table::delete);
        }
    }

    private void index(StoredComponent component) {
        components.put(component.objectId(), component);
        component.keys().stored().forEach(key -> byKey.putIfAbsent(key, component.objectId()));
    }

    static ComponentKeys keys(Component component) {
        return new ComponentKeys(
                component.key().type(),
                component.key().id(),
                component.key().schemaName(),
                component.parent().orElse(""),
                component.columns());
    }

    /** The id that the component has in packages, or one that is made of its name, so that it is the same after each import. */
    private UUID objectId(ComponentKeys keys) {
        if (!keys.id().isEmpty()) {
            try {
                UUID id = UUID.fromString(keys.id());
                if (!components.containsKey(id)) {
                    return id;
                }
            } catch (IllegalArgumentException e) {
                // an id that is no GUID is a name like any other
            }
        }
        return UUID.nameUUIDFromBytes(String.join("\n", keys.stored()).getBytes(StandardCharsets.UTF_8));
    }

    static boolean isMetadata(String type) {
        return switch (type) {
            case "1", "2", "3", "9", "10", "14", "46" -> true;
            default -> false;
        };
    }
}
