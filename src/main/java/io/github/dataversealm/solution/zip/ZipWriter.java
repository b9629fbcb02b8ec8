package io.github.dataversealm.solution.zip;

import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.path.CaseCollisions;
import io.github.dataversealm.solution.path.PathRules;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Writes a zip. The same entries give the same bytes, whatever the time, the zone, the locale and the number of threads
 * (and as long as the Java runtime brings the same zlib). The target changes when {@link #finish} succeeds; closed
 * before, the writer leaves nothing behind. For one thread that feeds it.
 *
 * <p>Content is deflated on several threads: that of a large entry in blocks, each with the end of the block before as
 * its dictionary, as pigz does.
 */
public final class ZipWriter implements Closeable {

    /** The standard level of zlib, Info-ZIP and .NET. */
    private static final int LEVEL = 6;

    /** 4 GiB less the little that deflating can add, so that no size needs a zip64 field. */
    private static final long MAX_ENTRY_BYTES = ZipFormat.MAX_32 - (8 << 20);

    private final ZipFaults faults;
    private final int dosTime;
    private final ReplacingFile file;
    private final DeflateLine line;
    private final List<WrittenEntry> entries = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final CaseCollisions collisions = new CaseCollisions();
    private final CRC32 crc = new CRC32();
    private Batch batch;
    private EntryOutput open;
    private boolean finished;

    private ZipWriter(Path target, int dosTime, ReplacingFile file, int threads) {
        this.faults = new ZipFaults(target);
        this.dosTime = dosTime;
        this.file = file;
        this.line = new DeflateLine(LEVEL, threads, new PackedOutput(file));
        this.batch = line.batch();
    }

    /**
     * Begins a zip in a temporary file beside the target; missing folders are made.
     *
     * @param target the zip, replaced if it exists
     * @param entryTime the time of all entries, written as it is in UTC, within 1980 to 2107 and in steps of 2 seconds
     * @param threads how many threads deflate, the caller's among them; at least 1
     * @throws SolutionException when the target cannot be written
     */
    public static ZipWriter create(Path target, Instant entryTime, int threads) throws IOException {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: " + threads);
        }
        int dosTime = DosTime.of(entryTime);
        return new ZipWriter(target, dosTime, ReplacingFile.create(target), threads);
    }

    /**
     * Begins an entry; closing the stream ends it. One entry at a time.
     *
     * @param name a path with {@code /}, legal by {@link PathRules} and different from the others on every disk
     * @throws SolutionException when the name is illegal or taken
     */
    public OutputStream entry(String name) throws IOException {
        if (open != null || finished) {
            throw new IllegalStateException(finished ? "The zip is finished." : "An entry is open.");
        }
        if (!PathRules.isLegal(name)) {
            PathRules.check(name, faults.at(name));
        }
        if (!names.add(name)) {
            throw faults.entry(name, "The zip has an entry of this name already.", "Remove one of them.");
        }
        Optional<String> other = collisions.addFile(name);
        if (other.isPresent()) {
            throw faults.entry(
                    name,
                    "The entry and " + faults.at(other.get()) + " are the same file or folder on Windows and macOS.",
                    "Rename one of them.");
        }
        WrittenEntry entry = new WrittenEntry(name, dosTime);
        if (entry.nameLength() > ZipFormat.MAX_16) {
            throw faults.entry(name, "The name is longer than the 65535 bytes that a zip can hold.", "Shorten it.");
        }
        entries.add(entry);
        crc.reset();
        open = new EntryOutput(entry, name);
        return open;
    }

    /** Writes an entry from memory; as {@link #entry(String)}. */
    public void entry(String name, byte[] content) throws IOException {
        try (OutputStream out = entry(name)) {
            out.write(content, 0, content.length);
        }
    }

    /** How many entries have been begun. */
    public int entryCount() {
        return entries.size();
    }

    /**
     * Writes what is waiting and the directory, and moves the zip into place.
     *
     * @return the size of the zip in bytes
     */
    public long finish() throws IOException {
        if (open != null || finished) {
            throw new IllegalStateException(finished ? "The zip is finished." : "An entry is open.");
        }
        line.add(batch);
        line.finish();
        long directory = file.position();
        for (int i = 0; i < entries.size(); i++) {
            byte[] header = entries.get(i).centralHeader();
            file.write(header, 0, header.length);
        }
        byte[] end = WrittenEntry.endRecords(entries.size(), directory, file.position() - directory);
        file.write(end, 0, end.length);
        long size = file.position();
        file.finish();
        finished = true;
        return size;
    }

    /** Gives up a zip that is not finished: the target stays as it was. */
    @Override
    public void close() throws IOException {
        if (!finished) {
            finished = true;
            line.end();
        }
        file.close();
    }

    /** The content of the open entry, cut into pieces. The bytes of the piece at hand are at the end of the batch. */
    private final class EntryOutput extends OutputStream {

        private final WrittenEntry entry;
        private final String name;
        private int from = batch.length;
        private int dictionary;

        EntryOutput(WrittenEntry entry, String name) {
            this.entry = entry;
            this.name = name;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, bytes.length);
            if (open != this) {
                throw new IOException("The entry " + name + " has been closed.");
            }
            while (length > 0) {
                int piece = batch.length - from;
                int room = Math.min(Batch.BLOCK - piece, Batch.CAPACITY - batch.length);
                if (room == 0) {
                    if (piece == Batch.BLOCK) {
                        continueInNewBatch();
                    } else {
                        moveToNewBatch();
                    }
                    continue;
                }
                int copied = Math.min(length, room);
                System.arraycopy(bytes, offset, batch.content, batch.length, copied);
                batch.length += copied;
                offset += copied;
                length -= copied;
            }
        }

        /** The block is full and more follows. */
        private void continueInNewBatch() throws IOException {
            endPiece(false);
            Batch full = batch;
            Batch next = line.batch();
            System.arraycopy(full.content, full.length - Batch.DICTIONARY, next.content, 0, Batch.DICTIONARY);
            next.length = Batch.DICTIONARY;
            batch = next;
            from = Batch.DICTIONARY;
            dictionary = Batch.DICTIONARY;
            line.add(full);
        }

        /** The small entries before this one have filled the batch. */
        private void moveToNewBatch() throws IOException {
            Batch full = batch;
            Batch next = line.batch();
            int piece = full.length - from;
            System.arraycopy(full.content, from, next.content, 0, piece);
            next.length = piece;
            full.length = from;
            batch = next;
            from = 0;
            line.add(full);
        }

        private void endPiece(boolean last) {
            int piece = batch.length - from;
            crc.update(batch.content, from, piece);
            entry.size += piece;
            if (entry.size > MAX_ENTRY_BYTES) {
                throw faults.entry(
                        name,
                        "The entry is larger than a zip can hold without extensions (4 GiB).",
                        "Dataverse takes no file of this size.");
            }
            entry.crc = (int) crc.getValue();
            batch.pieces.add(new Batch.Piece(entry, dictionary, from, batch.length, last));
        }

        @Override
        public void close() {
            if (open == this) {
                endPiece(true);
                open = null;
            }
        }
    }
}
