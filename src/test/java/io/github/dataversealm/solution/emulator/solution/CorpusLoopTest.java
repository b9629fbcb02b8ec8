package io.github.dataversealm.solution.emulator.solution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.contents.SolutionReader;
import io.github.dataversealm.solution.corpus.Corpus;
import io.github.dataversealm.solution.emulator.message.NewRow;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.model.PackageType;
import io.github.dataversealm.solution.unpack.UnpackRequest;
import io.github.dataversealm.solution.unpack.Unpacker;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every real solution goes into an organization of its own and comes out again as it was. */
class CorpusLoopTest {

    @TempDir
    Path folder;

    /** What became of one solution. */
    private record Outcome(String id, String refusal, List<String> differences, boolean exported) {}

    @Test
    void every_real_solution_is_imported_or_refused_for_a_reason_and_exported_as_it_was() throws Exception {
        Corpus corpus = Corpus.orSkip();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        Set<String> samples = Set.copyOf(corpus.sampleIds());
        List<Future<Outcome>> futures = new ArrayList<>();
        for (String id : corpus.ids()) {
            Callable<Outcome> loop = () -> loop(id, corpus.zip(id), samples.contains(id));
            futures.add(threads.submit(loop));
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (Future<Outcome> future : futures) {
            outcomes.add(future.get());
        }
        threads.shutdown();
        Map<String, Integer> refusals = new TreeMap<>();
        outcomes.stream()
                .filter(outcome -> !outcome.refusal().isEmpty())
                .forEach(outcome -> refusals.merge(outcome.refusal(), 1, Integer::sum));
        long imported =
                outcomes.stream().filter(outcome -> outcome.refusal().isEmpty()).count();
        long exported = outcomes.stream().filter(Outcome::exported).count();
        System.out.println("corpus loop: " + imported + " of " + outcomes.size() + " imported, " + exported
                + " exported and compared; refused: " + refusals);
        for (Outcome outcome : outcomes) {
            if (!outcome.refusal().isEmpty() || !outcome.differences().isEmpty()) {
                System.out.println("corpus loop: " + outcome);
            }
        }
        assertThat(outcomes)
                .allSatisfy(outcome -> assertThat(outcome.differences()).isEmpty());
        assertThat(refusals).isEmpty();
    }

    private Outcome loop(String id, Path zip, boolean sample) throws IOException {
        Path own = folder.resolve(id);
        try (TestOrganization organization = new TestOrganization(own)) {
            organization.module().declareDependenciesPresent(zip);
            ObjectNode staged = organization.stage(zip);
            ObjectNode job = organization.install(zip);
            if (job.path("statuscode").asInt() != 30) {
                return new Outcome(
                        id,
                        Integer.toHexString(job.path("errorcode").asInt()) + " " + NewRow.text(job, "friendlymessage"),
                        List.of(),
                        false);
            }
            assertThat(NewRow.text(staged, "StageSolutionStatus")).as(id).isEqualTo("Passed");
            var header = SolutionReader.read(zip, ZipLimits.DEFAULT).header();
            if (header.packageType() == PackageType.MANAGED) {
                assertThat(TestOrganization.fault(() -> organization.export(header.uniqueName(), false))
                                .code())
                        .isEqualTo(0x80048036);
                return new Outcome(id, "", List.of(), false);
            }
            List<String> differences =
                    new ArrayList<>(compare(own, zip, organization.export(header.uniqueName(), false)));
            differences.addAll(entries(own, zip, organization.export(header.uniqueName(), true)));
            return new Outcome(id, "", differences, true);
        } finally {
            delete(own);
        }
    }

    /** The files that differ between the trees of the original and of the managed export, but for what makes a tree managed. */
    private static List<String> compare(Path own, Path original, byte[] export) throws IOException {
        Path zip = own.resolve("export.zip");
        Files.write(zip, export);
        Map<String, byte[]> after = new TreeMap<>();
        tree(own.resolve("after"), zip)
                .forEach((name, content) -> after.put(
                        name.replace("_managed.xml", ".xml"),
                        name.equals("Other/Solution.xml")
                                ? new String(content, StandardCharsets.UTF_8)
                                        .replace("<Managed>1</Managed>", "<Managed>0</Managed>")
                                        .getBytes(StandardCharsets.UTF_8)
                                : content));
        return differences(tree(own.resolve("before"), original), after);
    }

    /** The entries that differ between the original and the managed export, but for what makes a zip managed. */
    private static List<String> entries(Path own, Path original, byte[] export) throws IOException {
        Path zip = own.resolve("export_managed.zip");
        Files.write(zip, export);
        Map<String, byte[]> before = Corpus.unzip(original);
        before.replaceAll((name, content) -> name.equalsIgnoreCase("solution.xml")
                ? new String(content, StandardCharsets.UTF_8)
                        .replace("<Managed>0</Managed>", "<Managed>1</Managed>")
                        .getBytes(StandardCharsets.UTF_8)
                : content);
        return differences(before, Corpus.unzip(zip));
    }

    private static List<String> differences(Map<String, byte[]> before, Map<String, byte[]> after) {
        List<String> differences = new ArrayList<>();
        before.forEach((name, content) -> {
            if (!Arrays.equals(content, after.get(name))) {
                differences.add(name);
            }
        });
        after.keySet().stream().filter(name -> !before.containsKey(name)).forEach(differences::add);
        return differences;
    }

    private static Map<String, byte[]> tree(Path folder, Path zip) throws IOException {
        new Unpacker().unpack(UnpackRequest.of(zip, folder), Reporter.silent());
        return Corpus.files(folder);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> paths;
        try (var walk = Files.walk(folder)) {
            paths = new ArrayList<>(walk.toList());
        }
        Collections.reverse(paths);
        for (Path path : paths) {
            Files.delete(path);
        }
    }
}
