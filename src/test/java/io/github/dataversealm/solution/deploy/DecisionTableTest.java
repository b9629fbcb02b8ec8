package io.github.dataversealm.solution.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.dataversealm.solution.contents.SolutionHeader;
import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.deploy.InstalledContent.Standing;
import io.github.dataversealm.solution.environment.Environment;
import io.github.dataversealm.solution.model.Coordinates;
import io.github.dataversealm.solution.model.PackageType;
import io.github.dataversealm.solution.model.SolutionVersion;
import io.github.dataversealm.solution.testkit.Options;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionTableTest {

    /** Columns: zip, what is installed, what is staged, the options, what is decided. */
    @ParameterizedTest
    @CsvSource({
        // nothing installed: a plain import, whatever is asked
        "M 2.0, -, -, '', install",
        "U 2.0, -, -, '', install",
        "M 2.0, -, -, stageAndUpgrade, install",
        "M 2.0, -, -, importAsHolding, install",
        "M 2.0, -, -, importAsHolding stageAndUpgrade, install",
        "M 2.0, -, -, skipLowerVersion, install",
        "M 2.0, -, -, update, install",
        "M 2.0, -, 2.0, '', refuse",
        "M 2.0, -, 2.0, apply, refuse",
        "M 2.0, -, 2.0, discard, discard the staged upgrade",
        // managed over managed, higher
        "M 2.0, M 1.0, -, '', upgrade",
        "M 2.0, M 1.0, -, stageAndUpgrade, upgrade",
        "M 2.0, M 1.0, -, importAsHolding, stage",
        "M 2.0, M 1.0, -, importAsHolding stageAndUpgrade, stage and apply",
        "M 2.0, M 1.0, -, update, update",
        "M 2.0, M 1.0, -, update stageAndUpgrade, upgrade",
        "M 2.0, M 1.0, -, skipLowerVersion, upgrade",
        "M 2.0, M 1.0, -, allowLowerVersion, upgrade",
        "M 2.0, M 1.0, -, forceOverwrite, upgrade",
        "M 2.0, M 1.0, 1.5, '', refuse",
        "M 2.0, M 1.0, 1.5, apply, apply the staged upgrade",
        "M 2.0, M 1.0, 1.5, discard, discard the staged upgrade",
        "M 2.0, M 1.0, 1.5, importAsHolding, refuse",
        "M 2.0, M 1.0, 2.0, '', refuse",
        "M 2.0, M 1.0, 2.0, importAsHolding, skip",
        "M 2.0, M 1.0, 2.0, importAsHolding stageAndUpgrade, apply the staged upgrade",
        "M 2.0, M 1.0, 2.0, importAsHolding discard, discard the staged upgrade",
        "M 2.0, M 1.0, 3.0, '', refuse",
        // managed over managed, same
        "M 2.0, M 2.0, -, '', skip",
        "M 2.0, M 2.0.0.0, -, '', skip",
        "M 2.0, M 2.0, -, stageAndUpgrade, skip",
        "M 2.0, M 2.0, -, importAsHolding, skip",
        "M 2.0, M 2.0, -, update, update",
        "M 2.0, M 2.0, -, update skipLowerVersion, skip",
        "M 2.0, M 2.0, -, forceOverwrite, skip",
        "M 2.0, M 2.0, 3.0, '', refuse",
        // managed over managed, same, with what is known of the content
        "M 2.0, M 2.0, -, sameBytes, skip",
        "M 2.0, M 2.0, -, sameBytes snapshot, skip",
        "M 2.0, M 2.0, -, otherBytes, skip with a doubt",
        "M 2.0, M 2.0, -, otherBytes snapshot, refuse",
        "M 2.0, M 2.0, -, otherBytes fail, refuse",
        "M 2.0, M 2.0, -, otherBytes snapshot warn, skip with a doubt",
        "M 2.0, M 2.0, -, otherBytes snapshot off, skip",
        "M 2.0, M 2.0, -, otherBytes snapshot update, update",
        "M 2.0, M 2.0, -, otherBytes snapshot skipLowerVersion, skip with a doubt",
        "M 2.0, M 2.0, -, unknownBytes, skip",
        "M 2.0, M 2.0, -, unknownBytes snapshot, skip with a doubt",
        "M 2.0, M 2.0, -, unknownBytes fail, skip with a doubt",
        "M 2.0, M 2.0, -, unknownBytes snapshot off, skip",
        "M 2.0, M 1.0, 2.0, importAsHolding otherBytes, skip",
        "M 2.0, M 1.0, 2.0, importAsHolding otherBytes snapshot, refuse",
        "M 2.0, M 1.0, 2.0, importAsHolding stageAndUpgrade otherBytes snapshot, refuse",
        "M 2.0, M 1.0, 2.0, importAsHolding stageAndUpgrade sameBytes snapshot, apply the staged upgrade",
        "M 2.0, M 1.0, 2.0, importAsHolding stageAndUpgrade otherBytes snapshot warn, apply the staged upgrade",
        "M 2.0, M 1.0, 2.0, apply sameBytes snapshot, apply the staged upgrade",
        "M 2.0, M 1.0, 2.0, apply otherBytes snapshot, refuse",
        "M 2.0, M 1.0, 2.0, discard otherBytes snapshot, discard the staged upgrade",
        // managed over managed, lower
        "M 2.0, M 3.0, -, '', refuse",
        "M 2.0, M 3.0, -, update, refuse",
        "M 2.0, M 3.0, -, stageAndUpgrade, refuse",
        "M 2.0, M 3.0, -, skipLowerVersion, skip",
        "M 2.0, M 3.0, -, allowLowerVersion, update",
        "M 2.0, M 3.0, -, allowLowerVersion skipLowerVersion, skip",
        // unmanaged over unmanaged
        "U 2.0, U 1.0, -, '', update",
        "U 2.0, U 2.0, -, '', update",
        "U 2.0, U 2.0, -, same, skip",
        "U 2.0, U 2.0, -, otherBytes snapshot, update",
        "U 2.0, U 2.0, -, same forceOverwrite, update",
        "U 2.0, U 2.0, -, skipLowerVersion, skip",
        "U 2.0, U 3.0, -, '', update",
        "U 2.0, U 3.0, -, skipLowerVersion, skip",
        "U 2.0, U 1.0, -, stageAndUpgrade, update",
        "U 2.0, U 1.0, -, importAsHolding, refuse",
        // the forms differ
        "M 2.0, U 1.0, -, '', refuse",
        "M 2.0, U 2.0, -, forceOverwrite, refuse",
        "U 2.0, M 1.0, -, '', refuse",
        "U 2.0, M 2.0, -, update, refuse",
        // production
        "U 2.0, -, -, production, refuse",
        "U 2.0, U 1.0, -, production, refuse",
        "M 2.0, M 1.0, -, production, upgrade",
    })
    void each_cell_has_its_decision(String zip, String installed, String holding, String options, String decision) {
        Decision found = decide(zip, installed, holding, options);
        assertThat(words(found)).as(found.reason()).isEqualTo(decision);
        assertThat(found.reason()).endsWith(".");
    }

    private static String words(Decision found) {
        return found.word()
                + (found instanceof Decision.Skip skip && skip.doubt().isPresent() ? " with a doubt" : "");
    }

    @Test
    void a_snapshot_with_other_content_is_refused_with_the_command_that_gives_it_a_number() {
        Decision.Refuse refuse = (Decision.Refuse) decide("M 2.0.0.7", "M 2.0.0.7", "-", "otherBytes snapshot");
        assertThat(refuse.reason()).contains("Version 2.0.0.7 is installed already", "0a0b", "the evidence");
        assertThat(refuse.advice())
                .contains(
                        "com.contoso:trips",
                        "mvn package solution:import -Denv=test -Dsolution.buildNumber=8",
                        "-Dsolution.update",
                        "-Dsolution.versionCheck=warn");
    }

    @Test
    void a_release_with_other_content_is_skipped_with_both_contents_named() {
        Decision.Skip skip = (Decision.Skip) decide("M 2.0", "M 2.0", "-", "otherBytes");
        assertThat(skip.doubt().orElseThrow())
                .contains("Version 2.0 is installed already", "0a0b", "the evidence", "not imported", "higher version");
    }

    /** Columns: zip, parent, other patch, the same patch, the options, what is decided. */
    @ParameterizedTest
    @CsvSource({
        "M 1.0.1, -, -, -, '', refuse",
        "M 1.0.1, M 1.0, -, -, '', install",
        "M 1.0.1, M 1.0, -, -, stageAndUpgrade, install",
        "M 1.0.1, M 1.0, -, -, importAsHolding, install",
        "U 1.0.1, U 1.0, -, -, '', install",
        "U 1.0.1, M 1.0, -, -, '', refuse",
        "M 1.0.1, U 1.0, -, -, '', refuse",
        "M 1.0.1, M 1.0.1, -, -, '', skip",
        "M 1.0.1, M 1.1, -, -, '', skip",
        "M 1.1.1, M 1.0, -, -, '', refuse",
        "M 2.0.1, M 1.0, -, -, '', refuse",
        "M 1.0.2, M 1.0, 1.0.1, -, '', install",
        "M 1.0.1, M 1.0, 1.0.2, -, '', refuse",
        "M 1.0.1, M 1.0, 1.0.2, -, skipLowerVersion, skip",
        "M 1.0.1, M 1.0, 1.0.1, 1.0.1, '', skip",
        "M 1.0.1, M 1.0, 1.0.1, 1.0.1, otherBytes, skip with a doubt",
        "M 1.0.1, M 1.0, 1.0.1, 1.0.1, otherBytes snapshot, refuse",
        "M 1.0.2, M 1.0, 1.0.1, 1.0.1, '', refuse",
    })
    void patches_have_their_rules(
            String zip, String parent, String other, String same, String options, String decision) {
        Situation situation = new Situation(
                same.equals("-") ? Optional.empty() : row("Trips_Patch_1", "M " + same),
                Optional.empty(),
                row("Trips", parent),
                other.equals("-")
                        ? List.of()
                        : List.of(row("Trips_Patch_2", "M " + other).orElseThrow()),
                false,
                content(options));
        Decision found = new DecisionTable(options(options), environment(""))
                .decide(header(zip, Optional.of("Trips")), bytes(zip, options), situation);
        assertThat(words(found)).as(found.reason()).isEqualTo(decision);
    }

    /** Whatever is installed and asked for: the decision is one that the service takes (spec §5.1 to §5.4). */
    @Test
    void no_combination_ends_in_an_error_of_the_service() {
        List<String> options = List.of(
                "importAsHolding",
                "stageAndUpgrade",
                "update",
                "skipLowerVersion",
                "allowLowerVersion",
                "forceOverwrite",
                "apply",
                "discard",
                "same",
                "production");
        int cells = 0;
        for (String zip : List.of("M 2.0", "U 2.0")) {
            for (String installed : List.of("-", "M 1.0", "M 2.0", "M 3.0", "U 1.0", "U 2.0", "U 3.0")) {
                for (String holding : List.of("-", "1.5", "2.0", "3.0")) {
                    for (int mask = 0; mask < 1 << options.size(); mask++) {
                        List<String> chosen = new ArrayList<>();
                        for (int i = 0; i < options.size(); i++) {
                            if ((mask & 1 << i) != 0) {
                                chosen.add(options.get(i));
                            }
                        }
                        String words = String.join(" ", chosen);
                        Decision decision = decide(zip, installed, holding, words);
                        if (!isAllowed(zip, installed, holding, words, decision)) {
                            fail(String.join(" | ", zip, installed, holding, words, decision.word()));
                        }
                        cells++;
                    }
                }
            }
        }
        assertThat(cells).isEqualTo(2 * 7 * 4 * 1024);
    }

    private static boolean isAllowed(String zip, String installed, String holding, String words, Decision decision) {
        boolean isInstalled = !installed.equals("-");
        boolean bothManaged = zip.startsWith("M") && installed.startsWith("M");
        boolean higher = isInstalled && "2.0".compareTo(installed.substring(2)) > 0;
        if (words.contains("production") && zip.startsWith("U")) {
            return decision instanceof Decision.Refuse;
        }
        if (decision instanceof Decision.Upgrade
                || decision instanceof Decision.Stage
                || decision instanceof Decision.StageAndPromote) {
            return bothManaged && higher && holding.equals("-");
        }
        if (decision instanceof Decision.Update) {
            return isInstalled && zip.charAt(0) == installed.charAt(0);
        }
        if (decision instanceof Decision.Install) {
            return !isInstalled;
        }
        if (decision instanceof Decision.Promote) {
            return isInstalled && !holding.equals("-");
        }
        if (decision instanceof Decision.Discard) {
            return !holding.equals("-");
        }
        return !(decision instanceof Decision.Refuse refuse) || !refuse.advice().isBlank();
    }

    private static Decision decide(String zip, String installed, String holding, String options) {
        Situation situation = new Situation(
                row("Trips", installed),
                holding.equals("-") ? Optional.empty() : row("Trips_Upgrade", "M " + holding),
                Optional.empty(),
                List.of(),
                List.of(options.split(" ")).contains("same"),
                content(options));
        return new DecisionTable(options(options), environment(options))
                .decide(header(zip, Optional.empty()), bytes(zip, options), situation);
    }

    private static Environment environment(String words) {
        return new Environment(
                "test",
                URI.create("https://test.example"),
                "dataverse-test",
                Optional.empty(),
                words.contains("production"));
    }

    private static InstalledContent content(String words) {
        Standing standing = words.contains("sameBytes")
                ? Standing.SAME
                : words.contains("otherBytes")
                        ? Standing.OTHER
                        : words.contains("unknownBytes") ? Standing.UNKNOWN : Standing.NOT_ASKED;
        return new InstalledContent(standing, "the evidence");
    }

    private static SameVersion.Zip bytes(String zip, String words) {
        return new SameVersion.Zip(
                new SolutionVersion(zip.substring(2)),
                "0a0b",
                Optional.of(
                        Coordinates.of("com.contoso", "trips", words.contains("snapshot") ? "2.0-SNAPSHOT" : "2.0")));
    }

    private static ImportOptions options(String words) {
        List<String> set = List.of(words.split(" "));
        return Options.with(options -> {
            options.importAsHolding = set.contains("importAsHolding");
            options.stageAndUpgrade = set.contains("stageAndUpgrade");
            options.update = set.contains("update");
            options.skipLowerVersion = set.contains("skipLowerVersion");
            options.allowLowerVersion = set.contains("allowLowerVersion");
            options.forceOverwrite = set.contains("forceOverwrite");
            options.contentRule = Arrays.stream(ContentRule.values())
                    .filter(rule -> set.contains(rule.toString()))
                    .findFirst();
            options.pendingUpgrade = set.contains("discard")
                    ? PendingUpgrade.DISCARD
                    : set.contains("apply") ? PendingUpgrade.APPLY : PendingUpgrade.REFUSE;
        });
    }

    private static SolutionHeader header(String zip, Optional<String> parent) {
        return new SolutionHeader(
                parent.isPresent() ? "Trips_Patch_1" : "Trips",
                "Trips",
                "",
                new SolutionVersion(zip.substring(2)),
                zip.startsWith("M") ? PackageType.MANAGED : PackageType.UNMANAGED,
                "9.2",
                "9.2.0.0",
                1033,
                new SolutionHeader.Publisher("contoso", "Contoso", "", "contoso", 10_000),
                parent);
    }

    private static Optional<InstalledSolution> row(String name, String text) {
        if (text.equals("-")) {
            return Optional.empty();
        }
        return Optional.of(new InstalledSolution(
                UUID.randomUUID(),
                name,
                name,
                text.substring(2),
                text.startsWith("M"),
                true,
                Optional.empty(),
                "contoso",
                "contoso",
                Optional.empty(),
                Optional.empty()));
    }
}
