package io.github.dataversealm.solution.corpus.defect;

import static io.github.dataversealm.solution.corpus.defect.Parcel.CUSTOMIZATIONS;
import static io.github.dataversealm.solution.corpus.defect.Parcel.MANIFEST;
import static io.github.dataversealm.solution.corpus.defect.Parcel.attribute;
import static io.github.dataversealm.solution.corpus.defect.Parcel.inside;

import io.github.dataversealm.solution.corpus.defect.Parcel.Block;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files, web resources, root components, content types, ids and labels. */
final class PackageDefects {

    private static final String POINTER =
            "version https://git-lfs.github.com/spec/v1\noid sha256:" + "4d7a2146".repeat(8) + "\nsize 12345\n";

    private PackageDefects() {}

    static List<Kind> kinds() {
        return List.of(
                new Kind("file deleted", PackageDefects::fileDeleted),
                new Kind("web resource dropped", PackageDefects::webResourceDropped),
                new Kind("root component dropped", PackageDefects::rootDropped),
                new Kind("content type missing", PackageDefects::contentTypeMissing),
                new Kind("conflict marker", PackageDefects::conflictMarker),
                new Kind("id duplicate", PackageDefects::idDuplicate),
                new Kind("label duplicate", PackageDefects::labelDuplicate),
                new Kind("git-lfs pointer for a DLL", PackageDefects::pointer));
    }

    private static List<Kind.Maker> fileDeleted(Parcel parcel) {
        List<Kind.Maker> makers = new ArrayList<>();
        Map<String, String> elements = Map.of(
                "FileName", "(WebResource|PluginAssembly)", "JsonFileName", "Workflow", "XamlFileName", "Workflow");
        elements.forEach((element, owner) -> {
            for (Block block : parcel.blocks(element)) {
                String entry = block.text().replaceAll("<[^>]*>", "").strip().replaceFirst("^/", "");
                if (parcel.entries().containsKey(entry)
                        && (entry.startsWith("WebResources/")
                                || entry.startsWith("Workflows/")
                                || entry.startsWith("PluginAssemblies/"))) {
                    makers.add(() -> Optional.of(delete(parcel, entry, owner)));
                }
            }
        });
        return makers;
    }

    private static Injected delete(Parcel parcel, String entry, String owner) {
        return Injected.of(
                        "without " + entry,
                        "pkg-file-missing",
                        parcel.change().remove(entry),
                        sources -> sources.firstIn(".*\\.data\\.xml", ">/" + entry + "<", "<" + owner + "(?=[\\s>])"))
                .inFolder("src-content-missing");
    }

    /** The web resources that lie here, and that nothing says to be elsewhere. */
    static List<Block> webResources(Parcel parcel) {
        return parcel.blocks("WebResource").stream()
                .filter(block -> {
                    String name = inside(block.text(), "Name");
                    String file = inside(block.text(), "FileName");
                    return !file.isEmpty()
                            && parcel.entries().containsKey(file.substring(1))
                            && !parcel.isElsewhere(name)
                            && parcel.roots("61").stream()
                                    .anyMatch(root ->
                                            attribute(root.text(), "schemaName").equals(name));
                })
                .toList();
    }

    /** A change without a web resource: its element and its file. */
    static Parcel.Change without(Parcel parcel, Block webResource) {
        return parcel.change()
                .cut(webResource)
                .remove(inside(webResource.text(), "FileName").substring(1));
    }

    private static List<Kind.Maker> webResourceDropped(Parcel parcel) {
        List<Kind.Maker> makers = new ArrayList<>();
        for (Block block : webResources(parcel)) {
            String name = inside(block.text(), "Name");
            makers.add(() -> Optional.of(Injected.of(
                            "without the web resource " + name,
                            "pkg-root-component-undefined",
                            without(parcel, block),
                            sources -> sources.places(
                                    "Other/Solution.xml", "<RootComponent [^>]*" + Pattern.quote("\"" + name + "\"")))
                    .inFolder("src-root-file-missing")
                    .edit(folder -> {
                        Files.delete(folder.resolve("WebResources/" + name));
                        Files.delete(folder.resolve("WebResources/" + name + ".data.xml"));
                    })));
        }
        return makers;
    }

