package io.github.dataversealm.solution.operation;

import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.SolutionVersion;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** What is to become of a version. */
public sealed interface VersionChange {

    /**
     * The new version.
     *
     * @throws SolutionException when the old one is none, or a part would be too large
     */
    SolutionVersion from(String old);

    /** It is given. */
    record To(SolutionVersion version) implements VersionChange {

        @Override
        public SolutionVersion from(String old) {
            return version;
        }
    }

    /** Its third or fourth part, or both, are given. */
    record Parts(OptionalInt build, OptionalInt revision) implements VersionChange {

        @Override
        public SolutionVersion from(String old) {
            int[] parts = new SolutionVersion(old).parts();
            build.ifPresent(value -> parts[2] = notNegative("buildVersion", value));
            revision.ifPresent(value -> parts[3] = notNegative("revisionVersion", value));
            return SolutionVersion.of(parts);
        }

        private static int notNegative(String parameter, int value) {
            if (value < 0) {
                throw new SolutionException(
                        null,
                        "The parameter '" + parameter + "' is negative.",
                        "For example: -Dsolution." + parameter + "=3");
            }
            return value;
        }
    }

    /** One part grows by one, and those behind it begin again at 0. */
    record Next(Part part) implements VersionChange {

        @Override
        public SolutionVersion from(String old) {
            int[] parts = new SolutionVersion(old).parts();
            int at = part.ordinal();
            if (parts[at] == Integer.MAX_VALUE) {
                throw new SolutionException(
                        null,
                        "The " + part + " part of " + old + " cannot grow any more.",
                        "Let a part before it grow, or give the version: -Dsolution.solutionVersion=2.0.0.0");
            }
            parts[at]++;
            for (int behind = at + 1; behind < parts.length; behind++) {
                parts[behind] = 0;
            }
            return SolutionVersion.of(parts);
        }
    }

    /** The four parts of a version. */
    enum Part {
        MAJOR,
        MINOR,
        BUILD,
        REVISION;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The change that a user's parameters mean; empty when none is given.
     *
     * @throws SolutionException when they contradict each other
     */
    static Optional<VersionChange> of(
            Optional<SolutionVersion> version, OptionalInt build, OptionalInt revision, Optional<Part> increment) {
        boolean parts = build.isPresent() || revision.isPresent();
        int given = (version.isPresent() ? 1 : 0) + (parts ? 1 : 0) + (increment.isPresent() ? 1 : 0);
        if (given > 1) {
            throw new SolutionException(
                    null,
                    "The new version is given in more than one way.",
                    "Use one of: -Dsolution.solutionVersion=1.2.3.4, -Dsolution.buildVersion=3 and"
                            + " -Dsolution.revisionVersion=4, or -Dsolution.increment=build");
        }
        if (parts) {
            return Optional.of(new Parts(build, revision));
        }
        return version.<VersionChange>map(To::new).or(() -> increment.map(Next::new));
    }
}
