package io.github.dataversealm.solution.operation;

import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.message.Similarity;
import io.github.dataversealm.solution.message.SolutionException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds a solution of an environment by its name, and refuses those that an operation must not touch. */
final class SolutionFinder {

    /** The solutions that every environment has and that are no solutions of anybody (spec dataverse-web-api §3.1). */
    private static final Set<String> RESTRICTED = Set.of("default", "active", "system", "basic");

    private static final int MOST_SUGGESTIONS = 5;

    private final Dataverse dataverse;
    private final String environment;
    private final boolean production;

    SolutionFinder(Dataverse dataverse, String environment, boolean production) {
        this.dataverse = dataverse;
        this.environment = environment;
        this.production = production;
    }

    /**
     * The solution with this unique name.
     *
     * @throws SolutionException when there is none, with the names that may have been meant
     */
    InstalledSolution find(String uniqueName) {
        return dataverse.solution(uniqueName).orElseThrow(() -> missing(uniqueName));
    }

    /**
     * The unmanaged solution with this unique name, for an operation that changes it; not in production, which is for
     * managed solutions only.
     *
     * @param change what is to be done, such as {@code change the version of}
     */
    InstalledSolution findUnmanaged(String uniqueName, String change) {
        InstalledSolution solution = find(uniqueName);
        requireOrdinary(solution, change);
        if (solution.managed()) {
            throw new SolutionException(
                    null,
                    "'" + solution.uniqueName() + "' is managed here, so nobody can " + change + " it.",
                    "Do it in the development environment, where the solution is unmanaged, and import the result.");
        }
        if (production) {
            throw new SolutionException(
                    null,
                    "'" + environment + "' is a production environment, where unmanaged solutions are not worked on; '"
                            + solution.uniqueName() + "' is one, so you cannot " + change + " it here.",
                    "Do it in the development environment, and import the managed result.");
        }
        return solution;
    }

    /** @throws SolutionException when it is one of the solutions that every environment has */
    static void requireOrdinary(InstalledSolution solution, String change) {
        if (RESTRICTED.contains(solution.uniqueName().toLowerCase(Locale.ROOT))) {
            throw new SolutionException(
                    null,
                    "'" + solution.uniqueName() + "' is a solution that every environment has; nobody can " + change
                            + " it.",
                    "Name a solution of yours; mvn solution:list shows them.");
        }
    }

    private SolutionException missing(String uniqueName) {
        String wanted = uniqueName.toLowerCase(Locale.ROOT);
        List<String> near = dataverse.solutions(true).stream()
                .filter(solution -> isNear(solution.uniqueName(), wanted) || isNear(solution.friendlyName(), wanted))
                .map(InstalledSolution::uniqueName)
                .sorted()
                .limit(MOST_SUGGESTIONS)
                .toList();
        return new SolutionException(
                null,
                "There is no solution '" + uniqueName + "' in the environment " + environment + ".",
                (near.isEmpty() ? "" : "Perhaps one of these is meant: " + String.join(", ", near) + ". ")
                        + "The unique name is needed, not the display name; mvn solution:list shows both.");
    }

    private static boolean isNear(String name, String wanted) {
        String candidate = name.toLowerCase(Locale.ROOT);
        return !candidate.isEmpty()
                && (candidate.contains(wanted) || wanted.contains(candidate) || Similarity.isNear(candidate, wanted));
    }
}
