package io.github.dataversealm.solution.model;

import io.github.dataversealm.solution.message.SolutionException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A version of a solution: two to four numbers ({@code major.minor[.build[.revision]]}), each from 0 to 2147483647,
 * the form of .NET's {@code System.Version} that Dataverse compares by number.
 *
 * @param text the version as it is written to {@code solution.xml}
 */
public record SolutionVersion(String text) implements Comparable<SolutionVersion> {

    private static final int PARTS = 4;

    /** The parts of a version that count for a dependency: the fourth is the number of a build, which a release does not have. */
    private static final int NEEDED = 3;

    private static final String SNAPSHOT = "-SNAPSHOT";
    private static final Pattern DOT = Pattern.compile("\\.");

    public SolutionVersion {
        if (!isValid(text)) {
            throw new SolutionException(
                    null,
                    "'" + text + "' is no version of a solution.",
                    "Write two to four numbers from 0 to 2147483647 with dots, for example: -Dsolution.solutionVersion=1.4.2.0");
        }
    }

    /**
     * The version of a solution that belongs to a Maven version: missing parts are 0 ({@code 1.4.2} is {@code 1.4.2.0}),
     * four numbers are kept, and the fourth part of a {@code -SNAPSHOT} is the build number.
     *
     * @param mavenVersion one to four numbers with dots, perhaps followed by {@code -SNAPSHOT}
     * @param buildNumber the fourth part of a snapshot, not negative
     * @throws SolutionException when the version has another qualifier or form
     */
    public static SolutionVersion fromMaven(String mavenVersion, int buildNumber) {
        boolean snapshot = mavenVersion.endsWith(SNAPSHOT);
        String release = snapshot ? mavenVersion.substring(0, mavenVersion.length() - SNAPSHOT.length()) : mavenVersion;
        List<Integer> parts = new ArrayList<>(numbers(release).orElseThrow(() -> noMapping(mavenVersion)));
        if (parts.size() > PARTS || (snapshot && parts.size() == PARTS)) {
            throw noMapping(mavenVersion);
        }
        if (buildNumber < 0) {
            throw new SolutionException(
                    null,
                    "The build number " + buildNumber + " is negative.",
                    "It becomes the fourth part of the solution's version: -Dsolution.buildNumber=42");
        }
        while (parts.size() < PARTS) {
            parts.add(snapshot && parts.size() == PARTS - 1 ? buildNumber : 0);
        }
        return new SolutionVersion(parts.stream().map(String::valueOf).collect(Collectors.joining(".")));
    }

    /** The version of four numbers. */
    public static SolutionVersion of(int... parts) {
        return new SolutionVersion(
                Arrays.stream(parts).mapToObj(String::valueOf).collect(Collectors.joining(".")));
    }

    /** Whether the text is a version. */
    public static boolean isValid(String text) {
        int parts = numbers(text).map(List::size).orElse(0);
        return parts >= 2 && parts <= PARTS;
    }

    /** Its four numbers; missing ones are 0. */
    public int[] parts() {
        List<Integer> numbers = numbers(text).orElseThrow();
        int[] parts = new int[PARTS];
        for (int i = 0; i < numbers.size(); i++) {
            parts[i] = numbers.get(i);
        }
        return parts;
    }

    private static Optional<List<Integer>> numbers(String text) {
        List<Integer> numbers = new ArrayList<>();
        for (String part : DOT.split(text, -1)) {
            if (part.isEmpty() || !part.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return Optional.empty();
            }
            try {
                numbers.add(Integer.parseInt(part));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }
        return Optional.of(numbers);
    }

    private static SolutionException noMapping(String mavenVersion) {
        return new SolutionException(
                null,
                "The project version '" + mavenVersion + "' cannot become the version of a solution,"
                        + " which is four numbers such as 1.4.2.0.",
                "Use up to four numbers with dots, up to three before -SNAPSHOT,"
                        + " or set the solution's version by itself: -Dsolution.solutionVersion=1.4.2.0");
    }

    /** Whether the first two parts are equal, as those of a patch and its solution are (spec dataverse-web-api §5.2). */
    public boolean isSameMinor(SolutionVersion other) {
        return Arrays.equals(parts(), 0, 2, other.parts(), 0, 2);
    }

    /** Whether this one is enough where the other is needed: of dependencies three parts are compared (spec dataverse-web-api §5.2). */
    public boolean suffices(SolutionVersion needed) {
        return Arrays.compare(Arrays.copyOf(parts(), NEEDED), Arrays.copyOf(needed.parts(), NEEDED)) >= 0;
    }

    /** Compares by number; missing parts are 0, so that 1.0 and 1.0.0.0 are equal here (spec dataverse-web-api §5.2). */
    @Override
    public int compareTo(SolutionVersion other) {
        return Arrays.compare(parts(), other.parts());
    }

    @Override
    public String toString() {
        return text;
    }
}
