package io.github.dataversealm.solution.emulator.solution;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.emulator.message.Fault;
import io.github.dataversealm.solution.emulator.message.Message;
import io.github.dataversealm.solution.emulator.message.MessageCall;
import io.github.dataversealm.solution.emulator.message.MessageHandler;
import io.github.dataversealm.solution.emulator.message.NewRow;
import io.github.dataversealm.solution.emulator.message.OrganizationContext;
import io.github.dataversealm.solution.emulator.store.Transaction;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;

/** Members of solutions, dependencies, and what is left (spec dataverse-web-api §2.11, §2.12, §2.14). */
final class ComponentMessages {

    private static final List<String> COMPONENT = List.of("ObjectId", "ComponentType");
    private static final List<String> SOLUTION = List.of("SolutionUniqueName");

    private final OrganizationContext context;

    ComponentMessages(OrganizationContext context) {
        this.context = context;
    }

    List<MessageHandler> all() {
        return List.of(
                Message.action(
                        "AddSolutionComponent",
                        List.of("ComponentId", "ComponentType", "SolutionUniqueName", "AddRequiredComponents"),
                        List.of("DoNotIncludeSubcomponents", "IncludedComponentSettingsValues"),
                        this::add),
                Message.action(
                        "RemoveSolutionComponent",
                        List.of("SolutionComponent", "ComponentType", "SolutionUniqueName"),
                        List.of(),
                        this::remove),
                Message.action(
                        "UpdateSolutionComponent",
                        List.of("ComponentId", "ComponentType", "SolutionUniqueName"),
                        List.of("IncludedComponentSettingsValues"),
                        this::update),
                Message.function(
                        "RetrieveMissingDependencies",
                        SOLUTION,
                        List.of(),
                        call -> ofSolution(call, (dependencies, solution) -> dependencies.missingFrom(solution.id()))),
                Message.function(
                        "RetrieveDependenciesForUninstall",
                        SOLUTION,
                        List.of(),
                        call -> read(transaction -> {
                            ArrayNode rows = JsonNodeFactory.instance.arrayNode();
                            for (ObjectNode row : blockers(transaction, solution(transaction, call))) {
                                row.remove(List.of("dependencyid", "requiredcomponentintroducedversion"));
                                rows.add(row);
                            }
                            return NewRow.empty().set("value", rows).node();
                        })),
                Message.function(
                        "RetrieveDependenciesForUninstallWithMetadata",
                        List.of("SolutionId"),
                        List.of(),
                        call -> read(transaction -> NewRow.empty()
                                .set(
                                        "DependencyMetadataCollection",
                                        NewRow.empty()
                                                .set("DependencyMetadataInfoCollection", metadata(transaction, call))
                                                .node())
                                .node())),
                Message.function(
                        "RetrieveDependenciesForDelete",
                        COMPONENT,
                        List.of(),
                        call -> read(transaction -> {
                            ComponentStore components = new ComponentStore(transaction);
                            UUID id = component(transaction, components, call.parameters(), "ObjectId")
                                    .objectId();
                            return Dependencies.collection(
                                    new Dependencies(transaction, components).blockersOf(Set.of(id), Set.of()));
                        })),
                Message.function(
                        "RetrieveDependentComponents",
                        COMPONENT,
                        List.of(),
                        call -> ofComponent(call, Dependencies::dependentsOf)),
                Message.function(
                        "RetrieveRequiredComponents",
                        COMPONENT,
                        List.of(),
                        call -> ofComponent(call, Dependencies::requiredBy)),
                Message.function("GetPreferredSolution", List.of(), List.of(), this::preferred),
                Message.action("SetPreferredSolution", List.of("SolutionId"), List.of(), this::prefer),
                Message.function(
                        "RemoveActiveCustomizations",
                        List.of("SolutionComponentName", "ComponentId"),
                        List.of(),
                        this::removeActive));
    }

    private interface Answer {
        ObjectNode of(Transaction transaction) throws IOException;
    }

    private Optional<ObjectNode> read(Answer answer) throws IOException {
        return Optional.of(context.store().read(answer::of));
    }

