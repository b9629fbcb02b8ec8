package io.github.dataversealm.solution.check.index;

import io.github.dataversealm.solution.check.finding.Origin;
import io.github.dataversealm.solution.check.finding.Place;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What {@code solution.xml} says.
 *
 * @param root its root element; empty when there is no readable manifest
 */
public record Manifest(
        Optional<Element> root,
        Origin origin,
        String uniqueName,
        String version,
        String managed,
        String publisher,
        String prefix,
        String optionValuePrefix,
        List<Root> roots,
        List<Missing> missing) {

    /** A root component; {@code behavior} is -1 when it is not said. */
    public record Root(String type, String id, String schemaName, int behavior, Place place) {}

    /** A missing dependency: the two elements as they are. */
    public record Missing(Element required, Element dependent, Place place) {}

    /** Whether it says that the solution is managed. */
    public boolean isManaged() {
        return managed.equals("1");
    }

    /** Whether a name has the prefix of the solution's publisher: only such names can be missed without doubt. */
    public boolean isOwn(String name) {
        return !prefix.isEmpty()
                && !prefix.equalsIgnoreCase("none")
                && name.toLowerCase(Locale.ROOT).startsWith(prefix.toLowerCase(Locale.ROOT) + "_");
    }
}
