package io.github.dataversealm.solution.contents;

import io.github.dataversealm.solution.contents.MissingDependency.Side;
import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.PackageType;
import io.github.dataversealm.solution.model.SolutionVersion;
import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlSource;
import io.github.dataversealm.solution.xml.XmlToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code solution.xml}. */
final class ManifestReader {

    /**
     * What the manifest says.
     *
     * @param roots the root components as they are listed, ids normalised
     */
    record Manifest(SolutionHeader header, List<Root> roots, List<MissingDependency> missingDependencies) {}

    /** A root component; {@code behavior} is empty when the manifest does not say it. */
    record Root(String type, String id, String schemaName, OptionalInt behavior) {}

    private static final String ROOT = "ImportExportXml";
    private static final String MANIFEST = "SolutionManifest/";
    private static final String PUBLISHER = MANIFEST + "Publisher/";
    private static final int ENGLISH = 1033;
    private static final int MAX_TEXT = 32_767;

    /** Far above any solution, whose parts are some thousands. */
    private static final int MAX_LISTED = 200_000;

    /** How the platform names a patch; its manifest need not say whose it is. */
    private static final Pattern PATCH = Pattern.compile("(.+)_Patch_[0-9a-fA-F]+");

    private static final String COLUMN = "id.";

    private final XmlSource source;
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Map<Integer, String>> labels = new HashMap<>();
    private final List<Root> roots = new ArrayList<>();
    private final List<MissingDependency> dependencies = new ArrayList<>();
    private Side required;
    private String requiredSolution = "";
    private Location versionAt;
    private Location managedAt;

    private ManifestReader(XmlSource source) {
        this.source = source;
    }

    /**
     * Reads the document.
     *
     * @throws SolutionException when it is no manifest of a solution; names the line
     */
    static Manifest read(XmlSource source) throws IOException {
        ManifestReader reader = new ManifestReader(source);
        try (XmlScanner scanner = new XmlScanner(source)) {
            XmlToken token = scanner.next();
            while (token != XmlToken.START) {
                token = scanner.next();
            }
            if (!scanner.isNamed(ROOT)) {
                throw new SolutionException(
                        scanner.location(),
                        "the root element is <" + scanner.name() + ">, not <" + ROOT + ">",
                        "This is not the solution.xml of a solution.");
            }
            for (String attribute : List.of("version", "SolutionPackageVersion", "languagecode")) {
                reader.texts.put("@" + attribute, attribute(scanner, attribute));
            }
            if (!scanner.isEmptyElement()) {
                reader.content(scanner, "");
            }
            while (token != XmlToken.END_OF_DOCUMENT) {
                token = scanner.next();
            }
        }
        return reader.manifest();
    }

    /** Reads the content of the element whose path, with a slash at the end, is {@code above}. */
    private String content(XmlScanner scanner, String above) throws IOException {
        StringBuilder text = new StringBuilder();
        for (XmlToken token = scanner.next(); token != XmlToken.END; token = scanner.next()) {
            if (token == XmlToken.START) {
                element(scanner, above + scanner.name());
            } else if (token == XmlToken.TEXT && !scanner.isInsignificant() || token == XmlToken.CDATA) {
                text.append(scanner.text());
                if (text.length() > MAX_TEXT) {
                    throw new SolutionException(
                            scanner.location(),
                            "a text of the manifest is longer than " + MAX_TEXT + " characters",
                            "No solution has such: the file looks damaged or hostile.");
                }
            }
        }
        return text.toString().strip();
    }

    private void element(XmlScanner scanner, String path) throws IOException {
        switch (path) {
            case MANIFEST + "RootComponents/RootComponent" -> root(scanner);
            case MANIFEST + "MissingDependencies/MissingDependency" -> {
                required = null;
                requiredSolution = "";
            }
            case MANIFEST + "MissingDependencies/MissingDependency/Required" -> {
                required = side(scanner);
                requiredSolution = attribute(scanner, "solution");
            }
            case MANIFEST + "MissingDependencies/MissingDependency/Dependent" -> dependent(scanner);
            case MANIFEST + "LocalizedNames/LocalizedName",
                    MANIFEST + "Descriptions/Description",
                    PUBLISHER + "LocalizedNames/LocalizedName",
                    PUBLISHER + "Descriptions/Description" -> label(scanner, path);
            case MANIFEST + "Version" -> versionAt = scanner.location();
            case MANIFEST + "Managed" -> managedAt = scanner.location();
            default -> {
                // only the text counts
            }
        }
        String text = scanner.isEmptyElement() ? "" : content(scanner, path + '/');
        texts.putIfAbsent(path, text);
    }

    private void root(XmlScanner scanner) throws IOException {
        bounded(roots, scanner);
        String behavior = attribute(scanner, "behavior");
        roots.add(new Root(
                attribute(scanner, "type"),
                Ids.normal(attribute(scanner, "id")),
                attribute(scanner, "schemaName"),
                number(behavior)));
    }

