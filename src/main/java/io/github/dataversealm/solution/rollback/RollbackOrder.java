package io.github.dataversealm.solution.rollback;

import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.dataverse.DataverseException;
import io.github.dataversealm.solution.dataverse.Dependency;
import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.dataverse.InterruptedCallException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The order in which solutions go back: what needs another one goes before it, as the environment knows it. */
final class RollbackOrder {

    private final Dataverse dataverse;

    RollbackOrder(Dataverse dataverse) {
        this.dataverse = dataverse;
    }

    List<String> of(List<String> names) {
        if (names.size() < 2) {
            return names;
        }
        Map<UUID, String> byId = new HashMap<>();
        Map<String, Set<String>> first = new HashMap<>();
        Map<String, InstalledSolution> rows = new HashMap<>();
        for (String name : names) {
            dataverse.solution(name).ifPresent(row -> {
                byId.put(row.id(), name);
                rows.put(name, row);
            });
        }
        for (String name : names) {
            first.put(name, new LinkedHashSet<>());
            if (rows.containsKey(name) && rows.get(name).managed()) {
                first.get(name).addAll(dependents(name, byId));
            }
        }
        List<String> order = new ArrayList<>();
        Set<String> visited = new HashSet<>();
        names.forEach(name -> visit(name, first, visited, order));
        return order;
    }

    private Set<String> dependents(String name, Map<UUID, String> byId) {
        Set<String> dependents = new LinkedHashSet<>();
        try {
            for (Dependency dependency : dataverse.dependenciesForUninstall(name)) {
                Optional.ofNullable(
                                dependency.dependentSolutionId().map(byId::get).orElse(null))
                        .filter(other -> !other.equals(name))
                        .ifPresent(dependents::add);
            }
        } catch (InterruptedCallException e) {
            throw e;
        } catch (DataverseException e) {
            // the plan of the solution says that its dependents could not be read
            return dependents;
        }
        return dependents;
    }

    /** Depth first; a circle is cut where it was entered. */
    private static void visit(String name, Map<String, Set<String>> first, Set<String> visited, List<String> order) {
        if (visited.add(name)) {
            first.get(name).forEach(other -> visit(other, first, visited, order));
            order.add(name);
        }
    }
}
