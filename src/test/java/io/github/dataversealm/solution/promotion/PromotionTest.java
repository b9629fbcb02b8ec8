package io.github.dataversealm.solution.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dataversealm.solution.artifact.ArtifactMetadata;
import io.github.dataversealm.solution.artifact.ArtifactMetadata.CheckEvidence;
import io.github.dataversealm.solution.artifact.ArtifactMetadata.PackagedFile;
import io.github.dataversealm.solution.artifact.ArtifactMetadata.Strictness;
import io.github.dataversealm.solution.artifact.Provenance;
import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.dataverse.ImportVerdict;
import io.github.dataversealm.solution.dependency.VersionDemand;
import io.github.dataversealm.solution.deploy.ImportOptions;
import io.github.dataversealm.solution.deploy.Mandate;
import io.github.dataversealm.solution.deploy.SolutionPackage;
import io.github.dataversealm.solution.deploy.Verdict;
import io.github.dataversealm.solution.environment.Environment;
import io.github.dataversealm.solution.environment.PromotionRules;
import io.github.dataversealm.solution.environment.Rollout;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.Coordinates;
import io.github.dataversealm.solution.model.SolutionVersion;
import io.github.dataversealm.solution.testkit.Landscape;
import io.github.dataversealm.solution.testkit.Options;
import io.github.dataversealm.solution.testkit.SolutionZipBuilder;
import io.github.dataversealm.solution.testkit.StandIn;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules of promotion, with environments on real sockets. */
class PromotionTest {

    private static final PromotionRules AFTER_TEST =
            new PromotionRules(List.of("test"), List.of(), false, false, false);
    private static final PromotionRules SAME_BYTES =
            new PromotionRules(List.of(), List.of("test"), false, false, false);
    private static final PromotionRules RELEASED = new PromotionRules(List.of(), List.of(), true, false, false);
    private static final PromotionRules MANAGED = new PromotionRules(List.of(), List.of(), false, true, false);
    private static final PromotionRules CHECKED = new PromotionRules(List.of(), List.of(), false, false, true);

    @TempDir
    Path folder;

    private Landscape landscape;
    private Releases releases = coordinates -> new Publication.Absent("");

    @BeforeEach
    void start() throws IOException {
        landscape = new Landscape(folder, "test", "uat");
    }

    @AfterEach
    void close() throws IOException {
        landscape.close();
    }

    // ---------------------------------------------------------------- after

