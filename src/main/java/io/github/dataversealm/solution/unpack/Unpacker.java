package io.github.dataversealm.solution.unpack;

import io.github.dataversealm.solution.layout.ComponentFolders;
import io.github.dataversealm.solution.layout.PairDifferences;
import io.github.dataversealm.solution.layout.Preserved;
import io.github.dataversealm.solution.localize.LabelIndex;
import io.github.dataversealm.solution.localize.ResourceFiles;
import io.github.dataversealm.solution.manifest.ManifestCopier;
import io.github.dataversealm.solution.manifest.SolutionManifest;
import io.github.dataversealm.solution.mapping.MapFile;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.PackageTwins;
import io.github.dataversealm.solution.model.PackageType;
import io.github.dataversealm.solution.tree.TreeChanges;
import io.github.dataversealm.solution.tree.TreeOptions;
import io.github.dataversealm.solution.tree.TreeUpdate;
import io.github.dataversealm.solution.xml.ByteSink;
import io.github.dataversealm.solution.xml.XmlFormatter;
import io.github.dataversealm.solution.zip.ZipArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns a solution zip, or a pair of them, into a source folder. */
public final class Unpacker {

    /** More threads than this gain nothing: one cuts, the others write. */
    private static final int MOST_WRITERS = 3;

    private final boolean keepsStamps;

    /** An unpacker that makes the folder exactly what the zip says. */
    public Unpacker() {
        this(false);
    }

    private Unpacker(boolean keepsStamps) {
        this.keepsStamps = keepsStamps;
    }

    /**
     * An unpacker that leaves a file of the folder alone when the zip's differs in nothing but what every export writes anew:
     * the version of the exporting service, running numbers, versions of other solutions, the order of lists without an order.
     */
    public static Unpacker keepingStamps() {
        return new Unpacker(true);
    }

    /**
     * Unpacks. The folder changes as a whole or not at all.
     *
     * @throws SolutionException when the input, the folder or a setting is at fault
     * @throws IOException when the disk fails
     */
    public UnpackResult unpack(UnpackRequest request, Reporter reporter) throws IOException {
        if (request.sourceLoc().isPresent() && !request.localize()) {
            throw UnpackFaults.sourceLocAlone(request.sourceLoc().get());
        }
        Path zipFile = request.zipFile();
        boolean both = request.packageType().equals(Optional.of(PackageType.BOTH));
        if (!both) {
            try (ZipArchive zip = ZipArchive.open(zipFile, request.limits())) {
                return unpack(request, reporter, zip, null);
            }
        }
        if (PackageTwins.isManagedName(zipFile)) {
            throw UnpackFaults.managedGiven(zipFile);
        }
        Path twin = PackageTwins.managed(zipFile);
        if (!Files.exists(twin)) {
            throw UnpackFaults.twinMissing(zipFile, twin);
        }
        try (ZipArchive zip = ZipArchive.open(zipFile, request.limits());
                ZipArchive managed = ZipArchive.open(twin, request.limits())) {
            return unpack(request, reporter, zip, managed);
        }
    }

    private UnpackResult unpack(UnpackRequest request, Reporter reporter, ZipArchive zip, ZipArchive managed)
            throws IOException {
        Map<String, Integer> repeated = new HashMap<>();
        MapFile mapping = mapping(request, reporter);
        for (; ; ) {
            try {
                return new Attempt(request, reporter, zip, managed, repeated, mapping).run();
            } catch (RepeatedPaths e) {
                repeated.putAll(e.counts());
            }
        }
    }

    private static MapFile mapping(UnpackRequest request, Reporter reporter) throws IOException {
        if (request.mapFile().isEmpty()) {
            return MapFile.none();
        }
        return MapFile.read(
                request.mapFile().get(),
                request.sourceDirectory(),
                reporter,
                name -> Optional.ofNullable(System.getenv(name)));
    }

    /** One attempt at an unpack; it is given up when components turn out to have the same path. */
    private final class Attempt {

        private final UnpackRequest request;
        private final Reporter reporter;
        private final ZipArchive zip;
        private final ZipArchive managed;
        private final UnpackPass.Shared paths;

        Attempt(
                UnpackRequest request,
                Reporter reporter,
                ZipArchive zip,
                ZipArchive managed,
                Map<String, Integer> repeated,
                MapFile mapping) {
            this.request = request;
            this.reporter = reporter;
            this.zip = zip;
            this.managed = managed;
            this.paths = new UnpackPass.Shared(
                    new HashSet<>(),
                    repeated,
                    managed == null ? null : new PairComparison(),
                    request.localize() ? Optional.of(new LabelIndex()) : Optional.empty(),
                    mapping,
                    keepsStamps ? Optional.of(new StampedFiles(request.sourceDirectory())) : Optional.empty());
        }

