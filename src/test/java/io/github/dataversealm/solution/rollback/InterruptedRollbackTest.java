package io.github.dataversealm.solution.rollback;

import static io.github.dataversealm.solution.rollback.RollbackFixture.from;
import static io.github.dataversealm.solution.rollback.RollbackFixture.request;
import static io.github.dataversealm.solution.rollback.RollbackFixture.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.dataverse.HistoryEntry;
import io.github.dataversealm.solution.deploy.SolutionPackage;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.rollback.RollbackFixture.Shelf;
import io.github.dataversealm.solution.testkit.Lanes;
import io.github.dataversealm.solution.testkit.StandIn;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A rollback that is stopped at any point is finished by the same command, with its record and without, and done once. */
class InterruptedRollbackTest {

    /** So many moments of each way are tried; all of them in CI. */
    private static final int SAMPLE = 8;

    /** Moments that are tried at the same time, each in an environment of its own. */
    private static final int LANES = 4;

    @TempDir
    Path folder;

    /** The process is gone. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private record Case(String name, SolutionPackage older, RollbackRequest request, Path records) {}

    /** An environment in which rollbacks are stopped. */
    private static final class Site implements Closeable {

        private final RollbackFixture fixture;

        Site(Path folder) throws IOException {
            fixture = new RollbackFixture(folder);
        }

        private SolutionPackage zip(String name, String version, String... resources) throws IOException {
            List<String> elements = new ArrayList<>();
            List<String> roots = new ArrayList<>();
            for (String resource : resources) {
                elements.add("<WebResource><Name>" + resource + "</Name></WebResource>");
                roots.add("61:" + resource);
            }
            return fixture.zip(
                    name,
                    version,
                    true,
                    List.of("<WebResources>" + String.join("", elements) + "</WebResources>"),
                    roots.toArray(String[]::new));
        }

        /** @param after whether the call is carried out before the process goes */
        private Dataverse killedAt(int call, boolean after, AtomicInteger calls) {
            return StandIn.of(Dataverse.class, fixture.dataverse, (name, next) -> {
                boolean now = calls.incrementAndGet() == call;
                if (now && !after) {
                    throw new Killed();
                }
                try {
                    return next.proceed();
                } finally {
                    if (now) {
                        // whatever the answer was, nobody hears it
                        throw new Killed();
                    }
                }
            });
        }

        private List<String> effects(String name) {
            List<String> effects = new ArrayList<>();
            for (HistoryEntry entry : fixture.dataverse.history(Optional.of(name), 20)) {
                if (entry.succeeded()) {
                    effects.add(entry.operation() + "/" + entry.subOperation() + " " + entry.solutionVersion());
                }
            }
            return effects;
        }

        private Case prepare(Way way, String name) throws IOException {
            SolutionPackage older = zip(name, "1.4.0.0", name + "_a.js");
            SolutionPackage newer = zip(name, "1.5.0.0", name + "_a.js", name + "_b.js");
            fixture.install(older);
            if (way == Way.DISCARD) {
                fixture.stage(newer);
            } else {
                fixture.install(newer);
            }
            RollbackRequest request = way == Way.DISCARD
                    ? from(request(way, false, name), name, "1.5.0.0")
                    : from(to(request(way, false, name), name + ":1.4.0.0"), name, "1.5.0.0");
            return new Case(name, older, request, fixture.folder.resolve("records of " + name));
        }

        private void take(Case one, Dataverse dataverse) throws IOException {
            RollbackFixture.take(fixture.rollback(Shelf.of(one.older()), one.records(), dataverse), one.request());
        }

