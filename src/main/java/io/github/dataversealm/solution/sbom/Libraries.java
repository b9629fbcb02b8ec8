package io.github.dataversealm.solution.sbom;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Knows well-known libraries by the notes that their makers put into their files, and by the names that files have. A row of
 * the table says how one is known.
 */
final class Libraries {

    private static final String TABLE = "libraries.tsv";

    /** How often a mark is looked at in one file; a hostile one may be full of them. */
    private static final int MAX_MARKS = 50;

    /** How far from its mark the version of a library may stand. */
    private static final int NEAR = 300;

    /**
     * One way to know a library.
     *
     * @param mark the text that the note has in it and that is looked for first
     * @param note the note from the mark on; its first group is the version
     */
    private record Rule(String name, String mark, Pattern note) {}

    /**
     * A library.
     *
     * @param name as npm calls it
     */
    record Library(String name, String version) implements Comparable<Library> {
        @Override
        public int compareTo(Library other) {
            return (name + '\n' + version).compareTo(other.name + '\n' + other.version);
        }

        String ref() {
            return "library:" + name + "@" + version;
        }
    }

    private final List<Rule> rules = new ArrayList<>();
    private final Pattern fileName;

    /** Reads the table. */
    Libraries() {
        Set<String> names =
                new TreeSet<>((a, b) -> a.length() == b.length() ? a.compareTo(b) : b.length() - a.length());
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Libraries.class.getResourceAsStream(TABLE), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] columns = line.split("\t");
                    names.add(columns[0]);
                    if (columns.length > 1) {
                        rules.add(new Rule(columns[0], columns[1], Pattern.compile(columns[2])));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        StringBuilder any = new StringBuilder();
        for (String name : names) {
            any.append(any.isEmpty() ? "" : "|").append(Pattern.quote(name));
        }
        fileName = Pattern.compile(
                "(?:^|[/_.\"'])(" + any + ")[-_.@]v?(\\d{1,4}(?:\\.\\d{1,6}){1,3})(?:[-.](?:min|slim|prod|bundle|umd))*"
                        + "\\.(?:js|css)",
                Pattern.CASE_INSENSITIVE);
    }

    /** The libraries whose notes are in a script, style sheet or page. */
    Set<Library> in(String text) {
        Set<Library> found = new TreeSet<>();
        for (Rule rule : rules) {
            int at = text.indexOf(rule.mark());
            for (int marks = 0; at >= 0 && marks < MAX_MARKS; marks++) {
                Matcher note = rule.note().matcher(text).region(at, Math.min(text.length(), at + NEAR));
                if (note.lookingAt()) {
                    found.add(new Library(rule.name(), note.group(1)));
                }
                at = text.indexOf(rule.mark(), at + rule.mark().length());
            }
        }
        return found;
    }

    /** The library that the name of a file says it is. */
    Optional<Library> named(String path) {
        Matcher name = fileName.matcher(path);
        return name.find()
                ? Optional.of(new Library(name.group(1).toLowerCase(java.util.Locale.ROOT), name.group(2)))
                : Optional.empty();
    }
}
