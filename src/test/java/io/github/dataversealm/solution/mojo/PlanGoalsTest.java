package io.github.dataversealm.solution.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.dataverse.HistoryEntry;
import io.github.dataversealm.solution.emulator.EmulatorOptions;
import io.github.dataversealm.solution.emulator.Knobs;
import io.github.dataversealm.solution.emulator.LocalEnvironment;
import io.github.dataversealm.solution.http.HttpClients;
import io.github.dataversealm.solution.http.HttpOptions;
import io.github.dataversealm.solution.testkit.ChoiceSolution;
import io.github.dataversealm.solution.testkit.FileRepository;
import io.github.dataversealm.solution.testkit.LocalClient;
import io.github.dataversealm.solution.testkit.SolutionZipBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoExtension;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.apache.maven.settings.Settings;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A plan from the goal that writes it to the goal that carries it out, in a folder without a pom, for three environments in two
 * waves.
 */
@MojoTest
class PlanGoalsTest {

    private static final List<String> IDS = List.of("local-1", "local-2", "local-3");
    private static final Knobs QUICK = Knobs.defaults().with(Map.of("queueDelayMillis", 0, "jobMillis", 0));
    private static final String DIGEST = "Its digest: ";

    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();
    private final Map<String, LocalEnvironment> servers = new LinkedHashMap<>();
    private final HttpClients http = new HttpClients(HttpOptions.defaults());

    @BeforeEach
    void start() throws IOException {
        for (String id : IDS) {
            servers.put(
                    id,
                    LocalEnvironment.open(EmulatorOptions.in(LocalEnvironment.further(folder.resolve(".dataverse"), id))
                            .withKnobs(QUICK)));
        }
        zip("1.0.0.0", "first");
    }

    @AfterEach
    void stop() throws IOException {
        http.close();
        for (LocalEnvironment server : servers.values()) {
            server.close();
        }
    }

    // ---------------------------------------------------------------- waves

    @Test
    void a_plan_is_carried_out_in_its_waves(
            @InjectMojo(goal = "plan") PlanMojo plan, @InjectMojo(goal = "import") ImportMojo apply) throws Exception {
        plan(plan);
        assertThat(waves()).isEqualTo("[[\"local-1\"],[\"local-2\",\"local-3\"]]");
        requireUntouched();

        said.clear();
        apply(apply, Map.of());
        int second = at("Wave 2 of 2: local-2, local-3");
        assertThat(at("Wave 1 of 2: local-1")).isLessThan(at("[local-1] Trips 1.0.0.0 (managed): install."));
        assertThat(at("[local-1] Trips 1.0.0.0 (managed): install.")).isLessThan(second);
        Instant canary = history("local-1").get(0).endTime().orElseThrow();
        for (String id : List.of("local-2", "local-3")) {
            assertThat(second).isLessThan(at("[" + id + "] Trips 1.0.0.0 (managed): install."));
            assertThat(history(id).get(0).startTime().orElseThrow()).isAfterOrEqualTo(canary);
        }
        IDS.forEach(id -> assertThat(imported(id)).as(id).containsExactly("1.0.0.0"));

        // once more there is nothing to do
        apply(apply, Map.of());
        IDS.forEach(id -> assertThat(imported(id)).as(id).containsExactly("1.0.0.0"));
    }

    @Test
    void a_plan_stops_at_a_wave_that_does_not_end_well_and_goes_on_when_it_is_mended(
            @InjectMojo(goal = "plan") PlanMojo plan, @InjectMojo(goal = "import") ImportMojo apply) throws Exception {
        plan(plan);
        // the canary takes less than the others
        knobs("local-1", Map.of("maxRequestBytes", 100));
        refused(() -> apply(apply, Map.of()))
                .withMessageContaining("Not started, because wave 1 did not end well in local-1: local-2, local-3.");
        requireUntouched();

        knobs("local-1", Map.of());
        apply(apply, Map.of());
        IDS.forEach(id -> assertThat(imported(id)).as(id).containsExactly("1.0.0.0"));
    }