    private Optional<ObjectNode> ofSolution(MessageCall call, BiFunction<Dependencies, Solution, List<ObjectNode>> rows)
            throws IOException {
        return read(transaction -> {
            Solution solution = solution(transaction, call);
            Dependencies dependencies = new Dependencies(transaction, new ComponentStore(transaction));
            return Dependencies.collection(rows.apply(dependencies, solution));
        });
    }

    private Optional<ObjectNode> ofComponent(MessageCall call, BiFunction<Dependencies, UUID, List<ObjectNode>> rows)
            throws IOException {
        return read(transaction -> {
            ComponentStore components = new ComponentStore(transaction);
            StoredComponent component = component(transaction, components, call.parameters(), "ObjectId");
            return Dependencies.collection(rows.apply(new Dependencies(transaction, components), component.objectId()));
        });
    }

    private List<ObjectNode> blockers(Transaction transaction, Solution solution) {
        return new Removal(
                        transaction,
                        new ComponentStore(transaction),
                        context.clock().instant())
                .blockers(solution);
    }

    private ArrayNode metadata(Transaction transaction, MessageCall call) {
        UUID id = NewRow.id(call.parameters(), "SolutionId").orElseThrow();
        Solution solution = Solution.find(transaction, id)
                .orElseThrow(() -> Fault.OBJECT_DOES_NOT_EXIST.withStatus(404, "solution", id));
        ComponentStore components = new ComponentStore(transaction);
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        for (ObjectNode row : blockers(transaction, solution)) {
            Optional<StoredComponent> dependent =
                    components.find(NewRow.id(row, "dependentcomponentobjectid").orElseThrow());
            Optional<StoredComponent> required =
                    components.find(NewRow.id(row, "requiredcomponentobjectid").orElseThrow());
            rows.add(NewRow.of(row)
                    .set("dependentcomponentdisplayname", dependent.map(StoredComponent::title))
                    .set("dependentcomponenttypename", dependent.map(found -> ComponentTypes.name(found.type())))
                    .set("requiredcomponentdisplayname", required.map(StoredComponent::title))
                    .set("requiredcomponenttypename", required.map(found -> ComponentTypes.name(found.type())))
                    .node());
        }
        return rows;
    }

    // ---------------------------------------------------------------- members

    private Optional<ObjectNode> add(MessageCall call) throws IOException {
        return change(
                call,
                "ComponentId",
                (members, solution, component) -> members.add(
                        solution,
                        component,
                        call.parameters().path("DoNotIncludeSubcomponents").asBoolean(),
                        call.parameters()
                                .path("IncludedComponentSettingsValues")
                                .isArray(),
                        call.parameters().path("AddRequiredComponents").asBoolean()));
    }

    private Optional<ObjectNode> update(MessageCall call) throws IOException {
        return change(
                call,
                "ComponentId",
                (members, solution, component) -> members.update(
                        solution,
                        component,
                        call.parameters()
                                .path("IncludedComponentSettingsValues")
                                .isArray()));
    }

    private interface Change {
        UUID of(Membership members, Solution solution, StoredComponent component) throws IOException;
    }

    private Optional<ObjectNode> change(MessageCall call, String idParameter, Change change) throws IOException {
        UUID id = context.store().write(transaction -> {
            ComponentStore components = new ComponentStore(transaction);
            Solution solution = solution(transaction, call);
            StoredComponent component = component(transaction, components, call.parameters(), idParameter);
            return change.of(membership(transaction, components), solution, component);
        });
        return Optional.of(NewRow.empty().set("id", id).node());
    }

    private Membership membership(Transaction transaction, ComponentStore components) {
        Instant now = context.clock().instant();
        return new Membership(
                transaction, components, new PackageComposer(transaction, context.temporaryDirectory()), now);
    }

