package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.dataverse.ImportJob;
import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.deploy.JobIds.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Which of the import jobs of a solution are ours, and which attempt is the next. */
final class OwnJobs {

    /** Attempts whose job left no row, because another operation was running, are gaps; more in a row than this are the end. */
    private static final int GAP = 4;

    private final JobIds ids;
    private final Map<UUID, ImportJob> known = new LinkedHashMap<>();
    private final Set<UUID> started = new HashSet<>();
    private final Set<UUID> recorded = new HashSet<>();
    private final Set<UUID> judged = new HashSet<>();
    private final Map<Kind, Integer> used = new LinkedHashMap<>();

    OwnJobs(JobIds ids) {
        this.ids = ids;
    }

    /** @param rows the import jobs of the solution that the environment knows */
    void see(List<ImportJob> rows) {
        known.clear();
        rows.forEach(row -> known.put(row.id(), row));
    }

    boolean knows(UUID id) {
        return known.containsKey(id);
    }

    /** All jobs of the solution that the environment knows. */
    List<ImportJob> all() {
        return List.copyOf(known.values());
    }

    /** What is known now. */
    Baseline baseline() {
        return Baseline.of(known.values());
    }

    /** The first job that is not of before. */
    Optional<UUID> newSince(Baseline before) {
        return known.values().stream()
                .filter(before::isNew)
                .filter(job -> !judged.contains(job.id()))
                .min(Comparator.comparing(OwnJobs::created))
                .map(ImportJob::id);
    }

    /** A job that this run, or the run that it continues, has started. */
    void started(UUID id) {
        started.add(id);
    }

    /** A job that is ours as the record says, whatever its id; services may choose ids of their own. */
    void recorded(UUID id) {
        recorded.add(id);
    }

    boolean isStarted(UUID id) {
        return started.contains(id);
    }

    /** Whether a solution was changed after the job began; both times are those of the service. */
    boolean isChangedSince(UUID id, InstalledSolution row) {
        return Optional.ofNullable(known.get(id))
                .flatMap(job -> job.startedOn().or(job::createdOn))
                .filter(began -> row.modifiedOn()
                        .filter(modified -> !modified.isBefore(began))
                        .isPresent())
                .isPresent();
    }

    /** The end of the job has been dealt with. */
    void judged(UUID id) {
        judged.add(id);
    }

    boolean isJudged(UUID id) {
        return judged.contains(id);
    }

    /** Our jobs that the environment knows, newest first. */
    List<ImportJob> ours() {
        List<ImportJob> ours = new ArrayList<>(ours(List.of(Kind.values())));
        known.values().stream()
                .filter(job -> started.contains(job.id()) || recorded.contains(job.id()))
                .filter(job -> !ours.contains(job))
                .forEach(ours::add);
        ours.sort((one, other) -> created(other).compareTo(created(one)));
        return ours;
    }

    /** Those of our jobs whose ids are computed for these kinds of import, newest first. */
    List<ImportJob> ours(List<Kind> kinds) {
        return kinds.stream()
                .flatMap(kind -> attempts(kind).stream())
                .filter(known::containsKey)
                .map(known::get)
                .sorted((one, other) -> created(other).compareTo(created(one)))
                .toList();
    }

    /** Our last job, when no other job of the solution came after it. Rows of the same second are in no order. */
    Optional<ImportJob> newestIfOurs() {
        Instant newest = baseline().until();
        return ours().stream().filter(job -> created(job).equals(newest)).findFirst();
    }

    /** The id to start with, which the environment does not know. */
    UUID next(Kind kind) {
        return ids.id(kind, nextAttempt(kind));
    }

    int nextAttempt(Kind kind) {
        List<UUID> attempts = attempts(kind);
        int next = used.getOrDefault(kind, 0);
        for (int attempt = 0; attempt < attempts.size(); attempt++) {
            if (known.containsKey(attempts.get(attempt))) {
                next = Math.max(next, attempt + 1);
            }
        }
        return next;
    }

    /** The id of this attempt must not be used again. */
    void burn(Kind kind, int attempt) {
        used.merge(kind, attempt + 1, Math::max);
    }

    private List<UUID> attempts(Kind kind) {
        List<UUID> attempts = new ArrayList<>();
        int last = used.getOrDefault(kind, 0) + GAP;
        for (int attempt = 0; attempt < last; attempt++) {
            UUID id = ids.id(kind, attempt);
            attempts.add(id);
            if (known.containsKey(id)) {
                last = Math.max(last, attempt + 1 + GAP);
            }
        }
        return attempts;
    }

    static Instant created(ImportJob job) {
        return job.createdOn().or(job::startedOn).orElse(Instant.MAX);
    }
}
