package io.github.dataversealm.solution.deploy;

import java.util.List;

/** Is told what happens in a deployment while it goes on. Must not throw. */
public interface DeploymentListener {

    /**
     * A wave begins.
     *
     * @param number counted from 1
     * @param environments their ids
     */
    void waveBegins(int number, int waves, List<String> environments);

    /** The work in an environment is over, or it was not begun. Several threads may call at the same time. */
    void environmentEnded(EnvironmentReport report);

    static DeploymentListener silent() {
        return new DeploymentListener() {
            @Override
            public void waveBegins(int number, int waves, List<String> environments) {
                // nobody listens
            }

            @Override
            public void environmentEnded(EnvironmentReport report) {
                // nobody listens
            }
        };
    }
}
