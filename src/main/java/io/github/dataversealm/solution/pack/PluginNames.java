package io.github.dataversealm.solution.pack;

import io.github.dataversealm.solution.assembly.AssemblyName;
import io.github.dataversealm.solution.assembly.AssemblyReader;
import io.github.dataversealm.solution.assembly.PluginRemap;
import io.github.dataversealm.solution.layout.ComponentKind;
import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.xml.XmlFormatter;
import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlSource;
import io.github.dataversealm.solution.xml.XmlToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Gives plug-ins the names that their assemblies really have, as {@code /remapPluginTypeNames} does
 * (spec solution-packager-behavior §8.6).
 */
final class PluginNames {

    private static final String METADATA = ".dll.data.xml";
    private static final Set<String> ELEMENTS = Set.of("PluginAssembly", "SdkMessageProcessingStep");

    private final PluginRemap remap;

    private PluginNames(PluginRemap remap) {
        this.remap = remap;
    }

    static PluginNames asTheyAre() {
        return new PluginNames(PluginRemap.none());
    }

    /** Reads the identity of each plug-in assembly of the folder. */
    static PluginNames read(SourceTree tree, ContentFiles content, Reporter reporter) throws IOException {
        PluginRemap remap = PluginRemap.none();
        AssemblyReader reader = new AssemblyReader();
        for (SourceTree.TreeFile metadata : tree.filesBelow("PluginAssemblies")) {
            if (!metadata.name().toLowerCase(java.util.Locale.ROOT).endsWith(METADATA)) {
                continue;
            }
            String path = metadata.path();
            Optional<Path> assembly = content.find(path.substring(0, path.length() - ".data.xml".length()));
            String fullName = fullName(tree, metadata);
            if (assembly.isPresent() && !fullName.isEmpty()) {
                remap = with(remap, fullName, assembly.get(), reader, reporter);
            }
        }
        for (PluginRemap.Change change : remap.changes()) {
            reporter.info("Remapping the plug-in assembly " + change.metadata().fullName() + " to "
                    + change.assembly().fullName() + ", which its file says it is.");
        }
        return new PluginNames(remap);
    }

    private static PluginRemap with(
            PluginRemap remap, String fullName, Path assembly, AssemblyReader reader, Reporter reporter)
            throws IOException {
        AssemblyName name;
        try {
            name = reader.readName(assembly);
        } catch (SolutionException e) {
            if (reader.isNative(Files.readAllBytes(assembly))) {
                reporter.debug(assembly + " is no .NET assembly; its names stay as they are.");
                return remap;
            }
            throw new SolutionException(
                    e.location().orElse(Location.of(assembly)),
                    e.problem(),
                    "Build the plug-in again, or pack with -Dsolution.disablePluginRemap=true to take its names from the"
                            + " metadata.",
                    e);
        }
        return remap.with(fullName, name);
    }

    private static String fullName(SourceTree tree, SourceTree.TreeFile metadata) throws IOException {
        try (XmlScanner scanner = new XmlScanner(XmlSource.of(metadata.file(), tree.describe(metadata)))) {
            XmlToken token = scanner.next();
            while (token != XmlToken.START) {
                token = scanner.next();
            }
            String fullName = scanner.attributeValue("FullName");
            return fullName == null ? "" : fullName;
        }
    }

    /** Whether elements of this kind hold names that change. */
    boolean concerns(ComponentKind kind) {
        return remap.isNeeded() && ELEMENTS.contains(kind.element());
    }

    boolean isNeeded() {
        return remap.isNeeded();
    }

    /** The name of an assembly as it is to be packed. */
    String assembly(String fullName) {
        return remap.assembly(fullName).orElse(fullName);
    }

    /** The assembly-qualified name of a type as it is to be packed. */
    String type(String qualifiedName) {
        return remap.type(qualifiedName).orElse(qualifiedName);
    }

    /** Writes the current start tag with the names as they are to be packed. */
    void start(XmlScanner scanner, XmlFormatter formatter) throws IOException {
        String assembly = scanner.isNamed("PluginAssembly") ? scanner.attributeValue("FullName") : null;
        String type = scanner.isNamed("PluginType") ? scanner.attributeValue("AssemblyQualifiedName") : null;
        if (assembly == null && type == null) {
            formatter.startWithout(scanner, XmlFormatter.XSI_DECLARATION);
            return;
        }
        formatter.start(scanner.name());
        for (int i = 0; i < scanner.attributeCount(); i++) {
            String name = scanner.attributeName(i);
            String value = scanner.attributeValue(i);
            if (name.equals("FullName") && assembly != null) {
                value = assembly(value);
            } else if (name.equals("AssemblyQualifiedName") && type != null) {
                value = type(value);
            } else if (name.equals(XmlFormatter.XSI_DECLARATION)) {
                continue;
            }
            formatter.attribute(name, value);
        }
    }

    /** Whether the text of the current start tag's element is the name of a type. */
    boolean isTypeName(XmlScanner scanner) {
        return scanner.isNamed("PluginTypeName") && !scanner.isEmptyElement();
    }
}
