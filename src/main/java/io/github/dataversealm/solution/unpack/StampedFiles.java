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
import java.util.Optional;

/**
 * Keeps a file of the source folder as it is when the zip's differs from it in nothing but {@link ExportStamps}, so that
 * unpacking another export of an unchanged solution changes no file.
 */
final class StampedFiles {

    /** No solution is known with a file of these that is a tenth of it. */
    private static final long MOST_BYTES = 16 << 20;

    private static final String APP_MODULES = "AppModules/";

    private final Path folder;

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
     * The bytes that the folder has for a file, when they say the same as the zip's: those of the file itself, or of the
     * variant that one zip of a pair has of it.
     *
     * @param fresh the file as the zip has it; the first {@code length} bytes count
     */
    Optional<byte[]> kept(String path, byte[] fresh, int length) throws IOException {
        String wanted = null;
        for (String candidate : List.of(
                path,
                Preserved.variantFolder(PackageType.MANAGED) + path,
                Preserved.variantFolder(PackageType.UNMANAGED) + path)) {
            Path file = folder.resolve(candidate);
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MOST_BYTES) {
                continue;
            }
            byte[] old = Files.readAllBytes(file);
            if (Arrays.equals(old, 0, old.length, fresh, 0, length)) {
                return Optional.of(old);
            }
            if (wanted == null) {
                wanted = ExportStamps.without(XmlSource.of(Arrays.copyOf(fresh, length), path));
            }
            if (isSame(old, wanted, candidate)) {
                return Optional.of(old);
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
