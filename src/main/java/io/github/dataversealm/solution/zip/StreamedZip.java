package io.github.dataversealm.solution.zip;

import io.github.dataversealm.solution.path.Printable;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * A zip inside another one (an app, a plug-in package, the script of a desktop flow), read from front to back within limits,
 * so that it needs no temporary file and no more memory than the entries that are asked for. What stands behind its end does
 * not matter: apps have zeros there (spec check-rules section 3, {@code canvas-msapp-unreadable}). What the caller does not
 * read of an entry is unpacked all the same on the way to the next one, and counts.
 *
 * <p>A zip that is a file of its own is for {@link ZipArchive}, which looks at it as a whole before anything is read.
 */
public final class StreamedZip implements Closeable {

    /** Entries that unpack to less are not judged by how small they were packed. */
    private static final int JUDGED = 1 << 20;

    /** How much of the packed bytes of an entry may have been read together with what stands before it. */
    private static final int READ_AHEAD = 1 << 10;

    private final ZipLimits limits;
    private final Counted packed;
    private final ZipInputStream zip;
    private final byte[] buffer = new byte[1 << 14];
    private String name = "";
    private boolean ended;
    private int entries;
    private long start;
    private long unpacked;
    private long total;

    /** @param in the zip; closed with this */
    public StreamedZip(InputStream in, ZipLimits limits) {
        this.limits = limits;
        this.packed = new Counted(in);
        this.zip = new ZipInputStream(packed);
    }

    /** It is no zip, a damaged one, or a hostile one. The message is a clause about "it". */
    public static final class BrokenZipException extends IOException {

        private static final long serialVersionUID = 1L;

        BrokenZipException(String message) {
            super(message);
        }

        BrokenZipException(String message, Exception cause) {
            super(message, cause);
        }
    }

    /**
     * Goes on to the next entry, the first one at first. A file without a single entry is no zip.
     *
     * @return whether there is one
     * @throws BrokenZipException when it is not sound, or over its limits
     */
    public boolean next() throws IOException {
        while (!ended && entries > 0 && unpack() >= 0) {
            // the rest of the entry before, which ZipInputStream would unpack without limits
        }
        ZipEntry entry;
        try {
            entry = zip.getNextEntry();
        } catch (ZipException | EOFException e) {
            throw damaged(e);
        } catch (IllegalArgumentException e) {
            // ZipInputStream's way to say that a name is not UTF-8
            throw new BrokenZipException("the name of an entry cannot be decoded", e);
        }
        if (entry == null) {
            if (entries == 0) {
                throw new BrokenZipException("it is not a zip, or an empty one");
            }
            return false;
        }
        if (++entries > limits.maxEntries()) {
            throw new BrokenZipException("it has more than " + limits.maxEntries() + " entries");
        }
        name = entry.getName().replace('\\', '/');
        ended = false;
        start = packed.count;
        unpacked = 0;
        return true;
    }

    /** The path of the entry, with {@code /}. */
    public String name() {
        return name;
    }

    /**
     * The content of the entry.
     *
     * @param maxBytes how much the caller takes
     * @throws BrokenZipException when it has more, is not sound, or over the limits
     */
    public byte[] read(int maxBytes) throws IOException {
        return readIfSmall(maxBytes)
                .orElseThrow(() -> new BrokenZipException(
                        "its entry " + Printable.of(name) + " has more than " + maxBytes + " bytes"));
    }

    /**
     * The content of the entry; empty when the caller does not take as much.
     *
     * @throws BrokenZipException when it is not sound, or over the limits
     */
    public Optional<byte[]> readIfSmall(int maxBytes) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (int read = unpack(); read >= 0; read = unpack()) {
            content.write(buffer, 0, read);
            if (content.size() > maxBytes) {
                return Optional.empty();
            }
        }
        return Optional.of(content.toByteArray());
    }

    /** The next bytes of the entry, into the buffer; -1 at its end. */
    private int unpack() throws IOException {
        int read;
        try {
            read = zip.read(buffer);
        } catch (ZipException | EOFException e) {
            throw damaged(e);
        }
        if (read < 0) {
            ended = true;
            return read;
        }
        unpacked += read;
        total += read;
        if (unpacked > limits.maxEntryBytes()) {
            throw new BrokenZipException(
                    "its entry " + Printable.of(name) + " has more than " + limits.maxEntryBytes() + " bytes");
        }
        if (total > limits.maxTotalBytes()) {
            throw new BrokenZipException("it unpacks to more than " + limits.maxTotalBytes() + " bytes");
        }
        if (unpacked > JUDGED && unpacked / (packed.count - start + READ_AHEAD) > limits.maxRatio()) {
            throw new BrokenZipException("its entry " + Printable.of(name) + " unpacks to more than "
                    + limits.maxRatio() + " times its size");
        }
        return read;
    }

    private BrokenZipException damaged(Exception fault) {
        return new BrokenZipException(
                entries == 0
                        ? "it is not a zip, or a damaged one"
                        : "it is damaged behind its entry " + Printable.of(name),
                fault);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private static final class Counted extends FilterInputStream {

        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
