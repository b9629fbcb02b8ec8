package io.github.dataversealm.solution.operation;

import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.dataverse.ExportRequest;
import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.dataverse.StartedJob;
import io.github.dataversealm.solution.manifest.ManifestCopier;
import io.github.dataversealm.solution.manifest.SolutionManifest;
import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.PackageTwins;
import io.github.dataversealm.solution.model.PackageType;
import io.github.dataversealm.solution.zip.ZipArchive;
import io.github.dataversealm.solution.zip.ZipItem;
import io.github.dataversealm.solution.zip.ZipLimits;
import io.github.dataversealm.solution.zip.ZipXmlSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Exports a solution to zips that have been looked at: they are the solution, in the form that was asked for. */
public final class ExportSolution {

    private static final String MANIFEST = "solution.xml";

    /**
     * What to export, and where to.
     *
     * @param name the unique name
     * @param type the form; with {@link PackageType#BOTH} two zips
     * @param include groups of settings to add, in pac's words, in any case
     * @param zipFile the zip, with {@code BOTH} the unmanaged one; empty: named after the solution, in {@code folder}
     * @param overwrite whether zips that are there are replaced
     */
    public record Request(
            String name,
            PackageType type,
            Set<String> include,
            Path folder,
            Optional<Path> zipFile,
            boolean overwrite) {}

    /** The zips of an export: one, or the unmanaged and the managed one. */
    public record Exported(String uniqueName, String version, List<Path> zips) {}

    private final Target target;
    private final Dataverse dataverse;

    public ExportSolution(Target target) {
        this.target = target;
        this.dataverse = target.dataverse();
    }

    /**
     * Exports.
     *
     * @throws SolutionException when the solution cannot be exported, or what came is not what was asked for
     */
    public Exported export(Request request) throws IOException {
        InstalledSolution solution = exportable(request.name());
        List<Boolean> forms =
                switch (request.type()) {
                    case UNMANAGED -> List.of(false);
                    case MANAGED -> List.of(true);
                    case BOTH -> List.of(false, true);
                };
        List<Path> zips = new ArrayList<>();
        for (boolean managed : forms) {
            Path zip = zip(request, solution, managed);
            requireFree(zip, request.overwrite());
            zips.add(zip);
        }
        List<String> versions = new ArrayList<>();
        for (int i = 0; i < zips.size(); i++) {
            versions.add(export(solution, forms.get(i), request.include(), zips.get(i)));
        }
        if (versions.stream().distinct().count() > 1) {
            throw new SolutionException(
                    null,
                    "The version of " + solution.uniqueName() + " changed while it was exported: " + versions.get(0)
                            + " unmanaged, " + versions.get(1) + " managed.",
                    "Run the command again.");
        }
        return new Exported(solution.uniqueName(), versions.get(0), List.copyOf(zips));
    }

    private InstalledSolution exportable(String name) {
        InstalledSolution solution = target.finder().find(name);
        SolutionFinder.requireOrdinary(solution, "export");
        if (solution.managed()) {
            throw new SolutionException(
                    null,
                    "'" + solution.uniqueName() + "' is managed in " + target.environment()
                            + ", and managed solutions cannot be exported.",
                    "Export it from the development environment, where it is unmanaged.");
        }
        if (!solution.isPatch()) {
            Patches.requireNone(dataverse, solution, "export");
        }
        return solution;
    }

    private static Path zip(Request request, InstalledSolution solution, boolean managed) {
        if (request.zipFile().isPresent()) {
            Path zip = request.zipFile().get();
            return managed && request.type() == PackageType.BOTH ? PackageTwins.managed(zip) : zip;
        }
        String name =
                safe(solution.uniqueName()) + "_" + safe(solution.version()).replace('.', '_');
        return request.folder().resolve(name + (managed ? "_managed.zip" : ".zip"));
    }

    /** The service names the file, so nothing in the name may lead elsewhere. */
    private static String safe(String text) {
        return text.replaceAll("[^A-Za-z0-9_.-]", "_").replaceAll("^\\.+", "_");
    }

    private static void requireFree(Path zip, boolean overwrite) {
        if (Files.isDirectory(zip)) {
            throw new SolutionException(
                    Location.of(zip), "This is a folder, where a file is to be written.", "Choose another file name.");
        }
        if (Files.exists(zip) && !overwrite) {
            throw new SolutionException(
                    Location.of(zip),
                    "The file is there already. Nothing was exported.",
                    "To replace it, add -Dsolution.overwrite=true, or choose another file with -Dsolution.zipFile.");
        }
    }

    /** @return the version of what was exported */
    private String export(InstalledSolution solution, boolean managed, Set<String> include, Path zip)
            throws IOException {
        Exporting exporting = new Exporting(solution, managed, include);
        target.jobs().run(exporting);
        Path folder = zip.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path part = folder.resolve(
                "." + zip.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            dataverse.downloadExport(exporting.exportJobId(), part);
            SolutionManifest manifest = manifest(part, zip);
            PackageType wanted = managed ? PackageType.MANAGED : PackageType.UNMANAGED;
            if (!manifest.uniqueName().equalsIgnoreCase(solution.uniqueName()) || manifest.packageType() != wanted) {
                throw new SolutionException(
                        null,
                        "The environment " + target.environment() + " has sent " + manifest.uniqueName() + " ("
                                + manifest.packageType() + ") for " + solution.uniqueName() + " (" + wanted + ").",
                        "Nothing was kept. Run the command again; when it happens again, look at mvn solution:history.");
            }
            Files.move(part, zip, StandardCopyOption.REPLACE_EXISTING);
            return manifest.version();
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static SolutionManifest manifest(Path part, Path zip) throws IOException {
        String name = zip.getFileName().toString();
        try (ZipArchive archive = ZipArchive.open(part, ZipLimits.DEFAULT)) {
            ZipItem item = archive.find(MANIFEST)
                    .orElseThrow(() -> new SolutionException(
                            null,
                            "What the environment has sent holds no " + MANIFEST + ".",
                            "Run the command again."));
            return ManifestCopier.read(new ZipXmlSource(archive, item, name));
        }
    }

    /** One export job. To start it again does no harm, but the service does them one after the other. */
    private final class Exporting implements Work {

        private final InstalledSolution solution;
        private final boolean managed;
        private final Set<String> include;
        private Optional<StartedJob> started = Optional.empty();

        Exporting(InstalledSolution solution, boolean managed, Set<String> include) {
            this.solution = solution;
            this.managed = managed;
            this.include = include;
        }

        @Override
        public String task() {
            return "Export of " + solution.uniqueName() + (managed ? " (managed)" : " (unmanaged)");
        }

        @Override
        public Optional<UUID> start() {
            started = Optional.empty();
            started = Optional.of(dataverse.exportSolution(new ExportRequest(solution.uniqueName(), managed, include)));
            return started.map(StartedJob::operationId);
        }

        /** An export whose start was not answered cannot be downloaded; one whose row is gone perhaps can. */
        @Override
        public boolean isDone() {
            return started.isPresent();
        }

        UUID exportJobId() {
            return started.flatMap(StartedJob::jobId)
                    .orElseThrow(() -> new SolutionException(
                            null,
                            "The environment " + target.environment() + " has not said where the export of "
                                    + solution.uniqueName() + " can be downloaded.",
                            "Run the command again."));
        }
    }
}
