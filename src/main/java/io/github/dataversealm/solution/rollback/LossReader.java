package io.github.dataversealm.solution.rollback;

import io.github.dataversealm.solution.dataverse.ComponentSummary;
import io.github.dataversealm.solution.dataverse.ConnectionReferenceRow;
import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.dataverse.DataverseException;
import io.github.dataversealm.solution.dataverse.Dependency;
import io.github.dataversealm.solution.dataverse.EnvironmentVariableRow;
import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.dataverse.InterruptedCallException;
import io.github.dataversealm.solution.dataverse.ServiceException;
import io.github.dataversealm.solution.dataverse.TableDefinition;
import io.github.dataversealm.solution.dataverse.WorkflowRow;
import io.github.dataversealm.solution.model.ComponentType;
import io.github.dataversealm.solution.operation.ComponentNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Finds out what an environment loses when solutions go. Nothing is guessed: components are those that no other managed
 * solution has, rows and values are counted, and what the service does not tell is said to be unread.
 */
final class LossReader {

    private static final String CONNECTION_REFERENCE = "connectionreference";

    /** It may read every row of every table, whoever owns it. */
    private static final String READS_ALL = "System Administrator";

    private static final String UNSURE =
            "none is seen, and the account may not see all: it does not have the role " + READS_ALL;

    private final Dataverse dataverse;
    private final ComponentNames names;
    private final Map<UUID, List<ComponentSummary>> members = new HashMap<>();
    private final Map<UUID, Set<UUID>> memberships = new HashMap<>();
    private final Map<String, Table> tables = new HashMap<>();
    private final Map<String, Amount> counts = new HashMap<>();
    private Set<UUID> managed;
    private Boolean readsAll;

    LossReader(Dataverse dataverse) {
        this.dataverse = dataverse;
        this.names = new ComponentNames(dataverse);
    }

    /**
     * A table as far as it could be read.
     *
     * @param unread why it could not; empty when it was
     */
    private record Table(Optional<TableDefinition> definition, String unread) {}

    /** The components of solutions, each once. */
    List<ComponentSummary> members(List<InstalledSolution> solutions) {
        Map<UUID, ComponentSummary> all = new LinkedHashMap<>();
        for (InstalledSolution solution : solutions) {
            members.computeIfAbsent(solution.id(), this::read).forEach(row -> all.putIfAbsent(row.objectId(), row));
        }
        return List.copyOf(all.values());
    }

    /** With names where the service gives them, else with ids only. */
    private List<ComponentSummary> read(UUID solution) {
        Map<UUID, ComponentSummary> rows = new LinkedHashMap<>();
        dataverse.componentSummaries(solution).forEach(row -> rows.putIfAbsent(row.objectId(), row));
        if (rows.isEmpty()) {
            dataverse
                    .components(solution)
                    .forEach(row -> rows.putIfAbsent(
                            row.objectId(),
                            new ComponentSummary(row.objectId(), row.componentType(), "", "", "", "", "")));
        }
        return List.copyOf(rows.values());
    }

    /** Whether the service only tells the ids of the components, so that an older package cannot be held against them. */
    static boolean isNameless(List<ComponentSummary> rows) {
        return !rows.isEmpty()
                && rows.stream()
                        .allMatch(
                                row -> row.name().isEmpty() && row.schemaName().isEmpty());
    }

    /**
     * A table that is a member with all of its parts may have columns that the service does not list one by one.
     *
     * @param older whether the older version has a column of a table, too
     * @return a line for each table with such columns that only the newer version may have
     */
    List<String> unlistedColumns(
            List<InstalledSolution> solutions, List<ComponentSummary> members, BiPredicate<String, String> older) {
        Set<String> listed = members.stream()
                .filter(row -> row.componentType() == LostComponent.COLUMN)
                .map(LossReader::tableName)
                .collect(Collectors.toSet());
        List<ComponentSummary> bare = members.stream()
                .filter(row -> row.componentType() == LostComponent.TABLE && !listed.contains(logicalName(row)))
                .toList();
        if (bare.isEmpty()) {
            return List.of();
        }
        Set<UUID> whole = new HashSet<>();
        for (InstalledSolution solution : solutions) {
            dataverse.components(solution.id()).stream()
                    .filter(row -> row.componentType() == LostComponent.TABLE && row.rootComponentBehavior() == 0)
                    .forEach(row -> whole.add(row.objectId()));
        }
        List<String> lines = new ArrayList<>();
        for (ComponentSummary row : bare) {
            if (whole.contains(row.objectId())) {
                unlistedColumns(logicalName(row), older).ifPresent(lines::add);
            }
        }
        return lines;
    }

