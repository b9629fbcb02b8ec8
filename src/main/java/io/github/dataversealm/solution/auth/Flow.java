package io.github.dataversealm.solution.auth;

import java.time.Instant;

/** One way to get a token. */
interface Flow {

    /**
     * @param expires when the token stops to be of use
     */
    record Grant(Secret token, Instant expires) {}

    /**
     * Gets a token.
     *
     * @param anew true: not one that was kept, because the service refused it
     * @throws SignInException when none is given
     */
    Grant acquire(boolean anew);
}
