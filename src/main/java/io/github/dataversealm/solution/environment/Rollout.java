package io.github.dataversealm.solution.environment;

import java.util.List;
import java.util.OptionalInt;

/**
 * The place of an environment among others to which the same solutions come.
 *
 * @param groups the names that {@code -Denv=group:<name>} chooses it by, with others
 * @param wave those with a lower number come first, from 1; empty: after all that have a number
 */
public record Rollout(List<String> groups, OptionalInt wave) {

    /** In no group, and in the last wave. */
    public static final Rollout NONE = new Rollout(List.of(), OptionalInt.empty());

    public Rollout {
        groups = List.copyOf(groups);
    }
}
