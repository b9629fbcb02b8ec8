package io.github.dataversealm.solution.operation;

import io.github.dataversealm.solution.manifest.SolutionManifest;
import io.github.dataversealm.solution.manifest.SourceManifest;
import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.LineEnding;
import io.github.dataversealm.solution.model.PackageTwins;
import io.github.dataversealm.solution.model.PackageType;
import io.github.dataversealm.solution.unpack.UnpackRequest;
import io.github.dataversealm.solution.unpack.UnpackResult;
import io.github.dataversealm.solution.unpack.Unpacker;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Brings a solution of an environment into a source folder. When nothing has changed in the environment, no file changes:
 * what every export writes anew is left as the folder has it (see {@link Unpacker#keepingStamps}).
 */
public final class SyncFolder {

    /** So many files are named in a refusal, the others are counted. */
    private static final int SHOWN = 20;

    /**
     * What to bring where.
     *
     * @param name the unique name; empty: that of the folder
     * @param packageType empty: that of the folder, for a new one both
     * @param include groups of settings to add to the export
     * @param lineEnding empty: that of the folder
     * @param overwrite whether files may be replaced that were changed since the last sync
     * @param workDirectory for the zips on their way, and the state of the last sync
     */
    public record Request(
            Optional<String> name,
            Path sourceDirectory,
            Optional<PackageType> packageType,
            Set<String> include,
            boolean allowDelete,
            boolean allowWrite,
            boolean clobber,
            Optional<Path> mapFile,
            boolean localize,
            Optional<String> sourceLoc,
            boolean useLcid,
            Optional<LineEnding> lineEnding,
            boolean overwrite,
            Path workDirectory) {}

    private final Target target;

    public SyncFolder(Target target) {
        this.target = target;
    }

    /**
     * Brings it.
     *
     * @throws SolutionException when the solution cannot be exported, the folder holds another one, or files would be
     *     replaced that were changed since the last sync
     */
    public UnpackResult sync(Request request) throws IOException {
        Optional<SolutionManifest> manifest = SourceManifest.read(request.sourceDirectory());
        String name = name(request, manifest);
        PackageType type = request.packageType()
                .or(() -> manifest.map(SolutionManifest::packageType))
                .orElse(PackageType.BOTH);
        Path zips = Files.createDirectories(request.workDirectory().resolve("sync"));
        Path zip = zips.resolve(type == PackageType.MANAGED ? "exported_managed.zip" : "exported.zip");
        try {
            ExportSolution.Exported exported = new ExportSolution(target)
                    .export(new ExportSolution.Request(name, type, request.include(), zips, Optional.of(zip), true));
            Path folder = request.sourceDirectory().toAbsolutePath().normalize();
            Path stateFile = request.workDirectory().resolve("sync-" + exported.uniqueName() + ".json");
            guard(request, zip, type, stateFile, folder);
            UnpackResult result = Unpacker.keepingStamps()
                    .unpack(unpacking(request, zip, type, request.allowWrite()), target.reporter());
            if (request.allowWrite()) {
                SyncState.of(folder).write(stateFile, folder);
            }
            return result;
        } finally {
            Files.deleteIfExists(zip);
            Files.deleteIfExists(PackageTwins.managed(zip));
        }
    }

    private static String name(Request request, Optional<SolutionManifest> manifest) {
        Optional<String> inFolder = manifest.map(SolutionManifest::uniqueName);
        String name = request.name()
                .or(() -> inFolder)
                .orElseThrow(() -> new SolutionException(
                        Location.of(request.sourceDirectory()),
                        "The folder holds no solution yet, and no solution is named.",
                        "Name the solution to bring into it: -Dsolution.name=ContosoTrips"));
        if (inFolder.isPresent() && !inFolder.get().equalsIgnoreCase(name)) {
            throw new SolutionException(
                    Location.of(request.sourceDirectory()),
                    "The folder holds the solution '" + inFolder.get() + "', not '" + name + "'.",
                    "Leave solution.name out, or name another folder with -Dsolution.sourceDirectory=FOLDER.");
        }
        return name;
    }

    /** Refuses to replace what a person has changed since the last sync. */
    private void guard(Request request, Path zip, PackageType type, Path stateFile, Path folder) throws IOException {
        Optional<SyncState> last = SyncState.read(stateFile, folder);
        if (last.isEmpty() || request.overwrite()) {
            return;
        }
        SyncState now = SyncState.of(folder);
        if (now.equals(last.get())) {
            return;
        }
        UnpackResult rehearsal =
                Unpacker.keepingStamps().unpack(unpacking(request, zip, type, false), Reporter.silent());
        List<String> edited = new ArrayList<>();
        for (List<String> touched : List.of(rehearsal.changed(), rehearsal.deleted())) {
            touched.stream().filter(path -> !last.get().isUnchanged(path, now)).forEach(edited::add);
        }
        if (edited.isEmpty()) {
            return;
        }
        String names = String.join(", ", edited.subList(0, Math.min(SHOWN, edited.size())))
                + (edited.size() > SHOWN ? " and " + (edited.size() - SHOWN) + " more" : "");
        if (!request.allowWrite()) {
            target.reporter().warn("Changed here since the last sync and different in the environment: " + names);
            return;
        }
        throw new SolutionException(
                Location.of(request.sourceDirectory()),
                "Files were changed here since the last sync, and are different in " + target.environment() + ": "
                        + names + ". Nothing was changed.",
                "Commit them, or bring them to the environment first. To take what the environment has, add"
                        + " -Dsolution.overwrite=true");
    }

    private static UnpackRequest unpacking(Request request, Path zip, PackageType type, boolean write)
            throws IOException {
        LineEnding lineEnding =
                request.lineEnding().isPresent() ? request.lineEnding().get() : lineEndingOf(request.sourceDirectory());
        return new UnpackRequest(
                zip,
                request.sourceDirectory(),
                Optional.of(type),
                request.allowDelete(),
                write,
                request.clobber(),
                request.mapFile(),
                request.localize(),
                request.sourceLoc(),
                request.useLcid(),
                lineEnding,
                ZipLimits.DEFAULT);
    }

    /** The line ending of the folder's manifest: a checkout may have changed it. */
    private static LineEnding lineEndingOf(Path folder) throws IOException {
        Optional<Path> manifest = SourceManifest.find(folder);
        if (manifest.isEmpty()) {
            return LineEnding.LF;
        }
        byte[] bytes = Files.readAllBytes(manifest.get());
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i > 0 && bytes[i - 1] == '\r' ? LineEnding.CRLF : LineEnding.LF;
            }
        }
        return LineEnding.LF;
    }
}
