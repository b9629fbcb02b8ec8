package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.finding.Origin;
import io.github.dataversealm.solution.check.finding.Place;
import io.github.dataversealm.solution.check.finding.Subject;
import java.util.Optional;

/**
 * A text that may hold a secret. Never shown, not even in part.
 *
 * @param at where all of it stands; empty when its lines are those of the file
 * @param configuration whether it is the definition of a flow or an environment variable, where a password is a password and
 *     not a label
 */
record SecretText(Subject subject, Origin origin, String text, Optional<Place> at, boolean configuration) {

    /** The place of a position in the text. */
    Place place(int position) {
        return at.orElseGet(() -> Place.line(origin, Texts.lineOf(text, position), 0));
    }

    @Override
    public String toString() {
        return "SecretText[" + subject + "]";
    }
}
