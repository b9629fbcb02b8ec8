package io.github.dataversealm.solution.check.index;

import io.github.dataversealm.solution.assembly.AssemblyName;
import io.github.dataversealm.solution.manifest.ManifestCopier;
import io.github.dataversealm.solution.manifest.SolutionManifest;
import io.github.dataversealm.solution.manifest.SourceManifest;
import io.github.dataversealm.solution.xml.XmlSource;
import io.github.dataversealm.solution.zip.ZipArchive;
import io.github.dataversealm.solution.zip.ZipItem;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Another solution of the same build, as its manifest describes it.
 *
 * @param name how people call it: the name of its module
 * @param uniqueName its unique name
 * @param assemblies the names of its plug-in assemblies, those in packages included
 */
public record Neighbour(String name, String uniqueName, Names assemblies) {

    private static final String ASSEMBLY = "91";

    /**
     * Reads a manifest; empty when there is none.
     *
     * @param place a source folder or a zip
     * @throws io.github.dataversealm.solution.message.SolutionException when the manifest cannot be read
     */
    public static Optional<Neighbour> read(String name, Path place, ZipLimits limits) throws IOException {
        Optional<SolutionManifest> manifest = Optional.empty();
        if (Files.isDirectory(place)) {
            manifest = SourceManifest.read(place);
        } else if (Files.isRegularFile(place)) {
            try (ZipArchive zip = ZipArchive.open(place, limits)) {
                Optional<ZipItem> entry = zip.find("solution.xml");
                if (entry.isPresent()) {
                    manifest = Optional.of(ManifestCopier.read(source(zip, entry.get())));
                }
            }
        }
        return manifest.map(found -> of(name, found));
    }

    private static XmlSource source(ZipArchive zip, ZipItem entry) {
        return new XmlSource() {
            @Override
            public String name() {
                return entry.name();
            }

            @Override
            public InputStream open() throws IOException {
                return zip.open(entry);
            }
        };
    }

    private static Neighbour of(String name, SolutionManifest manifest) {
        Names assemblies = new Names();
        manifest.rootComponents().stream()
                .filter(root -> root.type().equals(ASSEMBLY))
                .forEach(root -> assemblies.add(assemblyName(root.schemaName())));
        return new Neighbour(name, manifest.uniqueName(), assemblies);
    }

    /** The simple name of an assembly; empty when the text gives none. */
    public static String assemblyName(String fullName) {
        return AssemblyName.parse(fullName).map(AssemblyName::name).orElse("");
    }

    /** Whether this is another form of a solution: the same one, or a patch of it, or that of which it is a patch. */
    public boolean isSameAs(String otherUniqueName) {
        return family(uniqueName).equals(family(otherUniqueName));
    }

    private static String family(String uniqueName) {
        String lower = uniqueName.toLowerCase(Locale.ROOT);
        int patch = lower.lastIndexOf("_patch_");
        return patch > 0 ? lower.substring(0, patch) : lower;
    }
}