        private int kill(Case one, int moment) throws IOException, InterruptedException {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            KilledRollback.class.getName(),
                            one.name(),
                            one.older().zip().toString(),
                            one.records().toString(),
                            fixture.emulator.url(),
                            fixture.emulator.token())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader out = process.inputReader()) {
                // the last requests are those that change something
                int answers = KilledRollback.FIRST_ANSWERS + moment * KilledRollback.ANSWERS;
                for (int answer = 0; answer < answers && out.readLine() != null; answer++) {
                    // one more request was answered
                }
                return process.isAlive() ? 1 : 0;
            } finally {
                process.destroyForcibly().waitFor();
            }
        }

        @Override
        public void close() throws IOException {
            fixture.close();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Way.class,
            names = {"UPDATE", "REPUBLISH", "REINSTALL", "DISCARD"})
    void it_is_continued_from_any_point(Way way) throws Exception {
        AtomicInteger all = new AtomicInteger();
        int kills = 0;
        try (Lanes<Site> lanes = new Lanes<>(LANES, number -> new Site(folder.resolve("site" + number)))) {
            List<String> expected = Lanes.result(lanes.submit(site -> {
                Case whole = site.prepare(way, "whole");
                site.take(whole, site.killedAt(0, false, all));
                return site.effects("whole");
            }));
            int step = Boolean.getBoolean("solution.corpus.required") ? 1 : Math.max(1, all.get() / SAMPLE);
            List<Future<Boolean>> moments = new ArrayList<>();
            for (int i = 1; i <= all.get(); i += step) {
                int moment = i;
                moments.add(lanes.submit(site -> killed(site, way, moment, step, all.get(), expected)));
            }
            for (Future<Boolean> moment : moments) {
                kills += Lanes.result(moment) ? 1 : 0;
            }
        }
        System.out.println("killed rollbacks: " + kills + " by " + way + " at one of " + all.get()
                + " calls each, all finished by the same command, done once");
        assertThat(kills).isPositive();
    }

    /** @return whether it was killed before its end */
    private boolean killed(Site site, Way way, int moment, int step, int all, List<String> expected)
            throws IOException {
        Case one = site.prepare(way, "s" + way.ordinal() + "m" + moment);
        boolean after = moment / step % 2 == 0;
        boolean killed = false;
        try {
            site.take(one, site.killedAt(moment, after, new AtomicInteger()));
        } catch (Killed e) {
            killed = true;
        }
        boolean sameMachine = moment / step % 3 != 0;
        Path records = sameMachine ? one.records() : folder.resolve("another machine " + moment);
        RollbackFixture.take(site.fixture.rollback(Shelf.of(one.older()), records), one.request());
        String where = way + " killed " + (after ? "after" : "before") + " call " + moment + " of " + all
                + (sameMachine ? ", with its record" : ", without its record");
        assertThat(site.fixture.version(one.name())).as(where).isEqualTo(way == Way.REPUBLISH ? "1.5.0.1" : "1.4.0.0");
        assertThat(site.effects(one.name())).as(where).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(RollbackFixture.take(site.fixture.rollback(Shelf.of(one.older()), records), one.request()))
                .as(where)
                .allMatch(RollbackPlan::isDone);
        return killed;
    }

    /** The dangerous moment: the solution is uninstalled and not installed. */
    @Test
    void an_uninstalled_solution_is_installed_whatever_way_the_next_command_would_take() throws IOException {
        try (Site site = new Site(folder)) {
            Case one = site.prepare(Way.REINSTALL, "Trips");
            Dataverse killed = StandIn.of(Dataverse.class, site.fixture.dataverse, (call, next) -> {
                if (call.equals("importSolution")) {
                    throw new Killed();
                }
                return next.proceed();
            });
            assertThatThrownBy(() -> site.take(one, killed)).isInstanceOf(Killed.class);
            assertThat(site.fixture.version("Trips")).isEqualTo("none");
            RollbackPlan plan = site.fixture
                    .rollback(Shelf.of(), one.records())
                    .plan(request("Trips"))
                    .get(0);
            assertThat(plan.chosen()).isEqualTo(Way.REINSTALL);
            assertThat(plan.why()).contains("An earlier run has uninstalled the solution");
            assertThat(plan.zip()).as("kept beside the record").isPresent();
            RollbackFixture.take(site.fixture.rollback(Shelf.of(), one.records()), request("Trips"));
            assertThat(site.fixture.version("Trips")).isEqualTo("1.4.0.0");
        }
    }

    @Test
    void a_refused_way_leaves_the_environment_as_it_was_and_says_so() throws IOException {
        try (Site site = new Site(folder)) {
            Case one = site.prepare(Way.UPDATE, "Trips");
            site.fixture.emulator.knobs(site.fixture.emulator.knobs().with(Map.of("strictVersions", true)));
            assertThatThrownBy(() -> site.take(one, site.fixture.dataverse))
                    .isInstanceOf(SolutionException.class)
                    .hasMessageContaining("local has Trips 1.5.0.0, as before.")
                    .hasMessageContaining("-Dsolution.way=republish");
            assertThat(site.fixture.version("Trips")).isEqualTo("1.5.0.0");
            assertThat(Files.readString(one.records().resolve("rollback-local.json")))
                    .contains("\"state\" : \"failed\"");
            RollbackFixture.take(
                    site.fixture.rollback(Shelf.of(one.older()), one.records()),
                    request(Way.REPUBLISH, false, "Trips"));
            assertThat(site.fixture.version("Trips")).isEqualTo("1.5.0.1");
        }
    }

    @Test
    void nothing_is_uninstalled_for_a_version_that_the_environment_would_not_install() throws IOException {
        try (Site site = new Site(folder)) {
            Case one = site.prepare(Way.REINSTALL, "Trips");
            SolutionPackage needy = site.fixture.pack(RollbackFixture.builder(
                            "Trips",
                            "1.4.0.0",
                            true,
                            List.of("<WebResources><WebResource><Name>Trips_a.js</Name></WebResource></WebResources>"),
                            "61:Trips_a.js")
                    .missing("<MissingDependency><Required type=\"1\" schemaName=\"ctr_absent\" displayName=\"Absent\""
                            + " solution=\"Other (1.0)\" /><Dependent type=\"61\" schemaName=\"Trips_a.js\" />"
                            + "</MissingDependency>"));
            assertThatThrownBy(() ->
                            RollbackFixture.take(site.fixture.rollback(Shelf.of(needy), one.records()), one.request()))
                    .hasMessageContaining("so nothing was uninstalled");
            assertThat(site.fixture.version("Trips")).isEqualTo("1.5.0.0");
        }
    }

    @Test
    void killed_processes_are_continued() throws Exception {
        int kills = 0;
        try (Lanes<Site> lanes = new Lanes<>(
                Math.min(LANES, KilledRollback.MOMENTS), number -> new Site(folder.resolve("site" + number)))) {
            List<Future<Integer>> moments = new ArrayList<>();
            for (int i = 0; i < KilledRollback.MOMENTS; i++) {
                int moment = i;
                moments.add(lanes.submit(site -> {
                    site.fixture.emulator.knobs(KilledRollback.KNOBS);
                    Case one = site.prepare(Way.REINSTALL, "p" + moment);
                    int killed = site.kill(one, moment);
                    RollbackFixture.take(site.fixture.rollback(Shelf.of(one.older()), one.records()), one.request());
                    assertThat(site.fixture.version(one.name()))
                            .as("moment " + moment)
                            .isEqualTo("1.4.0.0");
                    assertThat(site.effects(one.name()))
                            .as("moment " + moment)
                            .containsExactlyInAnyOrder("0/1 1.4.0.0", "0/5 1.5.0.0", "1/0 1.5.0.0", "0/1 1.4.0.0");
                    return killed;
                }));
            }
            for (Future<Integer> moment : moments) {
                kills += Lanes.result(moment);
            }
        }
        System.out.println("killed processes: " + kills + " of " + KilledRollback.MOMENTS
                + " while they uninstalled and installed; each solution is there, done once");
        assertThat(kills).isPositive();
    }
}
