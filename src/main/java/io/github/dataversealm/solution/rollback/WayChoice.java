package io.github.dataversealm.solution.rollback;

import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.SolutionVersion;
import io.github.dataversealm.solution.rollback.RollbackPlan.Option;
import io.github.dataversealm.solution.rollback.RollbackPlanner.Choice;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Chooses the way back. By itself it takes only ways that lose no rows, values or settings: the one that takes away what the
 * newer version brought where that is empty and nobody needs it, else the one that leaves it.
 */
final class WayChoice {

    private final String environment;
    private final SolutionState state;
    private final TargetVersion target;
    private final RollbackRequest request;
    private final Optional<RecordedRollback> before;
    private final Ways ways;
    private final List<Option> options;

    WayChoice(
            String environment,
            SolutionState state,
            TargetVersion target,
            RollbackRequest request,
            Optional<RecordedRollback> before,
            Ways ways,
            List<Option> options) {
        this.environment = environment;
        this.state = state;
        this.target = target;
        this.request = request;
        this.before = before;
        this.ways = ways;
        this.options = options;
    }

    /** @throws SolutionException when no way can be taken, or not the one that is asked for */
    Choice choose() {
        if (state.installed().isEmpty()) {
            return notInstalled();
        }
        Optional<Choice> removal = removal();
        if (removal.isPresent()) {
            return removal.get();
        }
        boolean patched = isOpen() && ways.newestPatch().isPresent();
        if (target.reached() && !isAskedAnew() && !patched) {
            return new Choice(Way.NOTHING, "It is done: " + target.reason() + ".");
        }
        requireFrom();
        if (isThere() && !isAskedAnew()) {
            return new Choice(
                    Way.NOTHING,
                    "Version " + state.version().orElseThrow() + " is installed: there is nothing to go back from.");
        }
        if (request.way(state.name()).isPresent()) {
            return asked(request.way(state.name()).get());
        }
        return byItself();
    }

    private boolean isThere() {
        return target.version().filter(state::isInstalledIn).isPresent()
                && state.holding().isEmpty();
    }

    // ---------------------------------------------------------------- a patch or a staged upgrade that goes

    /**
     * The ways that remove a patch or a staged upgrade leave the version of the solution as it is. Whether they are done is
     * told by what they remove, so that the same command does not go one step further when it is run again.
     */
    private Optional<Choice> removal() {
        Optional<Way> way = request.way(state.name()).filter(WayChoice::isRemoval);
        if (way.isEmpty()) {
            return isOpen() ? removedBefore().map(WayChoice::removed) : Optional.empty();
        }
        Optional<SolutionVersion> from = request.from(state.name());
        if (from.isEmpty()) {
            return Optional.of(removedBefore()
                    .filter(entry -> entry.way() == way.get())
                    .map(WayChoice::removed)
                    .orElseGet(() -> goes(way.get()).isPresent()
                            ? asked(way.get())
                            : new Choice(
                                    Way.NOTHING,
                                    way.get() == Way.DISCARD
                                            ? "No upgrade is staged, so that there is nothing to be discarded."
                                            : "It has no patch, so that there is nothing to be removed.")));
        }
        Optional<InstalledSolution> goes = goes(way.get());
        if (goes.filter(row -> isIn(row, from.get())).isPresent()) {
            return Optional.of(asked(way.get()));
        }
        boolean another = way.get() == Way.DISCARD
                ? goes.isPresent()
                : state.patches().stream().anyMatch(row -> isIn(row, from.get()));
        if (another || state.isInstalledIn(from.get())) {
            throw new SolutionException(
                    null,
                    "The way '" + way.get() + "' was to remove " + from.get() + " from " + state.name() + " in "
                            + environment + ". It would remove "
                            + goes.map(RollbackPlan::label).orElse("nothing") + " now, and " + state.name() + " is in "
                            + state.version().orElseThrow() + ". Nothing was changed.",
                    "Look at it again without -Dsolution.confirm and -Dsolution.from: with this way, that names the version"
                            + " of the patch or of the staged upgrade.");
        }
        return Optional.of(new Choice(
                Way.NOTHING,
                "It is done: " + from.get() + " is not " + (way.get() == Way.DISCARD ? "staged" : "among the patches")
                        + " any more."));
    }

