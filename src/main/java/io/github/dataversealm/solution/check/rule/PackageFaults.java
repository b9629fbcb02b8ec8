package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.path.CaseKey;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Says in a finding why a zip cannot be opened. */
public final class PackageFaults {

    private static final int MAX_ENTRIES = 200_000;
    private static final long MAX_BYTES = 2L << 30;

    private PackageFaults() {}

    /** The rule that finds it, and what is said. */
    public record Fault(String rule, String message) {}

    /** @param fault what opening the zip ended with */
    public static Fault explain(Path zip, SolutionException fault) throws IOException {
        if (Files.size(zip) == 0) {
            return new Fault("pkg-unreadable", "The file is empty.");
        }
        byte[] start;
        try (InputStream in = Files.newInputStream(zip)) {
            start = in.readNBytes(200);
        }
        if (Texts.isGitLfsPointer(start)) {
            return new Fault("pkg-unreadable", "The file is a Git LFS pointer and not the zip: it was not fetched.");
        }
        if (start.length < 4 || start[0] != 'P' || start[1] != 'K') {
            return new Fault("pkg-unreadable", "The file is not a zip.");
        }
        String twice = duplicate(zip);
        return twice.isEmpty() ? new Fault("pkg-unreadable", fault.problem()) : new Fault("pkg-entry-duplicate", twice);
    }

    /** Reads the names from the local headers, since a sound directory is what the zip may lack. */
    private static String duplicate(Path zip) throws IOException {
        Map<String, String> names = new HashMap<>();
        try (ZipInputStream in = new ZipInputStream(new BufferedInputStream(Files.newInputStream(zip)))) {
            byte[] buffer = new byte[1 << 14];
            long total = 0;
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                String other = names.put(CaseKey.of(entry.getName()), entry.getName());
                if (other != null) {
                    return other.equals(entry.getName())
                            ? "The zip has two entries " + other + "."
                            : "The entries " + other + " and " + entry.getName() + " differ only in letter case.";
                }
                int read;
                while ((read = in.read(buffer)) > 0) {
                    total += read;
                }
                if (names.size() > MAX_ENTRIES || total > MAX_BYTES) {
                    return "";
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            // damaged beyond this point: the fault that is known already says it
            return "";
        }
        return "";
    }
}
