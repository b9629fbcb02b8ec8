package io.github.dataversealm.solution.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.environment.Environment;
import io.github.dataversealm.solution.job.FakeTime;
import io.github.dataversealm.solution.job.PollPlan;
import io.github.dataversealm.solution.job.Workplace;
import io.github.dataversealm.solution.progress.ProgressListener;
import io.github.dataversealm.solution.testkit.Messages;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten times as many environments need hardly more memory, however much the service says about each component. */
class FleetMemoryTest {

    private static final int FEW = 5;
    private static final int MANY = 50;
    private static final int COMPONENTS = 5_000;

    /** What the results of the components of forty-five environments take is several times as much. */
    private static final long MOST_MORE = 8L << 20;

    private static final int MOST_READERS = 4;

    /** Collections that free less than this have come to an end. */
    private static final long SETTLED = 64 << 10;

    @TempDir
    Path folder;

    private final AtomicInteger reading = new AtomicInteger();
    private final AtomicInteger mostReading = new AtomicInteger();

    /** The heap that is in use when all environments have come to their end and when their reports are all that is left. */
    private record Used(long atTheEnd, long afterwards) {}

    @Test
    void memory_does_not_grow_with_the_environments() throws IOException {
        ImportFixture fixture = new ImportFixture(folder);
        SolutionPackage zip = fixture.zip("Trips", "1.0.0.0", true);
        IntFunction<String> log = environment -> log("success", "");
        run(zip, log, FEW);
        Used few = run(zip, log, FEW);
        Used many = run(zip, log, MANY);
        System.out.printf(
                "overhead of memory: %d environments use %d KiB more than %d when all end together, and %d KiB more afterwards%n",
                MANY, (many.atTheEnd - few.atTheEnd) >> 10, FEW, (many.afterwards - few.afterwards) >> 10);
        assertThat(many.atTheEnd - few.atTheEnd).isLessThan(MOST_MORE);
        assertThat(many.afterwards - few.afterwards).isLessThan(MOST_MORE);
        assertThat(mostReading.get()).as("logs in memory at a time").isBetween(1, MOST_READERS);
    }

    /** The texts are other ones in each environment, so nothing of them can be shared. */
    @Test
    void what_is_told_of_components_is_not_kept() throws IOException {
        ImportFixture fixture = new ImportFixture(folder);
        SolutionPackage zip = fixture.zip("Trips", "1.0.0.0", true);
        IntFunction<String> log = environment -> log("warning", "Text of environment " + environment);
        Used few = run(zip, log, FEW);
        Used many = run(zip, log, MANY);
        assertThat(many.atTheEnd - few.atTheEnd).as("what is not kept").isGreaterThan(3 * MOST_MORE);
        assertThat(many.afterwards - few.afterwards).isLessThan(MOST_MORE);
    }

    private Used run(SolutionPackage zip, IntFunction<String> log, int count) {
        List<EnvironmentDeployment> environments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            FakeTime time = new FakeTime();
            DataverseInTime service = new DataverseInTime(time);
            service.organization = UUID.randomUUID();
            service.log = counted(log, i);
            String id = "env" + i;
            environments.add(new EnvironmentDeployment(
                    new Workplace(
                            new Environment(id, URI.create("https://" + id + ".example"), id, Optional.empty(), false),
                            service.dataverse(),
                            time,
                            PollPlan.DEFAULT,
                            ProgressListener.silent(),
                            new Messages(),
                            new Random(i)),
                    ImportOptions.DEFAULT,
                    SettingsSource.none(),
                    folder.resolve("records")));
        }
        AtomicLong atTheEnd = new AtomicLong();
        CyclicBarrier together = new CyclicBarrier(count, () -> atTheEnd.set(usedHeap()));
        List<EnvironmentReport> reports = new Deployment(List.of(zip), count, true, new DeploymentListener() {
                    @Override
                    public void waveBegins(int number, int waves, List<String> ids) {
                        // there is one
                    }

                    @Override
                    public void environmentEnded(EnvironmentReport report) {
                        assertThat(report.solutions().get(0).components()).hasSize(COMPONENTS);
                        meet(together);
                    }
                })
                .run(List.of(environments));
        joinWorkers();
        long afterwards = usedHeap();
        assertThat(reports)
                .hasSize(count)
                .allMatch(EnvironmentReport::isGood)
                .allSatisfy(report ->
                        assertThat(report.solutions().get(0).imported()).isEqualTo(COMPONENTS));
        return new Used(atTheEnd.get(), afterwards);
    }

    /** Says how many read it at the same time. */
    private Supplier<String> counted(IntFunction<String> log, int environment) {
        return () -> {
            mostReading.accumulateAndGet(reading.incrementAndGet(), Math::max);
            try {
                TimeUnit.MILLISECONDS.sleep(2);
                return log.apply(environment);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                reading.decrementAndGet();
            }
        };
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(120, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A worker that has given its result may still be on its way out, and holds on to what it worked with until then. */
    private static void joinWorkers() {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("solution-environment-")) {
                try {
                    thread.join(120_000);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                assertThat(thread.isAlive()).as("%s is alive", thread.getName()).isFalse();
            }
        }
    }

    /** What is cleaned up by a thread of the JVM is free only at a collection after that thread has come to it. */
    private static long usedHeap() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        int settled = 0;
        while (settled < 5) {
            System.gc();
            long used = runtime.totalMemory() - runtime.freeMemory();
            settled = used < least - SETTLED ? 0 : settled + 1;
            least = Math.min(least, used);
            try {
                TimeUnit.MILLISECONDS.sleep(40);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return least;
    }

    private static String log(String result, String text) {
        StringBuilder xml = new StringBuilder("<importexportxml><webResources>");
        for (int i = 0; i < COMPONENTS; i++) {
            xml.append("<webResource id=\"{")
                    .append(new UUID(7, i))
                    .append("}\" LocalizedName=\"ctr_/scripts/module")
                    .append(i)
                    .append(".js\"><result result=\"")
                    .append(result)
                    .append("\" errorcode=\"0\" errortext=\"")
                    .append(text)
                    .append("\" /></webResource>");
        }
        return xml.append("</webResources></importexportxml>").toString();
    }
}
