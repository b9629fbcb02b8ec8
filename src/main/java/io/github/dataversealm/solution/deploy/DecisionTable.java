package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.contents.SolutionHeader;
import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.dependency.VersionDemand;
import io.github.dataversealm.solution.environment.Environment;
import io.github.dataversealm.solution.model.PackageType;
import io.github.dataversealm.solution.model.SolutionVersion;
import java.util.Optional;

/**
 * Decides what to do with a solution (spec §5, §9.8 point 3). The rules stand in the order in which they count, and every
 * combination ends in one of them, so that none ends in an error of the service that could have been foreseen.
 */
public final class DecisionTable {

    private final ImportOptions options;
    private final boolean production;
    private final SameVersion sameVersion;

    public DecisionTable(ImportOptions options, Environment environment) {
        this.options = options;
        this.production = environment.production();
        this.sameVersion = new SameVersion(options, environment.id());
    }

    /** Decides about a package; one that is there only because others need it is skipped where they have what they need. */
    Decision decide(SolutionPackage solution, Situation situation) {
        if (solution.demand().isEmpty() || situation.installed().isEmpty()) {
            return decide(solution.header(), SameVersion.Zip.of(solution), situation);
        }
        VersionDemand demand = solution.demand().get();
        SolutionVersion installed = situation.installed().get().versionOrLowest();
        if (demand.isMetBy(installed)) {
            return new Decision.Skip("Version " + installed + " is installed, which is enough.");
        }
        if (demand.isExceededBy(installed, solution.header().version())) {
            return new Decision.Refuse(
                    "Version " + installed + " is installed, and " + demand + " is needed: no import lowers it.",
                    "Declare a range that takes it, or import into an environment that has a lower one.");
        }
        return decide(solution.header(), SameVersion.Zip.of(solution), situation);
    }

    /** @param bytes of the zip, which count where its version is installed already */
    Decision decide(SolutionHeader zip, SameVersion.Zip bytes, Situation situation) {
        boolean managed = zip.packageType() == PackageType.MANAGED;
        Optional<Decision.Refuse> forbidden = forbidden(zip);
        if (forbidden.isPresent()) {
            return forbidden.get();
        }
        if (zip.parent().isPresent()) {
            return patch(zip, bytes, zip.parent().get(), managed, situation);
        }
        if (situation.holding().isPresent()
                && !(managed && situation.installed().isPresent() && isOwnStage(zip, situation))) {
            Optional<Decision> pending = pending(zip, bytes, situation.holding().get(), situation);
            if (pending.isPresent()) {
                return pending.get();
            }
        }
        if (situation.installed().isEmpty()) {
            return new Decision.Install(zip.uniqueName() + " is not installed"
                    + (wantsUpgrade() ? ", so there is nothing to upgrade." : "."));
        }
        InstalledSolution installed = situation.installed().get();
        if (managed != installed.managed()) {
            return mismatch(zip, installed);
        }
        return managed ? managed(zip, bytes, installed, situation) : unmanaged(zip, installed, situation);
    }

    /** What the rules of the environment forbid whatever it has installed. */
    Optional<Decision.Refuse> forbidden(SolutionHeader zip) {
        return production && zip.packageType() != PackageType.MANAGED
                ? Optional.of(new Decision.Refuse(
                        "The zip holds an unmanaged solution, and this is a production environment.",
                        "Import the managed zip; pack makes both with -Dsolution.packageType=Both."))
                : Optional.empty();
    }

    // ---------------------------------------------------------------- an upgrade that waits

    /** A holding solution with the version of the zip is what an interrupted upgrade in two steps leaves. */
    private boolean isOwnStage(SolutionHeader zip, Situation situation) {
        InstalledSolution holding = situation.holding().orElseThrow();
        return options.pendingUpgrade() != PendingUpgrade.DISCARD
                && options.importAsHolding()
                && holding.versionOrLowest().compareTo(zip.version()) == 0;
    }

