package io.github.dataversealm.solution.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.artifact.Origin;
import io.github.dataversealm.solution.dataverse.ImportRequest;
import io.github.dataversealm.solution.emulator.Knobs;
import io.github.dataversealm.solution.model.Coordinates;
import io.github.dataversealm.solution.testkit.Options;
import io.github.dataversealm.solution.testkit.SolutionZipBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A zip whose version is installed already, with the same content or another one; over sockets, in a time of the test. */
class SameVersionTest {

    @TempDir
    Path folder;

    private final VirtualTime time = new VirtualTime();
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private LocalFixture local;

    @BeforeEach
    void start() throws IOException {
        local = LocalFixture.in(time, folder.resolve("local"), sent::add);
    }

    @AfterEach
    void stop() throws IOException {
        local.close();
    }

    @Test
    void other_content_of_a_release_is_skipped_with_a_warning_that_names_both() throws IOException {
        SolutionPackage one = zip("1.4.2.0", "one", "1.4.2");
        SolutionPackage other = zip("1.4.2.0", "other", "1.4.2");
        SolutionReport first = run(one);

        SolutionReport second = run(other);

        assertThat(second.state()).isEqualTo(RunState.SKIPPED);
        assertThat(second.warnings())
                .singleElement()
                .asString()
                .contains(
                        "1.4.2.0 is installed already",
                        other.sha256(),
                        one.sha256(),
                        first.importJobId().orElseThrow().toString(),
                        "higher version");
        assertThat(plan(other).doubts()).isEqualTo(second.warnings());
        assertThat(Files.readString(folder.resolve("records/import-local.json")))
                .contains("This zip is not imported");
    }

    @Test
    void other_content_of_a_snapshot_is_refused_before_anything_is_sent() throws IOException {
        run(zip("1.4.2.0", "one", "1.4.2-SNAPSHOT"));
        SolutionPackage other = zip("1.4.2.0", "other", "1.4.2-SNAPSHOT");
        assertThat(sent).anyMatch(SameVersionTest::isWriting);
        sent.clear();

        SolutionReport report = run(other);

        assertThat(report.state()).isEqualTo(RunState.FAILED);
        assertThat(report.problem()).contains("1.4.2.0 is installed already", other.sha256());
        assertThat(report.advice()).contains("mvn package solution:import -Denv=local -Dsolution.buildNumber=1");
        assertThat(sent).isNotEmpty().noneMatch(SameVersionTest::isWriting);
        SolutionPlan plan = plan(other);
        assertThat(plan.isPossible()).isFalse();
        assertThat(plan.steps()).singleElement().extracting(Decision::reason).isEqualTo(report.problem());
        assertThat(run(other).problem()).as("again").isEqualTo(report.problem());
    }

    @Test
    void among_several_it_keeps_all_of_them_out() throws IOException {
        run(zip("1.4.2.0", "one", "1.4.2-SNAPSHOT"));
        SolutionPackage base = LocalFixture.zip(folder, "Base", "1.0.0.0", true);
        EnvironmentReport report = local.run(
                time,
                ImportOptions.DEFAULT,
                folder.resolve("records"),
                base,
                zip("1.4.2.0", "other", "1.4.2-SNAPSHOT"));
        assertThat(report.fault().orElseThrow()).hasMessageContaining("Its content is not that of this zip");
        assertThat(local.dataverse.solution("Base")).isEmpty();
    }

    @Test
    void a_number_or_update_brings_it_and_then_its_content_is_the_same() throws IOException {
        run(zip("1.4.2.0", "one", "1.4.2-SNAPSHOT"));
        assertThat(run(zip("1.4.2.1", "other", "1.4.2-SNAPSHOT")).decision()).isEqualTo("upgrade");
        SolutionPackage third = zip("1.4.2.1", "third", "1.4.2-SNAPSHOT");
        assertThat(run(third).state()).isEqualTo(RunState.FAILED);
        assertThat(run(Options.with(options -> options.update = true), third).decision())
                .isEqualTo("update");
        forget();
        SolutionReport again = run(third);
        assertThat(again.state()).isEqualTo(RunState.SKIPPED);
        assertThat(again.warnings()).isEmpty();
        assertThat(again.reason()).doesNotContain("content");
    }