    private static List<Kind.Maker> rootDropped(Parcel parcel) {
        List<Kind.Maker> makers = new ArrayList<>();
        for (Block block : webResources(parcel)) {
            String name = inside(block.text(), "Name");
            drop(parcel, "61", "schemaName=\"" + name + "\"", ">" + name + "<", "WebResource", makers);
        }
        for (Block block : parcel.blocks("Role")) {
            String id = attribute(block.text(), "id");
            drop(parcel, "20", "id=\"" + id + "\"", id, "Role", makers);
        }
        for (Block block : parcel.blocks("Workflow")) {
            String id = attribute(block.text(), "WorkflowId");
            if (Set.of("0", "5").contains(inside(block.text(), "Category"))) {
                drop(parcel, "29", "id=\"" + id + "\"", id, "Workflow", makers);
            }
        }
        for (Block block : parcel.blocks("SdkMessageProcessingStep")) {
            String id = attribute(block.text(), "SdkMessageProcessingStepId");
            drop(parcel, "92", "id=\"" + id + "\"", id, "SdkMessageProcessingStep", makers);
        }
        return makers;
    }

    private static void drop(
            Parcel parcel, String type, String key, String marker, String element, List<Kind.Maker> makers) {
        parcel.roots(type).stream()
                .filter(root -> root.text().toLowerCase(Locale.ROOT).contains(key.toLowerCase(Locale.ROOT)))
                .findFirst()
                .ifPresent(root -> makers.add(() -> Optional.of(Injected.of(
                        "without the root component " + key,
                        "pkg-component-undeclared",
                        parcel.change().cutRoot(root),
                        sources -> sources.firstIn(
                                "(WebResources|Roles|Workflows|SdkMessageProcessingSteps)/.*\\.xml",
                                marker,
                                "<" + element + "(?=[\\s>])")))));
    }

    private static List<Kind.Maker> contentTypeMissing(Parcel parcel) {
        List<Kind.Maker> makers = new ArrayList<>();
        String entry = "[Content_Types].xml";
        String types = parcel.text(entry);
        for (Block block : Parcel.blocks("Default", types, 0)) {
            String extension = attribute(block.text(), "Extension");
            boolean used = parcel.entries().keySet().stream()
                    .anyMatch(name -> (name.startsWith("Workflows/")
                                    || name.startsWith("PluginAssemblies/")
                                    || name.startsWith("CanvasApps/"))
                            && name.endsWith("." + extension)
                            && parcel.customizations().contains("/" + name));
            if (used) {
                makers.add(() -> Optional.of(Injected.of(
                                "no content type for " + extension,
                                "pkg-content-type",
                                parcel.change().replace(entry, block.start(), block.end(), ""),
                                sources -> Set.of(entry + ":0"))
                        .inFolder("")));
            }
        }
        return makers;
    }

    private static List<Kind.Maker> conflictMarker(Parcel parcel) {
        List<Kind.Maker> makers = new ArrayList<>();
        for (String element : List.of("Entity", "Role", "Workflow", "WebResource", "optionset")) {
            for (Block block : parcel.blocks(element)) {
                int line = Sources.line(parcel.customizations(), block.start()) + 1;
                makers.add(() -> Optional.of(Injected.of(
                                "a marker before <" + element + ">",
                                "pkg-xml-malformed",
                                parcel.change()
                                        .replace(CUSTOMIZATIONS, block.start(), block.start(), "\n<<<<<<< HEAD\n"),
                                sources -> {
                                    Set<String> places = sources.places(".*", "(?m)^<<<<<<< HEAD");
                                    places.add(CUSTOMIZATIONS + ":" + line);
                                    return places;
                                })
                        .inFolder("src-conflict-marker")
                        .edit(folder -> {
                            List<String> files = Sources.of(folder).names().stream()
                                    .filter(file -> file.endsWith(".xml"))
                                    .toList();
                            String file = files.get(block.start() % files.size());
                            String text = Files.readString(folder.resolve(file));
                            int at = text.indexOf('\n', text.length() / 2) + 1;
                            Files.writeString(
                                    folder.resolve(file),
                                    text.substring(0, at) + "<<<<<<< HEAD\n" + text.substring(at));
                        })));
            }
        }
        return makers;
    }

