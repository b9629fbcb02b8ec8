package io.github.dataversealm.solution.artifact;

import java.time.Instant;
import java.util.Optional;

/**
 * What an artifact was made from and by what. Who made it, when and where is not here, because that differs from build to
 * build: see {@link BuildRecord}.
 *
 * @param revision the commit that was checked out; whether files were changed since is not known
 * @param repository the address of the source repository, without credentials
 * @param builder the plugin with its version
 * @param inputs what was packed
 * @param outputTimestamp {@code project.build.outputTimestamp}, when it is set
 */
public record Provenance(
        Optional<String> revision,
        Optional<String> repository,
        String builder,
        Inputs inputs,
        Optional<Instant> outputTimestamp) {

    /**
     * The files that went into the zips.
     *
     * @param sha256 over paths and contents of the source folder and of the files mapped into it
     * @param files how many there are
     */
    public record Inputs(String sha256, int files) {}
}
