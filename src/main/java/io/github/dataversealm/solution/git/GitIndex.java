package io.github.dataversealm.solution.git;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * What Git remembers of the files that it has checked out: of which blob each was made, and its size and time then, so that a
 * file that was not touched need not be read. Knows the versions 2, 3 and 4; an index that is split or sparse is not read.
 *
 * @see <a href="https://git-scm.com/docs/index-format">index-format</a>
 */
final class GitIndex {

    private static final long LARGEST = 64 << 20;
    private static final int SIGNATURE = 0x44495243; // DIRC
    private static final int EXTENDED = 0x4000;
    private static final int STAGE = 0x3000;
    private static final int SHORT_NAME = 0x0fff;
    private static final int FOLDER_MODE = 0040000;

    private final Map<String, Entry> entries;
    private final Instant written;

    private GitIndex(Map<String, Entry> entries, Instant written) {
        this.entries = entries;
        this.written = written;
    }

    /** @param size the lower 32 bits of the size of the file */
    private record Entry(String id, int size, int seconds, int nanos) {}

    /**
     * Reads it.
     *
     * @param prefixes only files whose paths begin with one of them are kept
     * @throws IOException when there is none, or none of a known form
     */
    static GitIndex read(Path file, GitIds ids, Iterable<String> prefixes) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException("the index is too large");
        }
        // Before the content: what is written between the two is not trusted.
        Instant written = Files.getLastModifiedTime(file).toInstant();
        byte[] bytes = Files.readAllBytes(file);
        try {
            int end = bytes.length - ids.length();
            requireChecksum(bytes, end, ids);
            return new GitIndex(entries(ByteBuffer.wrap(bytes, 0, end), ids, prefixes), written);
        } catch (RuntimeException e) {
            throw new IOException("the index is damaged", e);
        }
    }

    private static void requireChecksum(byte[] bytes, int end, GitIds ids) throws IOException {
        byte[] said = Arrays.copyOfRange(bytes, end, bytes.length);
        // Git can be told not to compute it (index.skipHash).
        if (!Arrays.equals(said, new byte[ids.length()])) {
            var digest = ids.digest();
            digest.update(bytes, 0, end);
            if (!Arrays.equals(said, digest.digest())) {
                throw new IOException("the index is damaged");
            }
        }
    }

    private static Map<String, Entry> entries(ByteBuffer in, GitIds ids, Iterable<String> prefixes) throws IOException {
        int signature = in.getInt();
        int version = in.getInt();
        int count = in.getInt();
        if (signature != SIGNATURE || version < 2 || version > 4 || count < 0) {
            throw new IOException("the index is of an unknown version");
        }
        Map<String, Entry> entries = new HashMap<>();
        byte[] id = new byte[ids.length()];
        byte[] path = new byte[0];
        for (int i = 0; i < count; i++) {
            int start = in.position();
            in.position(start + 8);
            int seconds = in.getInt();
            int nanos = in.getInt();
            in.position(in.position() + 8);
            int mode = in.getInt();
            in.position(in.position() + 8);
            int size = in.getInt();
            in.get(id);
            int flags = Short.toUnsignedInt(in.getShort());
            if ((flags & EXTENDED) != 0) {
                in.getShort();
            }
            path = version == 4 ? following(in, path) : name(in, flags & SHORT_NAME);
            if (version < 4) {
                // one to eight zeros, up to a multiple of eight
                in.position(start + ((in.position() - start) / 8 + 1) * 8);
            }
            if (mode == FOLDER_MODE) {
                throw new IOException("the index is sparse");
            }
            String name = new String(path, StandardCharsets.UTF_8);
            if ((flags & STAGE) == 0 && isWanted(name, prefixes)) {
                entries.put(name, new Entry(HexFormat.of().formatHex(id), size, seconds, nanos));
            }
        }
        requireKnown(in);
        return entries;
    }

    private static boolean isWanted(String name, Iterable<String> prefixes) {
        for (String prefix : prefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private static byte[] name(ByteBuffer in, int length) {
        int start = in.position();
        int end = start + length;
        if (length == SHORT_NAME) {
            end = zero(in, start);
        }
        in.position(end);
        return Arrays.copyOfRange(in.array(), start, end);
    }

    /** A path that begins as the one before it does. */
    private static byte[] following(ByteBuffer in, byte[] before) {
        int next = Byte.toUnsignedInt(in.get());
        long strip = next & 0x7f;
        while ((next & 0x80) != 0) {
            next = Byte.toUnsignedInt(in.get());
            strip = Math.min((strip + 1 << 7) + (next & 0x7f), Integer.MAX_VALUE);
        }
        int kept = before.length - (int) strip;
        int start = in.position();
        int end = zero(in, start);
        byte[] path = Arrays.copyOf(before, kept + end - start);
        System.arraycopy(in.array(), start, path, kept, end - start);
        in.position(end + 1);
        return path;
    }

    private static int zero(ByteBuffer in, int from) {
        int end = from;
        while (in.get(end) != 0) {
            end++;
        }
        return end;
    }

    /** An extension whose name begins with a small letter must be understood: that of a split or a sparse index, for example. */
    private static void requireKnown(ByteBuffer in) throws IOException {
        while (in.hasRemaining()) {
            int first = in.get(in.position());
            if (first < 'A' || first > 'Z') {
                throw new IOException("the index is split or sparse");
            }
            in.position(in.position() + 4);
            int length = in.getInt();
            if (length < 0) {
                throw new IOException("the index is damaged");
            }
            in.position(in.position() + length);
        }
    }

    /**
     * The blob that a file was made of, when it certainly has not been touched since: it has the size and the time that it had
     * when Git looked at it last, and was not written in the moment in which the index was.
     */
    Optional<String> untouched(String path, BasicFileAttributes file) {
        Entry entry = entries.get(path);
        if (entry == null || (int) file.size() != entry.size()) {
            return Optional.empty();
        }
        FileTime modified = file.lastModifiedTime();
        Instant time = modified.toInstant();
        boolean same = (int) time.getEpochSecond() == entry.seconds() && time.getNano() == entry.nanos();
        return same && time.isBefore(written) ? Optional.of(entry.id()) : Optional.empty();
    }
}
