package io.github.dataversealm.solution.rollback;

import io.github.dataversealm.solution.dependency.Need;
import io.github.dataversealm.solution.deploy.ImportOptions;
import io.github.dataversealm.solution.deploy.ImportProof;
import io.github.dataversealm.solution.deploy.ImportTrace;
import io.github.dataversealm.solution.deploy.SettingsSource;
import io.github.dataversealm.solution.deploy.SolutionPackage;
import io.github.dataversealm.solution.job.Stopwatch;
import io.github.dataversealm.solution.job.Turnstile;
import io.github.dataversealm.solution.job.Turnstile.Wait;
import io.github.dataversealm.solution.job.Workplace;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.operation.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Takes solutions of one environment back to the version before. First it says what that means; done is what was planned,
 * step by step, each written down before it is taken, so that the same command continues after an interruption.
 */
public final class Rollback {

    private static final Duration LOOK = Duration.ofSeconds(2);

    private final Target target;
    private final Workplace place;
    private final ImportOptions imports;
    private final SettingsSource settings;
    private final PackageSource source;
    private final Path folder;
    private final ImportTrace trace;

    /**
     * @param imports how zips are imported; what it says of versions and upgrades does not count
     * @param settings the connections and values that a solution gets when it is installed again
     * @param folder where the record is written, and zips are made
     */
    public Rollback(Target target, ImportOptions imports, SettingsSource settings, PackageSource source, Path folder) {
        this.target = target;
        this.place = target.place();
        this.imports = imports;
        this.settings = settings;
        this.source = source;
        this.folder = folder;
        this.trace = new ImportTrace(place.dataverse());
    }

    // ---------------------------------------------------------------- planning

    /**
     * Waits until no solution operation runs, and what an earlier run has started can be seen: for a plan that is carried
     * out.
     *
     * @throws SolutionException when the environment is busy for longer than the wait
     */
    public void settle(RollbackRequest request) throws IOException {
        Stopwatch stopwatch = new Stopwatch(place.time(), target.limit());
        Wait wait = place.turnstile().await("the rollback", stopwatch, () -> false);
        RollbackRecord record = RollbackRecord.open(folder, place.environment());
        UUID organization = organization();
        Stopwatch grace = new Stopwatch(place.time(), imports.startGrace());
        for (String name : request.solutions()) {
            boolean uninstalling = record.of(organization, name)
                    .filter(entry -> entry.state() == RecordedRollback.State.UNINSTALLING)
                    .isPresent();
            // an uninstall whose answer nobody heard may show up late
            while (uninstalling
                    && wait.running().isEmpty()
                    && !grace.isOver()
                    && place.dataverse().solution(name).isPresent()) {
                grace.pause(LOOK);
                wait = place.turnstile().await("the rollback", stopwatch, () -> false);
            }
        }
        if (!wait.running().isEmpty()) {
            throw new SolutionException(
                    null,
                    "The rollback was not started: for " + target.limit().toMinutes() + " minutes " + place.id()
                            + " was busy with " + Turnstile.describe(wait.running()) + ".",
                    "Run the same command again later, or wait longer: -Dsolution.maxAsyncWaitTime=<minutes>");
        }
    }

    /**
     * What it would do; nothing is changed. While a solution operation runs, what it says may be overtaken.
     *
     * @return a plan for each solution, in the order in which they go back
     * @throws SolutionException when a solution is not there, or the request contradicts itself
     */
    public List<RollbackPlan> plan(RollbackRequest request) throws IOException {
        List<String> order = new RollbackOrder(place.dataverse()).of(request.solutions());
        List<RollbackPlan> plans = new ArrayList<>();
        // what a component needs does not count where it goes, or becomes the older one, before
        Map<String, Set<UUID>> before = new HashMap<>();
        for (String name : order) {
            RollbackPlan plan = planner(request, before).plan(name);
            if (!plan.isDone()) {
                before.put(plan.solution().toLowerCase(Locale.ROOT), staying(plan));
            }
            plans.add(plan);
        }
        return plans.stream().map(plan -> withNeeds(plan, plans)).toList();
    }

    private static Set<UUID> staying(RollbackPlan plan) {
        return plan.chosen() == Way.UPDATE
                ? plan.onlyNewer().components().stream().map(LostComponent::id).collect(Collectors.toSet())
                : Set.of();
    }

    private RollbackPlanner planner(RollbackRequest request, Map<String, Set<UUID>> together) throws IOException {
        Path made = folder.resolve("rollback");
        return new RollbackPlanner(
                place,
                request,
                new TargetFinder(source, request, trace, made),
                RollbackRecord.open(folder, place.environment()),
                organization(),
                Map.copyOf(together));
    }

    private UUID organization() {
        return place.dataverse().whoAmI().organizationId();
    }

