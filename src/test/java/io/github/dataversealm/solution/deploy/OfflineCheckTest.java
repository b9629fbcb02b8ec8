package io.github.dataversealm.solution.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dataversealm.solution.corpus.Corpus;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.testkit.SampleSolution;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfflineCheckTest {

    @Test
    void a_sound_zip_passes(@TempDir Path folder) throws Exception {
        Path zip = folder.resolve("trips.zip");
        SampleSolution.copyTo(folder.resolve("sources")).packTo(zip.toFile());
        assertThatCode(() -> new OfflineCheck().require(zip, List.of())).doesNotThrowAnyException();
    }

    @Test
    void what_an_environment_would_refuse_is_named_with_its_rule(@TempDir Path folder) throws Exception {
        Path zip = folder.resolve("trips.zip");
        SampleSolution.copyTo(folder.resolve("sources"))
                .replace("Other/Solution.xml", "<UniqueName>ContosoTrips<", "<UniqueName>1-Contoso<")
                .packTo(zip.toFile());
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> new OfflineCheck().require(zip, List.of()))
                .withMessageContaining("trips.zip: An environment would refuse it; nothing was sent.")
                .withMessageContaining("(pkg-solution-name)")
                .withMessageContaining("-Dsolution.check.skip=true");
    }

    @Test
    void real_solutions_are_not_held_up() throws Exception {
        Corpus corpus = Corpus.orSkip();
        List<String> refused = new ArrayList<>();
        OfflineCheck check = new OfflineCheck();
        for (String id : corpus.ids()) {
            try {
                check.require(corpus.root().resolve("zips/" + id + ".zip"), List.of());
            } catch (SolutionException e) {
                refused.add(id + ": " + e.problem());
            }
        }
        System.out.println("offline check before an import: " + (corpus.ids().size() - refused.size()) + " of "
                + corpus.ids().size() + " pass; refused: " + refused);
        assertThat(refused).isEmpty();
    }
}
