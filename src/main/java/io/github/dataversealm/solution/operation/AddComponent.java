package io.github.dataversealm.solution.operation;

import io.github.dataversealm.solution.dataverse.AddComponentRequest;
import io.github.dataversealm.solution.dataverse.ComponentDefinition;
import io.github.dataversealm.solution.dataverse.ComponentSummary;
import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.dataverse.ServiceException;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.ComponentType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Adds a component that the environment has to an unmanaged solution. */
public final class AddComponent {

    private static final int NOT_FOUND = 404;

    private final Target target;
    private final Dataverse dataverse;

    public AddComponent(Target target) {
        this.target = target;
        this.dataverse = target.dataverse();
    }

    /**
     * What to add.
     *
     * @param components ids, or names such as {@code ctr_trip}
     * @param componentType the number of the type, or a word such as {@code table}
     * @param addRequired also what the components need
     * @param includeSubcomponents for a table: also its columns, forms, views and so on
     */
    public record Request(
            String solutionName,
            List<String> components,
            String componentType,
            boolean addRequired,
            boolean includeSubcomponents) {}

    /** A type as the environment knows it. @param row where its names are; empty: in the solutions alone */
    private record Kind(int type, String name, Optional<ComponentKindRow> row) {}

    /** Adds them; one that is in the solution already is left as it is. */
    public void add(Request request) {
        InstalledSolution solution = target.finder().findUnmanaged(request.solutionName(), "add components to");
        Patches.requireNone(dataverse, solution, "add components to");
        Kind kind = kind(request.componentType());
        List<UUID> ids =
                request.components().stream().map(name -> id(name, kind)).toList();
        for (int i = 0; i < ids.size(); i++) {
            add(solution, ids.get(i), request.components().get(i).strip(), kind, request);
        }
    }

    private void add(InstalledSolution solution, UUID id, String name, Kind kind, Request request) {
        String what = kind.name() + " " + name;
        if (isMember(solution, id, kind.type())) {
            target.reporter().info(what + " is in " + solution.uniqueName() + " already.");
            return;
        }
        AddComponentRequest call = new AddComponentRequest(
                id, kind.type(), solution.uniqueName(), request.addRequired(), !request.includeSubcomponents());
        target.jobs().run(new Work() {
            @Override
            public String task() {
                return "Adding of " + what;
            }

            @Override
            public Optional<UUID> start() {
                dataverse.addComponent(call);
                return Optional.empty();
            }

            @Override
            public boolean isDone() {
                return isMember(solution, id, kind.type());
            }
        });
        target.reporter().info("Added " + what + " to " + solution.uniqueName() + " in " + target.environment());
    }

    private boolean isMember(InstalledSolution solution, UUID id, int type) {
        return dataverse.components(solution.id()).stream()
                .anyMatch(member -> member.objectId().equals(id) && member.componentType() == type);
    }

    private Kind kind(String text) {
        String word = ComponentKindRow.plain(text);
        if (!word.isEmpty() && word.length() < 10 && word.chars().allMatch(c -> c >= '0' && c <= '9')) {
            int type = Integer.parseInt(word);
            Optional<ComponentKindRow> row = ComponentKindRow.ofType(type);
            if (row.isPresent()) {
                return new Kind(type, ComponentType.describe(word), row);
            }
            String name = dataverse.componentDefinitions().stream()
                    .filter(definition -> definition.componentType() == type)
                    .map(ComponentDefinition::name)
                    .findFirst()
                    .orElse(ComponentType.describe(word));
            return new Kind(type, name, ComponentKindRow.ofWord(name).filter(found -> found.type() == 0));
        }
        Optional<ComponentKindRow> row = ComponentKindRow.ofWord(word);
        if (row.isPresent() && row.get().type() != 0) {
            return new Kind(row.get().type(), row.get().word(), row);
        }
        String name = row.map(ComponentKindRow::word).orElse(word);
        return dataverse.componentDefinitions().stream()
                .filter(definition -> ComponentKindRow.plain(definition.name()).equals(name))
                .findFirst()
                .map(definition -> new Kind(definition.componentType(), definition.name(), row))
                .orElseThrow(() -> new SolutionException(
                        null,
                        "The environment knows no component type '" + text + "'.",
                        "Use its number, or one of the words: "
                                + ComponentKindRow.ALL.stream()
                                        .map(ComponentKindRow::word)
                                        .collect(Collectors.joining(", "))
                                + ", or the logical name of a table of components."));
    }

    private UUID id(String component, Kind kind) {
        String name = component.strip();
        Optional<UUID> given = Ids.parse(name);
        if (given.isPresent()) {
            return given.get();
        }
        List<UUID> found = kind.row().flatMap(row -> inTable(row, name)).orElseGet(() -> inSolutions(kind, name));
        if (found.isEmpty()) {
            throw new SolutionException(
                    null,
                    "The environment has no " + kind.name() + " whose "
                            + kind.row()
                                    .map(row -> row.nameColumn().toLowerCase(Locale.ROOT))
                                    .orElse("name")
                            + " is '" + name + "'.",
                    "Check the spelling and the type, or give the id of the component. It is in the address of the"
                            + " component's page in the maker portal.");
        }
        if (found.size() > 1) {
            throw new SolutionException(
                    null,
                    "The environment has several components of the type " + kind.name() + " with the name '" + name
                            + "'.",
                    "Give the id of the one that is meant: "
                            + found.stream().map(UUID::toString).collect(Collectors.joining(", ")));
        }
        return found.get(0);
    }

    /** Looks in the table of the kind; empty when the environment does not show the table. */
    private Optional<List<UUID>> inTable(ComponentKindRow row, String name) {
        try {
            return Optional.of(
                    dataverse.findIds(row.entitySet(), row.idColumn(), row.nameColumn(), name, row.condition()));
        } catch (ServiceException e) {
            if (e.status() == NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Looks among the components of the unmanaged solutions, Default included. */
    private List<UUID> inSolutions(Kind kind, String name) {
        return dataverse.solutions(false).stream()
                .filter(solution -> !solution.managed())
                .flatMap(solution -> dataverse.componentSummaries(solution.id()).stream())
                .filter(component -> component.componentType() == kind.type())
                .filter(component -> Stream.of(component.schemaName(), component.name(), component.displayName())
                        .anyMatch(name::equalsIgnoreCase))
                .map(ComponentSummary::objectId)
                .distinct()
                .toList();
    }
}
