package io.github.dataversealm.solution.contents;

import java.util.List;

/**
 * What a solution zip holds, as far as others need to know: who it is, its components by name, what it needs from its
 * environment and what the environment must supply.
 *
 * @param components every component that can be named: root components and those that came with them
 * @param missingDependencies what {@code solution.xml} says it needs and does not bring
 */
public record SolutionContents(
        SolutionHeader header,
        List<Component> components,
        List<MissingDependency> missingDependencies,
        List<EnvironmentVariable> environmentVariables,
        List<ConnectionReference> connectionReferences,
        List<Workflow> workflows) {}
