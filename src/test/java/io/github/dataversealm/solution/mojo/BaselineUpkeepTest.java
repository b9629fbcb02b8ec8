package io.github.dataversealm.solution.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.check.CheckResults;
import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.finding.RuleInfo;
import io.github.dataversealm.solution.check.finding.Severity;
import io.github.dataversealm.solution.check.fixture.MadeResult;
import io.github.dataversealm.solution.check.gate.Baseline;
import io.github.dataversealm.solution.testkit.Messages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineUpkeepTest {

    private static final RuleInfo RULE = MadeResult.rule("web-avoid-eval", Severity.HIGH, "eval is used", "Mend it.");
    private static final Finding NEW = finding(1);
    private static final Finding MENDED = finding(2);

    @TempDir
    private Path folder;

    private final Messages messages = new Messages();
    private BaselineUpkeep upkeep;

    @BeforeEach
    void file() {
        upkeep = new BaselineUpkeep(folder.resolve("known.json"), "known.json", messages);
    }

    @Test
    void an_update_takes_in_what_is_new_and_takes_out_what_is_mended() throws IOException {
        write(MENDED);
        upkeep.update(mendedAndNew());
        assertThat(fingerprints()).containsExactly(NEW.fingerprint());
        assertThat(messages.infos()).containsExactly("Baseline: known.json");
    }

    @Test
    void the_first_update_makes_the_file() throws IOException {
        upkeep.update(
                new CheckResults(List.of(new MadeResult("Trips").finding(NEW).build())));
        assertThat(fingerprints()).containsExactly(NEW.fingerprint());
    }

    @Test
    void pruning_takes_in_nothing() throws IOException {
        write(MENDED);
        upkeep.prune(mendedAndNew());
        assertThat(fingerprints()).isEmpty();
    }

    @Test
    void pruning_makes_no_file() throws IOException {
        upkeep.prune(mendedAndNew());
        assertThat(upkeep.file()).doesNotExist();
        assertThat(messages.infos()).isEmpty();
    }

    private void write(Finding known) throws IOException {
        Baseline.none().with(List.of(known)).write(upkeep.file());
    }

    private List<String> fingerprints() throws IOException {
        return Baseline.read(upkeep.file()).entries().stream()
                .map(Baseline.Entry::fingerprint)
                .toList();
    }

    private static CheckResults mendedAndNew() {
        Baseline known = Baseline.none().with(List.of(MENDED));
        return new CheckResults(List.of(new MadeResult("Trips")
                .rules(List.of(RULE))
                .finding(NEW)
                .gone(known.find(MENDED).orElseThrow())
                .build()));
    }

    private static Finding finding(int number) {
        return MadeResult.finding(RULE, "ctr_/app.js", "WebResources/ctr_app.js", number, "It is so.");
    }
}
