package io.github.dataversealm.solution.emulator.solution;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.emulator.message.NewRow;
import io.github.dataversealm.solution.emulator.store.Table;
import io.github.dataversealm.solution.emulator.store.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * Which component needs which. Known are the dependencies that packages declare ({@code MissingDependencies}: what they need
 * and do not bring), those of a part on its table in another solution, and those of cloud flows on connection references and
 * environment variables.
 */
final class Dependencies {

    private static final String LAYER = "layer";

    private final Transaction transaction;
    private final ComponentStore components;

    Dependencies(Transaction transaction, ComponentStore components) {
        this.transaction = transaction;
        this.components = components;
    }

    /** @param layer the solution whose version of the component has the need; Active for unmanaged ones */
    void add(ComponentKeys required, String requiredTitle, StoredComponent dependent, UUID layer) {
        String identity = String.join("\n", required.searched()) + "\n" + dependent.objectId() + "\n" + layer;
        UUID id = UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8));
        ObjectNode columns = JsonNodeFactory.instance.objectNode();
        required.columns().forEach(columns::put);
        transaction
                .table(Tables.DEPENDENCIES)
                .put(
                        id,
                        NewRow.empty()
                                .set("dependencyid", id)
                                .set("requiredtype", required.type())
                                .set("requiredid", required.id())
                                .set("requiredschemaname", required.schemaName())
                                .set("requiredparent", required.parent())
                                .set("requiredcolumns", columns)
                                .set("requiredtitle", requiredTitle)
                                .set("dependentobjectid", dependent.objectId())
                                .set("dependenttype", dependent.type())
                                .set(LAYER, layer)
                                .node());
    }

    /** Forgets what components have needed in the layer of a solution that is gone or is written anew. */
    static void deleteOfLayer(Transaction transaction, UUID layer, Predicate<UUID> dependents) {
        Table table = transaction.table(Tables.DEPENDENCIES);
        for (ObjectNode row : table.where(row -> NewRow.id(row, LAYER).equals(Optional.of(layer))
                && dependents.test(NewRow.id(row, "dependentobjectid").orElseThrow()))) {
            table.delete(NewRow.id(row, "dependencyid").orElseThrow());
        }
    }

    /** Forgets what components that are gone have needed. */
    static void deleteOf(Transaction transaction, Set<UUID> dependents) {
        Table table = transaction.table(Tables.DEPENDENCIES);
        for (ObjectNode row : table.where(
                row -> dependents.contains(NewRow.id(row, "dependentobjectid").orElseThrow()))) {
            table.delete(NewRow.id(row, "dependencyid").orElseThrow());
        }
    }

    /**
     * What keeps components from being removed: the dependencies of others on them.
     *
     * @param layers the solutions that go with them: what only their layers need does not count
     */
    List<ObjectNode> blockersOf(Set<UUID> gone, Set<UUID> layers) {
        return gone.isEmpty()
                ? List.of()
                : answer(
                        row -> NewRow.id(row, LAYER).filter(layers::contains).isEmpty(),
                        (required, dependent) -> required.isPresent()
                                && gone.contains(required.get().objectId())
                                && !gone.contains(dependent));
    }

    /** What the members of a solution need and the solution does not have. */
    List<ObjectNode> missingFrom(UUID solutionId) {
        Set<UUID> members = components.membersOf(solutionId).keySet();
        return answer((required, dependent) -> members.contains(dependent)
                && required.map(StoredComponent::objectId)
                        .filter(members::contains)
                        .isEmpty());
    }

    List<ObjectNode> dependentsOf(UUID objectId) {
        return answer((required, dependent) ->
                required.map(StoredComponent::objectId).filter(objectId::equals).isPresent());
    }

    List<ObjectNode> requiredBy(UUID objectId) {
        return answer((required, dependent) -> dependent.equals(objectId));
    }

    /** Rows of {@code dependency} (spec §2.12). */
    private List<ObjectNode> answer(BiPredicate<Optional<StoredComponent>, UUID> chosen) {
        return answer(row -> true, chosen);
    }

    private List<ObjectNode> answer(Predicate<ObjectNode> rows, BiPredicate<Optional<StoredComponent>, UUID> chosen) {
        Map<String, Integer> numbers = new HashMap<>();
        Set<String> told = new HashSet<>();
        return transaction.table(Tables.DEPENDENCIES).where(rows).stream()
                .filter(row -> told.add(NewRow.text(row, "dependentobjectid")
                        + String.join("\n", keys(row).searched())))
                .filter(row -> chosen.test(
                        components.find(keys(row)),
                        NewRow.id(row, "dependentobjectid").orElseThrow()))
                .map(row -> dependency(row, numbers))
                .toList();
    }

    private ObjectNode dependency(ObjectNode row, Map<String, Integer> numbers) {
        ComponentKeys keys = keys(row);
        Optional<StoredComponent> required = components.find(keys);
        UUID dependentId = NewRow.id(row, "dependentobjectid").orElseThrow();
        Optional<StoredComponent> dependent = components.find(dependentId);
        return NewRow.empty()
                .set("dependencyid", NewRow.text(row, "dependencyid"))
                .set("dependencytype", 1)
                .set(
                        "requiredcomponentobjectid",
                        required.map(StoredComponent::objectId).orElseGet(() -> absentId(keys)))
                .set("requiredcomponenttype", number(keys.type(), numbers))
                .set(
                        "requiredcomponentbasesolutionid",
                        required.map(this::baseSolution).orElse(WellKnownRows.SYSTEM))
                .set(
                        "requiredcomponentparentid",
                        required.flatMap(this::parentId).orElse(new UUID(0, 0)))
                .set("requiredcomponentintroducedversion", 1.0)
                .set("_requiredcomponentnodeid_value", absentId(keys))
                .set("dependentcomponentobjectid", dependentId)
                .set("dependentcomponenttype", number(NewRow.text(row, "dependenttype"), numbers))
                .set(
                        "dependentcomponentbasesolutionid",
                        dependent.map(this::baseSolution).orElse(WellKnownRows.ACTIVE))
                .set(
                        "dependentcomponentparentid",
                        dependent.flatMap(this::parentId).orElse(new UUID(0, 0)))
                .set("_dependentcomponentnodeid_value", dependentId)
                .node();
    }

    private int number(String type, Map<String, Integer> numbers) {
        return numbers.computeIfAbsent(type, name -> ComponentTypes.known(transaction, name));
    }

    private UUID baseSolution(StoredComponent component) {
        return switch (component.basis()) {
            case PLATFORM -> WellKnownRows.SYSTEM;
            case UNMANAGED -> WellKnownRows.ACTIVE;
            case MANAGED ->
                components.solutionsOf(component.objectId()).stream()
                        .filter(components::isManaged)
                        .findFirst()
                        .orElse(WellKnownRows.ACTIVE);
        };
    }

    private Optional<UUID> parentId(StoredComponent component) {
        return component.parent().isEmpty()
                ? Optional.empty()
                : components
                        .find(new ComponentKeys(ComponentTypes.ENTITY, "", component.parent(), "", Map.of()))
                        .map(StoredComponent::objectId);
    }

    private static UUID absentId(ComponentKeys keys) {
        try {
            return UUID.fromString(keys.id());
        } catch (IllegalArgumentException e) {
            return UUID.nameUUIDFromBytes(
                    String.join("\n", keys.searched()).toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static ComponentKeys keys(ObjectNode row) {
        Map<String, String> columns = new HashMap<>();
        row.path("requiredcolumns")
                .properties()
                .forEach(field -> columns.put(field.getKey(), field.getValue().asText()));
        return new ComponentKeys(
                NewRow.text(row, "requiredtype"),
                NewRow.text(row, "requiredid"),
                NewRow.text(row, "requiredschemaname"),
                NewRow.text(row, "requiredparent"),
                columns);
    }

    /** The answer of the functions that return dependencies. */
    static ObjectNode collection(List<ObjectNode> rows) {
        ArrayNode values = JsonNodeFactory.instance.arrayNode();
        rows.forEach(values::add);
        return NewRow.empty().set("value", values).node();
    }
}
