package io.github.dataversealm.solution.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dataversealm.solution.dataverse.HistoryEntry;
import io.github.dataversealm.solution.emulator.Knobs;
import io.github.dataversealm.solution.http.HttpTrace;
import io.github.dataversealm.solution.testkit.Lanes;
import io.github.dataversealm.solution.testkit.SolutionZipBuilder;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that brings four solutions, which need each other, to three environments is killed at thirty moments that a seed
 * chooses: when one of the environments has answered so and so many requests, and the others are somewhere on their way. The
 * command that is typed again, a third of the times on a machine that knows nothing of the first, completes every environment,
 * and each import has taken effect once.
 */
class KilledDeploymentTest {

    private static final int MOMENTS = 30;
    private static final int ENVIRONMENTS = 3;
    private static final int SOLUTIONS = 4;
    private static final long SEED = 20_260_301;
    private static final int LONGEST_PAUSE = 25;

    /** How a process ends that was killed: by the signal 9, or on Windows as it was told to. */
    private static final int KILLED = File.separatorChar == '/' ? 128 + 9 : 1;

    /** Moments that are tried at the same time, each in environments of its own. */
    private static final int LANES = 3;

    @TempDir
    Path folder;

    /** The environments of a deployment. */
    private record Landscape(List<LocalFixture> locals) implements Closeable {

        static Landscape open(Path folder) throws IOException {
            List<LocalFixture> locals = new ArrayList<>();
            for (int i = 0; i < ENVIRONMENTS; i++) {
                LocalFixture local = new LocalFixture(folder.resolve("local" + i));
                local.emulator.knobs(Knobs.defaults().with(Map.of("queueDelayMillis", 10, "jobMillis", 60)));
                locals.add(local);
            }
            return new Landscape(locals);
        }

        List<String> addresses() {
            return locals.stream()
                    .flatMap(local -> List.of(local.emulator.url(), local.emulator.token()).stream())
                    .toList();
        }

        @Override
        public void close() throws IOException {
            for (LocalFixture local : locals) {
                local.close();
            }
        }
    }

    /**
     * @param begun the imports that were in the histories of the environments
     * @param ended those that had ended for the process
     */
    private record Kill(int begun, int ended) {}

    @Test
    void a_killed_deployment_of_four_solutions_to_three_environments_is_completed() throws Exception {
        List<Kill> kills = new ArrayList<>();
        try (Lanes<Landscape> lanes =
                new Lanes<>(LANES, number -> Landscape.open(folder.resolve("landscape" + number)))) {
            int steps = Lanes.result(lanes.submit(this::stepsOfAnUndisturbedRun));
            List<Future<Kill>> moments = new ArrayList<>();
            for (int i = 0; i < MOMENTS; i++) {
                int moment = i;
                moments.add(lanes.submit(landscape -> killed(landscape, moment, steps)));
            }
            for (Future<Kill> moment : moments) {
                kills.add(Lanes.result(moment));
            }
        }
        int imports = ENVIRONMENTS * SOLUTIONS;
        int underWay =
                (int) kills.stream().filter(kill -> kill.begun() > kill.ended()).count();
        System.out.printf(
                "killed imports in several environments: %d of %d processes killed in the middle, when %d of %d imports were in the history,"
                        + " %d times with an import under way; every environment was completed and each import took effect once%n",
                kills.size(), MOMENTS, kills.stream().mapToInt(Kill::begun).sum(), MOMENTS * imports, underWay);
        assertThat(kills)
                .hasSize(MOMENTS)
                .allSatisfy(kill -> assertThat(kill.ended()).isLessThan(imports))
                .as("before the first import")
                .anyMatch(kill -> kill.begun() == 0)
                .as("near the end")
                .anyMatch(kill -> kill.begun() >= imports - 2);
        assertThat(underWay).isGreaterThanOrEqualTo(MOMENTS / 3);
    }

    /** @return the requests to each environment */
    private int stepsOfAnUndisturbedRun(Landscape landscape) throws IOException {
        List<SolutionPackage> zips = zips(MOMENTS);
        List<KilledDeployment.Steps> steps = new ArrayList<>();
        for (LocalFixture local : landscape.locals()) {
            steps.add(new KilledDeployment.Steps(local.emulator.url(), number -> {}));
        }
        assertThat(KilledDeployment.run(
                        zips,
                        folder.resolve("undisturbed"),
                        landscape.addresses(),
                        line -> steps.forEach(counter -> counter.line(line))))
                .allMatch(EnvironmentReport::isGood);
        requireComplete(landscape, MOMENTS, zips);
        assertThat(steps)
                .extracting(KilledDeployment.Steps::count)
                .containsOnly(steps.get(0).count());
        return steps.get(0).count();
    }

