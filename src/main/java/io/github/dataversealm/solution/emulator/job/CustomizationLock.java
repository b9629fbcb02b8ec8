package io.github.dataversealm.solution.emulator.job;

import io.github.dataversealm.solution.emulator.message.Fault;
import io.github.dataversealm.solution.emulator.message.ServiceFault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One thing at a time changes the customizations of an organization (spec dataverse-web-api §9.5). The lock is of the moment:
 * it is not kept on disk. Safe for use by several threads.
 */
public final class CustomizationLock {

    private final Clock clock;
    private LockKind holder;
    private LockKind outsider;
    private Instant outsiderUntil = Instant.MIN;

    public CustomizationLock(Clock clock) {
        this.clock = clock;
    }

    /** @return what holds the lock already; empty when it is the caller's now */
    public synchronized Optional<LockKind> tryAcquire(LockKind kind) {
        Optional<LockKind> current = holder();
        if (current.isEmpty()) {
            holder = kind;
        }
        return current;
    }

    /** Who holds the lock now. */
    public synchronized Optional<LockKind> holder() {
        if (holder != null) {
            return Optional.of(holder);
        }
        return clock.instant().isBefore(outsiderUntil) ? Optional.of(outsider) : Optional.empty();
    }

    public synchronized void release() {
        holder = null;
    }

    /** Lets the lock be held from now on as if by something that nobody here has started, such as another import. */
    public synchronized void holdFor(LockKind kind, Duration time) {
        outsider = kind;
        outsiderUntil = clock.instant().plus(time);
    }

    /** The error of an operation that meets the lock. */
    public static ServiceFault fault(int status, LockKind wanted, LockKind holder) {
        boolean same = wanted == holder;
        return Fault.LOCKED.withStatus(
                status,
                same ? "another " : "the requested operation ",
                wanted,
                same ? "a previous" : "another",
                holder);
    }
}
