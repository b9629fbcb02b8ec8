package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.dataverse.InterruptedCallException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Does the same with several things at the same time, in threads of its own. */
public final class SideBySide {

    private SideBySide() {}

    /**
     * Does the work with each.
     *
     * @param parallel how many are worked on at a time, at least 1
     * @param work may be called by several threads; the first exception that it throws ends the others
     * @return a result for each, in the order of the things
     * @throws InterruptedCallException when the thread was interrupted
     */
    public static <T, R> List<R> run(List<T> things, int parallel, Function<? super T, ? extends R> work) {
        int count = Math.min(Math.max(1, parallel), things.size());
        if (count <= 1) {
            List<R> results = new ArrayList<>();
            things.forEach(thing -> results.add(work.apply(thing)));
            return results;
        }
        AtomicInteger number = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, "solution-environment-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<R>> running = new ArrayList<>();
            things.forEach(thing -> running.add(threads.submit(() -> work.apply(thing))));
            List<R> results = new ArrayList<>();
            for (Future<R> result : running) {
                results.add(result.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedCallException("The work in the environments was interrupted.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            if (e.getCause() instanceof Error fault) {
                throw fault;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
