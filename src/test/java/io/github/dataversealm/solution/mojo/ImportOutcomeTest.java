package io.github.dataversealm.solution.mojo;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.deploy.EnvironmentReport;
import io.github.dataversealm.solution.environment.Environment;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.report.ImportSummary;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImportOutcomeTest {

    private static final SolutionException FAULT = new SolutionException(null, "No settings.", "Write them.");

    @Test
    void all_good_is_no_fault() {
        assertThatCode(() -> tell(Optional.empty(), report("a", Optional.empty()), report("b", Optional.empty())))
                .doesNotThrowAnyException();
    }

    @Test
    void a_report_that_could_not_be_written_is_one_when_all_is_good() {
        IOException unwritten = new IOException("The disk is full.");
        assertThatThrownBy(() -> tell(Optional.of(unwritten), report("a", Optional.empty())))
                .isSameAs(unwritten);
        assertThatThrownBy(() -> tell(Optional.of(unwritten), report("a", Optional.of(FAULT))))
                .as("and hides none of the others")
                .isSameAs(FAULT);
    }

    @Test
    void the_fault_of_a_single_environment_says_it_all() {
        IOException broken = new IOException("The disk failed.");
        assertThatThrownBy(() -> tell(Optional.empty(), report("a", Optional.of(broken))))
                .isSameAs(broken);
    }

    @Test
    void of_several_the_one_that_failed_is_named() {
        assertThatThrownBy(() ->
                        tell(Optional.empty(), report("alpha", Optional.empty()), report("beta", Optional.of(FAULT))))
                .isInstanceOf(SolutionException.class)
                .isNotSameAs(FAULT)
                .hasMessageContaining("beta");
    }

    private static void tell(Optional<IOException> unwritten, EnvironmentReport... reports) throws IOException {
        new ImportOutcome(List.of(reports), unwritten).tell(new ImportSummary(Path::toString), Reporter.silent());
    }

    private static EnvironmentReport report(String id, Optional<Throwable> fault) {
        return new EnvironmentReport(
                new Environment(id, URI.create("https://" + id + ".test"), "server", Optional.empty(), false),
                List.of(),
                fault,
                List.of(),
                Optional.empty(),
                Duration.ZERO);
    }
}
