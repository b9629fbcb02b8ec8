package io.github.dataversealm.solution.model;

import io.github.dataversealm.solution.message.SolutionException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names one solution in one version in a Maven repository: {@code groupId:artifactId:version[:classifier]}. The version is
 * exact, so that what was tested in one environment is what another one gets: neither a range nor {@code LATEST} or
 * {@code RELEASE}.
 *
 * @param version such as {@code 1.4.2} or {@code 1.4.2-SNAPSHOT}
 * @param classifier such as {@code unmanaged}; empty for the main artifact
 */
public record Coordinates(String groupId, String artifactId, String version, Optional<String> classifier) {

    private static final String FORM = "Write groupId:artifactId:version, or groupId:artifactId:version:classifier,"
            + " for example: -Dsolution.artifact=com.contoso:contoso-trips:1.4.2";

    private static final String SNAPSHOT = "-SNAPSHOT";
    private static final int MAX_LENGTH = 200;
    /** Not one inside of a range, which is refused as a whole. */
    private static final Pattern COMMA = Pattern.compile(",(?![^\\[(]*[\\])])");

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.-]+");

    /** What Maven forbids in versions, and blanks. */
    private static final Pattern NO_VERSION = Pattern.compile(".*[\\\\/:\"<>|?*${}\\[\\](),\\s\\p{Cntrl}].*");

    /** A snapshot as a repository keeps it: {@code 1.4.2-20261123.101530-7}. */
    private static final Pattern TIMESTAMPED = Pattern.compile("(.+)-[0-9]{8}\\.[0-9]{6}-[0-9]+");

    private static final Set<String> META_VERSIONS = Set.of("LATEST", "RELEASE");
    private static final Set<String> TYPES = Set.of("zip", "dataverse-solution", "pom", "jar");

    public Coordinates {
        String text = String.join(":", groupId, artifactId, version)
                + classifier.map(name -> ":" + name).orElse("");
        requireId("groupId", groupId, text);
        requireId("artifactId", artifactId, text);
        requireVersion(version, text);
        classifier.ifPresent(name -> requireId("classifier", name, text));
    }

    /** The main artifact. */
    public static Coordinates of(String groupId, String artifactId, String version) {
        return new Coordinates(groupId, artifactId, version, Optional.empty());
    }

    /**
     * Reads {@code groupId:artifactId:version[:classifier]}.
     *
     * @throws SolutionException when a part is missing or not allowed
     */
    public static Coordinates parse(String text) {
        String stripped = text.strip();
        List<String> parts = List.of(stripped.split(":", -1));
        if (parts.size() == 2 && parts.stream().noneMatch(String::isBlank)) {
            throw new SolutionException(
                    null,
                    "'" + stripped + "' has no version.",
                    "Add the version to import, for example: -Dsolution.artifact=" + stripped + ":1.4.2");
        }
        if (parts.size() < 3 || parts.size() > 4) {
            throw new SolutionException(null, "'" + stripped + "' are no coordinates of a solution.", FORM);
        }
        for (int i = 2; i < parts.size(); i++) {
            if (TYPES.contains(parts.get(i))) {
                throw new SolutionException(
                        null,
                        "'" + stripped + "' names a type, '" + parts.get(i) + "'. Solutions are always zips.",
                        FORM);
            }
        }
        return new Coordinates(
                parts.get(0),
                parts.get(1),
                parts.get(2),
                parts.size() == 4 ? Optional.of(parts.get(3)) : Optional.empty());
    }

    /**
     * Reads several, with commas between them, each once.
     *
     * @param text null for none
     * @throws SolutionException as {@link #parse} does
     */
    public static List<Coordinates> parseAll(String text) {
        return text == null
                ? List.of()
                : COMMA.splitAsStream(text)
                        .filter(part -> !part.isBlank())
                        .map(Coordinates::parse)
                        .distinct()
                        .toList();
    }

    /** The same solution's main artifact. */
    public Coordinates withoutClassifier() {
        return classifier.isEmpty() ? this : of(groupId, artifactId, version);
    }

    /** Another artifact of the same solution and version. */
    public Coordinates withClassifier(String name) {
        return new Coordinates(groupId, artifactId, version, Optional.of(name));
    }

    /** The same with {@code -SNAPSHOT} for the time and number of a snapshot. */
    public Coordinates withBaseVersion() {
        Matcher timestamped = TIMESTAMPED.matcher(version);
        return timestamped.matches()
                ? new Coordinates(groupId, artifactId, timestamped.group(1) + SNAPSHOT, classifier)
                : this;
    }

    /** Whether the version is none of a release: it ends with {@code -SNAPSHOT}, or is one of its builds. */
    public boolean isSnapshot() {
        return withBaseVersion().version.endsWith(SNAPSHOT);
    }

    /** {@code groupId:artifactId}: the same for all versions. */
    public String versionless() {
        return groupId + ":" + artifactId;
    }

    private static void requireId(String part, String value, String text) {
        if (!ID.matcher(value).matches()
                || value.length() > MAX_LENGTH
                || value.chars().allMatch(c -> c == '.')) {
            throw new SolutionException(
                    null,
                    value.isEmpty()
                            ? "The " + part + " in '" + text + "' is empty."
                            : "'" + value + "' in '" + text + "' is no " + part + ".",
                    FORM);
        }
    }

    private static void requireVersion(String version, String text) {
        if (version.startsWith("[") || version.startsWith("(") || META_VERSIONS.contains(version)) {
            throw new SolutionException(
                    null,
                    "'" + version + "' in '" + text + "' can mean another version tomorrow.",
                    "Name the version that is to be imported, for example 1.4.2. Ranges are for dependencies in a pom.xml.");
        }
        if (version.isEmpty()
                || version.length() > MAX_LENGTH
                || NO_VERSION.matcher(version).matches()
                || version.chars().allMatch(c -> c == '.')) {
            throw new SolutionException(
                    null,
                    version.isEmpty()
                            ? "The version in '" + text + "' is empty."
                            : "'" + version + "' in '" + text + "' is no version.",
                    FORM);
        }
    }

    /** {@code groupId:artifactId:version[:classifier]}. */
    @Override
    public String toString() {
        return versionless() + ":" + version
                + classifier.map(name -> ":" + name).orElse("");
    }
}
