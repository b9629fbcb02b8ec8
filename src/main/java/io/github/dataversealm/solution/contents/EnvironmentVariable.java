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
 * @param secretStore where a secret is kept: 0 Azure Key Vault, 1 Dataverse; empty when the zip does not say
 * @param apiId the connector of a data source, such as {@code /providers/Microsoft.PowerApps/apis/shared_sharepointonline}
 * @param parameterKey which parameter of that connector it is
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
        Optional<String> valueId,
        String secretStore,
        String apiId,
        String parameterKey) {

    public static final int TEXT = 100_000_000;
    public static final int NUMBER = 100_000_001;
    public static final int BOOLEAN = 100_000_002;
    public static final int JSON = 100_000_003;
    public static final int DATA_SOURCE = 100_000_004;
    public static final int SECRET = 100_000_005;

    /** Without its values, which may be secrets. */
    @Override
    public String toString() {
        return "EnvironmentVariable[" + schemaName + "]";
    }
}
