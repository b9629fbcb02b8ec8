package io.github.dataversealm.solution.emulator.solution;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What validation and import need to know of a package beyond its components.
 *
 * @param uniqueName as solution.xml spells it, legal or not
 * @param version likewise
 * @param packageVersion {@code SolutionPackageVersion}; empty when it says none
 * @param violation what a schema check would refuse; empty when nothing
 * @param customAttributes columns that say of themselves that they are custom, as {@code table.column}
 * @param standardTables tables of Microsoft, in lower case: they say their number, which tables of others do not have
 * @param webResources name to size in bytes
 * @param webResourceIds name to id of web resources, which solution.xml lists by name only
 * @param flows what cloud flows use, by the id of the workflow
 * @param tables those that are described, as a whole or with some of their columns
 */
record PackageFacts(
        String uniqueName,
        String version,
        String packageVersion,
        String violation,
        List<String> customAttributes,
        Set<String> standardTables,
        Map<String, Long> webResources,
        Map<String, String> webResourceIds,
        Map<String, FlowUse> flows,
        List<TableFacts> tables) {

    /** The connection references and environment variables that a cloud flow uses, by logical and schema name. */
    record FlowUse(Set<String> connectionReferences, Set<String> variables) {}
}
