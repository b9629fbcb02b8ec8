package io.github.dataversealm.solution.check.service;

import io.github.dataversealm.solution.check.finding.Severity;
import io.github.dataversealm.solution.http.LocalHosts;
import io.github.dataversealm.solution.message.SolutionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * What the service is asked for.
 *
 * @param ruleSet the rules that it runs, unless single ones are named
 * @param rules codes of single rules; empty for all of the rule set
 * @param levels levels that rules get in place of their own, by code
 * @param excludedFiles names of files that it leaves out, with a star at the start or end for anything
 * @param solutionUrl where the service finds the zip, an address with a signature of its own; empty: the zip is uploaded.
 *     It is a secret and is shown nowhere.
 * @param timeLimit how long a run may take
 */
public record ServiceOptions(
        RuleSet ruleSet,
        List<String> rules,
        Map<String, Severity> levels,
        List<String> excludedFiles,
        Optional<String> solutionUrl,
        Duration timeLimit) {

    public ServiceOptions {
        rules = List.copyOf(rules);
        excludedFiles = List.copyOf(excludedFiles);
        levels = new LinkedHashMap<>(levels);
        for (String pattern : excludedFiles) {
            if (pattern.isBlank() || pattern.replaceAll("^\\*|\\*$", "").contains("*")) {
                throw new SolutionException(
                        null,
                        "The excluded file '" + pattern + "' has a star in its middle.",
                        "The service knows a star at the start and at the end of a name only: *jquery*, *.min.js");
            }
        }
        for (String rule : rules) {
            if (!rule.matches("[A-Za-z0-9][A-Za-z0-9_-]{1,99}")) {
                throw new SolutionException(
                        null, "'" + rule + "' is no code of a rule of the service.", "Write it as web-avoid-eval.");
            }
        }
        if (solutionUrl.isPresent()
                && Optional.ofNullable(HttpUrl.parse(solutionUrl.get()))
                        .filter(url -> url.isHttps() || LocalHosts.isLoopback(url.host()))
                        .isEmpty()) {
            throw new SolutionException(
                    null,
                    "The solutionUrl is no https address.",
                    "Write the address of the zip in your blob storage with its signature: https://...?sv=...&sig=...");
        }
        if (timeLimit.isNegative() || timeLimit.isZero()) {
            throw new SolutionException(
                    null, "serviceTimeLimit is " + timeLimit.toMinutes() + ".", "Name a number of minutes from 1 on.");
        }
    }

    /** The Solution Checker rule set on an uploaded zip, at most half an hour. */
    public static ServiceOptions defaults() {
        return new ServiceOptions(
                RuleSet.SOLUTION_CHECKER, List.of(), Map.of(), List.of(), Optional.empty(), Duration.ofMinutes(30));
    }

    /** What a person wants to see of a run's settings. */
    Map<String, String> shown() {
        Map<String, String> shown = new LinkedHashMap<>();
        if (rules.isEmpty()) {
            shown.put("Rule set", ruleSet.name());
        } else {
            shown.put("Rules", String.join(", ", rules));
        }
        if (!levels.isEmpty()) {
            List<String> changed = new ArrayList<>();
            levels.forEach((rule, level) -> changed.add(rule + "=" + level));
            shown.put("Changed levels", String.join(", ", changed));
        }
        if (!excludedFiles.isEmpty()) {
            shown.put("Left out files", String.join(", ", excludedFiles));
        }
        return shown;
    }

    /** Why such a run does not count for the solution checker enforcement of Managed Environments; empty when it does. */
    List<String> notCounting() {
        List<String> reasons = new ArrayList<>();
        if (!rules.isEmpty()) {
            reasons.add("it runs single rules");
        } else if (!ruleSet.equals(RuleSet.SOLUTION_CHECKER)) {
            reasons.add("its rule set is " + ruleSet.name() + ", not " + RuleSet.SOLUTION_CHECKER.name());
        }
        if (!excludedFiles.isEmpty()) {
            reasons.add("files are left out");
        }
        if (!levels.isEmpty()) {
            reasons.add("levels of rules are changed");
        }
        return reasons;
    }

    /** Without the address, which is a secret. */
    @Override
    public String toString() {
        return "ServiceOptions" + shown();
    }
}
