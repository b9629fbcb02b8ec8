package io.github.dataversealm.solution.emulator.job;

import java.io.IOException;
import java.util.Optional;

/**
 * A kind of background work.
 *
 * @param kind the message that starts it, such as {@code ImportSolutionAsync}
 * @param name of its job, such as {@code ImportSolution}
 * @param operationType of its job (spec dataverse-web-api §3.4)
 * @param lock what it holds the customization lock as; empty: it needs none
 * @param phases in how many steps its progress rises
 */
public record Work(String kind, String name, int operationType, Optional<LockKind> lock, int phases, Opener opener) {

    /** Makes the run of a job. */
    public interface Opener {
        Execution open(Job job) throws IOException;
    }
}
