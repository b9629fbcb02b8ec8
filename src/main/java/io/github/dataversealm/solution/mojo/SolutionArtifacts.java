package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.artifact.MetadataMaker;
import io.github.dataversealm.solution.model.PackageType;
import io.github.dataversealm.solution.pack.PackResult.PackedZip;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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

    /** Whether the artifact of a project is a solution, which others can depend on. */
    static boolean isSolution(MavenProject project) {
        return PACKAGING.equals(project.getPackaging());
    }

    /** @return the same zips with what they are now, the main artifact or a classifier */
    List<MetadataMaker.Zip> attach(List<PackedZip> zips) {
        PackedZip main = isSolution(project) ? mainOf(zips) : null;
        List<MetadataMaker.Zip> attached = new ArrayList<>();
        for (PackedZip zip : zips) {
            Optional<String> classifier = zip.equals(main)
                    ? Optional.empty()
                    : Optional.of(zip.packageType().toString().toLowerCase(Locale.ROOT));
            if (classifier.isEmpty()) {
                project.getArtifact().setFile(zip.file().toFile());
            } else {
                attach(EXTENSION, classifier.get(), zip.file().toFile());
            }
            attached.add(new MetadataMaker.Zip(zip.file(), classifier, zip.packageType() == PackageType.MANAGED));
        }
        return attached;
    }

    private static PackedZip mainOf(List<PackedZip> zips) {
        return zips.stream()
                .filter(zip -> zip.packageType() == PackageType.MANAGED)
                .findFirst()
                .orElse(zips.isEmpty() ? null : zips.get(0));
    }

    /** A goal that runs twice in one build must not attach twice: Maven 4 and the deploy plugin refuse that. */
    void attach(String extension, String classifier, File file) {
        for (Artifact attached : project.getAttachedArtifacts()) {
            if (extension.equals(attached.getArtifactHandler().getExtension())
                    && classifier.equals(attached.getClassifier())) {
                attached.setFile(file);
                return;
            }
        }
        helper.attachArtifact(project, extension, classifier, file);
    }
}