    private static boolean isRemoval(Way way) {
        return way == Way.DISCARD || way == Way.REMOVE_PATCH;
    }

    /** Whether neither a way nor a version nor a zip is named. */
    private boolean isOpen() {
        return request.way(state.name()).isEmpty()
                && request.to(state.name()).isEmpty()
                && !target.reason().startsWith("the zip")
                && state.holding().isEmpty();
    }

    private Optional<InstalledSolution> goes(Way way) {
        return way == Way.DISCARD ? state.holding() : ways.newestPatch();
    }

    private static boolean isIn(InstalledSolution row, SolutionVersion version) {
        return row.versionOrLowest().compareTo(version) == 0;
    }

    /** What an earlier run has removed, or was about to, if it is gone and nothing newer has come since. */
    private Optional<RecordedRollback> removedBefore() {
        return before.filter(entry -> isRemoval(entry.way()) && entry.state() != RecordedRollback.State.FAILED)
                .filter(entry -> !entry.goes().isEmpty())
                .filter(entry -> goes(entry.way())
                        .filter(row -> entry.way() == Way.DISCARD
                                || row.versionOrLowest().compareTo(removedVersion(entry)) >= 0)
                        .isEmpty());
    }

    private static SolutionVersion removedVersion(RecordedRollback entry) {
        String text = entry.goes().substring(entry.goes().lastIndexOf(' ') + 1);
        return new SolutionVersion(SolutionVersion.isValid(text) ? text : "0.0");
    }

    private static Choice removed(RecordedRollback entry) {
        return new Choice(
                Way.NOTHING,
                "It is done: an earlier run has removed " + entry.goes() + ". To go back further, name the version with"
                        + " -Dsolution.to, or the patch with -Dsolution.way=" + Way.REMOVE_PATCH
                        + " -Dsolution.from=<its version>.");
    }

    /** A way is named together with what is installed: then it is meant even where the version is as it should be. */
    private boolean isAskedAnew() {
        return request.way(state.name())
                        .filter(way -> way == Way.UPDATE || way == Way.REPUBLISH)
                        .isPresent()
                && request.from(state.name()).filter(state::isInstalledIn).isPresent();
    }

    private Choice notInstalled() {
        Optional<RecordedRollback> patch = before.filter(entry -> entry.way() == Way.REMOVE_PATCH);
        if (request.way(state.name()).equals(Optional.of(Way.REMOVE_PATCH)) || isOpen() && patch.isPresent()) {
            return new Choice(Way.NOTHING, "It is done: " + state.name() + " is not installed any more.");
        }
        if (request.way(state.name()).filter(way -> way != Way.REINSTALL).isPresent()) {
            throw new SolutionException(
                    null,
                    state.name() + " is not installed in " + environment + " any more, so that the way '"
                            + request.way(state.name()).get() + "' cannot be taken.",
                    "Install it again: -Dsolution.way=" + Way.REINSTALL);
        }
        requireNamed();
        requirePossible(Way.REINSTALL);
        boolean begun = before.filter(RecordedRollback::isUnfinished).isPresent();
        return new Choice(
                Way.REINSTALL,
                (begun
                                ? "An earlier run has uninstalled the solution and not come to its end: "
                                : "The solution was uninstalled: ")
                        + "it is installed.");
    }

