package io.github.dataversealm.solution.corpus.defect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.check.CheckRequest;
import io.github.dataversealm.solution.check.Checker;
import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.fixture.Checking;
import io.github.dataversealm.solution.check.fixture.Scene;
import io.github.dataversealm.solution.corpus.Corpus;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damage of 24 kinds (spec check-rules section 4.4) in real solutions that are clean of it: the named rule must find it in
 * the zip, shown in the sources, and in the unpacked folder, in the file and line that a search of the damaged text finds.
 */
class SeededDefectsTest {

    /** All of them in CI, few by hand. */
    private static final int SOLUTIONS = Boolean.getBoolean("solution.corpus.required") ? 20 : 4;

    private static final long SEED = 5;

    /** Solutions of more bytes of {@code customizations.xml} come last, for kinds that few solutions have. */
    private static final int LARGE = 1_000_000;

    private final Corpus corpus = Corpus.orSkip();

    @TempDir
    private Path temp;

    /** How a kind fares. */
    private static final class Tally {

        private int solutions;
        private int tested;
        private int found;
        private int placed;

        @Override
        public String toString() {
            return found + "/" + placed + "/" + tested + " in " + solutions;
        }
    }

    @Test
    void defects_of_all_kinds_are_found_at_their_place() throws IOException {
        List<Kind> kinds = Stream.of(
                        PackageDefects.kinds(), TableDefects.kinds(), FlowDefects.kinds(), PluginDefects.kinds())
                .flatMap(List::stream)
                .toList();
        assertThat(kinds).hasSize(24);
        Map<String, Tally> tallies = new TreeMap<>();
        kinds.forEach(kind -> tallies.put(kind.name(), new Tally()));
        for (String id : solutions()) {
            List<Kind> open = kinds.stream()
                    .filter(kind -> tallies.get(kind.name()).solutions < SOLUTIONS)
                    .toList();
            if (!open.isEmpty()) {
                damage(id, open, tallies);
            }
        }
        int tested = tallies.values().stream().mapToInt(tally -> tally.tested).sum();
        int found = tallies.values().stream().mapToInt(tally -> tally.found).sum();
        int placed = tallies.values().stream().mapToInt(tally -> tally.placed).sum();
        System.out.println("corpus check seeded defects: found " + found + " of " + tested + ", right place " + placed
                + " of " + tested + ", per kind " + tallies);
        assertThat(tallies.values()).allMatch(tally -> tally.tested > 0);
        assertThat(found).as("found").isGreaterThanOrEqualTo(tested * 98 / 100);
        assertThat(placed).as("right place").isGreaterThanOrEqualTo(tested * 98 / 100);
    }

    private List<String> solutions() throws IOException {
        List<String> ids = new ArrayList<>(corpus.ids());
        Collections.shuffle(ids, new Random(SEED));
        Map<String, Long> sizes = new HashMap<>();
        for (String id : ids) {
            try (ZipFile zip = new ZipFile(corpus.zip(id).toFile())) {
                sizes.put(id, zip.getEntry(Parcel.CUSTOMIZATIONS).getSize());
            }
        }
        ids.sort(Comparator.comparing(id -> sizes.get(id) > LARGE));
        return ids;
    }

    /** Damages a solution in all the ways that it can be damaged in, each for itself. */
    private void damage(String id, List<Kind> kinds, Map<String, Tally> tallies) throws IOException {
        Parcel parcel = Parcel.read(corpus.zip(id));
        Random random = new Random(SEED + id.hashCode());
        Map<Kind, Injected> all = new LinkedHashMap<>();
        kinds.forEach(kind -> kind.inject(parcel, random).ifPresent(injected -> all.put(kind, injected)));
        Set<String> loud = loud(id, all.values());
        all.values().removeIf(injected -> loud.contains(injected.rule()));
        Map<Kind, List<Outcome>> outcomes = all.entrySet().parallelStream()
                .collect(Collectors.toConcurrentMap(
                        Map.Entry::getKey, entry -> outcomes(id, entry.getKey(), entry.getValue())));
        all.forEach((kind, injected) -> {
            Tally tally = tallies.get(kind.name());
            tally.solutions++;
            for (Outcome outcome : outcomes.get(kind)) {
                tally.tested++;
                tally.found += outcome.found ? 1 : 0;
                tally.placed += outcome.placed ? 1 : 0;
                if (!outcome.placed) {
                    System.out.println("seeded defect missed: " + kind.name() + ", " + id + ", " + injected.what()
                            + ": " + outcome.text);
                }
            }
        });
    }

    /** The rules that are not silent about the solution as it is. */
    private Set<String> loud(String id, Collection<Injected> all) throws IOException {
        Checking checking = Checking.of(corpus.zip(id));
        all.forEach(injected -> checking.only(injected.rule()));
        return check(checking.request()).stream()
                .map(finding -> finding.rule().id())
                .collect(Collectors.toSet());
    }

    private record Outcome(boolean found, boolean placed, String text) {}

    private List<Outcome> outcomes(String id, Kind kind, Injected injected) {
        try {
            Path work = Files.createDirectories(temp.resolve(kind.name().replace(' ', '-') + "/" + id));
            List<Outcome> outcomes = outcomes(id, injected, work);
            delete(work);
            return outcomes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Outcome> outcomes(String id, Injected injected, Path work) throws IOException {
        Path zip = work.resolve(id + ".zip");
        Parcel.write(injected.entries(), zip);
        Path folder = unpack(id, injected, zip, work);
        Set<String> places = injected.places().apply(Sources.of(folder));
        List<Outcome> outcomes = new ArrayList<>();
        outcomes.add(outcome("zip", Checking.of(zip).sources(folder), injected.rule(), places));
        if (!injected.folderRule().isEmpty()) {
            outcomes.add(outcome("folder", Checking.of(folder), injected.folderRule(), places));
        }
        return outcomes;
    }

    /** The sources with the defect: unpacked, or when that is refused, the clean sources and the same damage in them. */
    private Path unpack(String id, Injected injected, Path zip, Path work) throws IOException {
        Path folder = work.resolve("damaged");
        if (injected.folderEdit().isEmpty()) {
            return Scene.unpack(zip, folder);
        }
        try {
            return Scene.unpack(zip, folder);
        } catch (SolutionException e) {
            Path clean = Scene.unpack(corpus.zip(id), work.resolve("clean"));
            injected.folderEdit().get().apply(clean);
            return clean;
        }
    }

    private static Outcome outcome(String what, Checking checking, String rule, Set<String> places) throws IOException {
        List<Finding> findings = check(checking.only(rule).request()).stream()
                .filter(finding -> finding.rule().id().equals(rule))
                .toList();
        Set<String> named =
                findings.stream().map(at -> at.file() + ":" + at.line()).collect(Collectors.toCollection(TreeSet::new));
        boolean right = !places.isEmpty() && named.stream().anyMatch(places::contains);
        return new Outcome(
                !findings.isEmpty(), right, what + ": " + rule + " named " + named + ", expected one of " + places);
    }

    private static List<Finding> check(CheckRequest request) throws IOException {
        return new Checker().check(request).findings();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Collections.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
