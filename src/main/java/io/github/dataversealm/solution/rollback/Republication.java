package io.github.dataversealm.solution.rollback;

import io.github.dataversealm.solution.contents.SolutionReader;
import io.github.dataversealm.solution.deploy.SolutionPackage;
import io.github.dataversealm.solution.manifest.VersionText;
import io.github.dataversealm.solution.model.SolutionVersion;
import io.github.dataversealm.solution.zip.ZipArchive;
import io.github.dataversealm.solution.zip.ZipItem;
import io.github.dataversealm.solution.zip.ZipLimits;
import io.github.dataversealm.solution.zip.ZipWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * An older package under another version: the characters of the version in {@code solution.xml} differ, every other byte of
 * every entry is that of the older one. The same package and version give the same zip.
 */
final class Republication {

    private static final Instant ENTRY_TIME = Instant.parse("1980-02-01T00:00:00Z");
    private static final String MANIFEST = "solution.xml";

    private Republication() {}

    /** The lowest version above the installed one; empty when its last part cannot grow. */
    static Optional<SolutionVersion> after(SolutionVersion installed) {
        int[] parts = installed.parts();
        int last = parts.length - 1;
        if (parts[last] == Integer.MAX_VALUE) {
            return Optional.empty();
        }
        parts[last]++;
        return Optional.of(SolutionVersion.of(parts));
    }

    /** @param folder where the zip is written, under a name that says what it is */
    static SolutionPackage of(SolutionPackage older, SolutionVersion version, Path folder) throws IOException {
        Path target = folder.resolve(older.uniqueName() + "_"
                + older.header().version().text().replace('.', '_') + "_as_"
                + version.text().replace('.', '_') + (older.isManaged() ? "_managed" : "") + ".zip");
        try (ZipArchive zip = ZipArchive.open(older.zip(), ZipLimits.DEFAULT);
                ZipWriter writer = ZipWriter.create(target, ENTRY_TIME, 1)) {
            for (ZipItem item : zip.items()) {
                if (item.name().equalsIgnoreCase(MANIFEST)) {
                    writer.entry(
                            item.name(),
                            VersionText.of(
                                            zip.read(item),
                                            older.zip().getFileName() + "!" + item.name(),
                                            "Take another zip of this version.")
                                    .with(version));
                } else {
                    try (OutputStream out = writer.entry(item.name())) {
                        zip.transferTo(item, out);
                    }
                }
            }
            writer.finish();
        }
        return SolutionPackage.of(target, SolutionReader.read(target, ZipLimits.DEFAULT), older.origin());
    }
}
