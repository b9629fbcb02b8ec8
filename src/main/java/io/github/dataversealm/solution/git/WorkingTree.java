package io.github.dataversealm.solution.git;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Compares files with the commit that is checked out, without Git: with the objects of the repository, so that what is only
 * staged counts as a change. The index saves reading what was not touched since it was checked out.
 *
 * <p>Git may check a file out with other bytes than it has (line ends, large files, keywords). A file that differs where that
 * may be so is neither changed nor unchanged here: the answer is that it is not known.
 */
public final class WorkingTree {

    private static final int LARGEST_ATTRIBUTES = 1 << 20;
    private static final int BLOCK = 1 << 16;

    /** Attributes with which a file may have any other bytes. */
    private static final Pattern CONVERTED = Pattern.compile("\\bfilter=|\\bident\\b|\\bworking-tree-encoding=");

    private static final Pattern LINE_ENDS = Pattern.compile("\\btext\\b|\\beol=|\\bcrlf\\b");
    private static final Pattern AUTO_CRLF = Pattern.compile("(?im)^\\s*autocrlf\\s*=\\s*(true|input|yes|on|1)\\s*$");

    private final GitFolder git;
    private final Path root;
    private final GitIds ids;
    private final GitTree commit;
    private final Optional<GitIndex> index;
    private final Map<Path, String> attributes = new HashMap<>();
    private final Set<String> changed = new LinkedHashSet<>();
    private boolean unknown;

    private WorkingTree(GitFolder git, GitIds ids, GitTree commit, Optional<GitIndex> index) {
        this.git = git;
        this.root = git.root();
        this.ids = ids;
        this.commit = commit;
        this.index = index;
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
        Optional<GitFolder> git = GitFolder.of(project);
        Optional<String> head = git.flatMap(GitFolder::commit);
        boolean same = head.isPresent()
                && GitFolder.of(folder)
                        .filter(other -> other.root().equals(git.get().root()))
                        .isPresent();
        if (!same || git.get().isElsewhere()) {
            return Uncommitted.UNKNOWN;
        }
        GitIds ids = GitIds.of(head.get());
        try (GitObjects objects = GitObjects.in(git.get().objects(), ids)) {
            GitTree commit = GitTree.of(head.get(), objects, ids);
            WorkingTree tree = new WorkingTree(git.get(), ids, commit, index(git.get(), ids, folder, others));
            tree.folder(folder, files);
            for (Path other : others) {
                tree.other(other);
            }
            return tree.result();
        } catch (IOException | RuntimeException e) {
            // A repository that is damaged, of another form or only partly here says nothing; the build does not need
            // it.
            return Uncommitted.UNKNOWN;
        }
    }

