package io.github.dataversealm.solution.emulator.solution;

import io.github.dataversealm.solution.emulator.message.Fault;
import io.github.dataversealm.solution.emulator.message.NewRow;
import io.github.dataversealm.solution.emulator.store.Transaction;
import io.github.dataversealm.solution.zip.ZipArchive;
import io.github.dataversealm.solution.zip.ZipItem;
import io.github.dataversealm.solution.zip.ZipLimits;
import io.github.dataversealm.solution.zip.ZipWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes the zip of an unmanaged solution from the package that is kept of it. The same state gives the same bytes. What a
 * managed zip of the service has otherwise than the unmanaged one, beside {@code <Managed>}, is not made:
 * {@link NotModelled}.
 */
final class Exporter {

    /** The earliest time that a zip can say; an export does not tell when it was made. */
    private static final Instant ENTRY_TIME = Instant.parse("1980-01-01T00:00:00Z");

    private final Transaction transaction;
    private final Path temporaryDirectory;

    Exporter(Transaction transaction, Path temporaryDirectory) {
        this.transaction = transaction;
        this.temporaryDirectory = temporaryDirectory;
    }

    /** @return a temporary file */
    Path export(String uniqueName, boolean managed) throws IOException {
        Solution solution = Solution.find(transaction, uniqueName).orElseThrow(Fault.EXPORT_MISSING::toFault);
        if (solution.isWellKnown()) {
            throw Fault.EXPORT_DEFAULT.toFault();
        }
        if (solution.isManaged()) {
            throw Fault.EXPORT_MANAGED.toFault();
        }
        List<Solution> patches = solution.patches(transaction);
        if (!patches.isEmpty()) {
            throw Removal.patched(patches);
        }
        Files.createDirectories(temporaryDirectory);
        Path target = temporaryDirectory.resolve("export-" + UUID.randomUUID() + ".zip");
        Optional<Path> kept = new Packages(transaction).of(solution.id());
        Path source =
                kept.isPresent() ? kept.get() : new PackageComposer(transaction, temporaryDirectory).skeleton(solution);
        try (ZipArchive zip = ZipArchive.open(source, ZipLimits.DEFAULT)) {
            ZipItem item = zip.find("solution.xml").orElseThrow(Fault.BAD_ZIP::toFault);
            byte[] before = zip.read(item);
            byte[] after = ManifestEdits.apply(before, edits(solution, managed));
            if (java.util.Arrays.equals(before, after) && kept.isPresent()) {
                Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING);
            } else {
                write(zip, item, after, target);
            }
        } finally {
            if (kept.isEmpty()) {
                Files.deleteIfExists(source);
            }
        }
        return target;
    }

    private static Map<String, String> edits(Solution solution, boolean managed) {
        Map<String, String> edits = new LinkedHashMap<>();
        edits.put("SolutionManifest/UniqueName", solution.uniqueName());
        edits.put("SolutionManifest/Version", NewRow.text(solution.row(), "version"));
        edits.put("SolutionManifest/Managed", managed ? "1" : "0");
        return edits;
    }

    private static void write(ZipArchive zip, ZipItem manifest, byte[] content, Path target) throws IOException {
        try (ZipWriter writer = ZipWriter.create(target, ENTRY_TIME, 1)) {
            for (ZipItem item : zip.items()) {
                if (item.name().equals(manifest.name())) {
                    writer.entry(item.name(), content);
                } else {
                    try (OutputStream out = writer.entry(item.name())) {
                        zip.transferTo(item, out);
                    }
                }
            }
            writer.finish();
        }
    }
}
