package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.operation.ListSolutions;
import java.io.File;
import java.io.IOException;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Lists the solutions of one or more environments: unique name, display name, version, managed or unmanaged, publisher, and
 * when they were installed and modified (UTC). Works in any folder, with or without a {@code pom.xml}.
 *
 * @since 0.1.0
 */
@Mojo(name = "list", requiresProject = false, threadSafe = true)
public class ListMojo extends AbstractEnvironmentMojo {

    /**
     * Whether the solutions are listed that the platform hides from users, such as Active and System.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.includeSystemSolutions", defaultValue = "false")
    private boolean includeSystemSolutions;

    /**
     * A file that the list is also written to, as JSON, for example {@code -Dsolution.outputFile=target/solutions.json}.
     * With several environments each has a file of its own, {@code solutions-test.json}. Default: none.
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
    @Parameter(property = "solution.list.skip", defaultValue = "false")
    private boolean skipList;

    @Override
    boolean skipsGoal() {
        return skipList;
    }

    @Override
    void run(List<Connection> connections, Reporter reporter) throws IOException {
        EachOf.connected(connections, reporter).run(connection -> {
            ListSolutions list = new ListSolutions(connection.dataverse(), includeSystemSolutions);
            int count = list.solutions().size();
            reporter.info(connection.environment().id() + " has " + count + (count == 1 ? " solution" : " solutions")
                    + (count == 0 ? "" : ":"));
            if (count > 0) {
                list.table().forEach(reporter::info);
            }
            if (outputFile != null) {
                list.write(ReportFile.of(path(outputFile), connection, connections.size() > 1));
            }
        });
    }
}
