package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.dataverse.InterruptedCallException;
import io.github.dataversealm.solution.job.Workplace;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings solutions to one environment, one after the other: the service takes one at a time. */
public final class EnvironmentDeployment {

    private final Workplace target;
    private final ImportOptions options;
    private final SettingsSource settings;
    private final Path folder;
    private final Prerequisites prerequisites;
    private final Mandate mandate;
    private final Condition condition;

    /** What must be so in an environment when its turn comes. */
    @FunctionalInterface
    public interface Condition {

        /**
         * Looks at the environment; reads only.
         *
         * @throws SolutionException when nothing may be done there
         */
        void require(Workplace target) throws IOException;
    }

    /** @param folder where the record and the import logs are written */
    public EnvironmentDeployment(Workplace target, ImportOptions options, SettingsSource settings, Path folder) {
        this(target, options, settings, folder, Prerequisites.NONE, Mandate.FREE, place -> {});
    }

    private EnvironmentDeployment(
            Workplace target,
            ImportOptions options,
            SettingsSource settings,
            Path folder,
            Prerequisites prerequisites,
            Mandate mandate,
            Condition condition) {
        this.target = target;
        this.options = options;
        this.settings = settings;
        this.folder = folder;
        this.prerequisites = prerequisites;
        this.mandate = mandate;
        this.condition = condition;
    }

    /** The same work, for which the environment has to have something. */
    public EnvironmentDeployment requiring(Prerequisites needed) {
        return new EnvironmentDeployment(target, options, settings, folder, needed, mandate, condition);
    }

    /** The same work, of which only so much may be done. */
    public EnvironmentDeployment under(Mandate given) {
        return new EnvironmentDeployment(target, options, settings, folder, prerequisites, given, condition);
    }

    /** The same work, which is not begun unless that is so: other environments may have taken long before this one's turn. */
    public EnvironmentDeployment provided(Condition needed) {
        return new EnvironmentDeployment(target, options, settings, folder, prerequisites, mandate, needed);
    }

    Workplace target() {
        return target;
    }

    /**
     * Does the work; stops at the first solution that is not well, because others may need it.
     *
     * @param solutions in the order in which they can be imported
     * @throws InterruptedCallException when the thread was interrupted
     */
    public EnvironmentReport run(List<SolutionPackage> solutions) {
        return run(solutions, new Commons());
    }

    EnvironmentReport run(List<SolutionPackage> solutions, Commons commons) {
        long began = target.time().nanoTime();
        List<SolutionReport> reports = new ArrayList<>();
        Optional<Throwable> fault = Optional.empty();
        Optional<RunRecord> opened = Optional.empty();
        try {
            RunRecord record = RunRecord.open(folder, target.environment(), mandate);
            opened = Optional.of(record);
            Admission.Admitted admitted = admission().require(solutions, record, commons);
            for (SolutionPackage solution : solutions) {
                SolutionReport report = new SolutionImport(
                                target,
                                solution,
                                options,
                                admitted.parameters().getOrDefault(solution.uniqueName(), List.of()),
                                admitted.organization(),
                                mandate,
                                record,
                                folder,
                                commons)
                        .run();
                reports.add(prerequisites.explain(report, target.environment()));
                if (!report.isGood()) {
                    break;
                }
            }
        } catch (InterruptedCallException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            fault = Optional.of(e);
        }
        List<String> notReached = notReached(solutions, reports.size() + (fault.isPresent() ? 1 : 0));
        if (opened.isPresent() && (fault.isPresent() || !notReached.isEmpty())) {
            try {
                opened.get().cutShort(fault.map(Throwable::getMessage), notReached(solutions, reports.size()));
            } catch (IOException e) {
                target.warn("What became of the run cannot be written down: " + e.getMessage());
            }
        }
        return new EnvironmentReport(
                target.environment(),
                List.copyOf(reports),
                fault,
                notReached,
                Optional.empty(),
                Duration.ofNanos(target.time().nanoTime() - began));
    }

    /**
     * Looks whether the work could be begun, and writes nothing.
     *
     * @param solutions in the order in which they can be imported
     * @param before what other imports bring there first
     * @return what keeps the work from being begun
     * @throws InterruptedCallException when the thread was interrupted
     */
    Optional<Exception> obstacle(List<SolutionPackage> solutions, Commons commons, Foreseen before) {
        try {
            admission().requireLater(solutions, RunRecord.open(folder, target.environment(), mandate), commons, before);
            return Optional.empty();
        } catch (InterruptedCallException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            return Optional.of(e);
        }
    }

    private Admission admission() {
        return new Admission(target, options, settings, prerequisites, condition);
    }

    /** Leaves the environment as it is, and writes that down. @param why such as a wave before that failed */
    EnvironmentReport notStarted(List<SolutionPackage> solutions, String why) {
        Optional<Throwable> fault = Optional.empty();
        try {
            RunRecord.open(folder, target.environment(), mandate).notStarted(why);
        } catch (IOException e) {
            fault = Optional.of(e);
        }
        return new EnvironmentReport(
                target.environment(), List.of(), fault, notReached(solutions, 0), Optional.of(why), Duration.ZERO);
    }

    private static List<String> notReached(List<SolutionPackage> solutions, int reached) {
        return solutions.stream().skip(reached).map(SolutionPackage::label).toList();
    }
}
