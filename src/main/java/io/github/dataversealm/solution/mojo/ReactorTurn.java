package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.message.Commands;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.path.Printable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;

/**
 * The moment in which a module of a build comes to its import: it waits for the others, and the last one imports for all.
 *
 * @param leftModules says what modules have to import that were built before
 * @param commands how the goals are typed
 */
record ReactorTurn(ReactorImport reactor, PendingImports.Left leftModules, Commands commands, Reporter reporter) {

    /** @param left what the module leaves for the last one; empty when it has nothing to import */
    void take(Optional<ModuleImport> left) throws MojoExecutionException, MojoFailureException {
        int here = reactor.meeting().arrive(reactor.id(), left);
        if (reactor.isInvited()) {
            return;
        }
        if (left.isEmpty()) {
            note(() -> WaitingImport.settle(reactor.project()));
        }
        int all = reactor.expected().size();
        Optional<String> failed = reactor.failed();
        if (failed.isPresent()) {
            tellFailed(failed.get(), left);
        } else if (here < all) {
            if (left.isPresent()) {
                reporter.info("Imported with the other modules, when the last of them is built (" + here + " of " + all
                        + "). If one fails, a build that goes on behind it (-rf, -r) imports this one, too.");
            }
        } else {
            importAll();
        }
    }

    /** At the end of the build everything is said at once, if somebody watches; else each module says what it knows. */
    private void tellFailed(String failed, Optional<ModuleImport> left) {
        if (reactor.meeting().isWatched()) {
            left.ifPresent(module -> reporter.info("Not imported, because " + failed + " failed."));
        } else {
            reporter.warn("Nothing is imported, because " + failed + " failed." + waiting());
        }
    }

    /** A build that goes on at a module without an import would import nothing. */
    private String waiting() {
        List<WaitingImport> waiting = reactor.come().stream()
                .flatMap(module -> WaitingImport.read(module.project()).stream())
                .toList();
        return waiting.isEmpty()
                ? ""
                : " These modules wait for their import: " + WaitingImport.names(waiting)
                        + ". A build that goes on behind them (-rf, -r) imports them with the next module that has an"
                        + " import. By themselves: "
                        + String.join("; ", WaitingImport.commands(commands, waiting));
    }

    private void importAll() throws MojoExecutionException, MojoFailureException {
        warnOfLaterDeployment();
        reactor.meeting().begin();
        Optional<Exception> failure = new BatchRun(
                        batches(), RootProject.buildFolder(reactor.session()).resolve("solution"), reporter)
                .run();
        if (failure.isPresent()) {
            fail(failure.get());
        }
        reactor.meeting().close();
        note(this::forgetSettled);
    }

    /** When nobody waits any more, nobody has to know who does not. */
    private void forgetSettled() throws IOException {
        List<MavenProject> modules = BuildOrder.of(reactor.session());
        if (modules.stream().allMatch(module -> WaitingImport.read(module).isEmpty())) {
            for (MavenProject module : modules) {
                if (WaitingImport.isSettled(module)) {
                    WaitingImport.remove(module);
                }
            }
        }
    }

    private static void note(AbstractSolutionMojo.Work work) throws MojoExecutionException {
        try {
            work.run();
        } catch (IOException e) {
            throw new MojoExecutionException(Printable.text(Faults.describe(e)), e);
        }
    }

    private List<List<ModuleImport>> batches() throws MojoExecutionException, MojoFailureException {
        try {
            List<ModuleImport> come = reactor.come();
            PendingImports.Taken taken = reactor.pending()
                    .take(come.stream().map(ModuleImport::environments).collect(Collectors.toSet()), leftModules);
            taken.leftOut().forEach(this::warn);
            List<ModuleImport> modules = new ArrayList<>(taken.modules());
            if (!modules.isEmpty()) {
                reporter.info("Built before, and imported with the modules of this build: "
                        + modules.stream().map(ModuleImport::name).distinct().collect(Collectors.joining(", ")));
            }
            modules.addAll(come);
            return ImportBatches.of(modules);
        } catch (SolutionException e) {
            throw new MojoFailureException(Printable.text(commands.in(e.getMessage())), e);
        } catch (IOException e) {
            throw new MojoExecutionException(Printable.text(Faults.describe(e)), e);
        } catch (Exception e) {
            return fail(e);
        }
    }

    private void warnOfLaterDeployment() {
        new DeployedLater(reactor.session())
                .after(reactor.project())
                .ifPresent(module -> reporter.warn("The zips are imported before they are in the Maven repository:"
                        + " deployAtEnd puts them there when " + module + " is built. Bind the import to that"
                        + " module, too, or leave deployAtEnd out."));
    }

    private void warn(WaitingImport module) {
        reporter.warn(module.project().getArtifactId() + " was built before and still waits for its import into "
                + module.environments() + ", which this build leaves out. Import it: "
                + String.join("; ", WaitingImport.commands(commands, List.of(module))));
    }

    /** Always throws: what comes from a module is in Maven's words already. */
    private static <T> T fail(Exception fault) throws MojoExecutionException, MojoFailureException {
        if (fault instanceof MojoFailureException failure) {
            throw failure;
        }
        if (fault instanceof MojoExecutionException broken) {
            throw broken;
        }
        throw new MojoExecutionException(fault.getMessage(), fault);
    }
}
