package io.github.dataversealm.solution.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.contents.SolutionHeader;
import io.github.dataversealm.solution.contents.SolutionReader;
import io.github.dataversealm.solution.dataverse.AsyncOperation;
import io.github.dataversealm.solution.dataverse.ClientOptions;
import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.dataverse.HistoryEntry;
import io.github.dataversealm.solution.dataverse.ImportRequest;
import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.dataverse.SolutionComponent;
import io.github.dataversealm.solution.dataverse.StartedJob;
import io.github.dataversealm.solution.emulator.Emulator;
import io.github.dataversealm.solution.emulator.EmulatorOptions;
import io.github.dataversealm.solution.emulator.Knobs;
import io.github.dataversealm.solution.emulator.fault.FaultKind;
import io.github.dataversealm.solution.emulator.fault.FaultPlan;
import io.github.dataversealm.solution.emulator.fault.FaultRule;
import io.github.dataversealm.solution.environment.Environment;
import io.github.dataversealm.solution.http.HttpClients;
import io.github.dataversealm.solution.http.HttpOptions;
import io.github.dataversealm.solution.job.JobTime;
import io.github.dataversealm.solution.job.PollPlan;
import io.github.dataversealm.solution.job.Workplace;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.PackageType;
import io.github.dataversealm.solution.model.SolutionVersion;
import io.github.dataversealm.solution.progress.ProgressListener;
import io.github.dataversealm.solution.testkit.LocalClient;
import io.github.dataversealm.solution.testkit.Messages;
import io.github.dataversealm.solution.testkit.SampleSolution;
import io.github.dataversealm.solution.testkit.Snapshot;
import io.github.dataversealm.solution.testkit.SolutionZipBuilder;
import io.github.dataversealm.solution.unpack.UnpackResult;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operations over real sockets, against local environments. */
class LocalEnvironmentTest {

    private static final String TRIPS = "ContosoTrips";

    @TempDir
    Path base;

    private final Messages messages = new Messages();
    private Site dev;
    private SampleSolution sample;

    @BeforeEach
    void an_environment_with_the_sample() throws IOException {
        dev = new Site("dev");
        sample = SampleSolution.copyTo(base.resolve("sample"));
        dev.install(packed());
    }

    @AfterEach
    void stop() throws IOException {
        dev.close();
    }

    /** An environment and a client of it. */
    private final class Site implements Closeable {

        private final Emulator emulator;
        private final HttpClients http = new HttpClients(HttpOptions.defaults());
        private final Dataverse dataverse;
        private final String name;

        Site(String name) throws IOException {
            this.name = name;
            emulator = Emulator.start(EmulatorOptions.in(base.resolve("environment-" + name))
                    .withKnobs(Knobs.defaults().with("queueDelayMillis", 0).with("jobMillis", 0)));
            dataverse = LocalClient.of(http, emulator.url(), emulator.token(), ClientOptions.defaults());
        }

        Target target() {
            return target(Duration.ofMinutes(5));
        }

        Target target(Duration limit) {
            return new Target(
                    new Workplace(
                            new Environment(
                                    name, URI.create("https://" + name), "dataverse-" + name, Optional.empty(), false),
                            dataverse,
                            new Hasty(),
                            PollPlan.DEFAULT,
                            ProgressListener.silent(),
                            messages,
                            new Random(3)),
                    limit);
        }

        void install(Path zip) throws IOException {
            StartedJob started = dataverse.importSolution(
                    new ImportRequest(zip, Optional.empty(), UUID.randomUUID(), true, true, false, false, List.of()));
            for (int i = 0; i < 6_000; i++) {
                AsyncOperation now = dataverse.operation(started.operationId()).orElseThrow();
                if (now.state().isOver()) {
                    assertThat(now.state()).as(now.message()).isEqualTo(AsyncOperation.State.SUCCEEDED);
                    return;
                }
                sleep(10);
            }
            throw new AssertionError("the import of " + zip + " does not end");
        }

        ObjectNode control(String json) throws IOException {
            return emulator.organization((ObjectNode) new ObjectMapper().readTree(json));
        }

        @Override
        public void close() throws IOException {
            http.close();
            emulator.close();
        }
    }

    /** Real time, in which sleeps are short and count in full. */
    private static final class Hasty implements JobTime {

        private long skipped;

        @Override
        public Instant now() {
            return Instant.now().plusNanos(skipped);
        }

