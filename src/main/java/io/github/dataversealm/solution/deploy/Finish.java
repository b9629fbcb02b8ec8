package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.dataverse.ComponentParameter;
import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.job.Stopwatch;
import io.github.dataversealm.solution.job.Turnstile;
import io.github.dataversealm.solution.job.Workplace;
import java.util.ArrayList;
import java.util.List;

/** What follows the import of a solution: settings, the state of its flows, and publishing (design §6 point 7). */
final class Finish {

    private final Workplace target;
    private final SolutionPackage solution;
    private final ImportOptions options;
    private final List<ComponentParameter> parameters;
    private final Stopwatch stopwatch;
    private final Turnstile turnstile;
    private final List<String> settings = new ArrayList<>();
    private FlowReport flows = FlowReport.NONE;

    Finish(
            Workplace target,
            SolutionPackage solution,
            ImportOptions options,
            List<ComponentParameter> parameters,
            Stopwatch stopwatch,
            Turnstile turnstile) {
        this.target = target;
        this.solution = solution;
        this.options = options;
        this.parameters = parameters;
        this.stopwatch = stopwatch;
        this.turnstile = turnstile;
    }

    /** Sets what the import did not carry. */
    void applySettings() {
        settings.addAll(new SettingsWriter(target.dataverse()).apply(parameters));
    }

    /** @param before what is known from before the import */
    void run(InstalledSolution row, RecordEntry before) {
        if (!solution.contents().workflows().isEmpty()) {
            flows = new FlowSwitch(target)
                    .restore(
                            row.id(),
                            solution.contents().workflows(),
                            before.flows().on(),
                            before.flows().known(),
                            options.activatePlugins());
        }
        if (!solution.isManaged() || options.publishChanges()) {
            new Publication(target, stopwatch, turnstile).run();
        }
    }

    FlowReport flows() {
        return flows;
    }

    /** What was set, one line each. */
    List<String> settings() {
        return List.copyOf(settings);
    }
}
