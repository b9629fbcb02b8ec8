package io.github.dataversealm.solution.report;

import io.github.dataversealm.solution.dataverse.MissingDependencyRow;
import io.github.dataversealm.solution.job.ServiceText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Missing dependencies as a table: what is missing, where it comes from, and what needs it. */
public final class DependencyTable {

    private static final int MOST_DEPENDENTS = 5;

    private DependencyTable() {}

    /** The lines of the table; none for no dependencies. */
    public static List<String> lines(List<MissingDependencyRow> missing) {
        Map<String, List<String>> needed = new LinkedHashMap<>();
        for (MissingDependencyRow row : missing) {
            String required = ServiceText.describe(row.required()) + "  <-  " + source(row.requiredSolution());
            List<String> dependents = needed.computeIfAbsent(required, key -> new ArrayList<>());
            String dependent = ServiceText.describe(row.dependent());
            if (!dependents.contains(dependent)) {
                dependents.add(dependent);
            }
        }
        List<String> lines = new ArrayList<>();
        if (!needed.isEmpty()) {
            lines.add("Missing in the environment (" + needed.size() + "):");
        }
        needed.forEach((required, dependents) -> {
            lines.add("  " + required);
            dependents.stream().limit(MOST_DEPENDENTS).forEach(dependent -> lines.add("      needed by " + dependent));
            if (dependents.size() > MOST_DEPENDENTS) {
                lines.add("      and by " + (dependents.size() - MOST_DEPENDENTS) + " more");
            }
        });
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
