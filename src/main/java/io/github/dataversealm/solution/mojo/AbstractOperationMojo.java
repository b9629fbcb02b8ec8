package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.operation.Target;
import java.io.IOException;
import java.time.Duration;
import org.apache.maven.plugins.annotations.Parameter;

/** The frame of the goals that do one thing in an environment and wait for its end. */
abstract class AbstractOperationMojo extends AbstractEnvironmentMojo {

    /**
     * How many minutes to wait for the environment: for the job that does the work, and before it for another import or
     * publish to end. When the time is over the job goes on, and the goal fails and says so.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.maxAsyncWaitTime", defaultValue = "60")
    private int maxAsyncWaitTime;

    /** How long to wait for the environment. */
    final Duration maxWait() {
        return Duration.ofMinutes(maxAsyncWaitTime);
    }

    /** What a goal does in an environment. */
    interface Operation {
        void run(Target target) throws IOException;
    }

    /** Does something in an environment and shows how far it is. */
    final void operate(Connection connection, Reporter reporter, Operation operation) throws IOException {
        try (ProgressView view =
                ProgressView.of(session().getRequest(), System.getenv(), getLog().isInfoEnabled(), reporter)) {
            operation.run(new Target(connection.place(view.listener(), view.reporter()), maxWait()));
        }
    }
}
