package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.path.CaseKey;
import io.github.dataversealm.solution.zip.StreamedZip;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Says in a finding why a zip cannot be opened. */
public final class PackageFaults {

    private static final ZipLimits LIMITS = new ZipLimits(
            ZipLimits.DEFAULT.maxEntries(), ZipLimits.DEFAULT.maxEntryBytes(), 2L << 30, ZipLimits.DEFAULT.maxRatio());

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
        try (StreamedZip in = new StreamedZip(new BufferedInputStream(Files.newInputStream(zip)), LIMITS)) {
            while (in.next()) {
                String other = names.put(CaseKey.of(in.name()), in.name());
                if (other != null) {
                    return other.equals(in.name())
                            ? "The zip has two entries " + other + "."
                            : "The entries " + other + " and " + in.name() + " differ only in letter case.";
                }
            }
        } catch (IOException e) {
            // damaged beyond this point, or hostile: the fault that is known already says it
            return "";
        }
        return "";
    }
}
