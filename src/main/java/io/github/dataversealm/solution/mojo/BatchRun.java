package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.message.Reporter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Imports batches of modules, one after the other, when everything that can be known about all of them before is known: the
 * first one is not begun when a later one must not be.
 */
final class BatchRun {

    private final List<List<ModuleImport>> batches;
    private final Path folder;
    private final Reporter reporter;
    private final List<BatchWork> works = new ArrayList<>();

    /** @param folder for the reports, when all modules are imported in one go */
    BatchRun(List<List<ModuleImport>> batches, Path folder, Reporter reporter) {
        this.batches = batches;
        this.folder = folder;
        this.reporter = reporter;
    }

    /** @return what went wrong */
    Optional<Exception> run() {
        Optional<Exception> failure;
        try {
            failure = evaluate().or(this::requireReady).or(this::apply);
        } catch (RuntimeException e) {
            failure = Optional.of(e);
        }
        for (BatchWork work : works) {
            Optional<Exception> end = work.end();
            failure = failure.or(() -> end);
        }
        return failure;
    }

    private boolean areSeveral() {
        return batches.size() > 1;
    }

    private Optional<Exception> evaluate() {
        if (areSeveral()) {
            reporter.info("The modules are imported in " + batches.size() + " steps, because their options differ: "
                    + batches.stream().map(BatchRun::names).collect(Collectors.joining("; then ")));
        }
        for (List<ModuleImport> batch : batches) {
            BatchWork work = batch.get(batch.size() - 1)
                    .evaluate(new JoinedModules(batch, areSeveral() ? Optional.empty() : Optional.of(folder)));
            works.add(work);
            if (work.failure().isPresent()) {
                return work.failure();
            }
        }
        return Optional.empty();
    }

    /** With a single batch each environment is looked at when its turn comes, and does not keep others waiting. */
    private Optional<Exception> requireReady() {
        if (!areSeveral()) {
            return Optional.empty();
        }
        Map<String, Map<String, String>> before = new TreeMap<>();
        for (BatchWork work : works) {
            Optional<Exception> obstacle = work.obstacle(before);
            if (obstacle.isPresent()) {
                return obstacle;
            }
            work.brings()
                    .forEach((environment, versions) -> before.computeIfAbsent(
                                    environment, first -> new LinkedHashMap<>())
                            .putAll(versions));
        }
        return Optional.empty();
    }

    private Optional<Exception> apply() {
        for (int index = 0; index < works.size(); index++) {
            Optional<Exception> failure = works.get(index).apply();
            if (failure.isPresent()) {
                List<List<ModuleImport>> rest = batches.subList(index + 1, batches.size());
                if (!rest.isEmpty()) {
                    reporter.warn("Not begun, because the import before did not end well: "
                            + rest.stream().map(BatchRun::names).collect(Collectors.joining("; ")));
                }
                return failure;
            }
        }
        return Optional.empty();
    }

    private static String names(List<ModuleImport> batch) {
        return batch.stream().map(ModuleImport::name).distinct().collect(Collectors.joining(", "));
    }
}
