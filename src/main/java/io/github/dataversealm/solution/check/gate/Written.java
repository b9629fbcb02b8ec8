package io.github.dataversealm.solution.check.gate;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a suppression is written.
 *
 * @param kind in which way
 * @param file the path in the checked folder or zip when it is beside the component, or else the name of the file
 * @param line from 1; 0 when it is not known
 * @param place the file on disk when it is none of the checked ones
 */
public record Written(Kind kind, String file, int line, Optional<Path> place) {

    /** The ways to write it. */
    public enum Kind {
        /** A parameter of the goal. */
        POM,
        /** The file of the parameter {@code suppressionFile}. */
        FILE,
        /** A file of suppressions in the source folder. */
        BESIDE,
        /** A comment in the file itself. */
        COMMENT
    }

    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line;
    }
}
