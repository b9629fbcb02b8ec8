package io.github.dataversealm.solution.mojo;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;

/**
 * The imports of a build of several modules, which are done together when the last module that has one has come to it, as one
 * of the modules sees them.
 *
 * @param project the module
 * @param id of its import
 * @param expected the imports of all modules of the build
 */
record ReactorImport(
        MavenSession session,
        MavenProject project,
        String id,
        Set<String> expected,
        PendingImports pending,
        ImportingModules modules) {

    /** @return empty when the goal is not bound to the phase deploy, or is the only one of the build that is */
    static Optional<ReactorImport> of(MavenSession session, MojoExecution execution, Optional<MavenProject> project) {
        if (project.isEmpty()
                || execution.getSource() == MojoExecution.Source.CLI
                || !ImportingModules.PHASE.equals(execution.getLifecyclePhase())) {
            return Optional.empty();
        }
        ImportingModules modules =
                new ImportingModules(Plugin.constructKey(execution.getGroupId(), execution.getArtifactId()));
        return Optional.of(new ReactorImport(
                        session,
                        project.get(),
                        ImportingModules.id(project.get(), execution.getExecutionId()),
                        modules.ids(session.getProjects()),
                        PendingImports.of(session),
                        modules))
                .filter(reactor -> reactor.isInvited() || reactor.isOneOfSeveral());
    }

    private boolean isOneOfSeveral() {
        return expected.contains(id)
                && (expected.size() > 1 || !pending.waiting().isEmpty());
    }

    /** Whether this build leaves the module out, and only asks it what it has to import. */
    boolean isInvited() {
        return meeting().isInvited(id);
    }

    ReactorMeeting meeting() {
        return ReactorMeeting.of(session);
    }

    /** What the modules have left that have something to import, in the order of the build. */
    List<ModuleImport> come() {
        return meeting().left(expected);
    }

    /** A module of this build that failed. */
    Optional<String> failed() {
        return session.getResult().hasExceptions() ? Optional.of(AllModules.failed(session)) : Optional.empty();
    }
}
