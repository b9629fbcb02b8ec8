package io.github.dataversealm.solution.contents;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A component of a solution.
 *
 * @param displayName for people; may be empty
 * @param parent the schema name of the table or other component that it is part of
 * @param behavior the root component behavior when {@code solution.xml} lists it: 0 with its subcomponents, 1 without, 2
 *     only the shell; empty for one that is not listed
 * @param unmanagedReference whether the zip only refers to it and does not define it (a table of which only a form comes along)
 */
public record Component(
        ComponentKey key,
        String displayName,
        Optional<String> parent,
        OptionalInt behavior,
        boolean unmanagedReference) {}
