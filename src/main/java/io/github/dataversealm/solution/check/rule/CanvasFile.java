package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.finding.Origin;
import io.github.dataversealm.solution.check.finding.Subject;
import io.github.dataversealm.solution.check.index.Part;
import java.util.List;
import java.util.Optional;

/**
 * A canvas app and what Microsoft's own checker found when the app was last saved in Studio.
 *
 * @param problem why the {@code .msapp} could not be read
 * @param hasResult whether there is a checker result in it
 */
record CanvasFile(Part app, Origin origin, Optional<String> problem, boolean hasResult, List<AppIssue> issues) {

    Subject subject() {
        return app.subject();
    }
}
