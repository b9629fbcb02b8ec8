package io.github.dataversealm.solution.check.service;

import io.github.dataversealm.solution.check.finding.Confidence;
import io.github.dataversealm.solution.check.finding.Impact;
import io.github.dataversealm.solution.check.finding.RuleInfo;
import io.github.dataversealm.solution.check.finding.Severity;
import java.util.List;
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

    /** By their numbers, from 1 on (spec check-rules §1.1). */
    private static final List<String> CATEGORIES = List.of(
            "Performance",
            "Upgrade readiness",
            "Usage",
            "Security",
            "Design",
            "Online migration",
            "Maintainability",
            "Supportability",
            "Accessibility",
            "Licensing");

    static ServiceRule unknown(String code) {
        return new ServiceRule(code, Optional.empty(), "", "", "", "", "");
    }

    /** The name of a category that is given as a number or as a word in any case. */
    static String category(String text) {
        String wanted = text.strip();
        String plain = text.replaceAll("[\\s_-]", "");
        return CATEGORIES.stream()
                .filter(name -> String.valueOf(categoryNumber(name)).equals(wanted)
                        || name.replace(" ", "").equalsIgnoreCase(plain))
                .findFirst()
                .orElse(ServiceTexts.of(text));
    }

    /** The number of a category by its name; 0 when the service has none of that name. */
    public static int categoryNumber(String name) {
        return CATEGORIES.indexOf(name) + 1;
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
                Confidence.EXACT,
                title,
                description.isEmpty() ? "Microsoft's checker service found it." : description,
                howToFix.isEmpty() ? "See " + help : howToFix,
                help,
                List.of());
    }
}
