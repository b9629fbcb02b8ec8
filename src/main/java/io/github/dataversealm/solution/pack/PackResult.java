package io.github.dataversealm.solution.pack;

import io.github.dataversealm.solution.model.PackageType;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a pack wrote.
 *
 * @param solutionName the unique name of the solution
 * @param solutionVersion the version that the zips carry
 * @param zips the zips, unmanaged before managed
 * @param skipped true when nothing had changed since the zips were written, so that they were left as they are
 * @param inputs what they were made from; empty where nothing is remembered between packs
 */
public record PackResult(
        String solutionName, String solutionVersion, List<PackedZip> zips, boolean skipped, Optional<Inputs> inputs) {

    /**
     * The files that a pack was made from.
     *
     * @param sha256 over the paths and contents of the source folder and the contents of the files mapped into it, the same
     *     on every machine
     * @param sources the files in the source folder
     * @param mapped those that are packed in place of some of them, wherever they are
     */
    public record Inputs(String sha256, List<Path> sources, List<Path> mapped) {

        public Inputs {
            sources = List.copyOf(sources);
            mapped = List.copyOf(mapped);
        }

        /** How many there are. */
        public int files() {
            return sources.size() + mapped.size();
        }
    }

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
