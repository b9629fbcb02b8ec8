package io.github.dataversealm.solution.check.rule;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Does pieces of work. The thread that asks for them does them itself, and has others help when there is more to do than it
 * takes to start them: most solutions are small, and a build may check many of them at the same time.
 */
final class Workers {

    /** A thread that helps costs about a tenth of this, or much more on a machine that is busy. */
    private static final long ALONE_NANOS = 2_000_000;

    private final int threads;
    private final List<? extends Work> works;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<Throwable> fault = new AtomicReference<>();

    /** A piece of work. */
    interface Work {
        void run() throws IOException;
    }

    /** @param threads how many may work, the asking one among them */
    Workers(int threads, List<? extends Work> works) {
        this.threads = threads;
        this.works = works;
    }

    /**
     * Does all of them.
     *
     * @param much whether it is known before that there is much to do
     * @throws IllegalStateException when one fails, or the thread is interrupted: the rest is left undone
     */
    void run(boolean much) {
        List<Thread> helpers = new ArrayList<>();
        long start = System.nanoTime();
        boolean alone = threads > 1;
        try {
            do {
                if (Thread.interrupted()) {
                    throw interrupted(null);
                }
                if (alone && isMoreThanOneLeft() && (much || System.nanoTime() - start > ALONE_NANOS)) {
                    alone = false;
                    startHelpers(helpers);
                }
            } while (workOnce());
            for (Thread helper : helpers) {
                helper.join();
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            next.set(works.size());
            helpers.forEach(Thread::interrupt);
        }
        if (fault.get() != null) {
            throw new IllegalStateException("The analysis failed.", fault.get());
        }
    }

    private boolean isMoreThanOneLeft() {
        return works.size() - next.get() > 1;
    }

    private void startHelpers(List<Thread> helpers) {
        int count = Math.min(threads - 1, works.size() - next.get() - 1);
        for (int i = 0; i < count; i++) {
            Thread helper = new Thread(this::workAll, "solution-check");
            helper.setDaemon(true);
            try {
                helper.start();
            } catch (OutOfMemoryError e) {
                // the system has no thread left for it: those that there are do its part
                return;
            }
            helpers.add(helper);
        }
    }

    private void workAll() {
        boolean more = true;
        while (more) {
            more = workOnce();
        }
    }

    /** Does one of those that nobody has begun; false when there is none. */
    private boolean workOnce() {
        // it cannot overflow: each thread asks once in vain
        int mine = next.getAndIncrement();
        if (mine >= works.size()) {
            return false;
        }
        try {
            works.get(mine).run();
            return true;
        } catch (IOException | RuntimeException | Error e) {
            fault.compareAndSet(null, e);
            next.set(works.size());
            return false;
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("The analysis was interrupted.", e);
    }
}
