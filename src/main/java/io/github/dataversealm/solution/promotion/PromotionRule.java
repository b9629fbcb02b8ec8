package io.github.dataversealm.solution.promotion;

import io.github.dataversealm.solution.environment.Environment;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One rule.
 *
 * @param id the element of an {@code <environment>} that asks for it, and the name to override it by
 * @param applies whether an environment asks for it
 * @param overridable whether the user may override it there
 * @param check looks at one solution; an answer for each thing that it looks at
 */
record PromotionRule(
        String id,
        Predicate<Environment> applies,
        Predicate<Environment> overridable,
        Function<Subject, List<Answer>> check) {}
