package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.finding.Place;
import io.github.dataversealm.solution.check.finding.Subject;
import io.github.dataversealm.solution.check.index.Element;
import io.github.dataversealm.solution.check.index.Ids;
import io.github.dataversealm.solution.check.index.Manifest;
import io.github.dataversealm.solution.check.index.Solution;
import io.github.dataversealm.solution.check.index.Table;
import io.github.dataversealm.solution.check.tree.PackageFile;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.SolutionVersion;
import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlToken;
import io.github.dataversealm.solution.zip.StreamedZip;
import io.github.dataversealm.solution.zip.StreamedZip.BrokenZipException;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The package as a whole and its manifest (spec check-rules section 3, package and manifest). */
final class PackageRules {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Set<String> RESERVED = Set.of("active", "default", "basic", "system");
    private static final Pattern VERSION = Pattern.compile("[0-9]{1,10}(\\.[0-9]{1,10}){1,3}");
    private static final Pattern PREFIX = Pattern.compile("(?!mscrm)[a-z][a-z0-9]{1,7}");
    private static final Pattern DEFAULT_PREFIX = Pattern.compile("(?i)new|cr[0-9a-f]{3}");

    /** How the names begin of relationships to users, teams, business units and currencies. */
    private static final List<String> SYSTEM_RELATIONSHIPS =
            List.of("lk_", "owner_", "business_unit_", "team_", "user_", "transactioncurrency_");

    private static final int MAX_READ = 32 << 20;

    private PackageRules() {}

    static List<Rule<?>> rules() {
        return List.of(
                new Rule<>("pkg-unreadable", Scope.PACKAGE, PackageRules::pointers),
                // found by the checker, which knows the suppressions
                new Rule<>("suppression-without-reason", Scope.PACKAGE, (solution, report) -> {}),
                new Rule<>("pkg-entry-duplicate", Scope.PACKAGE, PackageRules::entryDuplicate),
                new Rule<>("pkg-root-part-missing", Scope.PACKAGE, PackageRules::rootParts),
                new Rule<>("pkg-xml-malformed", Scope.PACKAGE, PackageRules::malformed),
                new Rule<>("pkg-encoding", Scope.PACKAGE, PackageRules::encoding),
                new Rule<>("pkg-manifest-incomplete", Scope.PACKAGE, PackageRules::incomplete),
                new Rule<>("pkg-solution-name", Scope.PACKAGE, PackageRules::name),
                new Rule<>("pkg-solution-version", Scope.PACKAGE, PackageRules::version),
                new Rule<>("pkg-version-not-increased", Scope.PACKAGE, PackageRules::notIncreased),
                new Rule<>("pkg-patch-version", Scope.PACKAGE, PackageRules::patchVersion),
                new Rule<>("pkg-managed-flag", Scope.PACKAGE, PackageRules::managedFlag),
                new Rule<>("pkg-publisher-prefix", Scope.PACKAGE, PackageRules::prefix),
                new Rule<>("pkg-publisher-option-prefix", Scope.PACKAGE, PackageRules::optionPrefix),
                new Rule<>("pkg-publisher-default", Scope.PACKAGE, PackageRules::defaultPublisher),
                new Rule<>("pkg-root-component-duplicate", Scope.PACKAGE, PackageRules::rootDuplicate),
                new Rule<>(
                        "meta-include-missingunmanageddependencies", Scope.SOLUTION, PackageRules::unmanagedDependency),
                new Rule<>("pkg-dependency-external", Scope.PACKAGE, PackageRules::externalDependency),
                new Rule<>("pkg-introduced-version", Scope.ELEMENT, PackageRules::introducedVersion));
    }

    // ---------------------------------------------------------------- files

    private static void pointers(Solution solution, Report report) {
        for (PackageFile file : solution.tree().files()) {
            if (file.size() < 300 && file.size() > 40 && !file.endsWith(".dll")) {
                if (Texts.isGitLfsPointer(read(solution, file))) {
                    report.add(
                            solution.subject(),
                            Place.file(solution.origin(file)),
                            file.path(),
                            "The file " + file.path() + " is a Git LFS pointer: its content was not fetched.");
                }
            }
        }
    }

