package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.message.Commands;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.execution.BuildSuccess;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;

/** What a build has left for its end and not imported, because it did not come to its end. */
record UnfinishedImport(MavenSession session, List<WaitingImport> waiting) {

    /** @return empty when nothing was left, or all of it was imported */
    static Optional<UnfinishedImport> of(MavenSession session) {
        ReactorMeeting meeting = ReactorMeeting.of(session);
        List<String> ids = List.copyOf(ImportingModules.OF_THIS_PLUGIN.ids(session.getProjects()));
        List<WaitingImport> waiting = meeting.isDone()
                ? List.of()
                : Stream.concat(
                                ResumedImport.of(session).waiting().stream(),
                                meeting.left(ids).stream()
                                        .flatMap(module -> WaitingImport.read(module.project()).stream()))
                        .toList();
        return Optional.of(new UnfinishedImport(session, waiting)).filter(unfinished -> !waiting.isEmpty());
    }

    /** What happened, and what to do, one line for each. */
    List<String> lines() {
        Commands commands = CommandForm.of(session, ImportingModules.OF_THIS_PLUGIN.plugin(session));
        List<String> lines = new ArrayList<>();
        lines.add(problem());
        lines.add("These modules wait for their import: " + WaitingImport.names(waiting) + ".");
        lines.add("When the cause is mended, go on with -rf :" + start() + ", which imports them, too.");
        WaitingImport.commands(commands, waiting).forEach(command -> lines.add("By themselves: " + command));
        return lines;
    }

    private String problem() {
        return ReactorMeeting.of(session).isBegun()
                ? "The import failed. What it has brought to an environment is skipped the next time."
                : "Nothing is imported, because " + AllModules.failed(session) + " failed.";
    }

    /**
     * The first module that was not built well; where no module from there on imports, the last one that does. What Maven itself
     * proposes is the one that failed, and with {@code -T} modules before it may not have been built.
     */
    private String start() {
        List<MavenProject> modules = session.getProjects();
        int first = 0;
        while (first < modules.size() - 1
                && session.getResult().getBuildSummary(modules.get(first)) instanceof BuildSuccess) {
            first++;
        }
        int last = modules.size() - 1;
        while (last > 0 && !ImportingModules.OF_THIS_PLUGIN.imports(modules.get(last))) {
            last--;
        }
        return modules.get(Math.min(first, last)).getArtifactId();
    }
}
