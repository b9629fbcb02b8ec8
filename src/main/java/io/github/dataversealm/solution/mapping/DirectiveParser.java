package io.github.dataversealm.solution.mapping;

import io.github.dataversealm.solution.mapping.Directive.FileMatch;
import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns an element of a mapping file into a directive, or says why it cannot be used. */
final class DirectiveParser {

    /** An environment variable; names with these characters cannot be told from text. */
    private static final Pattern VARIABLE = Pattern.compile("%([^%/\\\\:*?\"<>|]+)%");

    private final Path baseFolder;
    private final Segments base;
    private final Function<String, Optional<String>> environment;

    DirectiveParser(Path baseFolder, Function<String, Optional<String>> environment) {
        this.baseFolder = baseFolder;
        this.base = Segments.parse(baseFolder.toString());
        this.environment = environment;
    }

    /** A line that cannot be used. Its message says why and what to write instead. */
    static final class UnusableDirectiveException extends Exception {
        private static final long serialVersionUID = 1L;

        UnusableDirectiveException(String message) {
            super(message);
        }
    }

    /**
     * @param map the attribute {@code map}, null when it is not there
     * @param to the attribute {@code to}, null when it is not there
     */
    Directive parse(Location location, String element, String map, String to) throws UnusableDirectiveException {
        String text = "<" + element + attribute("map", map) + attribute("to", to) + "/>";
        Directive.Rule rule =
                switch (element) {
                    case "Folder" -> folder(path("map", map, location), path("to", to, location));
                    case "FileToFile" -> fileToFile(path("map", map, location), path("to", to, location));
                    case "FileToPath" -> fileToPath(path("map", map, location), path("to", to, location));
                    default ->
                        throw new UnusableDirectiveException(
                                "this element is not known; the directives are Folder, FileToFile and FileToPath");
                };
        return new Directive(location, text, rule);
    }

    static String attribute(String name, String value) {
        return value == null ? "" : " " + name + "=\"" + value + "\"";
    }

    private Directive.Rule folder(String map, String to) throws UnusableDirectiveException {
        if (NamePattern.hasWildcard(map) || NamePattern.hasWildcard(to)) {
            throw new UnusableDirectiveException(
                    "a Folder has no wildcards; name both folders, or use FileToPath to match files by name");
        }
        return new Directive.Folder(within(Segments.parse(map)), Segments.parse(to));
    }

    private Directive.Rule fileToFile(String map, String to) throws UnusableDirectiveException {
        FileMatch match = fileMatch("FileToFile", map);
        if (NamePattern.hasWildcard(match.name().text())) {
            throw new UnusableDirectiveException(
                    "a FileToFile has no wildcards in the file name of 'map'; use FileToPath to match several files");
        }
        Segments target = folderWildcards("to", Segments.parse(to));
        if (endsWithSlash(to)
                || target.isEmpty()
                || target.last().equals(Segments.ANY_DEPTH)
                || target.last().equals("..")) {
            throw new UnusableDirectiveException(
                    "'to' of a FileToFile has to end with a file name; use FileToPath to name a folder only");
        }
        return new Directive.FileToFile(match, target);
    }

    private Directive.Rule fileToPath(String map, String to) throws UnusableDirectiveException {
        FileMatch match = fileMatch("FileToPath", map);
        Segments target = folderWildcards("to", Segments.parse(to));
        if (!target.names().contains(Segments.ANY_DEPTH) && isFile(target)) {
            throw new UnusableDirectiveException(
                    "'to' of a FileToPath has to be a folder, and this is a file; use FileToFile to name a file");
        }
        return new Directive.FileToPath(match, target);
    }

    private boolean isFile(Segments target) {
        return TargetFinder.resolve(baseFolder, target)
                .map(Files::isRegularFile)
                .orElse(false);
    }

    private FileMatch fileMatch(String element, String map) throws UnusableDirectiveException {
        Segments path = Segments.parse(map);
        if (endsWithSlash(map)
                || path.isEmpty()
                || path.last().equals(Segments.ANY_DEPTH)
                || path.last().equals("..")) {
            throw new UnusableDirectiveException(
                    "'map' of a " + element + " has to end with a file name; use Folder to map a folder");
        }
        NamePattern name = NamePattern.parse(path.last())
                .orElseThrow(() -> new UnusableDirectiveException("the wildcard '" + path.last()
                        + "' is not known; the forms are *.* (all files) and *.ext, and ** for folders"));
        // A bare name matches in any folder; ./name is in the source folder itself.
        boolean bare = path.size() == 1 && !map.contains("/") && !map.contains("\\");
        if (bare) {
            return new FileMatch(Optional.empty(), name);
        }
        return new FileMatch(Optional.of(within(folderWildcards("map", path.parent()))), name);
    }

    /** Checks that folders have no other wildcard than {@code **}; for {@code to}, the file name neither. */
    private static Segments folderWildcards(String attribute, Segments path) throws UnusableDirectiveException {
        for (String name : path.names()) {
            if (NamePattern.hasWildcard(name) && !name.equals(Segments.ANY_DEPTH)) {
                throw new UnusableDirectiveException("'" + attribute + "' has the wildcard '" + name
                        + "' where only ** (any depth of folders) is known");
            }
        }
        return path;
    }

    /** The path relative to the source folder. */
    private Segments within(Segments map) throws UnusableDirectiveException {
        Segments relative = map;
        if (map.isAbsolute() && map.startsWith(base)) {
            relative = map.from(base.size());
        }
        if (relative.isAbsolute()
                || !relative.isEmpty() && relative.names().get(0).equals("..")) {
            throw new UnusableDirectiveException("'map' lies outside the source folder " + baseFolder
                    + ", so that it matches nothing; write it relative to the source folder");
        }
        return relative;
    }

    private String path(String attribute, String value, Location location) throws UnusableDirectiveException {
        if (value == null || value.isBlank()) {
            throw new UnusableDirectiveException("the attribute '" + attribute + "' is "
                    + (value == null ? "missing" : "empty") + "; both 'map' and 'to' are needed");
        }
        return expand(value.strip(), location);
    }

    private String expand(String value, Location location) {
        Matcher matcher = VARIABLE.matcher(value);
        StringBuilder expanded = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(1);
            String replacement = environment
                    .apply(name)
                    .orElseThrow(() -> new SolutionException(
                            location,
                            "The environment variable '" + name + "' in '" + value + "' is not set.",
                            "Set " + name + " before Maven starts, or write the path without a variable."));
            matcher.appendReplacement(expanded, Matcher.quoteReplacement(replacement));
        }
        return matcher.appendTail(expanded).toString();
    }

    private static boolean endsWithSlash(String path) {
        return path.endsWith("/") || path.endsWith("\\");
    }
}
