package io.github.dataversealm.solution.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.artifact.ArtifactMetadata.CheckEvidence;
import io.github.dataversealm.solution.artifact.ArtifactMetadata.Strictness;
import io.github.dataversealm.solution.check.CheckResult;
import io.github.dataversealm.solution.check.fixture.Checking;
import io.github.dataversealm.solution.check.fixture.CleanSolution;
import io.github.dataversealm.solution.check.gate.SuppressionFile;
import io.github.dataversealm.solution.message.Reporter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the metadata of an artifact says of its check. */
class CheckEvidenceWriterTest {

    @TempDir
    private Path folder;

    private Strictness strictness(String suppression) throws IOException {
        CheckResult result = Checking.usual(
                        new CleanSolution().script("eval(\"a\");").write(folder.resolve("a.zip")))
                .suppression(SuppressionFile.parse(suppression))
                .run();
        CheckEvidence evidence = new CheckEvidenceWriter(
                        "io.github.dataversealm:solution-maven-plugin:0.1.0", " 0 ", 2, Reporter.silent())
                .of(result);
        assertThat(evidence.checker()).isEqualTo("0.1.0");
        assertThat(evidence.accepted()).isEqualTo(1);
        return evidence.strictness().orElseThrow();
    }

    @Test
    void a_suppression_that_names_nothing_is_told_with_what_it_lets_pass() throws IOException {
        assertThat(strictness("* | * | moving").sweeping()).isEqualTo(Map.of("*", Map.of("Critical", 1)));
    }

    @Test
    void one_that_names_what_it_is_about_is_counted_only() throws IOException {
        Strictness named = strictness("web-avoid-eval | contoso_/trip.js | the text is our own");
        assertThat(named.sweeping()).isEmpty();
        assertThat(named.suppressed()).isEqualTo(1);
        assertThat(named.errorThreshold()).isEqualTo("0");
        assertThat(named.excludes()).isEqualTo(2);
    }
}
