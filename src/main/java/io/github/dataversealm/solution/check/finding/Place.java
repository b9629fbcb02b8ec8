package io.github.dataversealm.solution.check.finding;

/**
 * A place in a file. An index holds very many of them and few are ever shown, so XML is placed by byte offset, and the
 * line is counted when it is needed.
 *
 * @param offset the byte offset; -1 when the line is known already, or only the file is
 * @param ordinal how many elements begin in the part before this one; -1 outside of XML
 * @param line from 1; 0 when it is not known. With an offset: how many lines below the element it is
 * @param column in characters, from 1; 0 when it is not known
 */
public record Place(Origin origin, long offset, int ordinal, int line, int column) {

    public static Place file(Origin origin) {
        return new Place(origin, -1, -1, 0, 0);
    }

    public static Place line(Origin origin, int line, int column) {
        return new Place(origin, -1, -1, line, column);
    }

    public static Place element(Origin origin, long offset, int ordinal) {
        return new Place(origin, offset, ordinal, 0, 0);
    }

    /** A place some lines below another one, in a text of an element that has many lines. */
    public static Place below(Place place, int lines) {
        return place.offset < 0
                ? new Place(place.origin, -1, place.ordinal, place.line + lines, 0)
                : new Place(place.origin, place.offset, place.ordinal, lines, 0);
    }
}