    @Test
    void the_rule_can_be_stricter_and_laxer() throws IOException {
        run(zip("1.4.2.0", "one", "1.4.2"));
        SolutionPackage release = zip("1.4.2.0", "other", "1.4.2");
        SolutionPackage snapshot = zip("1.4.2.0", "another", "1.4.2-SNAPSHOT");
        assertThat(run(rule(ContentRule.FAIL), release).state()).isEqualTo(RunState.FAILED);
        assertThat(run(rule(ContentRule.WARN), snapshot).warnings()).hasSize(1);
        sent.clear();
        assertThat(run(rule(ContentRule.OFF), snapshot).warnings()).isEmpty();
        assertThat(run(rule(ContentRule.OFF), snapshot).state()).isEqualTo(RunState.SKIPPED);
    }

    @Test
    void an_upgrade_that_was_staged_and_removed_again_says_nothing_of_what_is_installed() throws IOException {
        SolutionPackage first = zip("1.4.2.0", "one", "1.4.2-SNAPSHOT");
        run(first);
        run(Options.with(options -> options.importAsHolding = true), zip("1.4.2.1", "two", "1.4.2-SNAPSHOT"));
        new UpgradeRun(local.target("local", time), "Trips", Duration.ofMinutes(5), Duration.ofSeconds(30)).discard();
        forget();

        SolutionReport report = run(first);

        assertThat(report.problem()).isEmpty();
        assertThat(report.warnings()).isEmpty();
        assertThat(report.state()).isEqualTo(RunState.SKIPPED);
    }

    @Test
    void a_staged_upgrade_with_other_content_is_not_applied_for_this_one() throws IOException {
        run(zip("1.4.1.0", "one", "1.4.1"));
        ImportOptions stage = Options.with(options -> options.importAsHolding = true);
        SolutionPackage staged = zip("1.4.2.0", "two", "1.4.2-SNAPSHOT");
        run(stage, staged);
        SolutionReport other = run(stage, zip("1.4.2.0", "three", "1.4.2-SNAPSHOT"));
        assertThat(other.problem()).contains("staged already. Its content is not that of this zip");
        assertThat(other.advice()).contains("-Dsolution.pendingUpgrade=discard");
        assertThat(run(stage, staged).state()).isEqualTo(RunState.SKIPPED);
    }

    @Test
    void an_import_by_another_tool_leaves_it_open_and_is_never_refused() throws IOException {
        SolutionPackage one = zip("1.4.2.0", "one", "1.4.2-SNAPSHOT");
        local.dataverse.importSolution(new ImportRequest(
                one.zip(), Optional.empty(), UUID.randomUUID(), false, true, false, false, List.of()));
        awaitJobs();
        SolutionReport snapshot = run(zip("1.4.2.0", "other", "1.4.2-SNAPSHOT"));
        assertThat(snapshot.state()).isEqualTo(RunState.SKIPPED);
        assertThat(snapshot.warnings()).singleElement().asString().contains("cannot be told", "does not tell");
        SolutionReport release = run(zip("1.4.2.0", "other", "1.4.2"));
        assertThat(release.warnings()).isEmpty();
        assertThat(release.reason()).contains("cannot be told");
    }

    @Test
    void a_service_with_ids_of_its_own_is_known_by_the_record() throws IOException {
        local.emulator.knobs(Knobs.defaults().with("honourImportJobId", false));
        SolutionPackage one = zip("1.4.2.0", "one", "1.4.2-SNAPSHOT");
        SolutionPackage other = zip("1.4.2.0", "other", "1.4.2-SNAPSHOT");
        run(one);
        assertThat(run(one).warnings()).isEmpty();
        for (int attempt = 1; attempt <= 3; attempt++) {
            SolutionReport refused = run(other);
            assertThat(refused.state()).as("attempt " + attempt).isEqualTo(RunState.FAILED);
            assertThat(refused.problem()).contains(one.sha256());
            assertThat(plan(other).isPossible()).isFalse();
        }
        forget();
        assertThat(run(other).warnings()).singleElement().asString().contains("cannot be told");
    }

