package io.github.dataversealm.solution.check.tree;

import io.github.dataversealm.solution.mapping.MapFile;
import io.github.dataversealm.solution.mapping.MapTarget;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A source folder that keeps some of its content elsewhere, as a mapping says: scripts in the output of their own build, for
 * one. A file that is looked for by its path is the one that would be packed, and has the path at which it really is.
 */
public final class MappedTree implements PackageTree {

    private final FolderTree folder;
    private final MapFile mapping;

    private MappedTree(FolderTree folder, MapFile mapping) {
        this.folder = folder;
        this.mapping = mapping;
    }

    /** The folder as the mapping shows it. */
    public static PackageTree of(FolderTree folder, MapFile mapping) {
        return mapping.size() == 0 ? folder : new MappedTree(folder, mapping);
    }

    @Override
    public String name() {
        return folder.name();
    }

    @Override
    public boolean isZip() {
        return false;
    }

    /** The files in the folder itself. */
    @Override
    public List<PackageFile> files() {
        return folder.files();
    }

    @Override
    public Optional<PackageFile> find(String path) {
        if (!isContent(path)) {
            return folder.find(path);
        }
        try {
            MapTarget target = mapping.target(path);
            if (target instanceof MapTarget.Mapped there) {
                return Optional.of(new PackageFile(shown(there.file()), Files.size(there.file())));
            }
            return target instanceof MapTarget.Missing ? Optional.empty() : folder.find(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean isKeptElsewhere(String path) {
        return isContent(path) && mapping.isMapped(path);
    }

    /** What describes a component is always in the folder. */
    private static boolean isContent(String path) {
        return !path.startsWith("../") && !path.endsWith(".data.xml") && !path.endsWith(".meta.xml");
    }

    /** As seen from the folder, where both are on one disk. */
    private String shown(Path file) {
        Path base = folder.folder().toAbsolutePath().normalize();
        Path target = file.toAbsolutePath().normalize();
        Path shown =
                target.getRoot() != null && target.getRoot().equals(base.getRoot()) ? base.relativize(target) : target;
        return shown.toString().replace(File.separatorChar, '/');
    }

    @Override
    public InputStream open(PackageFile file) throws IOException {
        return folder.open(file);
    }

    @Override
    public void close() {
        folder.close();
    }
}
