package io.github.dataversealm.solution.message;

/**
 * A place in an input, as a person would name it.
 *
 * @param file the file, folder or zip entry, as the user knows it; an entry of a zip is written {@code a.zip!/entry}
 * @param line the line, counted from 1; 0 when it is not known
 * @param column the column in characters, counted from 1; 0 when it is not known
 */
public record Location(String file, int line, int column) {

    public static Location of(Object file) {
        return new Location(String.valueOf(file), 0, 0);
    }

    /** {@code file}, {@code file:line} or {@code file:line:column}. */
    @Override
    public String toString() {
        if (line <= 0) {
            return file;
        }
        return column <= 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }
}