    private Optional<String> unlistedColumns(String name, BiPredicate<String, String> older) {
        Table table = table(name);
        if (table.definition().isEmpty()) {
            return Optional.of("the columns of table " + name + " could not be read: " + table.unread());
        }
        List<String> columns = table.definition().get().columns().stream()
                .filter(column -> column.custom() && !column.derived())
                .filter(column ->
                        !column.logicalName().equals(table.definition().get().primaryId()))
                .map(column -> column.logicalName().toLowerCase(Locale.ROOT))
                .filter(column -> !older.test(name, column))
                .sorted()
                .toList();
        return columns.isEmpty()
                ? Optional.empty()
                : Optional.of("the service does not list which columns of table " + name
                        + " belong to the solution; not in the older version: " + String.join(", ", columns));
    }

    /**
     * What goes with solutions.
     *
     * @param solutions that go, or are replaced
     * @param candidates those of their components that are not in what replaces them
     * @param comesBack which of them are made anew afterwards, empty
     */
    Losses losses(
            List<InstalledSolution> solutions,
            List<ComponentSummary> candidates,
            Predicate<ComponentSummary> comesBack) {
        Set<UUID> ids = solutions.stream().map(InstalledSolution::id).collect(Collectors.toSet());
        List<ComponentSummary> going = exclusive(candidates, ids);
        List<LostComponent> components = going.stream()
                .filter(comesBack.negate())
                .map(LossReader::component)
                .sorted(Comparator.comparing(LostComponent::kind).thenComparing(LostComponent::toString))
                .toList();
        List<String> unread = new ArrayList<>();
        List<Losses.Rows> rows = new ArrayList<>();
        Set<String> goingTables = new HashSet<>();
        for (ComponentSummary row : sorted(going)) {
            if (row.componentType() == LostComponent.TABLE) {
                String name = logicalName(row);
                goingTables.add(name);
                rows.add(new Losses.Rows(name, rowsOf(name, Optional.empty())));
            }
        }
        List<Losses.Values> values = new ArrayList<>();
        for (ComponentSummary row : sorted(going)) {
            if (row.componentType() == LostComponent.COLUMN && !goingTables.contains(tableName(row))) {
                values(row).ifPresent(values::add);
            }
        }
        return new Losses(
                components,
                rows,
                values,
                settings(going, unread),
                stopped(solutions, going, comesBack, unread),
                dependents(solutions, going, ids, unread),
                unread);
    }

    private static List<ComponentSummary> sorted(List<ComponentSummary> rows) {
        return rows.stream()
                .sorted(Comparator.comparing(LossReader::tableName).thenComparing(LossReader::logicalName))
                .toList();
    }

    // ---------------------------------------------------------------- components

    /** Those that nothing else keeps: no other managed solution has them, and they are none of the platform's own. */
    private List<ComponentSummary> exclusive(List<ComponentSummary> candidates, Set<UUID> going) {
        List<UUID> unknown = candidates.stream()
                .map(ComponentSummary::objectId)
                .filter(id -> !memberships.containsKey(id))
                .toList();
        if (!unknown.isEmpty()) {
            Map<UUID, Set<UUID>> found = dataverse.memberships(unknown);
            unknown.forEach(id -> memberships.put(id, found.getOrDefault(id, Set.of())));
        }
        List<ComponentSummary> left = candidates.stream()
                .filter(row -> memberships.get(row.objectId()).stream()
                        .noneMatch(solution -> !going.contains(solution) && isManaged(solution)))
                .filter(row -> row.componentType() != LostComponent.TABLE || !isOfPlatform(logicalName(row)))
                .toList();
        Set<String> tablesGone = left.stream()
                .filter(row -> row.componentType() == LostComponent.TABLE)
                .map(LossReader::logicalName)
                .collect(Collectors.toSet());
        return left.stream()
                .filter(row -> row.componentType() != LostComponent.COLUMN
                        || tablesGone.contains(tableName(row))
                        || !isOfEveryTable(row))
                .toList();
    }

    private boolean isManaged(UUID solution) {
        if (managed == null) {
            managed = dataverse.solutions(true).stream()
                    .filter(InstalledSolution::managed)
                    .map(InstalledSolution::id)
                    .collect(Collectors.toSet());
        }
        return managed.contains(solution);
    }

