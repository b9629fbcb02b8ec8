package io.github.dataversealm.solution.rollback;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.corpus.Corpus;
import io.github.dataversealm.solution.deploy.SolutionPackage;
import io.github.dataversealm.solution.emulator.solution.EnvironmentTruth;
import io.github.dataversealm.solution.rollback.RollbackFixture.Shelf;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real solutions are installed in an older version, upgraded, filled with rows, and taken back by every way there is; what the
 * plan says is lost is held against what the store of the environment has lost. The older version is a real one where the
 * corpus has it, else one that is made of the newer.
 */
class RollbackCorpusTest {

    @TempDir
    Path folder;

    private final List<String> faults = Collections.synchronizedList(new ArrayList<>());

    /** Two versions of a solution. */
    private record Pair(String id, Path older, Path newer, boolean real, boolean managed) {}

    /** @param columns that are gone from tables that stay */
    private record Outcome(
            Pair pair,
            Way way,
            int components,
            int rows,
            int columns,
            int values,
            int settings,
            Optional<String> refusal) {

        String name() {
            return pair.id() + (pair.real() ? " (real)" : "") + " " + way;
        }
    }

    @Test
    void what_is_said_to_be_lost_is_what_is_lost() throws Exception {
        Corpus corpus = Corpus.orSkip();
        List<Pair> pairs = pairs(corpus);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<Outcome> outcomes = new ArrayList<>();
        try {
            List<Callable<List<Outcome>>> work = pairs.stream()
                    .<Callable<List<Outcome>>>map(pair -> () -> all(pair))
                    .toList();
            for (Future<List<Outcome>> done : threads.invokeAll(work)) {
                outcomes.addAll(done.get());
            }
        } finally {
            threads.shutdownNow();
        }
        Map<String, String> refused = new TreeMap<>();
        outcomes.forEach(outcome -> outcome.refusal().ifPresent(why -> refused.put(outcome.name(), why)));
        Map<Way, Long> taken = outcomes.stream()
                .filter(outcome -> outcome.refusal().isEmpty())
                .collect(Collectors.groupingBy(Outcome::way, TreeMap::new, Collectors.counting()));
        System.out.println("rollback of real solutions: "
                + pairs.stream().filter(Pair::real).count() + " in two real versions, "
                + pairs.stream().filter(pair -> !pair.real()).count() + " with a made one; taken " + taken + ", lost "
                + sum(outcomes, Outcome::components) + " components, "
                + sum(outcomes, Outcome::rows) + " rows, "
                + sum(outcomes, Outcome::values) + " values of "
                + sum(outcomes, Outcome::columns) + " columns, "
                + sum(outcomes, Outcome::settings)
                + " values of variables and connections, all of them as said; refused: " + refused);
        assertThat(faults).isEmpty();
        assertThat(outcomes.stream().map(Outcome::name))
                .as("every way of every pair")
                .containsExactlyInAnyOrderElementsOf(pairs.stream()
                        .flatMap(pair -> ways(pair).stream()
                                .map(way -> new Outcome(pair, way, 0, 0, 0, 0, 0, Optional.empty()).name()))
                        .toList());
        // two solutions of the same name, from two makers: the older is no version of the newer
        assertThat(refused)
                .containsOnlyKeys("s085-instagrambasicdisplay (real) update")
                .containsValue(
                        "InstagramBasicDisplay cannot be rolled back in local by the way 'update': its publisher is"
                                + " Cr3cb97, and that of the zip Cr1b06f. Nothing was changed.");
        assertThat(taken.keySet()).containsExactlyInAnyOrder(Way.UPDATE, Way.REPUBLISH, Way.REINSTALL, Way.DISCARD);
        Set<String> lossy = outcomes.stream()
                .filter(outcome -> outcome.rows() > 0 && outcome.values() > 0 && outcome.columns() > 0)
                .map(outcome -> outcome.pair().id())
                .collect(Collectors.toSet());
        assertThat(sum(outcomes, Outcome::settings)).isPositive();
        assertThat(lossy).as("that lose rows and values").hasSizeGreaterThanOrEqualTo(2);
    }

    private static int sum(List<Outcome> outcomes, ToIntFunction<Outcome> count) {
        return outcomes.stream().mapToInt(count).sum();
    }

    private static List<Way> ways(Pair pair) {
        return pair.managed() ? List.of(Way.DISCARD, Way.UPDATE, Way.REINSTALL, Way.REPUBLISH) : List.of(Way.UPDATE);
    }

