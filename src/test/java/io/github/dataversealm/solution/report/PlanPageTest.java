package io.github.dataversealm.solution.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.dependency.DemandedSolution;
import io.github.dataversealm.solution.dependency.SolutionNode;
import io.github.dataversealm.solution.dependency.VersionDemand;
import io.github.dataversealm.solution.dependency.VersionRange;
import io.github.dataversealm.solution.deploy.Baseline;
import io.github.dataversealm.solution.deploy.ContentRule;
import io.github.dataversealm.solution.deploy.ImportOptions;
import io.github.dataversealm.solution.deploy.PendingUpgrade;
import io.github.dataversealm.solution.deploy.Prerequisites.Prerequisite;
import io.github.dataversealm.solution.deploy.TargetState;
import io.github.dataversealm.solution.deploy.UpgradePreview;
import io.github.dataversealm.solution.model.Coordinates;
import io.github.dataversealm.solution.model.SolutionVersion;
import io.github.dataversealm.solution.plan.PlanCommand;
import io.github.dataversealm.solution.plan.PlanDocument;
import io.github.dataversealm.solution.plan.PlanDocument.PlannedEnvironment;
import io.github.dataversealm.solution.plan.PlanDocument.PlannedSolution;
import io.github.dataversealm.solution.plan.PlanDocument.Step;
import io.github.dataversealm.solution.plan.Rollout;
import io.github.dataversealm.solution.plan.SettingsPin;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanPageTest {

    private static final ImportOptions USUAL = ImportOptions.DEFAULT;

    @TempDir
    Path folder;

    private String page(ImportOptions options, Rollout rollout) throws IOException {
        PlannedSolution solution = new PlannedSolution(
                "Trips",
                new TargetState(Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Baseline.NOTHING),
                List.of(new Step("upgrade", "1.0 is installed.")),
                Optional.of(new UpgradePreview(List.of(), List.of(), List.of("Trips_Patch 1.0.1.0"), true)),
                List.of(),
                List.of("2 dependencies are product updates"));
        PlannedEnvironment environment = new PlannedEnvironment(
                "a",
                URI.create("https://a.crm.dynamics.com"),
                false,
                false,
                new UUID(1, 1),
                "",
                new SettingsPin(List.of(new SettingsPin.SettingsFile("s|.json", "abc123")), List.of(), List.of()),
                List.of(),
                List.of(),
                List.of(solution));
        PlanDocument plan = new PlanDocument(
                Instant.EPOCH,
                "test",
                options,
                rollout,
                new PlanCommand(List.of("solution:plan"), new TreeMap<>(Map.of("env", "a"))),
                List.of(),
                List.of(),
                List.of(),
                List.of(base()),
                List.of(environment));
        return Files.readString(PlanPage.write(folder.resolve("plan.json"), plan, "0d1e"));
    }

    private static Prerequisite base() {
        SolutionNode node = SolutionNode.named(
                "Base", new SolutionVersion("1.9.0.0"), true, Coordinates.parse("com.contoso:base:1.9.0"));
        VersionDemand demand = new VersionDemand(
                Optional.empty(), List.of(VersionRange.parse("[1.0,2.0)").orElseThrow()));
        return new Prerequisite(new DemandedSolution(node, demand), "Trips", false);
    }

    @Test
    void those_who_approve_see_what_is_not_usual_and_what_is_taken_along() throws IOException {
        ImportOptions options = new ImportOptions(
                true,
                false,
                true,
                false,
                false,
                true,
                false,
                true,
                PendingUpgrade.DISCARD,
                false,
                Optional.of(ContentRule.FAIL),
                true,
                USUAL.maxWait(),
                USUAL.startGrace());
        assertThat(page(options, new Rollout(List.of(List.of("a"), List.of("b", "c")), false)))
                .contains("Digest of the plan: `0d1e`")
                .contains("`forceOverwrite=true`", "`activatePlugins=false`", "`skipDependencyCheck=true`")
                .contains(
                        "`update=true`",
                        "`allowLowerVersion=true`",
                        "`pendingUpgrade=discard`",
                        "`versionCheck=fail`",
                        "`allowMissingConnections=true`")
                .contains("**also after one that failed**", "1. `a`\n2. `b`, `c`\n")
                .contains("- `Base` of `com.contoso:base` in `[1.0,2.0)`, needed by `Trips`\n")
                .contains("Settings file: `s .json`, sha256 `abc123`")
                .contains("Patches that go with the old version of `Trips`:\n\n- `Trips_Patch 1.0.1.0`")
                .contains("Notes on `Trips`:\n\n- `2 dependencies are product updates`");
    }

    @Test
    void what_is_usual_takes_no_line() throws IOException {
        assertThat(page(USUAL, new Rollout(List.of(List.of("a")), true)))
                .doesNotContain("not the usual", "Waves", "stopOnFailure");
    }

    @Test
    void a_plan_that_is_no_longer_true_goes_with_its_page() throws IOException {
        page(USUAL, new Rollout(List.of(List.of("a")), true));
        Files.writeString(folder.resolve("plan.json"), "{}");
        PlanPage.delete(folder.resolve("plan.json"));
        assertThat(folder).isEmptyDirectory();
        PlanPage.delete(folder);
        assertThat(folder).isDirectory();
    }
}
