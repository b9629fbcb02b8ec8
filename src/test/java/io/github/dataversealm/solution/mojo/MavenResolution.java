package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.artifact.Verification;
import io.github.dataversealm.solution.message.Reporter;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.RemoteRepository;

/** Maven's own resolution in this process, over a folder that is its local repository: no network, no build. */
final class MavenResolution {

    /** It has no state of its own. */
    private static final RepositorySystem SYSTEM = system();

    private MavenResolution() {}

    @SuppressWarnings("deprecation") // of the ways to make a repository system, the one that needs no more libraries
    private static RepositorySystem system() {
        return MavenRepositorySystemUtils.newServiceLocator().getService(RepositorySystem.class);
    }

    static DependencyCollector collector(Path repository) {
        DefaultRepositorySystemSession session = MavenRepositorySystemUtils.newSession();
        session.setLocalRepositoryManager(
                SYSTEM.newLocalRepositoryManager(session, new LocalRepository(repository.toFile())));
        return new DependencyCollector(SYSTEM, session, List.of());
    }

    /** The folder as what was downloaded of the repository {@code company}, which is not asked now. */
    static SolutionRepository offline(Path repository, Verification verification, Reporter reporter) {
        DefaultRepositorySystemSession session = MavenRepositorySystemUtils.newSession();
        session.setLocalRepositoryManager(
                SYSTEM.newLocalRepositoryManager(session, new LocalRepository(repository.toFile())));
        session.setOffline(true);
        RemoteRepository company =
                new RemoteRepository.Builder("company", "default", "https://repo.contoso.example/maven").build();
        return new SolutionRepository(SYSTEM, session, List.of(company), verification, reporter);
    }
}
