package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.model.SolutionVersion;
import io.github.dataversealm.solution.operation.MergePatches;
import java.io.IOException;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Rolls the patches of an unmanaged solution up into a new version of the solution, in its environment, and shows which they
 * are. The patches are gone afterwards, and the solution can be changed again. Works in any folder, with or without a
 * {@code pom.xml}.
 *
 * @since 0.1.0
 */
@Mojo(name = "merge-patches", requiresProject = false, threadSafe = true)
public class MergePatchesMojo extends AbstractNamedSolutionMojo {

    /**
     * The version of the solution after the merge; higher than the solution and all its patches. Default: the next second
     * number, 1.5.0.0 after 1.4.2.7.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.solutionVersion")
    private String solutionVersion;

    /**
     * The display name of the solution after the merge. Default: as it is.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.displayName")
    private String displayName;

    /**
     * Whether anything is done. With {@code false} the goal only shows what it would roll up.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.allowWrite", defaultValue = "true")
    private boolean allowWrite;

    /**
     * Skips this goal.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.merge-patches.skip", defaultValue = "false")
    private boolean skipMergePatches;

    @Override
    boolean skipsGoal() {
        return skipMergePatches;
    }

    @Override
    void run(List<Connection> connections, Reporter reporter) throws IOException {
        String name = solutionName();
        operate(
                single(connections),
                reporter,
                target -> new MergePatches(target)
                        .merge(name, given(displayName), given(solutionVersion).map(SolutionVersion::new), allowWrite));
    }
}