    @Test
    void other_waves_and_environments_than_those_of_the_plan_are_refused(
            @InjectMojo(goal = "plan") PlanMojo plan, @InjectMojo(goal = "import") ImportMojo apply) throws Exception {
        plan(plan);
        refused(() -> apply(apply, Map.of("solution.waves", "3")))
                .withMessageContaining("what is typed contradicts the plan. Nothing was changed anywhere.")
                .withMessageContaining("-Dsolution.waves=3");
        refused(() -> apply(apply, Map.of("env", "local-1")))
                .withMessageContaining("It is for local-1, local-2, local-3, and chosen are local-1.");
        requireUntouched();
    }

    // ---------------------------------------------------------------- the digest

    @Test
    void only_the_plan_with_the_approved_digest_is_carried_out(
            @InjectMojo(goal = "plan") PlanMojo plan, @InjectMojo(goal = "import") ImportMojo apply) throws Exception {
        plan(plan);
        String approved = digest();
        assertThat(folder.resolve("target/solution/plan.md")).content().contains("`" + approved + "`");

        // somebody plans something else under the same name
        zip("1.0.0.0", "second");
        said.clear();
        plan(plan);
        String other = digest();
        assertThat(other).isNotEqualTo(approved);
        refused(() -> apply(apply, Map.of(), approved))
                .withMessageContaining("this is not the plan that was approved: its digest is " + other
                        + ", and approved is " + approved + ". Nothing was changed anywhere.")
                .withMessageContaining("-Dsolution.planDigest=" + other);
        refused(() -> apply(apply, Map.of(), approved.substring(0, 12)))
                .withMessageContaining("this is not the plan that was approved");
        requireUntouched();

        apply(apply, Map.of(), " " + other.toUpperCase(Locale.ROOT) + " ");
        IDS.forEach(id -> assertThat(imported(id)).as(id).containsExactly("1.0.0.0"));
    }

    @Test
    void a_digest_without_a_plan_is_refused(@InjectMojo(goal = "import") ImportMojo apply) throws Exception {
        prepare(apply, Map.of("env", "local-1"));
        set(apply, "zipFile", "trips.zip");
        set(apply, "planDigest", "0".repeat(64));
        refused(apply::execute)
                .withMessageContaining("The digest of a plan is given, and no plan.")
                .withMessageContaining("-Dsolution.planFile=target/solution/plan.json -Dsolution.planDigest=0");
        requireUntouched();
    }

    @Test
    void a_plan_that_was_changed_by_hand_is_refused(
            @InjectMojo(goal = "plan") PlanMojo plan, @InjectMojo(goal = "import") ImportMojo apply) throws Exception {
        plan(plan);
        Path file = folder.resolve("target/solution/plan.json");
        String text = Files.readString(file);
        Files.writeString(file, text.replace("[ \"local-2\", \"local-3\" ]", "[ \"local-2\" ]"));
        assertThat(Files.readString(file)).isNotEqualTo(text);
        refused(() -> apply(apply, Map.of())).withMessageContaining("changed after it was written");
        requireUntouched();
    }

    // ---------------------------------------------------------------- what has moved since

    @Test
    void a_target_that_has_moved_is_named_and_nothing_is_written_anywhere(
            @InjectMojo(goal = "plan") PlanMojo plan, @InjectMojo(goal = "import") ImportMojo apply) throws Exception {
        plan(plan);
        // past the plan, by another command
        byte[] planned = Files.readAllBytes(folder.resolve("trips.zip"));
        zip("1.1.0.0", "by hand");
        prepare(apply, Map.of("env", "local-3"));
        set(apply, "zipFile", "trips.zip");
        apply.execute();
        Files.write(folder.resolve("trips.zip"), planned);

        refused(() -> apply(apply, Map.of()))
                .withMessageContaining("the target has moved since the plan was made. Nothing was changed anywhere.")
                .withMessageContaining("[local-3] Trips 1.1.0.0 (managed) is installed now; it was not installed.")
                .withMessageContaining("Plan again, and have it approved again: mvn ")
                .withMessageContaining("-Dsolution.waves=1,2");
        assertThat(imported("local-1")).isEmpty();
        assertThat(imported("local-2")).isEmpty();
        assertThat(imported("local-3")).containsExactly("1.1.0.0");
    }