        @Override
        public long nanoTime() {
            return System.nanoTime() + skipped;
        }

        @Override
        public void sleep(Duration duration) {
            LocalEnvironmentTest.sleep(10);
            skipped += Math.max(0, duration.minusMillis(10).toNanos());
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path packed() throws IOException {
        Path zip = base.resolve("packed.zip");
        sample.packTo(zip.toFile());
        return zip;
    }

    // ---------------------------------------------------------------- export and sync

    @Test
    void both_forms_are_exported() throws IOException {
        List<Path> zips = export(dev, TRIPS, PackageType.BOTH);
        assertThat(zips).hasSize(2);
        assertThat(header(zips.get(0)).packageType()).isEqualTo(PackageType.UNMANAGED);
        assertThat(header(zips.get(1)).packageType()).isEqualTo(PackageType.MANAGED);
        assertThat(zips.get(1).getFileName().toString())
                .isEqualTo(TRIPS + "_" + header(zips.get(1)).version().text().replace('.', '_') + "_managed.zip");
    }

    @Test
    void a_second_sync_changes_no_file_and_a_change_exactly_its_file() throws IOException {
        UnpackResult first = sync(Optional.of(TRIPS));
        assertThat(first.packageType()).isEqualTo(PackageType.BOTH);
        assertThat(first.created()).contains("Other/Solution.xml");
        Map<String, String> before = Snapshot.of(sources());
        UnpackResult second = sync(Optional.empty());
        assertThat(second.changed()).isEmpty();
        assertThat(second.created()).isEmpty();
        assertThat(second.deleted()).isEmpty();
        assertThat(Snapshot.of(sources())).isEqualTo(before);

        sample.replace("WebResources/ctr_/trip/form.js", "function", "/* changed */ function");
        sample.replace("Other/Solution.xml", "version=\"9.2", "version=\"9.3");
        dev.install(packed());
        UnpackResult third = sync(Optional.empty());
        assertThat(third.changed()).containsExactly("WebResources/ctr_/trip/form.js");
        assertThat(third.created()).isEmpty();
        assertThat(third.deleted()).isEmpty();
    }

    @Test
    void what_is_synced_is_what_was_imported() throws IOException {
        new SyncFolder(dev.target()).sync(request(Optional.of(TRIPS), Optional.of(PackageType.UNMANAGED)));
        for (String file : SampleSolution.list(sample.folder().toFile())) {
            assertThat(sources().resolve(file))
                    .as(file)
                    .hasSameBinaryContentAs(sample.folder().resolve(file));
        }
        assertThat(SampleSolution.list(sources().toFile()))
                .isEqualTo(SampleSolution.list(sample.folder().toFile()));
    }

    @Test
    void a_lost_answer_to_the_start_of_an_export_is_got_over() throws IOException {
        dev.emulator.faults(
                FaultPlan.of(FaultRule.next(FaultKind.CUT_AFTER_HANDLING).onTarget("ExportSolutionAsync")));
        assertThat(export(dev, TRIPS, PackageType.UNMANAGED)).hasSize(1);
        assertThat(messages.warnings()).anyMatch(line -> line.contains("the answer was lost"));
        assertThat(history("export")).hasSize(2);
    }

    // ---------------------------------------------------------------- versions, history, publish

    @Test
    void a_version_set_in_the_environment_is_exported() throws IOException {
        new SetVersion(dev.target()).set(TRIPS, new VersionChange.Next(VersionChange.Part.BUILD));
        InstalledSolution now = dev.dataverse.solution(TRIPS).orElseThrow();
        assertThat(header(export(dev, TRIPS, PackageType.UNMANAGED).get(0))
                        .version()
                        .text())
                .isEqualTo(now.version());
        assertThat(now.version()).endsWith(".1.0");
    }

    @Test
    void imports_and_exports_are_in_the_history() throws IOException {
        dev.emulator.advanceClock(Duration.ofMinutes(1));
        export(dev, TRIPS, PackageType.UNMANAGED);
        List<String> lines = new ReadHistory(dev.dataverse, Optional.of(TRIPS), 10).table();
        assertThat(lines.get(1)).contains(TRIPS, "export", "succeeded");
        assertThat(lines.get(2)).contains(TRIPS, "import (first installation)", "succeeded");
        assertThat(new ReadHistory(dev.dataverse, Optional.of("Nothing"), 10).entries())
                .isEmpty();
    }

    @Test
    void a_publish_waits_while_another_operation_holds_the_environment() throws IOException {
        dev.control("{\"lock\": {\"kind\": \"Import\", \"millis\": 150}}");
        new PublishCustomizations(dev.target(Duration.ofHours(10))).publish(PublishSelection.ALL);
        assertThat(messages.infos()).last().isEqualTo("Published in dev");
        assertThat(history("publish all")).hasSize(1);
        new PublishCustomizations(dev.target())
                .publish(new PublishSelection(List.of("ctr_trip"), List.of(), List.of()));
        assertThat(history("publish")).hasSize(1);
    }

    @Test
    void the_list_shows_what_is_installed() {
        assertThat(new ListSolutions(dev.dataverse, false).table())
                .anySatisfy(line -> assertThat(line).contains(TRIPS, "unmanaged"));
        assertThat(new ListSolutions(dev.dataverse, true).solutions())
                .extracting(InstalledSolution::uniqueName)
                .contains("Default", "Active");
    }

    // ---------------------------------------------------------------- delete

    @Test
    void what_another_solution_needs_is_not_deleted_until_that_one_goes_too() throws IOException {
        dev.install(choice("Base", "ctr_color").publishedByContoso().write(base.resolve("Base.zip")));
        dev.install(needing("App", "ctr_color", "Base").write(base.resolve("App.zip")));
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> delete("Base"))
                .withMessageContaining("Nothing was deleted")
                .withMessageContaining("of the solution App needs")
                .withMessageContaining("ctr_color");
        assertThat(dev.dataverse.solution("Base")).isPresent();
        delete("Base", "App");
        assertThat(dev.dataverse.solution("Base")).isEmpty();
        assertThat(dev.dataverse.solution("App")).isEmpty();
        assertThat(messages.infos())
                .containsSubsequence("Deleted App 1.0.0.0 from dev", "Deleted Base 1.0.0.0 from dev");
    }

