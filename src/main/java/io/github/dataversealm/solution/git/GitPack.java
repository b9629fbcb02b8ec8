package io.github.dataversealm.solution.git;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A pack file with its index of version 2, which Git writes since 2008.
 *
 * @see <a href="https://git-scm.com/docs/pack-format">pack-format</a>
 */
final class GitPack implements Closeable {

    private static final int MAGIC = 0xff744f63;
    private static final int VERSION = 2;
    private static final int HEADER = 8;
    private static final int FANOUT = 256;
    private static final int BUFFER = 4096;
    private static final int OFFSET_DELTA = 6;
    private static final int REFERENCE_DELTA = 7;
    private static final String[] TYPES = {"", "commit", "tree", "blob", "tag"};
    /** Git makes chains of 50, unless it is told otherwise. */
    private static final int LONGEST_CHAIN = 500;

    private final GitIds ids;
    private final FileChannel index;
    private final FileChannel pack;
    private final int[] fanout = new int[FANOUT];

    private GitPack(GitIds ids, FileChannel index, FileChannel pack) {
        this.ids = ids;
        this.index = index;
        this.pack = pack;
    }

    /** @param index a file that ends with {@code .idx}; the pack lies beside it */
    static GitPack open(Path index, GitIds ids) throws IOException {
        String name = index.getFileName().toString();
        Path file = index.resolveSibling(name.substring(0, name.length() - ".idx".length()) + ".pack");
        FileChannel indexChannel = FileChannel.open(index, StandardOpenOption.READ);
        try {
            FileChannel packChannel = FileChannel.open(file, StandardOpenOption.READ);
            GitPack pack = new GitPack(ids, indexChannel, packChannel);
            try {
                pack.readFanout();
                return pack;
            } catch (IOException | RuntimeException e) {
                packChannel.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            indexChannel.close();
            throw e;
        }
    }

    private void readFanout() throws IOException {
        ByteBuffer head = read(index, 0, HEADER + 4 * FANOUT);
        if (head.getInt() != MAGIC || head.getInt() != VERSION) {
            throw new IOException("an index of a pack is of an unknown version");
        }
        int last = 0;
        for (int i = 0; i < FANOUT; i++) {
            fanout[i] = head.getInt();
            if (fanout[i] < last) {
                throw new IOException("the index of a pack is damaged");
            }
            last = fanout[i];
        }
    }

    /** Where an object begins; empty: it is not in this pack. */
    Optional<Long> find(byte[] id) throws IOException {
        int first = Byte.toUnsignedInt(id[0]);
        int low = first == 0 ? 0 : fanout[first - 1];
        int high = fanout[first] - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            byte[] found = new byte[ids.length()];
            read(index, ids() + (long) middle * ids.length(), ids.length()).get(found);
            int compared = Arrays.compareUnsigned(found, id);
            if (compared == 0) {
                return Optional.of(offset(middle));
            }
            if (compared < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return Optional.empty();
    }

    private static long ids() {
        return HEADER + 4L * FANOUT;
    }

    private long offset(int number) throws IOException {
        long count = fanout[FANOUT - 1];
        long offsets = ids() + count * (ids.length() + 4);
        int small = read(index, offsets + 4L * number, 4).getInt();
        if (small >= 0) {
            return small;
        }
        long large = offsets + 4 * count + 8L * (small & Integer.MAX_VALUE);
        return read(index, large, 8).getLong();
    }

    /**
     * Reads an object.
     *
     * @param all where the object is looked for that a delta names by its id
     */
    GitObject read(long offset, GitObjects all) throws IOException {
        return read(offset, all, 0);
    }

    private GitObject read(long offset, GitObjects all, int depth) throws IOException {
        if (depth > LONGEST_CHAIN || offset < 0) {
            throw new IOException("a pack is damaged");
        }
        try (InputStream in = at(offset)) {
            int next = byteOf(in);
            int type = next >> 4 & 7;
            long size = next & 15;
            for (int shift = 4; (next & 0x80) != 0; shift += 7) {
                next = byteOf(in);
                size |= shift < 32 ? (long) (next & 0x7f) << shift : Long.MAX_VALUE;
            }
            all.spend(size);
            if (type == OFFSET_DELTA) {
                long distance = distance(in);
                if (distance <= 0 || distance > offset) {
                    throw new IOException("a pack is damaged");
                }
                byte[] delta = Inflated.exactly(in, (int) size);
                return applied(read(offset - distance, all, depth + 1), delta, all);
            }
            if (type == REFERENCE_DELTA) {
                byte[] base = in.readNBytes(ids.length());
                byte[] delta = Inflated.exactly(in, (int) size);
                Optional<Long> here = find(base);
                return applied(
                        here.isPresent()
                                ? read(here.get(), all, depth + 1)
                                : all.read(HexFormat.of().formatHex(base)),
                        delta,
                        all);
            }
            if (type == 0 || type >= TYPES.length) {
                throw new IOException("a pack is damaged");
            }
            return new GitObject(TYPES[type], Inflated.exactly(in, (int) size));
        }
    }

    private static long distance(InputStream in) throws IOException {
        int next = byteOf(in);
        long distance = next & 0x7f;
        while ((next & 0x80) != 0) {
            if (distance > Long.MAX_VALUE >> 8) {
                throw new IOException("a pack is damaged");
            }
            next = byteOf(in);
            distance = (distance + 1 << 7) + (next & 0x7f);
        }
        return distance;
    }

    private static GitObject applied(GitObject base, byte[] delta, GitObjects all) throws IOException {
        return new GitObject(base.type(), GitDelta.apply(base.content(), delta, all));
    }

    private static int byteOf(InputStream in) throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new IOException("a pack ends early");
        }
        return next;
    }

    /** The stream does not close the channel. */
    private InputStream at(long offset) {
        return new BufferedInputStream(
                new InputStream() {
                    private long position = offset;

                    @Override
                    public int read() throws IOException {
                        byte[] one = new byte[1];
                        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
                    }

                    @Override
                    public int read(byte[] bytes, int start, int length) throws IOException {
                        int count = pack.read(ByteBuffer.wrap(bytes, start, length), position);
                        position += Math.max(0, count);
                        return count;
                    }
                },
                BUFFER);
    }

    private static ByteBuffer read(FileChannel file, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            int count = position < 0 ? -1 : file.read(buffer, position + buffer.position());
            if (count < 0) {
                throw new IOException("the index of a pack ends early");
            }
        }
        return buffer.flip();
    }

    @Override
    public void close() throws IOException {
        try (index) {
            pack.close();
        }
    }
}
