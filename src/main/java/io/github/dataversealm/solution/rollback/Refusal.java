package io.github.dataversealm.solution.rollback;

import io.github.dataversealm.solution.message.SolutionException;
import java.util.List;

/** A way back that cannot be taken, with what stands in it. */
final class Refusal {

    /** So many dependents are named, the others are counted. */
    private static final int SHOWN = 20;

    private Refusal() {}

    static SolutionException of(String problem, String advice, List<Losses.Dependent> dependents) {
        return new SolutionException(null, problem + lines(dependents), advice);
    }

    private static String lines(List<Losses.Dependent> dependents) {
        StringBuilder lines = new StringBuilder();
        dependents.stream()
                .limit(SHOWN)
                .forEach(dependent ->
                        lines.append(System.lineSeparator()).append("  ").append(dependent));
        if (dependents.size() > SHOWN) {
            lines.append(System.lineSeparator())
                    .append("  and ")
                    .append(dependents.size() - SHOWN)
                    .append(" more");
        }
        return lines.toString();
    }
}
