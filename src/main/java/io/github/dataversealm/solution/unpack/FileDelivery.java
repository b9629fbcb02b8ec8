package io.github.dataversealm.solution.unpack;

import io.github.dataversealm.solution.layout.ComponentFolders;
import io.github.dataversealm.solution.layout.Fingerprint;
import io.github.dataversealm.solution.layout.Preserved;
import io.github.dataversealm.solution.mapping.MapTarget;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.PackageType;
import io.github.dataversealm.solution.tree.TreeUpdate;
import io.github.dataversealm.solution.zip.ZipArchive;
import io.github.dataversealm.solution.zip.ZipXmlSource;
import java.io.IOException;
import java.io.InputStream;

/**
 * Brings the files of one zip into the folder, on the threads of the queue. Of a pair, the zip that has a file first gives
 * it; the other one's is compared with it and, when it differs, kept as that zip's variant
 * (spec solution-packager-behavior §6).
 */
final class FileDelivery {

    private final ZipArchive zip;
    private final String zipName;
    private final PackageType type;
    private final TreeUpdate update;
    private final WorkQueue queue;
    private final UnpackPass.Shared shared;
    private final BufferPool buffers;
    private final Reporter reporter;

    FileDelivery(
            ZipArchive zip,
            String zipName,
            PackageType type,
            TreeUpdate update,
            WorkQueue queue,
            UnpackPass.Shared shared,
            BufferPool buffers,
            Reporter reporter) {
        this.zip = zip;
        this.zipName = zipName;
        this.type = type;
        this.update = update;
        this.queue = queue;
        this.shared = shared;
        this.buffers = buffers;
        this.reporter = reporter;
    }

    /** Where the bytes of one file come from. */
    private interface Origin {

        /** Puts it into the folder, and its labels to the others. @return its fingerprint if that is wanted, else null */
        String put(String path, boolean fingerprint) throws IOException;

        String fingerprint() throws IOException;

        /** Takes the bytes that the folder has for it when the two differ in stamps alone. */
        default void settle(String path) throws IOException {}

        default void release() throws IOException {}
    }

    /**
     * Brings an entry of the zip to its place; one that the mapping file maps stays where it says.
     *
     * @param first whether no other zip of the pair has brought the file
     */
    void copy(String path, EntryIndex.Entry entry, boolean first) throws IOException {
        if (!path.startsWith(Preserved.FOLDER) && shared.mapping().isMapped(path)) {
            keepMapped(path, first);
        } else if (first) {
            write(path, new Copied(entry));
        } else {
            compare(path, new Copied(entry));
        }
    }

    /** Writes a file that no other zip of the pair has given. */
    void write(String path, ComponentBuffer buffer) throws IOException {
        write(path, new Built(buffer));
    }

    /** Compares a file with what the other zip of the pair has given for it. */
    void compare(String path, ComponentBuffer buffer) throws IOException {
        compare(path, new Built(buffer));
    }

    /** Writes a file that only one zip of a pair may have. */
    void write(String path, byte[] bytes) throws IOException {
        queue.submit(() -> update.put(path, bytes, 0, bytes.length));
    }

    private void write(String path, Origin origin) throws IOException {
        see(path);
        PairComparison pair = shared.pair();
        queue.submit(() -> {
            origin.settle(path);
            String fingerprint = origin.put(path, pair != null);
            if (pair != null) {
                pair.written(path, fingerprint);
            }
            origin.release();
        });
    }

    private void compare(String path, Origin origin) throws IOException {
        PairComparison pair = shared.pair();
        if (pair == null) {
            origin.release();
            return;
        }
        see(path);
        queue.submit(() -> {
            origin.settle(path);
            if (pair.isVariant(type, path, origin.fingerprint())) {
                origin.put(Preserved.variantFolder(type) + path, false);
            }
            origin.release();
        });
    }

    private void see(String path) {
        if (shared.pair() != null) {
            shared.pair().seen(type, path);
        }
    }

    /** Leaves to its place outside of the folder what the mapping file maps; one that is in the folder too is not stale. */
    private void keepMapped(String path, boolean first) throws IOException {
        see(path);
        if (first) {
            update.keep(path);
            reporter.debug("not written, because the mapping file maps it: " + path);
            if (shared.mapping().target(path) instanceof MapTarget.Missing missing) {
                reporter.warn(path + " is mapped, but there is no file where it should be, so that the folder cannot be"
                        + " packed yet:" + System.lineSeparator() + missing.describe());
            }
        }
    }

    /** An entry of the zip, as it is. */
    private final class Copied implements Origin {

        private final EntryIndex.Entry entry;

        Copied(EntryIndex.Entry entry) {
            this.entry = entry;
        }

        @Override
        public String put(String path, boolean fingerprint) throws IOException {
            Fingerprint seen = new Fingerprint();
            try (InputStream bytes = zip.open(entry.item());
                    InputStream in = fingerprint ? seen.reading(bytes) : bytes) {
                update.put(path, in, entry.item().size());
            }
            collectLabels(path);
            return fingerprint ? seen.text() : null;
        }

        /** Whatever the file holds: one that is no XML has no labels. */
        private void collectLabels(String path) throws IOException {
            if (shared.labels().isPresent()
                    && ComponentFolders.isVerbatimDocument(Preserved.withoutVariantFolder(path))) {
                try {
                    shared.labels().get().add(path, new ZipXmlSource(zip, entry.item(), zipName));
                } catch (SolutionException e) {
                    reporter.debug("No labels are collected: " + e.getMessage());
                }
            }
        }

        @Override
        public String fingerprint() throws IOException {
            try (InputStream in = zip.open(entry.item())) {
                return Fingerprint.of(in);
            }
        }
    }

    /** A file that was made of an element of {@code customizations.xml}. */
    private final class Built implements Origin {

        private final ComponentBuffer buffer;

        Built(ComponentBuffer buffer) {
            this.buffer = buffer;
        }

        @Override
        public String put(String path, boolean fingerprint) throws IOException {
            if (shared.labels().isPresent()
                    && !Preserved.withoutVariantFolder(path).startsWith(Preserved.FOLDER)) {
                shared.labels().get().add(path, buffer.sink.asSource(path));
            }
            if (buffer.sink.isSpilled()) {
                try (InputStream in = buffer.sink.open()) {
                    update.put(path, in, buffer.sink.length());
                }
            } else {
                update.put(path, buffer.sink.array(), 0, buffer.sink.size());
            }
            return fingerprint ? fingerprint() : null;
        }

        @Override
        public String fingerprint() throws IOException {
            try (InputStream in = buffer.sink.open()) {
                return Fingerprint.of(in);
            }
        }

        @Override
        public void settle(String path) throws IOException {
            if (shared.stamped().isPresent() && StampedFiles.concerns(path) && !buffer.sink.isSpilled()) {
                byte[] settled = shared.stamped().get().settle(path, buffer.sink.array(), buffer.sink.size());
                buffer.sink.clear();
                buffer.sink.append(settled);
            }
        }

        @Override
        public void release() throws IOException {
            buffers.giveBack(buffer);
        }
    }
}
