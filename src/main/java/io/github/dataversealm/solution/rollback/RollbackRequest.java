package io.github.dataversealm.solution.rollback;

import io.github.dataversealm.solution.model.SolutionVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the user wants.
 *
 * @param solutions unique names, in any order
 * @param to where to go back to, by unique name in lower case; others go back to the version before
 * @param from what must be installed for anything to be done, by unique name in lower case
 * @param ways the way to take, by unique name in lower case; for others the safe one is taken
 * @param dataLoss whether the user agrees that rows, values or settings are lost
 */
public record RollbackRequest(
        List<String> solutions,
        Map<String, SolutionVersion> to,
        Map<String, SolutionVersion> from,
        Map<String, Way> ways,
        boolean dataLoss) {

    Optional<SolutionVersion> to(String solution) {
        return Optional.ofNullable(to.get(solution.toLowerCase(Locale.ROOT)));
    }

    Optional<Way> way(String solution) {
        return Optional.ofNullable(ways.get(solution.toLowerCase(Locale.ROOT)));
    }

    /** The same with a way for one solution. */
    RollbackRequest with(String solution, Way way) {
        Map<String, Way> all = new HashMap<>(ways);
        all.put(solution.toLowerCase(Locale.ROOT), way);
        return new RollbackRequest(solutions, to, from, Map.copyOf(all), dataLoss);
    }

    Optional<SolutionVersion> from(String solution) {
        return Optional.ofNullable(from.get(solution.toLowerCase(Locale.ROOT)));
    }
}
