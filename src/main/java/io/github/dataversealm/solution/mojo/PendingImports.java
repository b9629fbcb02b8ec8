package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;

/**
 * Modules that a build leaves out, and that were built by an earlier one and wait for their import since.
 *
 * @param resumed whether the build goes on behind one that failed, and imports them too
 */
record PendingImports(List<WaitingImport> waiting, boolean resumed) {

    /**
     * What became of them.
     *
     * @param modules what is to be imported with the modules of this build
     * @param leftOut those that this build does not import either
     */
    record Taken(List<ModuleImport> modules, List<WaitingImport> leftOut) {}

    /** Says what is to be imported of a module. */
    @FunctionalInterface
    interface Left {
        List<ModuleImport> of(MavenProject module) throws MojoExecutionException, MojoFailureException;
    }

    static PendingImports of(MavenSession session) {
        List<WaitingImport> waiting = AllModules.of(session).stream()
                .filter(module -> !session.getProjects().contains(module))
                .flatMap(module -> WaitingImport.read(module).stream())
                .toList();
        return new PendingImports(waiting, !waiting.isEmpty() && ResumedBuild.is(session));
    }

    /**
     * Takes those that wait for the environments that are chosen now.
     *
     * @param chosen environments that modules of this build are imported into
     * @throws SolutionException when a zip is not what was built
     */
    Taken take(Set<String> chosen, Left left) throws IOException, MojoExecutionException, MojoFailureException {
        List<ModuleImport> modules = new ArrayList<>();
        List<WaitingImport> leftOut = new ArrayList<>();
        for (WaitingImport one : waiting) {
            boolean meant = resumed && (chosen.contains(one.environments()) || one.isIntact());
            List<ModuleImport> own = meant ? resumed(one, left) : List.of();
            if (own.isEmpty()) {
                leftOut.add(one);
            }
            modules.addAll(own);
        }
        return new Taken(modules, leftOut);
    }

    private static List<ModuleImport> resumed(WaitingImport waiting, Left left)
            throws IOException, MojoExecutionException, MojoFailureException {
        waiting.resume();
        return left.of(waiting.project()).stream()
                .filter(module -> module.environments().equals(waiting.environments()))
                .toList();
    }
}
