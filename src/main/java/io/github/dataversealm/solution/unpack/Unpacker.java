package io.github.dataversealm.solution.unpack;

import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;

/** Turns a solution zip into a source folder. */
public final class Unpacker {

    /**
     * Unpacks. The folder changes as a whole or not at all.
     *
     * @throws SolutionException when the input, the folder or a setting is at fault
     * @throws IOException when the disk fails
     */
    public UnpackResult unpack(UnpackRequest request, Reporter reporter) throws IOException {
        throw new UnsupportedOperationException("to come");
    }
}
