package io.github.dataversealm.solution.check.index;

import io.github.dataversealm.solution.check.finding.Place;
import io.github.dataversealm.solution.check.finding.Subject;
import java.util.List;

/**
 * A view.
 *
 * @param table the table whose view it is
 * @param entity the table that its query reads; empty when the query has none
 * @param fetched the columns that the query names of this table: shown, sorted by, filtered by
 * @param aliases the aliases of its joined tables
 * @param cells the columns of its layout
 */
public record View(
        String table,
        String id,
        String entity,
        List<Form.Name> fetched,
        List<Form.Name> aliases,
        List<Form.Name> cells,
        Subject subject,
        Place place) {}
