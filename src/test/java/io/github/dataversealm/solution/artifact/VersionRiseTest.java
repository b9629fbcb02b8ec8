package io.github.dataversealm.solution.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.artifact.ArtifactMetadata.PackagedFile;
import io.github.dataversealm.solution.model.Coordinates;
import io.github.dataversealm.solution.model.SolutionVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VersionRiseTest {

    private static final String ONE = "1".repeat(64);
    private static final String OTHER = "2".repeat(64);

    private static Optional<String> fault(
            String maven, String solution, List<String> published, Optional<VersionRise.Published> same) {
        return new VersionRise(maven, new SolutionVersion(solution), Map.of(Optional.empty(), ONE))
                .fault(published, same)
                .map(fault -> fault.problem().getMessage());
    }

    private static Optional<VersionRise.Published> published(String maven, String solution, String sha256) {
        return Optional.of(VersionRise.Published.of(new ArtifactMetadata(
                Coordinates.of("com.contoso", "trips", maven),
                new ArtifactMetadata.Solution("ContosoTrips", new SolutionVersion(solution), "contoso"),
                List.of(new PackagedFile("trips.zip", Optional.empty(), true, 1, sha256, Optional.empty())),
                List.of(),
                List.of(),
                null)));
    }

    @Test
    void the_first_version_and_a_higher_one_are_right() {
        assertThat(fault("1.0.0", "1.0.0.0", List.of(), Optional.empty())).isEmpty();
        assertThat(fault("1.10.0", "1.10.0.0", List.of("1.2.0", "1.9.0"), Optional.empty()))
                .isEmpty();
    }

    @Test
    void a_version_that_is_not_higher_is_a_fault_by_number_and_not_by_letter() {
        assertThat(fault("1.9.0", "1.9.0.0", List.of("1.10.0", "1.2.0"), Optional.empty()))
                .hasValueSatisfying(text -> assertThat(text)
                        .contains("1.9.0.0 is not higher than 1.10.0.0", "1.10.0", "-Dsolution.versionCheck=off"));
        assertThat(fault("1.4", "1.4.0.0", List.of("1.4.0"), Optional.empty())).isPresent();
    }

    @Test
    void the_same_version_may_be_built_again_when_it_gives_the_same_bytes() {
        List<String> versions = List.of("1.4.2", "1.5.0");
        assertThat(fault("1.4.2", "1.4.2.0", versions, published("1.4.2", "1.4.2.0", ONE)))
                .isEmpty();
        assertThat(fault("1.4.2", "1.4.2.0", versions, published("1.4.2", "1.4.2.0", OTHER)))
                .hasValueSatisfying(
                        text -> assertThat(text).contains("1.4.2 is published already, with other content"));
        Map<Optional<String>, String> zips = Map.of(Optional.empty(), ONE, Optional.of("unmanaged"), OTHER);
        assertThat(fault("1.4.2", "1.4.2.0", versions, Optional.of(new VersionRise.Published(Optional.empty(), zips))))
                .as("without metadata")
                .isEmpty();
        assertThat(fault(
                        "1.4.2",
                        "1.4.2.0",
                        versions,
                        Optional.of(new VersionRise.Published(Optional.empty(), Map.of()))))
                .as("a version without a zip")
                .isPresent();
    }

    @Test
    void snapshots_rise_by_their_build_number() {
        String version = "1.4.3-SNAPSHOT";
        List<String> versions = List.of("1.4.2", version);
        assertThat(fault(version, "1.4.3.8", versions, published(version, "1.4.3.7", OTHER)))
                .isEmpty();
        assertThat(fault(version, "1.4.3.7", versions, published(version, "1.4.3.7", ONE)))
                .isEmpty();
        assertThat(fault(version, "1.4.3.7", versions, published(version, "1.4.3.7", OTHER)))
                .hasValueSatisfying(text ->
                        assertThat(text).contains("1.4.3.7 is not higher than 1.4.3.7", "-Dsolution.buildNumber="));
    }

    @Test
    void a_snapshot_of_what_is_released_is_a_fault_whatever_its_build_number() {
        for (String solution : List.of("1.5.0.0", "1.5.0.58")) {
            assertThat(fault("1.5.0-SNAPSHOT", solution, List.of("1.4.9", "1.5.0"), Optional.empty()))
                    .hasValueSatisfying(text -> assertThat(text)
                            .contains("1.5.0-SNAPSHOT is a snapshot of 1.5.0, which is published already", solution));
        }
        assertThat(fault("1.5.1-SNAPSHOT", "1.5.1.58", List.of("1.4.9", "1.5.0"), Optional.empty()))
                .isEmpty();
    }

    @Test
    void only_what_replaces_a_release_overwrites() {
        VersionRise release = new VersionRise("1.4.2", new SolutionVersion("1.4.2.0"), Map.of(Optional.empty(), ONE));
        assertThat(release.fault(List.of("1.4.2"), published("1.4.2", "1.4.2.0", OTHER)))
                .hasValueSatisfying(fault -> assertThat(fault.overwrites()).isTrue());
        assertThat(release.fault(List.of("1.5.0"), Optional.empty()))
                .hasValueSatisfying(fault -> assertThat(fault.overwrites()).isFalse());
    }

    @Test
    void versions_whose_solution_version_nobody_knows_are_left_out() {
        assertThat(fault("1.4.2", "1.4.2.0", List.of("2.0.0-beta", "1.4.1"), Optional.empty()))
                .isEmpty();
    }
}