    /** A zip with duplicates is not opened at all; a folder on a disk that tells letter cases apart may have them. */
    private static void entryDuplicate(Solution solution, Report report) {
        if (solution.tree().isZip()) {
            return;
        }
        Map<String, String> seen = new HashMap<>();
        for (PackageFile file : solution.tree().files()) {
            String other = seen.put(file.path().toLowerCase(Locale.ROOT), file.path());
            if (other != null) {
                report.add(
                        solution.subject(),
                        Place.file(solution.origin(file)),
                        file.path().toLowerCase(Locale.ROOT),
                        "The files " + other + " and " + file.path() + " differ only in letter case.");
            }
        }
    }

    private static void rootParts(Solution solution, Report report) {
        List<String> parts = solution.tree().isZip()
                ? List.of("solution.xml", "customizations.xml", "[Content_Types].xml")
                : List.of("Other/Solution.xml", "Other/Customizations.xml");
        for (String part : parts) {
            if (solution.tree().find(part).isEmpty()) {
                report.add(
                        solution.subject(),
                        Place.file(solution.manifest().origin()),
                        part,
                        part + " is missing." + whereInstead(solution, part, report));
            }
        }
    }

    private static String whereInstead(Solution solution, String part, Report report) {
        for (PackageFile file : solution.tree().files()) {
            if (file.endsWith("/" + part)) {
                return " It lies in " + file.path() + ": take that folder"
                        + (solution.tree().isZip() ? " and zip its content." : ".");
            }
        }
        for (PackageFile file : solution.tree().files()) {
            if (solution.tree().isZip() && file.endsWith(".zip")) {
                return " The zip holds " + file.path()
                        + (holds(solution, file, part, report.deadline())
                                ? ", which has it: take that one."
                                : ", which may be the solution.");
            }
            if (solution.tree().isZip() && file.endsWith("/Other/Solution.xml")) {
                return " The zip holds the sources of a solution: pack them with mvn solution:pack.";
            }
        }
        return "";
    }

