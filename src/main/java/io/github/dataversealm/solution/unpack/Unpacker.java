package io.github.dataversealm.solution.unpack;

import io.github.dataversealm.solution.layout.ComponentFolders;
import io.github.dataversealm.solution.layout.Preserved;
import io.github.dataversealm.solution.manifest.ManifestCopier;
import io.github.dataversealm.solution.manifest.SolutionManifest;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.PackageTwins;
import io.github.dataversealm.solution.model.PackageType;
import io.github.dataversealm.solution.tree.TreeChanges;
import io.github.dataversealm.solution.tree.TreeOptions;
import io.github.dataversealm.solution.tree.TreeUpdate;
import io.github.dataversealm.solution.xml.ByteSink;
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

    /**
     * Unpacks. The folder changes as a whole or not at all.
     *
     * @throws SolutionException when the input, the folder or a setting is at fault
     * @throws IOException when the disk fails
     */
    public UnpackResult unpack(UnpackRequest request, Reporter reporter) throws IOException {
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
        for (; ; ) {
            try {
                return new Attempt(request, reporter, zip, managed, repeated).run();
            } catch (RepeatedPaths e) {
                repeated.putAll(e.counts());
            }
        }
    }

    /** One attempt at an unpack; it is given up when components turn out to have the same path. */
    private static final class Attempt {

        private final UnpackRequest request;
        private final Reporter reporter;
        private final ZipArchive zip;
        private final ZipArchive managed;
        private final Map<String, Integer> repeated;
        private final Set<String> written = new HashSet<>();
        private final Set<String> relationships = new HashSet<>();

        Attempt(
                UnpackRequest request,
                Reporter reporter,
                ZipArchive zip,
                ZipArchive managed,
                Map<String, Integer> repeated) {
            this.request = request;
            this.reporter = reporter;
            this.zip = zip;
            this.managed = managed;
            this.repeated = repeated;
        }

        UnpackResult run() throws IOException {
            int writers =
                    Math.max(1, Math.min(MOST_WRITERS, Runtime.getRuntime().availableProcessors()));
            TreeOptions options = new TreeOptions(request.allowDelete(), request.allowWrite(), request.clobber());
            ByteSink manifestBytes = new ByteSink(1 << 16);
            SolutionManifest manifest = manifest(manifestBytes);
            try (TreeUpdate update = TreeUpdate.begin(request.sourceDirectory(), options, reporter)) {
                try (WorkQueue queue = new WorkQueue(writers)) {
                    if (managed == null) {
                        pass(zip, request.zipFile(), update, queue, PassRole.SINGLE, manifest.packageType());
                    } else {
                        Path twin = PackageTwins.managed(request.zipFile());
                        pass(managed, twin, update, queue, PassRole.MANAGED_FIRST, PackageType.MANAGED);
                        pass(zip, request.zipFile(), update, queue, PassRole.UNMANAGED, PackageType.UNMANAGED);
                        pass(managed, twin, update, queue, PassRole.MANAGED_REST, PackageType.MANAGED);
                    }
                    queue.submit(() ->
                            update.put(ComponentFolders.MANIFEST, manifestBytes.array(), 0, manifestBytes.size()));
                    queue.finish();
                }
                TreeChanges changes = update.commit(componentFolders());
                return result(manifest, changes);
            }
        }

        private void pass(
                ZipArchive archive, Path file, TreeUpdate update, WorkQueue queue, PassRole role, PackageType type)
                throws IOException {
            new UnpackPass(
                            archive,
                            file.toString(),
                            update,
                            queue,
                            role,
                            type == PackageType.MANAGED,
                            new UnpackPass.Paths(written, relationships, repeated),
                            request.lineEnding().bytes(),
                            reporter)
                    .run();
        }

        /** Reads and checks the manifests and writes the one of the folder. */
        private SolutionManifest manifest(ByteSink sink) throws IOException {
            Path file = request.zipFile();
            ManifestCopier copier = new ManifestCopier(
                    request.lineEnding().bytes(),
                    true,
                    managed == null ? Optional.empty() : Optional.of(PackageType.BOTH),
                    Optional.empty());
            if (managed == null) {
                SolutionManifest manifest = copier.copy(UnpackPass.manifest(zip, file.toString()), sink);
                checkType(file, request.packageType(), manifest);
                return manifest;
            }
            Path twin = PackageTwins.managed(file);
            SolutionManifest unmanagedManifest = ManifestCopier.read(UnpackPass.manifest(zip, file.toString()));
            SolutionManifest manifest = copier.copy(UnpackPass.manifest(managed, twin.toString()), sink);
            checkType(file, Optional.of(PackageType.UNMANAGED), unmanagedManifest);
            checkType(twin, Optional.of(PackageType.MANAGED), manifest);
            if (!manifest.uniqueName().equals(unmanagedManifest.uniqueName())) {
                throw UnpackFaults.differentSolutions(
                        file, unmanagedManifest.uniqueName(), twin, manifest.uniqueName());
            }
            return manifest;
        }

        private static void checkType(Path file, Optional<PackageType> expected, SolutionManifest manifest) {
            if (expected.isPresent() && expected.get() != manifest.packageType()) {
                throw UnpackFaults.wrongType(file, expected.get(), manifest.packageType());
            }
        }

        private Set<String> componentFolders() {
            Set<String> folders = new HashSet<>(ComponentFolders.COMPONENTS);
            for (String path : written) {
                folders.add(path.substring(0, Math.max(0, path.indexOf('/'))));
            }
            return folders;
        }

        private UnpackResult result(SolutionManifest manifest, TreeChanges changes) {
            List<String> preserved = new ArrayList<>();
            for (String path : written) {
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
