package io.github.dataversealm.solution.operation;

import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.dataverse.Dependency;
import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.SolutionVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Removes solutions from an environment: managed ones with their components and data, unmanaged ones without. First it is
 * found out what else needs them; nothing is removed when something does that stays.
 */
public final class DeleteSolutions {

    private static final String ACTION = "delete";

    /** So many dependents are named, the others are counted. */
    private static final int SHOWN = 20;

    private static final Comparator<InstalledSolution> NEWEST_FIRST = Comparator.comparing(
                    InstalledSolution::version, DeleteSolutions::compareVersions)
            .reversed();

    private final Target target;
    private final Dataverse dataverse;
    private final ComponentNames names;
    /** Patches that the service removes with their solution. */
    private final Set<UUID> along = new HashSet<>();

    public DeleteSolutions(Target target) {
        this.target = target;
        this.dataverse = target.dataverse();
        this.names = new ComponentNames(dataverse);
    }

    /**
     * Removes the solutions, those that need others first.
     *
     * @param uniqueNames the solutions, in any order
     * @param confirmed the environment that the user has confirmed deletes in; needed in production
     * @param write false: only says what would be done
     * @throws SolutionException when a solution is not there, or components that stay need one of them
     */
    public void delete(List<String> uniqueNames, Optional<String> confirmed, boolean write) {
        Map<UUID, InstalledSolution> chosen = find(uniqueNames);
        List<InstalledSolution> order = order(chosen);
        for (InstalledSolution solution : order) {
            target.reporter()
                    .info((write ? "To be deleted: " : "Would be deleted: ") + solution.uniqueName() + " "
                            + solution.version() + ", " + consequence(solution));
        }
        if (!write) {
            target.reporter().info("Nothing was deleted, because solution.allowWrite is false.");
            return;
        }
        requireConfirmation(confirmed);
        for (InstalledSolution solution : order) {
            Removal removal = new Removal(solution);
            target.jobs().run(removal);
            if (!removal.isDone()) {
                throw new SolutionException(
                        null,
                        "The service says that " + solution.uniqueName() + " was deleted, and it is still in "
                                + target.environment() + ".",
                        "Look what happened: mvn solution:history; then run the same command again.");
            }
            target.reporter()
                    .info("Deleted " + solution.uniqueName() + " " + solution.version() + " from "
                            + target.environment());
        }
    }

    private static String consequence(InstalledSolution solution) {
        return solution.managed()
                ? "managed: its components go, and the data in its tables"
                : "unmanaged: only the list of components goes, the components stay";
    }

    private void requireConfirmation(Optional<String> confirmed) {
        if (target.production() && !confirmed.equals(Optional.of(target.environment()))) {
            throw new SolutionException(
                    null,
                    "'" + target.environment() + "' is a production environment, where a delete has to be confirmed."
                            + " Nothing was deleted.",
                    "To confirm it, add -Dsolution.confirm=" + target.environment());
        }
    }

    /** The named solutions and what goes with them: the patches of an unmanaged one have to go before it. */
    private Map<UUID, InstalledSolution> find(List<String> uniqueNames) {
        Map<UUID, InstalledSolution> chosen = new LinkedHashMap<>();
        for (String name : uniqueNames) {
            InstalledSolution solution = target.finder().find(name);
            SolutionFinder.requireOrdinary(solution, ACTION);
            chosen.put(solution.id(), solution);
        }
        for (InstalledSolution solution : List.copyOf(chosen.values())) {
            List<InstalledSolution> patches = solution.isPatch() ? List.of() : dataverse.patches(solution.id());
            if (solution.managed() && !patches.isEmpty()) {
                target.reporter()
                        .info("The service removes the patches of " + solution.uniqueName() + " with it: "
                                + Patches.names(patches));
                patches.forEach(patch -> {
                    chosen.remove(patch.id());
                    along.add(patch.id());
                });
            } else {
                patches.forEach(patch -> chosen.put(patch.id(), patch));
            }
        }
        return chosen;
    }

    private static int compareVersions(String one, String other) {
        return SolutionVersion.isValid(one) && SolutionVersion.isValid(other)
                ? new SolutionVersion(one).compareTo(new SolutionVersion(other))
                : one.compareTo(other);
    }

