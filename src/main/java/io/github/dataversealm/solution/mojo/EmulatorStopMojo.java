package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.message.Reporter;
import java.io.Closeable;
import java.io.IOException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Stops the local environment that {@code emulator-start} has started in the same build and project. What it holds is kept in its
 * folder. When none was started, it says so and does nothing.
 *
 * @since 0.1.0
 */
@Mojo(
        name = "emulator-stop",
        defaultPhase = LifecyclePhase.POST_INTEGRATION_TEST,
        requiresProject = false,
        threadSafe = true)
public class EmulatorStopMojo extends AbstractSolutionMojo {

    /**
     * Skips this goal.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.emulator-stop.skip", defaultValue = "false")
    private boolean skipEmulatorStop;

    @Override
    boolean skipsGoal() {
        return skipEmulatorStop;
    }

    @Override
    void run(Reporter reporter) throws IOException {
        if (getPluginContext().remove(EmulatorStartMojo.RUNNING) instanceof Closeable running) {
            running.close();
            reporter.info("The local environment has stopped.");
        } else {
            reporter.info("Nothing to stop: this build has started no local environment.");
        }
    }
}
