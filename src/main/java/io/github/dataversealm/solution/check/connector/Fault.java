package io.github.dataversealm.solution.check.connector;

import io.github.dataversealm.solution.check.index.Json;

/**
 * Something that is wrong in a JSON document.
 *
 * @param at the value that it is about
 * @param path where that stands, field names with points between them; empty for the document itself
 * @param problem what is wrong; quotes names of fields and what is allowed, never a value of the document
 */
public record Fault(Json at, String path, String problem) {

    /** The problem with its path. */
    public String text() {
        return (path.isEmpty() ? "the document" : path) + ": " + problem;
    }
}
