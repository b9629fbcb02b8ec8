package io.github.dataversealm.solution.check.service;

import io.github.dataversealm.solution.message.SolutionException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * A set of rules of the service (spec check-rules §1.1).
 *
 * @param id a GUID
 * @param name the id, when the name is not known
 */
public record RuleSet(String id, String name) {

    public static final RuleSet SOLUTION_CHECKER =
            new RuleSet("0ad12346-e108-40b8-a956-9a8f95ea18c9", "Solution Checker");

    public static final RuleSet APP_SOURCE =
            new RuleSet("083a2ef5-7e0e-4754-9d88-9455142dc08b", "AppSource Certification");

    private static final List<RuleSet> KNOWN = List.of(SOLUTION_CHECKER, APP_SOURCE);

    /**
     * The rule set of that name or id; any GUID is one, since a tenant may have its own.
     *
     * @throws SolutionException for a name that is not known: the service would run next to no rules and find nothing
     */
    public static RuleSet of(String text) {
        String wanted = plain(text);
        for (RuleSet known : KNOWN) {
            if (plain(known.name).equals(wanted) || known.id.equals(text.strip().toLowerCase(Locale.ROOT))) {
                return known;
            }
        }
        try {
            String id = UUID.fromString(text.strip()).toString();
            if (id.equalsIgnoreCase(text.strip())) {
                return new RuleSet(id, id);
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new SolutionException(
                null,
                "There is no rule set '" + text + "'.",
                "Use 'Solution Checker' (the default), 'AppSource Certification', or the id of a rule set.");
    }

    private static String plain(String text) {
        return text.replaceAll("[\\s_-]", "").toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return name;
    }
}
