package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.mojo.AbstractSolutionMojo.Work;
import java.io.IOException;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;

/**
 * The import of several modules in one go, done by the goal of one of them for the module that came last, step by step: evaluated,
 * looked at in the environments, done. Each step runs with the class loader of this plugin as the goal's module has it.
 */
final class JoinedImport {

    private final Guard guard;
    private OpenConnections connections;
    private ImportWork work;

    private JoinedImport(Guard guard) {
        this.guard = guard;
    }

    /** Does some work, and says what went wrong in Maven's way. */
    @FunctionalInterface
    interface Guard {
        void run(Work work) throws MojoExecutionException, MojoFailureException;
    }

    /** Connects to the environments. */
    @FunctionalInterface
    interface Opening {
        OpenConnections open() throws IOException;
    }

    /** Finds out everything that can be known before the turn of the environments. */
    @FunctionalInterface
    interface Evaluation {
        ImportWork of(OpenConnections connections) throws IOException;
    }

    /** @param afterwards what is to be done when the import has ended well */
    static BatchWork evaluated(Guard guard, Opening opening, Evaluation evaluation, Work afterwards) {
        JoinedImport joined = new JoinedImport(guard);
        Optional<Exception> failure = joined.step(() -> {
            joined.connections = opening.open();
            joined.work = evaluation.of(joined.connections);
        });
        if (failure.isPresent()) {
            joined.end().ifPresent(failure.get()::addSuppressed);
            return BatchWork.failed(failure.get());
        }
        return BatchWork.of(
                joined.work.brings(),
                before -> joined.step(() -> joined.work.requireReady(before)),
                () -> joined.step(() -> {
                    joined.work.apply();
                    afterwards.run();
                }),
                joined::end);
    }

    private Optional<Exception> end() {
        return step(() -> {
            if (connections != null) {
                connections.close();
            }
        });
    }

    private Optional<Exception> step(Work step) {
        Thread thread = Thread.currentThread();
        ClassLoader loader = thread.getContextClassLoader();
        thread.setContextClassLoader(JoinedImport.class.getClassLoader());
        try {
            guard.run(step);
            return Optional.empty();
        } catch (MojoExecutionException | MojoFailureException | RuntimeException e) {
            return Optional.of(e);
        } finally {
            thread.setContextClassLoader(loader);
        }
    }
}
