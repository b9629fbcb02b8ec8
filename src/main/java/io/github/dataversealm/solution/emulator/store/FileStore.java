package io.github.dataversealm.solution.emulator.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The data of one organization in a folder: {@code store.mv} with the rows, and {@code blobs/} with the large values.
 * All rows are also held in memory, so that reads never wait for a write and always see one state.
 */
public final class FileStore implements OrganizationStore {

    private final RowFile file;
    private final BlobFiles blobs;
    private final ReentrantLock writer = new ReentrantLock();
    private final Object readers = new Object();
    private final Deque<UUID> deletions = new ArrayDeque<>();
    private int readerCount;
    private volatile StoreState state;

    /**
     * Opens or creates the store.
     *
     * @throws IOException also when another process has it open
     */
    public FileStore(Path directory) throws IOException {
        Files.createDirectories(directory);
        file = new RowFile(directory.resolve("store.mv"));
        boolean opened = false;
        try {
            state = file.load();
            blobs = new BlobFiles(directory.resolve("blobs"));
            blobs.keepOnly(state.table(StoreTransaction.BLOBS).keySet());
            opened = true;
        } finally {
            if (!opened) {
                file.close();
            }
        }
    }

    @Override
    public <T> T read(Work<T> work) throws IOException {
        synchronized (readers) {
            readerCount++;
        }
        StoreTransaction transaction = new StoreTransaction(state, blobs, false);
        try {
            return work.in(transaction);
        } finally {
            transaction.end();
            synchronized (readers) {
                readerCount--;
            }
            deleteBlobs();
        }
    }

    @Override
    public <T> T write(Work<T> work) throws IOException {
        if (writer.isHeldByCurrentThread()) {
            throw new IllegalStateException("a transaction that writes is already under way in this thread");
        }
        writer.lock();
        StoreTransaction transaction = new StoreTransaction(state, blobs, true);
        boolean done = false;
        try {
            T result = work.in(transaction);
            if (transaction.hasChanges()) {
                StoreState after = transaction.after();
                file.commit(transaction.changes(), after.counter());
                state = after;
            }
            done = true;
            return result;
        } finally {
            transaction.end();
            synchronized (readers) {
                deletions.addAll(done ? transaction.blobsGone() : transaction.blobsAdded());
            }
            writer.unlock();
            deleteBlobs();
        }
    }

    /** Deletes the files of blobs that are gone, once no reader can be at them. A file that stays is removed at the next open. */
    private void deleteBlobs() {
        synchronized (readers) {
            if (readerCount > 0) {
                return;
            }
            while (!deletions.isEmpty()) {
                try {
                    blobs.delete(deletions.poll());
                } catch (IOException e) {
                    // Windows: someone has it open. It belongs to no row, so the next open removes it.
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        writer.lock();
        try {
            file.close();
        } finally {
            writer.unlock();
        }
    }
}
