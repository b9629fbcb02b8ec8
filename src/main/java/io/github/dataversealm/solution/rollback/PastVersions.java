package io.github.dataversealm.solution.rollback;

import io.github.dataversealm.solution.dataverse.HistoryEntry;
import io.github.dataversealm.solution.model.SolutionVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which versions of a solution an environment has had, as its own history tells (spec dataverse-web-api §3.6). */
final class PastVersions {

    private static final int IMPORT = 0;
    private static final int UNINSTALL = 1;
    private static final int UPGRADE = 2;

    /** A version that came to the environment, and when. */
    record Past(SolutionVersion version, Optional<Instant> since) {}

    private final List<Past> chain;
    private final boolean uninstalledLast;

    private PastVersions(List<Past> chain, boolean uninstalledLast) {
        this.chain = chain;
        this.uninstalledLast = uninstalledLast;
    }

    /** @param entries of one solution */
    static PastVersions of(List<HistoryEntry> entries) {
        List<HistoryEntry> oldestFirst = entries.stream()
                .filter(entry -> entry.completed() && entry.succeeded())
                .filter(entry -> SolutionVersion.isValid(entry.solutionVersion()))
                .sorted(Comparator.comparing(entry -> entry.startTime().orElse(Instant.EPOCH)))
                .toList();
        List<Past> chain = new ArrayList<>();
        boolean uninstalled = false;
        for (HistoryEntry entry : oldestFirst) {
            if (entry.operation() == IMPORT) {
                SolutionVersion version = new SolutionVersion(entry.solutionVersion());
                uninstalled = false;
                if (chain.isEmpty() || last(chain).version().compareTo(version) != 0) {
                    chain.add(new Past(version, entry.endTime().or(entry::startTime)));
                }
            } else if (entry.operation() == UNINSTALL && entry.subOperation() != UPGRADE) {
                uninstalled = true;
            }
        }
        return new PastVersions(chain, uninstalled);
    }

    /** Whether the last thing that was done to the solution is its removal. */
    boolean isUninstalledLast() {
        return uninstalledLast;
    }

    List<Past> newestFirst() {
        List<Past> all = new ArrayList<>(chain);
        Collections.reverse(all);
        return List.copyOf(all);
    }

    /** What was there before the version, the newest first; versions that came after it, and are staged or gone, are left out. */
    List<Past> before(SolutionVersion installed) {
        int at = chain.size() - 1;
        while (at >= 0 && chain.get(at).version().compareTo(installed) != 0) {
            at--;
        }
        List<Past> before = new ArrayList<>();
        for (int i = at - 1; i >= 0; i--) {
            before.add(chain.get(i));
        }
        return before;
    }

    /** The last version that came after the installed one and is not there: it was staged and removed. */
    Optional<Past> givenUp(SolutionVersion installed) {
        boolean known = chain.stream().anyMatch(past -> past.version().compareTo(installed) == 0);
        return known
                ? newestFirst().stream()
                        .findFirst()
                        .filter(past -> past.version().compareTo(installed) > 0)
                : Optional.empty();
    }

    private static Past last(List<Past> chain) {
        return chain.get(chain.size() - 1);
    }
}