    /** Those with two versions always; of the others a sample, or all of them in CI. */
    private List<Pair> pairs(Corpus corpus) throws Exception {
        Map<String, List<String>> byName = new LinkedHashMap<>();
        Map<String, SolutionPackage> read = new LinkedHashMap<>();
        for (String id : corpus.ids()) {
            SolutionPackage zip = RollbackFixture.read(corpus.zip(id));
            read.put(id, zip);
            byName.computeIfAbsent(zip.uniqueName().toLowerCase() + zip.isManaged(), name -> new ArrayList<>())
                    .add(id);
        }
        List<Pair> pairs = new ArrayList<>();
        Set<String> done = new TreeSet<>();
        for (List<String> ids : byName.values()) {
            ids.sort((one, other) -> read.get(one)
                    .header()
                    .version()
                    .compareTo(read.get(other).header().version()));
            String first = ids.get(0);
            String last = ids.get(ids.size() - 1);
            if (read.get(first)
                            .header()
                            .version()
                            .compareTo(read.get(last).header().version())
                    < 0) {
                pairs.add(new Pair(
                        last,
                        corpus.zip(first),
                        corpus.zip(last),
                        true,
                        read.get(last).isManaged()));
                if (publisher(read.get(first)).equals(publisher(read.get(last)))) {
                    done.add(last);
                }
            }
        }
        for (String id : corpus.sampleIds()) {
            if (!done.contains(id) && read.get(id).header().parent().isEmpty()) {
                Path older = folder.resolve(id + "-older.zip");
                SeededPrevious.write(corpus.zip(id), older, id.hashCode());
                assertThat(RollbackFixture.read(older).header().version())
                        .as(id)
                        .isLessThan(read.get(id).header().version());
                pairs.add(
                        new Pair(id, older, corpus.zip(id), false, read.get(id).isManaged()));
            }
        }
        return pairs;
    }

    private static String publisher(SolutionPackage zip) {
        return zip.header().publisher().uniqueName();
    }

    /** One way after the other in one environment; each but the first begins with the newer version. */
    private List<Outcome> all(Pair pair) throws Exception {
        List<Outcome> outcomes = new ArrayList<>();
        SolutionPackage older = RollbackFixture.read(pair.older());
        SolutionPackage newer = RollbackFixture.read(pair.newer());
        Path own = Files.createDirectories(folder.resolve(pair.id() + (pair.real() ? "-real" : "")));
        try (RollbackFixture fixture = new RollbackFixture(own)) {
            fixture.declareDependenciesOf(pair.older(), pair.newer());
            fixture.install(older);
            for (Way way : ways(pair)) {
                try {
                    outcomes.add(one(pair, older, newer, way, fixture));
                } catch (Exception | AssertionError e) {
                    faults.add(pair.id() + " by " + way + ": " + e);
                    break;
                }
            }
        }
        return outcomes;
    }

    private static Outcome one(
            Pair pair, SolutionPackage older, SolutionPackage newer, Way way, RollbackFixture fixture)
            throws Exception {
        String name = newer.uniqueName();
        if (way == Way.DISCARD) {
            fixture.stage(newer);
        } else {
            fixture.install(newer);
        }
        fixture.fillTables();
        fixture.fillSettings();
        EnvironmentTruth before = fixture.truth();

        RollbackRequest request = RollbackFixture.request(way, true, name);
        RollbackPlan plan = fixture.rollback(Shelf.of(older)).plan(request).get(0);
        if (plan.refusal().isPresent()) {
            assertThat(before).isEqualTo(fixture.truth());
            return new Outcome(
                    pair, way, 0, 0, 0, 0, 0, Optional.of(plan.refusal().get().problem()));
        }
        fixture.rollback(Shelf.of(older)).run(request, List.of(plan));

        EnvironmentTruth after = fixture.truth();
        Losses losses = plan.option().losses();
        assertThat(losses.isUncertain()).as(losses.data().toString()).isFalse();
        Set<UUID> said = losses.components().stream().map(LostComponent::id).collect(Collectors.toSet());
        Set<UUID> lost = before.lostComponents(after);
        assertThat(names(before, without(said, lost))).as("said and not lost").isEmpty();
        assertThat(names(before, without(lost, said))).as("lost and not said").isEmpty();
        Map<String, Integer> rows = new TreeMap<>();
        losses.tables().stream()
                .filter(table -> table.amount().isSome())
                .forEach(table -> rows.put(table.table(), table.amount().number()));
        assertThat(rows).as("rows").isEqualTo(before.lostRows(after));
        Map<String, Integer> values = new TreeMap<>();
        losses.columns().stream()
                .filter(column -> column.amount().isSome())
                .forEach(column -> values.put(
                        column.table() + "." + column.column(), column.amount().number()));
        assertThat(values).as("values").isEqualTo(before.lostValues(after));
        // a value that a package brings comes again with it, and is told all the same
        Set<String> set = before.settingsOf(RollbackFixture.SET_HERE);
        assertThat(losses.settings().stream()
                        .map(line -> line.substring(0, line.indexOf(": ")))
                        .filter(set::contains))
                .as("settings")
                .containsExactlyInAnyOrderElementsOf(without(set, after.settingsOf(RollbackFixture.SET_HERE)));
        Set<String> columns = before.lostColumns(after);
        assertThat(before.values().keySet())
                .as("with values, so that each loss of some is seen")
                .containsAll(columns);
        assertThat(fixture.version(name))
                .isEqualTo(
                        way == Way.REPUBLISH
                                ? Republication.after(newer.header().version())
                                        .orElseThrow()
                                        .text()
                                : older.header().version().text());
        return new Outcome(
                pair,
                way,
                losses.components().size(),
                rows.values().stream().mapToInt(Integer::intValue).sum(),
                columns.size(),
                values.values().stream().mapToInt(Integer::intValue).sum(),
                losses.settings().size(),
                Optional.empty());
    }

    private static <T> Set<T> without(Set<T> all, Set<T> some) {
        Set<T> left = new HashSet<>(all);
        left.removeAll(some);
        return left;
    }

    private static Set<String> names(EnvironmentTruth truth, Set<UUID> ids) {
        return ids.stream()
                .map(id -> truth.components().getOrDefault(id, "?") + " " + id)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
