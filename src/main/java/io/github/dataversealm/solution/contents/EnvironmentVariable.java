package io.github.dataversealm.solution.contents;

import java.util.Map;
import java.util.Optional;

/**
 * An environment variable that the zip defines.
 *
 * @param names display names by locale id; the one of the solution's language is {@code displayName}
 * @param descriptions likewise
 * @param type 100000000 text, 100000001 number, 100000002 boolean, 100000003 JSON, 100000004 data source, 100000005 secret
 * @param value the current value that the zip carries
 * @param valueId the id of that value's row
 */
public record EnvironmentVariable(
        String schemaName,
        String displayName,
        Map<Integer, String> names,
        String description,
        Map<Integer, String> descriptions,
        int type,
        boolean required,
        Optional<String> defaultValue,
        Optional<String> value,
        Optional<String> valueId) {}
