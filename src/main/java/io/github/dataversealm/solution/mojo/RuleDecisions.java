package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.check.finding.RuleInfo;
import io.github.dataversealm.solution.check.finding.Severity;
import io.github.dataversealm.solution.check.gate.Suppression;
import io.github.dataversealm.solution.check.gate.SuppressionFile;
import io.github.dataversealm.solution.check.gate.Written;
import io.github.dataversealm.solution.check.rule.RuleBook;
import io.github.dataversealm.solution.deploy.OfflineCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a project has decided about rules and findings, as {@code check} and the goals that look at zips before they are sent
 * read it.
 *
 * @param configured on, off, a severity or a setting by rule or family
 * @param only the rules to run; empty for all that are on
 * @param levels severities that rules get in place of their own, by the code that the checker service has for the rule
 * @param excludes names of components or files, with {@code *}, whose findings are left out
 * @param suppressions findings that are right as they are
 * @param baseline the file of known findings
 */
record RuleDecisions(
        Map<String, String> configured,
        List<String> only,
        Map<String, Severity> levels,
        List<String> excludes,
        List<Suppression> suppressions,
        Path baseline) {

    /**
     * Reads the parameters.
     *
     * @param rules {@code rule=value}, or names alone
     * @param suppressions all of them, from wherever they are written
     */
    static RuleDecisions of(
            List<String> rules,
            Map<String, Severity> levels,
            List<String> excludes,
            List<Suppression> suppressions,
            Path baseline) {
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
        return new RuleDecisions(configured, only, levels, excludes, suppressions, baseline);
    }

    /**
     * Reads suppressions.
     *
     * @param texts {@code rule | component | reason}
     * @param file with more of them
     * @param pom the file that the texts are written in; empty when there is no project
     */
    static List<Suppression> suppressions(List<String> texts, Optional<Path> file, Optional<Path> pom)
            throws IOException {
        List<Suppression> all = new ArrayList<>();
        for (String text : texts) {
            all.add(SuppressionFile.parse(text)
                    .writtenIn(new Written(Written.Kind.POM, "solution.suppressions", 0, pom)));
        }
        if (file.isPresent()) {
            all.addAll(SuppressionFile.read(file.get()));
        }
        return all;
    }

    /** For the look at a zip before it is sent, where a severity in place of a rule's own is a change of the rule. */
    OfflineCheck.Decisions beforeImport() {
        Map<String, String> changes = new LinkedHashMap<>();
        if (!levels.isEmpty()) {
            RuleBook book = RuleBook.complete();
            levels.forEach((code, level) ->
                    book.find(code).filter(RuleInfo::enabled).ifPresent(rule -> changes.put(rule.id(), level.title())));
        }
        changes.putAll(configured);
        return new OfflineCheck.Decisions(changes, only, excludes, suppressions, Optional.of(baseline));
    }
}