    /** An older version that needs more of another one than that is taken back to keeps both from being taken back. */
    private static RollbackPlan withNeeds(RollbackPlan plan, List<RollbackPlan> plans) {
        if (plan.refusal().isPresent() || plan.zip().isEmpty() || plan.isDone()) {
            return plan;
        }
        Set<String> problems = new TreeSet<>();
        Set<String> advice = new TreeSet<>();
        for (Need need : plan.zip().get().contents().missingDependencies().stream()
                .map(Need::of)
                .toList()) {
            plans.stream()
                    .filter(other -> other.solution().equalsIgnoreCase(need.solution()))
                    .filter(other -> !other.isDone()
                            && other.to().isPresent()
                            && need.version().isPresent())
                    .filter(other -> !other.to().get().suffices(need.version().get()))
                    .forEach(other -> {
                        problems.add(plan.solution() + " " + plan.to().orElseThrow() + " needs " + other.solution()
                                + " in version " + need.version().get() + ", and that is to go back to "
                                + other.to().get() + ".");
                        advice.add("take " + other.solution() + " back to "
                                + need.version().get() + " or higher");
                    });
        }
        if (problems.isEmpty()) {
            return plan;
        }
        return plan.refused(new SolutionException(
                null,
                String.join(" ", problems) + " Nothing was changed.",
                "With -Dsolution.to " + String.join(", ", advice) + ", or " + plan.solution()
                        + " to a version that needs less; or leave " + plan.solution() + " out."));
    }

    /**
     * The zips that would be imported although the environment has never had them, so that its rules of promotion count for
     * them as for any other. What an uninstalled solution needs to be there again is not among them: it was asked for before.
     */
    public List<SolutionPackage> neverHad(List<RollbackPlan> plans) {
        List<SolutionPackage> zips = new ArrayList<>();
        for (RollbackPlan plan : plans) {
            boolean imports = !plan.isDone() && plan.goes().isEmpty();
            boolean asked = plan.continues() && plan.installed().isEmpty();
            if (imports
                    && !asked
                    && plan.zip().isPresent()
                    && !hadIt(plan, plan.zip().get())) {
                zips.add(plan.zip().get());
            }
        }
        return List.copyOf(zips);
    }

    private boolean hadIt(RollbackPlan plan, SolutionPackage zip) {
        if (!trace.isImport(zip)) {
            return false;
        }
        // a stage that was applied later shows in the history only
        return ImportProof.find(place.dataverse(), zip, plan.installed()).isPresent()
                || SolutionState.read(place.dataverse(), plan.solution()).past().newestFirst().stream()
                        .anyMatch(past -> past.version().compareTo(zip.header().version()) == 0);
    }

    // ---------------------------------------------------------------- doing

    /**
     * Does what the plans say, in their order.
     *
     * @param plans of {@link #plan} for the same request
     * @throws SolutionException before anything is changed, when a plan cannot be done or loses data without consent; later,
     *     when the environment refuses a step or does not come to its end
     */
    public void run(RollbackRequest request, List<RollbackPlan> plans) throws IOException {
        plans.forEach(plan -> requireAllowed(request, plan));
        UUID organization = organization();
        List<String> done = new ArrayList<>();
        for (RollbackPlan first : plans) {
            RollbackPlan plan = first;
            if (!done.isEmpty() && !first.isDone()) {
                // what was done before may have changed what this one would do
                RollbackRequest same = new RollbackRequest(
                        request.solutions(),
                        request.to(),
                        request.from(),
                        Map.of(first.solution().toLowerCase(Locale.ROOT), first.chosen()),
                        request.dataLoss());
                plan = planner(same, Map.of()).plan(first.solution());
                requireStillAllowed(same, plan, done);
            }
            run(organization).take(plan);
            done.add(plan.solution());
        }
    }

    private RollbackRun run(UUID organization) throws IOException {
        RollbackSteps steps = new RollbackSteps(target, imports, settings, folder, organization);
        return new RollbackRun(place, steps, folder, organization);
    }

    private static void requireAllowed(RollbackRequest request, RollbackPlan plan) {
        if (plan.refusal().isPresent()) {
            throw plan.refusal().get();
        }
        if (plan.needsConsent() && !request.dataLoss()) {
            throw new SolutionException(
                    null,
                    "The way '" + plan.chosen() + "' loses data of " + plan.solution()
                            + ", or may. Nothing was changed."
                            + plan.option().losses().data().stream()
                                    .map(line -> System.lineSeparator() + "  " + line)
                                    .collect(Collectors.joining()),
                    "If that is meant, add -Dsolution.allowDataLoss.");
        }
    }

    private static void requireStillAllowed(RollbackRequest request, RollbackPlan plan, List<String> done) {
        try {
            requireAllowed(request, plan);
        } catch (SolutionException e) {
            throw new SolutionException(
                    null,
                    e.problem() + System.lineSeparator() + "Taken back before: " + String.join(", ", done) + ".",
                    e.advice(),
                    e);
        }
    }
}