    @Test
    void a_service_that_keeps_no_jobs_leaves_it_open() throws IOException {
        SolutionPackage one = zip("1.4.2.0", "one", "1.4.2-SNAPSHOT");
        run(one);
        try (LocalFixture without = LocalFixture.in(new VirtualTime(), folder.resolve("empty"), line -> {})) {
            InstalledContent content = new ContentLook(without.dataverse, one, Optional.empty())
                    .look(new OwnJobs(new JobIds(UUID.randomUUID(), one.sha256(), one.uniqueName())));
            assertThat(content.isUnknown()).isTrue();
            assertThat(content.evidence()).contains("no import job");
        }
    }

    @Test
    void an_import_of_other_content_that_failed_has_changed_nothing() throws IOException {
        ImportFixture fixture = new ImportFixture(folder);
        SolutionPackage one = fixture.pack(builder("1.4.2.0", "one"));
        SolutionPackage other = fixture.pack(builder("1.4.2.0", "other"));
        fixture.run(one);
        fixture.options = Options.with(options -> options.update = true);
        fixture.service.jobFaults.add("0x80040216 Broken.");
        assertThat(fixture.run(other).state()).isEqualTo(RunState.FAILED);
        fixture.options = ImportOptions.DEFAULT;
        SolutionReport again = fixture.run(one);
        assertThat(again.state()).isEqualTo(RunState.SKIPPED);
        assertThat(again.warnings()).isEmpty();
        assertThat(again.reason()).doesNotContain("content");
    }

    @Test
    void a_document_that_cannot_be_read_leaves_it_open() throws IOException {
        ImportFixture fixture = new ImportFixture(folder);
        fixture.run(fixture.pack(builder("1.4.2.0", "one")));
        for (String log : List.of("<importexportxml/>", "no document", "<importexportxml><solutionManifests>")) {
            fixture.service.log = () -> log;
            SolutionReport report = fixture.run(fixture.pack(builder("1.4.2.0", "other" + log.length())));
            assertThat(report.state()).isEqualTo(RunState.SKIPPED);
            assertThat(report.reason()).contains("cannot be told");
        }
        fixture.service.hidesLogs = true;
        SolutionReport report = fixture.run(fixture.pack(builder("1.4.2.0", "last")));
        assertThat(report.reason()).contains("cannot be told", "cannot be read");
    }

    // ---------------------------------------------------------------- how

    private static boolean isWriting(String line) {
        return line.contains("POST ") || line.contains("PATCH ");
    }

    private static ImportOptions rule(ContentRule rule) {
        return Options.with(options -> options.contentRule = Optional.of(rule));
    }

    private SolutionPackage zip(String version, String content, String mavenVersion) throws IOException {
        SolutionPackage zip = LocalFixture.pack(folder, builder(version, content));
        return SolutionPackage.of(
                zip.zip(),
                zip.contents(),
                Optional.of(new Origin(Coordinates.of("com.contoso", "trips", mavenVersion), Optional.empty())));
    }

    private static SolutionZipBuilder builder(String version, String content) {
        return new SolutionZipBuilder()
                .named("Trips")
                .version(version)
                .managed("1")
                .untypedEntry("content.txt", content);
    }

    private SolutionReport run(SolutionPackage zip) {
        return run(ImportOptions.DEFAULT, zip);
    }

    private SolutionReport run(ImportOptions options, SolutionPackage zip) {
        EnvironmentReport report = local.run(time, options, folder.resolve("records"), zip);
        report.fault().ifPresent(fault -> {
            throw new AssertionError(fault);
        });
        return report.solutions().get(0);
    }

    private SolutionPlan plan(SolutionPackage zip) throws IOException {
        return new DeploymentPlan(local.target("local", time), ImportOptions.DEFAULT, false)
                .recordedIn(folder.resolve("records"))
                .of(List.of(zip))
                .get(0);
    }

    /** As on another machine. */
    private void forget() throws IOException {
        Files.delete(folder.resolve("records/import-local.json"));
    }

    private void awaitJobs() {
        try {
            time.sleep(Duration.ofMinutes(5));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
