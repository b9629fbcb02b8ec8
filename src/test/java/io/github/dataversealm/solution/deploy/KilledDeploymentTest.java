package io.github.dataversealm.solution.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.dataverse.HistoryEntry;
import io.github.dataversealm.solution.emulator.Knobs;
import io.github.dataversealm.solution.http.HttpTrace;
import io.github.dataversealm.solution.testkit.Lanes;
import io.github.dataversealm.solution.testkit.SolutionZipBuilder;
import java.io.BufferedReader;
import java.io.Closeable;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that brings four solutions, which need each other, to three environments is killed at thirty moments that a seed
 * chooses. The command that is typed again, a third of the times on a machine that knows nothing of the first, completes every
 * environment, and each import has taken effect once.
 */
class KilledDeploymentTest {

    private static final int MOMENTS = 30;
    private static final int ENVIRONMENTS = 3;
    private static final long SEED = 20_260_301;
    private static final int LONGEST_PAUSE = 25;

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

    /** @param killed 1 when the process had not come to its end */
    private record Moment(int killed, int begun) {}

    @Test
    void a_killed_deployment_of_four_solutions_to_three_environments_is_completed() throws Exception {
        int kills = 0;
        int begun = 0;
        try (Lanes<Landscape> lanes =
                new Lanes<>(LANES, number -> Landscape.open(folder.resolve("landscape" + number)))) {
            int requests = Lanes.result(lanes.submit(this::requestsOfAnUndisturbedRun));
            List<Future<Moment>> moments = new ArrayList<>();
            for (int i = 0; i < MOMENTS; i++) {
                int moment = i;
                moments.add(lanes.submit(landscape -> killed(landscape, moment, requests)));
            }
            for (Future<Moment> moment : moments) {
                kills += Lanes.result(moment).killed();
                begun += Lanes.result(moment).begun();
            }
        }
        System.out.printf(
                "killed imports in several environments: %d of %d processes killed before their end, when %d of %d imports were in the history; every"
                        + " environment was completed and each import took effect once%n",
                kills, MOMENTS, begun, MOMENTS * ENVIRONMENTS * 4);
        assertThat(kills).isGreaterThanOrEqualTo(MOMENTS / 2);
        assertThat(begun).isBetween(MOMENTS, MOMENTS * (ENVIRONMENTS * 4 - 1));
    }

    private int requestsOfAnUndisturbedRun(Landscape landscape) throws IOException {
        AtomicInteger requests = new AtomicInteger();
        List<SolutionPackage> zips = zips(MOMENTS);
        assertThat(KilledDeployment.run(
                        zips, folder.resolve("undisturbed"), landscape.addresses(), line -> requests.incrementAndGet()))
                .allMatch(EnvironmentReport::isGood);
        requireComplete(landscape, MOMENTS, zips);
        return requests.get();
    }

    private Moment killed(Landscape landscape, int moment, int requests) throws IOException, InterruptedException {
        Random random = new Random(SEED + moment);
        List<SolutionPackage> zips = zips(moment);
        Path records = Files.createDirectories(folder.resolve("records" + moment));
        int answers = Math.round((moment + random.nextFloat()) * requests / MOMENTS);
        int killed = kill(landscape, zips, records, Math.min(answers, requests - 1), random.nextInt(LONGEST_PAUSE));
        int begun = landscape.locals().stream()
                .mapToInt(local -> history(local, moment).size())
                .sum();
        if (moment % 3 == 0) {
            Files.move(records, folder.resolve("lost" + moment));
        }
        assertThat(KilledDeployment.run(zips, records, landscape.addresses(), HttpTrace.none()))
                .as("moment %d", moment)
                .allMatch(EnvironmentReport::isGood);
        requireComplete(landscape, moment, zips);
        return new Moment(killed, begun);
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

    /** @return 1 when the process had not come to its end */
    private static int kill(Landscape landscape, List<SolutionPackage> zips, Path records, int answers, int pause)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                KilledDeployment.class.getName(),
                records.toString(),
                zips.stream().map(zip -> zip.zip().toString()).collect(Collectors.joining(","))));
        command.addAll(landscape.addresses());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = process.inputReader()) {
            for (int answer = 0; answer < answers && out.readLine() != null; answer++) {
                // one more request was answered
            }
            TimeUnit.MILLISECONDS.sleep(pause);
            return process.isAlive() ? 1 : 0;
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