    @Test
    void an_unmanaged_solution_is_deleted() {
        delete(TRIPS);
        assertThat(dev.dataverse.solution(TRIPS)).isEmpty();
    }

    // ---------------------------------------------------------------- patches

    @Test
    void a_patch_goes_from_its_making_to_its_merge() throws IOException {
        InstalledSolution trips = dev.dataverse.solution(TRIPS).orElseThrow();
        Path managed = export(dev, TRIPS, PackageType.MANAGED).get(0);
        InstalledSolution patch = new ClonePatch(dev.target()).clone(TRIPS, Optional.empty(), Optional.empty());
        assertThat(patch.uniqueName()).startsWith(TRIPS + "_Patch_");
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> export(dev, TRIPS, PackageType.UNMANAGED))
                .withMessageContaining("has patches");

        SolutionComponent script = dev.dataverse.components(trips.id()).stream()
                .filter(member -> member.componentType() == 61)
                .findFirst()
                .orElseThrow();
        for (int i = 0; i < 2; i++) {
            new AddComponent(dev.target())
                    .add(new AddComponent.Request(
                            patch.uniqueName(), List.of(script.objectId().toString()), "webresource", false, true));
        }
        assertThat(dev.dataverse.components(patch.id()))
                .singleElement()
                .satisfies(member -> assertThat(member.objectId()).isEqualTo(script.objectId()));
        assertThat(messages.infos()).last().asString().endsWith("is in " + patch.uniqueName() + " already.");

        Path patchZip = export(dev, patch.uniqueName(), PackageType.MANAGED).get(0);
        assertThat(header(patchZip).parent()).contains(TRIPS);
        try (Site test = new Site("test")) {
            test.install(managed);
            test.install(patchZip);
            InstalledSolution there = test.dataverse.solution(TRIPS).orElseThrow();
            assertThat(test.dataverse.patches(there.id()))
                    .extracting(InstalledSolution::version)
                    .containsExactly(patch.version());
        }

        SolutionVersion merged = new MergePatches(dev.target()).merge(TRIPS, Optional.empty(), Optional.empty(), true);
        InstalledSolution after = dev.dataverse.solution(TRIPS).orElseThrow();
        assertThat(after.version()).isEqualTo(merged.text());
        assertThat(dev.dataverse.patches(after.id())).isEmpty();
        assertThat(header(export(dev, TRIPS, PackageType.UNMANAGED).get(0)).version())
                .isEqualTo(merged);
    }

