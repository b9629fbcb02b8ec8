package io.github.dataversealm.solution.dependency;

import io.github.dataversealm.solution.contents.MissingDependency;
import io.github.dataversealm.solution.model.SolutionVersion;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that a package needs of another solution.
 *
 * @param solution the unique name of the solution, as far as it is known; empty when it is not
 * @param version the version that the solution had where the package was exported
 * @param component the component that is needed and what needs it; empty when only the solution is known
 */
public record Need(String solution, Optional<SolutionVersion> version, Optional<MissingDependency> component) {

    /** {@code Name} or {@code Name (1.0.0.2)}, as the platform writes it; real ones have blanks before the bracket's end. */
    private static final Pattern NAMED = Pattern.compile("([^()\\s]+)\\s*(?:\\(\\s*([0-9.]*)\\s*\\))?");

    /** What the platform calls the layer of what was made by hand, which is no solution. */
    private static final String UNMANAGED_LAYER = "active";

    /** What a {@code <MissingDependency>} says. */
    public static Need of(MissingDependency dependency) {
        String text = dependency.requiredSolution().strip();
        Matcher named = NAMED.matcher(text);
        if (!named.matches()) {
            return new Need(text, Optional.empty(), Optional.of(dependency));
        }
        return new Need(
                named.group(1),
                Optional.ofNullable(named.group(2))
                        .filter(SolutionVersion::isValid)
                        .map(SolutionVersion::new),
                Optional.of(dependency));
    }

    /** A solution is needed, and not said for what. */
    public static Need ofSolution(String solution, Optional<SolutionVersion> version) {
        return new Need(solution, version, Optional.empty());
    }

    /** Whether it is known which solution has the component: one that was unmanaged where it was exported has no name here. */
    public boolean isNamed() {
        return !solution.isEmpty() && !key().equals(UNMANAGED_LAYER);
    }

    /** The solution's name for comparisons. */
    String key() {
        return solution.toLowerCase(Locale.ROOT);
    }
}