    private Kill killed(Landscape landscape, int moment, int steps) throws IOException, InterruptedException {
        Random random = new Random(SEED + moment);
        List<SolutionPackage> zips = zips(moment);
        Path records = Files.createDirectories(folder.resolve("records" + moment));
        // after the last answer there would be nothing left to kill
        int step = 1 + (int) ((moment + random.nextDouble()) * (steps - 1) / MOMENTS);
        int held = random.nextInt(ENVIRONMENTS);
        kill(landscape, zips, records, held, step, random.nextInt(LONGEST_PAUSE));
        assertThat(ended(records, held))
                .as("imports that had ended where it was held at moment %d", moment)
                .isLessThan(SOLUTIONS);
        int begun = 0;
        int ended = 0;
        for (int i = 0; i < ENVIRONMENTS; i++) {
            begun += history(landscape.locals().get(i), moment).size();
            ended += ended(records, i);
        }
        if (moment % 3 == 0) {
            Files.move(records, folder.resolve("lost" + moment));
        }
        assertThat(KilledDeployment.run(zips, records, landscape.addresses(), HttpTrace.none()))
                .as("moment %d", moment)
                .allMatch(EnvironmentReport::isGood);
        requireComplete(landscape, moment, zips);
        return new Kill(begun, ended);
    }

    /** How many imports had ended by the record of an environment. */
    private static int ended(Path records, int environment) throws IOException {
        Path record = records.resolve("import-env" + environment + ".json");
        int ended = 0;
        if (Files.exists(record)) {
            for (JsonNode solution :
                    new ObjectMapper().readTree(record.toFile()).get("solutions")) {
                ended += solution.has("ended") ? 1 : 0;
            }
        }
        return ended;
    }

    /** Looked at in each environment: what is installed, and what its history says. */
    private static void requireComplete(Landscape landscape, int moment, List<SolutionPackage> zips) {
        for (LocalFixture local : landscape.locals()) {
            List<HistoryEntry> history = history(local, moment);
            assertThat(history).as("moment %d", moment).allMatch(HistoryEntry::succeeded);
            assertThat(history.stream().map(HistoryEntry::solutionName))
                    .as("moment %d", moment)
                    .containsExactlyInAnyOrderElementsOf(
                            zips.stream().map(SolutionPackage::uniqueName).toList());
            for (SolutionPackage zip : zips) {
                assertThat(local.dataverse
                                .solution(zip.uniqueName())
                                .orElseThrow()
                                .version())
                        .isEqualTo(zip.header().version().text());
            }
        }
    }

    private static List<HistoryEntry> history(LocalFixture local, int moment) {
        return local.dataverse.history(Optional.empty(), 12).stream()
                .filter(entry -> entry.operation() == 0 && entry.solutionName().endsWith("_" + moment))
                .toList();
    }

    /** Kills the process when an environment has answered some requests, which it must come to, and a moment later. */
    private static void kill(
            Landscape landscape, List<SolutionPackage> zips, Path records, int held, int step, int pause)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                KilledDeployment.class.getName(),
                Integer.toString(held),
                Integer.toString(step),
                records.toString(),
                zips.stream().map(zip -> zip.zip().toString()).collect(Collectors.joining(","))));
        command.addAll(landscape.addresses());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.readLine()).as("at request %d of env%d", step, held).isEqualTo(KilledDeployment.HELD);
            TimeUnit.MILLISECONDS.sleep(pause);
            assertThat(process.isAlive()).isTrue();
            // not by the process itself, which would close what it has printed
            process.toHandle().destroyForcibly();
            assertThat(out.lines()).as("after it was held").isEmpty();
            assertThat(process.waitFor()).as("how it ended").isEqualTo(KILLED);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    // ---------------------------------------------------------------- the solutions

    /** Top needs Middle and Side, and both need Base. Two are unmanaged: only its job tells that such a one was imported. */
    private List<SolutionPackage> zips(int moment) throws IOException {
        String end = "_" + moment;
        return List.of(
                pack("Base" + end, true),
                pack("Middle" + end, false, "Base" + end),
                pack("Side" + end, true, "Base" + end),
                pack("Top" + end, false, "Middle" + end, "Side" + end));
    }

    private SolutionPackage pack(String name, boolean managed, String... needed) throws IOException {
        String table = table(name);
        SolutionZipBuilder builder = new SolutionZipBuilder()
                .named(name)
                .managed(managed ? "1" : "0")
                .rootByName(1, table)
                .element("<Entities><Entity><Name LocalizedName=\"" + name + "\" OriginalName=\"" + name + "\">" + table
                        + "</Name><EntityInfo><entity Name=\"" + table
                        + "\"><attributes /></entity></EntityInfo></Entity></Entities>");
        for (String solution : needed) {
            builder.missing("<MissingDependency><Required type=\"1\" schemaName=\"" + table(solution)
                    + "\" displayName=\"T\" solution=\"" + solution
                    + " (1.0.0.0)\" /><Dependent type=\"1\" schemaName=\"" + table
                    + "\" displayName=\"F\" /></MissingDependency>");
        }
        return LocalFixture.pack(folder, builder);
    }

    private static String table(String solution) {
        return "ctr_" + solution.toLowerCase(Locale.ROOT);
    }
}