    /** The order of deletion: what needs a solution goes before it, patches go before their solution, newest first. */
    private List<InstalledSolution> order(Map<UUID, InstalledSolution> chosen) {
        Map<UUID, Set<UUID>> before = new HashMap<>();
        List<InstalledSolution> newestFirst = new ArrayList<>(chosen.values());
        newestFirst.sort(NEWEST_FIRST);
        List<String> blockers = new ArrayList<>();
        for (InstalledSolution solution : chosen.values()) {
            Set<UUID> first = before.computeIfAbsent(solution.id(), id -> new LinkedHashSet<>());
            for (InstalledSolution other : newestFirst) {
                boolean patch = other.parentId().equals(Optional.of(solution.id()));
                boolean newerSibling = solution.isPatch()
                        && other.parentId().equals(solution.parentId())
                        && compareVersions(other.version(), solution.version()) > 0;
                if (patch || newerSibling) {
                    first.add(other.id());
                }
            }
            if (solution.managed()) {
                addDependents(solution, chosen, first, blockers);
            }
        }
        if (!blockers.isEmpty()) {
            throw blocked(chosen, blockers);
        }
        List<InstalledSolution> order = new ArrayList<>();
        Set<UUID> visited = new HashSet<>();
        newestFirst.sort(Comparator.comparing(InstalledSolution::uniqueName));
        for (InstalledSolution solution : newestFirst) {
            visit(solution.id(), chosen, before, visited, order);
        }
        return order;
    }

    /** Depth first: what must go before is in the list before. A circle is cut where it was entered. */
    private static void visit(
            UUID id,
            Map<UUID, InstalledSolution> chosen,
            Map<UUID, Set<UUID>> before,
            Set<UUID> visited,
            List<InstalledSolution> order) {
        if (!visited.add(id)) {
            return;
        }
        for (UUID first : before.getOrDefault(id, Set.of())) {
            visit(first, chosen, before, visited, order);
        }
        order.add(chosen.get(id));
    }

    private void addDependents(
            InstalledSolution solution, Map<UUID, InstalledSolution> chosen, Set<UUID> first, List<String> blockers) {
        for (Dependency dependency : dataverse.dependenciesForUninstall(solution.uniqueName())) {
            Optional<UUID> dependent = dependency.dependentSolutionId();
            if (dependent.filter(along::contains).isPresent()) {
                continue;
            }
            if (dependent.filter(chosen::containsKey).isPresent()) {
                if (!dependent.get().equals(solution.id())) {
                    first.add(dependent.get());
                }
                continue;
            }
            blockers.add(
                    names.describe(dependency.dependentComponentId(), dependency.dependentComponentType(), dependent)
                            + dependent
                                    .map(id -> " of the solution " + names.solution(id))
                                    .orElse("")
                            + " needs "
                            + names.describe(
                                    dependency.requiredComponentId(),
                                    dependency.requiredComponentType(),
                                    Optional.of(solution.id()))
                            + " of " + solution.uniqueName());
        }
    }

    private SolutionException blocked(Map<UUID, InstalledSolution> chosen, List<String> blockers) {
        List<String> lines = blockers.stream().distinct().sorted().toList();
        StringBuilder problem = new StringBuilder("Nothing was deleted: other components in ")
                .append(target.environment())
                .append(" need ")
                .append(chosen.size() == 1 ? "this solution." : "these solutions.");
        lines.stream()
                .limit(SHOWN)
                .forEach(line ->
                        problem.append(System.lineSeparator()).append("  ").append(line));
        if (lines.size() > SHOWN) {
            problem.append(System.lineSeparator())
                    .append("  and ")
                    .append(lines.size() - SHOWN)
                    .append(" more");
        }
        return new SolutionException(
                null,
                problem.toString(),
                "Remove what needs it in the environment, or delete the other solutions with it:"
                        + " -Dsolution.name=<this>,<other>. They are deleted in the right order.");
    }

    private final class Removal implements Work {

        private final InstalledSolution solution;

        Removal(InstalledSolution solution) {
            this.solution = solution;
        }

        @Override
        public String task() {
            return "Deletion of " + solution.uniqueName();
        }

        @Override
        public Optional<UUID> start() {
            if (solution.managed()) {
                return Optional.of(dataverse.uninstall(solution.uniqueName()));
            }
            dataverse.deleteSolution(solution.id());
            return Optional.empty();
        }

        @Override
        public boolean isDone() {
            return dataverse.solution(solution.uniqueName()).isEmpty();
        }
    }
}
