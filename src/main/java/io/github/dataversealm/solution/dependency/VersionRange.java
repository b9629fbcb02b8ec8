package io.github.dataversealm.solution.dependency;

import io.github.dataversealm.solution.model.SolutionVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The versions that a range of Maven takes ({@code [1.0,2.0)}, {@code [1.2]}, {@code [1.0,1.3),[1.5,)}), held against
 * versions of solutions. As of all dependencies three parts count ({@link SolutionVersion#suffices}), and qualifiers do not:
 * the version of a solution has none.
 *
 * @param text as it was declared
 */
public record VersionRange(String text, List<Interval> intervals) {

    private static final Pattern INTERVAL =
            Pattern.compile("\\s*([\\[(])([^\\[\\](),]*)(,?)([^\\[\\](),]*)([\\])])\\s*");
    private static final Pattern NUMBERS = Pattern.compile("\\s*(\\d+(?:\\.\\d+){0,3})(.*)");
    /** How Maven's resolver writes the end of {@code [1.2.*]}. */
    private static final String HIGHEST = ".max";

    private static final int PARTS = 4;

    public VersionRange {
        intervals = List.copyOf(intervals);
    }

    /** A part of a range; without a bound it is open on that side. */
    public record Interval(Optional<Bound> from, Optional<Bound> to) {

        boolean contains(SolutionVersion version) {
            return !isAbove(version) && !isBelow(version);
        }

        /** Whether it has only higher versions than this one. */
        private boolean isAbove(SolutionVersion version) {
            return from.filter(bound -> bound.inclusive()
                            ? !version.suffices(bound.version())
                            : bound.version().suffices(version))
                    .isPresent();
        }

        /** Whether it has only lower versions than this one. */
        private boolean isBelow(SolutionVersion version) {
            return to.filter(bound ->
                            bound.inclusive() ? !bound.version().suffices(version) : version.suffices(bound.version()))
                    .isPresent();
        }
    }

    /** Where an interval begins or ends. */
    public record Bound(SolutionVersion version, boolean inclusive) {}

    /**
     * Reads a range that Maven has accepted.
     *
     * @return empty when a bound is no number, so that it says nothing about a solution
     */
    public static Optional<VersionRange> parse(String text) {
        List<Interval> intervals = new ArrayList<>();
        Matcher matcher = INTERVAL.matcher(text);
        int at = 0;
        while (matcher.find(at) && matcher.start() == at) {
            Optional<Interval> interval = interval(matcher);
            if (interval.isEmpty()) {
                return Optional.empty();
            }
            intervals.add(interval.get());
            at = matcher.end();
            if (at < text.length() && text.charAt(at) == ',') {
                at++;
            }
        }
        return intervals.isEmpty() || at < text.length()
                ? Optional.empty()
                : Optional.of(new VersionRange(text, intervals));
    }

    private static Optional<Interval> interval(Matcher matcher) {
        boolean exact = matcher.group(3).isEmpty();
        String from = matcher.group(2);
        String to = exact ? from : matcher.group(4);
        Optional<Bound> lower = bound(from, matcher.group(1).equals("["));
        Optional<Bound> upper = bound(to, matcher.group(5).equals("]"));
        boolean readable =
                lower.isPresent() != from.isBlank() && upper.isPresent() != to.isBlank() && !(exact && from.isBlank());
        return readable ? Optional.of(new Interval(lower, upper)) : Optional.empty();
    }

    private static Optional<Bound> bound(String text, boolean inclusive) {
        return version(text).map(version -> new Bound(version, inclusive));
    }

    /** The version of a solution that a version of Maven is about; empty when it does not begin with a number. */
    static Optional<SolutionVersion> version(String text) {
        Matcher numbers = NUMBERS.matcher(text);
        if (!numbers.matches()) {
            return Optional.empty();
        }
        StringBuilder version = new StringBuilder(numbers.group(1));
        String rest = numbers.group(2).startsWith(HIGHEST) ? "." + Integer.MAX_VALUE : ".0";
        for (int parts = numbers.group(1).split("\\.").length; parts < PARTS; parts++) {
            version.append(rest);
        }
        return SolutionVersion.isValid(version.toString())
                ? Optional.of(new SolutionVersion(version.toString()))
                : Optional.empty();
    }

    boolean contains(SolutionVersion version) {
        return intervals.stream().anyMatch(interval -> interval.contains(version));
    }

    /** Whether it takes nothing that is lower than the version. */
    boolean isAtLeast(SolutionVersion version) {
        return intervals.stream()
                .allMatch(interval -> interval.from()
                        .filter(bound -> bound.version().suffices(version))
                        .isPresent());
    }

    @Override
    public String toString() {
        return text;
    }
}
