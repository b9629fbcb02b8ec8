package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.artifact.ArtifactMetadata;
import io.github.dataversealm.solution.artifact.BuildRecord;
import io.github.dataversealm.solution.artifact.MetadataMaker;
import io.github.dataversealm.solution.git.Uncommitted;
import io.github.dataversealm.solution.pack.PackResult;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.maven.project.MavenProject;

/** Makes artifacts of what was packed: the zips, their bill of materials, and what is to be known of them. */
final class PackedArtifacts {

    private final MavenProject project;
    private final SolutionArtifacts artifacts;
    private final PackedMetadata packed;
    private final Optional<Instant> time;

    /** @param time the time that files carry; empty for none */
    PackedArtifacts(MavenProject project, SolutionArtifacts artifacts, PackedMetadata packed, Optional<Instant> time) {
        this.project = project;
        this.artifacts = artifacts;
        this.packed = packed;
        this.time = time;
    }

    /** @return the same zips with what they are now, the main artifact or a classifier */
    List<MetadataMaker.Zip> attach(List<PackResult.PackedZip> zips) {
        return artifacts.attach(zips);
    }

    void attachBill(PackedBill bill, List<MetadataMaker.Zip> zips) throws IOException {
        artifacts.attach(
                PackedBill.EXTENSION,
                PackedBill.CLASSIFIER,
                bill.write(zips, packed.needed(), time).toFile());
    }

    /** @param maven the version of Maven */
    void attachMetadata(List<MetadataMaker.Zip> zips, PackResult.Inputs inputs, Uncommitted changes, String maven)
            throws IOException {
        ArtifactMetadata metadata = packed.write(zips, inputs, time, changes);
        artifacts.attach(
                ArtifactMetadata.EXTENSION,
                ArtifactMetadata.CLASSIFIER,
                new ProjectMetadata(project).file().toFile());
        artifacts.attach(
                ArtifactMetadata.EXTENSION,
                BuildRecord.CLASSIFIER,
                packed.writeBuildRecord(metadata, maven).toFile());
    }

    /** Takes away what an earlier build has said of other zips. */
    void deleteMetadata() throws IOException {
        Files.deleteIfExists(new ProjectMetadata(project).file());
    }
}
