package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.deploy.FlowReport;
import io.github.dataversealm.solution.deploy.UpgradeRun;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.report.FlowLines;
import io.github.dataversealm.solution.report.PlanSummary;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Applies an upgrade that was staged with {@code solution:import -Dsolution.importAsHolding}: the staged version becomes the
 * solution, and components that it no longer has are removed. Says before what is removed and what depends on it. Like an
 * import that upgrades in one step it needs no {@code confirm} in an environment that is marked {@code production}. Run again
 * after an interruption it continues, or says that it is done.
 *
 * @since 0.1.0
 */
@Mojo(name = "upgrade", requiresProject = false, threadSafe = true)
public class UpgradeMojo extends AbstractNamedSolutionMojo {

    /**
     * Whether the upgrade is applied. With {@code false} the goal is a rehearsal: it only says what would be removed.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.allowWrite", defaultValue = "true")
    private boolean allowWrite;

    /**
     * How many seconds a job may take to be seen when the answer to its start was lost. After that time it is taken for not
     * started, and started.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.startGrace", defaultValue = "30")
    private int startGrace;

    /**
     * Skips this goal.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.upgrade.skip", defaultValue = "false")
    private boolean skipUpgrade;

    @Override
    boolean skipsGoal() {
        return skipUpgrade;
    }

    @Override
    void run(List<Connection> connections, Reporter reporter) throws IOException {
        String name = solutionName();
        Connection connection = single(connections);
        String prefix = "[" + connection.environment().id() + "] ";
        StopNotice notice = StopNotice.show(
                reporter,
                "Stopped. An upgrade that was started goes on in its environment; the same command run again continues"
                        + " with it.");
        try (ProgressView view =
                ProgressView.of(session().getRequest(), System.getenv(), getLog().isInfoEnabled(), reporter)) {
            UpgradeRun upgrade = new UpgradeRun(
                            connection.place(view.listener(), view.reporter()),
                            name,
                            maxWait(),
                            Duration.ofSeconds(startGrace))
                    .recordedIn(reportDirectory());
            Optional<UpgradeRun.Staged> staged = upgrade.look();
            if (staged.isEmpty()) {
                view.reporter().info(prefix + name + " has no staged upgrade: nothing is to be applied.");
                if (allowWrite) {
                    tell(upgrade.finish(), prefix, view.reporter());
                }
                return;
            }
            view.reporter()
                    .info(prefix + name + ": " + staged.get().base().version() + " is installed, "
                            + staged.get().holding().version() + " is staged.");
            PlanSummary.preview(staged.get().preview())
                    .forEach(line -> view.reporter().info(prefix + line));
            if (!allowWrite) {
                view.reporter().info(prefix + "Nothing is applied, because allowWrite is false.");
                return;
            }
            UpgradeRun.Applied applied = upgrade.apply(staged.get());
            view.reporter()
                    .info(prefix + applied.solution().uniqueName() + " has version "
                            + applied.solution().version() + " now.");
            tell(applied.flows(), prefix, view.reporter());
        } finally {
            notice.remove();
        }
    }

    private static void tell(FlowReport flows, String prefix, Reporter reporter) {
        FlowLines.details(flows).forEach(line -> reporter.info(prefix + line));
        FlowLines.warnings(flows).forEach(line -> reporter.warn(prefix + line));
    }
}
