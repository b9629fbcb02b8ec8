package io.github.dataversealm.solution.deploy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What is written down about one solution in one environment.
 *
 * @param attempt the number that the id of the import job was made with
 * @param flowsBefore the flows and processes that were installed before, and whether they were on; empty also when nothing
 *     was installed
 * @param flowsKnown whether they were looked at before the import; afterwards that cannot be made up for
 * @param known the import jobs of the solution that were there before the start
 */
record RecordEntry(
        UUID organizationId,
        String solution,
        String version,
        boolean managed,
        String zip,
        String sha256,
        RunState state,
        String decision,
        String reason,
        int attempt,
        Optional<UUID> importJobId,
        Optional<UUID> operationId,
        Map<String, Boolean> flowsBefore,
        boolean flowsKnown,
        Baseline known,
        Instant began,
        Optional<Instant> started,
        Optional<Instant> ended,
        List<String> messages) {

    boolean isOf(UUID organization, SolutionPackage solutionPackage) {
        return organizationId.equals(organization)
                && solution.equalsIgnoreCase(solutionPackage.uniqueName())
                && sha256.equals(solutionPackage.sha256());
    }

    /** A start was sent, and no answer to it came before the run ended. */
    boolean isStartUncertain() {
        return importJobId.isPresent()
                && operationId.isEmpty()
                && (state == RunState.STARTING || state == RunState.STILL_RUNNING);
    }

    RecordEntry with(RunState newState) {
        return new RecordEntry(
                organizationId,
                solution,
                version,
                managed,
                zip,
                sha256,
                newState,
                decision,
                reason,
                attempt,
                importJobId,
                operationId,
                flowsBefore,
                flowsKnown,
                known,
                began,
                started,
                ended,
                messages);
    }

    RecordEntry decided(Decision newDecision) {
        return new RecordEntry(
                organizationId,
                solution,
                version,
                managed,
                zip,
                sha256,
                state,
                newDecision.word(),
                newDecision.reason(),
                attempt,
                importJobId,
                operationId,
                flowsBefore,
                flowsKnown,
                known,
                began,
                started,
                ended,
                messages);
    }

    RecordEntry before(Map<String, Boolean> flows) {
        return new RecordEntry(
                organizationId,
                solution,
                version,
                managed,
                zip,
                sha256,
                state,
                decision,
                reason,
                attempt,
                importJobId,
                operationId,
                Map.copyOf(flows),
                true,
                known,
                began,
                started,
                ended,
                messages);
    }

    RecordEntry knowing(Baseline newKnown) {
        return new RecordEntry(
                organizationId,
                solution,
                version,
                managed,
                zip,
                sha256,
                state,
                decision,
                reason,
                attempt,
                importJobId,
                operationId,
                flowsBefore,
                flowsKnown,
                newKnown,
                began,
                started,
                ended,
                messages);
    }

    RecordEntry job(RunState newState, int newAttempt, Optional<UUID> job, Optional<UUID> operation, Instant at) {
        return new RecordEntry(
                organizationId,
                solution,
                version,
                managed,
                zip,
                sha256,
                newState,
                decision,
                reason,
                newAttempt,
                job,
                operation,
                flowsBefore,
                flowsKnown,
                known,
                began,
                Optional.of(at),
                ended,
                messages);
    }

    RecordEntry end(RunState newState, List<String> newMessages, Instant at) {
        return new RecordEntry(
                organizationId,
                solution,
                version,
                managed,
                zip,
                sha256,
                newState,
                decision,
                reason,
                attempt,
                importJobId,
                operationId,
                flowsBefore,
                flowsKnown,
                known,
                began,
                started,
                Optional.of(at),
                List.copyOf(newMessages));
    }
}