    /** Whether a zip in the zip has that part at its root; false for one that is damaged. */
    private static boolean holds(Solution solution, PackageFile file, String part, Deadline deadline) {
        try (StreamedZip inner =
                new StreamedZip(new TimedStream(solution.tree().open(file), deadline), ZipLimits.DEFAULT)) {
            while (inner.next()) {
                if (inner.name().equalsIgnoreCase(part)) {
                    return true;
                }
            }
            return false;
        } catch (BrokenZipException | SolutionException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What cannot be read is always said here, whatever other rules say of the reason: they may be off or less grave, and
     * nothing that refers to anything is checked.
     */
    private static void malformed(Solution solution, Report report) {
        malformedContent(solution, report);
        for (Solution.Unreadable broken : solution.unreadable()) {
            Optional<Integer> conflict = Texts.conflictLine(Texts.decode(read(solution, broken.file())));
            String message = conflict.isPresent()
                    ? "The file " + broken.file().path() + " holds the markers of a merge conflict."
                    : "The file " + broken.file().path() + " cannot be read: " + broken.problem() + ".";
            report.add(
                    solution.subject(),
                    Place.line(
                            solution.origin(broken.file()),
                            conflict.orElse(broken.line()),
                            conflict.isPresent() ? 1 : broken.column()),
                    broken.file().path(),
                    message);
        }
    }

    /**
     * XML that the index does not read: the part that says which kinds of content there are, in which no component is, and the
     * definitions of reports, which are content.
     */
    private static void malformedContent(Solution solution, Report report) {
        for (PackageFile file : solution.tree().files()) {
            boolean types = solution.tree().isZip() && file.path().equalsIgnoreCase("[Content_Types].xml");
            boolean definition = file.isIn("Reports") && file.endsWith(".rdl");
            if (types || definition) {
                malformed(solution, file, report);
            }
        }
    }

    private static void malformed(Solution solution, PackageFile file, Report report) {
        try (XmlScanner scanner = new XmlScanner(solution.tree().xml(file))) {
            while (scanner.next() != XmlToken.END_OF_DOCUMENT) {
                report.deadline().check();
            }
        } catch (SolutionException e) {
            report.add(
                    solution.subject(),
                    Place.line(
                            solution.origin(file),
                            e.location().map(at -> Math.max(0, at.line())).orElse(0),
                            e.location().map(at -> Math.max(0, at.column())).orElse(0)),
                    file.path(),
                    "The file " + file.path() + " cannot be read: " + e.problem() + ".");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void encoding(Solution solution, Report report) {
        for (Solution.Unreadable broken : solution.unreadable()) {
            if (!Texts.isUtf8(read(solution, broken.file()))) {
                report.add(
                        solution.subject(),
                        Place.line(solution.origin(broken.file()), broken.line(), broken.column()),
                        broken.file().path(),
                        "The file " + broken.file().path() + " is not UTF-8.");
            }
        }
    }

    /** A file, or the beginning of a large one; nothing of one that is damaged in its zip, which is said elsewhere. */
    static byte[] read(Solution solution, PackageFile file) {
        try (InputStream in = solution.tree().open(file)) {
            byte[] content = in.readNBytes(MAX_READ);
            return content.length == MAX_READ ? wholeCharacters(content) : content;
        } catch (SolutionException e) {
            return new byte[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without the character of UTF-8 that the end cuts in two. */
    private static byte[] wholeCharacters(byte[] content) {
        int end = content.length;
        while (end > content.length - 4 && end > 0 && (content[end - 1] & 0xC0) == 0x80) {
            end--;
        }
        return Arrays.copyOf(content, Math.max(0, end - 1));
    }

    // ---------------------------------------------------------------- the manifest

    private static Optional<Element> manifestElement(Solution solution) {
        return solution.manifest().root().flatMap(root -> root.first("SolutionManifest"));
    }

    private static Place placeOf(Solution solution, String path) {
        return manifestElement(solution)
                .flatMap(manifest -> manifest.first(path))
                .map(Element::place)
                .orElse(Place.file(solution.manifest().origin()));
    }

    private static void incomplete(Solution solution, Report report) {
        if (solution.manifest().root().isEmpty()) {
            return;
        }
        Element root = solution.manifest().root().get();
        Optional<Element> manifest = manifestElement(solution);
        if (!root.is("ImportExportXml") || manifest.isEmpty()) {
            report.add(
                    solution.subject(),
                    root.place(),
                    "SolutionManifest",
                    "The file is no manifest: <ImportExportXml> with <SolutionManifest> is expected, not <"
                            + root.name() + ">.");
            return;
        }
        for (String element : List.of("UniqueName", "Version", "Managed", "Publisher", "RootComponents")) {
            Optional<Element> found = manifest.get().first(element);
            boolean list = element.equals("Publisher") || element.equals("RootComponents");
            if (found.isEmpty() || !list && found.get().text().isEmpty()) {
                report.add(
                        solution.subject(),
                        found.orElse(manifest.get()).place(),
                        element,
                        "<" + element + "> " + (found.isEmpty() ? "is missing." : "is empty."));
            }
        }
    }

    private static void name(Solution solution, Report report) {
        String name = solution.manifest().uniqueName();
        if (name.isEmpty()) {
            return;
        }
        if (!NAME.matcher(name).matches() || RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            report.add(
                    solution.subject(),
                    placeOf(solution, "UniqueName"),
                    name,
                    "The unique name '" + name + "' "
                            + (RESERVED.contains(name.toLowerCase(Locale.ROOT))
                                    ? "is reserved for the platform."
                                    : "has characters other than letters, digits and underscores, or begins with a digit."));
        }
    }

    private static void version(Solution solution, Report report) {
        String version = solution.manifest().version();
        if (!version.isEmpty() && !VERSION.matcher(version).matches()) {
            report.add(
                    solution.subject(),
                    placeOf(solution, "Version"),
                    "version",
                    "'" + version + "' is not two to four numbers with points between them.");
        }
    }

    private static void notIncreased(Solution solution, Report report) {
        String version = solution.manifest().version();
        String previous =
                solution.previous().map(before -> before.manifest().version()).orElse("");
        if (VERSION.matcher(version).matches()
                && VERSION.matcher(previous).matches()
                && new SolutionVersion(version).compareTo(new SolutionVersion(previous)) <= 0) {
            report.add(
                    solution.subject(),
                    placeOf(solution, "Version"),
                    "version",
                    "The version is " + version + ", that of the solution before is " + previous + ".");
        }
    }

    private static void patchVersion(Solution solution, Report report) {
        String parent = manifestElement(solution)
                .map(manifest -> manifest.text("ParentSolution/Version"))
                .orElse("");
        String version = solution.manifest().version();
        if (!VERSION.matcher(parent).matches() || !VERSION.matcher(version).matches()) {
            return;
        }
        String[] base = parent.split("\\.");
        String[] own = version.split("\\.");
        boolean sameLine = number(base, 0) == number(own, 0) && number(base, 1) == number(own, 1);
        boolean higher = number(own, 2) > number(base, 2)
                || number(own, 2) == number(base, 2) && number(own, 3) > number(base, 3);
        if (!sameLine || !higher) {
            report.add(
                    solution.subject(),
                    placeOf(solution, "Version"),
                    "version",
                    "The patch has version " + version + ", its parent " + parent
                            + ": major and minor must be the same, and build or revision higher.");
        }
    }

    private static long number(String[] parts, int index) {
        return index < parts.length ? Long.parseLong(parts[index]) : 0;
    }

    private static void managedFlag(Solution solution, Report report) {
        if (!solution.tree().isZip()) {
            return;
        }
        String file = solution.tree().name().toLowerCase(Locale.ROOT);
        String managed = solution.manifest().managed();
        // of exports, and with the classifier that the unmanaged zip of a project has
        boolean wrong = file.endsWith("_managed.zip") && managed.equals("0")
                || (file.endsWith("_unmanaged.zip") || file.endsWith("-unmanaged.zip")) && managed.equals("1");
        if (wrong) {
            report.add(
                    solution.subject(),
                    placeOf(solution, "Managed"),
                    "managed",
                    "The file is called " + solution.tree().name() + " and holds a"
                            + (managed.equals("1") ? " managed" : "n unmanaged") + " solution.");
        }
    }

    private static void prefix(Solution solution, Report report) {
        String prefix = solution.manifest().prefix();
        boolean none = prefix.isEmpty() || prefix.equalsIgnoreCase("none");
        if (!none && !PREFIX.matcher(prefix).matches()) {
            report.add(
                    solution.subject(),
                    placeOf(solution, "Publisher/CustomizationPrefix"),
                    "prefix",
                    "The prefix '" + prefix
                            + "' is not two to eight small letters and digits that begin with a letter and not"
                            + " with mscrm.");
        }
    }

    private static void optionPrefix(Solution solution, Report report) {
        String prefix = solution.manifest().optionValuePrefix();
        if (!prefix.isEmpty() && !prefix.matches("[1-9][0-9]{4}") && !prefix.equals("0")) {
            report.add(
                    solution.subject(),
                    placeOf(solution, "Publisher/CustomizationOptionValuePrefix"),
                    "optionprefix",
                    "The prefix for choice values is '" + prefix + "', not 10000 to 99999.");
        }
    }

    private static void defaultPublisher(Solution solution, Report report) {
        Manifest manifest = solution.manifest();
        if (manifest.publisher().toLowerCase(Locale.ROOT).startsWith("defaultpublisher")
                || DEFAULT_PREFIX.matcher(manifest.prefix()).matches()) {
            report.add(
                    solution.subject(),
                    placeOf(solution, "Publisher"),
                    "publisher",
                    "The publisher '" + manifest.publisher() + "' with the prefix '" + manifest.prefix()
                            + "' is one of those that Dataverse makes by itself.");
        }
    }

    private static void rootDuplicate(Solution solution, Report report) {
        Set<String> seen = new HashSet<>();
        for (Manifest.Root root : solution.manifest().roots()) {
            String key = root.type() + ' ' + root.id() + ' ' + root.schemaName().toLowerCase(Locale.ROOT);
            if (!seen.add(key)) {
                report.add(
                        solution.subject(),
                        root.place(),
                        key,
                        "The component " + ComponentTypes.describe(root) + " is listed twice.");
            }
        }
    }

    // ---------------------------------------------------------------- dependencies

    private static void unmanagedDependency(Solution solution, Report report) {
        Map<String, List<Manifest.Missing>> byRequired = new LinkedHashMap<>();
        for (Manifest.Missing missing : solution.manifest().missing()) {
            Element required = missing.required();
            if (required.attribute("solution").equalsIgnoreCase("Active")
                    && !isSystem(solution, required)
                    && !isHere(solution, required)) {
                String key = required.attribute("type")
                        + ' '
                        + keys(required).stream().findFirst().orElse(required.attribute("displayName"))
                        + ' '
                        + firstOf(required, "parentSchemaName", "parentDisplayName");
                byRequired.computeIfAbsent(key, same -> new ArrayList<>()).add(missing);
            }
        }
        byRequired.forEach((key, all) -> {
            Element required = all.get(0).required();
            Element dependent = all.get(0).dependent();
            String name = firstOf(required, "schemaName", "displayName", "id");
            report.add(
                    new Subject(ComponentTypes.name(required.attribute("type")), name),
                    all.get(0).place(),
                    key,
                    ComponentTypes.described(required.attribute("type")) + " " + name + parentOf(required)
                            + (required.attribute("type").equals("1")
                                            && keys(required).equals(keys(dependent))
                                    ? " is here only in part"
                                    : " is needed by " + ComponentTypes.described(dependent.attribute("type")) + " "
                                            + firstOf(dependent, "displayName", "schemaName", "id"))
                            + (all.size() == 1 ? "" : " and " + (all.size() - 1) + " more")
                            + ", and was in no solution where this one was exported.");
        });
    }

    private static String parentOf(Element required) {
        String parent = firstOf(required, "parentSchemaName", "parentDisplayName");
        return parent.isEmpty() ? "" : " of " + parent;
    }

    /** What names a component: {@code schemaName}, {@code id}, or {@code id.} and the column that is its key. */
    private static List<String> keys(Element reference) {
        List<String> keys = new ArrayList<>();
        List<String> attributes = reference.attributes();
        for (int i = 0; i < attributes.size(); i += 2) {
            String name = attributes.get(i);
            if (name.equals("schemaName") || name.equals("id") || name.startsWith("id.")) {
                keys.add(Ids.plain(attributes.get(i + 1)));
            }
        }
        return keys;
    }

    /** Columns and relationships that the platform gives to every table of a kind. */
    private static boolean isSystem(Solution solution, Element required) {
        String name = required.attribute("schemaName").toLowerCase(Locale.ROOT);
        return switch (required.attribute("type")) {
            case "2" -> References.SYSTEM_COLUMNS.contains(name);
            case "3", "10" ->
                !solution.manifest().isOwn(name)
                        && SYSTEM_RELATIONSHIPS.stream().anyMatch(name::startsWith);
            default -> false;
        };
    }

    /** Whether the package brings it, or a declared dependency does. */
    private static boolean isHere(Solution solution, Element required) {
        if (required.attribute("type").equals("2")) {
            String schemaName = required.attribute("schemaName");
            String parent = required.attribute("parentSchemaName");
            boolean here = !parent.isEmpty()
                    && solution.table(parent)
                            .flatMap(table -> table.column(schemaName))
                            .isPresent();
            return here || solution.isProvided(parent + '.' + schemaName);
        }
        boolean table = required.attribute("type").equals("1");
        return keys(required).stream()
                .anyMatch(key -> solution.isProvided(key)
                        || (table
                                ? solution.table(key)
                                        .filter(PackageRules::isCreated)
                                        .isPresent()
                                : solution.defines(key)));
    }

    /**
     * Whether the package creates a table where there is none: parts of a table need the table, as its manifest then says
     * of the table itself. The table of a business process flow comes with the process.
     */
    private static boolean isCreated(Table table) {
        return table.defined() && (table.behavior() <= 0 || table.processTable());
    }

    static String firstOf(Element element, String... attributes) {
        for (String attribute : attributes) {
            if (!element.attribute(attribute).isEmpty()) {
                return element.attribute(attribute);
            }
        }
        return "";
    }

    private static void externalDependency(Solution solution, Report report) {
        Map<String, Manifest.Missing> solutions = new TreeMap<>();
        Map<String, Integer> counts = new HashMap<>();
        for (Manifest.Missing missing : solution.manifest().missing()) {
            String name = missing.required().attribute("solution");
            if (!name.isEmpty() && !name.equalsIgnoreCase("Active")) {
                solutions.putIfAbsent(name, missing);
                counts.merge(name, 1, Integer::sum);
            }
        }
        solutions.forEach((name, missing) -> {
            int blank = name.indexOf(' ');
            String uniqueName = blank < 0 ? name : name.substring(0, blank);
            // whether its version is high enough is said where the dependencies are resolved
            if (solution.isSolutionProvided(uniqueName)) {
                return;
            }
            report.add(
                    solution.subject(),
                    missing.place(),
                    uniqueName,
                    "Needs " + name + ": " + counts.get(name)
                            + (counts.get(name) == 1 ? " component." : " components."));
        });
    }

    private static void introducedVersion(
            io.github.dataversealm.solution.check.index.SolutionReader.ComponentElement component, Report report) {
        String introduced = component.element().text("IntroducedVersion");
        String version = component.manifest().version();
        if (VERSION.matcher(introduced).matches()
                && VERSION.matcher(version).matches()
                && new SolutionVersion(introduced).compareTo(new SolutionVersion(version)) > 0) {
            report.add(
                    component.subject(),
                    component.element().place(),
                    "introduced",
                    "It was introduced in version " + introduced + ", and the solution has " + version + ".");
        }
    }
}
