package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.deploy.DeploymentListener;
import io.github.dataversealm.solution.deploy.EnvironmentReport;
import io.github.dataversealm.solution.message.Commands;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.report.ImportSummary;
import io.github.dataversealm.solution.report.JUnitReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Tells of a deployment while it goes on, and writes the JUnit report of an environment when the work there is over. */
final class DeploymentLog implements DeploymentListener {

    private static final int MOST_NAMES = 10;

    private final Path folder;
    private final int environments;
    private final Reporter reporter;
    private final Commands commands;
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicReference<IOException> unwritten = new AtomicReference<>();

    /**
     * @param folder where the JUnit reports are written
     * @param environments in how many environments the deployment works
     * @param commands how the goals are typed by those who read the reports
     */
    DeploymentLog(Path folder, int environments, Reporter reporter, Commands commands) {
        this.folder = folder;
        this.environments = environments;
        this.reporter = reporter;
        this.commands = commands;
    }

    @Override
    public void waveBegins(int number, int waves, List<String> ids) {
        if (waves > 1) {
            reporter.info("Wave " + number + " of " + waves + ": "
                    + String.join(", ", ids.subList(0, Math.min(ids.size(), MOST_NAMES)))
                    + (ids.size() > MOST_NAMES ? " and " + (ids.size() - MOST_NAMES) + " more" : ""));
        }
    }

    /** A report that cannot be written hides neither the other ones nor what became of the imports. */
    @Override
    public void environmentEnded(EnvironmentReport report) {
        String id = report.environment().id();
        if (report.notStarted().isEmpty() && ImportSummary.isFleet(environments)) {
            String line =
                    ended.incrementAndGet() + " of " + environments + ": [" + id + "] " + ImportSummary.line(report);
            if (report.isGood()) {
                reporter.info(line);
            } else {
                reporter.warn(line);
            }
        }
        try {
            JUnitReport.write(folder, report, commands.about(id));
        } catch (IOException e) {
            reporter.warn("[" + id + "] The JUnit report cannot be written: " + Faults.describe(e));
            unwritten.set(e);
        }
    }

    /** Why a report could not be written. */
    Optional<IOException> unwritten() {
        return Optional.ofNullable(unwritten.get());
    }
}
