package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.artifact.ArtifactMetadata;
import io.github.dataversealm.solution.artifact.MetadataMaker;
import io.github.dataversealm.solution.artifact.Sha256;
import io.github.dataversealm.solution.artifact.VersionRise;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.Coordinates;
import io.github.dataversealm.solution.model.SolutionVersion;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.repository.RemoteRepository;

/** Holds the version that is about to be deployed against what the Maven repositories have. */
final class VersionCheck {

    /** What becomes of a version that does not rise. A release that would replace another one fails with both. */
    enum Mode {
        FAIL,
        WARN,
        OFF;

        /** A build that does not deploy publishes nothing, and asks no repository. */
        static Mode usual(MavenSession session) {
            boolean deploys = session.getGoals().stream().anyMatch(goal -> goal.equals("deploy"));
            return deploys ? WARN : OFF;
        }
    }

    private final MavenProject project;
    private final SolutionRepository published;
    private final Mode mode;

    /**
     * @param deployedTo where the project publishes, perhaps no place that it reads from
     * @param repository finds what is published, which is looked for where others find it and not on this machine
     */
    VersionCheck(
            MavenProject project, SolutionRepository repository, Optional<RemoteRepository> deployedTo, Mode mode) {
        this.project = project;
        this.published = repository.published(ProjectMetadata.folder(project).resolve("published"), deployedTo);
        this.mode = mode;
    }

    void check(SolutionVersion version, List<MetadataMaker.Zip> zips, Reporter reporter) throws IOException {
        Coordinates own = SolutionDependencies.coordinates(project);
        Map<Optional<String>, String> files = new HashMap<>();
        for (MetadataMaker.Zip zip : zips) {
            files.put(zip.classifier(), Sha256.of(zip.file()));
        }
        Optional<VersionRise.Fault> fault;
        try {
            List<String> versions = published.versions(own.groupId(), own.artifactId());
            Optional<VersionRise.Published> same =
                    versions.contains(own.version()) ? Optional.of(same(own, files.keySet())) : Optional.empty();
            fault = new VersionRise(own.version(), version, files).fault(versions, same);
        } catch (SolutionException e) {
            SolutionException unknown = new SolutionException(
                    null,
                    "What was published of " + own.versionless() + " cannot be found out: " + e.problem(),
                    "The repository may be down; -Dsolution.versionCheck=off does without.",
                    e);
            fault = Optional.of(new VersionRise.Fault(unknown, false));
        }
        if (fault.isPresent()) {
            // A repository may take it, and who has the release already never sees that it has become another one.
            if (mode == Mode.FAIL || fault.get().overwrites()) {
                throw fault.get().problem();
            }
            reporter.warn(fault.get().problem().getMessage());
        }
    }

    /** What is published under the version: as its metadata says, else as the zips themselves do. */
    private VersionRise.Published same(Coordinates own, Set<Optional<String>> classifiers) throws IOException {
        Optional<ArtifactMetadata> metadata = published.metadata(own);
        if (metadata.isPresent()) {
            return VersionRise.Published.of(metadata.get());
        }
        Map<Optional<String>, String> zips = new HashMap<>();
        for (Optional<String> classifier : classifiers) {
            Coordinates name = classifier.map(own::withClassifier).orElse(own);
            Optional<SolutionZip> zip = own.isSnapshot() ? Optional.empty() : published.find(name);
            if (zip.isPresent()) {
                zips.put(classifier, Sha256.of(zip.get().file()));
            }
        }
        return new VersionRise.Published(Optional.empty(), zips);
    }
}
