package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.git.Uncommitted;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.model.Coordinates;

/** A release that is published, and that nobody can build again, because no commit has its sources. */
final class UncommittedRelease {

    private UncommittedRelease() {}

    static void tell(Coordinates coordinates, Uncommitted changes, Reporter reporter) {
        if (changes.state() == Uncommitted.State.SOME && !coordinates.isSnapshot()) {
            reporter.warn("The release " + coordinates
                    + " is published from sources with changes that are not committed (" + changes.text()
                    + "), and its metadata says so. Commit them, and build the release from the commit.");
        }
    }
}