    @Test
    void components_are_added_by_their_names() throws IOException {
        Path empty =
                new SolutionZipBuilder().named("Empty").publishedByContoso().write(base.resolve("Empty.zip"));
        dev.install(empty);
        for (Map.Entry<String, String> component : Map.of(
                        "web resource", "ctr_/trip/form.js",
                        "environment variable", "ctr_ApproverMail",
                        "flow", "Notify approver of a new trip")
                .entrySet()) {
            new AddComponent(dev.target())
                    .add(new AddComponent.Request(
                            "Empty", List.of(component.getValue()), component.getKey(), false, true));
        }
        InstalledSolution solution = dev.dataverse.solution("Empty").orElseThrow();
        assertThat(dev.dataverse.components(solution.id()))
                .extracting(SolutionComponent::componentType)
                .containsExactlyInAnyOrder(61, 29, 380);
    }

    @Test
    void roles_and_web_resources_are_found_in_their_tables() throws IOException {
        String id = "0b0a3c7e-2f6d-4a40-9f5c-61c1f2a8a9d1";
        dev.install(new SolutionZipBuilder()
                .named("Security")
                .rootById(20, "{" + id + "}")
                .element("<Roles><Role id=\"{" + id
                        + "}\" name=\"Trip approver: all\"><RolePrivileges /></Role></Roles>")
                .publishedByContoso()
                .write(base.resolve("Security.zip")));
        dev.install(new SolutionZipBuilder().named("Empty").publishedByContoso().write(base.resolve("Empty.zip")));
        new AddComponent(dev.target())
                .add(new AddComponent.Request("Empty", List.of("Trip approver: all"), "role", false, true));
        InstalledSolution solution = dev.dataverse.solution("Empty").orElseThrow();
        assertThat(dev.dataverse.components(solution.id()))
                .extracting(SolutionComponent::objectId)
                .containsExactly(UUID.fromString(id));
        assertThat(dev.dataverse.findId("webresourceset", "webresourceid", "name", "ctr_/trip/form.js"))
                .isPresent();
    }

    // ---------------------------------------------------------------- helpers

    private static SolutionZipBuilder choice(String solution, String name) {
        return new SolutionZipBuilder()
                .named(solution)
                .managed("1")
                .rootByName(9, name)
                .element("<optionsets><optionset Name=\"" + name + "\" localizedName=\"" + name
                        + "\"><OptionSetType>picklist</OptionSetType></optionset></optionsets>");
    }

    /** A solution with a choice of its own that needs the choice of another one. */
    private static SolutionZipBuilder needing(String solution, String name, String of) {
        return choice(solution, "ctr_own")
                .publishedByContoso()
                .missing("<MissingDependency><Required type=\"9\" schemaName=\"" + name + "\" displayName=\"" + name
                        + "\" solution=\"" + of + " (1.0.0.0)\" />"
                        + "<Dependent type=\"9\" schemaName=\"ctr_own\" displayName=\"ctr_own\" />"
                        + "</MissingDependency>");
    }

    private List<HistoryEntry> history(String operation) {
        return new ReadHistory(dev.dataverse, Optional.empty(), 50)
                .entries().stream()
                        .filter(entry -> ReadHistory.describe(entry).equals(operation))
                        .toList();
    }

    private void delete(String... names) {
        new DeleteSolutions(dev.target()).delete(List.of(names), Optional.empty(), true);
    }

    private List<Path> export(Site site, String name, PackageType type) throws IOException {
        return new ExportSolution(site.target())
                .export(new ExportSolution.Request(
                        name, type, Set.of(), base.resolve("exported"), Optional.empty(), true))
                .zips();
    }

    private Path sources() {
        return base.resolve("sources");
    }

    private UnpackResult sync(Optional<String> name) throws IOException {
        return new SyncFolder(dev.target()).sync(request(name, Optional.empty()));
    }

    private SyncFolder.Request request(Optional<String> name, Optional<PackageType> type) {
        return new SyncFolder.Request(
                name,
                sources(),
                type,
                Set.of(),
                true,
                true,
                false,
                Optional.empty(),
                false,
                Optional.empty(),
                false,
                Optional.empty(),
                false,
                base.resolve("target"));
    }

    private static SolutionHeader header(Path zip) throws IOException {
        assertThat(Files.size(zip)).isPositive();
        return SolutionReader.read(zip, ZipLimits.DEFAULT).header();
    }
}
