package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.desktopflow.RobinScript;
import io.github.dataversealm.solution.check.finding.Place;
import io.github.dataversealm.solution.check.finding.Subject;
import io.github.dataversealm.solution.check.index.Part;
import java.util.function.IntFunction;

/**
 * A desktop flow with its script.
 *
 * @param text the script as it is
 * @param places gives the place of a line of the script
 * @param packed whether the script is in a package, whose lines are no lines of a file that anybody sees
 */
record DesktopFlow(Part process, RobinScript script, String text, IntFunction<Place> places, boolean packed) {

    Subject subject() {
        return process.subject();
    }

    Place place(int line) {
        return places.apply(line);
    }

    /** A sentence with the line of the script where the place does not say it. */
    String sentence(int line, String text) {
        return packed ? text + " (line " + line + " of its script)." : text + ".";
    }
}
