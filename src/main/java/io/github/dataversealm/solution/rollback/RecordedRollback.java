package io.github.dataversealm.solution.rollback;

import io.github.dataversealm.solution.deploy.SolutionPackage;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * What is written down about the rollback of one solution.
 *
 * @param from the version that was installed; may be empty
 * @param to the version whose content is to be there; may be empty
 * @param after the version that is installed afterwards; may be empty
 * @param goes the patch or the staged upgrade that is removed, by name and version; empty for other ways
 * @param zip the file that is imported; may be empty
 * @param sha256 of it
 * @param losses what was said to be lost before it began, one line each
 * @param messages what came of it
 */
record RecordedRollback(
        UUID organizationId,
        String solution,
        State state,
        Way way,
        String why,
        String from,
        String to,
        String after,
        String goes,
        String zip,
        String sha256,
        List<String> losses,
        Instant began,
        Optional<Instant> ended,
        List<String> messages) {

    /** How far it came. */
    enum State {
        /** Nothing was done in the environment, or it cannot be told how far it is. */
        BEGUN,
        /** The solution is uninstalled, or about to be; it has to be installed. */
        UNINSTALLING,
        DONE,
        /** The environment is as it was before. */
        FAILED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A rollback that failed and left everything as it was is nothing to be continued. */
    boolean isUnfinished() {
        return state == State.BEGUN || state == State.UNINSTALLING;
    }

    RecordedRollback with(State newState, List<String> newMessages, Optional<Instant> end) {
        return new RecordedRollback(
                organizationId,
                solution,
                newState,
                way,
                why,
                from,
                to,
                after,
                goes,
                zip,
                sha256,
                losses,
                began,
                end,
                newMessages);
    }

    /** With the zip that is to be installed. */
    RecordedRollback withZip(SolutionPackage kept) {
        return new RecordedRollback(
                organizationId,
                solution,
                state,
                way,
                why,
                from,
                to,
                after,
                goes,
                kept.zip().toString(),
                kept.sha256(),
                losses,
                began,
                ended,
                messages);
    }
}
