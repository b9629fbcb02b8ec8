package io.github.dataversealm.solution.check.locate;

import io.github.dataversealm.solution.check.tree.PackageFile;
import io.github.dataversealm.solution.check.tree.PackageTree;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlToken;
import java.io.IOException;
import java.util.Optional;

/** Tells whether a folder holds the sources of a zip: both say which solution they are. */
public final class SolutionName {

    private SolutionName() {}

    /** Whether the two are of one solution, or one of them does not say of which. */
    public static boolean isSame(PackageTree zip, PackageTree sources) throws IOException {
        Optional<String> one = of(zip, "solution.xml");
        Optional<String> other = of(sources, "Other/Solution.xml");
        return one.isEmpty() || other.isEmpty() || one.get().equalsIgnoreCase(other.get());
    }

    private static Optional<String> of(PackageTree tree, String manifest) throws IOException {
        Optional<PackageFile> file = tree.find(manifest);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try (XmlScanner scanner = new XmlScanner(tree.xml(file.get()))) {
            boolean here = false;
            for (XmlToken token = scanner.next(); token != XmlToken.END_OF_DOCUMENT; token = scanner.next()) {
                if (here) {
                    return token == XmlToken.TEXT ? Optional.of(scanner.text().strip()) : Optional.empty();
                }
                here = token == XmlToken.START && scanner.isNamed("UniqueName");
            }
        } catch (SolutionException e) {
            // a rule reports the damage
        }
        return Optional.empty();
    }
}
