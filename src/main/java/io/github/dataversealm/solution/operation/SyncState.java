package io.github.dataversealm.solution.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.layout.Fingerprint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the files of a source folder were after the last sync, so that the next one can tell what a person has changed since.
 *
 * @param files the fingerprints by path, with {@code /}
 */
record SyncState(Map<String, String> files) {

    private static final String FILES = "files";
    private static final String FOLDER = "folder";

    /** Looks at a folder; hidden files and folders are not looked at. */
    static SyncState of(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return new SyncState(files);
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
                return !path.equals(folder) && isHidden(path) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile() && !isHidden(path)) {
                    try (InputStream in = Files.newInputStream(path)) {
                        files.put(folder.relativize(path).toString().replace('\\', '/'), Fingerprint.of(in));
                    }
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return new SyncState(files);
    }

    private static boolean isHidden(Path path) {
        return path.getFileName().toString().startsWith(".");
    }

    /** Reads the state of a folder; empty when there is none, when it cannot be read, or when it is of another folder. */
    static Optional<SyncState> read(Path file, Path folder) {
        try {
            JsonNode root = JsonFile.read(file);
            if (!root.path(FOLDER).asText().equals(folder.toString())
                    || !root.path(FILES).isObject()) {
                return Optional.empty();
            }
            Map<String, String> files = new TreeMap<>();
            root.path(FILES)
                    .properties()
                    .forEach(entry -> files.put(entry.getKey(), entry.getValue().asText()));
            return Optional.of(new SyncState(files));
        } catch (IOException e) {
            // Without a state there is no guard, as after the first checkout.
            return Optional.empty();
        }
    }

    void write(Path file, Path folder) throws IOException {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put(FOLDER, folder.toString());
        ObjectNode list = root.putObject(FILES);
        files.forEach(list::put);
        JsonFile.write(file, root);
    }

    /** Whether a file is as it was then. */
    boolean isUnchanged(String path, SyncState now) {
        return now.files.containsKey(path) && now.files.get(path).equals(files.get(path));
    }
}
