package io.github.dataversealm.solution.check.index;

import io.github.dataversealm.solution.check.finding.Place;
import io.github.dataversealm.solution.check.finding.Subject;
import java.util.List;

/**
 * A relationship.
 *
 * @param tables the tables that it joins
 * @param referencing the table that holds the lookup column; empty for many-to-many
 * @param columns its lookup columns
 */
public record Relationship(
        String name,
        String type,
        List<String> tables,
        String referencing,
        List<String> columns,
        Subject subject,
        Place place) {}