    @Test
    void a_zip_that_was_exchanged_since_is_refused(
            @InjectMojo(goal = "plan") PlanMojo plan, @InjectMojo(goal = "import") ImportMojo apply) throws Exception {
        plan(plan);
        Path zip = folder.resolve("trips.zip");
        byte[] planned = Files.readAllBytes(zip);
        zip("1.0.0.0", "another build of the same version");
        assertThat(Files.readAllBytes(zip)).isNotEqualTo(planned);
        refused(() -> apply(apply, Map.of()))
                .withMessageContaining("The zip of Trips 1.0.0.0 (managed) that the plan is for (sha256 ")
                .withMessageContaining("trips.zip has other bytes (sha256 ")
                .withMessageContaining("or plan again for the zip that is there: mvn solution:plan"
                        + " -Denv=local-1,local-2,local-3 -Dsolution.waves=1,2");
        Files.delete(zip);
        refused(() -> apply(apply, Map.of())).withMessageContaining("trips.zip does not exist.");
        requireUntouched();

        // beside the plan, as where CI has unpacked what an earlier job kept
        Files.write(folder.resolve("target/solution/trips.zip"), planned);
        apply(apply, Map.of());
        IDS.forEach(id -> assertThat(imported(id)).as(id).containsExactly("1.0.0.0"));
    }

    @Test
    void a_zip_that_is_named_and_not_in_the_plan_is_not_passed_over(
            @InjectMojo(goal = "plan") PlanMojo plan, @InjectMojo(goal = "import") ImportMojo apply) throws Exception {
        plan(plan);
        new ChoiceSolution("Other", "1.0.0.0").writeZip(folder.resolve("other.zip"));
        prepare(apply, Map.of());
        set(apply, "planFile", new File("target/solution/plan.json"));
        set(apply, "zipFile", "trips.zip,other.zip");
        refused(apply::execute)
                .withMessageContaining("other.zip (sha256 ")
                .withMessageContaining("is named, and is not in the plan. Nothing was changed anywhere.")
                .withMessageContaining("Leave it out, or plan with it: mvn solution:plan");
        requireUntouched();
    }

    @Test
    void an_artifact_that_was_exchanged_since_is_refused(
            @InjectMojo(goal = "plan") PlanMojo plan, @InjectMojo(goal = "import") ImportMojo apply) throws Exception {
        FileRepository repository =
                new FileRepository(folder.resolve("repository").toFile());
        repository.publish("com.contoso", "trips", "1.0.0", "", "", new ChoiceSolution("Trips", "1.0.0.0"));
        Path published = folder.resolve("repository/com/contoso/trips/1.0.0/trips-1.0.0.zip");
        byte[] planned = Files.readAllBytes(published);
        plan(plan, "artifact", "com.contoso:trips:1.0.0");

        // installed once more under the same version
        new ChoiceSolution("Trips", "1.0.0.0").brings("ctr_other").writeZip(published);
        refused(() -> apply(apply, Map.of()))
                .withMessageContaining("that the plan is for (sha256 ")
                .withMessageContaining("trips-1.0.0.zip has other bytes (sha256 ");
        requireUntouched();

        Files.write(published, planned);
        apply(apply, Map.of());
        IDS.forEach(id -> assertThat(imported(id)).as(id).containsExactly("1.0.0.0"));
    }

    // ---------------------------------------------------------------- how it is typed

    private void knobs(String id, Map<String, Object> more) {
        servers.get(id).emulator().orElseThrow().knobs(QUICK.with(more));
    }

