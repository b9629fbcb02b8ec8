package io.github.dataversealm.solution.environment;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What an environment asks of a solution before it may come there. They are declared beside the environment and evaluated
 * before anything is written anywhere.
 *
 * @param after the ids of the environments that must have the solution now, in the same version and form
 * @param sameBytesIn the ids of the environments in which exactly this zip must have been imported, now or before
 * @param releasedOnly only artifacts with the coordinates of a release
 * @param managedOnly only managed solutions
 * @param checkedOnly only artifacts whose metadata proves that {@code solution:check} passed for exactly these bytes
 */
public record PromotionRules(
        List<String> after, List<String> sameBytesIn, boolean releasedOnly, boolean managedOnly, boolean checkedOnly) {

    /** Everything may come. */
    public static final PromotionRules NONE = new PromotionRules(List.of(), List.of(), false, false, false);

    public PromotionRules {
        after = List.copyOf(after);
        sameBytesIn = List.copyOf(sameBytesIn);
    }

    /** The environments that have to be asked, each once. */
    public Set<String> asked() {
        Set<String> asked = new LinkedHashSet<>(after);
        asked.addAll(sameBytesIn);
        return asked;
    }

    /** Both sets of rules together. */
    public PromotionRules and(PromotionRules other) {
        return new PromotionRules(
                joined(after, other.after),
                joined(sameBytesIn, other.sameBytesIn),
                releasedOnly || other.releasedOnly,
                managedOnly || other.managedOnly,
                checkedOnly || other.checkedOnly);
    }

    private static List<String> joined(List<String> one, List<String> other) {
        Set<String> all = new LinkedHashSet<>(one);
        all.addAll(other);
        return List.copyOf(all);
    }
}
