package io.github.dataversealm.solution.zip;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;

/**
 * Deflates batches on several threads and returns them in order. The calling thread counts as one of them: it feeds, and
 * when enough is waiting it deflates too. Memory is bounded by the number of batches.
 */
final class DeflateLine {

    /** Receives the batches in order, on the calling thread. */
    interface Sink {
        void write(Batch batch) throws IOException;
    }

    private static final class DaemonThreads implements ThreadFactory {
        @Override
        public Thread newThread(Runnable task) {
            Thread thread = new Thread(task, "solution-deflate");
            thread.setDaemon(true);
            return thread;
        }
    }

    private final int level;
    private final int maxWaiting;
    private final Sink sink;
    private final ExecutorService executor;
    private final ArrayDeque<FutureTask<Batch>> line = new ArrayDeque<>();
    private final ArrayDeque<Batch> free = new ArrayDeque<>();

    DeflateLine(int level, int threads, Sink sink) {
        this.level = level;
        this.maxWaiting = threads == 1 ? 0 : 2 * threads;
        this.sink = sink;
        this.executor = threads == 1 ? null : Executors.newFixedThreadPool(threads - 1, new DaemonThreads());
    }

    /** An empty batch to fill. */
    Batch batch() {
        Batch batch = free.poll();
        return batch == null ? new Batch(level) : batch;
    }

    void add(Batch batch) throws IOException {
        FutureTask<Batch> task = new FutureTask<>(batch);
        line.add(task);
        if (executor != null) {
            executor.execute(task);
        }
        while (!line.isEmpty() && line.peek().isDone() || line.size() > maxWaiting) {
            writeOldest();
        }
    }

    /** Waits for all batches. */
    void finish() throws IOException {
        while (!line.isEmpty()) {
            writeOldest();
        }
        end();
    }

    /** Stops the threads and drops what waits. */
    void end() {
        if (executor != null) {
            executor.shutdownNow();
        }
        while (!free.isEmpty()) {
            free.poll().end();
        }
        line.clear();
    }

    private void writeOldest() throws IOException {
        Batch batch = await(line.peek());
        line.poll();
        sink.write(batch);
        batch.clear();
        free.push(batch);
    }

    private Batch await(FutureTask<Batch> oldest) throws IOException {
        for (FutureTask<Batch> task : line) {
            if (oldest.isDone()) {
                break;
            }
            // does nothing when another thread has begun it
            task.run();
        }
        try {
            return oldest.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while the zip was written.");
        } catch (ExecutionException e) {
            throw new IOException("Deflating failed.", e.getCause());
        }
    }
}