    private void plan(PlanMojo mojo) throws Exception {
        plan(mojo, "zipFile", "trips.zip");
    }

    private void plan(PlanMojo mojo, String parameter, String value) throws Exception {
        prepare(mojo, Map.of("env", String.join(",", IDS), "solution." + parameter, value, "solution.waves", "1,2"));
        set(mojo, parameter, value);
        set(mojo, "waves", "1,2");
        mojo.execute();
    }

    private void apply(ImportMojo mojo, Map<String, String> typed) throws Exception {
        apply(mojo, typed, null);
    }

    private void apply(ImportMojo mojo, Map<String, String> typed, String digest) throws Exception {
        prepare(mojo, typed);
        set(mojo, "zipFile", null);
        set(mojo, "planFile", new File("target/solution/plan.json"));
        set(mojo, "planDigest", digest);
        mojo.execute();
    }

    private void prepare(AbstractSolutionMojo mojo, Map<String, String> typed) throws Exception {
        Properties properties = new Properties();
        properties.putAll(typed);
        MavenSession session = mock(MavenSession.class);
        when(session.getUserProperties()).thenReturn(properties);
        when(session.getExecutionRootDirectory()).thenReturn(folder.toString());
        when(session.getSettings()).thenReturn(new Settings());
        when(session.getGoals()).thenReturn(List.of("solution:plan"));
        DefaultRepositorySystemSession repositories = MavenResolution.session(folder.resolve("repository"));
        when(session.getRepositorySession()).thenReturn(repositories);
        set(mojo, "repositorySystem", MavenResolution.SYSTEM);
        set(mojo, "session", session);
        set(mojo, "project", null);
        set(
                mojo,
                "mojoExecution",
                new MojoExecution(mojo.mojoExecution().getMojoDescriptor(), "default-cli", MojoExecution.Source.CLI));
        mojo.setLog(new SystemStreamLog() {
            @Override
            public void info(CharSequence content) {
                said.add(content.toString());
            }
        });
    }

    private static void set(Object mojo, String field, Object value) throws Exception {
        MojoExtension.setVariableValueToObject(mojo, field, value);
    }

    private void zip(String version, String content) throws IOException {
        new SolutionZipBuilder()
                .named("Trips")
                .version(version)
                .managed("1")
                .entry("Other/content.txt", content)
                .publishedByContoso()
                .write(folder.resolve("trips.zip"));
    }

    // ---------------------------------------------------------------- what came of it

    private static ThrowableAssertAlternative<MojoFailureException> refused(ThrowingCallable call) {
        return assertThatExceptionOfType(MojoFailureException.class).isThrownBy(call);
    }

    private int at(String text) {
        for (int i = 0; i < said.size(); i++) {
            if (said.get(i).contains(text)) {
                return i;
            }
        }
        throw new AssertionError(text + " is not in " + said);
    }

    private String digest() {
        String line = said.get(at(DIGEST));
        return line.substring(DIGEST.length(), line.indexOf(';'));
    }

    private String waves() throws IOException {
        JsonNode plan = new ObjectMapper()
                .readTree(folder.resolve("target/solution/plan.json").toFile());
        return plan.get("waves").toString();
    }

    private List<String> imported(String id) {
        return history(id).stream()
                .filter(entry -> entry.succeeded() && entry.operation() == 0)
                .map(HistoryEntry::solutionVersion)
                .toList();
    }

    private List<HistoryEntry> history(String id) {
        LocalEnvironment server = servers.get(id);
        return LocalClient.of(http, server.url(), server.token()).history(Optional.of("Trips"), 10);
    }

    private void requireUntouched() {
        for (LocalEnvironment server : servers.values()) {
            Dataverse dataverse = LocalClient.of(http, server.url(), server.token());
            assertThat(dataverse.history(Optional.empty(), 10)).isEmpty();
            assertThat(dataverse.solution("Trips")).isEmpty();
        }
    }
}
