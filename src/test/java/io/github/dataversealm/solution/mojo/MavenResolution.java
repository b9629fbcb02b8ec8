package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.artifact.Verification;
import io.github.dataversealm.solution.message.Reporter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.impl.DefaultServiceLocator;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.spi.connector.RepositoryConnectorFactory;

/** Maven's own resolution in this process, over a folder that is its local repository: no network, no build. */
final class MavenResolution {

    /** It has no state of its own. */
    static final RepositorySystem SYSTEM = system(Optional.empty());

    private MavenResolution() {}

    @SuppressWarnings("deprecation") // of the ways to make a repository system, the one that needs no more libraries
    private static RepositorySystem system(Optional<RepositoryConnectorFactory> downloads) {
        DefaultServiceLocator locator = MavenRepositorySystemUtils.newServiceLocator();
        downloads.ifPresent(factory -> locator.setServices(RepositoryConnectorFactory.class, factory));
        return locator.getService(RepositorySystem.class);
    }

    /** A session whose local repository is the folder. */
    static DefaultRepositorySystemSession session(Path repository) {
        DefaultRepositorySystemSession session = MavenRepositorySystemUtils.newSession();
        session.setLocalRepositoryManager(
                SYSTEM.newLocalRepositoryManager(session, new LocalRepository(repository.toFile())));
        return session;
    }

    /** The folder as the local repository, and remote ones that are folders, too. */
    static SolutionRepository online(
            Path repository, FolderConnector.Factory downloads, RemoteRepository... repositories) {
        return new SolutionRepository(
                system(Optional.of(downloads)),
                session(repository),
                List.of(repositories),
                Verification.ON,
                Reporter.silent());
    }

    static DependencyCollector collector(Path repository) {
        return new DependencyCollector(SYSTEM, session(repository), List.of());
    }

    /** The folder as what was downloaded of the repository {@code company}, which is not asked now. */
    static SolutionRepository offline(Path repository, Verification verification, Reporter reporter) {
        DefaultRepositorySystemSession session = session(repository);
        session.setOffline(true);
        RemoteRepository company =
                new RemoteRepository.Builder("company", "default", "https://repo.contoso.example/maven").build();
        return new SolutionRepository(SYSTEM, session, List.of(company), verification, reporter);
    }
}
