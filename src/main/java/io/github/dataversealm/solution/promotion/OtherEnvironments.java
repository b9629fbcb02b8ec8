package io.github.dataversealm.solution.promotion;

import io.github.dataversealm.solution.auth.SignInException;
import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.dataverse.DataverseException;
import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.dataverse.InterruptedCallException;
import io.github.dataversealm.solution.dependency.VersionDemand;
import io.github.dataversealm.solution.deploy.ImportProof;
import io.github.dataversealm.solution.deploy.SolutionPackage;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the environments that rules ask about have of a solution. Each is asked once for each zip, however many rules ask. */
final class OtherEnvironments {

    /** What one of them has, or why it cannot say. */
    sealed interface Standing {

        /**
         * @param installed the row of the solution
         * @param proof that the very bytes of the zip were imported there
         */
        record Known(Optional<InstalledSolution> installed, Optional<ImportProof> proof) implements Standing {}

        record Unknown(String problem, String advice) implements Standing {}
    }

    private final EnvironmentAccess access;
    private final Map<String, Standing> asked = new HashMap<>();

    OtherEnvironments(EnvironmentAccess access) {
        this.access = access;
    }

    Standing ask(String environment, SolutionPackage solution) {
        String key = environment + "\n" + solution.uniqueName() + "\n" + solution.sha256();
        Standing known = asked.get(key);
        if (known == null) {
            known = read(environment, solution);
            asked.put(key, known);
        }
        return known;
    }

    /** Whether an environment has what others ask of a dependency, in its form; false when it cannot be asked. */
    boolean has(String environment, SolutionPackage solution, VersionDemand demand) {
        return ask(environment, solution) instanceof Standing.Known known
                && known.installed()
                        .filter(row -> row.managed() == solution.isManaged())
                        .flatMap(InstalledSolution::solutionVersion)
                        .filter(demand::isMetBy)
                        .isPresent();
    }

    private Standing read(String environment, SolutionPackage solution) {
        try {
            Dataverse dataverse = access.open(environment);
            Optional<InstalledSolution> installed = dataverse.solution(solution.uniqueName());
            return new Standing.Known(installed, ImportProof.find(dataverse, solution, installed));
        } catch (InterruptedCallException e) {
            throw e;
        } catch (DataverseException e) {
            return new Standing.Unknown(e.problem(), e.advice());
        } catch (SignInException e) {
            return new Standing.Unknown(e.problem(), e.advice());
        } catch (SolutionException e) {
            return new Standing.Unknown(e.problem(), e.advice());
        } catch (IOException e) {
            return new Standing.Unknown(String.valueOf(e.getMessage()), "");
        }
    }
}
