package io.github.dataversealm.solution.check.index;

import io.github.dataversealm.solution.check.finding.Place;
import io.github.dataversealm.solution.check.finding.Subject;
import java.util.List;

/**
 * A form of a table, or a dashboard.
 *
 * @param table the table's name; empty for a dashboard
 * @param type {@code main}, {@code quick}, {@code quickCreate}, {@code card} ...
 * @param diff whether it is the difference to somebody else's form
 * @param fields the columns that its controls show
 * @param libraries the scripts that it loads
 * @param handlers those that are on
 */
public record Form(
        String table,
        String type,
        String id,
        boolean diff,
        List<Name> fields,
        List<Name> libraries,
        List<Handler> handlers,
        Subject subject,
        Place place) {

    /** A name and where it stands. */
    public record Name(String text, Place place) {}

    /**
     * A function that is called at an event.
     *
     * @param event such as {@code onload}
     */
    public record Handler(String event, String function, String library, Place place) {}
}
