package io.github.dataversealm.solution.check.finding;

import java.util.List;

/**
 * The file that something was read from, and where its part of that file is kept in an unpacked source folder.
 *
 * @param file the path in the zip or folder that is checked
 * @param source the path in the source folder; the same as {@code file} when a folder is checked; empty when it has none
 * @param element the name of the element that begins the part; empty when the part is the whole file
 * @param occurrence how many elements of that name, and of that key when there is one, stand before it in the source file
 * @param key what the element and those in it say, as {@link #key} writes it, when it stands in a list that has another
 *     order in the source file; else empty
 */
public record Origin(String file, String source, String element, int occurrence, String key) {

    public Origin(String file, String source, String element, int occurrence) {
        this(file, source, element, occurrence, "");
    }

    /** A file as a whole, which has the same lines in the source folder. */
    public static Origin file(String file, String source) {
        return new Origin(file, source, "", 0);
    }

    /**
     * Writes the part of a key that an element makes up; the parts of those in it follow in the order of the document.
     *
     * @param attributes names and values, one after the other
     */
    public static String key(String element, List<String> attributes) {
        return element + String.valueOf(attributes);
    }
}
