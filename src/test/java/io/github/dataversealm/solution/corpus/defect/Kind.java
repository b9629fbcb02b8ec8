package io.github.dataversealm.solution.corpus.defect;

import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A kind of defect.
 *
 * @param candidates the defects of the kind that a solution can have
 */
record Kind(String name, Candidates candidates) {

    /** Makes a defect when it is asked for, since there may be thousands. */
    @FunctionalInterface
    interface Maker {
        Optional<Injected> make();
    }

    @FunctionalInterface
    interface Candidates {
        List<Maker> of(Parcel parcel);
    }

    /** A defect in the solution, by chance; empty when it has no component that can have it. */
    Optional<Injected> inject(Parcel parcel, Random random) {
        List<Maker> makers = candidates.of(parcel);
        for (int tries = 0; tries < 5 && !makers.isEmpty(); tries++) {
            Optional<Injected> made = makers.get(random.nextInt(makers.size())).make();
            if (made.isPresent()) {
                return made;
            }
        }
        return Optional.empty();
    }
}
