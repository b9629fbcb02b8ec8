package io.github.dataversealm.solution.check.service;

import io.github.dataversealm.solution.check.finding.ServiceRun;
import java.io.IOException;
import java.nio.file.Path;

/** Has a solution analysed by somebody else. */
@FunctionalInterface
public interface RemoteCheck {

    /**
     * Sends a zip and waits for what is found. A service that fails is no exception but an answer whose run is
     * {@link ServiceRun.State#INCONCLUSIVE}.
     *
     * @throws io.github.dataversealm.solution.message.SolutionException when a setting is wrong or the service refuses the zip
     * @throws io.github.dataversealm.solution.auth.SignInException when the credentials are wrong
     * @throws IOException when this machine's disk fails
     */
    ServiceAnswer check(Path zip) throws IOException;
}
