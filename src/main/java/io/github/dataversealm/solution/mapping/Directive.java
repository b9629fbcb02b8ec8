package io.github.dataversealm.solution.mapping;

import io.github.dataversealm.solution.message.Location;
import java.util.List;
import java.util.Optional;

/**
 * One line of a mapping file.
 *
 * @param location its line
 * @param text the directive as written
 * @param rule what it does
 */
record Directive(Location location, String text, Rule rule) {

    /** Which files a directive matches and where it leads them. */
    sealed interface Rule {

        /**
         * The place to look for a file.
         *
         * @param path the names of the file's path, relative to the source folder
         * @return a path in which {@code **} stands for any depth; empty when the rule does not match the file
         */
        Optional<Segments> target(List<String> path);

        /** Where the files are. */
        Segments to();
    }

    /** {@code <Folder map="a" to="b"/>}: everything below {@code a} is at the same place below {@code b}. */
    record Folder(Segments map, Segments to) implements Rule {
        @Override
        public Optional<Segments> target(List<String> path) {
            Segments file = new Segments("", path);
            boolean below = file.size() > map.size() && file.startsWith(map);
            return below ? Optional.of(to.resolve(file.from(map.size()).names())) : Optional.empty();
        }
    }

    /** {@code <FileToFile map="a/x.dll" to="b/y.dll"/>}: one file (or one name in any folder) is at one place. */
    record FileToFile(FileMatch map, Segments to) implements Rule {
        @Override
        public Optional<Segments> target(List<String> path) {
            return map.matches(path) ? Optional.of(to) : Optional.empty();
        }
    }

    /** {@code <FileToPath map="a/*.js" to="b"/>}: files are in a folder under their own names. */
    record FileToPath(FileMatch map, Segments to) implements Rule {
        @Override
        public Optional<Segments> target(List<String> path) {
            return map.matches(path) ? Optional.of(to.resolve(List.of(path.get(path.size() - 1)))) : Optional.empty();
        }
    }

    /**
     * Which files match.
     *
     * @param folder the folder; {@code **} in it stands for any depth; empty: any folder
     * @param name the file name
     */
    record FileMatch(Optional<Segments> folder, NamePattern name) {
        boolean matches(List<String> path) {
            int last = path.size() - 1;
            return name.matches(path.get(last))
                    && (folder.isEmpty() || folder.get().matches(path.subList(0, last)));
        }
    }
}
