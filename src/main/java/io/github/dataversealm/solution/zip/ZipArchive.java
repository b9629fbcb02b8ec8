package io.github.dataversealm.solution.zip;

import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.path.CaseCollisions;
import io.github.dataversealm.solution.path.CaseKey;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A zip that was found sound before anything is read from it: complete, not encrypted, within its limits, each name legal
 * everywhere and different from the others on every disk, no links, no two entries over the same bytes, local headers
 * that agree with the directory. Safe for use by several threads.
 *
 * <p>{@link java.util.zip.ZipFile} is not used since it does not show links, duplicate names and local headers.
 */
public final class ZipArchive implements Closeable {

    private final ZipSource source;
    private final ZipFaults faults;
    private final List<ZipItem> items;
    private final List<String> emptyFolders;
    private final Map<String, ZipItem> itemsByKey;
    private final ArrayDeque<Unpacking> idle = new ArrayDeque<>();
    private boolean closed;

    private ZipArchive(ZipSource source, ZipFaults faults, ZipLimits limits) throws IOException {
        this.source = source;
        this.faults = faults;
        EndRecord end = EndRecord.read(source, faults);
        List<ZipItem> entries = CentralDirectory.read(source, end, limits, faults);
        List<ZipItem> files = new ArrayList<>(entries.size());
        List<String> folders = new ArrayList<>();
        this.itemsByKey = new HashMap<>(entries.size() * 2);
        CaseCollisions collisions = new CaseCollisions();
        for (int i = 0; i < entries.size(); i++) {
            ZipItem entry = entries.get(i);
            String name = entry.name();
            Optional<String> other;
            if (name.endsWith("/")) {
                String folder = name.substring(0, name.length() - 1);
                other = collisions.addFolder(folder);
                folders.add(folder);
            } else {
                String key = CaseKey.of(name);
                other = collisions.addFile(name, key);
                if (itemsByKey.put(key, entry) != null && other.isEmpty()) {
                    throw faults.entry(name, "The zip has two entries of this name.", "Remove one of them.");
                }
                files.add(entry);
            }
            if (other.isPresent()) {
                throw faults.entry(
                        name,
                        "The entry and " + faults.at(other.get())
                                + " are the same file or folder on Windows and macOS.",
                        "Rename one of them.");
            }
        }
        LocalHeaders.check(entries, end, source, faults);
        this.items = Collections.unmodifiableList(files);
        this.emptyFolders = emptyFolders(folders, files);
    }

    /**
     * Opens and checks a zip.
     *
     * @throws SolutionException when it is missing, no zip, or not sound; names the zip, the entry and what to do
     * @throws IOException when the disk fails
     */
    public static ZipArchive open(Path zip, ZipLimits limits) throws IOException {
        ZipFaults faults = new ZipFaults(zip);
        if (Files.isDirectory(zip)) {
            throw faults.zip("This is a folder, not a zip file.", "Pass the zip file of a solution.");
        }
        FileChannel channel;
        try {
            channel = FileChannel.open(zip, StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            throw faults.zip("There is no such file.", "Check the path of the zip.");
        } catch (AccessDeniedException e) {
            throw faults.zip("The file cannot be read.", "Check who is allowed to read it.");
        }
        try {
            return new ZipArchive(new ZipSource(channel, channel.size()), faults, limits);
        } catch (IOException | RuntimeException | Error e) {
            try {
                channel.close();
            } catch (IOException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }

    /** The files in the order of the zip's directory; folders are not among them. */
    public List<ZipItem> items() {
        return items;
    }

    /** The folders, without a slash at the end, that the zip lists and that no file is in. */
    public List<String> emptyFolders() {
        return emptyFolders;
    }

    /** The file of that name, in whatever letter case; the name is taken as it is, with {@code /}. */
    public Optional<ZipItem> find(String name) {
        return Optional.ofNullable(itemsByKey.get(CaseKey.of(name)));
    }

    /**
     * The content of a file. Reading throws a {@link SolutionException} when the content is not what the zip declares, at
     * the latest before its last bytes are handed out.
     */
    public InputStream open(ZipItem item) throws IOException {
        return input(item);
    }

    /** The content of a file that fits into memory, checked as by {@link #open(ZipItem)}. */
    public byte[] read(ZipItem item) throws IOException {
        if (item.size() > Integer.MAX_VALUE - 8) {
            throw faults.entry(
                    item.name(), "The entry is too large to be read as a whole.", "It must be less than 2 GiB.");
        }
        try (EntryInput input = input(item)) {
            byte[] content = new byte[(int) item.size()];
            input.readFully(content);
            return content;
        }
    }

    /** Writes the content of a file, checked as by {@link #open(ZipItem)}; returns its size. */
    public long transferTo(ZipItem item, OutputStream out) throws IOException {
        try (EntryInput input = input(item)) {
            return input.transferTo(out);
        }
    }

    /** Closes the file. Streams that are still open fail on their next read. */
    @Override
    public void close() throws IOException {
        synchronized (idle) {
            closed = true;
            while (!idle.isEmpty()) {
                idle.pop().end();
            }
        }
        source.channel().close();
    }

    private EntryInput input(ZipItem item) throws IOException {
        Unpacking unpacking;
        synchronized (idle) {
            if (closed) {
                throw new IOException("The zip " + faults.zip() + " has been closed.");
            }
            unpacking = idle.poll();
        }
        return new EntryInput(this, source, faults, item, unpacking == null ? new Unpacking() : unpacking);
    }

    void giveBack(Unpacking unpacking) {
        synchronized (idle) {
            if (!closed) {
                unpacking.reset();
                idle.push(unpacking);
                return;
            }
        }
        unpacking.end();
    }

    private static List<String> emptyFolders(List<String> folders, List<ZipItem> files) {
        if (folders.isEmpty()) {
            return List.of();
        }
        Set<String> used = new HashSet<>();
        for (ZipItem file : files) {
            String path = file.name();
            int slash;
            while ((slash = path.lastIndexOf('/')) > 0) {
                path = path.substring(0, slash);
                if (!used.add(path)) {
                    break;
                }
            }
        }
        List<String> empty = new ArrayList<>();
        for (String folder : folders) {
            if (used.add(folder)) {
                empty.add(folder);
            }
        }
        return Collections.unmodifiableList(empty);
    }
}
