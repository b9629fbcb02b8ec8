package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.finding.Origin;
import io.github.dataversealm.solution.check.finding.Place;
import io.github.dataversealm.solution.check.finding.Subject;
import io.github.dataversealm.solution.check.index.Json;
import io.github.dataversealm.solution.check.index.Part;
import io.github.dataversealm.solution.check.index.Solution;
import io.github.dataversealm.solution.message.SolutionException;
import java.util.Optional;

/**
 * A cloud flow.
 *
 * @param json its document; absent when it is damaged
 * @param problem why it could not be read
 */
record Flow(Solution solution, Part process, Origin origin, Json json, Optional<SolutionException> problem) {

    Subject subject() {
        return process.subject();
    }

    Place place(Json value) {
        return Place.line(origin, value.line(), value.column());
    }

    /** The Logic Apps definition. */
    Json definition() {
        return json.at("properties/definition");
    }
}
