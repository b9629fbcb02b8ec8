package io.github.dataversealm.solution.check.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.check.desktopflow.RobinScript;
import io.github.dataversealm.solution.check.index.JsonDocuments;
import io.github.dataversealm.solution.check.index.Part;
import io.github.dataversealm.solution.check.index.Solution;
import io.github.dataversealm.solution.check.index.SolutionReader;
import io.github.dataversealm.solution.check.tree.ZipTree;
import io.github.dataversealm.solution.corpus.Corpus;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The scripts of real desktop flows are found and understood. */
class DesktopFlowCorpusTest {

    @Test
    void scripts_of_real_flows_are_read() throws IOException {
        Corpus corpus = Corpus.orSkip();
        int flows = 0;
        List<RobinScript> scripts = new ArrayList<>();
        for (String id : corpus.ids()) {
            try (ZipTree tree = ZipTree.open(corpus.zip(id), ZipLimits.DEFAULT)) {
                Solution solution = new SolutionReader(tree, element -> {}).read();
                for (Part process : solution.processes()) {
                    if (DesktopFlowReader.isDesktopFlow(process)) {
                        flows++;
                        new DesktopFlowReader(solution, new JsonDocuments())
                                .read(process, new Deadline(10_000_000_000L, System::nanoTime))
                                .ifPresent(flow -> scripts.add(flow.script()));
                    }
                }
            }
        }
        int[] statements = {0};
        scripts.forEach(script -> script.visit(statement -> statements[0]++));
        assertThat(scripts).hasSize(flows);
        assertThat(scripts).anySatisfy(script -> {
            assertThat(script.inputs()).hasSize(4);
            assertThat(script.subflows()).extracting(RobinScript.Subflow::name).contains("excelOutputSF");
        });
        System.out.println("corpus desktop flows: " + flows + ", with a script " + scripts.size() + ", statements "
                + statements[0]);
    }
}
