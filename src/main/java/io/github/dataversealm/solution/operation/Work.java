package io.github.dataversealm.solution.operation;

import java.util.Optional;
import java.util.UUID;

/** Something that is started once in an environment. */
interface Work {

    /** What it does, for people, such as {@code Export of ContosoTrips}. */
    String task();

    /** Starts it. @return the operation to watch; empty when it is done already */
    Optional<UUID> start();

    /** Whether the environment shows that it was done; asked when a start or its end could not be seen. */
    boolean isDone();
}
