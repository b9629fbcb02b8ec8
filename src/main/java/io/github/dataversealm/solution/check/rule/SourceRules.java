package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.finding.Place;
import io.github.dataversealm.solution.check.finding.Subject;
import io.github.dataversealm.solution.check.index.Manifest;
import io.github.dataversealm.solution.check.index.Part;
import io.github.dataversealm.solution.check.index.Solution;
import io.github.dataversealm.solution.check.tree.PackageFile;
import io.github.dataversealm.solution.layout.ComponentFolders;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Unpacked source folders (spec check-rules section 3, sources on disk). Silent on zips. */
final class SourceRules {

    private static final Set<String> TEXT = Set.of(".xml", ".json", ".yaml", ".yml");

    private SourceRules() {}

    static List<Rule<?>> rules() {
        return List.of(
                new Rule<>("src-case-mismatch", Scope.PACKAGE, SourceRules::caseMismatch),
                new Rule<>("src-content-missing", Scope.PACKAGE, SourceRules::contentMissing),
                new Rule<>("src-sidecar-missing", Scope.PACKAGE, SourceRules::sidecarMissing),
                new Rule<>("src-root-file-missing", Scope.SOLUTION, SourceRules::rootFileMissing),
                new Rule<>("src-conflict-marker", Scope.PACKAGE, SourceRules::conflictMarkers),
                new Rule<>("src-entry-special-character", Scope.PACKAGE, SourceRules::specialCharacters));
    }

    /** Whether a missing definition of that type is reported by {@code src-root-file-missing}. */
    static boolean hasFileRule(String type) {
        return type.equals("61") || type.equals("29") || type.equals("1");
    }

    private static void caseMismatch(Solution solution, Report report) {
        if (solution.tree().isZip()) {
            return;
        }
        Set<String> reported = new TreeSet<>();
        for (PackageFile file : solution.tree().files()) {
            String path = file.path();
            int slash = path.indexOf('/');
            if (slash < 0) {
                continue;
            }
            String folder = path.substring(0, slash);
            ComponentFolders.OWNED.stream()
                    .filter(owned -> owned.equalsIgnoreCase(folder) && !owned.equals(folder))
                    .filter(owned -> reported.add(folder))
                    .forEach(owned -> report.add(
                            solution.subject(),
                            Place.file(solution.origin(file)),
                            owned,
                            "The folder " + folder + " must be spelled " + owned + "."));
            for (String expected : List.of(ComponentFolders.MANIFEST, ComponentFolders.CUSTOMIZATIONS)) {
                String name = expected.substring(expected.indexOf('/') + 1);
                if (path.equalsIgnoreCase(expected) && !file.name().equals(name)) {
                    report.add(
                            solution.subject(),
                            Place.file(solution.origin(file)),
                            name,
                            "The file " + path + " must be spelled " + expected + ".");
                }
            }
            for (String suffix : List.of(".data.xml", ".meta.xml")) {
                if (file.endsWith(suffix) && !path.endsWith(suffix)) {
                    report.add(
                            solution.subject(),
                            Place.file(solution.origin(file)),
                            path.toLowerCase(Locale.ROOT),
                            "The name of the file " + path + " must end with " + suffix + ".");
                }
            }
            for (String expected : List.of("Entity.xml", "RibbonDiff.xml")) {
                if (file.isIn("Entities")
                        && file.name().equalsIgnoreCase(expected)
                        && !file.name().equals(expected)) {
                    report.add(
                            solution.subject(),
                            Place.file(solution.origin(file)),
                            path.toLowerCase(Locale.ROOT),
                            "The file " + path + " must be called " + expected + ".");
                }
            }
            if (path.endsWith(".data.xml")) {
                String content = path.substring(0, path.length() - ".data.xml".length());
                Optional<PackageFile> found = solution.tree().find(content);
                if (found.isPresent()
                        && !found.get().path().equals(content)
                        && !solution.tree().isKeptElsewhere(content)) {
                    report.add(
                            solution.subject(),
                            Place.file(solution.origin(found.get())),
                            content,
                            "The content file " + found.get().path() + " must be spelled " + content
                                    + ", as its metadata file is.");
                }
            }
        }
    }

