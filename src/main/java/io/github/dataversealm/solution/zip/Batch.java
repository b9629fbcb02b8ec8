package io.github.dataversealm.solution.zip;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.zip.Deflater;

/**
 * Content that one thread deflates: a block of a large entry, or several small entries. Deflates each piece by itself, so
 * that an entry's packed form depends on nothing but its content. Costly to make and so used again.
 */
final class Batch implements Callable<Batch> {

    /**
     * The length at which the content of an entry is cut. Smaller: more hand-overs and a few bytes more; larger: a zip
     * of one large file has less to share out.
     */
    static final int BLOCK = 256 << 10;

    /** How far back deflate refers (RFC 1951). */
    static final int DICTIONARY = 32 << 10;

    static final int CAPACITY = DICTIONARY + BLOCK;

    /**
     * One block of an entry.
     *
     * @param dictionary how many bytes before {@code from} are the end of the entry's block before this
     */
    record Piece(WrittenEntry entry, int dictionary, int from, int to, boolean last) {
        boolean first() {
            return dictionary == 0;
        }
    }

    final byte[] content = new byte[CAPACITY];
    int length;
    final List<Piece> pieces = new ArrayList<>();
    private final Deflater deflater;
    private byte[] packed = new byte[BLOCK / 2];
    private int packedLength;
    private int[] packedEnds = new int[64];

    Batch(int level) {
        deflater = new Deflater(level, true);
    }

    /** Deflates all pieces. */
    @Override
    public Batch call() {
        packedLength = 0;
        if (packedEnds.length < pieces.size()) {
            packedEnds = new int[pieces.size() * 2];
        }
        for (int i = 0; i < pieces.size(); i++) {
            deflate(pieces.get(i));
            packedEnds[i] = packedLength;
        }
        return this;
    }

    private void deflate(Piece piece) {
        if (piece.from() == piece.to()) {
            return;
        }
        deflater.reset();
        if (piece.dictionary() > 0) {
            deflater.setDictionary(content, piece.from() - piece.dictionary(), piece.dictionary());
        }
        int contentLength = piece.to() - piece.from();
        deflater.setInput(content, piece.from(), contentLength);
        if (piece.last()) {
            deflater.finish();
        }
        // deflate's worst case is a few bytes for each 16 KiB more
        ensureRoom(contentLength + (contentLength >> 9) + 64);
        while (true) {
            int room = packed.length - packedLength;
            int flush = piece.last() ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH;
            int written = deflater.deflate(packed, packedLength, room, flush);
            packedLength += written;
            if (piece.last() ? deflater.finished() : written < room) {
                return;
            }
            ensureRoom(1024);
        }
    }

    private void ensureRoom(int bytes) {
        if (packed.length - packedLength < bytes) {
            packed = Arrays.copyOf(packed, Math.max(packed.length * 2, packedLength + bytes));
        }
    }

    byte[] packed() {
        return packed;
    }

    int packedFrom(int piece) {
        return piece == 0 ? 0 : packedEnds[piece - 1];
    }

    int packedTo(int piece) {
        return packedEnds[piece];
    }

    void clear() {
        length = 0;
        pieces.clear();
    }

    void end() {
        deflater.end();
    }
}
