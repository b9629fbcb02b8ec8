package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.contents.MissingDependency;
import io.github.dataversealm.solution.message.SolutionException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts packages in the order in which they can be imported: what one needs and another brings comes first, a patch follows
 * its solution. Packages that do not need each other keep the order in which they were named.
 */
public final class PackageOrder {

    private final Map<String, SolutionPackage> packages = new LinkedHashMap<>();
    private final Map<String, Set<String>> needs = new LinkedHashMap<>();

    private PackageOrder() {}

    /**
     * The packages in order.
     *
     * @throws SolutionException when a solution stands there twice, or some need each other in a circle
     */
    public static List<SolutionPackage> sort(List<SolutionPackage> packages) {
        PackageOrder order = new PackageOrder();
        packages.forEach(order::add);
        packages.forEach(order::connect);
        return order.sorted();
    }

    private void add(SolutionPackage solution) {
        SolutionPackage other = packages.put(key(solution.uniqueName()), solution);
        if (other != null) {
            throw new SolutionException(
                    null,
                    "Two zips hold the solution " + solution.uniqueName() + ": " + other.zip() + " and "
                            + solution.zip() + ".",
                    "Name only the one to import.");
        }
    }

    private void connect(SolutionPackage solution) {
        Set<String> required = new LinkedHashSet<>();
        solution.header().parent().map(PackageOrder::key).ifPresent(required::add);
        for (MissingDependency dependency : solution.contents().missingDependencies()) {
            String name = solutionName(dependency.requiredSolution());
            if (packages.containsKey(name)) {
                required.add(name);
            } else {
                packages.values().stream()
                        .filter(other -> !other.equals(solution) && brings(other, dependency))
                        .forEach(other -> required.add(key(other.uniqueName())));
            }
        }
        required.retainAll(packages.keySet());
        required.remove(key(solution.uniqueName()));
        needs.put(key(solution.uniqueName()), required);
    }

    private static boolean brings(SolutionPackage other, MissingDependency dependency) {
        var needed = dependency.required().key();
        return other.contents().components().stream()
                .filter(component -> !component.unmanagedReference())
                .map(component -> component.key())
                .anyMatch(key -> key.type().equalsIgnoreCase(needed.type())
                        && (!needed.id().isEmpty() && needed.id().equals(key.id())
                                || !needed.schemaName().isEmpty()
                                        && needed.schemaName().equalsIgnoreCase(key.schemaName())));
    }

    /** {@code Name (1.0.0.2)} without its version. */
    private static String solutionName(String requiredSolution) {
        int version = requiredSolution.indexOf(" (");
        return key(version < 0 ? requiredSolution : requiredSolution.substring(0, version));
    }

    private List<SolutionPackage> sorted() {
        List<SolutionPackage> sorted = new ArrayList<>();
        Set<String> done = new LinkedHashSet<>();
        while (sorted.size() < packages.size()) {
            String next = packages.keySet().stream()
                    .filter(name -> !done.contains(name) && done.containsAll(needs.get(name)))
                    .findFirst()
                    .orElseThrow(() -> circle(done));
            done.add(next);
            sorted.add(packages.get(next));
        }
        return sorted;
    }

    private SolutionException circle(Set<String> done) {
        List<String> path = new ArrayList<>();
        String name = packages.keySet().stream()
                .filter(candidate -> !done.contains(candidate))
                .findFirst()
                .orElseThrow();
        while (!path.contains(name)) {
            path.add(name);
            name = needs.get(name).stream()
                    .filter(candidate -> !done.contains(candidate))
                    .findFirst()
                    .orElseThrow();
        }
        List<String> circle = new ArrayList<>(path.subList(path.indexOf(name), path.size()));
        circle.add(name);
        return new SolutionException(
                null,
                "The solutions need each other in a circle: "
                        + circle.stream()
                                .map(key -> packages.get(key).uniqueName())
                                .collect(Collectors.joining(" needs "))
                        + ".",
                "Move the components that close the circle into one of them, and export again.");
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