    private boolean isOfPlatform(String table) {
        return table(table).definition().filter(found -> !found.custom()).isPresent();
    }

    private boolean isOfEveryTable(ComponentSummary column) {
        return table(tableName(column))
                .definition()
                .flatMap(found -> found.column(logicalName(column)))
                .filter(found -> !found.custom())
                .isPresent();
    }

    static LostComponent component(ComponentSummary row) {
        String type = ComponentType.describe(String.valueOf(row.componentType()));
        String kind = type.startsWith("component of type") && !row.logicalName().isEmpty() ? row.logicalName() : type;
        return new LostComponent(
                row.objectId(),
                row.componentType(),
                kind,
                row.displayName().isEmpty() ? row.name() : row.displayName(),
                row.schemaName(),
                row.componentType() == LostComponent.TABLE ? logicalName(row) : tableName(row));
    }

    private static String logicalName(ComponentSummary row) {
        return (row.schemaName().isEmpty() ? row.name() : row.schemaName()).toLowerCase(Locale.ROOT);
    }

    private static String tableName(ComponentSummary row) {
        return row.tableName().toLowerCase(Locale.ROOT);
    }

    // ---------------------------------------------------------------- rows and values

    private Table table(String name) {
        return tables.computeIfAbsent(name, this::readTable);
    }

    private Table readTable(String name) {
        if (name.isEmpty()) {
            return new Table(Optional.empty(), "the service does not say which table it is in");
        }
        try {
            Optional<TableDefinition> found = dataverse.table(name);
            boolean usable = found.filter(table -> !table.entitySetName().isEmpty()
                            && !table.primaryId().isEmpty())
                    .isPresent();
            return new Table(found, usable ? "" : "the service does not say how the rows of " + name + " are read");
        } catch (InterruptedCallException e) {
            throw e;
        } catch (DataverseException e) {
            return new Table(Optional.empty(), why(e));
        }
    }

    /** @param property only rows with a value in it; empty: all */
    private Amount rowsOf(String name, Optional<String> property) {
        String key = name + " " + property.orElse("");
        Amount known = counts.get(key);
        if (known == null) {
            known = count(name, property);
            counts.put(key, known);
        }
        return known;
    }

    private Amount count(String name, Optional<String> property) {
        Table table = table(name);
        if (!table.unread().isEmpty()) {
            return Amount.unread(table.unread());
        }
        try {
            int counted = dataverse.countRows(table.definition().orElseThrow(), property);
            return counted == 0 && !readsAll() ? Amount.unread(UNSURE) : Amount.of(counted);
        } catch (InterruptedCallException e) {
            throw e;
        } catch (DataverseException e) {
            return Amount.unread(why(e));
        }
    }

    /** The service counts only the rows that the account may read, so that none is sure only where it may read all. */
    private boolean readsAll() {
        if (readsAll == null) {
            try {
                readsAll = dataverse.roles(dataverse.whoAmI().userId()).stream().anyMatch(READS_ALL::equalsIgnoreCase);
            } catch (InterruptedCallException e) {
                throw e;
            } catch (DataverseException e) {
                readsAll = false;
            }
        }
        return readsAll;
    }

    /** Empty when the column keeps nothing of its own. */
    private Optional<Losses.Values> values(ComponentSummary row) {
        String table = tableName(row);
        String column = logicalName(row);
        Table known = table(table);
        if (known.definition().isEmpty() || !known.unread().isEmpty()) {
            return Optional.of(new Losses.Values(table, column, Amount.unread(known.unread())));
        }
        Optional<TableDefinition.Column> described = known.definition().get().column(column);
        if (described.isEmpty()) {
            return Optional.of(
                    new Losses.Values(table, column, Amount.unread("the service does not describe the column")));
        }
        boolean empty = rowsOf(table, Optional.empty()).equals(Amount.NONE);
        return described
                .get()
                .property()
                .map(property ->
                        new Losses.Values(table, column, empty ? Amount.NONE : rowsOf(table, Optional.of(property))));
    }

    private static String why(DataverseException fault) {
        String text = fault instanceof ServiceException refusal
                        && !refusal.serviceMessage().isBlank()
                ? refusal.serviceMessage()
                : fault.problem();
        return text.strip().replaceAll("\\s+", " ");
    }

    // ---------------------------------------------------------------- settings, processes, dependents

