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

/** What may be right all the same counts less than what is certainly wrong. */
class UncertainFindingsTest {

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
        return severities(zip, "form-library-missing");
    }

    @Test
    void an_additional_file_of_an_app_is_what_other_tools_lose_and_environments_do_without() throws IOException {
        Path zip = new CleanSolution()
                .replace(
                        CleanSolution.CUSTOMIZATIONS,
                        "</DocumentUri>",
                        "</DocumentUri><AdditionalUris><AdditionalUri>/CanvasApps/contoso_app_AdditionalUris0_identity.json"
                                + "</AdditionalUri></AdditionalUris>")
                .write(folder.resolve("solution.zip"));
        assertThat(severities(zip, "pkg-file-missing")).containsExactly(Severity.MEDIUM);
    }

    @Test
    void the_app_itself_is_needed() throws IOException {
        Path zip = new CleanSolution().remove(CleanSolution.APP).write(folder.resolve("solution.zip"));
        assertThat(severities(zip, "pkg-file-missing")).containsExactly(Severity.CRITICAL);
    }

    private static List<Severity> severities(Path zip, String rule) throws IOException {
        return Checking.of(zip).run().findings().stream()
                .filter(finding -> finding.rule().id().equals(rule))
                .map(Finding::severity)
                .toList();
    }
}
