package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.message.Reporter;
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
 */
record ReactorTurn(ReactorImport reactor, Path executionRoot, Reporter reporter) {

    /** @param left what the module leaves for the last one; empty when it has nothing to import */
    void take(Optional<Map<String, Object>> left) throws MojoExecutionException, MojoFailureException {
        int here = reactor.arrive(left);
        Optional<String> failed = reactor.failed();
        if (failed.isPresent()) {
            reporter.warn("Nothing is imported, because " + failed.get() + " failed.");
        } else if (here < reactor.size()) {
            if (left.isPresent()) {
                reporter.info("Imported with the other modules, when the last of them is built (" + here + " of "
                        + reactor.size() + ").");
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
                .forEach(module -> reporter.warn(module + " was built before and still waits for its import: this"
                        + " build imports nothing into the same environments. Import it with the goal import in"
                        + " its folder."));
    }

    private void importAll() throws MojoExecutionException, MojoFailureException {
        List<ReactorImport.Batch> batches = reactor.batches();
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
