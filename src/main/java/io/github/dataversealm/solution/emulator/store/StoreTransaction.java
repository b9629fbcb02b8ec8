package io.github.dataversealm.solution.emulator.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** A transaction over a state: what it changes is kept here until the store makes it the next state, or forgets it. */
final class StoreTransaction implements Transaction {

    /** The table whose rows say which blob files belong to the organization. */
    static final String BLOBS = "$blobs";

    private final StoreState before;
    private final BlobFiles blobs;
    private final boolean writes;
    private final Map<String, Map<UUID, StoreState.Row>> changed = new LinkedHashMap<>();
    private final Map<String, Set<UUID>> touched = new LinkedHashMap<>();
    private final Set<UUID> blobsAdded = new LinkedHashSet<>();
    private final Set<UUID> blobsGone = new LinkedHashSet<>();
    private long counter;
    private boolean ended;

    StoreTransaction(StoreState before, BlobFiles blobs, boolean writes) {
        this.before = before;
        this.blobs = blobs;
        this.writes = writes;
        counter = before.counter();
    }

    @Override
    public Table table(String entitySet) {
        if (entitySet.isEmpty() || entitySet.indexOf('/') >= 0) {
            throw new IllegalArgumentException("not an entity set: " + entitySet);
        }
        return new Rows(entitySet);
    }

    @Override
    public UUID putBlob(InputStream content) throws IOException {
        mustWrite();
        UUID id = UUID.randomUUID();
        long length = blobs.write(id, content);
        blobsAdded.add(id);
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.put("length", length);
        new Rows(BLOBS).put(id, row);
        return id;
    }

    @Override
    public Path blob(UUID id) {
        mustRun();
        if (!current(BLOBS).containsKey(id)) {
            throw new IllegalArgumentException("no blob " + id);
        }
        return blobs.file(id);
    }

    @Override
    public void deleteBlob(UUID id) {
        if (new Rows(BLOBS).delete(id)) {
            blobsGone.add(id);
        }
    }

    void end() {
        ended = true;
    }

    boolean hasChanges() {
        return !touched.isEmpty();
    }

    List<RowFile.Change> changes() {
        List<RowFile.Change> changes = new ArrayList<>();
        touched.forEach((set, ids) -> ids.forEach(
                id -> changes.add(new RowFile.Change(set, id, current(set).get(id)))));
        return changes;
    }

    StoreState after() {
        Map<String, Map<UUID, StoreState.Row>> tables = new LinkedHashMap<>(before.tables());
        tables.putAll(changed);
        return new StoreState(tables, counter);
    }

    Set<UUID> blobsAdded() {
        return blobsAdded;
    }

    Set<UUID> blobsGone() {
        return blobsGone;
    }

    private Map<UUID, StoreState.Row> current(String set) {
        Map<UUID, StoreState.Row> own = changed.get(set);
        return own == null ? before.table(set) : own;
    }

    private Map<UUID, StoreState.Row> changeable(String set, UUID id) {
        mustWrite();
        touched.computeIfAbsent(set, name -> new HashSet<>()).add(id);
        return changed.computeIfAbsent(set, name -> new LinkedHashMap<>(before.table(name)));
    }

    private void mustRun() {
        if (ended) {
            throw new IllegalStateException("the transaction has ended");
        }
    }

    private void mustWrite() {
        mustRun();
        if (!writes) {
            throw new IllegalStateException("a transaction that reads cannot write");
        }
    }

    private final class Rows implements Table {

        private final String set;

        Rows(String set) {
            this.set = set;
        }

        @Override
        public Optional<ObjectNode> find(UUID id) {
            mustRun();
            return Optional.ofNullable(current(set).get(id))
                    .map(row -> row.values().deepCopy());
        }

        @Override
        public List<ObjectNode> all() {
            return where(row -> true);
        }

        /** The condition sees the kept rows, only what it chooses is copied: tables have tens of thousands of rows. */
        @Override
        public List<ObjectNode> where(Predicate<ObjectNode> condition) {
            mustRun();
            List<ObjectNode> found = new ArrayList<>();
            for (StoreState.Row row : List.copyOf(current(set).values())) {
                if (condition.test(row.values())) {
                    found.add(row.values().deepCopy());
                }
            }
            return found;
        }

        @Override
        public Optional<ObjectNode> findBy(String column, String value) {
            mustRun();
            for (StoreState.Row row : current(set).values()) {
                if (row.values().path(column).asText().equalsIgnoreCase(value)
                        && row.values().hasNonNull(column)) {
                    return Optional.of(row.values().deepCopy());
                }
            }
            return Optional.empty();
        }

        @Override
        public void put(UUID id, ObjectNode row) {
            Map<UUID, StoreState.Row> rows = changeable(set, id);
            StoreState.Row old = rows.get(id);
            ObjectNode kept = row.deepCopy();
            long version = ++counter;
            kept.put("versionnumber", version);
            rows.put(id, new StoreState.Row(old == null ? version : old.place(), kept));
        }

        @Override
        public boolean delete(UUID id) {
            mustWrite();
            return current(set).containsKey(id) && changeable(set, id).remove(id) != null;
        }
    }
}
