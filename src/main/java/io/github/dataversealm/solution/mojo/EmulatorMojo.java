package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.emulator.Emulator;
import io.github.dataversealm.solution.emulator.LocalEnvironment;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Runs the local environment as a server until Ctrl-C: a stand-in for a Dataverse environment that understands solutions, with
 * a token endpoint of its own. Other goals use it with {@code -Denv=local}; any other Dataverse client can use it too.
 * Works in any folder, with or without a {@code pom.xml}.
 *
 * @since 0.1.0
 */
@Mojo(name = "emulator", requiresProject = false, aggregator = true, threadSafe = true)
public class EmulatorMojo extends AbstractEmulatorMojo {

    /**
     * Skips this goal.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.emulator.skip", defaultValue = "false")
    private boolean skipEmulator;

    @Override
    boolean skipsGoal() {
        return skipEmulator;
    }

    @Override
    void run(Reporter reporter) throws IOException {
        try (LocalEnvironment environment = LocalEnvironment.open(options(reporter))) {
            Emulator emulator = environment
                    .emulator()
                    .orElseThrow(
                            () -> new SolutionException(
                                    null,
                                    "The local environment is running already: " + environment.url(),
                                    "Use it with -Denv=local, or choose another folder with -Dsolution.localDirectory=<folder>."));
            announce(emulator, reporter);
            reporter.info("Press Ctrl-C to stop it. What it holds is kept for the next time.");
            awaitEnd(environment);
        }
    }

    /** Waits for the signal that ends the process; the server is closed before the process ends. */
    private static void awaitEnd(LocalEnvironment environment) throws IOException {
        CountDownLatch ended = new CountDownLatch(1);
        Thread hook = new Thread(
                () -> {
                    ended.countDown();
                    try {
                        environment.close();
                    } catch (IOException e) {
                        // What was answered is on disk.
                    }
                },
                "solution-emulator-end");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
