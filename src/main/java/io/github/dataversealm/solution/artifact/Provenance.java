package io.github.dataversealm.solution.artifact;

import java.time.Instant;
import java.util.Optional;

/**
 * What an artifact was made from and by what. Who made it, when and where is not here, because that differs from build to
 * build: see {@link BuildRecord}.
 *
 * @param revision the commit that was checked out
 * @param uncommittedChanges whether what was packed has changes that the commit does not have; empty when that is not known
 * @param repository the address of the source repository, without credentials
 * @param builder the plugin with its version
 * @param inputs what was packed
 * @param outputTimestamp {@code project.build.outputTimestamp}, when it is set
 */
public record Provenance(
        Optional<String> revision,
        Optional<Boolean> uncommittedChanges,
        Optional<String> repository,
        String builder,
        Inputs inputs,
        Optional<Instant> outputTimestamp) {

    /** Of sources that cannot be compared with a commit. */
    public Provenance(
            Optional<String> revision,
            Optional<String> repository,
            String builder,
            Inputs inputs,
            Optional<Instant> outputTimestamp) {
        this(revision, Optional.empty(), repository, builder, inputs, outputTimestamp);
    }

    /** Whether it is known that the commit does not have what was packed. */
    public boolean isUncommitted() {
        return uncommittedChanges.orElse(false);
    }

    /**
     * The files that went into the zips.
     *
     * @param sha256 over paths and contents of the source folder and of the files mapped into it
     * @param files how many there are
     */
    public record Inputs(String sha256, int files) {}
}
