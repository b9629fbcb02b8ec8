package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.contents.ComponentIndex;
import io.github.dataversealm.solution.contents.MissingDependency;
import io.github.dataversealm.solution.dataverse.MissingDependencyRow;
import io.github.dataversealm.solution.dependency.Need;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an environment lacks as it is now, and will have when a package comes to it: other solutions of the same import bring
 * it.
 *
 * @param solutions those that bring something, with their versions
 * @param rest what none of them brings, or only in a version that is too low
 */
record BroughtBefore(List<String> solutions, List<MissingDependencyRow> rest) {

    BroughtBefore {
        solutions = List.copyOf(solutions);
        rest = List.copyOf(rest);
    }

    /** @param before what is imported before the package that misses something */
    static BroughtBefore of(List<MissingDependencyRow> missing, List<SolutionPackage> before) {
        Map<SolutionPackage, ComponentIndex> indexes = new HashMap<>();
        Set<String> solutions = new LinkedHashSet<>();
        List<MissingDependencyRow> rest = new ArrayList<>();
        for (MissingDependencyRow row : missing) {
            Need need = Prerequisites.need(row);
            List<SolutionPackage> bringing = before.stream()
                    .filter(solution -> isMeant(need, solution))
                    .filter(solution -> need.component()
                            .map(MissingDependency::required)
                            .filter(indexes.computeIfAbsent(
                                    solution,
                                    one -> ComponentIndex.of(one.contents().components()))::satisfies)
                            .isPresent())
                    .toList();
            if (bringing.isEmpty()) {
                rest.add(row);
            } else {
                bringing.forEach(solution -> solutions.add(
                        solution.uniqueName() + " " + solution.header().version()));
            }
        }
        return new BroughtBefore(List.copyOf(solutions), rest);
    }

    private static boolean isMeant(Need need, SolutionPackage solution) {
        return !need.isNamed()
                || need.solution().equalsIgnoreCase(solution.uniqueName())
                        && need.version()
                                .filter(version -> !solution.header().version().suffices(version))
                                .isEmpty();
    }
}
