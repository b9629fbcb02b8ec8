package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.model.PackageType;
import io.github.dataversealm.solution.pack.PackResult.PackedZip;
import java.io.File;
import java.util.List;
import java.util.Locale;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.MavenProjectHelper;

/**
 * Makes zips the artifacts of a project. With packaging {@code dataverse-solution} the managed zip is the main artifact, or
 * the unmanaged one when it is alone; any other zip, and every zip in another packaging, is attached with the classifier
 * {@code managed} or {@code unmanaged}.
 */
final class SolutionArtifacts {

    static final String PACKAGING = "dataverse-solution";

    private static final String EXTENSION = "zip";

    private final MavenProject project;
    private final MavenProjectHelper helper;

    SolutionArtifacts(MavenProject project, MavenProjectHelper helper) {
        this.project = project;
        this.helper = helper;
    }

    void attach(List<PackedZip> zips) {
        PackedZip main = PACKAGING.equals(project.getPackaging()) ? mainOf(zips) : null;
        for (PackedZip zip : zips) {
            if (zip.equals(main)) {
                project.getArtifact().setFile(zip.file().toFile());
            } else {
                attach(
                        zip.packageType().toString().toLowerCase(Locale.ROOT),
                        zip.file().toFile());
            }
        }
    }

    private static PackedZip mainOf(List<PackedZip> zips) {
        return zips.stream()
                .filter(zip -> zip.packageType() == PackageType.MANAGED)
                .findFirst()
                .orElse(zips.isEmpty() ? null : zips.get(0));
    }

    /** A goal that runs twice in one build must not attach twice: Maven 4 and the deploy plugin refuse that. */
    private void attach(String classifier, File file) {
        for (Artifact attached : project.getAttachedArtifacts()) {
            if (EXTENSION.equals(attached.getArtifactHandler().getExtension())
                    && classifier.equals(attached.getClassifier())) {
                attached.setFile(file);
                return;
            }
        }
        helper.attachArtifact(project, EXTENSION, classifier, file);
    }
}
