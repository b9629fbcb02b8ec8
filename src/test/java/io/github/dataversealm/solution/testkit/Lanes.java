package io.github.dataversealm.solution.testkit;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Work that waits more than it computes, done at the same time in several environments. Each has a thread, which does one piece
 * after the other in the order in which they were given.
 */
public final class Lanes<E extends Closeable> implements Closeable {

    private final List<E> environments = new ArrayList<>();
    private final Queue<E> untaken = new ConcurrentLinkedQueue<>();
    private final ThreadLocal<E> own = ThreadLocal.withInitial(untaken::remove);
    private final ExecutorService threads;

    /** Makes the environment with a number, the first is 0. */
    public interface Opener<E> {
        E open(int number) throws IOException;
    }

    /** Something that is done in an environment. */
    public interface Piece<E, R> {
        R run(E environment) throws Exception;
    }

    public Lanes(int count, Opener<E> opener) throws IOException {
        threads = Executors.newFixedThreadPool(count);
        try {
            for (int i = 0; i < count; i++) {
                environments.add(opener.open(i));
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
        untaken.addAll(environments);
    }

    public <R> Future<R> submit(Piece<E, R> piece) {
        return threads.submit(() -> piece.run(own.get()));
    }

    /** What came of a piece; what it failed with is thrown as it is. */
    public static <R> R result(Future<R> piece) throws Exception {
        try {
            return piece.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (Exception) e.getCause();
        }
    }

    /** Gives up what has not been done. */
    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(3, TimeUnit.MINUTES)) {
                throw new IllegalStateException("a piece of work does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            for (E environment : environments) {
                environment.close();
            }
        }
    }
}
