package io.github.dataversealm.solution.rollback;

import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.dataverse.StageResult;
import io.github.dataversealm.solution.deploy.EnvironmentDeployment;
import io.github.dataversealm.solution.deploy.EnvironmentReport;
import io.github.dataversealm.solution.deploy.ImportOptions;
import io.github.dataversealm.solution.deploy.ImportRecords;
import io.github.dataversealm.solution.deploy.RunState;
import io.github.dataversealm.solution.deploy.SettingsSource;
import io.github.dataversealm.solution.deploy.Situation;
import io.github.dataversealm.solution.deploy.SolutionPackage;
import io.github.dataversealm.solution.deploy.SolutionReport;
import io.github.dataversealm.solution.deploy.UpgradeRun;
import io.github.dataversealm.solution.job.Workplace;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.SolutionVersion;
import io.github.dataversealm.solution.operation.DeleteSolutions;
import io.github.dataversealm.solution.operation.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** What each {@link Way} does in the environment. What a step has not come to the end of, the next run finds and goes on with. */
final class RollbackSteps {

    private final Target target;
    private final Workplace place;
    private final ImportOptions imports;
    private final SettingsSource settings;
    private final Path folder;
    private final UUID organization;

    RollbackSteps(Target target, ImportOptions imports, SettingsSource settings, Path folder, UUID organization) {
        this.target = target;
        this.place = target.place();
        this.imports = imports;
        this.settings = settings;
        this.folder = folder;
        this.organization = organization;
    }

    /** A job goes on in the environment: the same command continues. */
    static final class StillRunning extends RuntimeException {

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

    /** Removes the staged upgrade. */
    void discard(RollbackPlan plan) throws IOException {
        new UpgradeRun(place, plan.solution(), target.limit(), imports.startGrace()).discard();
        forget(plan.solution());
    }

    /** Uninstalls the patch that goes. */
    void removePatch(RollbackPlan plan) throws IOException {
        InstalledSolution patch = plan.goes().orElseThrow();
        uninstall(patch.uniqueName());
        forget(patch.uniqueName());
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

    /** Imports the older zip under a higher version. */
    void republish(RollbackPlan plan) throws IOException {
        SolutionVersion version = new SolutionVersion(plan.option().after());
        if (plan.holding().isPresent()) {
            takeBackStage(plan.solution(), version);
            forget(plan.solution());
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

    /**
     * Uninstalls the solution and installs the older zip.
     *
     * @param entry what is written down; its state says from now on whether the solution is uninstalled
     * @return what is written down at the end
     */
    RecordedRollback reinstall(RollbackPlan plan, RollbackRecord record, RecordedRollback entry) throws IOException {
        SolutionPackage kept = KeptZip.keep(zip(plan), folder.resolve("rollback"));
        RecordedRollback now = entry.withZip(kept);
        if (plan.installed().isPresent()) {
            requireInstallable(kept);
            settings.parameters(List.of(kept), place.dataverse(), imports);
            now = now.with(RecordedRollback.State.UNINSTALLING, List.of(), Optional.empty());
            record.put(now);
            uninstall(plan.solution());
            forget(plan.solution());
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

    /** What was written down of its imports does not count any more. */
    private void forget(String solution) throws IOException {
        new ImportRecords(folder, place.environment()).forget(organization, solution);
    }

    private static SolutionPackage zip(RollbackPlan plan) {
        return plan.zip().orElseThrow();
    }

    /**
     * Imports a zip.
     *
     * @param inPlace also over the same or a higher version, leaving what only that has
     * @throws StillRunning when its job goes on in the environment
     */
    void bring(SolutionPackage zip, boolean inPlace) throws IOException {
        EnvironmentReport report =
                new EnvironmentDeployment(place, imports.plain(inPlace), settings, folder).run(List.of(zip));
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
}