    private void dependent(XmlScanner scanner) throws IOException {
        if (required == null) {
            throw new SolutionException(
                    scanner.location(),
                    "a <MissingDependency> has no <Required> before its <Dependent>",
                    "Export the solution again.");
        }
        bounded(dependencies, scanner);
        dependencies.add(new MissingDependency(required, requiredSolution, side(scanner)));
    }

    private static void bounded(List<?> list, XmlScanner scanner) throws IOException {
        if (list.size() == MAX_LISTED) {
            throw new SolutionException(
                    scanner.location(),
                    "the manifest lists more than " + MAX_LISTED + " of these",
                    "No solution has as many: the file looks damaged or hostile.");
        }
    }

    private static Side side(XmlScanner scanner) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (int i = 0; i < scanner.attributeCount(); i++) {
            String name = scanner.attributeName(i);
            if (name.startsWith(COLUMN) && name.length() > COLUMN.length()) {
                columns.put(name.substring(COLUMN.length()).toLowerCase(Locale.ROOT), scanner.attributeValue(i));
            }
        }
        ComponentKey key = new ComponentKey(
                attribute(scanner, "type"), Ids.normal(attribute(scanner, "id")), attribute(scanner, "schemaName"));
        return new Side(
                key,
                attribute(scanner, "displayName"),
                attribute(scanner, "parentSchemaName"),
                attribute(scanner, "parentDisplayName"),
                Ids.normal(attribute(scanner, "parentId")),
                Map.copyOf(columns));
    }

    private void label(XmlScanner scanner, String path) {
        int language = number(attribute(scanner, "languagecode")).orElse(ENGLISH);
        labels.computeIfAbsent(path, key -> new LinkedHashMap<>())
                .putIfAbsent(language, attribute(scanner, "description"));
    }

    private static String attribute(XmlScanner scanner, String name) {
        return Objects.requireNonNullElse(scanner.attributeValue(name), "");
    }

    private static OptionalInt number(String text) {
        String digits = text.strip();
        boolean number =
                !digits.isEmpty() && digits.length() <= 9 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? OptionalInt.of(Integer.parseInt(digits)) : OptionalInt.empty();
    }

    // ---------------------------------------------------------------- the result

    private Manifest manifest() {
        String uniqueName = text(MANIFEST + "UniqueName");
        if (uniqueName.isEmpty()) {
            throw new SolutionException(
                    Location.of(source.name()),
                    "it is not the manifest of a solution: <SolutionManifest> with a <UniqueName> is missing",
                    "Export the solution again, or check the path.");
        }
        int language = number(text("@languagecode")).orElse(ENGLISH);
        SolutionHeader.Publisher publisher = new SolutionHeader.Publisher(
                text(PUBLISHER + "UniqueName"),
                label(PUBLISHER + "LocalizedNames/LocalizedName", language),
                label(PUBLISHER + "Descriptions/Description", language),
                text(PUBLISHER + "CustomizationPrefix"),
                number(text(PUBLISHER + "CustomizationOptionValuePrefix")).orElse(0));
        SolutionHeader header = new SolutionHeader(
                uniqueName,
                label(MANIFEST + "LocalizedNames/LocalizedName", language),
                label(MANIFEST + "Descriptions/Description", language),
                version(),
                packageType(),
                text("@SolutionPackageVersion"),
                text("@version"),
                language,
                publisher,
                parent(uniqueName));
        return new Manifest(header, List.copyOf(roots), List.copyOf(dependencies));
    }

    private String text(String path) {
        return texts.getOrDefault(path, "");
    }

    /** The label in the solution's language, else the first. */
    private String label(String path, int language) {
        Map<Integer, String> all = labels.getOrDefault(path, Map.of());
        return all.getOrDefault(language, all.values().stream().findFirst().orElse(""));
    }

    private SolutionVersion version() {
        String text = text(MANIFEST + "Version");
        try {
            return new SolutionVersion(text);
        } catch (SolutionException e) {
            throw new SolutionException(
                    versionAt == null ? Location.of(source.name()) : versionAt,
                    "<Version> is '" + text + "', which is no version of a solution",
                    "Write two to four numbers from 0 to 2147483647 with dots, for example 1.4.2.0.",
                    e);
        }
    }

    private PackageType packageType() {
        String managed = text(MANIFEST + "Managed");
        for (PackageType type : PackageType.values()) {
            if (type.manifestValue().equals(managed)) {
                return type;
            }
        }
        throw new SolutionException(
                managedAt == null ? Location.of(source.name()) : managedAt,
                "<Managed> is '" + managed + "'",
                "It is 0 for an unmanaged and 1 for a managed solution, 2 in a source folder for both.");
    }

    /** The parent of a patch: by {@code <ParentSolution>}, with its name in an element or as its text, else by the form of the name. */
    private Optional<String> parent(String uniqueName) {
        for (String path : List.of("ParentSolution/UniqueName", "ParentSolution")) {
            String named = text(MANIFEST + path);
            if (!named.isEmpty()) {
                return Optional.of(named);
            }
        }
        Matcher patch = PATCH.matcher(uniqueName);
        return patch.matches() ? Optional.of(patch.group(1)) : Optional.empty();
    }
}
