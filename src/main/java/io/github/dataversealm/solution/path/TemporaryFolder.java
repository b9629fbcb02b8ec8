package io.github.dataversealm.solution.path;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of the moment, which is gone with everything in it when it is closed.
 *
 * @param path where it is
 */
public record TemporaryFolder(Path path) implements Closeable {

    /** In the place of the machine for such folders. @param name what its name begins with */
    public static TemporaryFolder of(String name) throws IOException {
        return new TemporaryFolder(Files.createTempDirectory(name));
    }

    /** In another folder, which is made when it is missing. */
    public static TemporaryFolder in(Path parent, String name) throws IOException {
        return new TemporaryFolder(Files.createTempDirectory(Files.createDirectories(parent), name));
    }

    @Override
    public void close() throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(path)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : deepestFirst) {
            Files.deleteIfExists(each);
        }
    }
}