    /** The id in {@code SolutionComponent} is that of the component, not of the membership (§2.11); both are understood. */
    private Optional<ObjectNode> remove(MessageCall call) throws IOException {
        UUID given = NewRow.id(call.parameters().path("SolutionComponent"), "solutioncomponentid")
                .orElseThrow(() -> Fault.INVALID_ARGUMENT.toFault("SolutionComponent has no solutioncomponentid."));
        UUID id = context.store().write(transaction -> {
            ComponentStore components = new ComponentStore(transaction);
            Solution solution = solution(transaction, call);
            UUID objectId = transaction
                    .table(Tables.MEMBERS)
                    .find(given)
                    .flatMap(row -> NewRow.id(row, "objectid"))
                    .orElse(given);
            return membership(transaction, components)
                    .remove(
                            solution,
                            objectId,
                            call.parameters().path("ComponentType").asInt());
        });
        return Optional.of(NewRow.empty().set("id", id).node());
    }

    private static Solution solution(Transaction transaction, MessageCall call) {
        String name = NewRow.text(call.parameters(), "SolutionUniqueName");
        return Solution.find(transaction, name)
                .orElseThrow(() -> Fault.INVALID_ARGUMENT.toFault("There is no solution '" + name + "'."));
    }

    private static StoredComponent component(
            Transaction transaction, ComponentStore components, ObjectNode parameters, String idParameter) {
        UUID id = NewRow.id(parameters, idParameter).orElseThrow();
        int number = parameters.path("ComponentType").asInt();
        String type = ComponentTypes.ofNumber(transaction, number);
        return components
                .find(id)
                .filter(component -> component.type().equalsIgnoreCase(type))
                .orElseThrow(() -> Fault.SUBCOMPONENT_DOES_NOT_EXIST.toFault(id, number));
    }

    // ---------------------------------------------------------------- preferred solution, layers

    private Optional<ObjectNode> preferred(MessageCall call) throws IOException {
        return read(transaction -> {
            ObjectNode solution = transaction
                    .table(Tables.PREFERENCES)
                    .find(call.userId())
                    .flatMap(row -> NewRow.id(row, "solutionid"))
                    .flatMap(id -> transaction.table(Tables.SOLUTIONS).find(id))
                    .orElseGet(() -> transaction
                            .table(Tables.SOLUTIONS)
                            .find(WellKnownRows.COMMON)
                            .orElseThrow());
            return context.knobs().get().preferredSolutionWrapped()
                    ? NewRow.empty().set("PreferredSolution", solution).node()
                    : solution;
        });
    }

    private Optional<ObjectNode> prefer(MessageCall call) throws IOException {
        UUID id = NewRow.id(call.parameters(), "SolutionId").orElseThrow();
        context.store().write(transaction -> {
            if (transaction.table(Tables.SOLUTIONS).find(id).isEmpty()) {
                throw Fault.OBJECT_DOES_NOT_EXIST.withStatus(404, "solution", id);
            }
            transaction
                    .table(Tables.PREFERENCES)
                    .put(call.userId(), NewRow.empty().set("solutionid", id).node());
            return null;
        });
        return Optional.empty();
    }

    /** Removes the unmanaged layer of a component that has another below it. */
    private Optional<ObjectNode> removeActive(MessageCall call) throws IOException {
        String text =
                NewRow.text(call.parameters(), "ComponentId").replace("(", "").replace(")", "");
        UUID id = NewRow.id(NewRow.empty().set("id", text).node(), "id")
                .orElseThrow(() -> Fault.INVALID_ARGUMENT.toFault("ComponentId was not given."));
        context.store().write(transaction -> {
            ComponentStore components = new ComponentStore(transaction);
            StoredComponent component = components
                    .find(id)
                    .orElseThrow(() -> Fault.OBJECT_DOES_NOT_EXIST.withStatus(
                            404, NewRow.text(call.parameters(), "SolutionComponentName"), id));
            if (component.basis() == StoredComponent.Basis.UNMANAGED) {
                throw Fault.INVALID_ARGUMENT.toFault("The component " + component.title()
                        + " has no layer below its unmanaged one; it cannot be removed.");
            }
            components.put(component.with(component.basis(), false));
            return null;
        });
        return Optional.empty();
    }
}
