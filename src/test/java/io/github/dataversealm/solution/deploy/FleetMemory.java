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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Imports to few and to many environments in a process of its own, whose heap nothing else uses, and says how much of it is in use.
 * Arguments: a folder, the result of every component, and what is told of every component of the environment with a number.
 */
final class FleetMemory {

    static final int FEW = 5;
    static final int MANY = 50;

    private static final int COMPONENTS = 5_000;

    /** Collections that free less than this have come to an end. */
    private static final long SETTLED = 64 << 10;

    private final Path folder;
    private final String result;
    private final String text;
    private final AtomicInteger reading = new AtomicInteger();
    private final AtomicInteger mostReading = new AtomicInteger();

    private FleetMemory(Path folder, String result, String text) {
        this.folder = folder;
        this.result = result;
        this.text = text;
    }

    public static void main(String[] arguments) throws IOException {
        new FleetMemory(Path.of(arguments[0]), arguments[1], arguments[2]).measure();
    }

    private void measure() throws IOException {
        SolutionPackage zip = new ImportFixture(folder).zip("Trips", "1.0.0.0", true);
        run(zip, FEW);
        Used few = run(zip, FEW);
        Used many = run(zip, MANY);
        System.out.println(many.atTheEnd - few.atTheEnd);
        System.out.println(many.afterwards - few.afterwards);
        System.out.println(mostReading.get());
    }

    /** The heap that is in use when all environments have come to their end and when their reports are all that is left. */
    private record Used(long atTheEnd, long afterwards) {}

    private Used run(SolutionPackage zip, int count) {
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
                .run(List.of(environments(count)));
        joinWorkers();
        long afterwards = usedHeap();
        assertThat(reports)
                .hasSize(count)
                .allMatch(EnvironmentReport::isGood)
                .allSatisfy(report ->
                        assertThat(report.solutions().get(0).imported()).isEqualTo(COMPONENTS));
        return new Used(atTheEnd.get(), afterwards);
    }

    private List<EnvironmentDeployment> environments(int count) {
        List<EnvironmentDeployment> environments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            FakeTime time = new FakeTime();
            DataverseInTime service = new DataverseInTime(time);
            service.organization = UUID.randomUUID();
            service.log = () -> log(number);
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
        return environments;
    }

    /** Counts how many read it at the same time. */
    private String log(int environment) {
        mostReading.accumulateAndGet(reading.incrementAndGet(), Math::max);
        try {
            TimeUnit.MILLISECONDS.sleep(2);
            return xml(text.formatted(environment));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            reading.decrementAndGet();
        }
    }

    private String xml(String told) {
        StringBuilder xml = new StringBuilder("<importexportxml><webResources>");
        for (int i = 0; i < COMPONENTS; i++) {
            xml.append("<webResource id=\"{")
                    .append(new UUID(7, i))
                    .append("}\" LocalizedName=\"ctr_/scripts/module")
                    .append(i)
                    .append(".js\"><result result=\"")
                    .append(result)
                    .append("\" errorcode=\"0\" errortext=\"")
                    .append(told)
                    .append("\" /></webResource>");
        }
        return xml.append("</webResources></importexportxml>").toString();
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A worker that has given its result may still be on its way out, and holds on to what it worked with until then. */
    private static void joinWorkers() {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("solution-environment-")) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
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
}
