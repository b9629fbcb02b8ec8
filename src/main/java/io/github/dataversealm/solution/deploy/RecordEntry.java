package io.github.dataversealm.solution.deploy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is written down about one solution in one environment.
 *
 * @param decision the word for what is done, and {@code reason} why; empty before it is decided
 * @param other the last import of the solution in the environment of another zip than this one, if one is known
 * @param ended when the run came to its end
 * @param messages what the user was told at the end
 */
record RecordEntry(
        Subject subject,
        RunState state,
        String decision,
        String reason,
        Start start,
        FlowMemory flows,
        Optional<Imported> other,
        Instant began,
        Optional<Instant> ended,
        List<String> messages) {

    private static final Duration FRESH = Duration.ofDays(1);

    /**
     * Which zip goes to which environment.
     *
     * @param zip its file name
     * @param artifact its coordinates in a Maven repository; empty for a file
     */
    record Subject(
            UUID organizationId,
            String solution,
            String version,
            boolean managed,
            String zip,
            String artifact,
            String sha256) {}

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

    /** Which zip an import job was of. */
    record Imported(UUID job, String sha256) {}

    /** Of a run that has done nothing yet; {@code importJobId} is that of an earlier run with the same zip. */
    static RecordEntry planned(Subject subject, Optional<UUID> importJobId, Instant began) {
        return new RecordEntry(
                subject,
                RunState.PLANNED,
                "",
                "",
                new Start(0, importJobId, Optional.empty(), Baseline.NOTHING, Optional.empty()),
                FlowMemory.NOTHING,
                Optional.empty(),
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
        return isOf(organization, solutionPackage.uniqueName())
                && subject.sha256().equals(solutionPackage.sha256());
    }

    /** The last import that is known to be of another zip. */
    Optional<Imported> otherThan(SolutionPackage solutionPackage) {
        return subject.sha256().equals(solutionPackage.sha256())
                ? other
                : importJobId()
                        .map(job -> new Imported(job, subject.sha256()))
                        .or(() -> other.filter(imported -> !imported.sha256().equals(solutionPackage.sha256())));
    }

    boolean isOf(UUID organization, String uniqueName) {
        return subject.organizationId().equals(organization)
                && subject.solution().equalsIgnoreCase(uniqueName);
    }

    /** Whether later runs need it, also those of other solutions and versions. */
    boolean isOpen() {
        return state.isUnfinished() || !flows.due().isEmpty();
    }

    /**
     * What another work on the solution has to know of the flows. An entry that was cut off longer ago than a day does not say
     * any more how people want them.
     */
    FlowMemory flowsFor(Instant now) {
        return isCutOff(now) ? flows : flows.onlyDue();
    }

    /** Whether a run was cut off, a short time ago, that knew the states before and may not have given them back. */
    boolean isCutOff(Instant now) {
        return state.isUnfinished()
                && flows.known()
                && started().orElse(began).plus(FRESH).isAfter(now);
    }

    /** A start was sent, and no answer to it came before the run ended. */
    boolean isStartUncertain() {
        return importJobId().isPresent()
                && operationId().isEmpty()
                && (state == RunState.STARTING || state == RunState.STILL_RUNNING);
    }

    RecordEntry with(RunState newState) {
        return new RecordEntry(subject, newState, decision, reason, start, flows, other, began, ended, messages);
    }

    RecordEntry decided(Decision next) {
        return new RecordEntry(subject, state, next.word(), next.reason(), start, flows, other, began, ended, messages);
    }

    RecordEntry flows(FlowMemory next) {
        return new RecordEntry(subject, state, decision, reason, start, next, other, began, ended, messages);
    }

    RecordEntry knowing(Optional<Imported> imported) {
        return new RecordEntry(subject, state, decision, reason, start, flows, imported, began, ended, messages);
    }

    RecordEntry knowing(Baseline known) {
        Start next = new Start(start.attempt(), start.importJobId(), start.operationId(), known, start.at());
        return new RecordEntry(subject, state, decision, reason, next, flows, other, began, ended, messages);
    }

    RecordEntry job(RunState newState, int attempt, Optional<UUID> job, Optional<UUID> operation, Instant at) {
        Start next = new Start(attempt, job, operation, start.known(), Optional.of(at));
        return new RecordEntry(subject, newState, decision, reason, next, flows, other, began, ended, messages);
    }

    RecordEntry end(RunState newState, List<String> newMessages, Instant at) {
        return new RecordEntry(
                subject,
                newState,
                decision,
                reason,
                start,
                flows,
                other,
                began,
                Optional.of(at),
                List.copyOf(newMessages));
    }
}
