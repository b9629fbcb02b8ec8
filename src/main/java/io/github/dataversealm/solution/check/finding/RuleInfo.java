package io.github.dataversealm.solution.check.finding;

import java.util.List;

/**
 * What a person is told about a rule.
 *
 * @param id the rule's name; a rule of Microsoft's checker has Microsoft's code with its prefix
 * @param severity what it has unless the user says something else
 * @param category Microsoft's category: Performance, Upgrade readiness, Usage, Security, Design, Maintainability,
 *     Supportability, Accessibility
 * @param impact what it does to the solution
 * @param enabled whether it runs unless the user says something else
 * @param confidence how certain its findings are, unless one knows better
 * @param title what it looks for, one sentence
 * @param why why that matters
 * @param fix what to do
 * @param help an address of Microsoft or another authority; empty when our own page is all there is
 * @param settings the settings that change it
 */
public record RuleInfo(
        String id,
        Severity severity,
        String category,
        Impact impact,
        boolean enabled,
        Confidence confidence,
        String title,
        String why,
        String fix,
        String help,
        List<Setting> settings) {

    /**
     * A number that changes a rule.
     *
     * @param name its name in the configuration
     * @param value its value unless the user says something else
     * @param description what it means, with its unit
     */
    public record Setting(String name, long value, String description) {}

    /** The family: the id up to its first hyphen; the id of a rule of others that has none. */
    public String family() {
        return familyOf(id);
    }

    /** The family of a rule of that id. */
    public static String familyOf(String id) {
        int hyphen = id.indexOf('-');
        return hyphen <= 0 ? id : id.substring(0, hyphen);
    }

    /** Whether it is about security, which code scanning shows apart. */
    public boolean isSecurity() {
        return category.equals("Security");
    }
}
