package io.github.dataversealm.solution.pack;

import io.github.dataversealm.solution.model.PackageType;
import java.nio.file.Path;
import java.util.List;

/**
 * What a pack wrote.
 *
 * @param solutionName the unique name of the solution
 * @param solutionVersion the version that the zips carry
 * @param zips the zips, unmanaged before managed
 * @param skipped true when nothing had changed since the zips were written, so that they were left as they are
 */
public record PackResult(String solutionName, String solutionVersion, List<PackedZip> zips, boolean skipped) {

    /**
     * One zip.
     *
     * @param packageType unmanaged or managed
     * @param file where it is
     * @param entries how many entries it has
     * @param bytes its size
     */
    public record PackedZip(PackageType packageType, Path file, int entries, long bytes) {}
}
