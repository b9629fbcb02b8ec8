package io.github.dataversealm.solution.emulator;

import io.github.dataversealm.solution.emulator.checker.SolutionAnalysis;
import io.github.dataversealm.solution.emulator.fault.FaultPlan;
import io.github.dataversealm.solution.emulator.message.MessageModule;
import io.github.dataversealm.solution.message.Reporter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a local environment is started.
 *
 * @param directory where everything is kept; created when it is not there
 * @param port 0 means any free one
 * @param tls whether the server speaks HTTPS with a certificate of its own, which msal4j needs; otherwise HTTP
 * @param uniqueName the organization's unique name
 * @param friendlyName the name that people see
 * @param version the version of the service that it claims to be
 * @param knobs the switches at the start
 * @param faults the faults at the start
 * @param clock tells the time of rows, jobs and tokens
 * @param modules what the organization can do
 * @param analysis what the checker service of the local environment finds; empty: there is none
 */
public record EmulatorOptions(
        Path directory,
        int port,
        boolean tls,
        String uniqueName,
        String friendlyName,
        String version,
        Knobs knobs,
        FaultPlan faults,
        Clock clock,
        Reporter reporter,
        List<MessageModule.Factory> modules,
        Optional<SolutionAnalysis> analysis) {

    private static final String VERSION = "9.2.25063.00180";

    public EmulatorOptions {
        modules = List.copyOf(modules);
    }

    /** Plain HTTP on any free port, with every module of this plugin. */
    public static EmulatorOptions in(Path directory) {
        return new EmulatorOptions(
                directory,
                0,
                false,
                "local",
                "Local environment",
                VERSION,
                Knobs.defaults(),
                FaultPlan.NONE,
                Clock.systemUTC(),
                Reporter.silent(),
                Modules.ALL,
                Optional.empty());
    }

    public EmulatorOptions withPort(int number) {
        return with(draft -> draft.port = number);
    }

    public EmulatorOptions withTls(boolean on) {
        return with(draft -> draft.tls = on);
    }

    public EmulatorOptions withNames(String unique, String friendly) {
        return with(draft -> {
            draft.uniqueName = unique;
            draft.friendlyName = friendly;
        });
    }

    public EmulatorOptions withKnobs(Knobs own) {
        return with(draft -> draft.knobs = own);
    }

    public EmulatorOptions withClock(Clock own) {
        return with(draft -> draft.clock = own);
    }

    public EmulatorOptions withReporter(Reporter own) {
        return with(draft -> draft.reporter = own);
    }

    public EmulatorOptions withModules(List<MessageModule.Factory> own) {
        return with(draft -> draft.modules = own);
    }

    public EmulatorOptions withAnalysis(SolutionAnalysis own) {
        return with(draft -> draft.analysis = Optional.of(own));
    }

    private EmulatorOptions with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return new EmulatorOptions(
                directory,
                draft.port,
                draft.tls,
                draft.uniqueName,
                draft.friendlyName,
                version,
                draft.knobs,
                draft.faults,
                draft.clock,
                draft.reporter,
                draft.modules,
                draft.analysis);
    }

    /** Options while they are being changed. */
    private static final class Draft {

        private int port;
        private boolean tls;
        private String uniqueName;
        private String friendlyName;
        private Knobs knobs;
        private FaultPlan faults;
        private Clock clock;
        private Reporter reporter;
        private List<MessageModule.Factory> modules;
        private Optional<SolutionAnalysis> analysis;

        Draft(EmulatorOptions options) {
            port = options.port;
            tls = options.tls;
            uniqueName = options.uniqueName;
            friendlyName = options.friendlyName;
            knobs = options.knobs;
            faults = options.faults;
            clock = options.clock;
            reporter = options.reporter;
            modules = options.modules;
            analysis = options.analysis;
        }
    }
}
