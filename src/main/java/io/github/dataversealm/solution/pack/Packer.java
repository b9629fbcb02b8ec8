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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Turns a source folder into solution zips. */
public final class Packer {

    /**
     * Packs. The zips appear when all of them are complete, or not at all.
     *
     * @throws SolutionException when the folder or a setting is at fault
     * @throws IOException when the disk fails
     */
    public PackResult pack(PackRequest request, Reporter reporter) throws IOException {
        return pack(request, mapping(request, reporter), reporter);
    }

    /**
     * Packs with a mapping that is read already, in place of the request's.
     *
     * @throws SolutionException when the folder or a setting is at fault
     * @throws IOException when the disk fails
     */
    public PackResult pack(PackRequest request, MapFile mapping, Reporter reporter) throws IOException {
        SourceTree tree = SourceTree.read(request.sourceDirectory());
        SourceTree.TreeFile manifestFile = required(tree, ComponentFolders.MANIFEST);
        required(tree, ComponentFolders.CUSTOMIZATIONS);
        String manifestName = tree.describe(manifestFile);
        SolutionManifest manifest = ManifestCopier.read(XmlSource.of(manifestFile.file(), manifestName));
        ComponentRegister.checkList(manifest, manifestName);
        List<PackageType> types = types(request, manifest, manifestName);

        List<String> candidates = request.stateFile().isPresent() ? mapping.candidates() : List.of();
        PackState state = new PackState(request, types, candidates);
        if (state.isUnchanged(tree)) {
            reporter.info("Nothing has changed since " + request.zipFile().getFileName() + " was packed.");
            return new PackResult(
                    manifest.uniqueName(), version(request, manifest), state.zips(), true, state.inputs());
        }
        PairFolder pair = PairFolder.read(tree, manifest.packageType(), reporter);
        Set<Path> mapped = new LinkedHashSet<>();
        DocumentFilter documents = DocumentFilter.NONE;
        if (request.localize()) {
            Localization localization = new Localization(tree, reporter);
            for (PackageType type : types(manifest.packageType())) {
                localization.rehearse(
                        source(request, pair, type, mapping, mapped, true, localization::collect, Reporter.silent()));
            }
            documents = localization.merger()::merge;
        }
        List<ZipBuild> builds = new ArrayList<>();
        try {
            for (PackageType type : types) {
                PackSource source = source(
                        request, pair, type, mapping, mapped, request.allowMissingComponents(), documents, reporter);
                ZipBuild build = new ZipBuild(request, type, zip(request, types, type), source, reporter);
                builds.add(build);
                build.run(pair.isPair(), pair.preservedFolder(type));
            }
            mapping.requireUse();
            reportUnused(builds, reporter);
            List<PackResult.PackedZip> zips = new ArrayList<>();
            for (ZipBuild build : builds) {
                zips.add(build.finish());
            }
            if (request.allowWrite()) {
                state.write(tree, mapped, zips);
            }
            return new PackResult(manifest.uniqueName(), version(request, manifest), zips, false, state.inputs());
        } finally {
            for (ZipBuild build : builds) {
                build.close();
            }
        }
    }

    private static MapFile mapping(PackRequest request, Reporter reporter) throws IOException {
        Function<String, Optional<String>> environment = name -> Optional.ofNullable(System.getenv(name));
        MapFile file = request.mapFile().isPresent()
                ? MapFile.read(request.mapFile().get(), request.sourceDirectory(), reporter, environment)
                : MapFile.none();
        return file.after(request.mappings(), request.sourceDirectory(), reporter, environment);
    }

    /** The folder as the pack of one package type sees it. */
    private static PackSource source(
            PackRequest request,
            PairFolder pair,
            PackageType type,
            MapFile mapping,
            Set<Path> mapped,
            boolean allowMissing,
            DocumentFilter documents,
            Reporter reporter)
            throws IOException {
        SourceTree files = pair.of(type);
        ContentFiles content = new ContentFiles(files, mapping, mapped, reporter);
        return new PackSource(
                files,
                content,
                preserved(files, pair, type),
                plugins(request, files, content, reporter),
                type == PackageType.MANAGED,
                allowMissing,
                documents,
                reporter);
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
        return types(asked);
    }

    private static List<PackageType> types(PackageType type) {
        return type == PackageType.BOTH ? List.of(PackageType.UNMANAGED, PackageType.MANAGED) : List.of(type);
    }

    private static String version(PackRequest request, SolutionManifest manifest) {
        return request.solutionVersion().orElse(manifest.version());
    }

    /** Where the zip of a package type goes: the managed one of a pair stands beside the unmanaged one. */
    static Path zip(PackRequest request, List<PackageType> types, PackageType type) {
        boolean twin = type == PackageType.MANAGED && types.size() > 1;
        return twin ? PackageTwins.managed(request.zipFile()) : request.zipFile();
    }

    private static PluginNames plugins(PackRequest request, SourceTree tree, ContentFiles content, Reporter reporter)
            throws IOException {
        return request.disablePluginRemap() ? PluginNames.asTheyAre() : PluginNames.read(tree, content, reporter);
    }

    private static PreservedParts preserved(SourceTree tree, PairFolder pair, PackageType type) throws IOException {
        SourceTree.TreeFile file = tree.file(pair.preservedFolder(type) + Preserved.CUSTOMIZATIONS);
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
