package io.github.dataversealm.solution.assembly;

import io.github.dataversealm.solution.assembly.PluginPackage.PackagedAssembly;
import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.zip.StreamedZip;
import io.github.dataversealm.solution.zip.StreamedZip.BrokenZipException;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads plug-in packages ({@code .nupkg}) from front to back, so that one inside a solution zip needs no temporary
 * file.
 */
public final class PluginPackageReader {

    private static final int MAX_NUSPEC_BYTES = 1024 * 1024;

    /** Four times what Dataverse accepts as a whole package. */
    private static final int MAX_ASSEMBLY_BYTES = 64 * 1024 * 1024;

    private static final long MAX_TOTAL_BYTES = 512L * 1024 * 1024;

    private static final ZipLimits LIMITS =
            new ZipLimits(10_000, MAX_TOTAL_BYTES, MAX_TOTAL_BYTES, ZipLimits.DEFAULT.maxRatio());

    private static final String ADVICE =
            "Build the plug-in package again (dotnet pack) and put it in its place, or export the solution again.";

    private final AssemblyReader assemblies = new AssemblyReader();

    /**
     * Reads a package file.
     *
     * @throws SolutionException when it is not a NuGet package, or an assembly in it is broken
     * @throws IOException when the disk fails
     */
    public PluginPackage read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, Location.of(file));
        }
    }

    /**
     * Reads a package; the stream is left open.
     *
     * @param location how the user knows the package
     */
    public PluginPackage read(InputStream in, Location location) throws IOException {
        return read(in, location, (assembly, content) -> {});
    }

    /** Is shown each assembly with its bytes, so that a package needs no more memory than its largest one. */
    @FunctionalInterface
    public interface AssemblyListener {
        void assembly(PackagedAssembly assembly, byte[] content);
    }

    /**
     * Reads a package; the stream is left open.
     *
     * @param location how the user knows the package
     * @param listener is shown the assemblies, in the order of the package
     */
    public PluginPackage read(InputStream in, Location location, AssemblyListener listener) throws IOException {
        try (StreamedZip zip = new StreamedZip(new LeftOpen(in), LIMITS)) {
            return new Contents(location, listener).read(zip);
        } catch (BrokenZipException e) {
            throw new SolutionException(
                    location, "This file is not a NuGet package: " + e.getMessage() + ".", ADVICE, e);
        }
    }

    /** The caller's stream, which stays the caller's. */
    private static final class LeftOpen extends FilterInputStream {

        LeftOpen(InputStream in) {
            super(in);
        }

        @Override
        public void close() {
            // the caller does
        }
    }

    /** What has been read so far. */
    private final class Contents {
        private final Location location;
        private final AssemblyListener listener;
        private final List<PackagedAssembly> managed = new ArrayList<>();
        private final List<String> unmanaged = new ArrayList<>();
        private Nuspec nuspec;

        Contents(Location location, AssemblyListener listener) {
            this.location = location;
            this.listener = listener;
        }

        PluginPackage read(StreamedZip zip) throws IOException {
            while (zip.next()) {
                String path = zip.name();
                String lower = path.toLowerCase(Locale.ROOT);
                if (nuspec == null && lower.endsWith(".nuspec") && lower.indexOf('/') < 0) {
                    nuspec = nuspec(zip.read(MAX_NUSPEC_BYTES), inside(path));
                } else if (lower.startsWith("lib/") && lower.endsWith(".dll")) {
                    assembly(path, zip.read(MAX_ASSEMBLY_BYTES));
                }
            }
            if (nuspec == null) {
                throw new SolutionException(
                        location, "This file is not a NuGet package: it has no .nuspec at its root.", ADVICE);
            }
            return new PluginPackage(nuspec.id(), nuspec.version(), managed, unmanaged);
        }

        private void assembly(String path, byte[] content) {
            // A native DLL is a well-formed image; anything else is read so that the error says what is wrong with it.
            if (assemblies.isNative(content)) {
                unmanaged.add(path);
            } else {
                PackagedAssembly assembly = new PackagedAssembly(path, assemblies.read(content, inside(path)));
                managed.add(assembly);
                listener.assembly(assembly, content);
            }
        }

        private Location inside(String path) {
            return Location.of(location + "!/" + path);
        }
    }

    private record Nuspec(String id, String version) {}

    /** Reads {@code package/metadata/id} and {@code version}; the namespace differs with the age of the nuspec. */
    private static Nuspec nuspec(byte[] xml, Location location) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
            String id = "";
            String version = "";
            int depth = 0;
            boolean metadata = false;
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.DTD) {
                    throw new SolutionException(location, "This nuspec has a DTD, which is not read.", ADVICE);
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    depth--;
                } else if (event == XMLStreamConstants.START_ELEMENT) {
                    depth++;
                    String name = reader.getLocalName();
                    metadata = depth == 2 ? name.equals("metadata") : metadata;
                    if (depth == 3 && metadata && (name.equals("id") || name.equals("version"))) {
                        // reads up to the end tag
                        String text = reader.getElementText().strip();
                        depth--;
                        id = name.equals("id") ? text : id;
                        version = name.equals("version") ? text : version;
                    }
                }
            }
            if (id.isEmpty() || version.isEmpty()) {
                throw new SolutionException(location, "This nuspec gives no id or no version.", ADVICE);
            }
            return new Nuspec(id, version);
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
            throw new SolutionException(
                    new Location(location.file(), line, 0), "This nuspec is not well-formed XML.", ADVICE, e);
        }
    }
}
