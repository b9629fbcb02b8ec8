package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.message.Commands;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;

/**
 * What a build that goes on behind a failed one would leave out, seen before its first module is built.
 *
 * @param pending modules that wait for their import
 * @param modules which import
 */
record ResumedImport(MavenSession session, PendingImports pending, ImportingModules modules) {

    static ResumedImport of(MavenSession session) {
        return new ResumedImport(session, PendingImports.of(session), ImportingModules.OF_THIS_PLUGIN);
    }

    /**
     * Why the build must not go on: it would end well, and what waits for its import into the chosen environments would not be
     * imported, because no module of this build comes to an import.
     */
    Optional<String> refusal() {
        List<WaitingImport> waiting = waiting();
        if (waiting.isEmpty() || session.getProjects().stream().anyMatch(modules::imports)) {
            return Optional.empty();
        }
        Commands commands = CommandForm.of(session, modules.plugin(session));
        return Optional.of("No module of this build imports, and these wait for their import, because an earlier build"
                + " failed: " + WaitingImport.names(waiting) + ". They would be left out." + newLine()
                + "Go on at a module that imports, which then imports them all: -rf :" + start() + newLine()
                + "Or import them by themselves: "
                + String.join("; ", WaitingImport.commands(commands, waiting)) + newLine()
                + "Or build without an import: -Dsolution.import.skip");
    }

    /** What the build leaves out without anybody having said so. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (!waiting().isEmpty()) {
            List<String> missing = BuildOrder.of(session).stream()
                    .filter(module -> !session.getProjects().contains(module))
                    .filter(modules::imports)
                    .filter(this::mayBeUnbuilt)
                    .map(MavenProject::getArtifactId)
                    .toList();
            if (!missing.isEmpty()) {
                warnings.add("This build imports what modules before it have left, but these have left nothing: "
                        + String.join(", ", missing)
                        + ". If the failed build did not come to them, which happens with -T,"
                        + " go on there: -rf :" + missing.get(0));
            }
        }
        return warnings;
    }

    /** The modules that are to be imported now. */
    List<WaitingImport> waiting() {
        return isImporting() ? pending.waiting().stream().filter(this::isMeant).toList() : List.of();
    }

    /** Whether the build goes on behind another one, and is to import. */
    private boolean isImporting() {
        Properties typed = session.getUserProperties();
        return pending.resumed()
                && Stream.of("solution.skip", "solution.import.skip").noneMatch(name -> isTrue(typed.getProperty(name)))
                && !environments().isEmpty();
    }

    /** The environments as they are typed. */
    private List<String> environments() {
        Properties typed = session.getUserProperties();
        return Stream.of("env", "solution.env", "solution.url")
                .map(typed::getProperty)
                .map(CommaList::of)
                .filter(names -> !names.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** Of a group or an address it is not known here which environment it is. */
    private boolean isMeant(WaitingImport waiting) {
        List<String> typed = environments();
        return typed.stream().anyMatch(name -> name.contains(":"))
                || String.join(",", typed).equals(waiting.environments());
    }

    /** The module at which nothing is left out: the first one that may not have been built, else the last one that imports. */
    private String start() {
        List<MavenProject> importing =
                BuildOrder.of(session).stream().filter(modules::imports).toList();
        return importing.stream()
                .filter(this::mayBeUnbuilt)
                .findFirst()
                .orElseGet(() -> importing.get(importing.size() - 1))
                .getArtifactId();
    }

    /** Whether nothing tells that the failed build has come to a module. */
    private boolean mayBeUnbuilt(MavenProject module) {
        return pending.waiting().stream().noneMatch(one -> one.project().equals(module))
                && !WaitingImport.isSettled(module)
                && !isSkipped(module);
    }

    private static boolean isSkipped(MavenProject module) {
        return Set.of("solution.skip", "solution.import.skip").stream()
                .anyMatch(name -> isTrue(module.getProperties().getProperty(name)));
    }

    /** A property that is set without a value is set. */
    private static boolean isTrue(String value) {
        return value != null && (value.isEmpty() || value.equalsIgnoreCase("true"));
    }

    private static String newLine() {
        return System.lineSeparator();
    }
}