    /** A solution that is gone may have been uninstalled to go back from its last version, so that is not simply taken. */
    private void requireNamed() {
        List<String> candidates = state.past().newestFirst().stream()
                .map(past -> past.version().text())
                .distinct()
                .toList();
        if (target.version().isPresent() || candidates.isEmpty()) {
            return;
        }
        throw new SolutionException(
                null,
                state.name() + " is not installed in " + environment
                        + ", and which version is to be installed is not known: " + target.reason()
                        + " Nothing was changed.",
                candidates.stream()
                        .map(version -> "mvn solution:rollback -Denv=" + environment + " -Dsolution.name="
                                + state.name() + " -Dsolution.to=" + version)
                        .collect(Collectors.joining(
                                System.lineSeparator(), "Name one that it had:" + System.lineSeparator(), "")));
    }

    /** @throws SolutionException when the environment has something else than what the user saw */
    private void requireFrom() {
        Optional<SolutionVersion> from = request.from(state.name());
        if (from.isPresent() && !state.isInstalledIn(from.get()) && !isThere()) {
            throw new SolutionException(
                    null,
                    environment + " has " + state.name() + " " + state.version().orElseThrow()
                            + " now, and the rollback was planned from " + from.get() + ". Nothing was changed.",
                    "Look at it again without -Dsolution.confirm and -Dsolution.from.");
        }
    }

    private Choice asked(Way way) {
        if (way == Way.NOTHING) {
            return new Choice(way, "Nothing is done, as asked.");
        }
        boolean needsVersion = way != Way.DISCARD && way != Way.REMOVE_PATCH;
        if (needsVersion) {
            requireBack();
        }
        requirePossible(way);
        return new Choice(way, "As asked.");
    }

    private Choice byItself() {
        if (state.holding().isPresent()) {
            InstalledSolution holding = state.holding().get();
            requirePossible(Way.DISCARD);
            boolean further = target.version()
                            .filter(version -> !state.isInstalledIn(version))
                            .isPresent()
                    && request.to(state.name()).isPresent();
            return new Choice(
                    Way.DISCARD,
                    "The upgrade to " + holding.version()
                            + " is staged and not applied, so that the installed version is"
                            + " still the one before."
                            + (further ? " To go on to " + target.version().get() + ", run the command again." : ""));
        }
        Optional<InstalledSolution> patch = ways.newestPatch();
        boolean patchOnly = patch.filter(InstalledSolution::isPatch).isPresent()
                && request.to(state.name()).isEmpty()
                && (state.installed().filter(InstalledSolution::isPatch).isPresent()
                        || target.zip().isEmpty()
                        || !target.reason().startsWith("the zip"));
        if (patchOnly) {
            if (!state.removedPatch().isEmpty()
                    && !state.installed().orElseThrow().isPatch()) {
                return new Choice(
                        Way.NOTHING,
                        "It is done: the patch " + state.removedPatch()
                                + " was removed already, by the solution history."
                                + " To remove the next one, name it: -Dsolution.name="
                                + patch.get().uniqueName());
            }
            requirePossible(Way.REMOVE_PATCH);
            return new Choice(
                    Way.REMOVE_PATCH,
                    "The patch " + patch.get().uniqueName() + " " + patch.get().version()
                            + " came last; without it the solution is what it was before.");
        }
        requireBack();
        Option update = option(Way.UPDATE);
        Option republish = option(Way.REPUBLISH);
        Losses newer = ways.onlyNewer();
        String installed = state.version().orElseThrow().text();
        if (update.isPossible() && !state.installed().orElseThrow().managed()) {
            return new Choice(Way.UPDATE, "It is unmanaged, and can only be imported over.");
        }
        if (update.isPossible() && newer.components().isEmpty() && !newer.isUncertain()) {
            return new Choice(
                    Way.UPDATE,
                    "Both versions have the same components, so nothing of " + installed
                            + " is left over, and the version is the true one.");
        }
        if (republish.isPossible() && !newer.needsConsent()) {
            return new Choice(
                    Way.REPUBLISH,
                    "What only " + installed
                            + " has holds no data and nothing else needs it, so it is taken away, and no"
                            + " data is lost.");
        }
        if (update.isPossible()) {
            String stays = republish.isPossible()
                    ? "holds data" + (newer.isUncertain() ? ", or may hold some that could not be read" : "")
                    : "cannot be taken away (" + republish.impossible() + ")";
            return new Choice(
                    Way.UPDATE,
                    "What only " + installed + " has " + stays + ", so it stays."
                            + (republish.isPossible()
                                    ? " To take it away with its data: -Dsolution.way=" + Way.REPUBLISH
                                    : ""));
        }
        if (republish.isPossible()) {
            return new Choice(
                    Way.REPUBLISH,
                    "It cannot be imported in place (" + update.impossible()
                            + "), so what only the newer version has goes with its data.");
        }
        throw noWay();
    }

