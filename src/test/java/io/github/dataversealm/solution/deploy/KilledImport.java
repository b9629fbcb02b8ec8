package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.contents.SolutionReader;
import io.github.dataversealm.solution.http.HttpClients;
import io.github.dataversealm.solution.http.HttpOptions;
import io.github.dataversealm.solution.job.JobTime;
import io.github.dataversealm.solution.testkit.Messages;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Imports a zip in a process of its own, which a test kills. Arguments: address, token, zip, folder of the record. */
final class KilledImport {

    private KilledImport() {}

    public static void main(String[] arguments) throws IOException {
        try (HttpClients http = new HttpClients(HttpOptions.defaults())) {
            Path zip = Path.of(arguments[2]);
            SolutionPackage solution = SolutionPackage.of(zip, SolutionReader.read(zip, ZipLimits.DEFAULT));
            EnvironmentDeployment deployment = new EnvironmentDeployment(
                    LocalFixture.target(
                            "local",
                            arguments[0],
                            LocalFixture.client(http, arguments[0], arguments[1]),
                            JobTime.system(),
                            new Messages()),
                    ImportOptions.DEFAULT,
                    SettingsSource.none(),
                    Path.of(arguments[3]));
            System.out.println("ready");
            deployment.run(List.of(solution));
            System.out.println("done");
        }
    }
}
