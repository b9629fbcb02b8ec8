package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.job.Stopwatch;
import io.github.dataversealm.solution.job.Workplace;
import io.github.dataversealm.solution.message.SolutionException;
import java.time.Duration;
import java.util.Optional;

/** Applies an upgrade that was staged before. */
public final class UpgradeRun {

    private final Workplace target;
    private final String name;
    private final Duration maxWait;
    private final Duration startGrace;

    /** @param name the unique name of the solution, with or without {@code _Upgrade} */
    public UpgradeRun(Workplace target, String name, Duration maxWait, Duration startGrace) {
        this.target = target;
        this.name = name.endsWith(Situation.HOLDING_SUFFIX)
                ? name.substring(0, name.length() - Situation.HOLDING_SUFFIX.length())
                : name;
        this.maxWait = maxWait;
        this.startGrace = startGrace;
    }

    /**
     * What there is to apply.
     *
     * @param holding the staged version
     * @param preview what it takes away
     */
    public record Staged(InstalledSolution base, InstalledSolution holding, UpgradePreview preview) {}

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
     * Removes what is staged; the solution stays as it is. Nothing is done when nothing is staged.
     *
     * @throws SolutionException when it failed, or goes on in the environment after the wait
     */
    public void discard() {
        try {
            new StagedUpgrade(target, startGrace, name, new Stopwatch(target.time(), maxWait)).discard();
        } catch (StepException e) {
            throw new SolutionException(null, e.problem(), e.advice(), e);
        }
    }

    /**
     * Applies it, or goes on with what another run has started.
     *
     * @throws SolutionException when it failed, or goes on in the environment after the wait
     */
    public InstalledSolution apply(Staged staged) {
        try {
            return new StagedUpgrade(target, startGrace, name, new Stopwatch(target.time(), maxWait))
                    .apply(staged.holding().versionOrLowest());
        } catch (StepException e) {
            throw new SolutionException(null, e.problem(), e.advice(), e);
        }
    }
}
