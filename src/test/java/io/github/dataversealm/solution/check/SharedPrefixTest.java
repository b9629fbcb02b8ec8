package io.github.dataversealm.solution.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.finding.Severity;
import io.github.dataversealm.solution.check.fixture.Checking;
import io.github.dataversealm.solution.check.fixture.CleanSolution;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A name of a prefix that many solutions share, and that are installed one by one, may be in another of them. */
class SharedPrefixTest {

    @TempDir
    private Path folder;

    @Test
    void a_script_of_ones_own_prefix_that_is_nowhere_is_grave() throws IOException {
        assertThat(missingScripts("contoso")).containsExactly(Severity.HIGH);
    }

    @Test
    void a_script_of_a_prefix_that_many_solutions_share_may_be_in_another_one() throws IOException {
        assertThat(missingScripts("msdyn")).containsExactly(Severity.LOW);
    }

    private List<Severity> missingScripts(String prefix) throws IOException {
        Path zip = new CleanSolution()
                .replace(
                        CleanSolution.MANIFEST, "<CustomizationPrefix>contoso<", "<CustomizationPrefix>" + prefix + "<")
                .replace(
                        CleanSolution.CUSTOMIZATIONS,
                        "<formLibraries>",
                        "<formLibraries><Library name=\"" + prefix + "_/gone.js\" />")
                .write(folder.resolve("solution.zip"));
        return Checking.of(zip).run().findings().stream()
                .filter(finding -> finding.rule().id().equals("form-library-missing"))
                .map(Finding::severity)
                .toList();
    }
}
