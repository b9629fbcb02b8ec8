package io.github.dataversealm.solution.rollback;

import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.deploy.SolutionPackage;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.SolutionVersion;
import java.util.List;
import java.util.Optional;

/**
 * What going back with one solution would do.
 *
 * @param solution its unique name
 * @param installed what is there; empty when it was uninstalled, perhaps by a rollback that did not come to its end
 * @param holding the staged upgrade
 * @param patches oldest version first
 * @param to the version to go back to; empty where the way needs none
 * @param toReason how it is known
 * @param zip of that version
 * @param options every way
 * @param chosen the way that is taken
 * @param why it is taken
 * @param onlyNewer what only the installed version has, whatever becomes of it
 * @param comesBack what only the older version has, one line each; it comes back without the data that it had
 * @param keepsRunning processes and plug-in steps of the newer version that stay, one line each
 * @param notes what no way back can undo, and what to know
 * @param continues whether an earlier run has begun it
 * @param refusal why no way is taken; then the chosen one is to do nothing
 */
public record RollbackPlan(
        String solution,
        Optional<InstalledSolution> installed,
        Optional<InstalledSolution> holding,
        List<InstalledSolution> patches,
        Optional<SolutionVersion> to,
        String toReason,
        Optional<SolutionPackage> zip,
        List<Option> options,
        Way chosen,
        String why,
        Losses onlyNewer,
        List<String> comesBack,
        List<String> keepsRunning,
        List<String> notes,
        boolean continues,
        Optional<SolutionException> refusal) {

    /**
     * One way.
     *
     * @param impossible why it cannot be taken; empty when it can
     * @param after the version that is installed afterwards; may be empty
     * @param goes what it takes away, in a few words
     * @param stays what it leaves, in a few words
     * @param losses what it takes away; nothing where it cannot be taken and was not looked at
     */
    public record Option(Way way, String impossible, String after, String goes, String stays, Losses losses) {

        public boolean isPossible() {
            return impossible.isEmpty();
        }
    }

    /** The patch or the staged upgrade that the chosen way removes. */
    public Optional<InstalledSolution> goes() {
        return switch (chosen) {
            case DISCARD -> holding;
            case REMOVE_PATCH -> newestPatch(installed, patches);
            default -> Optional.empty();
        };
    }

    /** The version that the rollback starts from: that of what is removed, or the installed one. */
    public Optional<String> from() {
        return goes().or(() -> installed).map(InstalledSolution::version);
    }

    /** The solution itself when it is a patch, else the newest of its patches. */
    static Optional<InstalledSolution> newestPatch(
            Optional<InstalledSolution> installed, List<InstalledSolution> patches) {
        Optional<InstalledSolution> itself = installed.filter(InstalledSolution::isPatch);
        return itself.isPresent() || patches.isEmpty() ? itself : Optional.of(patches.get(patches.size() - 1));
    }

    static String label(InstalledSolution row) {
        return row.uniqueName() + " " + row.version();
    }

    public Option option() {
        return option(chosen);
    }

    public Option option(Way way) {
        return options.stream()
                .filter(option -> option.way() == way)
                .findFirst()
                .orElseThrow();
    }

    /** The same plan, refused. */
    RollbackPlan refused(SolutionException why) {
        return new RollbackPlan(
                solution,
                installed,
                holding,
                patches,
                to,
                toReason,
                zip,
                options,
                Way.NOTHING,
                "",
                onlyNewer,
                comesBack,
                List.of(),
                List.of(),
                continues,
                Optional.of(why));
    }

    /** Whether there is nothing to be done, or only something to be finished. */
    public boolean isDone() {
        return chosen == Way.NOTHING;
    }

    /** Whether the user has to agree to losing data first. */
    public boolean needsConsent() {
        return option().losses().needsConsent();
    }
}
