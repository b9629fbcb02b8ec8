package io.github.dataversealm.solution.tree;

import java.nio.file.Path;

/** The names inside a staging folder. */
record StagingPlaces(Path folder) {

    static final String LOCK = "lock";
    static final String NEW_FILES = "new";
    static final String ORIGINALS = "old";
    static final String RESPELLED = "respelled";

    Path lock() {
        return folder.resolve(LOCK);
    }

    /** The new and changed files, at their path relative to the root. */
    Path newFiles() {
        return folder.resolve(NEW_FILES);
    }

    /** What the commit took out of the root, at its relative path. */
    Path originals() {
        return folder.resolve(ORIGINALS);
    }

    /** What is between its old and its new spelling, by the number of its step. */
    Path respelled() {
        return folder.resolve(RESPELLED);
    }

    /** Whether an update makes an entry of that name in its staging folder. */
    static boolean isOurs(String name) {
        return switch (name) {
            case LOCK, NEW_FILES, ORIGINALS, RESPELLED, Journal.DRAFT, Journal.OPEN, Journal.DONE -> true;
            default -> false;
        };
    }
}
