package io.github.dataversealm.solution.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.artifact.repository.ArtifactRepository;
import org.apache.maven.artifact.repository.ArtifactRepositoryPolicy;
import org.apache.maven.artifact.repository.MavenArtifactRepository;
import org.apache.maven.artifact.repository.layout.DefaultRepositoryLayout;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.util.repository.AuthenticationBuilder;
import org.eclipse.aether.util.repository.DefaultAuthenticationSelector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a project is deployed to, by its pom and by what is typed, as the deploy plugin has it. */
class DeployTargetTest {

    @TempDir
    Path folder;

    private final MavenProject project = new MavenProject();
    private final Properties typed = new Properties();
    private DefaultRepositorySystemSession repositories;

    @BeforeEach
    void declare() {
        repositories = MavenResolution.session(folder);
        project.setReleaseArtifactRepository(declared("releases"));
        project.setSnapshotArtifactRepository(declared("snapshots"));
        version("1.4.2");
    }

    @SuppressWarnings("deprecation") // what a MavenProject takes, in all versions that are supported
    private static ArtifactRepository declared(String id) {
        return new MavenArtifactRepository(
                id,
                "https://repo.contoso.example/" + id,
                new DefaultRepositoryLayout(),
                new ArtifactRepositoryPolicy(),
                new ArtifactRepositoryPolicy());
    }

    private void version(String version) {
        project.setVersion(version);
        project.setArtifact(new DefaultArtifact(
                "com.contoso", "trips", version, null, "dataverse-solution", null, new DefaultArtifactHandler("zip")));
    }

    private Optional<RemoteRepository> target() {
        MavenSession session = mock(MavenSession.class);
        when(session.getUserProperties()).thenReturn(typed);
        when(session.getRepositorySession()).thenReturn(repositories);
        return DeployTarget.of(project, session, MavenResolution.SYSTEM);
    }

    private String told() {
        return target().map(found -> found.getId() + " " + found.getUrl()).orElse("none");
    }

    // ---------------------------------------------------------------- the pom

    @Test
    void a_release_and_a_snapshot_have_places_of_their_own() {
        assertThat(told()).isEqualTo("releases https://repo.contoso.example/releases");
        version("1.4.3-SNAPSHOT");
        assertThat(told()).isEqualTo("snapshots https://repo.contoso.example/snapshots");
        project.setSnapshotArtifactRepository(null);
        assertThat(told()).isEqualTo("releases https://repo.contoso.example/releases");
    }

    @Test
    void a_project_that_declares_none_has_none() {
        project.setReleaseArtifactRepository(null);
        project.setSnapshotArtifactRepository(null);
        assertThat(target()).isEmpty();
    }

    // ---------------------------------------------------------------- what is typed

    @ParameterizedTest
    @CsvSource({
        "other::https://other.example/maven, other https://other.example/maven",
        "other::default::https://other.example/maven, other https://other.example/maven",
        "'other :: https://other.example/maven ', other https://other.example/maven",
        "other::file:///srv/maven, other file:///srv/maven",
        "other::https://[::1]:8443/maven, other https://[::1]:8443/maven",
        "other::default::https://[::1]:8443/maven, other https://[::1]:8443/maven"
    })
    void another_place_is_typed(String value, String expected) {
        typed.setProperty("altDeploymentRepository", value);
        assertThat(told()).isEqualTo(expected);
    }

    @Test
    void the_place_for_the_kind_of_version_goes_before_the_one_for_both() {
        typed.setProperty("altDeploymentRepository", "both::https://other.example/both");
        typed.setProperty("altReleaseDeploymentRepository", "own::https://other.example/releases");
        assertThat(told()).isEqualTo("own https://other.example/releases");
        version("1.4.3-SNAPSHOT");
        assertThat(told()).isEqualTo("both https://other.example/both");
        typed.setProperty("altSnapshotDeploymentRepository", "snap::https://other.example/snapshots");
        assertThat(told()).isEqualTo("snap https://other.example/snapshots");
        version("1.4.2");
        assertThat(told()).isEqualTo("own https://other.example/releases");
    }

    @Test
    void what_is_typed_goes_before_a_property_of_the_pom_and_that_before_what_it_declares() {
        project.getProperties().setProperty("altDeploymentRepository", "pom::https://other.example/pom");
        assertThat(told()).isEqualTo("pom https://other.example/pom");
        typed.setProperty("altDeploymentRepository", "typed::https://other.example/typed");
        assertThat(told()).isEqualTo("typed https://other.example/typed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "https://other.example/maven", "other"})
    void what_names_no_place_is_passed_over(String value) {
        typed.setProperty("altDeploymentRepository", value);
        assertThat(told()).isEqualTo("releases https://repo.contoso.example/releases");
    }

    /** A look at a repository that needs a sign-in would fail without them. */
    @Test
    void the_place_that_is_typed_has_the_credentials_of_its_server() {
        repositories.setAuthenticationSelector(new DefaultAuthenticationSelector()
                .add(
                        "other",
                        new AuthenticationBuilder().addUsername("deployer").build()));
        typed.setProperty("altDeploymentRepository", "other::https://other.example/maven");
        assertThat(target().orElseThrow().getAuthentication()).isNotNull();
        typed.setProperty("altDeploymentRepository", "unknown::https://other.example/maven");
        assertThat(target().orElseThrow().getAuthentication()).isNull();
    }
}
