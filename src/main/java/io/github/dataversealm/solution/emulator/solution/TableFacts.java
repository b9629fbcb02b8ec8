package io.github.dataversealm.solution.emulator.solution;

import java.util.List;

/**
 * A table as {@code customizations.xml} describes it.
 *
 * @param schemaName as it is spelled
 * @param entitySetName empty when it does not say
 * @param primaryId the key; empty when the table is not described as a whole
 * @param primaryName the column that names a row; may be empty
 */
record TableFacts(
        String schemaName, String entitySetName, String primaryId, String primaryName, List<ColumnFacts> columns) {

    /** @param type such as {@code nvarchar} */
    record ColumnFacts(String logicalName, String schemaName, String type) {}
}