    @Test
    void what_test_has_may_come_and_the_import_job_proves_that_it_is_the_same_bytes() throws IOException {
        SolutionPackage trips = landscape.managed("Trips", "1.4.2.0");
        assertThat(landscape.run("test", ImportOptions.DEFAULT, trips).isGood()).isTrue();
        Verdict verdict = only(AFTER_TEST, trips);
        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.KEPT);
        assertThat(verdict.text())
                .startsWith("test has Trips 1.4.2.0, exactly these bytes, as import job ")
                .endsWith(" proves.");
    }

    @Test
    void the_same_version_of_other_bytes_is_told_apart() throws IOException {
        SolutionPackage other = landscape.pack(new SolutionZipBuilder()
                .named("Trips")
                .version("1.4.2.0")
                .managed("1")
                .entry("Other/x.txt", "x"));
        landscape.run("test", ImportOptions.DEFAULT, other);
        SolutionPackage trips = landscape.managed("Trips", "1.4.2.0");
        Verdict verdict = only(AFTER_TEST, trips);
        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.KEPT);
        assertThat(verdict.text()).contains("no import job proves that it is the same bytes");
        assertThat(only(SAME_BYTES, trips).text())
                .contains("No import job in test proves")
                .contains(trips.sha256())
                .contains("It has the version 1.4.2.0, which other bytes or another tool may have brought.");
    }

    @Test
    void what_test_does_not_have_may_not_come() throws IOException {
        SolutionPackage trips = landscape.managed("Trips", "1.4.2.0");
        assertThat(violation(AFTER_TEST, trips).text()).isEqualTo("test does not have Trips at all.");
        landscape.run("test", ImportOptions.DEFAULT, landscape.managed("Trips", "1.4.1.0"));
        assertThat(violation(AFTER_TEST, trips).text()).isEqualTo("test has Trips 1.4.1.0, not 1.4.2.0.");
        assertThat(violation(AFTER_TEST, trips).advice()).contains("-Denv=test");
    }

    @Test
    void the_form_has_to_be_the_same() throws IOException {
        landscape.run("test", ImportOptions.DEFAULT, landscape.unmanaged("Trips", "1.4.2.0"));
        assertThat(violation(AFTER_TEST, landscape.managed("Trips", "1.4.2.0")).text())
                .contains("test has Trips 1.4.2.0 unmanaged, and this zip is managed.");
    }

    @Test
    void what_was_only_staged_in_test_is_not_there() throws IOException {
        SolutionPackage next = landscape.managed("Trips", "1.5.0.0");
        landscape.run("test", ImportOptions.DEFAULT, landscape.managed("Trips", "1.4.2.0"));
        landscape.run("test", staging(), next);
        assertThat(landscape.dataverse("test").solution("Trips_Upgrade")).isPresent();
        assertThat(violation(AFTER_TEST, next).text()).isEqualTo("test has Trips 1.4.2.0, not 1.5.0.0.");
        assertThat(violation(SAME_BYTES, next).text()).startsWith("No import job in test proves");
    }

    @Test
    void what_test_had_once_is_not_what_it_has_but_went_through_it() throws IOException {
        SolutionPackage trips = landscape.managed("Trips", "1.4.2.0");
        landscape.run("test", ImportOptions.DEFAULT, trips);
        landscape.run("test", ImportOptions.DEFAULT, landscape.managed("Trips", "1.5.0.0"));
        assertThat(violation(AFTER_TEST, trips).text())
                .startsWith("test has Trips 1.5.0.0, not 1.4.2.0. Exactly these bytes were there once (import job ");
        Verdict verdict = only(SAME_BYTES, trips);
        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.KEPT);
        assertThat(verdict.text()).startsWith("Exactly these bytes were imported in test by import job ");
    }

    @Test
    void an_import_that_failed_in_test_proves_nothing() throws IOException {
        SolutionPackage trips = landscape.managed("Trips", "1.4.2.0");
        landscape.run("test", ImportOptions.DEFAULT, trips);
        assertThat(judging(Optional.of(new ImportVerdict(false, List.of(), List.of("x"))), trips)
                        .violations())
                .extracting(Verdict::rule)
                .containsExactly("sameBytesIn");
        // A service without verdicts is believed by the document of the job.
        assertThat(judging(Optional.empty(), trips).violations()).isEmpty();
    }

    /** What the rules say when the environment says something else of the end of its import jobs. */
    private PromotionVerdicts judging(Optional<ImportVerdict> verdict, SolutionPackage solution) {
        Dataverse test = landscape.dataverse("test");
        Dataverse other = StandIn.of(
                Dataverse.class, test, (call, next) -> call.equals("importVerdict") ? verdict : next.proceed());
        return new Promotion(id -> other, releases, List.of())
                .evaluate(List.of(landscape.environment("uat", false, SAME_BYTES)), List.of(solution));
    }

    @Test
    void an_environment_that_cannot_be_asked_is_a_refusal() throws IOException {
        SolutionPackage trips = landscape.managed("Trips", "1.4.2.0");
        landscape.run("test", ImportOptions.DEFAULT, trips);
        landscape.stop("test");
        assertThat(violation(AFTER_TEST, trips).text()).startsWith("test cannot be asked: ");
        assertThat(violation(SAME_BYTES, trips).text()).startsWith("test cannot be asked: ");
    }

    @Test
    void an_environment_is_asked_once_for_each_zip_however_many_come_after_it() throws IOException {
        SolutionPackage trips = landscape.managed("Trips", "1.4.2.0");
        landscape.run("test", ImportOptions.DEFAULT, trips);
        int[] opened = {0};
        Promotion promotion = new Promotion(
                id -> {
                    opened[0]++;
                    return landscape.dataverse(id);
                },
                releases,
                List.of());
        List<Environment> many = IntStream.range(0, 50)
                .mapToObj(number -> new Environment(
                        "customer" + number,
                        URI.create("https://c" + number + ".crm.dynamics.com"),
                        "s",
                        Optional.empty(),
                        false,
                        AFTER_TEST.and(SAME_BYTES),
                        Rollout.NONE,
                        false))
                .toList();
        PromotionVerdicts verdicts = promotion.evaluate(many, List.of(trips));
        assertThat(verdicts.all()).hasSize(100).allMatch(verdict -> verdict.outcome() == Verdict.Outcome.KEPT);
        assertThat(opened[0]).isEqualTo(1);
    }

    // ---------------------------------------------------------------- rules about the artifact

    @Test
    void only_released_versions_where_they_are_asked_for() throws IOException {
        SolutionPackage zip = landscape.managed("Trips", "1.4.2.0");
        assertThat(violation(RELEASED, zip).text()).startsWith("The zip is a file without coordinates");
        assertThat(violation(RELEASED, zip).advice()).contains("-Dsolution.artifact=");
        assertThat(violation(RELEASED, artifact("com.contoso:trips:1.4.2-SNAPSHOT", zip))
                        .text())
                .contains("com.contoso:trips:1.4.2-SNAPSHOT is a snapshot");
        assertThat(violation(RELEASED, artifact("com.contoso:trips:1.4.2-20260131.120000-3", zip))
                        .text())
                .contains("is a snapshot");
    }

    @Test
    void a_release_is_what_was_published_and_not_what_has_its_coordinates() throws IOException {
        SolutionPackage zip = artifact("com.contoso:trips:1.4.2", landscape.managed("Trips", "1.4.2.0"));
        releases = coordinates -> new Publication.Published(zip.sha256());
        assertThat(only(RELEASED, zip).outcome()).isEqualTo(Verdict.Outcome.KEPT);
        releases = coordinates -> new Publication.Published("0".repeat(64));
        assertThat(violation(RELEASED, zip).text())
                .contains("was built here, and is not what was published as com.contoso:trips:1.4.2")
                .contains(zip.sha256(), "0".repeat(64));
        assertThat(violation(RELEASED, zip).advice()).contains("-Dsolution.artifact=com.contoso:trips:1.4.2");
        releases = coordinates -> new Publication.Absent(" in company (https://repo.contoso.example)");
        assertThat(violation(RELEASED, zip).text())
                .isEqualTo("com.contoso:trips:1.4.2 was built here, and is not published in company"
                        + " (https://repo.contoso.example).");
        releases = coordinates -> new Publication.Unknown("company does not answer.", "Look at settings.xml.");
        assertThat(violation(RELEASED, zip).text())
                .contains("com.contoso:trips:1.4.2 cannot be found out: company does not answer.");
        assertThat(evaluate(false, RELEASED, List.of("releasedOnly"), zip).overridden())
                .extracting(Verdict::rule)
                .containsExactly("releasedOnly");
    }

    @Test
    void only_managed_solutions_where_they_are_asked_for_and_in_production() throws IOException {
        SolutionPackage unmanaged = landscape.unmanaged("Trips", "1.4.2.0");
        assertThat(violation(MANAGED, unmanaged).text()).contains("only managed ones may come here");
        assertThat(only(MANAGED, landscape.managed("Trips", "1.4.2.0")).outcome())
                .isEqualTo(Verdict.Outcome.KEPT);
        PromotionVerdicts production = evaluate(true, PromotionRules.NONE, List.of(), unmanaged);
        assertThat(production.violations())
                .singleElement()
                .satisfies(verdict -> assertThat(verdict.text()).contains("this is a production environment"));
    }

    @Test
    void only_what_passed_its_check_where_that_is_asked_for() throws IOException {
        SolutionPackage zip = landscape.managed("Trips", "1.4.2.0");
        assertThat(violation(CHECKED, zip).text()).contains("nothing proves that it was checked");
        assertThat(violation(CHECKED, artifact("com.contoso:trips:1.4.2", zip)).text())
                .contains("has no metadata");
        Optional<CheckEvidence> passed = Optional.of(evidence("High"));
        assertThat(violation(CHECKED, described(zip, "0".repeat(64), passed)).text())
                .contains("is of other bytes than this zip");
        assertThat(violation(CHECKED, described(zip, zip.sha256(), Optional.empty()))
                        .text())
                .contains("does not say that the zip was checked");
        assertThat(violation(CHECKED, described(zip, zip.sha256(), Optional.of(evidence("None"))))
                        .text())
                .contains("could not fail");
        Verdict kept = only(CHECKED, described(zip, zip.sha256(), passed));
        assertThat(kept.outcome()).isEqualTo(Verdict.Outcome.KEPT);
        assertThat(kept.text()).contains("passed for these bytes (120 rules, error level High)");
    }

    @Test
    void a_check_that_was_made_to_pass_proves_nothing() throws IOException {
        SolutionPackage zip = landscape.managed("Trips", "1.4.2.0");
        Strictness loose = new Strictness("99999", 0, 0, 0, List.of());
        assertThat(checked(zip, evidence("High", Map.of("High", 2, "Low", 9), Optional.of(loose))))
                .contains("passed in spite of its findings (2 High), because errorThreshold 99999 allowed them");
        Strictness narrow =
                new Strictness("0", 0, 0, 0, List.of("rule-a", "rule-b", "rule-c", "rule-d", "rule-e", "rule-f"));
        assertThat(checked(zip, evidence("High", Map.of(), Optional.of(narrow))))
                .contains("that are on otherwise: rule-a, rule-b, rule-c, rule-d, rule-e and 1 more.");
        Strictness excluding = new Strictness("0", 0, 0, 1, List.of(), Map.of("High", 4, "Low", 2));
        for (String level : List.of("Critical", "High")) {
            assertThat(checked(zip, evidence(level, Map.of(), Optional.of(excluding))))
                    .contains("left out findings (4 High) by its parameter excludes");
        }
        assertThat(checked(zip, evidence("Low", Map.of(), Optional.of(excluding))))
                .contains("4 High")
                .contains("2 Low");
        Strictness sweeping = new Strictness(
                "0",
                6,
                0,
                0,
                List.of(),
                Map.of(),
                new TreeMap<>(Map.of(
                        "*", Map.of("Critical", 2, "Low", 9),
                        "web-* in *.js", Map.of("High", 1),
                        "flow-* in *", Map.of("Low", 3))));
        for (String level : List.of("Critical", "High")) {
            assertThat(checked(zip, evidence(level, Map.of(), Optional.of(sweeping))))
                    .contains("let findings pass by suppressions that name no rule or no component:"
                            + " '*' (2 Critical), 'web-* in *.js' (1 High).");
        }
        assertThat(checked(zip, evidence("Low", Map.of(), Optional.of(sweeping))))
                .contains("'flow-* in *' (3 Low)");
        assertThat(checked(zip, evidence("High", Map.of(), Optional.empty())))
                .contains("does not say how strict its check was");
        assertThat(checked(zip, evidence("Anything", Map.of(), Optional.of(loose))))
                .contains("does not say how strict its check was");
        Verdict kept = only(
                CHECKED,
                described(
                        zip,
                        zip.sha256(),
                        Optional.of(evidence(
                                "High",
                                Map.of("Medium", 3),
                                Optional.of(new Strictness(
                                        "Medium=25",
                                        1,
                                        2,
                                        3,
                                        List.of(),
                                        Map.of("Medium", 7),
                                        Map.of("*", Map.of("Medium", 4))))))));
        assertThat(kept.outcome()).isEqualTo(Verdict.Outcome.KEPT);
        assertThat(kept.text())
                .contains("Not counted: 1 suppressed and 2 known findings, and those of 3 patterns in excludes.");
    }

    private String checked(SolutionPackage zip, CheckEvidence evidence) throws IOException {
        return violation(CHECKED, described(zip, zip.sha256(), Optional.of(evidence)))
                .text();
    }

    // ---------------------------------------------------------------- all at once, and overriding

    @Test
    void all_violations_of_all_environments_are_told_at_once() throws IOException {
        PromotionRules all = new PromotionRules(List.of("test"), List.of("test"), true, true, true);
        SolutionPackage trips = landscape.unmanaged("Trips", "1.4.2.0");
        SolutionPackage types = landscape.managed("Types", "1.0.0.0");
        PromotionVerdicts verdicts = promotion(List.of())
                .evaluate(
                        List.of(
                                landscape.environment("uat", false, all),
                                landscape.environment("test", true, PromotionRules.NONE)),
                        List.of(trips, types));
        assertThat(verdicts.violations())
                .extracting(verdict -> verdict.environment() + " " + verdict.solution() + " " + verdict.rule())
                .containsExactly(
                        "uat Trips 1.4.2.0 (unmanaged) managedOnly",
                        "uat Trips 1.4.2.0 (unmanaged) releasedOnly",
                        "uat Trips 1.4.2.0 (unmanaged) checkedOnly",
                        "uat Trips 1.4.2.0 (unmanaged) after",
                        "uat Trips 1.4.2.0 (unmanaged) sameBytesIn",
                        "uat Types 1.0.0.0 (managed) releasedOnly",
                        "uat Types 1.0.0.0 (managed) checkedOnly",
                        "uat Types 1.0.0.0 (managed) after",
                        "uat Types 1.0.0.0 (managed) sameBytesIn",
                        "test Trips 1.4.2.0 (unmanaged) managedOnly");
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(verdicts::requireKept)
                .withMessageContaining("10 violations")
                .withMessageContaining("Nothing was changed anywhere.")
                .withMessageContaining("[uat] Types 1.0.0.0 (managed): sameBytesIn: ")
                .withMessageContaining("[test] Trips 1.4.2.0 (unmanaged): managedOnly: ");
    }

    @Test
    void a_dependency_that_is_there_already_does_not_come_and_is_not_judged() throws IOException {
        SolutionPackage base = landscape
                .managed("Base", "1.0.0.0")
                .asDependency(VersionDemand.atLeast(new SolutionVersion("1.0.0.0")));
        assertThat(evaluate(false, AFTER_TEST, List.of(), base).violations()).hasSize(1);
        landscape.run("uat", ImportOptions.DEFAULT, landscape.managed("Base", "1.2.0.0"));
        assertThat(evaluate(false, AFTER_TEST, List.of(), base).all()).isEmpty();
    }

    @Test
    void an_override_is_named_and_counts_for_that_rule_alone() throws IOException {
        PromotionRules both = AFTER_TEST.and(RELEASED);
        PromotionVerdicts verdicts = evaluate(false, both, List.of("after"), landscape.managed("Trips", "1.4.2.0"));
        assertThat(verdicts.overridden()).extracting(Verdict::rule).containsExactly("after");
        assertThat(verdicts.violations()).extracting(Verdict::rule).containsExactly("releasedOnly");
        assertThat(verdicts.idle()).isEmpty();
        assertThat(evaluate(false, MANAGED, List.of("after"), landscape.managed("Trips", "1.4.2.0"))
                        .idle())
                .containsExactly("after");
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> promotion(List.of("everything")))
                .withMessageContaining("'everything'")
                .withMessageContaining("managedOnly, releasedOnly, checkedOnly, after, sameBytesIn");
    }

    @Test
    void production_wants_an_override_confirmed_and_never_takes_unmanaged_solutions() throws IOException {
        PromotionVerdicts verdicts =
                evaluate(true, AFTER_TEST, List.of("after"), landscape.managed("Trips", "1.0.0.0"));
        verdicts.requireKept();
        List<Environment> environments = List.of(landscape.environment("uat", true, AFTER_TEST));
        verdicts.requireConfirmed(environments, List.of("test", "uat"));
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> verdicts.requireConfirmed(environments, List.of("test")))
                .withMessageContaining("-Dsolution.confirm=uat");
        Verdict refused = evaluate(true, MANAGED, List.of("managedOnly"), landscape.unmanaged("Trips", "1.0.0.0"))
                .all()
                .get(0);
        assertThat(refused.isViolated()).isTrue();
        assertThat(refused.advice()).contains("cannot be overridden");
    }

    @Test
    void verdicts_are_in_the_record() throws IOException {
        SolutionPackage trips = landscape.managed("Trips", "1.4.2.0");
        PromotionVerdicts verdicts = evaluate(false, AFTER_TEST, List.of("after"), trips);
        assertThat(landscape
                        .deployment(
                                landscape.environment("uat", false, AFTER_TEST),
                                ImportOptions.DEFAULT,
                                Mandate.of(verdicts.of("uat")))
                        .run(List.of(trips))
                        .isGood())
                .isTrue();
        assertThat(Files.readString(landscape.records().resolve("import-uat.json")))
                .contains("\"rule\" : \"after\"")
                .contains("\"result\" : \"overridden\"")
                .contains("test does not have Trips at all.");
    }

    private Verdict violation(PromotionRules rules, SolutionPackage solution) throws IOException {
        Verdict verdict = only(rules, solution);
        assertThat(verdict.isViolated()).as(verdict.text()).isTrue();
        return verdict;
    }

    private Verdict only(PromotionRules rules, SolutionPackage solution) {
        List<Verdict> verdicts = evaluate(false, rules, List.of(), solution).of("uat");
        assertThat(verdicts).hasSize(1);
        return verdicts.get(0);
    }

    private PromotionVerdicts evaluate(
            boolean production, PromotionRules rules, List<String> overrides, SolutionPackage solution) {
        return promotion(overrides)
                .evaluate(List.of(landscape.environment("uat", production, rules)), List.of(solution));
    }

    private Promotion promotion(List<String> overrides) {
        return new Promotion(landscape::dataverse, releases, overrides);
    }

    private static ImportOptions staging() {
        return Options.with(options -> options.importAsHolding = true);
    }

    private static SolutionPackage artifact(String coordinates, SolutionPackage zip) throws IOException {
        return Landscape.as(coordinates, Optional.empty(), zip);
    }

    private static SolutionPackage described(SolutionPackage zip, String sha256, Optional<CheckEvidence> check)
            throws IOException {
        ArtifactMetadata metadata = new ArtifactMetadata(
                Coordinates.parse("com.contoso:trips:1.4.2"),
                ArtifactMetadata.Solution.of(zip.header()),
                List.of(new PackagedFile("trips-1.4.2.zip", Optional.empty(), true, 1, sha256, check)),
                List.of(),
                List.of(),
                new Provenance(
                        Optional.empty(),
                        Optional.empty(),
                        "solution-maven-plugin 0.1.0",
                        new Provenance.Inputs("0".repeat(64), 1),
                        Optional.empty()));
        return Landscape.as("com.contoso:trips:1.4.2", Optional.of(metadata), zip);
    }

    private static CheckEvidence evidence(String level) {
        return evidence(level, Map.of(), Optional.of(new Strictness("0", 0, 0, 0, List.of())));
    }

    private static CheckEvidence evidence(
            String level, Map<String, Integer> findings, Optional<Strictness> strictness) {
        return new CheckEvidence("0.1.0", 120, level, findings, 0, strictness);
    }
}
