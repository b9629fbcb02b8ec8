package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.check.gate.Suppression;
import io.github.dataversealm.solution.check.gate.SuppressionFile;
import io.github.dataversealm.solution.check.gate.Written;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a project has decided about the rules, as {@code check} and the goals that look at zips before they are sent read it.
 *
 * @param configured on, off, a severity or a setting by rule or family
 * @param only the rules to run; empty for all that are on
 * @param suppressions findings that are right as they are
 */
record CheckChoices(Map<String, String> configured, List<String> only, List<Suppression> suppressions) {

    /**
     * Reads the parameters.
     *
     * @param rules {@code rule=value}, or names alone
     * @param suppressions {@code rule | component | reason}
     * @param pom the file that the suppressions are written in; empty when there is no project
     */
    static CheckChoices of(
            List<String> rules, List<String> suppressions, Optional<Path> suppressionFile, Optional<Path> pom)
            throws IOException {
        Map<String, String> configured = new LinkedHashMap<>();
        List<String> only = new ArrayList<>();
        for (String rule : rules) {
            int equals = rule.indexOf('=');
            if (equals > 0) {
                configured.put(rule.substring(0, equals), rule.substring(equals + 1));
            } else if (!rule.isBlank()) {
                only.add(rule);
            }
        }
        List<Suppression> all = new ArrayList<>();
        for (String text : suppressions) {
            all.add(SuppressionFile.parse(text)
                    .writtenIn(new Written(Written.Kind.POM, "solution.suppressions", 0, pom)));
        }
        if (suppressionFile.isPresent()) {
            all.addAll(SuppressionFile.read(suppressionFile.get()));
        }
        return new CheckChoices(configured, only, all);
    }
}
