package io.github.dataversealm.solution.mapping;

import io.github.dataversealm.solution.zip.ZipArchive;
import io.github.dataversealm.solution.zip.ZipItem;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** The files of a zip, a jar or a NuGet package, laid out in a folder so that mappings can lead to them. */
public final class ArchiveFolder {

    private ArchiveFolder() {}

    /**
     * Lays out all files; what was in the folder before is removed.
     *
     * @throws io.github.dataversealm.solution.message.SolutionException when the archive is no sound zip
     * @throws IOException when the disk fails
     */
    public static void make(Path archive, Path folder) throws IOException {
        try (ZipArchive zip = ZipArchive.open(archive, ZipLimits.DEFAULT)) {
            remove(folder);
            for (ZipItem item : zip.items()) {
                Path file = folder.resolve(item.name());
                Files.createDirectories(file.getParent());
                try (OutputStream out = Files.newOutputStream(file)) {
                    zip.transferTo(item, out);
                }
            }
        }
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException fault) throws IOException {
                if (fault != null) {
                    throw fault;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
