package io.github.dataversealm.solution.rollback;

import io.github.dataversealm.solution.auth.SignInException;
import io.github.dataversealm.solution.dataverse.DataverseException;
import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.dataverse.InterruptedCallException;
import io.github.dataversealm.solution.deploy.SolutionPackage;
import io.github.dataversealm.solution.job.Workplace;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.SolutionVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes one solution back as its plan says. Each step is written down before it is taken, and a failure says what the
 * environment has then.
 */
final class RollbackRun {

    private final Workplace place;
    private final Path folder;
    private final UUID organization;
    private final RollbackRecord record;
    private final RollbackSteps steps;

    /** @param folder where the record is written, and zips are made */
    RollbackRun(Workplace place, RollbackSteps steps, Path folder, UUID organization) throws IOException {
        this.place = place;
        this.steps = steps;
        this.folder = folder;
        this.organization = organization;
        this.record = RollbackRecord.open(folder, place.environment());
    }

    /**
     * Does it.
     *
     * @throws SolutionException when the environment refuses a step; it says what is installed now
     */
    void take(RollbackPlan plan) throws IOException {
        if (plan.isDone()) {
            finish(plan);
            return;
        }
        place.info(plan.solution() + ": " + plan.chosen() + ". " + plan.why());
        RecordedRollback entry = begin(plan);
        record.put(entry);
        try {
            switch (plan.chosen()) {
                case DISCARD -> steps.discard(plan);
                case REMOVE_PATCH -> steps.removePatch(plan);
                case UPDATE -> steps.bring(plan.zip().orElseThrow(), true);
                case REPUBLISH -> steps.republish(plan);
                case REINSTALL -> entry = steps.reinstall(plan, record, entry);
                default -> throw new IllegalStateException(plan.chosen().toString());
            }
        } catch (InterruptedCallException e) {
            throw e;
        } catch (RollbackSteps.StillRunning e) {
            throw e.problem();
        } catch (SolutionException e) {
            throw failed(plan, entry, e, e);
        } catch (DataverseException e) {
            throw failed(plan, entry, new SolutionException(null, e.problem(), e.advice(), e), e);
        } catch (SignInException e) {
            throw failed(plan, entry, new SolutionException(null, e.problem(), e.advice(), e), e);
        }
        record.put(entry.with(
                RecordedRollback.State.DONE, List.of(), Optional.of(place.time().now())));
        place.info(is(plan.solution())
                + (plan.chosen() == Way.REPUBLISH
                        ? ", with the content of " + plan.to().orElseThrow()
                        : "")
                + ".");
    }

    private RecordedRollback begin(RollbackPlan plan) {
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
    private void finish(RollbackPlan plan) throws IOException {
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
            steps.bring(
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

    /** Says with the failure what the environment has now. */
    private RuntimeException failed(
            RollbackPlan plan, RecordedRollback entry, SolutionException fault, RuntimeException thrown)
            throws IOException {
        Optional<InstalledSolution> now;
        try {
            now = place.dataverse().solution(plan.solution());
        } catch (InterruptedCallException e) {
            throw e;
        } catch (DataverseException | SignInException e) {
            place.debug("What is installed cannot be read: " + e.getMessage());
            return isUninstalling(current(entry)) ? maybeUninstalled(plan, fault) : thrown;
        }
        boolean uninstalled = plan.chosen() == Way.REINSTALL && now.isEmpty();
        boolean unchanged =
                now.map(InstalledSolution::version).equals(plan.installed().map(InstalledSolution::version));
        // without an answer it cannot be told what comes of what was started
        boolean told = thrown == fault;
        if (uninstalled) {
            record.put(current(entry)
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

    private RecordedRollback current(RecordedRollback entry) {
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
