package io.github.dataversealm.solution.check.gate;

import io.github.dataversealm.solution.check.index.Json;
import io.github.dataversealm.solution.check.index.JsonDocuments;
import io.github.dataversealm.solution.check.tree.FolderTree;
import io.github.dataversealm.solution.check.tree.PackageFile;
import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The file of suppressions: {@code {"suppressions": [{"rule": "web-use-async", "component": "new_/*", "reason": "..."}]}}.
 * A text parameter has the form {@code rule | component | reason}.
 */
public final class SuppressionFile {

    private static final Set<String> FIELDS = Set.of("rule", "component", "file", "reason", "expires");

    private static final int MAX_BYTES = 4 << 20;

    private SuppressionFile() {}

    /**
     * Reads the file of a parameter.
     *
     * @throws SolutionException when it is missing or not of that form
     */
    public static List<Suppression> read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new SolutionException(
                    Location.of(file), "There is no such file of suppressions.", "Check solution.suppressionFile.");
        }
        String name = file.getFileName().toString();
        return read(
                Files.readAllBytes(file),
                file.toString(),
                Extent.ALL,
                line -> new Written(Written.Kind.FILE, name, line, Optional.of(file)));
    }

    /**
     * Reads the files that lie in a source folder, each for the folder that it lies in.
     *
     * @throws SolutionException when one is not of that form
     */
    public static List<Suppression> beside(FolderTree sources) throws IOException {
        List<Suppression> all = new ArrayList<>();
        for (PackageFile file : sources.suppressionFiles()) {
            String path = file.path();
            String folder = path.substring(0, Math.max(0, path.lastIndexOf('/')));
            all.addAll(read(
                    sources.read(file, MAX_BYTES),
                    sources.folder().resolve(path).toString(),
                    Extent.folder(folder),
                    line -> new Written(Written.Kind.BESIDE, path, line, Optional.empty())));
        }
        return all;
    }

    /** Says where a line of a file is. */
    private interface Line {
        Written at(int line);
    }

    private static List<Suppression> read(byte[] content, String name, Extent extent, Line lines) {
        Json json = new JsonDocuments().read(content, name);
        Json list = json.get("suppressions");
        if (!list.isArray()) {
            throw new SolutionException(
                    Location.of(name),
                    "The file has no list 'suppressions'.",
                    "Write {\"suppressions\": [{\"rule\": \"...\", \"component\": \"...\", \"reason\": \"...\"}]}.");
        }
        List<Suppression> all = new ArrayList<>();
        for (WrittenEntry entry : WrittenEntry.of(list, name, "A suppression", FIELDS)) {
            all.add(new Suppression(
                    entry.required(
                            "rule",
                            "A suppression names no rule.",
                            "Add \"rule\": the id of the rule, or a family such as \"web-*\"."),
                    entry.text("component"),
                    entry.text("file"),
                    entry.text("reason").strip(),
                    entry.day("expires"),
                    extent,
                    lines.at(entry.line())));
        }
        return all;
    }

    /** Reads {@code rule | component | reason}; the component may be {@code *}. */
    public static Suppression parse(String text) {
        String[] pieces = text.split("\\|", 3);
        String rule = pieces[0].strip();
        if (rule.isEmpty()) {
            throw new SolutionException(
                    null,
                    "The suppression '" + text + "' names no rule.",
                    "Write rule | component | reason, such as web-use-async | new_/legacy.js | replaced in June");
        }
        String component = pieces.length > 1 ? pieces[1].strip() : "";
        return new Suppression(
                rule,
                component.equals("*") ? "" : component,
                "",
                pieces.length > 2 ? pieces[2].strip() : "",
                Optional.empty(),
                Extent.ALL,
                new Written(Written.Kind.POM, "solution.suppressions", 0, Optional.empty()));
    }
}
