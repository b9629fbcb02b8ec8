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
import io.github.dataversealm.solution.report.JUnitReport;
import java.io.IOException;
import java.nio.file.Path;
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

    private static final int PARALLEL = 16;

    /**
     * The id of the environment, once more, to discard a staged upgrade in an environment that is marked {@code production}.
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
    @Parameter(property = "solution.import.skip", defaultValue = "false")
    private boolean skipImport;

    @Override
    boolean skipsGoal() {
        return skipImport;
    }

    @Override
    void run(List<Connection> connections, Reporter reporter) throws IOException {
        ImportOptions options = options();
        connections.forEach(connection -> confirm(connection, options));
        List<SolutionPackage> packages = packages();
        reporter.info("Importing "
                + packages.stream().map(SolutionPackage::label).collect(Collectors.joining(", ")) + " into "
                + connections.stream()
                        .map(connection -> connection.environment().id())
                        .collect(Collectors.joining(", ")));
        List<EnvironmentReport> reports;
        StopNotice notice = StopNotice.show(
                reporter,
                "Stopped. An import that was started goes on in its environment; the same command run again continues"
                        + " with it and does not import twice.");
        try (ProgressView view =
                ProgressView.of(session().getRequest(), System.getenv(), getLog().isInfoEnabled(), reporter)) {
            List<EnvironmentDeployment> environments = connections.stream()
                    .map(connection -> new EnvironmentDeployment(
                            place(connection, view.listener(), view.reporter()),
                            options,
                            settings(connection.environment(), view.reporter()),
                            reportDirectory()))
                    .toList();
            reports = Deployment.run(environments, packages, PARALLEL);
        } finally {
            notice.remove();
        }
        tell(reports, reporter);
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

    /** A report that cannot be written hides neither the other ones nor what became of the imports. */
    private Optional<IOException> writeJUnit(List<EnvironmentReport> reports, Reporter reporter) {
        Path folder = reportDirectory().resolveSibling("surefire-reports");
        Optional<IOException> fault = Optional.empty();
        for (EnvironmentReport report : reports) {
            try {
                JUnitReport.write(folder, report);
            } catch (IOException e) {
                reporter.warn("[" + report.environment().id() + "] The JUnit report cannot be written: "
                        + Faults.describe(e));
                fault = Optional.of(e);
            }
        }
        return fault;
    }

    private void tell(List<EnvironmentReport> reports, Reporter reporter) throws IOException {
        ImportSummary summary = new ImportSummary(this::shown);
        summary.log(reports, reporter);
        Optional<IOException> unwritten = writeJUnit(reports, reporter);
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
        throw new SolutionException(
                null, ImportSummary.isOnlyWaiting(reports) ? "Not failed, but not over yet. " + text : text, "");
    }
}
