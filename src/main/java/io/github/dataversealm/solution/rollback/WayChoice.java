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
        if (target.reached() && !isAskedAnew()) {
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
                && state.holding().isEmpty()
                && !(request.way(state.name()).equals(Optional.of(Way.REMOVE_PATCH)));
    }

    /** A way is named together with what is installed: then it is meant even where the version is as it should be. */
    private boolean isAskedAnew() {
        return request.way(state.name())
                        .filter(way -> way == Way.UPDATE || way == Way.REPUBLISH)
                        .isPresent()
                && request.from(state.name()).filter(state::isInstalledIn).isPresent();
    }

    private Choice notInstalled() {
        if (request.way(state.name()).filter(way -> way != Way.REINSTALL).isPresent()) {
            throw new SolutionException(
                    null,
                    state.name() + " is not installed in " + environment + " any more, so that the way '"
                            + request.way(state.name()).get() + "' cannot be taken.",
                    "Install it again: -Dsolution.way=" + Way.REINSTALL);
        }
        requirePossible(Way.REINSTALL);
        boolean begun = before.filter(RecordedRollback::isUnfinished).isPresent();
        return new Choice(
                Way.REINSTALL,
                (begun
                                ? "An earlier run has uninstalled the solution and not come to its end: "
                                : "The solution was uninstalled: ")
                        + "it is installed.");
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
