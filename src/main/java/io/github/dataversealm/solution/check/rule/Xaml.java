package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.finding.Origin;
import io.github.dataversealm.solution.check.finding.Place;
import io.github.dataversealm.solution.check.finding.Subject;
import io.github.dataversealm.solution.check.index.Part;
import io.github.dataversealm.solution.check.index.Solution;
import io.github.dataversealm.solution.check.tree.PackageFile;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A process that is XAML: what it names.
 *
 * @param problem why it could not be read to its end
 */
record Xaml(Solution solution, Part process, Origin origin, List<Name> names, Optional<SolutionException> problem) {

    /** An attribute that names a table or an activity. */
    record Name(String attribute, String value, Place place) {}

    private static final List<String> ATTRIBUTES = List.of("EntityName", "AssemblyQualifiedName");

    Subject subject() {
        return process.subject();
    }

    static Xaml read(Solution solution, Part process, PackageFile file) throws IOException {
        Origin origin = solution.origin(file);
        List<Name> names = new ArrayList<>();
        try (XmlScanner scanner = new XmlScanner(solution.tree().xml(file))) {
            for (XmlToken token = scanner.next(); token != XmlToken.END_OF_DOCUMENT; token = scanner.next()) {
                if (token != XmlToken.START) {
                    continue;
                }
                for (String attribute : ATTRIBUTES) {
                    String value = scanner.attributeValue(attribute);
                    if (value != null) {
                        names.add(new Name(attribute, value, Place.element(origin, scanner.offset(), -1)));
                    }
                }
            }
            return new Xaml(solution, process, origin, names, Optional.empty());
        } catch (SolutionException e) {
            return new Xaml(solution, process, origin, names, Optional.of(e));
        }
    }
}
