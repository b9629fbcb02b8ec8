package io.github.dataversealm.solution.unpack;

import io.github.dataversealm.solution.layout.ComponentFolders;
import io.github.dataversealm.solution.layout.Preserved;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.PackageType;
import io.github.dataversealm.solution.xml.XmlSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a file of the source folder as it is when the zip's differs from it in nothing but {@link ExportStamps}, so that
 * unpacking another export of an unchanged solution changes no file.
 */
final class StampedFiles {

    /** No solution is known with a file of these that is a tenth of it. */
    private static final long MOST_BYTES = 16 << 20;

    private static final String APP_MODULES = "AppModules/";

    private final Path folder;
    /** What the zip that was unpacked before has made of the files: the zips of a pair are two exports. */
    private final Map<String, byte[]> settled = new ConcurrentHashMap<>();

    StampedFiles(Path folder) {
        this.folder = folder;
    }

    /** Whether a file may hold stamps. */
    static boolean concerns(String path) {
        return path.equals(ComponentFolders.MANIFEST)
                || path.equals(ComponentFolders.CUSTOMIZATIONS)
                || path.startsWith(APP_MODULES);
    }

    /**
     * The bytes to write for a file: those of the other zip of the pair, or those that the folder has for it or for a zip's
     * variant of it, when they say the same as the zip's; else the zip's.
     *
     * @param fresh the file as the zip has it; the first {@code length} bytes count
     */
    byte[] settle(String path, byte[] fresh, int length) throws IOException {
        byte[] bytes = Arrays.copyOf(fresh, length);
        byte[] result = known(path, bytes).orElse(bytes);
        settled.putIfAbsent(path, result);
        return result;
    }

    private Optional<byte[]> known(String path, byte[] fresh) throws IOException {
        String wanted = ExportStamps.without(XmlSource.of(fresh, path));
        byte[] other = settled.get(path);
        if (other != null && isSame(other, wanted, path)) {
            return Optional.of(other);
        }
        for (String candidate : List.of(
                path,
                Preserved.variantFolder(PackageType.MANAGED) + path,
                Preserved.variantFolder(PackageType.UNMANAGED) + path)) {
            Path file = folder.resolve(candidate);
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= MOST_BYTES) {
                byte[] old = Files.readAllBytes(file);
                if (isSame(old, wanted, candidate)) {
                    return Optional.of(old);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isSame(byte[] old, String wanted, String path) throws IOException {
        try {
            return ExportStamps.without(XmlSource.of(old, path)).equals(wanted);
        } catch (SolutionException e) {
            // A file that cannot be read, for example with the marks of a merge in it, is replaced.
            return false;
        }
    }
}
