package io.github.dataversealm.solution.promotion;

import io.github.dataversealm.solution.dataverse.Dataverse;
import java.io.IOException;

/** The way to the environments that rules ask about. */
@FunctionalInterface
public interface EnvironmentAccess {

    /**
     * A client of the environment; nothing needs to be sent yet.
     *
     * @param id of an environment that a rule names
     * @throws IOException when it cannot be opened
     */
    Dataverse open(String id) throws IOException;
}
