package io.github.dataversealm.solution.git;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Compares files with the commit that is checked out, as Git does: it knows about line ends, large files that are kept elsewhere,
 * and whatever else a repository may have. What is only staged is a change, too. Where Git is not there or refuses, nothing is known.
 */
public final class WorkingTree {

    private static final String GIT = "git";

    /** Before each path stand its states in the index and in the folder, and a blank. */
    private static final int STATES = 3;

    private final Path root;
    private final GitProgram git;

    private WorkingTree(Path root, GitProgram git) {
        this.root = root;
        this.git = git;
    }

    /**
     * Compares what something is made from with the commit.
     *
     * @param project a folder in the repository whose commit counts
     * @param folder of which all files are looked at: one that the commit does not have is new, and one that is not there is
     *     gone
     * @param files those in the folder that count
     * @param others files elsewhere; only those count that the commit has, the others were built
     */
    public static Uncommitted compare(Path project, Path folder, List<Path> files, List<Path> others) {
        return compare(GIT, project, folder, files, others);
    }

    /** @param git the program */
    static Uncommitted compare(String git, Path project, Path folder, List<Path> files, List<Path> others) {
        Optional<Path> root = GitFolder.of(project)
                .filter(found -> found.commit().isPresent() && !found.isElsewhere())
                .map(GitFolder::root);
        boolean same = root.isPresent()
                && GitFolder.of(folder).map(GitFolder::root).equals(root)
                && paths(root.get(), files).size() == files.size();
        return same
                ? new WorkingTree(root.get(), new GitProgram(git, root.get())).compare(folder, files, others)
                : Uncommitted.UNKNOWN;
    }

    private Uncommitted compare(Path folder, List<Path> files, List<Path> others) {
        Optional<List<String>> changed =
                git.answer(List.of("status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=no"));
        String place = path(root, folder).orElseThrow();
        Optional<List<String>> added =
                git.answer(List.of("ls-files", "-z", "--others", "--", ":(literal)" + (place.isEmpty() ? "." : place)));
        if (changed.isEmpty() || added.isEmpty()) {
            return Uncommitted.UNKNOWN;
        }
        Set<String> own = paths(root, files);
        Set<String> mapped = paths(root, others);
        String below = place.isEmpty() ? "" : place + "/";
        Set<String> all = new TreeSet<>();
        for (String line : changed.get()) {
            String path = line.substring(STATES);
            if (own.contains(path) || mapped.contains(path) || path.startsWith(below) && !isFile(path)) {
                all.add(path);
            }
        }
        added.get().stream().filter(own::contains).forEach(all::add);
        return all.isEmpty()
                ? new Uncommitted(Uncommitted.State.NONE, List.of())
                : new Uncommitted(Uncommitted.State.SOME, List.copyOf(all));
    }

    /** What is gone is none, and neither is a repository of its own within this one. */
    private boolean isFile(String path) {
        return Files.isRegularFile(root.resolve(path));
    }

    private static Set<String> paths(Path root, Collection<Path> files) {
        return files.stream().flatMap(file -> path(root, file).stream()).collect(Collectors.toCollection(HashSet::new));
    }

    /** The path in the repository; empty for a file outside of it. */
    private static Optional<String> path(Path root, Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        return absolute.startsWith(root)
                ? Optional.of(root.relativize(absolute)
                        .toString()
                        .replace(root.getFileSystem().getSeparator(), "/"))
                : Optional.empty();
    }
}
