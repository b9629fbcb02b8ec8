package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.dataverse.InterruptedCallException;
import io.github.dataversealm.solution.job.ComponentResult;
import io.github.dataversealm.solution.message.SolutionException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * What the environments of a deployment have in common, so that many of them need little more memory than one. Several threads
 * use it.
 */
final class Commons {

    /** The log of a large import is tens of megabytes while it is read; many environments may come to their end together. */
    private static final int READERS = 4;

    private final Map<UUID, String> organizations = new ConcurrentHashMap<>();
    private final Semaphore readers = new Semaphore(READERS);
    private final Map<ComponentResult, ComponentResult> results = new ConcurrentHashMap<>();

    /** Work that can fail as reading does. */
    interface Reading<T, E extends Exception> {
        T read() throws E;
    }

    /**
     * Takes an organization: one that has two addresses must not be worked in under both.
     *
     * @param environment the id that it has here
     * @throws SolutionException when another environment has turned out to be the same organization
     */
    void take(UUID organization, String environment) {
        String other = organizations.putIfAbsent(organization, environment);
        if (other != null) {
            throw new SolutionException(
                    null,
                    "'" + other + "' and '" + environment + "' are the same environment: both are the organization "
                            + organization + ". Nothing was changed through '" + environment + "'.",
                    "Choose one of them, and give the other its own address.");
        }
    }

    /**
     * Reads something large, when not too many others do.
     *
     * @throws InterruptedCallException when the thread is interrupted while it waits; it stays marked so
     */
    <T, E extends Exception> T read(Reading<T, E> reading) throws E {
        try {
            readers.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedCallException("The wait for the service was interrupted.");
        }
        try {
            return reading.read();
        } finally {
            readers.release();
        }
    }

    /** The same results, each of which exists once for all environments that got it: most components are told of alike. */
    List<ComponentResult> shared(List<ComponentResult> components) {
        return components.stream()
                .map(row -> row.text().isEmpty() ? results.computeIfAbsent(row, same -> same) : row)
                .toList();
    }
}
