package io.github.dataversealm.solution.pack;

import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;

/** Turns a source folder into solution zips. */
public final class Packer {

    /**
     * Packs. A zip appears whole or not at all.
     *
     * @throws SolutionException when the folder or a setting is at fault
     * @throws IOException when the disk fails
     */
    public PackResult pack(PackRequest request, Reporter reporter) throws IOException {
        throw new UnsupportedOperationException("to come");
    }
}
