package io.github.dataversealm.solution.message;

import java.util.Optional;

/**
 * An input, a folder or a setting that the user can mend: it says what is wrong, where, and what to do.
 * Faults of the machine (a disk that fails, a bug) are other exceptions.
 */
public final class SolutionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Location location;
    private final String problem;
    private final String advice;

    /**
     * @param location where it was found; null when no place can be named
     * @param problem one sentence that says what is wrong
     * @param advice what to do next, with the command or parameter to type; empty when the problem says it all
     */
    public SolutionException(Location location, String problem, String advice) {
        this(location, problem, advice, null);
    }

    public SolutionException(Location location, String problem, String advice, Throwable cause) {
        super(render(location, problem, advice), cause);
        this.location = location;
        this.problem = problem;
        this.advice = advice;
    }

    private static String render(Location location, String problem, String advice) {
        String where = location == null ? "" : location + ": ";
        return where + problem + (advice.isEmpty() ? "" : System.lineSeparator() + advice);
    }

    public Optional<Location> location() {
        return Optional.ofNullable(location);
    }

    public String problem() {
        return problem;
    }

    public String advice() {
        return advice;
    }
}
