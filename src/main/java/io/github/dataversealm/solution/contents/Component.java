package io.github.dataversealm.solution.contents;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A component of a solution.
 *
 * @param displayName for people; may be empty
 * @param parent the schema name of the table or other component that it is part of
 * @param behavior the root component behavior when {@code solution.xml} lists it: 0 with its subcomponents, 1 without, 2
 *     only the shell; empty for one that is not listed
 * @param unmanagedReference whether the zip only refers to it and does not define it: a table of which only a form comes
 *     along, a part that is not modified, a component that the zip itself lists as a missing dependency
 * @param columns what names it in its table besides its id, by column, for kinds of the solution component framework; the
 *     values of {@code id.<column>} of dependencies
 */
public record Component(
        ComponentKey key,
        String displayName,
        Optional<String> parent,
        OptionalInt behavior,
        boolean unmanagedReference,
        Map<String, String> columns) {

    public Component(
            ComponentKey key,
            String displayName,
            Optional<String> parent,
            OptionalInt behavior,
            boolean unmanagedReference) {
        this(key, displayName, parent, behavior, unmanagedReference, Map.of());
    }
}
