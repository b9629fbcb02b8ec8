package io.github.dataversealm.solution.report;

import io.github.dataversealm.solution.dataverse.MissingDependencyRow;
import io.github.dataversealm.solution.job.ServiceText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Missing dependencies as a table: what is missing, where it comes from, and what needs it. */
public final class DependencyTable {

    private static final int MOST_DEPENDENTS = 5;
    /** So many are read on a screen; of more the solutions that have them say what to do. */
    private static final int MOST = 20;

    private DependencyTable() {}

    /** The lines of the whole table; none for no dependencies. */
    public static List<String> lines(List<MissingDependencyRow> missing) {
        return lines(missing, Integer.MAX_VALUE, "");
    }

    /**
     * The lines of a table that is read in a log: of many components how many each solution has, and the first of them.
     *
     * @param elsewhere where all of them are, such as {@code ; all of them are in ...}; may be empty
     */
    public static List<String> brief(List<MissingDependencyRow> missing, String elsewhere) {
        return lines(missing, MOST, elsewhere);
    }

    private static List<String> lines(List<MissingDependencyRow> missing, int most, String elsewhere) {
        Map<String, Set<String>> needed = new LinkedHashMap<>();
        Map<String, Set<String>> sources = new LinkedHashMap<>();
        for (MissingDependencyRow row : missing) {
            String source = source(row.requiredSolution());
            String required = ServiceText.describe(row.required()) + "  <-  " + source;
            needed.computeIfAbsent(required, key -> new LinkedHashSet<>()).add(ServiceText.describe(row.dependent()));
            sources.computeIfAbsent(source, key -> new LinkedHashSet<>()).add(required);
        }
        List<String> lines = new ArrayList<>();
        if (!needed.isEmpty()) {
            lines.add("Missing in the environment (" + needed.size() + "):");
        }
        if (needed.size() > most) {
            sources.forEach((source, components) -> lines.add("  " + components.size() + " " + source));
            lines.add("The first of them:");
        }
        needed.entrySet().stream().limit(most).forEach(entry -> {
            Set<String> dependents = entry.getValue();
            lines.add("  " + entry.getKey());
            dependents.stream().limit(MOST_DEPENDENTS).forEach(dependent -> lines.add("      needed by " + dependent));
            if (dependents.size() > MOST_DEPENDENTS) {
                lines.add("      and by " + (dependents.size() - MOST_DEPENDENTS) + " more");
            }
        });
        if (needed.size() > most) {
            lines.add("  and " + (needed.size() - most) + " more" + elsewhere);
        }
        return lines;
    }

    /** {@code Name (1.0.0.2)} as it is; {@code Active} means that it was made by hand where the solution comes from. */
    private static String source(String solution) {
        if (solution.isEmpty()) {
            return "its solution is not known";
        }
        return solution.equalsIgnoreCase("Active")
                ? "in no solution where it was exported: add it to this solution, or to one that is imported before"
                : "from solution " + solution;
    }
}
