package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.message.SolutionException;
import java.util.Map;

/** Sees to it that the address of a zip stands for one solution: what is there can only be one of those of a build. */
final class OwnAddress {

    private final Map<String, String> used;

    /** @param used the solutions that were checked in this build, by the address of their zip; is added to */
    OwnAddress(Map<String, String> used) {
        this.used = used;
    }

    /**
     * Takes an address for a solution.
     *
     * @param solutions how many solutions of the build are given the address; 1 when each has its own
     * @throws SolutionException when it is that of another one, too
     */
    void take(String address, String solution, long solutions) {
        String other = used.putIfAbsent(address, solution);
        if (solutions > 1 || other != null && !other.equals(solution)) {
            throw new SolutionException(
                    null,
                    "The build checks several solutions, and solutionUrl is the address of one zip.",
                    "Check that solution alone (-pl <module>), or configure solutionUrl in the pom.xml of its module, from a"
                            + " variable of its own.");
        }
    }
}
