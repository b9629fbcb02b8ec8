package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.job.Stopwatch;
import io.github.dataversealm.solution.job.Workplace;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Applies an upgrade that was staged before. Flows and processes have the state afterwards that they had, those that are new in
 * the upgrade are turned on when the import that staged it has written down that they should be.
 */
public final class UpgradeRun {

    private final Workplace target;
    private final String name;
    private final Duration startGrace;
    private final Stopwatch stopwatch;
    private final Optional<Path> folder;

    /** @param name the unique name of the solution, with or without {@code _Upgrade} */
    public UpgradeRun(Workplace target, String name, Duration maxWait, Duration startGrace) {
        this(target, baseName(name), startGrace, new Stopwatch(target.time(), maxWait), Optional.empty());
    }

    private UpgradeRun(Workplace target, String name, Duration startGrace, Stopwatch stopwatch, Optional<Path> folder) {
        this.target = target;
        this.name = name;
        this.startGrace = startGrace;
        this.stopwatch = stopwatch;
        this.folder = folder;
    }

    private static String baseName(String name) {
        return name.endsWith(Situation.HOLDING_SUFFIX)
                ? name.substring(0, name.length() - Situation.HOLDING_SUFFIX.length())
                : name;
    }

    /** The same work with the records of imports ({@code import-<env>.json}) in a folder: read, and kept up to date. */
    public UpgradeRun recordedIn(Path records) {
        return new UpgradeRun(target, name, startGrace, stopwatch, Optional.of(records));
    }

    /**
     * What there is to apply.
     *
     * @param holding the staged version
     * @param preview what it takes away
     */
    public record Staged(InstalledSolution base, InstalledSolution holding, UpgradePreview preview) {}

    /**
     * What was done.
     *
     * @param solution as it is now
     * @param flows what became of its flows
     */
    public record Applied(InstalledSolution solution, FlowReport flows) {}

    /**
     * Looks what there is to apply; empty when nothing is staged and the solution is installed: it is done already.
     *
     * @throws SolutionException when the solution is not installed
     */
    public Optional<Staged> look() {
        InstalledSolution base = target.dataverse()
                .solution(name)
                .orElseThrow(() -> new SolutionException(
                        null,
                        "The solution " + name + " is not installed in " + target.id() + ".",
                        "See what is: mvn solution:list -Denv=" + target.id()));
        Optional<InstalledSolution> holding = target.dataverse().solution(name + Situation.HOLDING_SUFFIX);
        return holding.map(row -> new Staged(base, row, UpgradePreview.of(target.dataverse(), base, row)));
    }

    /**
     * Removes what is staged; the solution stays as it is, with its flows. Nothing is done when nothing is staged.
     *
     * @throws SolutionException when it failed, or goes on in the environment after the wait
     */
    public void discard() {
        StagedUpgrade staged = new StagedUpgrade(target, startGrace, name, stopwatch);
        try {
            Optional<InstalledSolution> base = target.dataverse().solution(name);
            FlowMemory memory = base.isPresent() && staged.holding().isPresent()
                    ? FlowMemory.NOTHING.seen(flows().members(base.get().id()))
                    : FlowMemory.NOTHING;
            staged.discard();
            FlowReport report = flows().restore(FlowWishes.back(memory));
            report.failed()
                    .forEach(flow ->
                            target.warn("Not " + flow.wantedState() + ": " + flow.name() + ": " + flow.reason()));
        } catch (StepException e) {
            throw new SolutionException(null, e.problem(), e.advice(), e);
        }
    }

    /**
     * Applies it, or goes on with what another run has started.
     *
     * @throws SolutionException when it failed, or goes on in the environment after the wait
     */
    public Applied apply(Staged staged) throws IOException {
        UpgradeRecord record = record();
        Map<String, Boolean> states = new LinkedHashMap<>();
        states.putAll(flows().members(staged.holding().id()));
        states.putAll(flows().members(staged.base().id()));
        record.begin(staged.holding(), states);
        InstalledSolution now;
        try {
            now = new StagedUpgrade(target, startGrace, name, stopwatch)
                    .apply(staged.holding().versionOrLowest());
        } catch (StepException e) {
            throw new SolutionException(null, e.problem(), e.advice(), e);
        }
        return new Applied(now, giveBack(record));
    }

    /** What a run that was cut off has left to do after it had applied the upgrade: the states of flows. */
    public FlowReport finish() throws IOException {
        UpgradeRecord record = record();
        return record.isBegun() ? giveBack(record) : FlowReport.NONE;
    }

    private FlowReport giveBack(UpgradeRecord record) throws IOException {
        FlowWishes wishes = FlowWishes.back(record.memory());
        FlowReport report = flows().restore(wishes);
        record.end(record.memory().after(report, wishes.ids()));
        return report;
    }

    private UpgradeRecord record() throws IOException {
        return folder.isPresent() ? UpgradeRecord.open(folder.get(), target, name) : UpgradeRecord.none(target, name);
    }

    private FlowSwitch flows() {
        return new FlowSwitch(target, stopwatch, name);
    }
}
