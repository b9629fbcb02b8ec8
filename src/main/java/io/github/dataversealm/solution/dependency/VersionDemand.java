package io.github.dataversealm.solution.dependency;

import io.github.dataversealm.solution.dependency.DependencyTree.Chosen;
import io.github.dataversealm.solution.model.SolutionVersion;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which versions of a solution will do where it is needed. A declared version means at least that one (design §4), and a
 * range what it says; of everything that is declared, all of it. Three parts of versions count.
 *
 * @param atLeast empty when the ranges say it already
 */
public record VersionDemand(Optional<SolutionVersion> atLeast, List<VersionRange> ranges) {

    public VersionDemand {
        List<VersionRange> all = List.copyOf(ranges);
        ranges = all;
        atLeast = atLeast.filter(version -> all.stream().noneMatch(range -> range.isAtLeast(version)));
    }

    public static VersionDemand atLeast(SolutionVersion version) {
        return new VersionDemand(Optional.of(version), List.of());
    }

    /**
     * What a dependency asks for.
     *
     * @param version of the solution in the artifact that Maven chose. Where it is not the one that belongs to the artifact's
     *     version, Maven's ranges say nothing about versions of the solution, and the one that was chosen is the least
     */
    public static VersionDemand of(Chosen dependency, SolutionVersion version) {
        boolean isMapped = VersionRange.version(dependency.coordinates().version())
                .filter(mapped -> mapped.suffices(version) && version.suffices(mapped))
                .isPresent();
        List<VersionRange> ranges = isMapped
                ? dependency.ranges().stream()
                        .flatMap(range -> VersionRange.parse(range).stream())
                        // one that turns on a qualifier or a fourth part
                        .filter(range -> range.contains(version))
                        .toList()
                : List.of();
        Stream<SolutionVersion> least =
                dependency.versions().stream().flatMap(declared -> VersionRange.version(declared).stream());
        return ranges.isEmpty() ? atLeast(version) : new VersionDemand(least.max(Comparator.naturalOrder()), ranges);
    }

    /** Whether nothing that is lower than the version does. */
    boolean isAtLeast(SolutionVersion version) {
        return atLeast.filter(least -> least.suffices(version)).isPresent()
                || ranges.stream().anyMatch(range -> range.isAtLeast(version));
    }

    public boolean isMetBy(SolutionVersion version) {
        return atLeast.stream().allMatch(version::suffices)
                && ranges.stream().allMatch(range -> range.contains(version));
    }

    /**
     * Whether an environment has a higher version than one that does, which no import mends; also one between the parts of a
     * range, above the part that the other is in.
     *
     * @param installed what the environment has
     * @param taken the version that would be imported
     */
    public boolean isExceededBy(SolutionVersion installed, SolutionVersion taken) {
        return !isMetBy(installed) && installed.suffices(taken);
    }

    /** Both. */
    public VersionDemand and(VersionDemand other) {
        return new VersionDemand(
                Stream.concat(atLeast.stream(), other.atLeast.stream()).max(Comparator.naturalOrder()),
                Stream.concat(ranges.stream(), other.ranges.stream()).distinct().toList());
    }

    /** For people: {@code 1.2.0.0 or higher}, {@code [1.0,2.0)}, {@code [1.0,2.0) and 1.2.0.0 or higher}. */
    @Override
    public String toString() {
        return Stream.concat(
                        ranges.stream().map(VersionRange::text),
                        atLeast.map(version -> version + " or higher").stream())
                .collect(Collectors.joining(" and "));
    }
}
