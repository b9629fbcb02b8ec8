package io.github.dataversealm.solution.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.check.FileMutator.Kind;
import io.github.dataversealm.solution.check.FileMutator.Mutation;
import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.fixture.Checking;
import io.github.dataversealm.solution.corpus.Corpus;
import io.github.dataversealm.solution.testkit.Effort;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One file of a real solution is damaged, seeded: the check ends in time, with findings and without failing, and says so
 * when nobody can read the file any more. {@code -Dsolution.mutations=...} makes more of them, of each kind of file.
 */
class MutatedCorpusTest {

    private static final int PER_KIND = Integer.getInteger("solution.mutations", 48);
    private static final long SEED = Long.getLong("solution.mutations.seed", 20261126);

    /** Larger solutions take longer and say nothing else. */
    private static final long MAX_ZIP = 300_000;

    /** Of the processors, since a machine with other work may take any time; the other check that runs beside counts too. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    private final Map<String, Map<String, byte[]>> solutions = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> knownFindings = new ConcurrentHashMap<>();

    private record Place(String id, String entry) {}

    /** What came of one damaged file. */
    private record Outcome(String what, Kind kind, boolean broken, boolean found, long cpu, String problem) {}

    @Test
    void damaged_files_end_in_findings_and_in_time() throws Exception {
        Corpus corpus = Corpus.orSkip();
        Map<Kind, List<Place>> places = places(corpus);
        assertThat(places).containsOnlyKeys(Kind.values());
        long start = System.nanoTime();
        List<Outcome> outcomes = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            List<Future<Outcome>> running = new ArrayList<>();
            places.forEach((kind, all) -> {
                for (int i = 0; i < PER_KIND; i++) {
                    int number = i;
                    running.add(pool.submit(() -> run(kind, all, number)));
                }
            });
            for (Future<Outcome> outcome : running) {
                outcomes.add(outcome.get());
            }
        } finally {
            pool.shutdownNow();
        }
        long broken = outcomes.stream().filter(Outcome::broken).count();
        long found =
                outcomes.stream().filter(one -> one.broken() && one.found()).count();
        Outcome slowest =
                outcomes.stream().max(Comparator.comparing(Outcome::cpu)).orElseThrow();
        System.out.printf(
                "corpus check mutations: %d damaged files of %d kinds, no failure, %d unreadable, %d of them found, the slowest"
                        + " check %.1f s, all %.1f s%n",
                outcomes.size(), places.size(), broken, found, slowest.cpu() / 1e9, (System.nanoTime() - start) / 1e9);
        assertThat(outcomes)
                .extracting(Outcome::problem)
                .filteredOn(problem -> !problem.isEmpty())
                .isEmpty();
        assertThat(outcomes)
                .filteredOn(one -> one.broken() && !one.found())
                .extracting(Outcome::what)
                .isEmpty();
        assertThat(slowest.cpu()).as(slowest.what()).isLessThan(LIMIT.toNanos());
    }

    private Map<Kind, List<Place>> places(Corpus corpus) throws IOException {
        Map<Kind, List<Place>> places = new EnumMap<>(Kind.class);
        for (String id : corpus.ids()) {
            if (Files.size(corpus.zip(id)) <= MAX_ZIP) {
                Map<String, byte[]> entries = Corpus.unzip(corpus.zip(id));
                solutions.put(id, entries);
                entries.forEach((entry, content) -> {
                    Kind kind = FileMutator.kind(entry, content);
                    if (kind != null) {
                        places.computeIfAbsent(kind, key -> new ArrayList<>()).add(new Place(id, entry));
                    }
                });
            }
        }
        return places;
    }

    private Outcome run(Kind kind, List<Place> all, int number) throws IOException {
        Random random = new Random(SEED + kind.ordinal() * 100_000L + number);
        Place place = all.get(random.nextInt(all.size()));
        Map<String, byte[]> entries = new TreeMap<>(solutions.get(place.id()));
        Mutation mutation = new FileMutator(random).mutate(kind, entries.get(place.entry()));
        String what = kind + " " + number + ": " + place.id() + " " + place.entry() + ": " + mutation.how();
        Set<String> known = knownFindings.computeIfAbsent(place.id(), id -> sound(id, entries));
        entries.put(place.entry(), mutation.content());
        Path zip = write(kind + "-" + number + ".zip", entries);
        Effort effort = Effort.ofAllThreads();
        String problem = "";
        boolean found = false;
        try {
            CheckResult result = check(zip);
            problem = result.errors().stream()
                    .map(error -> error.message())
                    .filter(message -> message.contains("failed") || message.contains("stopped"))
                    .findFirst()
                    .map(message -> what + ": " + message)
                    .orElse("");
            found = result.findings().stream()
                    .filter(finding -> finding.file().equals(place.entry()))
                    .anyMatch(finding -> !known.contains(finding.fingerprint()));
        } catch (RuntimeException | IOException | Error e) {
            problem = what + ": " + e + " at " + e.getStackTrace()[0];
        }
        Files.delete(zip);
        return new Outcome(what, kind, mutation.broken(), found, effort.spent().toNanos(), problem);
    }

    private Set<String> sound(String id, Map<String, byte[]> entries) {
        try {
            return fingerprints(check(write(id + ".zip", entries)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CheckResult check(Path zip) throws IOException {
        return Checking.of(zip).limit(LIMIT.multipliedBy(6)).run();
    }

    private static Set<String> fingerprints(CheckResult result) {
        return result.findings().stream().map(Finding::fingerprint).collect(Collectors.toSet());
    }

    private Path write(String name, Map<String, byte[]> entries) throws IOException {
        Path zip = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream writer = new ZipOutputStream(out)) {
            writer.setLevel(1);
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                writer.putNextEntry(new ZipEntry(entry.getKey()));
                writer.write(entry.getValue());
            }
        }
        return zip;
    }
}
