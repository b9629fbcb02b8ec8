package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.dataverse.InterruptedCallException;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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

    /**
     * Looks whether the work could be begun in all environments, and writes nothing anywhere: before the first of several
     * deployments that belong together.
     *
     * @param before what the other ones bring to an environment first, by its id
     * @throws SolutionException says what keeps which environment from it
     * @throws IOException when this machine or a service fails
     */
    public void requireReady(List<List<EnvironmentDeployment>> waves, Function<String, Foreseen> before)
            throws IOException {
        Commons commons = new Commons();
        List<EnvironmentDeployment> all = waves.stream().flatMap(List::stream).toList();
        List<Optional<Exception>> obstacles = SideBySide.run(
                all,
                parallel,
                environment -> environment.obstacle(
                        solutions, commons, before.apply(environment.target().id())));
        if (all.size() == 1) {
            requireNone(obstacles.get(0));
        }
        List<String> texts = new ArrayList<>();
        for (int index = 0; index < all.size(); index++) {
            String id = all.get(index).target().id();
            obstacles.get(index).ifPresent(obstacle -> texts.add("[" + id + "] " + obstacle.getMessage()));
        }
        if (!texts.isEmpty()) {
            throw new SolutionException(
                    null,
                    "Not all environments are ready. Nothing was changed anywhere." + System.lineSeparator()
                            + String.join(System.lineSeparator(), texts),
                    "");
        }
    }

    private static void requireNone(Optional<Exception> obstacle) throws IOException {
        if (obstacle.isPresent()) {
            if (obstacle.get() instanceof IOException broken) {
                throw broken;
            }
            throw (RuntimeException) obstacle.get();
        }
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
