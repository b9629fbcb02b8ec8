package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.dataverse.ComponentParameter;
import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Where the connections and values of an environment come from. */
@FunctionalInterface
public interface SettingsSource {

    /**
     * What the imports set, by the unique name of the solution. Asked for before anything is written.
     *
     * @throws SolutionException when something is missing or wrong
     */
    Map<String, List<ComponentParameter>> parameters(
            List<SolutionPackage> solutions, Dataverse dataverse, ImportOptions options) throws IOException;

    static SettingsSource none() {
        return (solutions, dataverse, options) -> Map.of();
    }
}
