package io.github.dataversealm.solution.deploy;

import static io.github.dataversealm.solution.deploy.Situation.HOLDING_SUFFIX;

import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.dataverse.InstalledSolution;
import java.util.List;
import java.util.Optional;

/** What an environment has of the solution of a zip. Each call asks anew. */
final class SolutionView {

    private final Dataverse dataverse;
    private final SolutionPackage solution;

    SolutionView(Dataverse dataverse, SolutionPackage solution) {
        this.dataverse = dataverse;
        this.solution = solution;
    }

    Optional<InstalledSolution> installed() {
        return dataverse.solution(solution.uniqueName());
    }

    /** The staged upgrade; never one for what cannot be staged. */
    Optional<InstalledSolution> holding() {
        return solution.isManaged() && solution.header().parent().isEmpty()
                ? dataverse.solution(solution.uniqueName() + HOLDING_SUFFIX)
                : Optional.empty();
    }

    /** Everything that a decision needs; the import before is not looked at. */
    Situation situation() {
        Optional<InstalledSolution> installed = installed();
        Optional<InstalledSolution> holding = holding();
        Optional<InstalledSolution> parent = solution.header().parent().flatMap(dataverse::solution);
        List<InstalledSolution> patches =
                parent.map(row -> dataverse.patches(row.id())).orElse(List.of());
        return new Situation(installed, holding, parent, patches, false, InstalledContent.NOT_ASKED);
    }

    /** Whether a row has the form and the version of the zip. */
    boolean isAsInZip(Optional<InstalledSolution> row) {
        return row.filter(found -> found.managed() == solution.isManaged())
                .filter(found ->
                        found.versionOrLowest().compareTo(solution.header().version()) == 0)
                .isPresent();
    }

    /** The row that the zip is in: that of the solution, or that of its staged upgrade. */
    Optional<InstalledSolution> asInZip() {
        return installed()
                .filter(row -> isAsInZip(Optional.of(row)))
                .or(() -> holding().filter(row -> isAsInZip(Optional.of(row))));
    }

    /** Whether the version of the zip is there, under which a managed solution or a patch is not imported again. */
    boolean isVersionThere(Situation situation) {
        return (solution.isManaged() || solution.header().parent().isPresent())
                && (isAsInZip(situation.installed()) || isAsInZip(situation.holding()));
    }

    boolean isStaged() {
        return isAsInZip(holding());
    }
}
