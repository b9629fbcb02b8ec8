package io.github.dataversealm.solution.emulator;

import io.github.dataversealm.solution.emulator.checker.SolutionAnalysis;
import io.github.dataversealm.solution.emulator.fault.FaultPlan;
import io.github.dataversealm.solution.emulator.message.MessageModule;
import io.github.dataversealm.solution.message.Reporter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

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
        return new EmulatorOptions(
                directory,
                number,
                tls,
                uniqueName,
                friendlyName,
                version,
                knobs,
                faults,
                clock,
                reporter,
                modules,
                analysis);
    }

    public EmulatorOptions withTls(boolean on) {
        return new EmulatorOptions(
                directory,
                port,
                on,
                uniqueName,
                friendlyName,
                version,
                knobs,
                faults,
                clock,
                reporter,
                modules,
                analysis);
    }

    public EmulatorOptions withNames(String unique, String friendly) {
        return new EmulatorOptions(
                directory, port, tls, unique, friendly, version, knobs, faults, clock, reporter, modules, analysis);
    }

    public EmulatorOptions withKnobs(Knobs own) {
        return new EmulatorOptions(
                directory,
                port,
                tls,
                uniqueName,
                friendlyName,
                version,
                own,
                faults,
                clock,
                reporter,
                modules,
                analysis);
    }

    public EmulatorOptions withFaults(FaultPlan plan) {
        return new EmulatorOptions(
                directory,
                port,
                tls,
                uniqueName,
                friendlyName,
                version,
                knobs,
                plan,
                clock,
                reporter,
                modules,
                analysis);
    }

    public EmulatorOptions withClock(Clock own) {
        return new EmulatorOptions(
                directory,
                port,
                tls,
                uniqueName,
                friendlyName,
                version,
                knobs,
                faults,
                own,
                reporter,
                modules,
                analysis);
    }

    public EmulatorOptions withReporter(Reporter own) {
        return new EmulatorOptions(
                directory, port, tls, uniqueName, friendlyName, version, knobs, faults, clock, own, modules, analysis);
    }

    public EmulatorOptions withModules(List<MessageModule.Factory> own) {
        return new EmulatorOptions(
                directory, port, tls, uniqueName, friendlyName, version, knobs, faults, clock, reporter, own, analysis);
    }

    public EmulatorOptions withAnalysis(SolutionAnalysis own) {
        return new EmulatorOptions(
                directory,
                port,
                tls,
                uniqueName,
                friendlyName,
                version,
                knobs,
                faults,
                clock,
                reporter,
                modules,
                Optional.of(own));
    }
}
