package io.github.dataversealm.solution.rollback;

import io.github.dataversealm.solution.deploy.SolutionPackage;
import io.github.dataversealm.solution.model.SolutionVersion;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Where the zips of older versions come from. */
public interface PackageSource {

    /** The zips that the user has named: their versions are where to go back to. */
    List<SolutionPackage> named();

    /**
     * The zip of a solution in a version.
     *
     * @param managed in which form it is installed
     * @return empty when it is in none of the places that were looked at
     */
    Optional<SolutionPackage> find(String uniqueName, SolutionVersion version, boolean managed) throws IOException;
}
