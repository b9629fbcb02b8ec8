package io.github.dataversealm.solution.emulator.solution;

import io.github.dataversealm.solution.emulator.message.Fault;
import io.github.dataversealm.solution.emulator.message.NewRow;
import io.github.dataversealm.solution.emulator.store.Transaction;
import io.github.dataversealm.solution.zip.ZipArchive;
import io.github.dataversealm.solution.zip.ZipItem;
import io.github.dataversealm.solution.zip.ZipLimits;
import io.github.dataversealm.solution.zip.ZipWriter;
import io.github.dataversealm.solution.zip.ZipXmlSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes the zip of an unmanaged solution from the package that is kept of it. The same state gives the same bytes. The
 * managed form is that of {@link ManagedContent}; what else the service has otherwise in it is not made:
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
        Path source = kept.isPresent() ? kept.get() : new EmptyPackage(transaction, temporaryDirectory).of(solution);
        try (ZipArchive zip = ZipArchive.open(source, ZipLimits.DEFAULT)) {
            Map<ZipItem, Entry> changed = new LinkedHashMap<>();
            changeManifest(zip, solution, managed, changed);
            if (managed) {
                leaveOutUnmodified(zip, changed);
            }
            if (changed.isEmpty() && kept.isPresent()) {
                Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING);
            } else {
                write(zip, changed, target);
            }
        } finally {
            if (kept.isEmpty()) {
                Files.deleteIfExists(source);
            }
        }
        return target;
    }

    /** Writes the content of an entry. */
    private interface Entry {
        void writeTo(OutputStream out) throws IOException;
    }

    private static void changeManifest(ZipArchive zip, Solution solution, boolean managed, Map<ZipItem, Entry> changed)
            throws IOException {
        ZipItem item = zip.find("solution.xml").orElseThrow(Fault.BAD_ZIP::toFault);
        byte[] before = zip.read(item);
        byte[] after = ManifestEdits.apply(
                before,
                Map.of(
                        "SolutionManifest/UniqueName", solution.uniqueName(),
                        "SolutionManifest/Version", NewRow.text(solution.row(), "version"),
                        "SolutionManifest/Managed", managed ? "1" : "0"));
        if (!Arrays.equals(before, after)) {
            changed.put(item, out -> out.write(after));
        }
    }

    private static void leaveOutUnmodified(ZipArchive zip, Map<ZipItem, Entry> changed) throws IOException {
        ZipItem item = zip.find("customizations.xml").orElseThrow(Fault.BAD_ZIP::toFault);
        ManagedContent content = ManagedContent.of(new ZipXmlSource(zip, item, "the package"));
        if (!content.isWhole()) {
            changed.put(item, content::writeTo);
        }
    }

    private static void write(ZipArchive zip, Map<ZipItem, Entry> changed, Path target) throws IOException {
        try (ZipWriter writer = ZipWriter.create(target, ENTRY_TIME, 1)) {
            for (ZipItem item : zip.items()) {
                try (OutputStream out = writer.entry(item.name())) {
                    changed.getOrDefault(item, same -> zip.transferTo(item, same))
                            .writeTo(out);
                }
            }
            writer.finish();
        }
    }
}
