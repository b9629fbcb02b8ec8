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

    /** @return whether there was such a lease */
    boolean remove(UUID lease) {
        boolean known;
        boolean last;
        synchronized (this) {
            known = processes.remove(lease) != null;
            last = known && processes.isEmpty() && !ended;
            ended |= last;
        }
        if (last) {
            whenEmpty.run();
        }
        return known;
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
                if (!alive) {
                    remove(lease.getKey());
                }
            }
        }
        return others;
    }
}
