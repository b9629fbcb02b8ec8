package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.deploy.Deployment;
import io.github.dataversealm.solution.deploy.EnvironmentDeployment;
import io.github.dataversealm.solution.deploy.EnvironmentReport;
import io.github.dataversealm.solution.deploy.ImportOptions;
import io.github.dataversealm.solution.deploy.PendingUpgrade;
import io.github.dataversealm.solution.deploy.SolutionPackage;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.report.ImportSummary;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Imports solutions into one or several environments. It decides by itself whether a solution is installed, updated, upgraded
 * or skipped, and says why; waits for an import of somebody else; sets connections and environment variables; turns flows on;
 * and explains what failed. Stopped at any point, the same command run again continues and never imports twice.
 *
 * @since 0.1.0
 */
@Mojo(name = "import", defaultPhase = LifecyclePhase.DEPLOY, requiresProject = false, threadSafe = true)
public class ImportMojo extends AbstractImportMojo {

    /**
     * The id of the environment, once more, to discard a staged upgrade in an environment that is marked {@code production}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.confirm")
    private String confirm;

    /**
     * Whether the waves after one in which an environment failed are not begun. With {@code false} all waves are gone
     * through, one after the other, and the goal fails in the end.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.stopOnFailure", defaultValue = "true")
    private boolean stopOnFailure;

    /**
     * Skips this goal.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.import.skip", defaultValue = "false")
    private boolean skipImport;

    @Override
    boolean skipsGoal() {
        return skipImport;
    }

    @Override
    void run(List<Connection> connections, Reporter reporter) throws IOException {
        ImportOptions options = options();
        int parallel = parallelEnvironments();
        List<List<Connection>> waves = waves(connections);
        connections.forEach(connection -> confirm(connection, options));
        List<SolutionPackage> packages = packages();
        boolean fleet = ImportSummary.isFleet(connections.size());
        reporter.info("Importing "
                + packages.stream().map(SolutionPackage::label).collect(Collectors.joining(", ")) + " into "
                + (fleet
                        ? connections.size() + " environments"
                        : connections.stream()
                                .map(connection -> connection.environment().id())
                                .collect(Collectors.joining(", "))));
        List<EnvironmentReport> reports;
        DeploymentLog log;
        StopNotice notice = StopNotice.show(
                reporter,
                "Stopped. An import that was started goes on in its environment; the same command run again continues"
                        + " with it and does not import twice.");
        try (ProgressView view =
                ProgressView.of(session().getRequest(), System.getenv(), getLog().isInfoEnabled(), reporter, fleet)) {
            log = new DeploymentLog(
                    reportDirectory().resolveSibling("surefire-reports"), connections.size(), view.reporter());
            Reporter each = fleet ? new QuietReporter(view.reporter()) : view.reporter();
            reports = new Deployment(packages, parallel, stopOnFailure, log)
                    .run(waves.stream()
                            .map(wave -> wave.stream()
                                    .map(connection -> new EnvironmentDeployment(
                                            place(connection, view.listener(), each),
                                            options,
                                            settings(connection.environment(), each),
                                            reportDirectory()))
                                    .toList())
                            .toList());
        } finally {
            notice.remove();
        }
        tell(reports, log.unwritten(), reporter);
    }

    private void confirm(Connection connection, ImportOptions options) {
        String id = connection.environment().id();
        if (connection.environment().production()
                && options.pendingUpgrade() == PendingUpgrade.DISCARD
                && !id.equals(confirm)) {
            throw new SolutionException(
                    null,
                    "The environment " + id
                            + " is a production environment, and discarding a staged upgrade removes it.",
                    "Confirm it: -Dsolution.confirm=" + id);
        }
    }

    private void tell(List<EnvironmentReport> reports, Optional<IOException> unwritten, Reporter reporter)
            throws IOException {
        ImportSummary summary = new ImportSummary(this::shown);
        summary.log(reports, reporter);
        if (reports.stream().allMatch(EnvironmentReport::isGood)) {
            if (unwritten.isPresent()) {
                throw unwritten.get();
            }
            return;
        }
        if (reports.size() == 1 && reports.get(0).fault().isPresent()) {
            Throwable fault = reports.get(0).fault().get();
            if (fault instanceof IOException broken) {
                throw broken;
            }
            if (fault instanceof RuntimeException broken) {
                throw broken;
            }
        }
        String text = summary.failure(reports);
        boolean stopped =
                reports.stream().anyMatch(report -> report.notStarted().isPresent());
        throw new SolutionException(
                null,
                ImportSummary.isOnlyWaiting(reports) ? "Not failed, but not over yet. " + text : text,
                stopped
                        ? "When the cause is mended, the same command continues; what is done is skipped: "
                                + TypedCommand.of(session())
                        : "");
    }
}
