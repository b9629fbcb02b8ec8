package io.github.dataversealm.solution.tree;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a commit is about to do, on disk before it does it. While the file {@code journal} is there, the source folder may
 * be half updated and has to be rolled back; when it has become {@code journal.done}, all steps were done. Both names
 * appear by a rename, so a journal is never half written.
 *
 * <p>Format: UTF-8, fields that end with NUL: a version, then kind, from and to of each step.
 */
final class Journal {

    static final String DRAFT = "journal.draft";
    static final String OPEN = "journal";
    static final String DONE = "journal.done";

    private static final String VERSION = "solution tree update 1";

    private final Path draft;
    private final Path open;
    private final Path done;
    private final Disk disk;

    Journal(Path stagingFolder, Disk disk) {
        this.draft = stagingFolder.resolve(DRAFT);
        this.open = stagingFolder.resolve(OPEN);
        this.done = stagingFolder.resolve(DONE);
        this.disk = disk;
    }

    boolean isOpen() {
        return Files.exists(open);
    }

    boolean isDone() {
        return Files.exists(done);
    }

    /** Writes the steps; from here on an interrupted commit is rolled back. */
    void begin(List<Step> steps) throws IOException {
        StringBuilder text = new StringBuilder(VERSION).append('\0');
        for (Step step : steps) {
            text.append(step.kind().name()).append('\0');
            text.append(step.from()).append('\0').append(step.to()).append('\0');
        }
        try (FileChannel channel = disk.create(draft)) {
            disk.write(channel, ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8)));
            disk.force(channel);
        }
        disk.move(draft, open);
    }

    /** Says that all steps were done: the moment at which the new tree is the valid one. */
    void finish() throws IOException {
        disk.move(open, done);
    }

    /** Says that all steps were rolled back; has to come before anything else in the staging folder is deleted. */
    void forget() throws IOException {
        disk.delete(open);
    }

    List<Step> read() throws IOException {
        String[] fields = new String(Files.readAllBytes(open), StandardCharsets.UTF_8).split("\0", -1);
        if (fields.length % 3 != 2 || !fields[0].equals(VERSION)) {
            throw new IOException(open + " was not written by this version of the plugin");
        }
        List<Step> steps = new ArrayList<>();
        for (int i = 1; i + 2 < fields.length; i += 3) {
            steps.add(new Step(Step.Kind.valueOf(fields[i]), fields[i + 1], fields[i + 2]));
        }
        return steps;
    }
}
