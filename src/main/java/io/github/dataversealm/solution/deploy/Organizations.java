package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.message.SolutionException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Which organizations a deployment works in: one that has two addresses must not be worked in under both. */
final class Organizations {

    private final Map<UUID, String> taken = new ConcurrentHashMap<>();

    /**
     * Takes an organization.
     *
     * @param environment the id that it has here
     * @throws SolutionException when another environment has turned out to be the same organization
     */
    void take(UUID organization, String environment) {
        String other = taken.putIfAbsent(organization, environment);
        if (other != null) {
            throw new SolutionException(
                    null,
                    "'" + other + "' and '" + environment + "' are the same environment: both are the organization "
                            + organization + ". Nothing was changed through '" + environment + "'.",
                    "Choose one of them, and give the other its own address.");
        }
    }
}
