package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.contents.SolutionReader;
import io.github.dataversealm.solution.emulator.EmulatorOptions;
import io.github.dataversealm.solution.emulator.Knobs;
import io.github.dataversealm.solution.emulator.LocalEnvironment;
import io.github.dataversealm.solution.http.HttpClients;
import io.github.dataversealm.solution.job.JobTime;
import io.github.dataversealm.solution.testkit.LocalClient;
import io.github.dataversealm.solution.testkit.Messages;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Imports a zip in a process of its own, which a test kills, and says a line for each request that was answered. Arguments:
 * zip, folder of the record, and then either the address and token of an environment, or the folder of one that this process
 * runs itself.
 */
final class KilledImport {

    /** Long enough to be killed in: over at the second look. */
    static final Knobs KNOBS = Knobs.defaults().with(Map.of("queueDelayMillis", 200, "jobMillis", 1_300));

    private KilledImport() {}

    public static void main(String[] arguments) throws IOException {
        Path zip = Path.of(arguments[0]);
        Path records = Path.of(arguments[1]);
        if (arguments.length == 4) {
            run(zip, records, arguments[2], arguments[3]);
            return;
        }
        try (LocalEnvironment environment =
                LocalEnvironment.open(EmulatorOptions.in(Path.of(arguments[2])).withKnobs(KNOBS))) {
            run(zip, records, environment.url(), environment.token());
        }
    }

    private static void run(Path zip, Path records, String url, String token) throws IOException {
        try (HttpClients http = LocalFixture.http(line -> System.out.println("answered"))) {
            SolutionPackage solution = SolutionPackage.of(zip, SolutionReader.read(zip, ZipLimits.DEFAULT));
            new EnvironmentDeployment(
                            LocalFixture.target(
                                    "local", url, LocalClient.of(http, url, token), JobTime.system(), new Messages()),
                            ImportOptions.DEFAULT,
                            SettingsSource.none(),
                            records)
                    .run(List.of(solution));
        }
    }
}
