package io.github.dataversealm.solution.rollback;

import io.github.dataversealm.solution.auth.SignInException;
import io.github.dataversealm.solution.dataverse.DataverseException;
import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.dataverse.InterruptedCallException;
import io.github.dataversealm.solution.dataverse.StageResult;
import io.github.dataversealm.solution.dependency.Need;
import io.github.dataversealm.solution.deploy.EnvironmentDeployment;
import io.github.dataversealm.solution.deploy.EnvironmentReport;
import io.github.dataversealm.solution.deploy.ImportOptions;
import io.github.dataversealm.solution.deploy.ImportProof;
import io.github.dataversealm.solution.deploy.ImportRecords;
import io.github.dataversealm.solution.deploy.ImportTrace;
import io.github.dataversealm.solution.deploy.RunState;
import io.github.dataversealm.solution.deploy.SettingsSource;
import io.github.dataversealm.solution.deploy.Situation;
import io.github.dataversealm.solution.deploy.SolutionPackage;
import io.github.dataversealm.solution.deploy.SolutionReport;
import io.github.dataversealm.solution.deploy.UpgradeRun;
import io.github.dataversealm.solution.job.Stopwatch;
import io.github.dataversealm.solution.job.Turnstile;
import io.github.dataversealm.solution.job.Turnstile.Wait;
import io.github.dataversealm.solution.job.Workplace;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.SolutionVersion;
import io.github.dataversealm.solution.operation.DeleteSolutions;
import io.github.dataversealm.solution.operation.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
        Set<String> problems = new HashSet<>();
        for (Need need : plan.zip().get().contents().missingDependencies().stream()
                .map(Need::of)
                .toList()) {
            plans.stream()
                    .filter(other -> other.solution().equalsIgnoreCase(need.solution()))
                    .filter(other -> !other.isDone()
                            && other.to().isPresent()
                            && need.version().isPresent())
                    .filter(other -> need.version().get().compareTo(other.to().get()) > 0)
                    .forEach(other ->
                            problems.add(plan.solution() + " " + plan.to().orElseThrow() + " needs " + other.solution()
                                    + " in version " + need.version().get() + ", and that is to go back to "
                                    + other.to().get() + "."));
        }
        if (problems.isEmpty()) {
            return plan;
        }
        return plan.refused(new SolutionException(
                null,
                String.join(" ", problems) + " Nothing was changed.",
                "Take it back further with -Dsolution.to, or leave " + plan.solution() + " out."));
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
            take(plan);
            done.add(plan.solution());
        }
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

    private void take(RollbackPlan plan) throws IOException {
        UUID organization = organization();
        RollbackRecord record = RollbackRecord.open(folder, place.environment());
        if (plan.isDone()) {
            finish(plan, record, organization);
            return;
        }
        place.info(plan.solution() + ": " + plan.chosen() + ". " + plan.why());
        RecordedRollback entry = begin(plan, organization);
        record.put(entry);
        try {
            switch (plan.chosen()) {
                case DISCARD -> discard(plan, organization);
                case REMOVE_PATCH -> removePatch(plan, organization);
                case UPDATE -> bring(zip(plan), true);
                case REPUBLISH -> republish(plan, organization);
                case REINSTALL -> entry = reinstall(plan, record, entry, organization);
                default -> throw new IllegalStateException(plan.chosen().toString());
            }
        } catch (InterruptedCallException e) {
            throw e;
        } catch (StillRunning e) {
            throw e.problem();
        } catch (SolutionException e) {
            throw failed(plan, record, entry, e, e);
        } catch (DataverseException e) {
            throw failed(plan, record, entry, new SolutionException(null, e.problem(), e.advice(), e), e);
        } catch (SignInException e) {
            throw failed(plan, record, entry, new SolutionException(null, e.problem(), e.advice(), e), e);
        }
        record.put(entry.with(
                RecordedRollback.State.DONE, List.of(), Optional.of(place.time().now())));
        place.info(is(plan.solution())
                + (plan.chosen() == Way.REPUBLISH
                        ? ", with the content of " + plan.to().orElseThrow()
                        : "")
                + ".");
    }

    private RecordedRollback begin(RollbackPlan plan, UUID organization) {
        List<String> losses = new ArrayList<>();
        plan.option().losses().components().forEach(component -> losses.add(component.toString()));
        losses.addAll(plan.option().losses().data());
        boolean uninstalled = plan.installed().isEmpty();
        boolean removes = plan.chosen() == Way.DISCARD || plan.chosen() == Way.REMOVE_PATCH;
        return new RecordedRollback(
                organization,
                plan.solution(),
                uninstalled ? RecordedRollback.State.UNINSTALLING : RecordedRollback.State.BEGUN,
                plan.chosen(),
                plan.why(),
                plan.installed().map(InstalledSolution::version).orElse(""),
                removes ? "" : plan.to().map(SolutionVersion::text).orElse(""),
                plan.option().after(),
                plan.goes().map(RollbackPlan::label).orElse(""),
                plan.zip().map(zip -> zip.zip().toString()).orElse(""),
                plan.zip().map(SolutionPackage::sha256).orElse(""),
                losses,
                place.time().now(),
                Optional.empty(),
                List.of());
    }

    /** What an earlier run has left after its import, such as flows that are to be turned on. */
    private void finish(RollbackPlan plan, RollbackRecord record, UUID organization) throws IOException {
        Optional<RecordedRollback> before =
                record.of(organization, plan.solution()).filter(RecordedRollback::isUnfinished);
        if (!plan.continues() || before.isEmpty()) {
            return;
        }
        boolean reached = plan.installed()
                .filter(row -> row.version().equals(before.get().after()))
                .isPresent();
        if (plan.zip().isPresent() && reached && before.get().goes().isEmpty()) {
            boolean republished = before.get().way() == Way.REPUBLISH;
            bring(
                    republished
                            ? Republication.of(
                                    plan.zip().get(),
                                    plan.installed().orElseThrow().versionOrLowest(),
                                    folder.resolve("rollback"))
                            : plan.zip().get(),
                    true);
        }
        record.put(before.get()
                .with(
                        RecordedRollback.State.DONE,
                        List.of(),
                        Optional.of(place.time().now())));
    }

    // ---------------------------------------------------------------- the ways

    private void discard(RollbackPlan plan, UUID organization) throws IOException {
        new UpgradeRun(place, plan.solution(), target.limit(), imports.startGrace()).discard();
        new ImportRecords(folder, place.environment()).forget(organization, plan.solution());
    }

    private void removePatch(RollbackPlan plan, UUID organization) throws IOException {
        InstalledSolution patch = plan.goes().orElseThrow();
        uninstall(patch.uniqueName());
        new ImportRecords(folder, place.environment()).forget(organization, patch.uniqueName());
    }

    private void uninstall(String name) {
        if (place.dataverse().solution(name).isEmpty()) {
            return;
        }
        try {
            new DeleteSolutions(target).delete(List.of(name), Optional.of(place.id()), true);
        } catch (SolutionException e) {
            // an uninstall that an earlier run has started may have come first
            if (place.dataverse().solution(name).isPresent()) {
                throw e;
            }
        }
    }

    private void republish(RollbackPlan plan, UUID organization) throws IOException {
        SolutionVersion version = new SolutionVersion(plan.option().after());
        if (plan.holding().isPresent()) {
            takeBackStage(plan.solution(), version);
            new ImportRecords(folder, place.environment()).forget(organization, plan.solution());
        }
        SolutionPackage made = Republication.of(zip(plan), version, folder.resolve("rollback"));
        try {
            bring(made, false);
        } catch (SolutionException e) {
            takeBackStage(plan.solution(), version);
            throw e;
        }
    }

    /** A service that upgrades in two steps may have stopped between them. */
    private void takeBackStage(String name, SolutionVersion version) {
        boolean staged = place.dataverse()
                .solution(name + Situation.HOLDING_SUFFIX)
                .filter(row -> row.versionOrLowest().compareTo(version) == 0)
                .isPresent();
        if (staged) {
            place.warn("The upgrade to " + version + " was staged and could not be applied; it is removed.");
            new UpgradeRun(place, name, target.limit(), imports.startGrace()).discard();
        }
    }

    private RecordedRollback reinstall(
            RollbackPlan plan, RollbackRecord record, RecordedRollback entry, UUID organization) throws IOException {
        SolutionPackage kept = KeptZip.keep(zip(plan), folder.resolve("rollback"));
        RecordedRollback now = new RecordedRollback(
                entry.organizationId(),
                entry.solution(),
                entry.state(),
                entry.way(),
                entry.why(),
                entry.from(),
                entry.to(),
                entry.after(),
                entry.goes(),
                kept.zip().toString(),
                kept.sha256(),
                entry.losses(),
                entry.began(),
                entry.ended(),
                entry.messages());
        if (plan.installed().isPresent()) {
            requireInstallable(kept);
            settings.parameters(List.of(kept), place.dataverse());
            now = now.with(RecordedRollback.State.UNINSTALLING, List.of(), Optional.empty());
            record.put(now);
            uninstall(plan.solution());
            new ImportRecords(folder, place.environment()).forget(organization, plan.solution());
        }
        record.put(now);
        bring(kept, false);
        Files.deleteIfExists(kept.zip());
        return now;
    }

    /** What the service would not install must not be found out when the solution is gone. */
    private void requireInstallable(SolutionPackage zip) throws IOException {
        StageResult staged = place.dataverse().stage(zip.zip());
        if (!staged.passed()) {
            String reasons = staged.validationResults().stream()
                    .map(found -> found.message().strip())
                    .filter(text -> !text.isEmpty())
                    .distinct()
                    .collect(Collectors.joining(System.lineSeparator()));
            throw new SolutionException(
                    null,
                    "The service does not take " + zip.label() + ", so nothing was uninstalled. " + reasons,
                    "Mend that, or take another way: -Dsolution.way=" + Way.UPDATE);
        }
    }

    private static SolutionPackage zip(RollbackPlan plan) {
        return plan.zip().orElseThrow();
    }

    /** Imports a zip. @param inPlace also over the same or a higher version, leaving what only that has */
    private void bring(SolutionPackage zip, boolean inPlace) throws IOException {
        ImportOptions options = new ImportOptions(
                imports.forceOverwrite(),
                imports.activatePlugins(),
                imports.skipDependencyCheck(),
                false,
                false,
                false,
                false,
                inPlace,
                imports.pendingUpgrade(),
                imports.publishChanges(),
                imports.maxWait(),
                imports.startGrace());
        EnvironmentReport report = new EnvironmentDeployment(place, options, settings, folder).run(List.of(zip));
        if (report.fault().isPresent()) {
            Throwable fault = report.fault().get();
            if (fault instanceof IOException broken) {
                throw broken;
            }
            if (fault instanceof RuntimeException broken) {
                throw broken;
            }
            throw new IllegalStateException(fault);
        }
        for (SolutionReport solution : report.solutions()) {
            if (!solution.isGood()) {
                SolutionException problem = new SolutionException(null, solution.problem(), solution.advice());
                if (solution.state() == RunState.STILL_RUNNING) {
                    throw new StillRunning(problem);
                }
                throw problem;
            }
            solution.warnings().forEach(place::warn);
        }
    }

    // ---------------------------------------------------------------- what there is now

    /** A job goes on in the environment: the same command continues. */
    private static final class StillRunning extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient SolutionException problem;

        StillRunning(SolutionException problem) {
            super(problem.getMessage(), problem);
            this.problem = problem;
        }

        SolutionException problem() {
            return problem;
        }
    }

    /** Says with the failure what the environment has now. */
    private RuntimeException failed(
            RollbackPlan plan,
            RollbackRecord record,
            RecordedRollback entry,
            SolutionException fault,
            RuntimeException thrown)
            throws IOException {
        Optional<InstalledSolution> now;
        try {
            now = place.dataverse().solution(plan.solution());
        } catch (InterruptedCallException e) {
            throw e;
        } catch (DataverseException | SignInException e) {
            place.debug("What is installed cannot be read: " + e.getMessage());
            return isUninstalling(current(record, entry)) ? maybeUninstalled(plan, fault) : thrown;
        }
        boolean uninstalled = plan.chosen() == Way.REINSTALL && now.isEmpty();
        boolean unchanged =
                now.map(InstalledSolution::version).equals(plan.installed().map(InstalledSolution::version));
        // without an answer it cannot be told what comes of what was started
        boolean told = thrown == fault;
        if (uninstalled) {
            record.put(current(record, entry)
                    .with(RecordedRollback.State.UNINSTALLING, List.of(fault.problem()), Optional.empty()));
        } else {
            record.put(entry.with(
                    unchanged && told ? RecordedRollback.State.FAILED : RecordedRollback.State.BEGUN,
                    List.of(fault.problem()),
                    unchanged && told ? Optional.of(place.time().now()) : Optional.empty()));
        }
        if (!uninstalled && !told) {
            return thrown;
        }
        String state = uninstalled
                ? plan.solution() + " is uninstalled, and " + plan.to().orElseThrow() + " is not installed yet."
                : is(plan.solution()) + (unchanged ? ", as before." : ".");
        String advice = uninstalled
                ? "Run the same command again: it installs the solution. " + fault.advice()
                : unchanged
                                && plan.chosen() == Way.UPDATE
                                && plan.option(Way.REPUBLISH).isPossible()
                        ? fault.advice() + System.lineSeparator()
                                + "A service that does not take lower versions takes the way -Dsolution.way="
                                + Way.REPUBLISH + "."
                        : fault.advice();
        return new SolutionException(null, fault.problem() + System.lineSeparator() + state, advice.strip(), fault);
    }

    private static boolean isUninstalling(RecordedRollback entry) {
        return entry.way() == Way.REINSTALL && entry.state() == RecordedRollback.State.UNINSTALLING;
    }

    private static SolutionException maybeUninstalled(RollbackPlan plan, SolutionException fault) {
        return new SolutionException(
                null,
                fault.problem() + System.lineSeparator() + plan.solution() + " was being uninstalled, and "
                        + plan.to().orElseThrow() + " may not be installed yet.",
                ("Run the same command again: it installs the solution. " + fault.advice()).strip(),
                fault);
    }

    private static RecordedRollback current(RollbackRecord record, RecordedRollback entry) {
        return record.of(entry.organizationId(), entry.solution()).orElse(entry);
    }

    private String is(String solution) {
        Optional<InstalledSolution> now = place.dataverse().solution(solution);
        return place.id()
                + (now.isPresent() ? " has " : " does not have ")
                + solution
                + now.map(row -> " " + row.version()).orElse("");
    }
}
