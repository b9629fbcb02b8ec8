package io.github.dataversealm.solution.dependency;

import java.util.Optional;

/**
 * A place where what a project declares and what its package needs do not agree.
 *
 * @param solution the unique name of the solution that it is about; empty when no solution is known to bring the component
 * @param problem what is wrong, one or more lines
 * @param advice what to do, perhaps with lines for the {@code pom.xml}
 */
public record DependencyFinding(Kind kind, String solution, String problem, String advice) {

    /** The kinds, gravest first. */
    public enum Kind {
        /** A dependency has a lower version than a package needs: its import would fail. */
        TOO_LOW,
        /** The range of a dependency takes lower versions, too, than the package needs: where one is, its import would fail. */
        TOO_WIDE,
        /** A package needs what no dependency brings. */
        UNDECLARED,
        /** A dependency has a lower version than another dependency's project declares, but no component is known to be missing. */
        LOWERED,
        /** The dependency with the solution that is named does not have the component. */
        NOT_BROUGHT,
        /** Nothing in the package needs the dependency. */
        UNNEEDED
    }

    /** How a finding counts, as the user chose; the order is that of strictness. */
    public enum Mode {
        OFF,
        WARN,
        FAIL
    }

    /** Whether it fails the build: a version that is too low does wherever the check is on. */
    public boolean isError(Mode mode) {
        return kind == Kind.TOO_LOW && mode != Mode.OFF || kind == Kind.UNDECLARED && mode == Mode.FAIL;
    }

    /** Problem and advice together. */
    public String text() {
        return problem
                + Optional.of(advice)
                        .filter(text -> !text.isEmpty())
                        .map(text -> System.lineSeparator() + text)
                        .orElse("");
    }
}
