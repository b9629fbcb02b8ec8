package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.operation.DeleteSolutions;
import java.io.IOException;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Deletes solutions from an environment: a managed one with its components and the data in its tables, an unmanaged one
 * without. First it is found out what else needs the solutions; if something does that stays, it is named and nothing is
 * deleted. Works in any folder, with or without a {@code pom.xml}.
 *
 * @since 0.1.0
 */
@Mojo(name = "delete", requiresProject = false, threadSafe = true)
public class DeleteMojo extends AbstractOperationMojo {

    /**
     * The unique names of the solutions to delete, separated by commas and in any order: one that needs another one is
     * deleted before it. Must be given.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.name")
    private String name;

    /**
     * Whether anything is deleted. With {@code false} the goal is a rehearsal: it checks everything and says what it would
     * delete, in which order.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.allowWrite", defaultValue = "true")
    private boolean allowWrite;

    /**
     * The id of the environment, once more, for an environment that is marked {@code production}. Without it nothing is
     * deleted there.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.confirm")
    private String confirm;

    /**
     * Skips this goal.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.delete.skip", defaultValue = "false")
    private boolean skipDelete;

    @Override
    boolean skipsGoal() {
        return skipDelete;
    }

    @Override
    void run(List<Connection> connections, Reporter reporter) throws IOException {
        List<String> names = CommaList.of(name);
        if (names.isEmpty()) {
            throw new SolutionException(
                    null,
                    "No solution is named.",
                    "Name what to delete: " + command() + " -Dsolution.name=ContosoTrips -Denv="
                            + connections.get(0).environment().id());
        }
        operate(
                single(connections),
                reporter,
                target -> new DeleteSolutions(target).delete(names, given(confirm), allowWrite));
    }
}
