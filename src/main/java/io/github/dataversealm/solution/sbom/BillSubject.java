package io.github.dataversealm.solution.sbom;

import io.github.dataversealm.solution.model.Coordinates;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of the thing that a bill of materials describes, besides its zip.
 *
 * @param coordinates of the artifact; empty for a zip that is none
 * @param dependencies the artifacts that it declares to be installed first
 * @param time what the bill says it was made at; empty: it says nothing
 * @param toolVersion the version of this plugin
 */
public record BillSubject(
        Optional<Coordinates> coordinates, List<Needed> dependencies, Optional<Instant> time, String toolVersion) {

    public BillSubject {
        dependencies = List.copyOf(dependencies);
    }

    /**
     * An artifact that is needed.
     *
     * @param declared the version as it is declared, perhaps a range
     * @param version the one version that it is, of a range the one that the build took; empty when it took none
     * @param solution the unique name of its solution; empty when it is not known
     */
    public record Needed(
            String groupId, String artifactId, String declared, Optional<String> version, Optional<String> solution) {}
}
