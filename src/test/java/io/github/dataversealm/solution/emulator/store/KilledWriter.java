package io.github.dataversealm.solution.emulator.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;

/** A process that writes numbered transactions until it is killed, and says each number when its write has returned. */
final class KilledWriter {

    private KilledWriter() {}

    public static void main(String[] arguments) throws IOException {
        try (FileStore store = new FileStore(Path.of(arguments[0]))) {
            long n = store.read(tx -> tx.table("left").all()).size();
            while (true) {
                write(store, n);
                System.out.println(n);
                n++;
            }
        }
    }

    /** Two rows, a blob, and on every third a row and a blob less: all or nothing. */
    private static void write(FileStore store, long n) throws IOException {
        store.write(tx -> {
            UUID blob = tx.putBlob(new ByteArrayInputStream(content(n)));
            ObjectNode row = JsonNodeFactory.instance
                    .objectNode()
                    .put("n", n)
                    .put("blob", blob.toString())
                    .put("filler", "x".repeat((int) (n % 5000)));
            tx.table("left").put(new UUID(1, n), row);
            tx.table("right").put(new UUID(2, n), row);
            if (n % 3 == 2) {
                ObjectNode old = tx.table("left").find(new UUID(1, n - 1)).orElseThrow();
                tx.deleteBlob(UUID.fromString(old.get("blob").asText()));
                old.remove("blob");
                tx.table("left").put(new UUID(1, n - 1), old);
                tx.table("right").put(new UUID(2, n - 1), old);
            }
            return null;
        });
    }

    static byte[] content(long n) {
        return ("blob " + n + " ").repeat((int) (n % 2000) + 1).getBytes(US_ASCII);
    }
}
