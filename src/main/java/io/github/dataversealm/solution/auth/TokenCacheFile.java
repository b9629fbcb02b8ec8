package io.github.dataversealm.solution.auth;

import com.microsoft.aad.msal4j.ITokenCacheAccessAspect;
import com.microsoft.aad.msal4j.ITokenCacheAccessContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Keeps the tokens of a person between two runs, so that a code is typed once and not in every build. Only its owner can
 * read the file. A cache that cannot be read or written costs a sign-in, nothing else.
 */
final class TokenCacheFile implements ITokenCacheAccessAspect {

    private static final long MAX_SIZE = 4 << 20;
    private static final Set<PosixFilePermission> OWNER_FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_FOLDER = PosixFilePermissions.fromString("rwx------");

    private final Path file;
    private final Consumer<String> warnings;

    TokenCacheFile(Path file, Consumer<String> warnings) {
        this.file = file;
        this.warnings = warnings;
    }

    @Override
    public void beforeCacheAccess(ITokenCacheAccessContext context) {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MAX_SIZE) {
                return;
            }
            if (isPosix() && !OWNER_FILE.containsAll(Files.getPosixFilePermissions(file))) {
                warnings.accept("The token cache " + file + " can be read by others; it is not used.");
                Files.delete(file);
                return;
            }
            context.tokenCache().deserialize(Files.readString(file));
        } catch (IOException | RuntimeException e) {
            warnings.accept("The token cache " + file + " cannot be read ("
                    + e.getClass().getSimpleName() + "); you have to sign in again.");
        }
    }

    @Override
    public void afterCacheAccess(ITokenCacheAccessContext context) {
        if (!context.hasCacheChanged()) {
            return;
        }
        try {
            write(context.tokenCache().serialize());
        } catch (IOException e) {
            warnings.accept("The token cache " + file + " cannot be written ("
                    + e.getClass().getSimpleName() + "); you have to sign in again next time.");
        }
    }

    /** Through a file of its own that takes the old one's place, so that another run never sees half of it. */
    private void write(String text) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, attributes(OWNER_FOLDER));
        }
        Path fresh = Files.createTempFile(folder, "tokens", ".tmp", attributes(OWNER_FILE));
        try {
            Files.write(fresh, text.getBytes(StandardCharsets.UTF_8));
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
        return isPosix()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    private boolean isPosix() {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
