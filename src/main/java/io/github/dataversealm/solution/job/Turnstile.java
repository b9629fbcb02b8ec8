package io.github.dataversealm.solution.job;

import io.github.dataversealm.solution.dataverse.AsyncOperation;
import io.github.dataversealm.solution.dataverse.CustomizationLock;
import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.dataverse.ServiceException;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.progress.Progress;
import io.github.dataversealm.solution.progress.ProgressListener;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Waits until an environment is free for a solution operation, and says whose operation it waits for. */
public final class Turnstile {

    private static final Duration SHORTEST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final String environment;
    private final Dataverse dataverse;
    private final Reporter reporter;
    private final ProgressListener progress;
    private final RandomGenerator random;
    private String told = "";

    public Turnstile(
            String environment,
            Dataverse dataverse,
            Reporter reporter,
            ProgressListener progress,
            RandomGenerator random) {
        this.environment = environment;
        this.dataverse = dataverse;
        this.reporter = reporter;
        this.progress = progress;
        this.random = random;
    }

    /**
     * How a wait ended.
     *
     * @param running what still runs when the time was over; empty when the environment is free or it was enough
     */
    public record Wait(boolean waited, List<AsyncOperation> running) {}

    /**
     * Waits while solution operations run.
     *
     * @param task what wants to start, for people
     * @param enough looked at during the wait; true ends it
     */
    public Wait await(String task, Stopwatch stopwatch, BooleanSupplier enough) {
        List<AsyncOperation> running = dataverse.runningOperations();
        boolean waited = false;
        int looks = 0;
        try {
            while (!running.isEmpty() && !stopwatch.isOver() && !(waited && enough.getAsBoolean())) {
                String whose = describe(running);
                tell("Waiting to start " + task + ": " + whose);
                progress.update(new Progress(
                        environment, task, "waiting for " + whose, OptionalDouble.empty(), stopwatch.elapsed()));
                stopwatch.pause(delay(looks++));
                waited = true;
                running = dataverse.runningOperations();
            }
            return new Wait(waited, waited && enough.getAsBoolean() ? List.of() : running);
        } finally {
            if (waited) {
                progress.done(new Progress(environment, task, "", OptionalDouble.empty(), stopwatch.elapsed()));
            }
        }
    }

    /**
     * Waits a while after the service said that something else is running, at least as long as it asks for.
     *
     * @param failures so far, from 1
     */
    public void backOff(String task, ServiceException fault, int failures, Stopwatch stopwatch) {
        backOff(task, fault.serviceMessage(), fault.retryAfter().orElse(Duration.ZERO), failures, stopwatch);
    }

    /** Waits a while after a job said that something else is running. @param failures so far, from 1 */
    public void backOff(String task, String message, int failures, Stopwatch stopwatch) {
        backOff(task, message, Duration.ZERO, failures, stopwatch);
    }

    private void backOff(String task, String message, Duration atLeast, int failures, Stopwatch stopwatch) {
        String holder =
                CustomizationLock.holder(message).map(kind -> " (" + kind + ")").orElse("");
        List<AsyncOperation> running = dataverse.runningOperations();
        tell(task + " has to wait: another solution operation holds the environment" + holder
                + (running.isEmpty() ? "" : ": " + describe(running)));
        progress.update(new Progress(
                environment,
                task,
                "waiting for another operation" + holder,
                OptionalDouble.empty(),
                stopwatch.elapsed()));
        Duration delay = delay(failures);
        stopwatch.pause(delay.compareTo(atLeast) < 0 ? atLeast : delay);
    }

    /** Such as {@code ImportSolutionAsync of Jane Doe, running since 2026-01-31T10:15:00Z}. */
    public static String describe(List<AsyncOperation> operations) {
        return operations.stream().map(Turnstile::describe).collect(Collectors.joining("; "));
    }

    private static String describe(AsyncOperation operation) {
        String name = operation.messageName().isEmpty() ? operation.name() : operation.messageName();
        String owner = operation.ownerName().isEmpty() ? "" : " of " + operation.ownerName();
        return name + owner
                + operation.startedOn().map(time -> ", running since " + time).orElse(", queued")
                + " (operation " + operation.id() + ")";
    }

    private void tell(String text) {
        if (!text.equals(told)) {
            told = text;
            reporter.info("[" + environment + "] " + text);
        }
    }

    /** Doubles from 2 s to 30 s, and anything from half of it to all of it. */
    private Duration delay(int step) {
        long full = Math.min(LONGEST.toMillis(), SHORTEST.toMillis() << Math.min(step, 10));
        return Duration.ofMillis(full / 2 + random.nextLong(full / 2 + 1));
    }
}
