package io.github.dataversealm.solution.promotion;

import io.github.dataversealm.solution.model.Coordinates;

/** Knows what is published. */
@FunctionalInterface
public interface Releases {

    /**
     * Asks the repositories, and nothing that was built or installed on this machine.
     *
     * @param coordinates of a zip, with its classifier
     */
    Publication of(Coordinates coordinates);
}
