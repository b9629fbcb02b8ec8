package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.model.SolutionVersion;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The solutions that other imports of the same build bring to an environment before the one that is looked at: nothing that
 * comes with them has to be there yet.
 */
public final class Foreseen {

    /** Nothing is imported before. */
    public static final Foreseen NOTHING = new Foreseen(Map.of());

    private final Map<String, String> versions;

    /** @param versions the versions by the unique names of the solutions */
    public Foreseen(Map<String, String> versions) {
        this.versions = versions.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(entry -> key(entry.getKey()), Map.Entry::getValue));
    }

    private static String key(String uniqueName) {
        return uniqueName.toLowerCase(Locale.ROOT);
    }

    /** The version in which a solution will be there; empty when no import before brings it. */
    Optional<SolutionVersion> version(String uniqueName) {
        return Optional.ofNullable(versions.get(key(uniqueName))).map(SolutionVersion::new);
    }

    /** Whether what a package patches is still to come. */
    boolean isParentOf(SolutionPackage solution) {
        return solution.header().parent().flatMap(this::version).isPresent();
    }
}
