package io.github.dataversealm.solution.zip;

import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.path.Printable;
import java.nio.file.Path;

/** The errors of one zip, all of them named and advised in the same way. */
record ZipFaults(Path zip) {

    static final String AGAIN = "Export or download it again.";

    Location at(String entry) {
        return Location.of(zip + "!/" + Printable.of(entry));
    }

    SolutionException zip(String problem, String advice) {
        return new SolutionException(Location.of(zip), problem, advice);
    }

    SolutionException damaged(String problem) {
        return zip("The zip is damaged: " + problem + ".", AGAIN);
    }

    SolutionException entry(String name, String problem, String advice) {
        return new SolutionException(at(name), problem, advice);
    }

    SolutionException damaged(String entry, String problem) {
        return entry(entry, "The entry is damaged: " + problem + ".", "Export or download the zip again.");
    }
}
