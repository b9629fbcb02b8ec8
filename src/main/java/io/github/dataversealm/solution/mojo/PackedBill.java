package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.artifact.ArtifactMetadata.DeclaredDependency;
import io.github.dataversealm.solution.artifact.MetadataMaker;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.sbom.BillOfMaterials;
import io.github.dataversealm.solution.sbom.BillSubject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.maven.project.MavenProject;

/** Writes the bill of materials of a project's main zip. */
final class PackedBill {

    static final String CLASSIFIER = "cyclonedx";
    static final String EXTENSION = "json";

    private static final Pattern RANGE = Pattern.compile("[\\[(,]");

    private final MavenProject project;
    private final String toolVersion;
    private final Reporter reporter;

    PackedBill(MavenProject project, String toolVersion, Reporter reporter) {
        this.project = project;
        this.toolVersion = toolVersion;
        this.reporter = reporter;
    }

    /**
     * Writes it, unless the one that is there is of the same zip.
     *
     * @param zips the managed one counts, if there is one
     */
    Path write(List<MetadataMaker.Zip> zips, List<PackedMetadata.Needed> dependencies, Optional<Instant> time)
            throws IOException {
        MetadataMaker.Zip main =
                zips.stream().filter(MetadataMaker.Zip::managed).findFirst().orElse(zips.get(0));
        BillSubject subject = new BillSubject(
                Optional.of(SolutionDependencies.coordinates(project))
                        .map(own -> main.classifier().map(own::withClassifier).orElse(own)),
                dependencies.stream().map(PackedBill::needed).toList(),
                time,
                toolVersion);
        Path file = ProjectMetadata.folder(project).resolve("bom.json");
        BillOfMaterials.write(main.file(), subject, file, reporter);
        return file;
    }

    /** A range names no version: the bill has the one that this build was made with, beside what is declared. */
    private static BillSubject.Needed needed(PackedMetadata.Needed one) {
        DeclaredDependency declared = one.declared();
        return new BillSubject.Needed(
                declared.groupId(),
                declared.artifactId(),
                declared.version(),
                RANGE.matcher(declared.version()).find() ? one.version() : Optional.of(declared.version()),
                declared.solution());
    }
}