    /** It only saves work. */
    private static Optional<GitIndex> index(GitFolder git, GitIds ids, Path folder, List<Path> others) {
        Set<String> prefixes = new LinkedHashSet<>();
        prefixes.add(prefix(path(git.root(), folder).orElse("")));
        others.forEach(other -> path(git.root(), other).ifPresent(prefixes::add));
        try {
            return Optional.of(GitIndex.read(git.index(), ids, prefixes));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Uncommitted result() {
        if (!changed.isEmpty()) {
            return new Uncommitted(
                    Uncommitted.State.SOME, changed.stream().sorted().toList());
        }
        return unknown ? Uncommitted.UNKNOWN : new Uncommitted(Uncommitted.State.NONE, List.of());
    }

    // ---------------------------------------------------------------- which files

    private void folder(Path folder, List<Path> files) throws IOException {
        String place = path(root, folder).orElseThrow(() -> new IOException("the folder is elsewhere"));
        if (commit.find(place).filter(GitTree.Entry::isSubmodule).isPresent()) {
            unknown = true;
            return;
        }
        Map<String, GitTree.Entry> committed = new HashMap<>(commit.below(place));
        for (Path file : files) {
            Optional<String> path = path(root, file);
            GitTree.Entry entry = path.map(committed::remove).orElse(null);
            if (entry != null) {
                compare(path.get(), file, entry);
            } else if (path.isEmpty() || isInSubmodule(path.get())) {
                unknown = true;
            } else {
                changed.add(path.get());
            }
        }
        committed.forEach((path, entry) -> {
            if (!entry.isSubmodule() && Files.notExists(root.resolve(path), LinkOption.NOFOLLOW_LINKS)) {
                changed.add(path);
            }
        });
    }

    private boolean isInSubmodule(String path) throws IOException {
        return commit.find(path).filter(GitTree.Entry::isSubmodule).isPresent();
    }

    private void other(Path file) throws IOException {
        Optional<String> path = path(root, file);
        Optional<GitTree.Entry> entry = path.isPresent() ? commit.find(path.get()) : Optional.empty();
        if (entry.isPresent() && entry.get().isSubmodule()) {
            unknown = true;
        } else if (entry.isPresent() && !entry.get().isFolder()) {
            compare(path.get(), file, entry.get());
        }
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

    private static String prefix(String folder) {
        return folder.isEmpty() ? "" : folder + "/";
    }

    // ---------------------------------------------------------------- one file

    private void compare(String path, Path file, GitTree.Entry entry) throws IOException {
        BasicFileAttributes found;
        try {
            found = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            changed.add(path);
            return;
        }
        if (entry.isSubmodule()) {
            unknown = true;
        } else if (found.isSymbolicLink() || entry.isLink()) {
            link(path, file, found.isSymbolicLink(), entry);
        } else if (!index.flatMap(known -> known.untouched(path, found))
                .filter(entry.id()::equals)
                .isPresent()) {
            content(path, file, found.size(), entry);
        }
    }

    /** Git keeps where a link leads; without the right to make links it writes that into a file. */
    private void link(String path, Path file, boolean isLink, GitTree.Entry entry) throws IOException {
        if (!isLink || !entry.isLink()) {
            unknown = true;
            return;
        }
        byte[] target = Files.readSymbolicLink(file).toString().getBytes(StandardCharsets.UTF_8);
        if (!ids.id("blob", target).equals(entry.id())) {
            changed.add(path);
        }
    }

    private void content(String path, Path file, long size, GitTree.Entry entry) throws IOException {
        if (hash(file, size, false).equals(entry.id())) {
            return;
        }
        String rules = attributesFor(path);
        if (index.isEmpty() || CONVERTED.matcher(rules).find()) {
            unknown = true;
            return;
        }
        if (!hash(file, size - lineEnds(file), true).equals(entry.id())) {
            changed.add(path);
        } else if (!LINE_ENDS.matcher(rules).find()
                && !AUTO_CRLF.matcher(git.config()).find()) {
            // the settings of this machine and of its user may say the same
            unknown = true;
        }
    }

    private String hash(Path file, long size, boolean unixLines) throws IOException {
        MessageDigest digest = ids.digest("blob", size);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] block = new byte[BLOCK];
            boolean held = false;
            for (int count = in.read(block); count >= 0; count = in.read(block)) {
                if (unixLines) {
                    held = updateUnixLines(digest, block, count, held);
                } else {
                    digest.update(block, 0, count);
                }
            }
            if (held) {
                digest.update((byte) '\r');
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** @return whether the last byte was a carriage return, which is held back until it is seen what follows */
    private static boolean updateUnixLines(MessageDigest digest, byte[] block, int count, boolean before) {
        boolean held = before;
        byte[] out = new byte[count + 1];
        int length = 0;
        for (int i = 0; i < count; i++) {
            if (held && block[i] != '\n') {
                out[length++] = '\r';
            }
            held = block[i] == '\r';
            if (!held) {
                out[length++] = block[i];
            }
        }
        digest.update(out, 0, length);
        return held;
    }

    private static long lineEnds(Path file) throws IOException {
        long ends = 0;
        try (InputStream in = Files.newInputStream(file)) {
            byte[] block = new byte[BLOCK];
            boolean held = false;
            for (int count = in.read(block); count >= 0; count = in.read(block)) {
                for (int i = 0; i < count; i++) {
                    if (held && block[i] == '\n') {
                        ends++;
                    }
                    held = block[i] == '\r';
                }
            }
        }
        return ends;
    }

    /** The attributes files that may have a word about a path, one after the other. */
    private String attributesFor(String path) {
        StringBuilder all = new StringBuilder(attributes(git.attributes()));
        for (int end = 0; end >= 0; end = path.indexOf('/', end + 1)) {
            Path folder = end == 0 ? root : root.resolve(path.substring(0, end));
            all.append('\n').append(attributes(folder.resolve(".gitattributes")));
        }
        return all.toString();
    }

    private String attributes(Path file) {
        return attributes.computeIfAbsent(
                file, any -> GitFolder.text(file, LARGEST_ATTRIBUTES).orElse(""));
    }
}
