package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.dataverse.ImportJob;
import io.github.dataversealm.solution.dataverse.InstalledSolution;
import java.util.List;
import java.util.Optional;

/**
 * What an environment had of a solution when a plan was made: what the decision rests on.
 *
 * @param installed the solution itself
 * @param holding its staged upgrade
 * @param parent for a patch: the solution that it patches
 * @param patches for a patch: all patches of that solution
 * @param jobs the import jobs of the solution that were there
 */
public record TargetState(
        Optional<Row> installed, Optional<Row> holding, Optional<Row> parent, List<Row> patches, Baseline jobs) {

    public TargetState {
        patches = List.copyOf(patches);
    }

    /** A solution that is there. */
    public record Row(String solution, String version, boolean managed) {

        static Row of(InstalledSolution row) {
            return new Row(row.uniqueName(), row.version(), row.managed());
        }

        /** Such as {@code ContosoTrips 1.4.2.0 (managed)}. */
        public String label() {
            return solution + " " + version + (managed ? " (managed)" : " (unmanaged)");
        }
    }

    static TargetState of(Situation situation, List<ImportJob> jobs) {
        return new TargetState(
                situation.installed().map(Row::of),
                situation.holding().map(Row::of),
                situation.parent().map(Row::of),
                situation.patches().stream().map(Row::of).toList(),
                Baseline.of(jobs));
    }
}
