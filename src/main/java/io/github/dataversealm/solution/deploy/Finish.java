package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.dataverse.ComponentParameter;
import io.github.dataversealm.solution.job.Stopwatch;
import io.github.dataversealm.solution.job.Turnstile;
import io.github.dataversealm.solution.job.Workplace;
import java.util.ArrayList;
import java.util.List;

/** What follows the import of a solution: settings and publishing (design §6 point 7); flows are for {@link FlowCare}. */
final class Finish {

    private final Workplace target;
    private final SolutionPackage solution;
    private final ImportOptions options;
    private final List<ComponentParameter> parameters;
    private final Stopwatch stopwatch;
    private final Turnstile turnstile;
    private final List<String> settings = new ArrayList<>();

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

    /** Sets what the import did not carry, and what the service did not take from it. */
    void applySettings() {
        new SettingsWriter(target.dataverse(), stopwatch).apply(parameters, settings);
    }

    /** Publishes where that is due. */
    void publish() {
        if (isPublishing()) {
            new Publication(target, stopwatch, turnstile).run();
        }
    }

    boolean isPublishing() {
        return !solution.isManaged() || options.publishChanges();
    }

    /** What was set, one line each. */
    List<String> settings() {
        return List.copyOf(settings);
    }
}
