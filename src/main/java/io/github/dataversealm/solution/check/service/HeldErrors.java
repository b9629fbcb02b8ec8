package io.github.dataversealm.solution.check.service;

import io.github.dataversealm.solution.auth.SignInException;
import io.github.dataversealm.solution.check.finding.ServiceRun;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Holds back what is wrong with the credentials or settings of the service until the offline result, which does not need
 * them, has been shown.
 */
public final class HeldErrors implements RemoteCheck {

    private final RemoteCheck remote;
    private RuntimeException wrong;
    private IOException broken;

    public HeldErrors(RemoteCheck remote) {
        this.remote = remote;
    }

    @Override
    public ServiceAnswer check(Path zip) {
        try {
            return remote.check(zip);
        } catch (SolutionException e) {
            wrong = e;
            return inconclusive(e.problem());
        } catch (SignInException e) {
            wrong = e;
            return inconclusive(e.problem());
        } catch (IOException e) {
            broken = e;
            return inconclusive("This machine failed.");
        }
    }

    private static ServiceAnswer inconclusive(String reason) {
        return new ServiceAnswer(
                new ServiceRun(ServiceRun.State.INCONCLUSIVE, reason, "", "", Map.of(), List.of(), List.of()),
                List.of(),
                List.of(),
                true);
    }

    public boolean isHolding() {
        return wrong != null || broken != null;
    }

    /** Throws what was held back, if anything. */
    public void release() throws IOException {
        if (wrong != null) {
            throw wrong;
        }
        if (broken != null) {
            throw broken;
        }
    }
}
