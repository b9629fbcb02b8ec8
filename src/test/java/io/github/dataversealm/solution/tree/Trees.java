package io.github.dataversealm.solution.tree;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Trees on disk as maps. */
final class Trees {

    private Trees() {}

    /** Relative path to content (one char a byte), of each file; to an empty text, with a slash at the end, of each empty folder. */
    static SortedMap<String, String> read(Path root) throws IOException {
        SortedMap<String, String> tree = new TreeMap<>();
        if (!Files.exists(root)) {
            return tree;
        }
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.toList()) {
                String relative = root.relativize(path).toString().replace('\\', '/');
                if (Files.isSymbolicLink(path)) {
                    tree.put(relative, "-> " + Files.readSymbolicLink(path));
                } else if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                    tree.put(relative, Files.readString(path, StandardCharsets.ISO_8859_1));
                } else if (!path.equals(root) && isEmpty(path)) {
                    tree.put(relative + "/", "");
                }
            }
        }
        return tree;
    }

    private static boolean isEmpty(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map.Entry<String, String> entry(String path, String content) {
        return Map.entry(path, content);
    }

    static void write(Path root, Map<String, String> tree) throws IOException {
        for (Map.Entry<String, String> entry : tree.entrySet()) {
            Path path = root.resolve(entry.getKey());
            if (entry.getKey().endsWith("/")) {
                Files.createDirectories(path);
            } else {
                Files.createDirectories(path.getParent());
                Files.writeString(path, entry.getValue(), StandardCharsets.ISO_8859_1);
            }
        }
    }

    static List<String> sorted(Stream<String> paths) {
        return paths.sorted().toList();
    }
}