    private Optional<Decision> pending(
            SolutionHeader zip, SameVersion.Zip bytes, InstalledSolution holding, Situation situation) {
        String what = holding.uniqueName() + " " + holding.version() + " is staged and was never applied";
        switch (options.pendingUpgrade()) {
            case APPLY:
                if (situation.installed().isPresent()) {
                    boolean isWhole = zip.packageType() == PackageType.MANAGED
                            && holding.versionOrLowest().compareTo(zip.version()) == 0;
                    Optional<Decision> other =
                            isWhole ? sameVersion.staged(what + ".", bytes, situation.content()) : Optional.empty();
                    if (other.isPresent()) {
                        return other;
                    }
                    return Optional.of(
                            isWhole
                                    ? new Decision.Promote(
                                            what + "; it has the version of the zip and is applied, as asked.", false)
                                    : new Decision.Promote(what + "; it is applied first, as asked.", true));
                }
                return Optional.of(new Decision.Refuse(
                        what + ", and " + zip.uniqueName() + " that it would be applied to is not installed.",
                        "Remove it first: -Dsolution.pendingUpgrade=discard"));
            case DISCARD:
                return Optional.of(new Decision.Discard(what + "; it is removed first, as asked."));
            default:
                return Optional.of(new Decision.Refuse(
                        what + ". No other import of " + zip.uniqueName() + " can work until it is gone.",
                        "Finish it with -Dsolution.pendingUpgrade=apply, or remove it with"
                                + " -Dsolution.pendingUpgrade=discard, together with the same command."));
        }
    }

    // ---------------------------------------------------------------- patches

    private Decision patch(
            SolutionHeader zip, SameVersion.Zip bytes, String parentName, boolean managed, Situation situation) {
        if (situation.parent().isEmpty()) {
            return new Decision.Refuse(
                    "The zip is a patch of " + parentName + ", which is not installed.",
                    "Import the solution " + parentName + " first; several zips in one call are put in order.");
        }
        InstalledSolution parent = situation.parent().get();
        if (parent.managed() != managed) {
            return new Decision.Refuse(
                    "The zip is " + word(managed) + " patch, and " + parent.uniqueName() + " is installed as "
                            + word(parent.managed()) + " solution.",
                    "Import the patch in the form that its solution has.");
        }
        if (parent.versionOrLowest().compareTo(zip.version()) >= 0) {
            return new Decision.Skip("The installed " + parent.uniqueName() + " " + parent.version()
                    + " is not older than its patch " + zip.version() + ".");
        }
        if (!parent.versionOrLowest().isSameMinor(zip.version())) {
            return new Decision.Refuse(
                    "The zip is the patch " + zip.version() + " of " + parent.uniqueName()
                            + ", which is installed in version " + parent.version()
                            + ": the first two parts of both must be equal.",
                    "Make the patch of the version that is installed: mvn solution:clone-patch; or import the version of "
                            + parent.uniqueName() + " that it is for.");
        }
        if (situation.installed().isPresent()) {
            InstalledSolution installed = situation.installed().get();
            int compared = zip.version().compareTo(installed.versionOrLowest());
            String same = "The patch is installed in version " + installed.version() + ".";
            if (compared == 0) {
                return sameVersion.decide(same, bytes, situation.content(), options.skipLowerVersion());
            }
            if (compared < 0) {
                return new Decision.Skip(same);
            }
            return new Decision.Refuse(
                    "The patch is installed in version " + installed.version() + ", and a patch cannot be changed.",
                    "Make a new patch: mvn solution:clone-patch");
        }
        Optional<InstalledSolution> newer = situation.patches().stream()
                .filter(other -> other.versionOrLowest().compareTo(zip.version()) >= 0)
                .reduce((first, second) -> second);
        if (newer.isPresent()) {
            String what =
                    "The patch " + newer.get().uniqueName() + " " + newer.get().version()
                            + " is installed, which is not older than this one (" + zip.version() + ").";
            return options.skipLowerVersion()
                    ? new Decision.Skip(what)
                    : new Decision.Refuse(
                            what, "Give the patch a higher version, or skip it with -Dsolution.skipLowerVersion.");
        }
        return new Decision.Install("It is a new patch of " + parent.uniqueName() + " " + parent.version() + ".");
    }

    // ---------------------------------------------------------------- managed over managed