    private List<String> settings(List<ComponentSummary> going, List<String> unread) {
        Set<String> variables = namesOf(going, row -> row.componentType() == LostComponent.VARIABLE);
        Set<String> references = namesOf(going, row -> row.logicalName().equalsIgnoreCase(CONNECTION_REFERENCE));
        List<String> settings = new ArrayList<>();
        try {
            if (!variables.isEmpty()) {
                dataverse.environmentVariables().stream()
                        .filter(row -> row.value().isPresent() && variables.contains(lower(row.schemaName())))
                        .map(EnvironmentVariableRow::schemaName)
                        .sorted()
                        .forEach(name -> settings.add("environment variable " + name + ": its value"));
            }
            if (!references.isEmpty()) {
                dataverse.connectionReferences().stream()
                        .filter(row -> !row.connectionId().isEmpty() && references.contains(lower(row.logicalName())))
                        .map(ConnectionReferenceRow::logicalName)
                        .sorted()
                        .forEach(name -> settings.add("connection reference " + name + ": its connection"));
            }
        } catch (InterruptedCallException e) {
            throw e;
        } catch (DataverseException e) {
            unread.add("environment variables and connections could not be read: " + why(e));
        }
        if (settings.isEmpty() && !(variables.isEmpty() && references.isEmpty()) && !readsAll()) {
            unread.add("values of environment variables and connections: " + UNSURE);
        }
        return settings;
    }

    private static Set<String> namesOf(List<ComponentSummary> rows, Predicate<ComponentSummary> chosen) {
        return rows.stream().filter(chosen).map(LossReader::logicalName).collect(Collectors.toSet());
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** What runs now and then does not: processes that are on, and plug-in steps. */
    private List<String> stopped(
            List<InstalledSolution> solutions,
            List<ComponentSummary> going,
            Predicate<ComponentSummary> comesBack,
            List<String> unread) {
        List<String> stopped = new ArrayList<>();
        List<ComponentSummary> gone = going.stream().filter(comesBack.negate()).toList();
        if (gone.stream().anyMatch(row -> row.componentType() == LostComponent.PROCESS)) {
            Set<UUID> ids = gone.stream().map(ComponentSummary::objectId).collect(Collectors.toSet());
            try {
                for (InstalledSolution solution : solutions) {
                    dataverse.workflows(solution.id()).stream()
                            .filter(row -> row.on() && ids.contains(row.id()))
                            .forEach(row -> stopped.add(process(row)));
                }
            } catch (InterruptedCallException e) {
                throw e;
            } catch (DataverseException e) {
                unread.add("which processes are on could not be read: " + why(e));
            }
        }
        gone.stream()
                .filter(row -> row.componentType() == LostComponent.PLUGIN_STEP)
                .forEach(row -> stopped.add(component(row).toString()));
        return stopped.stream().distinct().sorted().toList();
    }

    static String process(WorkflowRow row) {
        return (row.category() == 5 ? "cloud flow '" : "process '") + row.name() + "'";
    }

    private List<Losses.Dependent> dependents(
            List<InstalledSolution> solutions, List<ComponentSummary> going, Set<UUID> ids, List<String> unread) {
        if (going.isEmpty()) {
            return List.of();
        }
        Map<UUID, ComponentSummary> gone = new HashMap<>();
        going.forEach(row -> gone.put(row.objectId(), row));
        Set<Losses.Dependent> dependents = new HashSet<>();
        try {
            for (InstalledSolution solution : solutions) {
                for (Dependency dependency : dataverse.dependenciesForUninstall(solution.uniqueName())) {
                    ComponentSummary required = gone.get(dependency.requiredComponentId());
                    Optional<UUID> from = dependency.dependentSolutionId();
                    if (required != null
                            && !gone.containsKey(dependency.dependentComponentId())
                            && from.filter(ids::contains).isEmpty()) {
                        String name = from.map(names::solution).orElse("");
                        dependents.add(new Losses.Dependent(
                                name,
                                dependency.dependentComponentId(),
                                names.describe(
                                                dependency.dependentComponentId(),
                                                dependency.dependentComponentType(),
                                                from)
                                        + (name.isEmpty() ? "" : " of " + name) + " needs " + component(required)));
                    }
                }
            }
        } catch (InterruptedCallException e) {
            throw e;
        } catch (DataverseException e) {
            unread.add("what depends on the components could not be read: " + why(e));
        }
        return dependents.stream()
                .sorted(Comparator.comparing(Losses.Dependent::text))
                .toList();
    }
}
