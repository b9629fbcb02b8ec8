package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.dataverse.ImportJob;
import io.github.dataversealm.solution.dataverse.ImportVerdict;
import io.github.dataversealm.solution.deploy.TargetState.Row;
import io.github.dataversealm.solution.job.Workplace;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.SolutionVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Says what has changed in an environment since a plan was made, other than by the plan itself: a plan that was killed half
 * way and is applied again has not moved its own target. What the plan has done is known by its import jobs, whose ids are
 * computed from the zips, and by the states that its steps lead through.
 */
public final class TargetWatch {

    /**
     * What a plan says of a solution in the environment.
     *
     * @param steps the words of the decisions, in order
     */
    public record Planned(
            SolutionPackage solution, TargetState state, List<String> steps, Optional<UpgradePreview> upgrade) {}

    private final Workplace target;
    private final ImportOptions options;
    private final Path folder;

    /** @param folder where the record of the imports is */
    public TargetWatch(Workplace target, ImportOptions options, Path folder) {
        this.target = target;
        this.options = options;
        this.folder = folder;
    }

    /**
     * Looks at the environment again; reads only.
     *
     * @param organizationId the organization that the plan was made for
     * @param plan in the order of the plan
     * @return what has moved, one sentence each; empty when nothing has
     */
    public List<String> moved(UUID organizationId, List<Planned> plan) throws IOException {
        UUID now = target.dataverse().whoAmI().organizationId();
        if (!now.equals(organizationId)) {
            return List.of("At the address of the environment is another organization now: " + now + " instead of "
                    + organizationId + ".");
        }
        RunRecord record = RunRecord.open(folder, target.environment(), Mandate.FREE);
        List<SolutionPackage> solutions = plan.stream().map(Planned::solution).toList();
        List<SolutionPlan> fresh =
                new DeploymentPlan(target, options, false).recorded(record).of(solutions);
        Set<String> own = solutions.stream()
                .map(solution -> key(solution.uniqueName()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<String> moved = new ArrayList<>();
        boolean anyBegun = false;
        for (int i = 0; i < plan.size(); i++) {
            Planned planned = plan.get(i);
            Look look = new Look(planned, fresh.get(i), own, jobs(organizationId, planned.solution(), record));
            look.compare(anyBegun, moved);
            anyBegun |= look.isBegun();
        }
        return moved;
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private Jobs jobs(UUID organizationId, SolutionPackage solution, RunRecord record) {
        Dataverse dataverse = target.dataverse();
        OwnJobs jobs = new OwnJobs(new JobIds(organizationId, solution.sha256(), solution.uniqueName()));
        record.previous(organizationId, solution)
                .flatMap(RecordEntry::importJobId)
                .ifPresent(jobs::recorded);
        List<ImportJob> all = dataverse.importJobs(solution.uniqueName(), Instant.EPOCH);
        jobs.see(all);
        Set<UUID> ours = jobs.ours().stream().map(ImportJob::id).collect(Collectors.toSet());
        return new Jobs(dataverse, all, ours);
    }

    /** The import jobs of a solution, and which of them are of the very zip of the plan. */
    private record Jobs(Dataverse dataverse, List<ImportJob> all, Set<UUID> ours) {

        boolean isBegun(Baseline before) {
            return all.stream().anyMatch(job -> before.isNew(job) && ours.contains(job.id()));
        }

        /** Jobs of others that may have changed something: those that run, and those that are not known to have failed. */
        List<ImportJob> foreign(Baseline before) {
            return all.stream()
                    .filter(before::isNew)
                    .filter(job -> !ours.contains(job.id()))
                    .filter(job -> job.completedOn().isEmpty()
                            || dataverse
                                    .importVerdict(job.id())
                                    .map(ImportVerdict::passed)
                                    .orElse(true))
                    .toList();
        }
    }

    /** What is there of the solution and of its staged upgrade. */
    private record Pair(Optional<Row> installed, Optional<Row> holding) {

        boolean isSame(Pair other) {
            return isSame(installed, other.installed) && isSame(holding, other.holding);
        }

        private static boolean isSameVersion(String one, String other) {
            try {
                return new SolutionVersion(one).compareTo(new SolutionVersion(other)) == 0;
            } catch (SolutionException e) {
                return one.equals(other);
            }
        }

        private static boolean isSame(Optional<Row> one, Optional<Row> other) {
            return one.isPresent() == other.isPresent()
                    && one.map(row -> isSameVersion(row.version(), other.get().version())
                                    && row.managed() == other.get().managed())
                            .orElse(true);
        }
    }

    /** The look at one solution. */
    private static final class Look {

        private final Planned planned;
        private final SolutionPlan now;
        private final Set<String> own;
        private final Jobs jobs;
        private final boolean begun;
        private final Pair before;
        private final Pair found;

        Look(Planned planned, SolutionPlan now, Set<String> own, Jobs jobs) {
            this.planned = planned;
            this.now = now;
            this.own = own;
            this.jobs = jobs;
            this.begun = jobs.isBegun(planned.state().jobs());
            this.before = new Pair(planned.state().installed(), planned.state().holding());
            this.found = new Pair(now.state().installed(), now.state().holding());
        }

        /** Whether the plan has done something with this solution already. */
        boolean isBegun() {
            return begun || !found.isSame(before);
        }

        /** @param anyBegun whether the plan has done something with a solution before this one */
        void compare(boolean anyBegun, List<String> moved) {
            String name = planned.solution().uniqueName();
            for (ImportJob job : jobs.foreign(planned.state().jobs())) {
                moved.add("Somebody else has imported " + name + " (import job " + job.id() + ", begun "
                        + OwnJobs.created(job) + ").");
            }
            if (way().stream().noneMatch(found::isSame)) {
                rows(name, moved);
            } else if (!isBegun()) {
                decision(name, anyBegun, moved);
            }
            others(anyBegun, moved);
        }

        /** The states that the plan leads through. What needs an import job counts only when there is one of ours. */
        private List<Pair> way() {
            List<Pair> way = new ArrayList<>();
            Pair state = before;
            way.add(state);
            for (String step : planned.steps()) {
                state = after(step, state, way);
            }
            return way;
        }

        private Pair after(String step, Pair state, List<Pair> way) {
            Row zip = new Row(
                    planned.solution().uniqueName(),
                    planned.solution().header().version().text(),
                    planned.solution().isManaged());
            Pair staged = new Pair(state.installed(), Optional.of(zip));
            Pair done = new Pair(Optional.of(zip), Optional.empty());
            switch (step) {
                case "apply the staged upgrade":
                    way.add(new Pair(state.holding(), Optional.empty()));
                    break;
                case "discard the staged upgrade":
                    way.add(new Pair(state.installed(), Optional.empty()));
                    break;
                case "stage":
                    if (begun) {
                        way.add(staged);
                    }
                    break;
                case "skip":
                case "refuse":
                    break;
                default:
                    // An upgrade in one step may turn out to need two.
                    if (begun) {
                        way.add(staged);
                        way.add(done);
                    }
            }
            return way.get(way.size() - 1);
        }

        private void rows(String name, List<String> moved) {
            if (!new Pair(found.installed(), Optional.empty()).isSame(new Pair(before.installed(), Optional.empty()))) {
                moved.add(change(name, before.installed(), found.installed()));
            }
            if (!new Pair(Optional.empty(), found.holding()).isSame(new Pair(Optional.empty(), before.holding()))) {
                moved.add(
                        found.holding().isPresent()
                                ? "An upgrade of " + name + " is staged now ("
                                        + found.holding().get().label() + ")"
                                        + before.holding()
                                                .map(row -> " instead of " + row.label())
                                                .orElse("") + "."
                                : "The staged upgrade " + before.holding().get().label() + " is gone.");
            }
        }

        private static String change(String name, Optional<Row> planned, Optional<Row> found) {
            if (found.isEmpty()) {
                return name + " is no longer installed; it was "
                        + planned.map(Row::label).orElse("") + ".";
            }
            return found.get().label() + " is installed now; "
                    + planned.map(row -> "it was " + row.label() + ".").orElse("it was not installed.");
        }

        /** The solution is as it was: then the same is decided, unless something else has changed. */
        private void decision(String name, boolean anyBegun, List<String> moved) {
            List<String> steps = now.steps().stream().map(Decision::word).toList();
            if (!steps.equals(planned.steps())) {
                moved.add("For " + name + " it would be decided now: " + String.join(", then ", steps) + ", instead of "
                        + String.join(", then ", planned.steps()) + ". "
                        + now.steps().get(now.steps().size() - 1).reason());
            } else if (planned.upgrade().isPresent() && now.upgrade().isPresent()) {
                preview(name, anyBegun, planned.upgrade().get(), now.upgrade().get(), moved);
            }
        }

        private void preview(
                String name, boolean anyBegun, UpgradePreview then, UpgradePreview today, List<String> moved) {
            difference("The upgrade of " + name + " would now also remove ", today.removed(), then.removed(), moved);
            difference("The upgrade of " + name + " would no longer remove ", then.removed(), today.removed(), moved);
            if (!anyBegun) {
                difference(
                        "Something new depends on what the upgrade of " + name + " removes: ",
                        today.dependents(),
                        then.dependents(),
                        moved);
            }
            difference(
                    "A new patch would go with the upgrade of " + name + ": ",
                    today.patches().stream().filter(this::isForeign).toList(),
                    then.patches(),
                    moved);
        }

        private boolean isForeign(String patch) {
            return !own.contains(key(patch.replaceFirst(" .*", "")));
        }

        private static void difference(String text, List<String> one, List<String> other, List<String> moved) {
            List<String> more =
                    one.stream().filter(name -> !other.contains(name)).toList();
            if (!more.isEmpty()) {
                moved.add(text + String.join(", ", more) + ".");
            }
        }

        /** What a patch is made for. Solutions of the plan are looked at themselves. */
        private void others(boolean anyBegun, List<String> moved) {
            Optional<Row> parent = planned.state().parent();
            Optional<Row> parentNow = now.state().parent();
            String name = planned.solution().header().parent().orElse("");
            if (!own.contains(key(name)) && !parent.equals(parentNow)) {
                moved.add(change(name, parent, parentNow));
            }
            if (!isBegun() && !(anyBegun && own.contains(key(name)))) {
                List<Row> patches = planned.state().patches();
                now.state().patches().stream()
                        .filter(row -> !own.contains(key(row.solution())) && !patches.contains(row))
                        .forEach(row -> moved.add("A patch was installed: " + row.label() + "."));
                patches.stream()
                        .filter(row -> !own.contains(key(row.solution()))
                                && !now.state().patches().contains(row))
                        .forEach(row -> moved.add("A patch is gone: " + row.label() + "."));
            }
        }
    }
}
