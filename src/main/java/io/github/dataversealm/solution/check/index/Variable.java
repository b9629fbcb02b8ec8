package io.github.dataversealm.solution.check.index;

import io.github.dataversealm.solution.check.finding.Place;
import io.github.dataversealm.solution.check.finding.Subject;
import java.util.Optional;

/**
 * An environment variable.
 *
 * @param type 100000000 text, 100000001 number, 100000002 boolean, 100000003 JSON, 100000004 data source, 100000005 secret
 * @param value the current value that the package ships; empty when it ships none
 * @param valuePlace where that is said
 */
public record Variable(
        String schemaName,
        int type,
        String defaultValue,
        Optional<String> value,
        Place valuePlace,
        Subject subject,
        Place place) {}
