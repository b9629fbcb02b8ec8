package io.github.dataversealm.solution.promotion;

import io.github.dataversealm.solution.environment.Environment;
import java.util.List;

/** All rules. A new one is a row here, a field of {@code environment.PromotionRules} and an element of the environment. */
final class PromotionRuleTable {

    /** In the order in which they are evaluated and told: what needs no other environment first. */
    static final List<PromotionRule> RULES = List.of(
            // What production refuses it refuses whatever is typed.
            new PromotionRule(
                    "managedOnly",
                    Environment::managedOnly,
                    environment -> !environment.production(),
                    ArtifactRules::managed),
            new PromotionRule(
                    "releasedOnly",
                    environment -> environment.rules().releasedOnly(),
                    environment -> true,
                    ArtifactRules::released),
            new PromotionRule(
                    "checkedOnly",
                    environment -> environment.rules().checkedOnly(),
                    environment -> true,
                    ArtifactRules::checked),
            new PromotionRule(
                    "after",
                    environment -> !environment.rules().after().isEmpty(),
                    environment -> true,
                    OrderRules::after),
            new PromotionRule(
                    "sameBytesIn",
                    environment -> !environment.rules().sameBytesIn().isEmpty(),
                    environment -> true,
                    OrderRules::sameBytesIn));

    private PromotionRuleTable() {}

    static List<String> ids() {
        return RULES.stream().map(PromotionRule::id).toList();
    }
}
