package io.github.dataversealm.solution.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dataversealm.solution.dataverse.HistoryEntry;
import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.testkit.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What list, history and publish show and send. */
class ReportsTest {

    @TempDir
    Path folder;

    private final DataverseAtOnce environment = new DataverseAtOnce();
    private final Messages messages = new Messages();

    @Test
    void solutions_are_listed_by_name_with_patches_and_times() {
        InstalledSolution trips = environment.add("Trips", "1.4.2.0", false);
        environment.add("Trips_Patch_1", "1.4.3.0", false, trips.id());
        environment.add("base", "10.0.0.0", true);
        assertThat(new ListSolutions(environment.api(), false).table())
                .containsExactly(
                        "Unique name    Display name           Version   Type                       Publisher  Installed         Modified",
                        "base           base Display           10.0.0.0  managed                    Contoso    2026-02-01 09:30  2026-02-01 09:30",
                        "Trips          Trips Display          1.4.2.0   unmanaged                  Contoso    2026-02-01 09:30  2026-02-01 09:30",
                        "Trips_Patch_1  Trips_Patch_1 Display  1.4.3.0   unmanaged, patch of Trips  Contoso    2026-02-01 09:30  2026-02-01 09:30");
    }

    @Test
    void the_list_is_written_as_json() throws IOException {
        InstalledSolution trips = environment.add("Trips", "1.4.2.0", false);
        environment.add("Trips_Patch_1", "1.4.3.0", false, trips.id());
        Path file = folder.resolve("new/solutions.json");
        new ListSolutions(environment.api(), false).write(file);
        JsonNode rows = new ObjectMapper().readTree(file.toFile());
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).get("uniqueName").asText()).isEqualTo("Trips");
        assertThat(rows.get(0).get("patchOf").isNull()).isTrue();
        assertThat(rows.get(1).get("patchOf").asText()).isEqualTo("Trips");
        assertThat(rows.get(1).get("managed").isBoolean()).isTrue();
        assertThat(Files.readString(file)).endsWith("]\n").doesNotContain("\r");
    }

    @Test
    void the_history_says_what_was_done_and_how_it_ended() throws IOException {
        environment.history.add(entry(0, 5, true, true, "", 187));
        environment.history.add(entry(0, 3, true, false, "The import\r\nsolution " + "x".repeat(200), 12));
        environment.history.add(entry(1, 0, false, false, "", -1));
        ReadHistory history = new ReadHistory(environment.api(), Optional.of("Trips"), 20);
        List<String> lines = history.table();
        assertThat(lines.get(0)).startsWith("Started           Solution  Version  Type     Operation");
        assertThat(lines.get(1)).contains("import (upgrade in one step)", "3:07 min", "succeeded");
        assertThat(lines.get(2))
                .contains("import (update)", "12 s", "failed (0x80048541): The import solution xxx", "…");
        assertThat(lines.get(3)).contains("uninstall", "running");
        Path file = folder.resolve("history.json");
        history.write(file);
        JsonNode failed = new ObjectMapper().readTree(file.toFile()).get(1);
        assertThat(failed.get("errorMessage").asText()).hasSizeGreaterThan(200);
        assertThat(failed.get("operation").asText()).isEqualTo("import");
        assertThat(failed.get("subOperationCode").asInt()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, import (first installation)",
        "0, 2, import (staged upgrade)",
        "4, 0, publish all",
        "9, 0, none",
        "12, 7, operation 12 (kind 7)"
    })
    void operations_have_words_and_unknown_ones_their_number(int operation, int sub, String expected) {
        assertThat(ReadHistory.describe(entry(operation, sub, true, true, "", 1)))
                .isEqualTo(expected);
    }

    @Test
    void everything_is_published_when_nothing_is_named() {
        publish(PublishSelection.ALL);
        assertThat(environment.calls).contains("publishAll").doesNotContain("publish");
        assertThat(messages.infos()).containsExactly("Publishing all customizations in dev", "Published in dev");
    }

    @Test
    void a_selection_is_published_by_names_and_ids() {
        environment.ids.put("webresourceset/name=ctr_/a.js", List.of(DataverseAtOnce.id("script")));
        publish(new PublishSelection(List.of("account", "a<b&c"), List.of("ctr_/a.js"), List.of("ctr_status")));
        assertThat(environment.calls)
                .contains("<importexportxml><entities><entity>account</entity><entity>a&lt;b&amp;c</entity></entities>"
                        + "<webresources><webresource>{" + DataverseAtOnce.id("script")
                        + "}</webresource></webresources>"
                        + "<optionsets><optionset>ctr_status</optionset></optionsets></importexportxml>");
        assertThat(messages.infos().get(0))
                .isEqualTo("Publishing tables account, a<b&c; web resource ctr_/a.js; choice ctr_status in dev");
    }

    @Test
    void an_unknown_web_resource_publishes_nothing() {
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> publish(new PublishSelection(List.of("account"), List.of("ctr_/b.js"), List.of())))
                .withMessageContaining("no web resource with the name ctr_/b.js");
        assertThat(environment.count("publish")).isZero();
    }

    private void publish(PublishSelection selection) {
        new PublishCustomizations(Targets.of(environment.api(), messages)).publish(selection);
    }

    /** @param seconds how long it took; -1: it has not ended */
    private static HistoryEntry entry(
            int operation, int sub, boolean completed, boolean succeeded, String message, int seconds) {
        return new HistoryEntry(
                "Trips",
                "1.4.2.0",
                operation,
                sub,
                completed,
                succeeded,
                message.isEmpty() ? "" : "0x80048541",
                message,
                Optional.of(DataverseAtOnce.DAY),
                seconds < 0 ? Optional.empty() : Optional.of(DataverseAtOnce.DAY.plus(Duration.ofSeconds(seconds))),
                "Contoso",
                true,
                false);
    }
}
