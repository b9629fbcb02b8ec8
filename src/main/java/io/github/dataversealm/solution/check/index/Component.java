package io.github.dataversealm.solution.check.index;

import io.github.dataversealm.solution.check.finding.Place;
import io.github.dataversealm.solution.check.finding.Subject;

/**
 * Something that the solution defines and that {@code solution.xml} may list.
 *
 * @param type its component type; 0 when it has none that is the same everywhere
 * @param id lower case without braces; may be empty
 * @param schemaName as it is spelled; may be empty
 */
public record Component(int type, String id, String schemaName, Subject subject, Place place) {}
