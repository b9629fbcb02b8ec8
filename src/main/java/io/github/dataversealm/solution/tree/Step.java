package io.github.dataversealm.solution.tree;

/**
 * One step of a commit. Paths are relative with {@code /}.
 *
 * @param kind what is done
 * @param from the path in the source folder, or in the new files for {@link Kind#IN}
 * @param to where it goes; the same as {@code from} unless the step is a {@link Kind#RESPELL}
 */
record Step(Kind kind, String from, String to) {

    enum Kind {
        /** A file or whole folder goes from the source folder to the originals. */
        ASIDE,
        /** A file or whole folder goes from the new files to the source folder. */
        IN,
        /** A file or folder takes another letter case, on a disk that ignores it. */
        RESPELL
    }

    static Step aside(String path) {
        return new Step(Kind.ASIDE, path, path);
    }

    static Step in(String path) {
        return new Step(Kind.IN, path, path);
    }

    static Step respell(String from, String to) {
        return new Step(Kind.RESPELL, from, to);
    }
}
