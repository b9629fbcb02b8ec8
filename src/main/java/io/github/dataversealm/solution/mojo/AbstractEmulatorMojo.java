package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.check.local.LocalAnalysis;
import io.github.dataversealm.solution.emulator.Emulator;
import io.github.dataversealm.solution.emulator.EmulatorOptions;
import io.github.dataversealm.solution.emulator.Knobs;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Parameter;

/** What the goals that start a local environment as a server have in common. */
abstract class AbstractEmulatorMojo extends AbstractSolutionMojo {

    /**
     * The folder that keeps the local environment. A relative path starts at the folder that Maven was started in, so that
     * {@code -Denv=local} finds the server.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.localDirectory", defaultValue = ".dataverse")
    private String localDirectory;

    /**
     * The port of the server; {@code 0} takes any free one.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.port", defaultValue = "0")
    private int port;

    /**
     * Whether the server speaks HTTPS, with a certificate that it makes at its first start. Signing in needs it; a client that
     * uses the static token can do without.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.tls", defaultValue = "true")
    private boolean tls;

    /**
     * The name of the organization that people see.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.organizationName", defaultValue = "Local environment")
    private String organizationName;

    /**
     * Switches of the local environment as {@code name=value}, separated by commas, for example
     * {@code queueDelayMillis=25000,lockStatus=503}. The page about the local environment lists them.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.knobs")
    private String knobs;

    final EmulatorOptions options(Reporter reporter) {
        Path directory = executionRoot().resolve(localDirectory).normalize();
        return EmulatorOptions.in(directory)
                .withPort(port)
                .withTls(tls)
                .withNames("local", organizationName)
                .withKnobs(Knobs.defaults().with(switches()))
                .withAnalysis(new LocalAnalysis())
                .withReporter(reporter);
    }

    private Map<String, String> switches() {
        Map<String, String> switches = new LinkedHashMap<>();
        for (String part : Optional.ofNullable(knobs).orElse("").split(",")) {
            if (part.isBlank()) {
                continue;
            }
            int equals = part.indexOf('=');
            if (equals < 0) {
                throw new SolutionException(
                        null,
                        "\"" + part.trim() + "\" is no switch of the local environment.",
                        "Write it as name=value, for example -Dsolution.knobs=queueDelayMillis=25000");
            }
            switches.put(
                    part.substring(0, equals).trim(), part.substring(equals + 1).trim());
        }
        return switches;
    }

    /** The lines that tell how to use the server. */
    final void announce(Emulator emulator, Reporter reporter) {
        new EmulatorNotice(emulator).lines().forEach(reporter::info);
    }
}
