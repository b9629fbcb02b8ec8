package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.index.Solution;
import java.util.Map;
import java.util.Set;

/**
 * The steps of a solution, and the types that they may run.
 *
 * @param types by the name of their assembly, in lower case: those that are registered, and in plug-in packages all
 */
record StepTypes(Solution solution, Map<String, Set<String>> types) {}
