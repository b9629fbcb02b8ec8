package io.github.dataversealm.solution.check.tree;

import io.github.dataversealm.solution.zip.ZipArchive;
import io.github.dataversealm.solution.zip.ZipItem;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The files of a solution zip. */
public final class ZipTree implements PackageTree {

    private final String name;
    private final ZipArchive zip;
    private final List<PackageFile> files;

    private ZipTree(String name, ZipArchive zip) {
        this.name = name;
        this.zip = zip;
        this.files = zip.items().stream()
                .map(item -> new PackageFile(item.name(), item.size()))
                .sorted(Comparator.comparing(PackageFile::path))
                .toList();
    }

    /**
     * Opens a zip.
     *
     * @throws io.github.dataversealm.solution.message.SolutionException when it is not sound
     */
    public static ZipTree open(Path zip, ZipLimits limits) throws IOException {
        return new ZipTree(zip.getFileName().toString(), ZipArchive.open(zip, limits));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isZip() {
        return true;
    }

    @Override
    public List<PackageFile> files() {
        return files;
    }

    @Override
    public Optional<PackageFile> find(String path) {
        return zip.find(path).map(item -> new PackageFile(item.name(), item.size()));
    }

    @Override
    public InputStream open(PackageFile file) throws IOException {
        ZipItem item = zip.find(file.path())
                .orElseThrow(() -> new IOException("The zip " + name + " has no entry " + file.path()));
        return zip.open(item);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
