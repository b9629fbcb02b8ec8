package io.github.dataversealm.solution.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.contents.SolutionReader;
import io.github.dataversealm.solution.corpus.Corpus;
import io.github.dataversealm.solution.dataverse.ErrorCode;
import io.github.dataversealm.solution.dataverse.ExportRequest;
import io.github.dataversealm.solution.dataverse.HistoryEntry;
import io.github.dataversealm.solution.dataverse.StartedJob;
import io.github.dataversealm.solution.emulator.Knobs;
import io.github.dataversealm.solution.environment.Environment;
import io.github.dataversealm.solution.job.JobOutcome;
import io.github.dataversealm.solution.job.PollPlan;
import io.github.dataversealm.solution.job.WatchedJob;
import io.github.dataversealm.solution.job.Workplace;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.PackageType;
import io.github.dataversealm.solution.operation.ExportSolution;
import io.github.dataversealm.solution.operation.Target;
import io.github.dataversealm.solution.progress.ProgressListener;
import io.github.dataversealm.solution.testkit.Messages;
import io.github.dataversealm.solution.testkit.ScaledTime;
import io.github.dataversealm.solution.unpack.UnpackRequest;
import io.github.dataversealm.solution.unpack.Unpacker;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole loop over sockets: every real solution is imported into a fresh environment that has what it misses, exported in
 * both forms and unpacked. The trees are those of the original.
 *
 * <p>The service writes its own stamps into an export ({@code version}, {@code OrganizationVersion},
 * {@code OrganizationSchemaType} and {@code CRMServerServiceabilityVersion} of {@code ImportExportXml}, the keys of missing
 * dependencies and the versions of the solutions that they name). The local environment keeps those of the import, so nothing
 * is left out of the comparison: not one byte may differ. What makes a solution managed is known by what it is: the
 * {@code Managed} flag of the manifest, {@code _managed} in the names of files that exist once for each form, and that it
 * lacks what is marked {@code unmodified}.
 */
class CorpusLoopTest {

    /** What the service answers when the export of a managed solution is asked for (spec §2.8). */
    private static final ErrorCode MANAGED_EXPORT = new ErrorCode(0x80048036);

    private static final String ABSENT = "Other/Preserved/AbsentComponents.xml";

    private static final int HURRY = 40;
    private static final Duration LIMIT = Duration.ofMinutes(60);

    @TempDir
    Path folder;

    private final HttpClient scripts = HttpClient.newHttpClient();

    /**
     * What became of one solution.
     *
     * @param refusal why it was not imported
     * @param differences what the exports have lost or made of it
     */
    private record Outcome(String id, PackageType type, String refusal, List<String> differences) {}

    @Test
    void every_real_solution_comes_out_as_it_went_in() throws Exception {
        Corpus corpus = Corpus.orSkip();
        List<String> ids = corpus.sampleIds();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<Outcome> outcomes = new ArrayList<>();
        try {
            List<Callable<Outcome>> loops = ids.stream()
                    .<Callable<Outcome>>map(id -> () -> loop(id, corpus.zip(id)))
                    .toList();
            for (Future<Outcome> loop : threads.invokeAll(loops)) {
                outcomes.add(loop.get());
            }
        } finally {
            threads.shutdownNow();
        }
        Map<String, Integer> refusals = new TreeMap<>();
        outcomes.stream()
                .map(Outcome::refusal)
                .filter(refusal -> !refusal.isEmpty())
                .forEach(refusal -> refusals.merge(refusal, 1, Integer::sum));
        List<Outcome> imported =
                outcomes.stream().filter(outcome -> outcome.refusal().isEmpty()).toList();
        long managed = imported.stream()
                .filter(outcome -> outcome.type() == PackageType.MANAGED)
                .count();
        System.out.println("corpus loop over HTTP: " + imported.size() + " of " + ids.size() + " imported, "
                + imported.stream()
                        .filter(outcome -> outcome.type() != PackageType.MANAGED)
                        .filter(outcome -> outcome.differences().isEmpty())
                        .count()
                + " exported and equal, " + managed + " managed and not to be exported ("
                + MANAGED_EXPORT + "), refused: " + refusals);
        assertThat(outcomes)
                .allSatisfy(outcome ->
                        assertThat(outcome.differences()).as(outcome.id()).isEmpty());
        assertThat(refusals).isEmpty();
    }

    private Outcome loop(String id, Path zip) throws Exception {
        Path own = Files.createDirectories(folder.resolve(id));
        try (LocalFixture local = new LocalFixture(own.resolve("environment"))) {
            local.emulator.knobs(Knobs.defaults().with(Map.of("queueDelayMillis", 0, "jobMillis", 0)));
            declareDependenciesPresent(local, zip);
            SolutionPackage solution = SolutionPackage.of(zip, SolutionReader.read(zip, ZipLimits.DEFAULT));
            PackageType type = solution.isManaged() ? PackageType.MANAGED : PackageType.UNMANAGED;

            EnvironmentReport report =
                    local.run(new ScaledTime(HURRY), ImportOptions.DEFAULT, own.resolve("records"), solution);
            report.fault().ifPresent(fault -> {
                throw new AssertionError(id, fault);
            });
            SolutionReport imported = report.solutions().get(0);
            if (!imported.isGood()) {
                return new Outcome(id, type, imported.problem(), List.of());
            }
            assertThat(imported.decision()).as(id).isEqualTo("install");
            assertThat(local.dataverse.history(Optional.of(solution.uniqueName()), 20).stream()
                            .filter(entry -> entry.operation() == 0 && entry.succeeded()))
                    .as(id)
                    .extracting(HistoryEntry::solutionVersion)
                    .containsExactly(solution.header().version().text());

            List<String> differences = solution.isManaged()
                    ? managedStays(local, own, solution.uniqueName())
                    : exports(local, own, zip, solution.uniqueName());
            return new Outcome(id, type, "", differences);
        } finally {
            delete(own);
        }
    }

