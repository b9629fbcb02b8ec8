package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.finding.Origin;
import io.github.dataversealm.solution.check.finding.Subject;

/**
 * A text that may hold a secret. Never shown, not even in part.
 *
 * @param configuration whether it is the definition of a flow or an environment variable, where a password is a password and
 *     not a label
 */
record SecretText(Subject subject, Origin origin, String text, boolean configuration) {

    @Override
    public String toString() {
        return "SecretText[" + subject + "]";
    }
}
