package io.github.dataversealm.solution.rollback;

import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.deploy.ImportOptions;
import io.github.dataversealm.solution.deploy.SettingsSource;
import io.github.dataversealm.solution.emulator.Knobs;
import io.github.dataversealm.solution.http.HttpClients;
import io.github.dataversealm.solution.http.HttpOptions;
import io.github.dataversealm.solution.job.JobTime;
import io.github.dataversealm.solution.operation.Target;
import io.github.dataversealm.solution.testkit.LocalClient;
import io.github.dataversealm.solution.testkit.Messages;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Reinstalls an older version in a process of its own, which a test kills, and says a line for each request that was answered.
 * Arguments: the solution, the older zip, the folder of the record, the address and the token of the environment.
 */
final class KilledRollback {

    static final int MOMENTS = Boolean.getBoolean("solution.corpus.required") ? 5 : 2;
    static final int FIRST_ANSWERS = 14;
    static final int ANSWERS = 25 / MOMENTS;

    static final Knobs KNOBS = Knobs.defaults().with(Map.of("queueDelayMillis", 50, "jobMillis", 200));

    private KilledRollback() {}

    public static void main(String[] arguments) throws IOException {
        HttpOptions usual = HttpOptions.defaults();
        HttpOptions options = new HttpOptions(
                usual.proxies(),
                usual.proxyAuthenticator(),
                usual.trust(),
                usual.connectTimeout(),
                usual.readTimeout(),
                line -> System.out.println("answered"));
        try (HttpClients http = new HttpClients(options)) {
            Dataverse dataverse = LocalClient.of(http, arguments[3], arguments[4]);
            Rollback rollback = new Rollback(
                    new Target(
                            RollbackFixture.place(arguments[3], dataverse, JobTime.system(), new Messages(), false),
                            Duration.ofMinutes(60)),
                    ImportOptions.DEFAULT,
                    SettingsSource.none(),
                    RollbackFixture.Shelf.of(RollbackFixture.read(Path.of(arguments[1]))),
                    Path.of(arguments[2]));
            RollbackFixture.take(
                    rollback,
                    RollbackFixture.from(
                            RollbackFixture.to(
                                    RollbackFixture.request(Way.REINSTALL, false, arguments[0]),
                                    arguments[0] + ":1.4.0.0"),
                            arguments[0],
                            "1.5.0.0"));
        }
    }
}
