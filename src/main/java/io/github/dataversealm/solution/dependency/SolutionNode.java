package io.github.dataversealm.solution.dependency;

import io.github.dataversealm.solution.contents.ComponentIndex;
import io.github.dataversealm.solution.contents.SolutionContents;
import io.github.dataversealm.solution.model.Coordinates;
import io.github.dataversealm.solution.model.PackageType;
import io.github.dataversealm.solution.model.SolutionVersion;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A solution among others that it may need.
 *
 * @param coordinates empty for a zip that is no artifact
 * @param parent the unique name of the solution that it is a patch of
 * @param declared what its project declares, as {@code groupId:artifactId}
 * @param needs what its package says that it needs and does not bring
 * @param place where it comes from, for messages
 */
public record SolutionNode(
        String uniqueName,
        SolutionVersion version,
        boolean managed,
        Optional<Coordinates> coordinates,
        Optional<String> parent,
        List<String> declared,
        List<Need> needs,
        BroughtComponents components,
        String place) {

    public SolutionNode {
        declared = List.copyOf(declared);
        needs = List.copyOf(needs);
    }

    /** @param contents what was read of the zip */
    public static SolutionNode of(
            SolutionContents contents, Optional<Coordinates> coordinates, List<String> declared, String place) {
        ComponentIndex components = ComponentIndex.of(contents.components());
        return new SolutionNode(
                contents.header().uniqueName(),
                contents.header().version(),
                contents.header().packageType() == PackageType.MANAGED,
                coordinates,
                contents.header().parent(),
                declared,
                contents.missingDependencies().stream().map(Need::of).toList(),
                components::satisfies,
                place);
    }

    /** A solution of which nothing but its name and its artifact are known. */
    public static SolutionNode named(
            String uniqueName, SolutionVersion version, boolean managed, Coordinates coordinates) {
        return new SolutionNode(
                uniqueName,
                version,
                managed,
                Optional.of(coordinates),
                Optional.empty(),
                List.of(),
                List.of(),
                BroughtComponents.UNKNOWN,
                coordinates.toString());
    }

    /** {@code groupId:artifactId}; empty for a zip that is no artifact. */
    public Optional<String> versionless() {
        return coordinates.map(Coordinates::versionless);
    }

    /** Such as {@code com.contoso:base:1.4.2 (ContosoBase 1.4.2.0)}. */
    public String label() {
        String solution = uniqueName + " " + version;
        return coordinates.map(name -> name + " (" + solution + ")").orElse(solution);
    }

    /** The unique name for comparisons. */
    String key() {
        return key(uniqueName);
    }

    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
