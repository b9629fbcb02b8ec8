package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.deploy.Deployment;
import io.github.dataversealm.solution.deploy.DeploymentListener;
import io.github.dataversealm.solution.deploy.EnvironmentDeployment;
import io.github.dataversealm.solution.deploy.Foreseen;
import io.github.dataversealm.solution.deploy.SolutionPackage;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.progress.ProgressListener;
import io.github.dataversealm.solution.promotion.PromotionVerdicts;
import io.github.dataversealm.solution.report.ImportSummary;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An import about which everything is known that can be known before the turn of its environments: which packages, in which
 * order, what they need, what the rules of promotion say. Nothing is written yet.
 *
 * @param connections in the order of the choice
 * @param parallel how many environments are worked on at a time
 */
record ImportWork(
        ImportOrder order,
        List<Connection> connections,
        int parallel,
        ImportDependencies.Resolved dependencies,
        PromotionVerdicts verdicts,
        ImportFrame frame) {

    private List<SolutionPackage> packages() {
        return dependencies.packages();
    }

    /** The versions that the environments get, by their ids and the unique names of the solutions. */
    Map<String, Map<String, String>> brings() {
        Map<String, String> versions = new LinkedHashMap<>();
        packages()
                .forEach(solution -> versions.put(
                        solution.uniqueName(), solution.header().version().text()));
        Map<String, Map<String, String>> brings = new LinkedHashMap<>();
        connections.forEach(connection -> brings.put(connection.environment().id(), versions));
        return brings;
    }

    /**
     * Looks whether the work can be begun in all environments; for several imports that belong together.
     *
     * @param before what the imports before this one bring, as they say themselves
     */
    void requireReady(Map<String, Map<String, String>> before) throws IOException {
        deployment(DeploymentListener.silent())
                .requireReady(
                        waves(ProgressListener.silent(), Reporter.silent()),
                        environment -> new Foreseen(before.getOrDefault(environment, Map.of())));
    }

    /** Does the work and tells what came of it. */
    void apply() throws IOException {
        Reporter reporter = frame.reporter();
        boolean fleet = isFleet();
        reporter.info("Importing "
                + packages().stream().map(SolutionPackage::label).collect(Collectors.joining(", ")) + " into "
                + (fleet
                        ? connections.size() + " environments"
                        : connections.stream()
                                .map(connection -> connection.environment().id())
                                .collect(Collectors.joining(", "))));
        StopNotice notice = StopNotice.show(
                reporter,
                "Stopped. An import that was started goes on in its environment; the same command run again continues"
                        + " with it and does not import twice.");
        ImportOutcome outcome;
        try (ProgressView view = frame.progress().apply(fleet)) {
            DeploymentLog log = new DeploymentLog(
                    frame.folder().resolveSibling("surefire-reports"),
                    connections.size(),
                    view.reporter(),
                    frame.commands());
            Reporter each = fleet ? new QuietReporter(view.reporter()) : view.reporter();
            outcome = new ImportOutcome(deployment(log).run(waves(view.listener(), each)), log.unwritten());
        } finally {
            notice.remove();
        }
        outcome.tell(new ImportSummary(frame.shown()), reporter);
    }

    private boolean isFleet() {
        return ImportSummary.isFleet(connections.size());
    }

    private Deployment deployment(DeploymentListener listener) {
        return new Deployment(packages(), parallel, order.stopOnFailure(), listener);
    }

    private List<List<EnvironmentDeployment>> waves(ProgressListener progress, Reporter reporter) {
        return order.waves(connections).stream()
                .map(wave -> wave.stream()
                        .map(connection -> environment(connection, progress, reporter))
                        .toList())
                .toList();
    }

    private EnvironmentDeployment environment(Connection connection, ProgressListener progress, Reporter reporter) {
        return new EnvironmentDeployment(
                        connection.place(progress, reporter),
                        order.options(),
                        frame.settings().apply(connection.environment(), reporter),
                        frame.folder())
                .requiring(dependencies.prerequisites())
                .provided(order.condition(connection.environment(), packages()))
                .under(order.mandate(connection.environment(), verdicts));
    }
}
