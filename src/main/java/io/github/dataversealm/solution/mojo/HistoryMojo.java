package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.operation.ReadHistory;
import java.io.File;
import java.io.IOException;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Shows what was done to the solutions of one or more environments, by anybody and with any tool: imports, updates,
 * upgrades, uninstalls, exports, publishes, with their time, version, duration and result, newest first. Works in any
 * folder, with or without a {@code pom.xml}.
 *
 * @since 0.1.0
 */
@Mojo(name = "history", requiresProject = false, threadSafe = true)
public class HistoryMojo extends AbstractEnvironmentMojo {

    /**
     * The unique name of the solution whose history is shown. Default: all solutions.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.name")
    private String name;

    /**
     * How many entries are shown at most.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.limit", defaultValue = "20")
    private int limit;

    /**
     * A file that the history is also written to, as JSON and with the whole error messages, for example
     * {@code -Dsolution.outputFile=target/history.json}. With several environments each has a file of its own,
     * {@code history-test.json}. Default: none.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.outputFile")
    private File outputFile;

    /**
     * Skips this goal.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.history.skip", defaultValue = "false")
    private boolean skipHistory;

    @Override
    boolean skipsGoal() {
        return skipHistory;
    }

    @Override
    void run(List<Connection> connections, Reporter reporter) throws IOException {
        EachOf.connected(connections, reporter).run(connection -> {
            ReadHistory history = new ReadHistory(connection.dataverse(), given(name), limit);
            String of = given(name).map(solution -> " for " + solution).orElse("");
            if (history.entries().isEmpty()) {
                reporter.info(connection.environment().id() + " has no history" + of);
            } else {
                reporter.info("History of " + connection.environment().id() + of + ":");
                history.table().forEach(reporter::info);
            }
            if (outputFile != null) {
                history.write(ReportFile.of(path(outputFile), connection, connections.size() > 1));
            }
        });
    }
}
