package io.github.dataversealm.solution.check.finding;

/**
 * The file that something was read from, and where its part of that file is kept in an unpacked source folder.
 *
 * @param file the path in the zip or folder that is checked
 * @param source the path in the source folder; the same as {@code file} when a folder is checked; empty when it has none
 * @param element the name of the element that begins the part; empty when the part is the whole file
 * @param occurrence how many elements of that name stand before it in the source file
 */
public record Origin(String file, String source, String element, int occurrence) {

    /** A file as a whole, which has the same lines in the source folder. */
    public static Origin file(String file, String source) {
        return new Origin(file, source, "", 0);
    }
}
