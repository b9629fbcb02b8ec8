package io.github.dataversealm.solution.emulator;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Who uses a server. It can stop when nobody does. */
final class Leases {

    private final Runnable whenEmpty;
    private final Map<UUID, Long> processes = new HashMap<>();
    private boolean ended;

    Leases(Runnable whenEmpty) {
        this.whenEmpty = whenEmpty;
    }

    /** @throws IllegalStateException when the server is about to stop */
    synchronized UUID add(long processId) {
        if (ended) {
            throw new IllegalStateException("the server stops");
        }
        UUID lease = UUID.randomUUID();
        processes.put(lease, processId);
        return lease;
    }

    /**
     * What became of a lease that was given back.
     *
     * @param last whether the server stops now
     */
    record Released(boolean known, boolean last) {}

    /** Gives a lease back; whoever gives the last one back has to call {@link #stop}. */
    synchronized Released remove(UUID lease) {
        boolean known = processes.remove(lease) != null;
        boolean last = known && processes.isEmpty() && !ended;
        ended |= last;
        return new Released(known, last);
    }

    /** Whether the last one was given back. */
    synchronized boolean isEnded() {
        return ended;
    }

    void stop() {
        whenEmpty.run();
    }

    /** Takes the leases of processes that have died back, and says whether another living process still has one. */
    boolean otherProcesses() {
        long own = ProcessHandle.current().pid();
        Map<UUID, Long> now;
        synchronized (this) {
            now = Map.copyOf(processes);
        }
        boolean others = false;
        for (Map.Entry<UUID, Long> lease : now.entrySet()) {
            if (lease.getValue() != own) {
                boolean alive = ProcessHandle.of(lease.getValue())
                        .map(ProcessHandle::isAlive)
                        .orElse(false);
                others |= alive;
                if (!alive && remove(lease.getKey()).last()) {
                    stop();
                }
            }
        }
        return others;
    }
}
