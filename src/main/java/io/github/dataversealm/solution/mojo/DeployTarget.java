package io.github.dataversealm.solution.mojo;

import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.RepositoryUtils;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.repository.RemoteRepository;

/** The repository that a project is deployed to, as the deploy plugin finds it. */
final class DeployTarget {

    /** {@code id::url}, or with a layout between them, as before version 3 of the deploy plugin. */
    private static final Pattern ALTERNATIVE = Pattern.compile("([^:]+)::(?:[^:]+::)?(.+)");

    private DeployTarget() {}

    static Optional<RemoteRepository> of(MavenProject project, MavenSession session, RepositorySystem system) {
        boolean snapshot =
                project.getArtifact() != null && project.getArtifact().isSnapshot();
        String own = snapshot ? "altSnapshotDeploymentRepository" : "altReleaseDeploymentRepository";
        for (String name : List.of(own, "altDeploymentRepository")) {
            Optional<RemoteRepository> typed = value(project, session, name)
                    .map(ALTERNATIVE::matcher)
                    .filter(Matcher::matches)
                    .map(found -> new RemoteRepository.Builder(
                                    found.group(1).trim(),
                                    "default",
                                    found.group(2).trim())
                            .build())
                    // With the credentials of settings.xml.
                    .map(plain -> system.newDeploymentRepository(session.getRepositorySession(), plain));
            if (typed.isPresent()) {
                return typed;
            }
        }
        return Optional.ofNullable(project.getDistributionManagementArtifactRepository())
                .map(RepositoryUtils::toRepo);
    }

    private static Optional<String> value(MavenProject project, MavenSession session, String name) {
        Properties typed = session.getUserProperties();
        return Optional.ofNullable(
                        typed.getProperty(name, project.getProperties().getProperty(name)))
                .filter(text -> !text.isBlank());
    }
}
