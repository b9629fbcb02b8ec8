package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.dataverse.InterruptedCallException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Brings the same solutions to several environments at the same time; what happens in one does not touch the others. */
public final class Deployment {

    private Deployment() {}

    /**
     * Works in all environments.
     *
     * @param solutions in the order in which they can be imported
     * @param parallel how many environments are worked on at a time
     * @return a report for each, in the order of the environments
     * @throws InterruptedCallException when the thread was interrupted; jobs that were started go on
     */
    public static List<EnvironmentReport> run(
            List<EnvironmentDeployment> environments, List<SolutionPackage> solutions, int parallel) {
        if (environments.size() == 1) {
            return List.of(environments.get(0).run(solutions));
        }
        AtomicInteger number = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(parallel, environments.size()), work -> {
            Thread thread = new Thread(work, "solution-import-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<EnvironmentReport>> running = environments.stream()
                    .map(environment -> threads.submit(() -> environment.run(solutions)))
                    .toList();
            List<EnvironmentReport> reports = new ArrayList<>();
            for (Future<EnvironmentReport> report : running) {
                reports.add(report.get());
            }
            return reports;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedCallException("The work in the environments was interrupted.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedCallException interrupted) {
                throw interrupted;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
