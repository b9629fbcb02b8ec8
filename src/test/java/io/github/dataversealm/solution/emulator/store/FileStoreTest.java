package io.github.dataversealm.solution.emulator.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStoreTest {

    @TempDir
    Path directory;

    @Test
    void rows_come_back_in_the_order_of_their_creation_after_a_restart() throws IOException {
        List<UUID> ids = Stream.generate(UUID::randomUUID).limit(50).toList();
        try (FileStore store = new FileStore(directory)) {
            for (UUID id : ids) {
                put(store, "solutions", id, "n" + ids.indexOf(id));
            }
            put(store, "solutions", ids.get(3), "changed");
            store.write(tx -> tx.table("solutions").delete(ids.get(7)));
        }
        try (FileStore store = new FileStore(directory)) {
            List<ObjectNode> rows = store.read(tx -> tx.table("solutions").all());
            assertThat(rows).hasSize(49);
            assertThat(rows.get(3).get("name").asText()).isEqualTo("changed");
            assertThat(rows.get(7).get("name").asText()).isEqualTo("n8");
            Optional<ObjectNode> found = store.read(tx -> tx.table("solutions").findBy("name", "CHANGED"));
            assertThat(found).isPresent();
        }
    }

    @Test
    void every_put_gives_a_higher_version_number_also_after_a_restart() throws IOException {
        UUID id = UUID.randomUUID();
        long first;
        try (FileStore store = new FileStore(directory)) {
            put(store, "solutions", id, "a");
            first = version(store, id);
            put(store, "publishers", UUID.randomUUID(), "p");
        }
        try (FileStore store = new FileStore(directory)) {
            assertThat(version(store, id)).isEqualTo(first);
            put(store, "solutions", id, "a");
            assertThat(version(store, id)).isEqualTo(first + 2);
        }
    }

    @Test
    void a_write_that_fails_takes_everything_back_with_its_blobs() throws IOException {
        try (FileStore store = new FileStore(directory)) {
            UUID id = UUID.randomUUID();
            put(store, "solutions", id, "before");
            UUID kept = store.write(tx -> tx.putBlob(new ByteArrayInputStream("kept".getBytes(UTF_8))));
            assertThatThrownBy(() -> store.write(tx -> {
                        tx.table("solutions").put(id, row("after"));
                        tx.table("publishers").put(UUID.randomUUID(), row("p"));
                        tx.putBlob(new ByteArrayInputStream(new byte[1000]));
                        tx.deleteBlob(kept);
                        assertThat(tx.table("solutions")
                                        .find(id)
                                        .orElseThrow()
                                        .get("name")
                                        .asText())
                                .isEqualTo("after");
                        throw new IllegalArgumentException("no");
                    }))
                    .hasMessage("no");
            assertThat(store.read(tx -> tx.table("solutions").find(id).orElseThrow())
                            .get("name")
                            .asText())
                    .isEqualTo("before");
            assertThat(all(store, "publishers")).isEmpty();
            assertThat(Files.readString(blob(store, kept))).isEqualTo("kept");
            assertThat(directory.resolve("blobs")).isDirectoryContaining(file -> file.endsWith(kept.toString()));
            try (var files = Files.list(directory.resolve("blobs"))) {
                assertThat(files).hasSize(1);
            }
        }
    }

    /** What cannot be written as JSON, by an error that nobody expects. */
    static final class Breaks {
        public String getText() {
            throw new AssertionError("broken");
        }
    }

    @Test
    void what_a_broken_commit_had_begun_does_not_go_along_with_the_next() throws IOException {
        UUID one = UUID.randomUUID();
        UUID two = UUID.randomUUID();
        try (FileStore store = new FileStore(directory)) {
            assertThatThrownBy(() -> store.write(tx -> {
                        for (int i = 0; i < 20; i++) {
                            tx.table("solutions").put(i == 0 ? one : UUID.randomUUID(), row("half"));
                        }
                        tx.table("publishers").put(two, row("p").set("x", new POJONode(new Breaks())));
                        return null;
                    }))
                    .hasRootCauseMessage("broken");
            put(store, "workflows", two, "whole");
        }
        try (FileStore store = new FileStore(directory)) {
            assertThat(all(store, "solutions")).isEmpty();
            assertThat(all(store, "workflows")).hasSize(1);
        }
    }

    @Test
    void a_store_that_has_grown_closes_and_opens_whole() throws IOException {
        String large = "x".repeat(100_000);
        try (FileStore store = new FileStore(directory)) {
            for (int i = 0; i < 120; i++) {
                put(store, "solutions", UUID.nameUUIDFromBytes(new byte[] {(byte) (i % 20)}), large + i);
            }
        }
        assertThat(directory.resolve("store.mv")).isNotEmptyFile();
        try (FileStore store = new FileStore(directory)) {
            assertThat(all(store, "solutions")).hasSize(20);
        }
    }

    @Test
    void files_that_no_row_names_are_removed_at_open_and_a_missing_one_is_told() throws IOException {
        UUID kept;
        try (FileStore store = new FileStore(directory)) {
            kept = store.write(tx -> tx.putBlob(new ByteArrayInputStream(new byte[10])));
        }
        Path orphan = Files.createFile(directory.resolve("blobs").resolve(UUID.randomUUID() + ".part"));
        new FileStore(directory).close();
        assertThat(orphan).doesNotExist();
        Files.delete(directory.resolve("blobs").resolve(kept.toString()));
        assertThatThrownBy(() -> new FileStore(directory)).hasMessageContaining("is missing");
    }

    @Test
    void a_blob_that_a_reader_holds_stays_until_the_reader_has_ended() throws Exception {
        try (FileStore store = new FileStore(directory)) {
            UUID id = store.write(tx -> tx.putBlob(new ByteArrayInputStream("text".getBytes(UTF_8))));
            Path file = store.read(tx -> {
                Path path = tx.blob(id);
                CompletableFuture.runAsync(() -> deleteBlob(store, id)).join();
                assertThat(Files.readString(path)).isEqualTo("text");
                return path;
            });
            assertThat(file).doesNotExist();
        }
    }

    @Test
    void readers_see_one_state_while_a_writer_works() throws Exception {
        try (FileStore store = new FileStore(directory)) {
            UUID left = UUID.randomUUID();
            UUID right = UUID.randomUUID();
            pair(store, left, right, 0);
            AtomicBoolean stop = new AtomicBoolean();
            CountDownLatch seen = new CountDownLatch(200);
            CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> {
                while (!stop.get()) {
                    try {
                        store.read(tx -> {
                            assertThat(tx.table("a").find(left).orElseThrow().get("n"))
                                    .isEqualTo(tx.table("b")
                                            .find(right)
                                            .orElseThrow()
                                            .get("n"));
                            return null;
                        });
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                    seen.countDown();
                }
            });
            for (int n = 1; n <= 50 || seen.getCount() > 0 && !reader.isDone(); n++) {
                pair(store, left, right, n);
            }
            stop.set(true);
            reader.join();
        }
    }

    @Test
    void an_interrupt_does_not_harm_the_store() throws Exception {
        try (FileStore store = new FileStore(directory)) {
            for (int n = 0; n < 20; n++) {
                Thread.currentThread().interrupt();
                put(store, "solutions", UUID.randomUUID(), "n" + n);
                store.write(tx -> tx.putBlob(new ByteArrayInputStream(new byte[100])));
                assertThat(Thread.interrupted()).isTrue();
            }
            assertThat(all(store, "solutions")).hasSize(20);
        }
        try (FileStore store = new FileStore(directory)) {
            assertThat(all(store, "solutions")).hasSize(20);
        }
    }

    @Test
    void rows_that_are_handed_out_are_copies() throws IOException {
        try (FileStore store = new FileStore(directory)) {
            UUID id = UUID.randomUUID();
            ObjectNode mine = row("mine");
            store.write(tx -> {
                tx.table("solutions").put(id, mine);
                return null;
            });
            mine.put("name", "changed");
            store.read(tx -> tx.table("solutions").find(id).orElseThrow().put("name", "changed"));
            store.read(tx -> tx.table("solutions").all().get(0).put("name", "changed"));
            assertThat(store.read(tx -> tx.table("solutions").find(id).orElseThrow())
                            .get("name")
                            .asText())
                    .isEqualTo("mine");
        }
    }

    @Test
    void a_second_store_on_the_folder_and_a_write_within_a_read_are_refused() throws IOException {
        try (FileStore store = new FileStore(directory)) {
            assertThatThrownBy(() -> new FileStore(directory))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("locked");
            assertThatThrownBy(() -> store.read(tx -> tx.table("a").delete(UUID.randomUUID())))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> store.write(tx -> store.write(inner -> null)))
                    .isInstanceOf(IllegalStateException.class);
            put(store, "solutions", UUID.randomUUID(), "still works");
        }
    }

    private static List<ObjectNode> all(FileStore store, String set) throws IOException {
        return store.read(tx -> tx.table(set).all());
    }

    private static void deleteBlob(FileStore store, UUID id) {
        try {
            store.write(tx -> {
                tx.deleteBlob(id);
                return null;
            });
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void pair(FileStore store, UUID left, UUID right, int n) throws IOException {
        store.write(tx -> {
            tx.table("a").put(left, JsonNodeFactory.instance.objectNode().put("n", n));
            tx.table("b").put(right, JsonNodeFactory.instance.objectNode().put("n", n));
            return null;
        });
    }

    private static Path blob(FileStore store, UUID id) throws IOException {
        return store.read(tx -> tx.blob(id));
    }

    private static long version(FileStore store, UUID id) throws IOException {
        return store.read(tx -> tx.table("solutions").find(id).orElseThrow())
                .get("versionnumber")
                .asLong();
    }

    private static void put(FileStore store, String set, UUID id, String name) throws IOException {
        store.write(tx -> {
            tx.table(set).put(id, row(name));
            return null;
        });
    }

    private static ObjectNode row(String name) {
        return JsonNodeFactory.instance.objectNode().put("name", name);
    }
}
