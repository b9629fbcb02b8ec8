package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.emulator.Emulator;
import io.github.dataversealm.solution.emulator.LocalEnvironment;
import io.github.dataversealm.solution.emulator.identity.Directory;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Starts the local environment in the background of a build, for integration tests. It sets properties of the project that tell
 * the tests where it is: {@code solution.emulator.url}, {@code solution.emulator.token}, {@code solution.emulator.tenantId},
 * {@code solution.emulator.authority}, {@code solution.emulator.clientId}, {@code solution.emulator.clientSecret},
 * {@code solution.emulator.plainUrl} and, with TLS, {@code solution.emulator.certificate}. The goal {@code emulator-stop}
 * stops it; the end of the build does too.
 *
 * @since 0.1.0
 */
@Mojo(
        name = "emulator-start",
        defaultPhase = LifecyclePhase.PRE_INTEGRATION_TEST,
        requiresProject = false,
        threadSafe = true)
public class EmulatorStartMojo extends AbstractEmulatorMojo {

    /** The key of the running server in the plugin's context. Its value is of a JDK type: another class loader may read it. */
    static final String RUNNING = "solution.emulator.running";

    /**
     * Skips this goal.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.emulator-start.skip", defaultValue = "false")
    private boolean skipEmulatorStart;

    @Override
    boolean skipsGoal() {
        return skipEmulatorStart;
    }

    @Override
    void run(Reporter reporter) throws IOException {
        Map<Object, Object> context = context();
        if (context.containsKey(RUNNING)) {
            throw new SolutionException(
                    null,
                    "The local environment of this project has been started already.",
                    "Bind emulator-start once, and emulator-stop after it.");
        }
        LocalEnvironment environment = LocalEnvironment.open(options(reporter));
        boolean kept = false;
        try {
            Emulator emulator = environment
                    .emulator()
                    .orElseThrow(() -> new SolutionException(
                            null,
                            "The local environment is running already: " + environment.url(),
                            "Give each module that starts one a folder of its own, for example"
                                    + " <localDirectory>${project.build.directory}/dataverse</localDirectory>."));
            setProperties(emulator);
            announce(emulator, reporter);
            if (isCalledDirectly()) {
                reporter.warn("It ends with this command. For one that runs until Ctrl-C: mvn solution:emulator");
            }
            Closeable running = environment::close;
            context.put(RUNNING, running);
            kept = true;
        } finally {
            if (!kept) {
                environment.close();
            }
        }
    }

    /** What the plugin keeps of this project until the end of the build. */
    @SuppressWarnings("unchecked")
    private Map<Object, Object> context() {
        return getPluginContext();
    }

    private void setProperties(Emulator emulator) {
        project().ifPresent(project -> {
            Properties properties = project.getProperties();
            properties.setProperty("solution.emulator.url", emulator.url());
            properties.setProperty("solution.emulator.plainUrl", emulator.plainUrl());
            properties.setProperty("solution.emulator.token", emulator.token());
            properties.setProperty(
                    "solution.emulator.tenantId", emulator.tenantId().toString());
            properties.setProperty("solution.emulator.authority", emulator.authority());
            properties.setProperty("solution.emulator.clientId", Directory.DEFAULT_CLIENT_ID.toString());
            properties.setProperty("solution.emulator.clientSecret", Directory.DEFAULT_CLIENT_SECRET);
            emulator.certificateAuthority()
                    .map(Path::toString)
                    .ifPresent(path -> properties.setProperty("solution.emulator.certificate", path));
        });
    }
}
