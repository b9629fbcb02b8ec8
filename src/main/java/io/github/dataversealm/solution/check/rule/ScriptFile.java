package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.finding.Origin;
import io.github.dataversealm.solution.check.finding.Place;
import io.github.dataversealm.solution.check.finding.Subject;
import io.github.dataversealm.solution.check.index.Part;
import io.github.dataversealm.solution.check.javascript.Script;
import io.github.dataversealm.solution.check.javascript.Token;

/** A script web resource, cut into tokens. */
record ScriptFile(Part webResource, Origin origin, Script script) {

    Subject subject() {
        return webResource.subject();
    }

    Place place(Token token) {
        return Place.line(origin, token.line(), token.column());
    }
}
