package io.github.dataversealm.solution.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.check.fixture.Checking;
import io.github.dataversealm.solution.check.fixture.CleanSolution;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Studio's app checker has left in a canvas app is reported, whatever it is. The clean solution knows one rule, r. */
class AppCheckerResultTest {

    private static final String PLACE =
            "\"locations\":[{\"physicalLocation\":{\"address\":{\"fullyQualifiedName\":\"S1.A.Text\"}}}]";

    @TempDir
    private Path folder;

    @Test
    void a_rule_that_nobody_knows_is_reported_under_its_own_name() throws IOException {
        assertThat(found("{\"ruleId\":\"app-FromTomorrow\",\"message\":{\"text\":\"Something new.\"}," + PLACE
                        + ",\"properties\":{\"level\":\"High\"}}"))
                .containsExactly("Informational app-checker-other app-FromTomorrow: S1.A.Text: Something new.");
    }

    @Test
    void a_rule_that_the_file_does_not_describe_and_that_has_no_message_is_reported() throws IOException {
        assertThat(found("{\"ruleId\":\"app-FromTomorrow\"}"))
                .containsExactly("Informational app-checker-other app-FromTomorrow: app-FromTomorrow");
    }

    @Test
    void a_formula_whose_level_is_not_known_counts_as_the_gravest() throws IOException {
        assertThat(found("{\"ruleId\":\"r\",\"message\":{\"id\":\"issue\",\"arguments\":[\"x\"]}," + PLACE
                        + ",\"properties\":{\"level\":\"Dreadful\"}}"))
                .containsExactly("Critical app-formula-issues-high S1.A.Text: Wrong x");
    }

    @Test
    void a_level_may_be_that_of_SARIF() throws IOException {
        assertThat(found("{\"ruleId\":\"r\",\"level\":\"warning\",\"message\":{\"id\":\"issue\"}," + PLACE + "}"))
                .containsExactly("Medium app-formula-issues-medium S1.A.Text: Wrong {0}");
        assertThat(found("{\"ruleId\":\"r\",\"level\":\"note\",\"message\":{\"id\":\"issue\"}," + PLACE + "}"))
                .containsExactly("Low app-formula-issues-low S1.A.Text: Wrong {0}");
    }

    @Test
    void a_rule_may_be_named_by_its_place_in_the_list() throws IOException {
        assertThat(found("{\"ruleIndex\":0,\"message\":{\"id\":\"issue\",\"arguments\":[\"y\"]}," + PLACE
                        + ",\"properties\":{\"level\":\"Low\"}}"))
                .containsExactly("Low app-formula-issues-low S1.A.Text: Wrong y");
    }

    @Test
    void an_argument_that_looks_like_a_slot_is_none() throws IOException {
        assertThat(found("{\"ruleId\":\"r\",\"message\":{\"id\":\"issue\",\"arguments\":[\"{1}$1\",\"second\"]},"
                        + PLACE + ",\"properties\":{\"level\":\"Low\"}}"))
                .containsExactly("Low app-formula-issues-low S1.A.Text: Wrong {1}$1");
    }

    @Test
    void a_place_without_a_full_name_is_made_of_its_parts() throws IOException {
        assertThat(found("{\"ruleId\":\"r\",\"message\":{\"id\":\"issue\",\"arguments\":[\"x\"]},\"locations\":"
                        + "[{\"properties\":{\"module\":\"S1\",\"type\":\"S1.A\",\"member\":\"Text\"}}],"
                        + "\"properties\":{\"level\":\"Low\"}}"))
                .containsExactly("Low app-formula-issues-low S1.A.Text: Wrong x");
    }

    private List<String> found(String result) throws IOException {
        Path zip = new CleanSolution().msappResult(result).write(folder.resolve("solution.zip"));
        CheckResult checked = Checking.of(zip).run();
        assertThat(checked.errors()).isEmpty();
        return checked.findings().stream()
                .map(finding ->
                        finding.severity().title() + ' ' + finding.rule().id() + ' ' + finding.message())
                .toList();
    }
}
