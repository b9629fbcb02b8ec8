package io.github.dataversealm.solution.git;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The Git repository that a folder belongs to, read from its files without Git: what is checked out, and where it was cloned
 * from. Knows linked worktrees, submodules, packed refs and commits that no branch points to; of a repository that is kept in
 * another way (reftables) it says nothing.
 *
 * @see <a href="https://git-scm.com/docs/gitrepository-layout">gitrepository-layout</a>
 */
public final class GitFolder {

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final String REF = "ref:";
    private static final Pattern WORK_TREE = Pattern.compile("(?im)^\\s*worktree\\s*=");
    private static final int MAX_LINKS = 5;
    private static final int LARGEST_FILE = 64 << 10;
    private static final int LARGEST_LIST = 64 << 20;

    private final Path root;
    private final Path folder;
    private final Path common;

    private GitFolder(Path root, Path folder, Path common) {
        this.root = root;
        this.folder = folder;
        this.common = common;
    }

    /** The repository that has the folder checked out. */
    public static Optional<GitFolder> of(Path workFolder) {
        for (Path place = workFolder.toAbsolutePath().normalize(); place != null; place = place.getParent()) {
            Path git = place.resolve(".git");
            if (Files.isDirectory(git)) {
                return Optional.of(new GitFolder(place, git, common(git)));
            }
            if (Files.isRegularFile(git)) {
                Path start = place;
                return read(git)
                        .filter(text -> text.startsWith("gitdir:"))
                        .flatMap(text -> resolve(start, text.substring("gitdir:".length())))
                        .filter(Files::isDirectory)
                        .map(linked -> new GitFolder(start, linked, common(linked)));
            }
        }
        return Optional.empty();
    }

    /** A linked worktree keeps its HEAD by itself, and shares the rest. */
    private static Path common(Path git) {
        return read(git.resolve("commondir"))
                .flatMap(text -> resolve(git, text))
                .filter(Files::isDirectory)
                .orElse(git);
    }

    /** The commit that is checked out; empty before the first one, and where it cannot be found. */
    public Optional<String> commit() {
        Optional<String> value = read(folder.resolve("HEAD"));
        for (int i = 0; i < MAX_LINKS && value.isPresent() && value.get().startsWith(REF); i++) {
            String name = value.get().substring(REF.length()).strip();
            value = isRefName(name) ? ref(name) : Optional.empty();
        }
        return value.filter(text -> COMMIT.matcher(text).matches());
    }

    private static boolean isRefName(String name) {
        return name.startsWith("refs/") && !name.contains("..") && !name.contains("\\");
    }

    private Optional<String> ref(String name) {
        return resolve(folder, name)
                .flatMap(GitFolder::read)
                .or(() -> resolve(common, name).flatMap(GitFolder::read))
                .or(() -> packed(name));
    }

    private Optional<String> packed(String name) {
        Path packed = common.resolve("packed-refs");
        String end = " " + name;
        try {
            if (!Files.isRegularFile(packed) || Files.size(packed) > LARGEST_LIST) {
                return Optional.empty();
            }
            try (var lines = Files.lines(packed, StandardCharsets.ISO_8859_1)) {
                return lines.filter(line -> line.endsWith(end))
                        .map(line -> line.substring(0, line.length() - end.length()))
                        .filter(commit -> COMMIT.matcher(commit).matches())
                        .findFirst();
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            // What cannot be read is not known.
            return Optional.empty();
        }
    }

    /** The address that it was cloned from: that of the remote {@code origin}. */
    public Optional<String> remote() {
        Optional<String> config = read(common.resolve("config"));
        if (config.isEmpty()) {
            return Optional.empty();
        }
        boolean origin = false;
        for (String line : config.get().lines().map(String::strip).toList()) {
            if (line.startsWith("[")) {
                origin = line.replaceAll("\\s+", "").equals("[remote\"origin\"]");
            } else if (origin && line.matches("url\\s*=.*")) {
                return Optional.of(line.substring(line.indexOf('=') + 1).strip());
            }
        }
        return Optional.empty();
    }

    /** The folder that is checked out. */
    Path root() {
        return root;
    }

    /** Whether the settings say that another folder is checked out. */
    boolean isElsewhere() {
        return read(common.resolve("config"))
                .filter(text -> WORK_TREE.matcher(text).find())
                .isPresent();
    }

    private static Optional<Path> resolve(Path base, String text) {
        try {
            return Optional.of(base.resolve(text.strip()).normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** The text of a small file without the blanks around it; empty when there is none that can be read. */
    private static Optional<String> read(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(new String(in.readNBytes(LARGEST_FILE), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            // What cannot be read is not known.
            return Optional.empty();
        }
    }
}
