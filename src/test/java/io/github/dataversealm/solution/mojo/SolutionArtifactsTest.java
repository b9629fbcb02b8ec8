package io.github.dataversealm.solution.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.model.PackageType;
import io.github.dataversealm.solution.pack.PackResult.PackedZip;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.MavenProjectHelper;
import org.junit.jupiter.api.Test;

class SolutionArtifactsTest {

    private static final PackedZip UNMANAGED = new PackedZip(PackageType.UNMANAGED, Path.of("a.zip"), 1, 1);
    private static final PackedZip MANAGED = new PackedZip(PackageType.MANAGED, Path.of("a_managed.zip"), 1, 1);

    private final MavenProject project = new MavenProject();

    SolutionArtifactsTest() {
        project.setGroupId("g");
        project.setArtifactId("a");
        project.setVersion("1");
    }

    @Test
    void a_single_zip_is_the_main_artifact() {
        attach("dataverse-solution", List.of(UNMANAGED));
        assertThat(project.getArtifact().getFile()).hasName("a.zip");
        assertThat(project.getAttachedArtifacts()).isEmpty();
    }

    @Test
    void of_both_the_managed_zip_is_the_main_artifact() {
        attach("dataverse-solution", List.of(UNMANAGED, MANAGED));
        assertThat(project.getArtifact().getFile()).hasName("a_managed.zip");
        assertThat(attached()).containsExactly("unmanaged:zip:a.zip");
    }

    @Test
    void in_another_packaging_every_zip_is_attached_with_a_classifier() {
        attach("jar", List.of(UNMANAGED, MANAGED));
        assertThat(project.getArtifact().getFile()).isNull();
        assertThat(attached()).containsExactly("unmanaged:zip:a.zip", "managed:zip:a_managed.zip");
    }

    @Test
    void a_second_pack_replaces_what_the_first_attached() {
        attach("dataverse-solution", List.of(UNMANAGED, MANAGED));
        attach("dataverse-solution", List.of(new PackedZip(PackageType.UNMANAGED, Path.of("b.zip"), 1, 1), MANAGED));
        assertThat(attached()).containsExactly("unmanaged:zip:b.zip");
    }

    private void attach(String packaging, List<PackedZip> zips) {
        project.setPackaging(packaging);
        if (project.getArtifact() == null) {
            project.setArtifact(artifact(null));
        }
        new SolutionArtifacts(project, new Helper()).attach(zips);
    }

    private List<String> attached() {
        return project.getAttachedArtifacts().stream()
                .map(a -> a.getClassifier() + ":" + a.getArtifactHandler().getExtension() + ":"
                        + a.getFile().getName())
                .toList();
    }

    private static Artifact artifact(String classifier) {
        return new DefaultArtifact("g", "a", "1", null, "zip", classifier, new DefaultArtifactHandler("zip"));
    }

    /** Attaches like Maven's own helper. */
    private static final class Helper implements MavenProjectHelper {
        @Override
        @SuppressWarnings("deprecation") // only for code that is not Maven's own helper
        public void attachArtifact(MavenProject project, String type, String classifier, File file) {
            Artifact artifact = artifact(classifier);
            artifact.setFile(file);
            project.addAttachedArtifact(artifact);
        }

        @Override
        public void attachArtifact(MavenProject project, File file, String classifier) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void attachArtifact(MavenProject project, String type, File file) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void addResource(MavenProject project, String directory, List<String> includes, List<String> excludes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void addTestResource(
                MavenProject project, String directory, List<String> includes, List<String> excludes) {
            throw new UnsupportedOperationException();
        }
    }
}
