package io.github.dataversealm.solution.unpack;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs tasks beside the thread that makes them. Few wait at a time: when the queue is full the maker does the next one
 * itself. The first failure ends it.
 */
final class WorkQueue implements AutoCloseable {

    /** How many tasks may wait; each holds the bytes of one file. */
    private static final int WAITING = 64;

    /** A task that may fail as the disk does. */
    interface Task {
        void run() throws IOException;
    }

    private final ExecutorService workers;
    /** One party for the maker of the tasks and one for each task that is not done. */
    private final Phaser pending = new Phaser(1);

    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    WorkQueue(int threads) {
        workers = new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(WAITING),
                run -> {
                    Thread thread = new Thread(run, "solution-unpack");
                    thread.setDaemon(true);
                    return thread;
                },
                (run, executor) -> {
                    if (executor.isShutdown()) {
                        throw new RejectedExecutionException("the queue is closed");
                    }
                    run.run();
                });
    }

    /** Runs the task soon, here or beside. */
    void submit(Task task) throws IOException {
        rethrow();
        pending.register();
        workers.execute(() -> {
            try {
                if (failure.get() == null) {
                    task.run();
                }
            } catch (IOException | RuntimeException | Error e) {
                failure.compareAndSet(null, e);
            } finally {
                pending.arriveAndDeregister();
            }
        });
    }

    /** Waits until the tasks so far are done; more may follow. */
    void await() throws IOException {
        pending.arriveAndAwaitAdvance();
        rethrow();
    }

    /** Waits until all tasks are done. */
    void finish() throws IOException {
        workers.shutdown();
        try {
            while (!workers.awaitTermination(1, TimeUnit.HOURS)) {
                rethrow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        rethrow();
    }

    private void rethrow() throws IOException {
        Throwable thrown = failure.get();
        if (thrown instanceof IOException e) {
            throw e;
        } else if (thrown instanceof RuntimeException e) {
            throw e;
        } else if (thrown instanceof Error e) {
            throw e;
        }
    }

    @Override
    public void close() {
        failure.compareAndSet(null, new IOException("stopped"));
        workers.shutdown();
        boolean interrupted = false;
        while (true) {
            try {
                if (workers.awaitTermination(1, TimeUnit.MINUTES)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