        UnpackResult run() throws IOException {
            SolutionManifest manifest = checkedManifest();
            int writers =
                    Math.max(1, Math.min(MOST_WRITERS, Runtime.getRuntime().availableProcessors()));
            TreeOptions options = new TreeOptions(request.allowDelete(), request.allowWrite(), request.clobber());
            Optional<ResourceFiles> resources = paths.labels()
                    .map(labels -> new ResourceFiles(
                            request.sourceLoc(),
                            request.useLcid(),
                            request.lineEnding().bytes()));
            try (TreeUpdate update = TreeUpdate.begin(request.sourceDirectory(), options, reporter)) {
                try (WorkQueue queue = new WorkQueue(writers)) {
                    if (managed == null) {
                        pass(zip, PassRole.SINGLE, manifest.packageType(), update, queue);
                    } else {
                        pass(managed, PassRole.MANAGED_FIRST, PackageType.MANAGED, update, queue);
                        queue.await();
                        pass(zip, PassRole.UNMANAGED, PackageType.UNMANAGED, update, queue);
                        queue.await();
                        pass(managed, PassRole.MANAGED_REST, PackageType.MANAGED, update, queue);
                        queue.await();
                        writeDifferences(update);
                    }
                    queue.finish();
                }
                if (resources.isPresent()) {
                    writeResources(resources.get(), manifest, update);
                }
                return result(manifest, update.commit(componentFolders()));
            }
        }

        private void pass(ZipArchive archive, PassRole role, PackageType type, TreeUpdate update, WorkQueue queue)
                throws IOException {
            byte[] newline = request.lineEnding().bytes();
            new UnpackPass(archive, file(type), update, queue, role, type, paths, newline, reporter).run();
        }

        private String file(PackageType type) {
            boolean twin = managed != null && type == PackageType.MANAGED;
            return (twin ? PackageTwins.managed(request.zipFile()) : request.zipFile()).toString();
        }

        private void writeDifferences(TreeUpdate update) throws IOException {
            PairDifferences differences = paths.pair().differences();
            if (differences.isEmpty()) {
                return;
            }
            ByteSink sink = new ByteSink(1 << 12);
            differences.write(new XmlFormatter(request.lineEnding().bytes()), sink);
            paths.written().add(Preserved.PAIR);
            update.put(Preserved.PAIR, sink.array(), 0, sink.size());
            reporter.info(
                    "The two zips differ in " + differences.variants().size() + " files that the folder shares and in "
                            + differences.only().size() + " that only one has; " + Preserved.FOLDER
                            + " keeps what each had.");
        }

        private void writeResources(ResourceFiles resources, SolutionManifest manifest, TreeUpdate update)
                throws IOException {
            PackageType type = managed == null ? manifest.packageType() : PackageType.BOTH;
            String zipName = String.valueOf(request.zipFile().getFileName());
            Map<String, byte[]> files = resources.write(
                    paths.labels().orElseThrow(),
                    UnpackPass.manifest(zip, zipName),
                    zipName,
                    type.toString(),
                    reporter);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                paths.written().add(file.getKey());
                update.put(file.getKey(), file.getValue(), 0, file.getValue().length);
            }
        }

        /** The manifest, or that of the managed zip of a pair, when it is what was asked for. */
        private SolutionManifest checkedManifest() throws IOException {
            Path file = request.zipFile();
            SolutionManifest manifest = ManifestCopier.read(UnpackPass.manifest(zip, file.toString()));
            if (managed == null) {
                checkType(file, request.packageType(), manifest);
                return manifest;
            }
            Path twin = PackageTwins.managed(file);
            SolutionManifest other = ManifestCopier.read(UnpackPass.manifest(managed, twin.toString()));
            checkType(file, Optional.of(PackageType.UNMANAGED), manifest);
            checkType(twin, Optional.of(PackageType.MANAGED), other);
            if (!manifest.uniqueName().equals(other.uniqueName())) {
                throw UnpackFaults.differentSolutions(file, manifest.uniqueName(), twin, other.uniqueName());
            }
            return other;
        }

        private static void checkType(Path file, Optional<PackageType> expected, SolutionManifest manifest) {
            if (manifest.packageType() == PackageType.BOTH) {
                throw UnpackFaults.bothInZip(file);
            }
            if (expected.isPresent() && expected.get() != manifest.packageType()) {
                throw UnpackFaults.wrongType(file, expected.get(), manifest.packageType());
            }
        }

        private Set<String> componentFolders() {
            Set<String> folders = new HashSet<>(ComponentFolders.COMPONENTS);
            for (String path : paths.written()) {
                folders.add(path.substring(0, Math.max(0, path.indexOf('/'))));
            }
            return folders;
        }

        private UnpackResult result(SolutionManifest manifest, TreeChanges changes) {
            List<String> preserved = new ArrayList<>();
            for (String path : paths.written()) {
                if (path.startsWith(Preserved.FOLDER)) {
                    preserved.add(path);
                }
            }
            preserved.sort(null);
            return new UnpackResult(
                    managed == null ? manifest.packageType() : PackageType.BOTH,
                    manifest.uniqueName(),
                    manifest.version(),
                    changes.created(),
                    changes.changed(),
                    changes.unchanged(),
                    changes.deleted(),
                    changes.left(),
                    preserved);
        }
    }
}
