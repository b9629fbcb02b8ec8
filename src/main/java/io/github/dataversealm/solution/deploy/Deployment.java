package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.dataverse.InterruptedCallException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Brings the same solutions to several environments, in waves: those of a wave are worked on at the same time, and what
 * happens in one does not touch the others; a wave begins when the one before has ended well in all of its environments.
 *
 * <p>Nothing is written down about waves. A run that continues another one goes through all of them again and finds in each
 * environment what is there already.
 */
public final class Deployment {

    private static final int MOST_NAMES = 10;

    private final List<SolutionPackage> solutions;
    private final int parallel;
    private final boolean stopOnFailure;
    private final DeploymentListener listener;

    /**
     * @param solutions in the order in which they can be imported
     * @param parallel how many environments are worked on at a time
     * @param stopOnFailure whether the waves after one with a failure are not begun
     */
    public Deployment(
            List<SolutionPackage> solutions, int parallel, boolean stopOnFailure, DeploymentListener listener) {
        this.solutions = List.copyOf(solutions);
        this.parallel = parallel;
        this.stopOnFailure = stopOnFailure;
        this.listener = listener;
    }

    /**
     * Works in all environments, each of which stands in one wave.
     *
     * @return a {@linkplain EnvironmentReport#brief brief} report for each, in the order of the waves
     * @throws InterruptedCallException when the thread was interrupted; jobs that were started go on
     */
    public List<EnvironmentReport> run(List<List<EnvironmentDeployment>> waves) {
        Commons commons = new Commons();
        List<EnvironmentReport> reports = new ArrayList<>();
        Optional<String> obstacle = Optional.empty();
        for (int number = 1; number <= waves.size(); number++) {
            List<EnvironmentDeployment> wave = waves.get(number - 1);
            if (obstacle.isPresent()) {
                String why = obstacle.get();
                wave.forEach(environment -> reports.add(told(environment.notStarted(solutions, why))));
                continue;
            }
            listener.waveBegins(
                    number,
                    waves.size(),
                    wave.stream().map(environment -> environment.target().id()).toList());
            List<EnvironmentReport> ended =
                    SideBySide.run(wave, parallel, environment -> told(environment.run(solutions, commons)));
            reports.addAll(ended);
            if (stopOnFailure) {
                obstacle = obstacle(number, ended);
            }
        }
        return reports;
    }

    /** What only the listener needs is not kept: it grows with the solutions. */
    private EnvironmentReport told(EnvironmentReport report) {
        listener.environmentEnded(report);
        return report.brief();
    }

    private static Optional<String> obstacle(int number, List<EnvironmentReport> ended) {
        List<String> bad = ended.stream()
                .filter(report -> !report.isGood())
                .map(report -> report.environment().id())
                .toList();
        if (bad.isEmpty()) {
            return Optional.empty();
        }
        String names = bad.stream().limit(MOST_NAMES).collect(Collectors.joining(", "))
                + (bad.size() > MOST_NAMES ? " and " + (bad.size() - MOST_NAMES) + " more" : "");
        return Optional.of("wave " + number + " did not end well in " + names);
    }
}
