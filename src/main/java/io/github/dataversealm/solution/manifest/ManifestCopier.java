package io.github.dataversealm.solution.manifest;

import io.github.dataversealm.solution.layout.ListSorter;
import io.github.dataversealm.solution.layout.SortedList;
import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.PackageType;
import io.github.dataversealm.solution.xml.ByteSink;
import io.github.dataversealm.solution.xml.SpillingSink;
import io.github.dataversealm.solution.xml.XmlFormatter;
import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlSource;
import io.github.dataversealm.solution.xml.XmlToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Copies {@code solution.xml} between its two places, in the form that the .NET writer gives it, and reads it on the way
 * (spec solution-packager-behavior §4).
 */
public final class ManifestCopier {

    private static final String ROOT = "ImportExportXml";
    private static final String MANIFEST = "SolutionManifest";

    private final byte[] newline;
    private final boolean sorted;
    private final Optional<PackageType> packageType;
    private final Optional<String> version;
    private final UnaryOperator<String> schemaNames;

    private final List<RootComponent> rootComponents = new ArrayList<>();
    private String uniqueName = "";
    private String foundVersion = "";
    private String managed = "";
    private Location managedAt;

    /**
     * @param newline the line break to write
     * @param sorted whether the lists whose order means nothing are put in order
     * @param packageType the type to write; empty: as it is
     * @param version the version to write; empty: as it is
     */
    public ManifestCopier(byte[] newline, boolean sorted, Optional<PackageType> packageType, Optional<String> version) {
        this(newline, sorted, packageType, version, UnaryOperator.identity());
    }

    /** @param schemaNames what the schema names of root components become */
    public ManifestCopier(
            byte[] newline,
            boolean sorted,
            Optional<PackageType> packageType,
            Optional<String> version,
            UnaryOperator<String> schemaNames) {
        this.schemaNames = schemaNames;
        this.newline = newline.clone();
        this.sorted = sorted;
        this.packageType = packageType;
        this.version = version;
    }

    /** Reads a manifest. */
    public static SolutionManifest read(XmlSource source) throws IOException {
        try (SpillingSink sink = new SpillingSink()) {
            sink.hold(true);
            return new ManifestCopier(new byte[] {'\n'}, false, Optional.empty(), Optional.empty()).copy(source, sink);
        }
    }

    /**
     * Copies the document into the sink.
     *
     * @throws SolutionException when it is no manifest of a solution
     */
    public SolutionManifest copy(XmlSource source, ByteSink sink) throws IOException {
        XmlFormatter formatter = new XmlFormatter(newline);
        formatter.beginDocument(sink);
        try (XmlScanner scanner = new XmlScanner(source)) {
            for (XmlToken token = scanner.next(); token != XmlToken.END_OF_DOCUMENT; token = scanner.next()) {
                if (token == XmlToken.START) {
                    copyElement(scanner, formatter);
                } else {
                    formatter.copy(scanner, token);
                }
            }
            return manifest(source.name());
        }
    }

    private SolutionManifest manifest(String file) {
        if (uniqueName.isEmpty()) {
            throw new SolutionException(
                    Location.of(file),
                    "it is not the manifest of a solution: <" + MANIFEST + "> with a <UniqueName> is missing",
                    "Export the solution again, or check the path.");
        }
        for (PackageType type : PackageType.values()) {
            if (type.manifestValue().equals(managed)) {
                return new SolutionManifest(uniqueName, foundVersion, type, List.copyOf(rootComponents));
            }
        }
        throw new SolutionException(
                managedAt == null ? Location.of(file) : managedAt,
                "<Managed> is '" + managed + "'",
                "It is 0 for an unmanaged and 1 for a managed solution, 2 in a source folder for both.");
    }

    private void copyElement(XmlScanner scanner, XmlFormatter formatter) throws IOException {
        int level = scanner.level();
        if (level == 1) {
            if (!scanner.isNamed(ROOT)) {
                throw new SolutionException(
                        scanner.location(),
                        "the root element is <" + scanner.name() + ">, not <" + ROOT + ">",
                        "This is not the solution.xml of a solution.");
            }
            formatter.start(scanner);
            if (scanner.attributeIndex(XmlFormatter.XSI_DECLARATION) < 0) {
                formatter.declareXsi();
            }
            if (scanner.isEmptyElement()) {
                formatter.endEmpty();
            }
        } else if (level == 3 && scanner.isNamed("UniqueName")) {
            uniqueName = copyText(scanner, formatter, Optional.empty());
        } else if (level == 3 && scanner.isNamed("Version")) {
            foundVersion = copyText(scanner, formatter, version);
        } else if (level == 3 && scanner.isNamed("Managed")) {
            managedAt = scanner.location();
            managed = copyText(scanner, formatter, packageType.map(PackageType::manifestValue));
        } else if (level == 3 && scanner.isNamed("RootComponents")) {
            copyList(scanner, formatter, SortedList.ROOT_COMPONENTS);
        } else if (level == 3 && scanner.isNamed("MissingDependencies")) {
            copyList(scanner, formatter, SortedList.MISSING_DEPENDENCIES);
        } else if (level <= 2) {
            formatter.copy(scanner, XmlToken.START);
        } else {
            formatter.copyElement(scanner);
        }
    }

    private void copyList(XmlScanner scanner, XmlFormatter formatter, SortedList list) throws IOException {
        ListSorter.copy(scanner, formatter, list, sorted, schemaNames, values -> {
            if (list == SortedList.ROOT_COMPONENTS) {
                rootComponents.add(new RootComponent(values[0], values[2], values[1]));
            }
        });
    }

    /** Copies an element, with another text if one is given, and returns the text it had. */
    private static String copyText(XmlScanner scanner, XmlFormatter formatter, Optional<String> replacement)
            throws IOException {
        String name = scanner.name();
        formatter.start(scanner);
        if (scanner.isEmptyElement()) {
            if (replacement.isPresent()) {
                formatter.text(replacement.get());
                formatter.end(name);
            } else {
                formatter.endEmpty();
            }
            return "";
        }
        StringBuilder text = new StringBuilder();
        int level = scanner.depth();
        XmlToken token = scanner.next();
        for (; token != XmlToken.END || scanner.depth() >= level; token = scanner.next()) {
            if (token == XmlToken.TEXT || token == XmlToken.CDATA) {
                text.append(scanner.text());
                if (replacement.isPresent()) {
                    continue;
                }
            }
            formatter.copy(scanner, token);
        }
        if (replacement.isPresent()) {
            formatter.text(replacement.get());
        }
        formatter.end(scanner);
        return text.toString().strip();
    }
}
