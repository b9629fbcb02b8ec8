package io.github.dataversealm.solution.pack;

import io.github.dataversealm.solution.layout.ComponentFolders;
import io.github.dataversealm.solution.layout.Preserved;
import io.github.dataversealm.solution.manifest.ComponentRegister;
import io.github.dataversealm.solution.manifest.ManifestCopier;
import io.github.dataversealm.solution.manifest.SolutionManifest;
import io.github.dataversealm.solution.mapping.MapFile;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.PackageTwins;
import io.github.dataversealm.solution.model.PackageType;
import io.github.dataversealm.solution.xml.XmlSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns a source folder into solution zips. */
public final class Packer {

    /**
     * Packs. The zips appear when all of them are complete, or not at all.
     *
     * @throws SolutionException when the folder or a setting is at fault
     * @throws IOException when the disk fails
     */
    public PackResult pack(PackRequest request, Reporter reporter) throws IOException {
        SourceTree tree = SourceTree.read(request.sourceDirectory());
        SourceTree.TreeFile manifestFile = required(tree, ComponentFolders.MANIFEST);
        SourceTree.TreeFile customizations = required(tree, ComponentFolders.CUSTOMIZATIONS);
        String manifestName = tree.describe(manifestFile);
        SolutionManifest manifest = ManifestCopier.read(XmlSource.of(manifestFile.file(), manifestName));
        ComponentRegister.checkList(manifest, manifestName);
        List<PackageType> types = types(request, manifest, manifestName);

        MapFile mapping = request.mapFile().isPresent()
                ? MapFile.read(
                        request.mapFile().get(),
                        request.sourceDirectory(),
                        reporter,
                        name -> Optional.ofNullable(System.getenv(name)))
                : MapFile.none();
        ContentFiles content = new ContentFiles(tree, mapping, reporter);
        PackState state = new PackState(request, types);
        if (state.isUnchanged(tree)) {
            reporter.info("Nothing has changed since " + request.zipFile().getFileName() + " was packed.");
            return new PackResult(manifest.uniqueName(), version(request, manifest), state.zips(), true);
        }
        PluginNames plugins =
                request.disablePluginRemap() ? PluginNames.asTheyAre() : PluginNames.read(tree, content, reporter);
        List<ZipBuild> builds = new ArrayList<>();
        try {
            for (PackageType type : types) {
                PackSource source = new PackSource(
                        tree,
                        content,
                        preserved(tree, manifest, type),
                        plugins,
                        type == PackageType.MANAGED,
                        request.allowMissingComponents(),
                        reporter);
                ZipBuild build = new ZipBuild(request, type, zip(request, types, type), source, reporter);
                builds.add(build);
                build.run(manifestFile, customizations, manifest, preservedFolder(manifest, type));
            }
            reportUnused(builds, reporter);
            List<PackResult.PackedZip> zips = new ArrayList<>();
            for (ZipBuild build : builds) {
                zips.add(build.finish());
            }
            if (request.allowWrite()) {
                state.write(tree, content.mappedFiles(), zips);
            }
            return new PackResult(manifest.uniqueName(), version(request, manifest), zips, false);
        } finally {
            for (ZipBuild build : builds) {
                build.close();
            }
        }
    }

    private static SourceTree.TreeFile required(SourceTree tree, String path) {
        SourceTree.TreeFile file = tree.file(path);
        if (file == null) {
            throw PackFaults.notASourceFolder(tree.root(), path);
        }
        return file;
    }

    private static List<PackageType> types(PackRequest request, SolutionManifest manifest, String manifestName) {
        PackageType found = manifest.packageType();
        PackageType asked = request.packageType().orElse(found);
        if (found != PackageType.BOTH && asked != found) {
            throw PackFaults.wrongType(manifestName, asked, found);
        }
        return asked == PackageType.BOTH ? List.of(PackageType.UNMANAGED, PackageType.MANAGED) : List.of(asked);
    }

    private static String version(PackRequest request, SolutionManifest manifest) {
        return request.solutionVersion().orElse(manifest.version());
    }

    /** Where the zip of a package type goes: the managed one of a pair stands beside the unmanaged one. */
    static Path zip(PackRequest request, List<PackageType> types, PackageType type) {
        boolean twin = type == PackageType.MANAGED && types.size() > 1;
        return twin ? PackageTwins.managed(request.zipFile()) : request.zipFile();
    }

    /** A folder of both types keeps what is preserved of the managed zip by itself. */
    private static String preservedFolder(SolutionManifest manifest, PackageType type) {
        boolean pair = manifest.packageType() == PackageType.BOTH && type == PackageType.MANAGED;
        return pair ? Preserved.FOLDER + Preserved.MANAGED : Preserved.FOLDER;
    }

    private static PreservedParts preserved(SourceTree tree, SolutionManifest manifest, PackageType type)
            throws IOException {
        SourceTree.TreeFile file = tree.file(preservedFolder(manifest, type) + Preserved.CUSTOMIZATIONS);
        return file == null
                ? PreservedParts.none()
                : PreservedParts.read(XmlSource.of(file.file(), tree.describe(file)));
    }

    private static void reportUnused(List<ZipBuild> builds, Reporter reporter) {
        List<String> unused = new ArrayList<>(builds.get(0).unused());
        for (ZipBuild build : builds) {
            unused.retainAll(build.unused());
        }
        if (!unused.isEmpty()) {
            reporter.warn("Files in folders of components that belong to no component, and are not packed:"
                    + PackFaults.lines(unused));
        }
    }
}
