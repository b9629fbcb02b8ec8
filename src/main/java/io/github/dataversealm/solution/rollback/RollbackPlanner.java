package io.github.dataversealm.solution.rollback;

import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.job.Workplace;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.SolutionVersion;
import io.github.dataversealm.solution.rollback.RollbackPlan.Option;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Plans the rollback of one solution: reads what there is, looks at every way, and chooses. Nothing is changed. */
final class RollbackPlanner {

    private final Workplace target;
    private final RollbackRequest request;
    private final TargetFinder targets;
    private final RollbackRecord record;
    private final UUID organization;
    private final Map<String, Set<UUID>> together;

    /** @param together the solutions that go back before in the same call, in lower case, with the components that they keep
     *     although their older version has them not */
    RollbackPlanner(
            Workplace target,
            RollbackRequest request,
            TargetFinder targets,
            RollbackRecord record,
            UUID organization,
            Map<String, Set<UUID>> together) {
        this.target = target;
        this.request = request;
        this.targets = targets;
        this.record = record;
        this.organization = organization;
        this.together = together;
    }

    RollbackPlan plan(String name) throws IOException {
        SolutionState found = SolutionState.read(target.dataverse(), name);
        Optional<RecordedRollback> before = record.of(organization, name).filter(entry -> fits(entry, found));
        // a stage that an earlier run has made of the older version is no upgrade that could be discarded and be done
        // with
        boolean ownStage = before.filter(entry -> isStaged(entry, found)).isPresent()
                && request.way(name).orElse(Way.REPUBLISH) == Way.REPUBLISH;
        SolutionState state = ownStage ? found.withoutHolding() : found;
        requireKnown(state, before);
        TargetVersion wanted = targets.find(state, before);
        Ways ways = new Ways(
                state,
                wanted,
                new LossReader(target.dataverse()),
                target.environment().managedOnly(),
                together);
        List<Option> options = ways.all();
        Choice choice;
        Optional<SolutionException> refusal = Optional.empty();
        try {
            RollbackRequest asked = ownStage ? request.with(state.name(), Way.REPUBLISH) : request;
            choice = new WayChoice(target.id(), state, wanted, asked, before, ways, options).choose();
            if (ownStage && choice.way() == Way.REPUBLISH) {
                choice = new Choice(
                        Way.REPUBLISH,
                        "An earlier run has staged it and not come to its end; the stage is removed and made again.");
            }
        } catch (SolutionException e) {
            choice = new Choice(Way.NOTHING, "");
            refusal = Optional.of(e);
        }
        boolean unfinished = before.filter(RecordedRollback::isUnfinished).isPresent();
        return new RollbackPlan(
                state.name(),
                state.installed(),
                found.holding(),
                state.patches(),
                wanted.version(),
                wanted.reason(),
                wanted.zip(),
                options,
                choice.way(),
                choice.why(),
                ways.onlyNewer(),
                ways.comesBack(),
                choice.way() == Way.UPDATE ? ways.onlyNewer().stopped() : List.of(),
                notes(state, wanted, ways, choice.way(), options),
                unfinished,
                refusal);
    }

    /** Whether what an earlier run has written down is about what is installed now. */
    private static boolean fits(RecordedRollback entry, SolutionState state) {
        return state.installed().isEmpty()
                || List.of(entry.from(), entry.to(), entry.after()).stream()
                        .filter(SolutionVersion::isValid)
                        .map(SolutionVersion::new)
                        .anyMatch(state::isInstalledIn);
    }

    private static boolean isStaged(RecordedRollback entry, SolutionState state) {
        return entry.way() == Way.REPUBLISH
                && entry.isUnfinished()
                && SolutionVersion.isValid(entry.after())
                && state.holding()
                        .filter(row -> row.versionOrLowest().compareTo(new SolutionVersion(entry.after())) == 0)
                        .isPresent();
    }

    private void requireKnown(SolutionState state, Optional<RecordedRollback> before) {
        if (state.installed().isEmpty()
                && !state.past().isUninstalledLast()
                && before.filter(RecordedRollback::isUnfinished).isEmpty()) {
            throw new SolutionException(
                    null,
                    "The solution " + state.name() + " is not installed in " + target.id()
                            + ", and its history does not say that it was.",
                    "See what is: mvn solution:list -Denv=" + target.id());
        }
    }

    private List<String> notes(SolutionState state, TargetVersion wanted, Ways ways, Way chosen, List<Option> options) {
        List<String> notes = new ArrayList<>();
        if (chosen == Way.NOTHING || state.installed().isEmpty()) {
            if (chosen == Way.REINSTALL) {
                notes.add("The data that went with the uninstalled solution does not come back.");
            }
            return notes;
        }
        InstalledSolution installed = state.installed().get();
        if (chosen == Way.DISCARD) {
            notes.add(
                    "Values of environment variables and connections that came with the staged upgrade were set at once,"
                            + " and stay.");
            return notes;
        }
        notes.add("What " + (chosen == Way.REMOVE_PATCH ? "the patch" : installed.version())
                + " or people have changed in rows meanwhile, for example values moved from one column to another, stays"
                + " changed.");
        long customized = ways.customized();
        if (customized > 0 && (chosen == Way.UPDATE || chosen == Way.REPUBLISH)) {
            notes.add("Unmanaged changes lie on top of " + Words.count(customized, "component")
                    + " and go on hiding what the version below says; -Dsolution.forceOverwrite takes them away.");
        } else if (customized > 0 && chosen == Way.REINSTALL) {
            notes.add("The unmanaged changes of " + Words.count(customized, "component") + " are lost.");
        }
        if (!ways.comesBack().isEmpty() && chosen != Way.REMOVE_PATCH) {
            notes.add("What only " + wanted.version().orElseThrow() + " has comes back without the data that it had: "
                    + Words.count(ways.comesBack().size(), "component") + ".");
        }
        Losses losses = option(options, chosen).losses();
        losses.components().stream()
                .filter(component -> component.type() == LostComponent.ROLE)
                .forEach(role -> notes.add("Users and teams lose the " + role + "."));
        if (chosen == Way.REINSTALL) {
            notes.add(
                    "Between the uninstall and the installation nobody can use the solution. Security roles that it brings"
                            + " have to be assigned again, flows belong to whoever runs this, and values and connections come from"
                            + " the settings file.");
        }
        if (chosen == Way.REPUBLISH) {
            String after = option(options, chosen).after();
            notes.add("Afterwards the environment has version " + after + " with the content of "
                    + wanted.version().orElseThrow() + ": the next release needs a version above " + after + ".");
        }
        if (chosen == Way.UPDATE && !ways.onlyNewer().components().isEmpty()) {
            notes.add("The next upgrade to a version without them removes what stays now, with its data.");
        }
        return notes;
    }

    private static Option option(List<Option> options, Way way) {
        return options.stream()
                .filter(option -> option.way() == way)
                .findFirst()
                .orElseThrow();
    }

    /** The way to take and the reason. */
    record Choice(Way way, String why) {}
}
