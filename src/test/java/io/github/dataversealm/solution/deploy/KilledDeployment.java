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

/**
 * Brings zips to environments in a process of its own, which a test kills, and says a line for each request that was answered.
 * Arguments: the folder of the records, the zips separated by commas, and the address and token of each environment.
 */
final class KilledDeployment {

    /** The waits for jobs are short, so that the test is. */
    private static final int FACTOR = 20;

    private KilledDeployment() {}

    public static void main(String[] arguments) throws IOException {
        List<SolutionPackage> zips = new ArrayList<>();
        for (String zip : arguments[1].split(",")) {
            zips.add(SolutionPackage.of(Path.of(zip), SolutionReader.read(Path.of(zip), ZipLimits.DEFAULT)));
        }
        run(
                zips,
                Path.of(arguments[0]),
                Arrays.asList(arguments).subList(2, arguments.length),
                line -> System.out.println("answered"));
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
