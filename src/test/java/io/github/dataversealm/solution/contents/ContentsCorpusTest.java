package io.github.dataversealm.solution.contents;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.contents.ManifestReader.Root;
import io.github.dataversealm.solution.corpus.Corpus;
import io.github.dataversealm.solution.model.ComponentType;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The index of every real solution: what its manifest lists is found, and what a plain search finds is in it. */
class ContentsCorpusTest {

    /** A zip as it was read. */
    private record Read(String id, SolutionContents contents, List<Root> absent) {}

    /**
     * Root components that the zips list and do not hold, by solution and type: forms, a process and a site map that are not
     * changed; environment variables of the old form, which are listed by an id that their definition lacks; two tables of
     * the platform in a solution made by hand.
     */
    private static final Map<String, Integer> ABSENT = Map.of(
            "s108-microsoftdynamics365volu-m 60", 3,
            "s121-nonprofitcore-m 60", 4,
            "s108-microsoftdynamics365volu-m 29", 1,
            "s121-nonprofitcore-m 62", 1,
            "s029-centerofexcellenceauditc-m 380", 6,
            "s035-centerofexcellencenurtur-m 380", 2,
            "s156-sample 1", 2);

    private static List<Read> readAll(Corpus corpus) {
        return corpus.ids().stream().map(id -> read(id, corpus.zip(id))).toList();
    }

    private static Read read(String id, Path zip) {
        SolutionReader reader = new SolutionReader();
        try {
            SolutionContents contents = reader.zip(zip, ZipLimits.DEFAULT);
            return new Read(id, contents, reader.contents().absent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void every_root_component_is_found_among_the_components() {
        List<Read> all = readAll(Corpus.orSkip());
        Map<String, Integer> kinds = new TreeMap<>();
        Map<String, Integer> absent = new TreeMap<>();
        int roots = 0;
        for (Read read : all) {
            for (Component component : read.contents().components()) {
                kinds.merge(ComponentType.describe(component.key().type()), 1, Integer::sum);
                roots += component.behavior().isPresent() ? 1 : 0;
            }
            for (Root root : read.absent()) {
                absent.merge(read.id() + " " + root.type(), 1, Integer::sum);
            }
        }
        System.out.println("corpus contents: " + all.size() + " solutions, " + roots + " root components, " + kinds);
        System.out.println("corpus contents: listed without being in the zip: " + absent);
        assertThat(absent).isEqualTo(ABSENT);
    }

    @Test
    void what_solutions_require_is_found_in_others() {
        List<Read> all = readAll(Corpus.orSkip());
        int sides = 0;
        int own = 0;
        int others = 0;
        List<Component> everything = new ArrayList<>();
        all.forEach(read -> everything.addAll(read.contents().components()));
        ComponentIndex index = ComponentIndex.of(everything);
        Map<String, Integer> matched = new TreeMap<>();
        Map<String, Integer> unmatched = new TreeMap<>();
        for (Read read : all) {
            ComponentIndex self = ComponentIndex.of(read.contents().components());
            for (MissingDependency dependency : read.contents().missingDependencies()) {
                sides++;
                own += self.find(dependency.required()).isPresent() ? 1 : 0;
                boolean found = index.satisfies(dependency.required());
                others += found ? 1 : 0;
                (found ? matched : unmatched).merge(dependency.required().key().type(), 1, Integer::sum);
            }
        }
        System.out.println("corpus contents: " + sides + " required sides, " + own + " also in the zip itself, "
                + others + " matched by other solutions of the corpus " + matched + ", not " + unmatched);
        assertThat(sides).isEqualTo(5825);
        assertThat(others).isGreaterThan(3000);
        assertThat(all).allSatisfy(ContentsCorpusTest::needsWhatItDoesNotDefine);
    }

    private static void needsWhatItDoesNotDefine(Read read) {
        ComponentIndex own = ComponentIndex.of(read.contents().components());
        assertThat(read.contents().missingDependencies()).noneMatch(dependency -> own.satisfies(dependency.required()));
    }
}
