package io.github.dataversealm.solution.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.contents.SolutionReader;
import io.github.dataversealm.solution.corpus.Corpus;
import io.github.dataversealm.solution.dependency.DependencyFinding.Kind;
import io.github.dataversealm.solution.dependency.DependencyTree.Node;
import io.github.dataversealm.solution.model.Coordinates;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real solutions that need each other: the components that one names as missing are found in the other. */
class DependencyCorpusTest {

    /**
     * Two of them are needed in a higher version than the corpus has: 0.6.0.0, and 1.0.2.0 with 20 more tables. NonprofitCore
     * is there in a higher one, without two site maps and a web resource. What is not there was counted in the text, too.
     */
    @ParameterizedTest
    @CsvSource({
        "s099-microsoftcommondatamodel-m, s098-microsoftcommondatamodel, 54, 54, TOO_LOW",
        "s100-microsoftcommondatamodel-m, s098-microsoftcommondatamodel, 142, 142, TOO_LOW",
        "s115-msfedcore, s079-govcdmcore, 928, 692, TOO_LOW NOT_BROUGHT",
        "s116-msfedcore-m, s080-govcdmcore-m, 928, 692, TOO_LOW NOT_BROUGHT",
        "s122-nonprofitmeasurement-m, s121-nonprofitcore-m, 116, 113, NOT_BROUGHT",
        "s123-nonprofitoperationstoolk-m, s121-nonprofitcore-m, 5, 5, ''",
        "s144-psaopsintegration, s113-msdynceprospecttocashint, 1, 1, ''",
        "s145-psaopsintegration-m, s114-msdynceprospecttocashint-m, 1, 1, ''"
    })
    void what_is_needed_of_a_real_dependency_is_in_it(
            String needing, String needed, int components, int there, String kinds) throws IOException {
        Corpus corpus = Corpus.orSkip();
        Coordinates root = Coordinates.of("corpus", needing, "1.0");
        Coordinates name = Coordinates.of("corpus", needed, "1.0");
        SolutionNode dependency = node(corpus.zip(needed), name);
        SolutionNode subject = node(corpus.zip(needing), root);
        int named = 0;
        int brought = 0;
        for (Need need : subject.needs()) {
            if (need.key().equals(dependency.key())) {
                named++;
                brought += dependency
                                .components()
                                .brings(need.component().orElseThrow().required())
                        ? 1
                        : 0;
            }
        }
        assertThat(named).isEqualTo(components);
        assertThat(brought).isEqualTo(there);
        Node declared =
                new Node(name, "compile", false, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
        assertThat(new DependencyCheck(
                                subject,
                                new DependencyTree(root, List.of(declared)),
                                List.of(dependency),
                                new SolutionNames(Map.of(), List.of()),
                                Map.of())
                        .findings())
                .filteredOn(finding -> finding.kind() != Kind.UNDECLARED)
                .extracting(finding -> finding.kind().toString())
                .containsExactlyElementsOf(kinds.isEmpty() ? List.of() : List.of(kinds.split(" ")));
    }

    private static SolutionNode node(Path zip, Coordinates name) throws IOException {
        return SolutionNode.of(
                SolutionReader.read(zip, ZipLimits.DEFAULT), Optional.of(name), List.of(), zip.toString());
    }
}
