package io.github.dataversealm.solution.pack;

import io.github.dataversealm.solution.layout.ComponentFolders;
import io.github.dataversealm.solution.layout.Preserved;
import io.github.dataversealm.solution.manifest.AbsentComponents;
import io.github.dataversealm.solution.manifest.ComponentRegister;
import io.github.dataversealm.solution.manifest.ManifestCopier;
import io.github.dataversealm.solution.manifest.RootComponent;
import io.github.dataversealm.solution.manifest.SolutionManifest;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.model.PackageType;
import io.github.dataversealm.solution.pack.SourceTree.TreeFile;
import io.github.dataversealm.solution.xml.SpillingSink;
import io.github.dataversealm.solution.xml.XmlSource;
import io.github.dataversealm.solution.zip.ZipWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The making of one zip; it takes its place when it is finished. */
final class ZipBuild implements AutoCloseable {

    private static final byte[] LF = {'\n'};
    private static final String CUSTOMIZATIONS = "customizations.xml";
    private static final String MANIFEST = "solution.xml";
    /** The earliest time that a zip can say. */
    private static final Instant EARLIEST = Instant.parse("1980-01-01T00:00:00Z");

    private static final int MOST_THREADS = 4;

    private final PackRequest request;
    private final PackageType type;
    private final Path target;
    private final PackSource source;
    private final Reporter reporter;
    private final ZipWriter zip;
    private List<String> unused = List.of();
    private int entryCount;

    ZipBuild(PackRequest request, PackageType type, Path target, PackSource source, Reporter reporter)
            throws IOException {
        this.request = request;
        this.type = type;
        this.target = target;
        this.source = source;
        this.reporter = reporter;
        int threads = Math.max(1, Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()));
        this.zip = request.allowWrite()
                ? ZipWriter.create(target, request.entryTime().orElse(EARLIEST), threads)
                : null;
    }

    /**
     * Writes all entries and checks that the solution is whole.
     *
     * @param pair whether the source folder is one for both package types
     * @param preservedFolder where the folder keeps what has no file
     */
    void run(boolean pair, String preservedFolder) throws IOException {
        ContentTypes types = new ContentTypes();
        types.addDocument(CUSTOMIZATIONS);
        try (OutputStream out = open(CUSTOMIZATIONS)) {
            StreamSink sink = new StreamSink(out);
            new CustomizationsAssembler(source).assemble(source.tree().file(ComponentFolders.CUSTOMIZATIONS), sink);
            sink.flush();
        }
        types.addDocument(MANIFEST);
        TreeFile manifestFile = source.tree().file(ComponentFolders.MANIFEST);
        SolutionManifest manifest;
        try (OutputStream out = open(MANIFEST)) {
            manifest = writeManifest(manifestFile, out);
        }
        source.addVerbatim();
        source.addPreserved(preservedFolder + withoutSlash(Preserved.ENTRIES));
        check(manifest, source.tree().describe(manifestFile), pair, preservedFolder);
        for (PackedEntry entry : source.entries()) {
            types.add(entry.name());
            write(entry);
        }
        try (OutputStream out = open(ContentTypes.NAME)) {
            out.write(types.toBytes());
        }
        unused = source.unused();
    }

    private static String withoutSlash(String folder) {
        return folder.substring(0, folder.length() - 1);
    }

    private OutputStream open(String name) throws IOException {
        entryCount++;
        return zip == null ? OutputStream.nullOutputStream() : zip.entry(name);
    }

    private SolutionManifest writeManifest(TreeFile file, OutputStream out) throws IOException {
        source.use(file);
        try (SpillingSink sink = new SpillingSink()) {
            sink.hold(true);
            SolutionManifest manifest = new ManifestCopier(
                            LF, false, Optional.of(type), request.solutionVersion(), source.plugins()::assembly)
                    .copy(source.open(file), sink);
            out.write(sink.array(), 0, sink.size());
            return manifest;
        }
    }

    private void check(SolutionManifest manifest, String manifestName, boolean pair, String preservedFolder)
            throws IOException {
        List<String> unlisted = source.components().unlisted(manifest);
        if (!unlisted.isEmpty()) {
            throw PackFaults.unlistedComponents(manifestName, unlisted);
        }
        List<RootComponent> absent = new ArrayList<>(source.components().missing(manifest));
        TreeFile known = source.tree().file(preservedFolder + Preserved.ABSENT);
        if (known != null) {
            absent.removeAll(AbsentComponents.read(
                    XmlSource.of(known.file(), source.tree().describe(known))));
        }
        List<String> missing = new ArrayList<>();
        for (RootComponent root : absent) {
            missing.add(ComponentRegister.describe(root));
        }
        if (!missing.isEmpty()) {
            if (!request.allowMissingComponents()) {
                throw PackFaults.missingComponents(manifestName, missing);
            }
            reporter.warn("Root components that are packed without their component:" + PackFaults.lines(missing));
        }
        if (!source.unmanagedForManaged().isEmpty() && pair && !request.useUnmanagedFileForMissingManaged()) {
            reporter.warn("Components without a managed file, packed as the unmanaged one"
                    + " (-Dsolution.useUnmanagedFileForMissingManaged=true says that this is meant):"
                    + PackFaults.lines(source.unmanagedForManaged()));
        }
    }

    private void write(PackedEntry entry) throws IOException {
        try (OutputStream out = open(entry.name())) {
            if (source.plugins().isNeeded()
                    && entry.name().toLowerCase(Locale.ROOT).endsWith(".xaml")) {
                out.write(renamed(entry.file()));
            } else if (ComponentFolders.isVerbatimDocument(entry.sourcePath())) {
                try (InputStream in = source.open(entry).open()) {
                    in.transferTo(out);
                }
            } else {
                try (InputStream in = Files.newInputStream(entry.file())) {
                    in.transferTo(out);
                }
            }
        }
    }

    private static final Pattern TYPE_IN_XAML = Pattern.compile("(AssemblyQualifiedName=\")([^\"]*)(\")");

    /** The XAML of a workflow, with the names of activities as their assemblies say them. */
    private byte[] renamed(Path xaml) throws IOException {
        byte[] bytes = Files.readAllBytes(xaml);
        String text = new String(bytes, StandardCharsets.UTF_8);
        String renamed = TYPE_IN_XAML
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(
                        match.group(1) + source.plugins().type(match.group(2)) + match.group(3)));
        return renamed.equals(text) ? bytes : renamed.getBytes(StandardCharsets.UTF_8);
    }

    /** The files that this zip had no use for. */
    List<String> unused() {
        return unused;
    }

    /** Puts the zip into its place. */
    PackResult.PackedZip finish() throws IOException {
        long size = zip == null ? 0 : zip.finish();
        return new PackResult.PackedZip(type, target, entryCount, size);
    }

    /** Gives the zip up, unless it is finished. */
    @Override
    public void close() throws IOException {
        if (zip != null) {
            zip.close();
        }
    }
}
