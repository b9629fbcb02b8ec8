package io.github.dataversealm.solution.mapping;

import io.github.dataversealm.solution.message.Location;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Where a content file of a source folder is kept, according to a mapping file. */
public sealed interface MapTarget {

    /** No directive matches: the file is in the source folder as usual. */
    record NotMapped() implements MapTarget {}

    /**
     * The file is kept elsewhere.
     *
     * @param file the existing file to read in its place
     */
    record Mapped(Path file) implements MapTarget {}

    /**
     * One or more directives match, but none of them leads to a file.
     *
     * @param attempts the directives in their order; never empty
     */
    record Missing(List<Attempt> attempts) implements MapTarget {
        public Missing {
            attempts = List.copyOf(attempts);
        }

        /** One line per directive: its place, its text and where it looked. */
        public String describe() {
            return attempts.stream()
                    .map(one -> one.location() + ": " + one.directive() + " looked for " + one.lookedFor())
                    .collect(Collectors.joining(System.lineSeparator()));
        }
    }

    /**
     * A directive that matches and leads to no file.
     *
     * @param location its line in the mapping file
     * @param directive its text, such as {@code <FileToFile map="a.js" to="../js/a.js"/>}
     * @param lookedFor the file or pattern that was looked for, with variables expanded
     */
    record Attempt(Location location, String directive, String lookedFor) {}
}