    // ---------------------------------------------------------------- what must hold

    /** @throws SolutionException when the version to go back to is not known or not older */
    private void requireBack() {
        if (target.version().isEmpty()) {
            throw new SolutionException(
                    null,
                    "Which version of " + state.name() + " to go back to in " + environment + " is not known. "
                            + target.reason(),
                    "Name its zip: -Dsolution.zipFile=<zip>, or -Dsolution.artifact=<groupId>:<artifactId>:<version>");
        }
        SolutionVersion version = target.version().get();
        if (version.compareTo(state.version().orElseThrow()) > 0) {
            throw new SolutionException(
                    null,
                    version + " is higher than the installed " + state.version().orElseThrow() + " of " + state.name()
                            + ": that is no way back.",
                    "Import it: mvn solution:import");
        }
    }

    private void requirePossible(Way way) {
        if (!option(way).isPossible()) {
            throw Refusal.of(
                    state.name() + " cannot be rolled back in " + environment + " by the way '" + way + "': "
                            + option(way).impossible() + ". Nothing was changed.",
                    advice(way),
                    dependents(way));
        }
    }

    private SolutionException noWay() {
        return Refusal.of(
                state.name() + " cannot be rolled back in " + environment + ". Nothing was changed."
                        + System.lineSeparator()
                        + options.stream()
                                .filter(option -> option.way() != Way.NOTHING)
                                .map(option -> "  " + option.way() + ": " + option.impossible())
                                .collect(Collectors.joining(System.lineSeparator())),
                advice(Way.REPUBLISH),
                dependents(Way.REPUBLISH));
    }

    private List<Losses.Dependent> dependents(Way way) {
        List<Losses.Dependent> own = option(way).losses().dependents();
        return own.isEmpty() ? ways.onlyNewer().dependents() : own;
    }

    private String advice(Way way) {
        List<String> others = dependents(way).stream()
                .map(Losses.Dependent::solution)
                .filter(name -> !name.isEmpty() && !name.equalsIgnoreCase("Active"))
                .distinct()
                .sorted()
                .toList();
        if (!others.isEmpty() && way == Way.REPUBLISH) {
            return "Roll the other solutions back with it: -Dsolution.name=" + state.name() + ","
                    + String.join(",", others) + "; or leave what is needed: -Dsolution.way=" + Way.UPDATE;
        }
        if (target.version().isPresent() && target.zip().isEmpty()) {
            return "Name the zip of " + target.version().get() + ": -Dsolution.zipFile=<zip>, or"
                    + " -Dsolution.artifact=<groupId>:<artifactId>:<version>";
        }
        List<String> possible = options.stream()
                .filter(Option::isPossible)
                .map(option -> option.way().toString())
                .toList();
        return possible.isEmpty()
                ? "See what is installed: mvn solution:list -Denv=" + environment
                : "What can be done: "
                        + possible.stream()
                                .map(word -> "-Dsolution.way=" + word)
                                .collect(Collectors.joining(", "));
    }

    private Option option(Way way) {
        return options.stream()
                .filter(option -> option.way() == way)
                .findFirst()
                .orElseThrow();
    }
}
