package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.auth.SignInException;
import io.github.dataversealm.solution.dataverse.DataverseException;
import io.github.dataversealm.solution.dataverse.InterruptedCallException;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Work in one environment after the other: what fails in one does not keep it from the others, and the goal fails in the end.
 *
 * @param name of an environment, for people
 */
record EachOf<T>(List<T> environments, Function<T, String> name, Reporter reporter) {

    /** What is done in each. */
    @FunctionalInterface
    interface Work<T> {
        void in(T environment) throws IOException;
    }

    static EachOf<Connection> connected(List<Connection> connections, Reporter reporter) {
        return new EachOf<>(connections, connection -> connection.environment().id(), reporter);
    }

    /**
     * Does the work.
     *
     * @throws IOException when this machine fails: then the others fail, too
     */
    void run(Work<T> work) throws IOException {
        List<String> failed = new ArrayList<>();
        for (T environment : environments) {
            try {
                work.in(environment);
            } catch (InterruptedCallException e) {
                throw e;
            } catch (SolutionException | DataverseException | SignInException e) {
                if (environments.size() == 1) {
                    throw e;
                }
                failed.add(name.apply(environment));
                reporter.warn("[" + name.apply(environment) + "] " + e.getMessage());
            }
        }
        if (!failed.isEmpty()) {
            throw new SolutionException(
                    null,
                    "The goal failed in " + failed.size() + " of " + environments.size() + " environments: "
                            + String.join(", ", failed) + ".",
                    "Why, and what to do, stands above.");
        }
    }
}