    private static void contentMissing(Solution solution, Report report) {
        if (solution.tree().isZip()) {
            return;
        }
        for (String kind : List.of("WebResource", "Workflow", "PluginAssembly", "Report")) {
            for (Part part : solution.parts(kind)) {
                boolean linked = kind.equals("Report") && !part.contentName().contains("/");
                String metadata = part.element().origin().file();
                if (!part.contentName().isEmpty()
                        && part.content().isEmpty()
                        && !solution.tree().isKeptElsewhere(metadata.replace(".data.xml", ""))
                        && !linked
                        && !part.element().attribute("unmodified").equals("1")) {
                    report.add(
                            part.subject(),
                            part.element().place(),
                            "content",
                            "The file " + metadata + " has no content file "
                                    + metadata.replace(".data.xml", "").substring(metadata.lastIndexOf('/') + 1)
                                    + " beside it.");
                }
            }
        }
    }

    private static void sidecarMissing(Solution solution, Report report) {
        if (solution.tree().isZip()) {
            return;
        }
        for (PackageFile file : solution.tree().files()) {
            boolean content = file.isIn("WebResources") || file.isIn("Workflows");
            if (content
                    && !file.endsWith(".data.xml")
                    && solution.tree().find(file.path() + ".data.xml").isEmpty()) {
                report.add(
                        new Subject(file.isIn("Workflows") ? "Process" : "Web resource", file.path()),
                        Place.file(solution.origin(file)),
                        "sidecar",
                        "The file " + file.path() + " has no " + file.name() + ".data.xml beside it.");
            }
        }
    }

    private static void rootFileMissing(Solution solution, Report report) {
        if (solution.tree().isZip()) {
            return;
        }
        for (Manifest.Root root : solution.manifest().roots()) {
            String name = root.schemaName().isEmpty() ? root.id() : root.schemaName();
            if (!hasFileRule(root.type())
                    || name.isEmpty()
                    || solution.isElsewhere(name)
                    || solution.defines(Integer.parseInt(root.type()), name)) {
                continue;
            }
            boolean tableElsewhere =
                    root.type().equals("1") && (solution.table(name).isPresent() || name.indexOf('_') < 0);
            if (tableElsewhere || root.type().equals("29") && ContentRules.isProcessElsewhere(root.id(), solution)) {
                continue;
            }
            report.add(
                    new Subject(ComponentTypes.name(root.type()), name),
                    root.place(),
                    "file",
                    ComponentTypes.describe(root) + " is listed in Other/Solution.xml and has no file in the folder.");
        }
    }

    private static void conflictMarkers(Solution solution, Report report) {
        if (solution.tree().isZip()) {
            return;
        }
        for (PackageFile file : solution.tree().files()) {
            String path = file.path().toLowerCase(Locale.ROOT);
            int dot = path.lastIndexOf('.');
            if (dot < 0 || !TEXT.contains(path.substring(dot)) || file.size() > 32 << 20) {
                continue;
            }
            byte[] content = PackageRules.read(solution, file);
            if (!mayConflict(content)) {
                continue;
            }
            Texts.conflictLine(Texts.decode(content))
                    .ifPresent(line -> report.add(
                            solution.subject(),
                            Place.line(solution.origin(file), line, 1),
                            file.path(),
                            "The file " + file.path() + " holds the markers of a merge conflict."));
        }
    }

    private static boolean mayConflict(byte[] content) {
        for (int i = 0; i + 6 < content.length; i++) {
            byte c = content[i];
            if ((c == '<' || c == '>')
                    && content[i + 1] == c
                    && content[i + 2] == c
                    && content[i + 3] == c
                    && content[i + 4] == c
                    && content[i + 5] == c
                    && content[i + 6] == c) {
                return true;
            }
        }
        return false;
    }

    private static void specialCharacters(Solution solution, Report report) {
        for (PackageFile file : solution.tree().files()) {
            if (file.path().contains("/filedata/") && file.name().matches(".*[,;%#+&=$@'\\[\\]{}^`~!].*")) {
                report.add(
                        solution.subject(),
                        Place.file(solution.origin(file)),
                        file.path(),
                        "The name of " + file.path() + " changes when it is percent-encoded.");
            }
        }
    }
}
