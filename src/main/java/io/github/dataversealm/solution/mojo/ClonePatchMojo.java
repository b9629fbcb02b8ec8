package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.model.SolutionVersion;
import io.github.dataversealm.solution.operation.ClonePatch;
import java.io.IOException;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Makes a patch of an unmanaged solution in its environment: an empty solution that takes a few changed components and is
 * exported and imported on its own. From then on the solution is locked until its patches are merged. Works in any folder,
 * with or without a {@code pom.xml}.
 *
 * @since 0.1.0
 */
@Mojo(name = "clone-patch", requiresProject = false, threadSafe = true)
public class ClonePatchMojo extends AbstractNamedSolutionMojo {

    /**
     * The version of the patch. Its first two numbers are those of the solution, and it is higher than the solution and all
     * its patches. Default: the highest of them with the next third number, 1.4.3.0 after 1.4.2.7.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.solutionVersion")
    private String solutionVersion;

    /**
     * The display name of the patch. Default: that of the solution.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.displayName")
    private String displayName;

    /**
     * Skips this goal.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.clone-patch.skip", defaultValue = "false")
    private boolean skipClonePatch;

    @Override
    boolean skipsGoal() {
        return skipClonePatch;
    }

    @Override
    void run(List<Connection> connections, Reporter reporter) throws IOException {
        Connection connection = single(connections);
        String name = solutionName();
        operate(connection, reporter, target -> {
            InstalledSolution patch = new ClonePatch(target)
                    .clone(name, given(displayName), given(solutionVersion).map(SolutionVersion::new));
            String rest = " -Dsolution.name=" + patch.uniqueName() + " -Denv=" + target.environment();
            target.reporter()
                    .info("To put a changed component into it: " + command("add-component")
                            + " -Dsolution.component=ctr_trip -Dsolution.componentType=table" + rest);
            target.reporter().info("To export it: " + command("export") + rest);
        });
    }
}
