package io.github.dataversealm.solution.emulator.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.StringDataType;

/**
 * The file with the rows: a log-structured {@link MVStore} that is valid up to its last commit, whenever the process dies.
 * A key is {@code <entity set>/<id>}, a value the row's place in the order of creation (8 bytes) and its JSON.
 * Everything runs in one thread of its own: an interrupt of a thread that does file work would close the file.
 */
final class RowFile implements Closeable {

    /** Every so many commits, old pages are cleared out of the file. */
    private static final int COMMITS_BETWEEN_COMPACTIONS = 200;

    private static final int COMPACTION_FILL_PERCENT = 50;
    private static final int COMPACTION_BYTES = 4 << 20;
    private static final String COUNTER = "counter";

    private final ObjectMapper json = new ObjectMapper();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "solution-store");
        thread.setDaemon(true);
        return thread;
    });
    private final MVStore store;
    private final MVMap<String, byte[]> rows;
    private final MVMap<String, byte[]> meta;
    private int commits;

    RowFile(Path file) throws IOException {
        MVStore opened = null;
        try {
            opened = inThread(() -> open(file));
            store = opened;
            rows = inThread(() -> map("rows"));
            meta = inThread(() -> map("meta"));
            // a map that no commit has seen goes away when a first commit is taken back
            inThread(store::commit);
        } finally {
            if (opened == null) {
                thread.shutdown();
            }
        }
    }

    private static MVStore open(Path file) throws IOException {
        try {
            return new MVStore.Builder()
                    .fileName(file.toString())
                    .autoCommitDisabled()
                    .open();
        } catch (MVStoreException e) {
            throw new IOException("Cannot open the store " + file + ": " + e.getMessage(), e);
        }
    }

    private MVMap<String, byte[]> map(String name) {
        return store.openMap(
                name,
                new MVMap.Builder<String, byte[]>()
                        .keyType(StringDataType.INSTANCE)
                        .valueType(ByteArrayDataType.INSTANCE));
    }

    StoreState load() throws IOException {
        return inThread(() -> {
            record Stored(String set, UUID id, StoreState.Row row) {}
            List<Stored> all = new ArrayList<>(rows.size());
            for (Map.Entry<String, byte[]> entry : rows.entrySet()) {
                String key = entry.getKey();
                int slash = key.indexOf('/');
                byte[] value = entry.getValue();
                long place = ByteBuffer.wrap(value).getLong();
                ObjectNode row = (ObjectNode) json.readTree(value, Long.BYTES, value.length - Long.BYTES);
                all.add(new Stored(
                        key.substring(0, slash),
                        UUID.fromString(key.substring(slash + 1)),
                        new StoreState.Row(place, row)));
            }
            all.sort(Comparator.comparingLong(stored -> stored.row().place()));
            Map<String, Map<UUID, StoreState.Row>> tables = new LinkedHashMap<>();
            for (Stored stored : all) {
                tables.computeIfAbsent(stored.set(), set -> new LinkedHashMap<>())
                        .put(stored.id(), stored.row());
            }
            byte[] counter = meta.get(COUNTER);
            return new StoreState(
                    tables,
                    counter == null
                            ? StoreState.FIRST_VERSION
                            : ByteBuffer.wrap(counter).getLong());
        });
    }

    /** Writes the changes of a transaction. They are on disk when this returns; when it throws, nothing has changed. */
    void commit(List<Change> changes, long counter) throws IOException {
        inThread(() -> {
            boolean done = false;
            try {
                for (Change change : changes) {
                    String key = change.set() + "/" + change.id();
                    if (change.row() == null) {
                        rows.remove(key);
                    } else {
                        rows.put(key, encode(change.row()));
                    }
                }
                meta.put(
                        COUNTER,
                        ByteBuffer.allocate(Long.BYTES).putLong(counter).array());
                store.commit();
                store.sync();
                done = true;
                return null;
            } finally {
                if (!done) {
                    // whatever it was: what is not committed must not go along with the next commit
                    store.rollback();
                }
            }
        });
        if (++commits % COMMITS_BETWEEN_COMPACTIONS == 0) {
            compact();
        }
    }

    /** Not a part of the commit, which is on disk and must not seem to have failed. */
    private void compact() throws IOException {
        inThread(() -> {
            try {
                store.compact(COMPACTION_FILL_PERCENT, COMPACTION_BYTES);
            } catch (MVStoreException e) {
                // The file stays larger than it need be. If it is damaged, the next commit tells.
            }
            return null;
        });
    }

    private byte[] encode(StoreState.Row row) throws IOException {
        byte[] text = json.writeValueAsBytes(row.values());
        return ByteBuffer.allocate(Long.BYTES + text.length)
                .putLong(row.place())
                .put(text)
                .array();
    }

    @Override
    public void close() throws IOException {
        if (thread.isShutdown()) {
            return;
        }
        try {
            inThread(() -> {
                // Without the compaction that a close can do: it moves chunks about, which has been seen to go wrong.
                store.close(0);
                return null;
            });
        } finally {
            thread.shutdown();
        }
    }

    /** Runs the work in the file's thread and waits for it, also when the waiting thread is interrupted. */
    private <T> T inThread(Callable<T> work) throws IOException {
        Future<T> result = thread.submit(work);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static IOException rethrown(Throwable cause) {
        if (cause instanceof MVStoreException fault) {
            return new IOException("The store failed: " + fault.getMessage(), fault);
        }
        if (cause instanceof IOException fault) {
            return fault;
        }
        if (cause instanceof UncheckedIOException fault) {
            return fault.getCause();
        }
        if (cause instanceof RuntimeException fault) {
            throw fault;
        }
        throw new IllegalStateException(cause);
    }

    /** @param row null: the row goes away */
    record Change(String set, UUID id, StoreState.Row row) {}
}
