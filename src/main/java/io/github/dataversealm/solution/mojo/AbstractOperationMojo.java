package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.job.JobTime;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.operation.Target;
import io.github.dataversealm.solution.progress.ProgressLines;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.random.RandomGenerator;
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

    final Target target(Connection connection, Reporter reporter) {
        return new Target(
                connection.environment().id(),
                connection.environment().production(),
                connection.dataverse(),
                maxWait(),
                JobTime.system(),
                new ProgressLines(reporter::info),
                reporter,
                RandomGenerator.getDefault());
    }

    /** The file that a report is written to, one for each of several environments. */
    final Path reportFile(File file, Connection connection, boolean several) {
        Path path = path(file);
        if (!several) {
            return path;
        }
        String name = path.getFileName().toString();
        int dot = name.lastIndexOf('.');
        int end = dot < 0 ? name.length() : dot;
        return path.resolveSibling(
                name.substring(0, end) + "-" + connection.environment().id() + name.substring(end));
    }
}
