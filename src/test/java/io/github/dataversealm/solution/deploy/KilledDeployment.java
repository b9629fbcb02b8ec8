package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.contents.SolutionReader;
import io.github.dataversealm.solution.http.HttpClients;
import io.github.dataversealm.solution.http.HttpTrace;
import io.github.dataversealm.solution.testkit.LocalClient;
import io.github.dataversealm.solution.testkit.Messages;
import io.github.dataversealm.solution.testkit.ScaledTime;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntConsumer;

/**
 * Brings zips to environments in a process of its own, which a test kills. In one environment it stops at the answer to a request
 * and says so, while it goes on with the others: it cannot come to its end before it is killed. Arguments: the number of that
 * environment, how many requests it asks there, the folder of the records, the zips separated by commas, and the address and
 * token of each environment.
 */
final class KilledDeployment {

    /** What the process says when it has stopped in an environment. */
    static final String HELD = "held";

    /** What the process says at its end, if it were not killed. */
    static final String ENDED = "ended";

    /** The waits for jobs are short, so that the test is. */
    private static final int FACTOR = 20;

    private KilledDeployment() {}

    public static void main(String[] arguments) throws IOException {
        List<SolutionPackage> zips = new ArrayList<>();
        for (String zip : arguments[3].split(",")) {
            zips.add(SolutionPackage.of(Path.of(zip), SolutionReader.read(Path.of(zip), ZipLimits.DEFAULT)));
        }
        List<String> environments = Arrays.asList(arguments).subList(4, arguments.length);
        int steps = Integer.parseInt(arguments[1]);
        Steps held = new Steps(environments.get(2 * Integer.parseInt(arguments[0])), step -> {
            if (step == steps) {
                System.out.println(HELD);
                await();
            }
        });
        run(zips, Path.of(arguments[2]), environments, held);
        System.out.println(ENDED);
    }

    private static void await() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Counts the requests to an environment that were answered. To ask for the state of a job again and again is one: how often
     * depends on how busy the machine is.
     */
    static final class Steps implements HttpTrace {

        private final String address;
        private final IntConsumer step;
        private String last = "";
        private int count;

        /** @param step is told the number of each, before its answer is used */
        Steps(String address, IntConsumer step) {
            this.address = address + "/";
            this.step = step;
        }

        @Override
        public void line(String text) {
            if (!text.contains(address)) {
                return;
            }
            String request = text.substring(0, text.indexOf(" ", text.indexOf(address)));
            if (!request.equals(last)) {
                last = request;
                count++;
                step.accept(count);
            }
        }

        int count() {
            return count;
        }
    }

    /** @param environments the address and token of each */
    static List<EnvironmentReport> run(
            List<SolutionPackage> zips, Path records, List<String> environments, HttpTrace trace) {
        try (HttpClients http = LocalFixture.http(trace)) {
            List<EnvironmentDeployment> deployments = new ArrayList<>();
            for (int i = 0; i < environments.size(); i += 2) {
                deployments.add(new EnvironmentDeployment(
                        LocalFixture.target(
                                "env" + i / 2,
                                environments.get(i),
                                LocalClient.of(http, environments.get(i), environments.get(i + 1)),
                                new ScaledTime(FACTOR),
                                new Messages()),
                        ImportOptions.DEFAULT,
                        SettingsSource.none(),
                        records));
            }
            return new Deployment(zips, deployments.size(), true, DeploymentListener.silent())
                    .run(List.of(deployments));
        }
    }
}