    private Decision managed(
            SolutionHeader zip, SameVersion.Zip bytes, InstalledSolution installed, Situation situation) {
        String step = installed.version() + " is installed, the zip has " + zip.version();
        int compared = zip.version().compareTo(installed.versionOrLowest());
        if (compared > 0) {
            return higher(step, bytes, situation);
        }
        if (compared == 0) {
            String same = "Version " + installed.version() + " is installed already";
            if (options.update() && !options.skipLowerVersion()) {
                return new Decision.Update(same + "; it is imported again in place, as asked.");
            }
            return sameVersion.decide(
                    same + " (-Dsolution.update imports it again).",
                    bytes,
                    situation.content(),
                    options.skipLowerVersion());
        }
        if (options.skipLowerVersion()) {
            return new Decision.Skip(step + ", which is lower.");
        }
        if (options.allowLowerVersion()) {
            return new Decision.Update(step
                    + ", which is lower: it is imported in place, as asked; what only the higher version has stays.");
        }
        return new Decision.Refuse(
                step + ", which is lower.",
                "Build a higher version; or import it in place with -Dsolution.allowLowerVersion, which keeps what only"
                        + " the installed version has; or pass over it with -Dsolution.skipLowerVersion.");
    }

    private Decision higher(String step, SameVersion.Zip bytes, Situation situation) {
        if (situation.holding().isPresent()) {
            String staged = "The upgrade is staged already.";
            Optional<Decision> other = sameVersion.staged(staged, bytes, situation.content());
            if (other.isPresent()) {
                return other.get();
            }
            return options.stageAndUpgrade()
                    ? new Decision.Promote("The upgrade is staged already; it is applied.", false)
                    : new Decision.Skip("The upgrade is staged already; mvn solution:upgrade applies it.");
        }
        if (options.importAsHolding()) {
            return options.stageAndUpgrade()
                    ? new Decision.StageAndPromote(step + "; upgraded in two steps, as asked.")
                    : new Decision.Stage(step + "; staged, as asked, and to be applied with mvn solution:upgrade.");
        }
        if (options.update() && !options.stageAndUpgrade()) {
            return new Decision.Update(
                    step + "; imported in place, as asked, so components that it no longer has stay.");
        }
        return new Decision.Upgrade(step + ".");
    }

    // ---------------------------------------------------------------- unmanaged over unmanaged

    private Decision unmanaged(SolutionHeader zip, InstalledSolution installed, Situation situation) {
        if (options.importAsHolding()) {
            return new Decision.Refuse(
                    zip.uniqueName() + " is unmanaged, and only a managed solution can be staged for an upgrade.",
                    "Leave out -Dsolution.importAsHolding, or import the managed zip into another environment.");
        }
        int compared = zip.version().compareTo(installed.versionOrLowest());
        if (compared <= 0 && options.skipLowerVersion()) {
            return new Decision.Skip(installed.version() + " is installed, the zip has " + zip.version() + ".");
        }
        if (compared == 0 && situation.sameImport() && !options.forceOverwrite()) {
            return new Decision.Skip("This very zip was imported last, and since then neither the solution, its list of"
                    + " components nor its flows were changed; changes within other components cannot be seen"
                    + " (-Dsolution.forceOverwrite imports it again).");
        }
        String step = installed.version() + " is installed unmanaged, the zip has " + zip.version();
        return new Decision.Update(
                compared < 0 ? step + ", which is lower: the version of the solution goes down." : step + ".");
    }

    // ---------------------------------------------------------------- the rest

    private static Decision mismatch(SolutionHeader zip, InstalledSolution installed) {
        if (installed.managed()) {
            return new Decision.Refuse(
                    "The zip is unmanaged, and " + zip.uniqueName() + " " + installed.version()
                            + " is installed as a managed solution.",
                    "Import the managed zip. An unmanaged one can only follow after the solution has been uninstalled,"
                            + " with its data: mvn solution:delete -Dsolution.name=" + zip.uniqueName());
        }
        return new Decision.Refuse(
                "The zip is managed, and " + zip.uniqueName() + " " + installed.version()
                        + " is installed unmanaged: this is where it is developed.",
                "Import it into another environment, or import the unmanaged zip here.");
    }

    private boolean wantsUpgrade() {
        return options.importAsHolding() || options.stageAndUpgrade();
    }

    private static String word(boolean managed) {
        return managed ? "a managed" : "an unmanaged";
    }
}
