package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.message.Commands;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.path.Printable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;

/**
 * The moment in which a module of a build comes to its import: it waits for the others, and the last one imports for all.
 *
 * @param executionRoot the folder that Maven was started in
 * @param commands how the goals are typed
 */
record ReactorTurn(ReactorImport reactor, Path executionRoot, Commands commands, Reporter reporter) {

    /** @param left what the module leaves for the last one; empty when it has nothing to import */
    void take(Optional<Map<String, Object>> left) throws MojoExecutionException, MojoFailureException {
        int here = reactor.arrive(left);
        Optional<String> failed = reactor.failed();
        if (failed.isPresent()) {
            reporter.warn("Nothing is imported, because " + failed.get() + " failed." + waiting(reactor.come()));
        } else if (here < reactor.size()) {
            if (left.isPresent()) {
                reporter.info("Imported with the other modules, when the last of them is built (" + here + " of "
                        + reactor.size() + "). If one fails, a build that goes on behind it (-rf, -r) imports this one,"
                        + " too.");
            }
        } else {
            warn();
            importAll();
        }
    }

    private void warn() {
        reactor.deployedLater()
                .ifPresent(module -> reporter.warn("The zips are imported before they are in the Maven repository:"
                        + " deployAtEnd puts them there when " + module + " is built. Bind the import to that"
                        + " module, too, or leave deployAtEnd out."));
        reactor.leftOut()
                .forEach(module -> reporter.warn(module.project().getArtifactId()
                        + " was built before and still waits for its import into " + module.environments()
                        + ", which this build leaves out. Import it: "
                        + command(module.environments(), module.project().getArtifactId())));
    }

    /** A build that goes on at a module without an import would import nothing. */
    private String waiting(Map<String, String> modules) {
        return modules.isEmpty()
                ? ""
                : " These modules wait for their import: " + String.join(", ", modules.keySet())
                        + ". A build that goes on behind them (-rf, -r) imports them with the next module that has an"
                        + " import. By themselves: "
                        + command(modules.values().iterator().next(), String.join(",:", modules.keySet()));
    }

    private String command(String environments, String modules) {
        return commands.command("import") + " -Denv=" + environments + " -pl :" + modules;
    }

    private List<ReactorImport.Batch> batches() throws MojoExecutionException, MojoFailureException {
        try {
            return reactor.batches();
        } catch (SolutionException e) {
            throw new MojoFailureException(Printable.text(e.getMessage()), e);
        } catch (IOException e) {
            throw new MojoExecutionException(Printable.text(Faults.describe(e)), e);
        }
    }

    private void importAll() throws MojoExecutionException, MojoFailureException {
        List<ReactorImport.Batch> batches = batches();
        String folder = batches.size() == 1
                ? reactor.rootFolder(executionRoot).resolve("solution").toString()
                : "";
        for (ReactorImport.Batch batch : batches) {
            Exception fault = batch.run(folder);
            if (fault instanceof MojoFailureException failure) {
                throw failure;
            }
            if (fault instanceof MojoExecutionException broken) {
                throw broken;
            }
            if (fault != null) {
                throw new MojoExecutionException(fault.getMessage(), fault);
            }
        }
    }
}