    private static List<Kind.Maker> idDuplicate(Parcel parcel) {
        List<Kind.Maker> makers = new ArrayList<>();
        List<Block> webResources = parcel.blocks("WebResource");
        for (int i = 1; i < webResources.size(); i++) {
            Block block = webResources.get(i);
            String other = inside(webResources.get(i - 1).text(), "WebResourceId");
            String own = inside(block.text(), "WebResourceId");
            if (!other.isEmpty() && !own.isEmpty()) {
                makers.add(() -> Optional.of(duplicate(parcel, block, own, other, "WebResource")));
            }
        }
        List<Block> views = parcel.blocks("savedquery");
        for (int i = 1; i < views.size(); i++) {
            Block block = views.get(i);
            String other = inside(views.get(i - 1).text(), "savedqueryid");
            String own = inside(block.text(), "savedqueryid");
            // one file each, as long as they are views of two tables
            String between = parcel.customizations().substring(views.get(i - 1).end(), block.start());
            if (!other.isEmpty() && !own.isEmpty() && between.contains("<Entity>")) {
                makers.add(() -> Optional.of(duplicate(parcel, block, own, other, "savedquery")));
            }
        }
        return makers;
    }

    private static Injected duplicate(Parcel parcel, Block block, String own, String other, String element) {
        int at = block.text().indexOf(own);
        return Injected.of(
                "two of the id " + other,
                "pkg-id-duplicate",
                parcel.change().replace(CUSTOMIZATIONS, block.start() + at, block.start() + at + own.length(), other),
                sources -> sources.firstIn(
                        "(WebResources|Entities)/.*\\.xml", ">" + other + "<", "<" + element + "(?=[\\s>])"));
    }

    private static List<Kind.Maker> labelDuplicate(Parcel parcel) {
        List<Kind.Maker> makers = new ArrayList<>();
        Matcher label = Pattern.compile("<(displayname|LocalizedName|label) [^>]*description=\"[^\"]+\"[^>]*/>")
                .matcher(parcel.customizations());
        while (label.find()) {
            String again = label.group().replaceAll("description=\"[^\"]+\"", "description=\"SeededLabel\"");
            int at = label.end();
            String text = parcel.customizations();
            String before = text.substring(Math.max(0, label.start() - 200), label.start());
            // parts of a table's file, or of components that are files of their own
            if (again.contains("languagecode=") && !before.contains("<Publisher")) {
                makers.add(() -> Optional.of(Injected.of(
                        "a second label",
                        "label-duplicate-language",
                        parcel.change().replace(CUSTOMIZATIONS, at, at, again),
                        sources -> sources.places(".*\\.xml", "<\\w+ [^>]*\"SeededLabel\""))));
            }
        }
        return makers;
    }

    private static List<Kind.Maker> pointer(Parcel parcel) {
        List<Kind.Maker> makers = new ArrayList<>();
        for (Block block : parcel.blocks("PluginAssembly")) {
            String file = inside(block.text(), "FileName");
            if (!file.isEmpty() && parcel.entries().containsKey(file.substring(1))) {
                makers.add(() -> Optional.of(Injected.of(
                        "a pointer for " + file,
                        "plugin-assembly-unreadable",
                        parcel.change().put(file.substring(1), POINTER),
                        sources -> Set.of(sources.fileOf(POINTER.getBytes(StandardCharsets.UTF_8)) + ":0"))));
            }
        }
        return makers;
    }

    /** The root component of a type and a name. */
    static Optional<Block> root(Parcel parcel, String type, String name) {
        return parcel.roots(type).stream()
                .filter(root -> attribute(root.text(), "schemaName").equalsIgnoreCase(name))
                .findFirst();
    }

    static Parcel.Change cutRoot(Parcel parcel, Parcel.Change change, String type, String name) {
        root(parcel, type, name).ifPresent(root -> change.replace(MANIFEST, root.start(), root.end(), ""));
        return change;
    }
}
