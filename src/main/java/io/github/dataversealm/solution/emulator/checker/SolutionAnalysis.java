package io.github.dataversealm.solution.emulator.checker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What the checker endpoint of a local environment has for rules. It is supplied from above, since a local environment knows
 * solutions, but not what is wrong with them.
 */
public interface SolutionAnalysis {

    /** A set of rules. */
    record RuleGroup(String id, String name) {}

    /**
     * A rule, with the numbers of the service (spec check-rules §1.1).
     *
     * @param severity 1 Informational to 5 Critical
     */
    record Rule(
            String code,
            String summary,
            String description,
            String guidanceUrl,
            String howToFix,
            int severity,
            int primaryCategory) {}

    /**
     * What to analyse with. Either rule sets or rules are named.
     *
     * @param fileExclusions names of files to leave out, with a star at the start or end
     * @param levels severities in place of those of the rules, by code
     */
    record Order(
            List<String> ruleSets, List<String> ruleCodes, List<String> fileExclusions, Map<String, String> levels) {}

    /**
     * What was found.
     *
     * @param sarif the result as a SARIF file
     * @param counts how many issues there are, by the name of their severity
     * @param complete false when some rule failed
     */
    record Result(byte[] sarif, Map<String, Integer> counts, boolean complete) {}

    List<RuleGroup> ruleSets();

    /** @param ruleSets ids or names; empty for the rules of all */
    List<Rule> rules(List<String> ruleSets);

    /** @throws IOException when the disk fails */
    Result analyse(Path zip, Order order) throws IOException;
}
