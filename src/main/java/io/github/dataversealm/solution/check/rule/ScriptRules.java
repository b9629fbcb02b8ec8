package io.github.dataversealm.solution.check.rule;

import java.util.List;
import java.util.stream.Stream;

/**
 * Microsoft's rules for scripts, read from their syntax trees (spec check-rules sections 1.2 and 1.3). They agree with the npm
 * packages that Microsoft's checker is made of; docs/check-agreement.md tells how far, and a test measures it.
 */
final class ScriptRules {

    private ScriptRules() {}

    static List<Rule<?>> rules() {
        return Stream.of(
                        ScriptApiRules.rules(),
                        ScriptFormRules.rules(),
                        ScriptUsageRules.rules(),
                        ScriptUrlRules.rules(),
                        ScriptSecurityRules.rules())
                .<Rule<?>>flatMap(List::stream)
                .toList();
    }
}
