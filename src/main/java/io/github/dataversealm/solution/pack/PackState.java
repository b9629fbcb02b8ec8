package io.github.dataversealm.solution.pack;

import io.github.dataversealm.solution.model.PackageType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Remembers what a pack was made from, so that an unchanged one can be skipped: the settings, the digest of each file that
 * was read and of each zip that was written. A memory that is damaged or of another version is no memory.
 */
final class PackState {

    private static final String VERSION = "solution-pack-1";
    private static final String MAPPED = "mapped ";
    private static final String ZIP = "zip ";

    private final PackRequest request;
    private final List<PackageType> types;
    private final List<String> candidates;
    private List<PackResult.PackedZip> zips = List.of();
    private Optional<PackResult.Inputs> inputs = Optional.empty();

    /** @param candidates the files where the mapping file looks for targets */
    PackState(PackRequest request, List<PackageType> types, List<String> candidates) {
        this.request = request;
        this.types = types;
        this.candidates = candidates;
    }

    /** The zips of the pack that is remembered; only after {@link #isUnchanged} was true. */
    List<PackResult.PackedZip> zips() {
        return zips;
    }

    /** What the pack was made from; only after {@link #isUnchanged} was true, or after {@link #write}. */
    Optional<PackResult.Inputs> inputs() {
        return inputs;
    }

    /** Whether a pack would write again what is there. */
    boolean isUnchanged(SourceTree tree) throws IOException {
        if (request.stateFile().isEmpty()
                || !request.allowWrite()
                || !Files.isRegularFile(request.stateFile().get())) {
            return false;
        }
        try (BufferedReader lines = Files.newBufferedReader(request.stateFile().get(), StandardCharsets.UTF_8)) {
            String digestOfTree = digestOfTree(tree);
            if (!settings().equals(lines.readLine()) || !digestOfTree.equals(lines.readLine())) {
                return false;
            }
            List<String> mapped = new ArrayList<>();
            List<Path> mappedFiles = new ArrayList<>();
            List<PackResult.PackedZip> found = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(MAPPED)) {
                    Path file = Path.of(line.substring(MAPPED.length() + DIGEST + 1));
                    if (!isSame(file, line, MAPPED)) {
                        return false;
                    }
                    mappedFiles.add(file);
                    mapped.add(line.substring(MAPPED.length(), MAPPED.length() + DIGEST));
                } else if (line.startsWith(ZIP) && found.size() < types.size()) {
                    String[] parts = line.split(" ", 3);
                    PackageType type = types.get(found.size());
                    Path zip = Packer.zip(request, types, type);
                    if (!isSame(zip, line, ZIP)) {
                        return false;
                    }
                    found.add(new PackResult.PackedZip(type, zip, Integer.parseInt(parts[2]), Files.size(zip)));
                }
            }
            zips = List.copyOf(found);
            inputs = Optional.of(inputs(tree, digestOfTree, mapped, mappedFiles));
            return found.size() == types.size();
        } catch (IOException | RuntimeException e) {
            // A state that cannot be read says nothing.
            return false;
        }
    }

    private static final int DIGEST = 64;

    private static boolean isSame(Path file, String line, String prefix) throws IOException {
        String digest = line.substring(prefix.length(), prefix.length() + DIGEST);
        return Files.isRegularFile(file) && digestOf(file).equals(digest);
    }

    /** Remembers a pack. */
    void write(SourceTree tree, Set<Path> mapped, List<PackResult.PackedZip> packed) throws IOException {
        if (request.stateFile().isEmpty()) {
            return;
        }
        Path file = request.stateFile().get();
        Files.createDirectories(file.toAbsolutePath().getParent());
        String digestOfTree = digestOfTree(tree);
        List<String> digests = new ArrayList<>();
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write(settings() + '\n');
            out.write(digestOfTree + '\n');
            for (Path path : mapped) {
                String digest = digestOf(path);
                digests.add(digest);
                out.write(MAPPED + digest + ' ' + path.toAbsolutePath() + '\n');
            }
            for (PackResult.PackedZip zip : packed) {
                out.write(ZIP + digestOf(zip.file()) + ' ' + zip.entries() + '\n');
            }
        }
        inputs = Optional.of(inputs(tree, digestOfTree, digests, List.copyOf(mapped)));
    }

    /** Mapped files are elsewhere on each machine, so only their contents count. */
    private static PackResult.Inputs inputs(
            SourceTree tree, String digestOfTree, List<String> mapped, List<Path> mappedFiles) {
        StringBuilder text = new StringBuilder("tree ").append(digestOfTree).append('\n');
        mapped.stream()
                .sorted()
                .forEach(digest -> text.append(MAPPED).append(digest).append('\n'));
        return new PackResult.Inputs(
                digest(text.toString().getBytes(StandardCharsets.UTF_8)),
                tree.filesBelow("").stream().map(SourceTree.TreeFile::file).toList(),
                mappedFiles);
    }

    private String settings() throws IOException {
        String mapFile =
                request.mapFile().isEmpty() ? "" : digestOf(request.mapFile().get());
        String text = String.join(
                "|",
                VERSION,
                pluginVersion(),
                types.toString(),
                request.zipFile().toAbsolutePath().toString(),
                mapFile,
                request.mappings().toString(),
                candidates.toString(),
                String.valueOf(request.localize()),
                String.valueOf(request.disablePluginRemap()),
                String.valueOf(request.allowMissingComponents()),
                request.solutionVersion().orElse(""),
                request.entryTime().map(Object::toString).orElse(""));
        return digest(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String pluginVersion() {
        String version = PackState.class.getPackage().getImplementationVersion();
        return version == null ? "" : version;
    }

    private static String digestOfTree(SourceTree tree) throws IOException {
        MessageDigest digest = sha256();
        for (SourceTree.TreeFile file : tree.filesBelow("")) {
            digest.update((file.path() + '\n').getBytes(StandardCharsets.UTF_8));
            update(digest, file.file());
            digest.update((byte) 0);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String digestOf(Path file) throws IOException {
        MessageDigest digest = sha256();
        update(digest, file);
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String digest(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    private static void update(MessageDigest digest, Path file) throws IOException {
        byte[] block = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(block); count >= 0; count = in.read(block)) {
                digest.update(block, 0, count);
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