    /** Over the control API, as a script would do it. */
    private void declareDependenciesPresent(LocalFixture local, Path zip) throws Exception {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("presentDependenciesOf").add(zip.toAbsolutePath().toString());
        HttpResponse<String> answer = scripts.send(
                HttpRequest.newBuilder(URI.create(local.emulator.url() + "/emulator/organization"))
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** The goal says so without a call; whoever asks the service gets a job that fails. */
    private static List<String> managedStays(LocalFixture local, Path own, String name) {
        assertThat(catchThrowableOfType(SolutionException.class, () -> export(local, own, name, PackageType.MANAGED)))
                .hasMessageContaining("managed solutions cannot be exported");
        StartedJob job = local.dataverse.exportSolution(new ExportRequest(name, false, Set.of()));
        JobOutcome outcome = local.target("local", new ScaledTime(HURRY))
                .watcher()
                .watch(new WatchedJob(Optional.of(job.operationId()), Optional.empty(), "export"), LIMIT);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        JobOutcome.Failed.class,
                        failed -> assertThat(failed.code()).contains(MANAGED_EXPORT));
        return List.of();
    }

    private static List<String> exports(LocalFixture local, Path own, Path zip, String name) throws IOException {
        Map<String, Path> before = tree(own.resolve("before"), zip);
        List<Path> zips = export(local, own, name, PackageType.BOTH);
        List<String> differences = new ArrayList<>(differences(before, tree(own.resolve("unmanaged"), zips.get(0))));
        Map<String, Path> managed = unmanaged(tree(own.resolve("managed"), zips.get(1)));
        assertThat(unmodified(managed)).as(name).isEmpty();
        Map<String, Path> expected = unmanaged(before);
        Set<String> unmodified = unmodified(expected);
        // A table's own file stays, without its description; a process is listed in the manifest as before.
        managed.keySet().removeAll(unmodified);
        expected.keySet().removeAll(unmodified);
        if (!unmodified.isEmpty() && !expected.containsKey(ABSENT)) {
            managed.remove(ABSENT);
        }
        differences(expected, managed).forEach(difference -> differences.add("managed " + difference));
        return differences;
    }

    /** The files of tables, forms, views and processes that the solution has as others made them. */
    private static Set<String> unmodified(Map<String, Path> tree) throws IOException {
        Set<String> files = new TreeSet<>();
        for (Map.Entry<String, Path> file : tree.entrySet()) {
            if (file.getKey().endsWith(".xml")
                    && Files.readString(file.getValue(), StandardCharsets.ISO_8859_1)
                            .contains("unmodified=\"1\"")) {
                files.add(file.getKey());
            }
        }
        return files;
    }

    private static List<Path> export(LocalFixture local, Path own, String name, PackageType type) throws IOException {
        Target target = new Target(
                new Workplace(
                        new Environment(
                                "local", URI.create("https://local"), "dataverse-local", Optional.empty(), false),
                        local.dataverse,
                        new ScaledTime(HURRY),
                        PollPlan.DEFAULT,
                        ProgressListener.silent(),
                        new Messages(),
                        new Random(1)),
                LIMIT);
        return new ExportSolution(target)
                .export(new ExportSolution.Request(
                        name, type, Set.of(), own.resolve("exported"), Optional.empty(), false))
                .zips();
    }

    private static Map<String, Path> tree(Path root, Path zip) throws IOException {
        new Unpacker().unpack(UnpackRequest.of(zip, root), Reporter.silent());
        Map<String, Path> files = new HashMap<>();
        try (Stream<Path> walk = Files.walk(root)) {
            walk.filter(Files::isRegularFile)
                    .forEach(file -> files.put(root.relativize(file).toString().replace('\\', '/'), file));
        }
        return files;
    }

    /** A tree without what makes it managed. */
    private static Map<String, Path> unmanaged(Map<String, Path> tree) throws IOException {
        Map<String, Path> files = new HashMap<>();
        tree.forEach((name, file) -> files.put(name.replace("_managed.xml", ".xml"), file));
        Path manifest = files.get("Other/Solution.xml");
        String text = Files.readString(manifest);
        assertThat(text).containsOnlyOnce("<Managed>");
        Files.write(
                manifest,
                text.replace("<Managed>1</Managed>", "<Managed>0</Managed>").getBytes(StandardCharsets.UTF_8));
        return files;
    }

    private static List<String> differences(Map<String, Path> before, Map<String, Path> after) throws IOException {
        List<String> differences = new ArrayList<>();
        for (Map.Entry<String, Path> file : before.entrySet()) {
            Path other = after.get(file.getKey());
            if (other == null) {
                differences.add("lost: " + file.getKey());
            } else if (Files.mismatch(file.getValue(), other) >= 0) {
                differences.add("changed: " + file.getKey());
            }
        }
        after.keySet().stream()
                .filter(name -> !before.containsKey(name))
                .forEach(name -> differences.add("made up: " + name));
        return differences;
    }

    private static void delete(Path root) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(root)) {
            paths = new ArrayList<>(walk.toList());
        }
        Collections.reverse(paths);
        for (Path path : paths) {
            Files.delete(path);
        }
    }
}
