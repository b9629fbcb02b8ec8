package io.github.dataversealm.solution.deploy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What is written down about one solution in one environment.
 *
 * @param decision the word for what is done, and {@code reason} why; empty before it is decided
 * @param ended when the run came to its end
 * @param messages what the user was told at the end
 */
record RecordEntry(
        Subject subject,
        RunState state,
        String decision,
        String reason,
        Start start,
        Flows flows,
        Instant began,
        Optional<Instant> ended,
        List<String> messages) {

    /**
     * Which zip goes to which environment.
     *
     * @param zip its file name
     */
    record Subject(UUID organizationId, String solution, String version, boolean managed, String zip, String sha256) {}

    /**
     * The start of the import job.
     *
     * @param attempt the number that the id of the job was made with
     * @param known the import jobs of the solution that were there before
     * @param at when it was sent
     */
    record Start(
            int attempt,
            Optional<UUID> importJobId,
            Optional<UUID> operationId,
            Baseline known,
            Optional<Instant> at) {}

    /**
     * The flows and processes that were installed before.
     *
     * @param on each with whether it was on; empty also when nothing was installed
     * @param known whether they were looked at before the import; afterwards that cannot be made up for
     */
    record Flows(Map<String, Boolean> on, boolean known) {

        static final Flows UNKNOWN = new Flows(Map.of(), false);
    }

    /** Of a run that has done nothing yet; {@code importJobId} is that of an earlier run with the same zip. */
    static RecordEntry planned(Subject subject, Optional<UUID> importJobId, Instant began) {
        return new RecordEntry(
                subject,
                RunState.PLANNED,
                "",
                "",
                new Start(0, importJobId, Optional.empty(), Baseline.NOTHING, Optional.empty()),
                Flows.UNKNOWN,
                began,
                Optional.empty(),
                List.of());
    }

    Optional<UUID> importJobId() {
        return start.importJobId();
    }

    Optional<UUID> operationId() {
        return start.operationId();
    }

    /** When the start of the job was sent. */
    Optional<Instant> started() {
        return start.at();
    }

    boolean isOf(UUID organization, SolutionPackage solutionPackage) {
        return subject.organizationId().equals(organization)
                && subject.solution().equalsIgnoreCase(solutionPackage.uniqueName())
                && subject.sha256().equals(solutionPackage.sha256());
    }

    /** A start was sent, and no answer to it came before the run ended. */
    boolean isStartUncertain() {
        return importJobId().isPresent()
                && operationId().isEmpty()
                && (state == RunState.STARTING || state == RunState.STILL_RUNNING);
    }

    RecordEntry with(RunState newState) {
        return new RecordEntry(subject, newState, decision, reason, start, flows, began, ended, messages);
    }

    RecordEntry decided(Decision next) {
        return new RecordEntry(subject, state, next.word(), next.reason(), start, flows, began, ended, messages);
    }

    RecordEntry before(Map<String, Boolean> flowsOn) {
        Flows seen = new Flows(Map.copyOf(flowsOn), true);
        return new RecordEntry(subject, state, decision, reason, start, seen, began, ended, messages);
    }

    RecordEntry knowing(Baseline known) {
        Start next = new Start(start.attempt(), start.importJobId(), start.operationId(), known, start.at());
        return new RecordEntry(subject, state, decision, reason, next, flows, began, ended, messages);
    }

    RecordEntry job(RunState newState, int attempt, Optional<UUID> job, Optional<UUID> operation, Instant at) {
        Start next = new Start(attempt, job, operation, start.known(), Optional.of(at));
        return new RecordEntry(subject, newState, decision, reason, next, flows, began, ended, messages);
    }

    RecordEntry end(RunState newState, List<String> newMessages, Instant at) {
        return new RecordEntry(
                subject, newState, decision, reason, start, flows, began, Optional.of(at), List.copyOf(newMessages));
    }
}
