package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.path.Printable;
import java.util.List;
import java.util.Optional;
import org.apache.maven.AbstractMavenLifecycleParticipant;
import org.apache.maven.MavenExecutionException;
import org.apache.maven.execution.MavenSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that no import of a build of several modules is lost without a word: before the first module, that a build which goes
 * on behind a failed one does not leave out what waits, and after the last one, that people know what waits and how to go on. Maven
 * calls it where the plugin has {@code <extensions>true</extensions>}, for every build, so it does nothing unless the build
 * deploys. It is declared in {@code META-INF/plexus/components.xml}: annotated classes for Java 17 are not found by all versions
 * of Maven.
 */
public final class ReactorGuard extends AbstractMavenLifecycleParticipant {

    private static final Logger LOG = LoggerFactory.getLogger(ReactorGuard.class);

    @Override
    public void afterProjectsRead(MavenSession session) throws MavenExecutionException {
        if (!isWatched(session)) {
            return;
        }
        ReactorMeeting.of(session).watch();
        ResumedImport resumed = ResumedImport.of(session);
        Optional<String> refusal = resumed.refusal();
        if (refusal.isPresent()) {
            throw new MavenExecutionException(Printable.text(refusal.get()), (Throwable) null);
        }
        resumed.warnings().forEach(ReactorGuard::warn);
    }

    private static void warn(String line) {
        LOG.warn(Printable.text(line));
    }

    @Override
    public void afterSessionEnd(MavenSession session) {
        if (isWatched(session)) {
            UnfinishedImport.of(session)
                    .map(UnfinishedImport::lines)
                    .orElse(List.of())
                    .forEach(ReactorGuard::warn);
        }
    }

    /** Maven may call without a build, for example when a pom.xml cannot be read. */
    private static boolean isWatched(MavenSession session) {
        return session.getGoals() != null
                && session.getGoals().contains(ImportingModules.PHASE)
                && session.getProjects() != null
                && session.getProjects().size() > 0;
    }
}
