package io.github.dataversealm.solution.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dataversealm.solution.artifact.ArtifactMetadata;
import io.github.dataversealm.solution.artifact.ArtifactMetadata.CheckEvidence;
import io.github.dataversealm.solution.artifact.ArtifactMetadata.PackagedFile;
import io.github.dataversealm.solution.artifact.ArtifactMetadata.Solution;
import io.github.dataversealm.solution.artifact.ArtifactMetadata.Strictness;
import io.github.dataversealm.solution.artifact.Origin;
import io.github.dataversealm.solution.artifact.Provenance;
import io.github.dataversealm.solution.check.fixture.Checking;
import io.github.dataversealm.solution.check.fixture.CleanSolution;
import io.github.dataversealm.solution.check.gate.Baseline;
import io.github.dataversealm.solution.check.gate.SuppressionFile;
import io.github.dataversealm.solution.contents.SolutionReader;
import io.github.dataversealm.solution.corpus.Corpus;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.Coordinates;
import io.github.dataversealm.solution.testkit.Messages;
import io.github.dataversealm.solution.testkit.SampleSolution;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfflineCheckTest {

    private static final String GONE = "{11111111-0000-0000-0000-0000000000ff}";
    private static final String RULE = "pkg-root-component-undefined";

    @TempDir
    private Path folder;

    private final Messages messages = new Messages();

    @Test
    void a_sound_zip_passes() throws Exception {
        assertPasses(OfflineCheck.Decisions.none(), sound());
    }

    @Test
    void what_an_environment_would_refuse_is_named_with_its_rule() throws Exception {
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> require(OfflineCheck.Decisions.none(), refused()))
                .withMessageContaining("trips.zip: An environment would refuse it; nothing was sent.")
                .withMessageContaining(GONE.substring(1, GONE.length() - 1))
                .withMessageContaining("(" + RULE + ")")
                .withMessageContaining("-Dsolution.rules=" + RULE + "=off")
                .withMessageContaining("-Dsolution.check.skip=true");
    }

    @Test
    void a_rule_that_is_off_or_less_grave_in_the_project_refuses_nothing() throws Exception {
        assertPasses(decisions(Map.of(RULE, "off"), List.of(), List.of(), Optional.empty()), refused());
        assertPasses(decisions(Map.of("pkg-*", "off"), List.of(), List.of(), Optional.empty()), refused());
        assertPasses(decisions(Map.of(RULE, "Medium"), List.of(), List.of(), Optional.empty()), refused());
    }

    @Test
    void only_the_rules_that_were_asked_for_run() throws Exception {
        assertPasses(
                new OfflineCheck.Decisions(
                        Map.of(), List.of("pkg-solution-name"), List.of(), List.of(), Optional.empty()),
                refused());
    }

    @Test
    void a_finding_that_is_suppressed_or_excluded_refuses_nothing() throws Exception {
        assertPasses(
                decisions(
                        Map.of(),
                        List.of(),
                        List.of(RULE + " | * | the process is installed by another team"),
                        Optional.empty()),
                refused());
        assertPasses(
                decisions(Map.of(), List.of("*11111111-0000-0000-0000-0000000000ff*"), List.of(), Optional.empty()),
                refused());
    }

    @Test
    void a_suppression_of_something_else_lets_nothing_pass() throws Exception {
        SolutionPackage solution = refused();
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> require(
                        decisions(
                                Map.of(),
                                List.of(),
                                List.of("pkg-solution-name | * | an older name"),
                                Optional.empty()),
                        solution));
    }

    @Test
    void a_known_finding_refuses_nothing() throws Exception {
        SolutionPackage solution = refused();
        Path file = folder.resolve("baseline.json");
        Baseline.none().with(Checking.usual(solution.zip()).run().findings()).write(file);
        assertPasses(decisions(Map.of(), List.of(), List.of(), Optional.of(file)), solution);
    }

    @Test
    void a_zip_that_passed_its_check_when_it_was_built_is_warned_about_and_not_refused() throws Exception {
        SolutionPackage solution = refused();
        require(OfflineCheck.Decisions.none(), withEvidence(solution, solution.sha256()));
        assertThat(messages.warnings())
                .singleElement()
                .asString()
                .contains("trips.zip passed its check when it was built")
                .contains("(" + RULE + ")");
    }

    @Test
    void a_check_that_critical_findings_could_not_fail_vouches_for_nothing() throws Exception {
        SolutionPackage solution = refused();
        for (CheckEvidence lax : List.of(
                evidence("None", "0", 0),
                evidence("High", "25", 1),
                evidence("None", "Critical=3", 3),
                evidence("High", "0", 0, Map.of("Critical", 1)),
                evidence("High", "0", 0, Map.of(), Map.of("*", Map.of("Critical", 1))),
                evidence("?", "0", 0))) {
            assertThatExceptionOfType(SolutionException.class)
                    .as(lax.toString())
                    .isThrownBy(() ->
                            require(OfflineCheck.Decisions.none(), withEvidence(solution, solution.sha256(), lax)));
        }
        for (CheckEvidence strict :
                List.of(evidence("Critical", "0", 0), evidence("High", "25", 0), evidence("None", "Critical=0", 0))) {
            require(OfflineCheck.Decisions.none(), withEvidence(solution, solution.sha256(), strict));
        }
    }

    private static CheckEvidence evidence(String level, String threshold, int critical) {
        return evidence(level, threshold, critical, Map.of());
    }

    private static CheckEvidence evidence(String level, String threshold, int critical, Map<String, Integer> excluded) {
        return evidence(level, threshold, critical, excluded, Map.of());
    }

    private static CheckEvidence evidence(
            String level,
            String threshold,
            int critical,
            Map<String, Integer> excluded,
            Map<String, Map<String, Integer>> sweeping) {
        return new CheckEvidence(
                "0.1.0",
                200,
                level,
                Map.of("Critical", critical),
                1,
                Optional.of(new Strictness(threshold, 1, 0, 0, List.of(), excluded, sweeping)));
    }

    @Test
    void the_evidence_of_another_zip_counts_for_nothing() throws Exception {
        SolutionPackage solution = refused();
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(
                        () -> require(OfflineCheck.Decisions.none(), withEvidence(solution, "00" + solution.sha256())));
    }

    @Test
    void a_decision_about_a_rule_that_does_not_exist_is_an_error() {
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() ->
                        new OfflineCheck(decisions(Map.of("pkg-typo", "off"), List.of(), List.of(), Optional.empty())))
                .withMessageContaining("pkg-typo");
    }

    @Test
    void real_solutions_are_not_held_up() throws Exception {
        Corpus corpus = Corpus.orSkip();
        List<String> refused = new ArrayList<>();
        OfflineCheck check = new OfflineCheck(OfflineCheck.Decisions.none());
        for (String id : corpus.ids()) {
            try {
                check.require(read(corpus.zip(id)), List.of(), Reporter.silent());
            } catch (SolutionException e) {
                refused.add(id + ": " + e.problem());
            }
        }
        System.out.println("corpus offline check before an import: "
                + (corpus.ids().size() - refused.size()) + " of " + corpus.ids().size() + " pass; refused: " + refused);
        assertThat(refused).isEmpty();
    }

    // ---------------------------------------------------------------- what is looked at

    private SolutionPackage sound() throws IOException {
        Path zip = folder.resolve("trips.zip");
        SampleSolution.copyTo(folder.resolve("sources")).packTo(zip.toFile());
        return read(zip);
    }

    /** Lists a process that is nowhere. */
    private SolutionPackage refused() throws IOException {
        return read(new CleanSolution()
                .before(
                        CleanSolution.MANIFEST,
                        "</RootComponents>",
                        "<RootComponent type=\"29\" id=\"" + GONE + "\" behavior=\"0\" />")
                .write(folder.resolve("trips.zip")));
    }

    private static SolutionPackage read(Path zip) throws IOException {
        return SolutionPackage.of(zip, SolutionReader.read(zip, ZipLimits.DEFAULT));
    }

    private static SolutionPackage withEvidence(SolutionPackage solution, String sha256) {
        return withEvidence(solution, sha256, new CheckEvidence("0.1.0", 200, "High", Map.of(), 1, Optional.empty()));
    }

    private static SolutionPackage withEvidence(SolutionPackage solution, String sha256, CheckEvidence evidence) {
        Coordinates coordinates = Coordinates.parse("com.contoso:trips:1.0.0");
        ArtifactMetadata metadata = new ArtifactMetadata(
                coordinates,
                Solution.of(solution.header()),
                List.of(new PackagedFile("trips.zip", Optional.empty(), false, 1, sha256, Optional.of(evidence))),
                List.of(),
                List.of(),
                new Provenance(
                        Optional.empty(),
                        Optional.empty(),
                        "test:test:1",
                        new Provenance.Inputs("00", 0),
                        Optional.empty()));
        return new SolutionPackage(
                solution.zip(),
                solution.contents(),
                solution.sha256(),
                Optional.of(new Origin(coordinates, Optional.of(metadata))),
                Optional.empty());
    }

    private static OfflineCheck.Decisions decisions(
            Map<String, String> rules, List<String> excludes, List<String> suppressions, Optional<Path> baseline) {
        return new OfflineCheck.Decisions(
                rules,
                List.of(),
                excludes,
                suppressions.stream().map(SuppressionFile::parse).toList(),
                baseline);
    }

    private void require(OfflineCheck.Decisions decisions, SolutionPackage solution) throws IOException {
        new OfflineCheck(decisions).require(solution, List.of(), messages);
    }

    private void assertPasses(OfflineCheck.Decisions decisions, SolutionPackage solution) {
        assertThatCode(() -> require(decisions, solution)).doesNotThrowAnyException();
        assertThat(messages.warnings()).isEmpty();
    }
}
