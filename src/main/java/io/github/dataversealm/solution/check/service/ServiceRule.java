package io.github.dataversealm.solution.check.service;

import io.github.dataversealm.solution.check.finding.Impact;
import io.github.dataversealm.solution.check.finding.RuleInfo;
import io.github.dataversealm.solution.check.finding.Severity;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the service says of one of its rules. Texts may be empty.
 *
 * @param severity empty when it does not say it
 * @param category its name
 * @param guidance an address; empty when there is none
 */
public record ServiceRule(
        String code,
        Optional<Severity> severity,
        String category,
        String summary,
        String description,
        String howToFix,
        String guidance) {

    private static final Map<String, String> CATEGORIES = Map.of(
            "1", "Performance",
            "2", "Upgrade readiness",
            "3", "Usage",
            "4", "Security",
            "5", "Design",
            "6", "Online migration",
            "7", "Maintainability",
            "8", "Supportability",
            "9", "Accessibility",
            "10", "Licensing");

    static ServiceRule unknown(String code) {
        return new ServiceRule(code, Optional.empty(), "", "", "", "", "");
    }

    /** The name of a category that is given as a number (spec check-rules §1.1) or as a word in any case. */
    static String category(String text) {
        String known = CATEGORIES.get(text.strip());
        if (known != null) {
            return known;
        }
        String plain = text.replaceAll("[\\s_-]", "");
        return CATEGORIES.values().stream()
                .filter(name -> name.replace(" ", "").equalsIgnoreCase(plain))
                .findFirst()
                .orElse(ServiceTexts.of(text));
    }

    /** This, with what is missing taken from another account of the same rule. */
    ServiceRule or(ServiceRule other) {
        return new ServiceRule(
                code,
                severity.or(other::severity),
                category.isEmpty() ? other.category : category,
                summary.isEmpty() ? other.summary : summary,
                description.isEmpty() ? other.description : description,
                howToFix.isEmpty() ? other.howToFix : howToFix,
                guidance.isEmpty() ? other.guidance : guidance);
    }

    /** As reports show rules, for one that this project does not have. */
    public RuleInfo info() {
        String title = summary.isEmpty() ? "Rule " + code + " of Microsoft's checker service" : summary;
        String help = guidance.isEmpty()
                ? "https://go.microsoft.com/fwlink/?LinkID=398563&error=" + code + "&client=PAChecker"
                : guidance;
        return new RuleInfo(
                code,
                severity.orElse(Severity.HIGH),
                category.isEmpty() ? "Usage" : category,
                category.equals("Maintainability") ? Impact.HYGIENE : Impact.RUNTIME,
                true,
                title,
                description.isEmpty() ? "Microsoft's checker service found it." : description,
                howToFix.isEmpty() ? "See " + help : howToFix,
                help,
                List.of());
    }
}
