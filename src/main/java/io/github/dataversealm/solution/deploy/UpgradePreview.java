package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.contents.Component;
import io.github.dataversealm.solution.contents.ComponentIndex;
import io.github.dataversealm.solution.contents.ComponentKey;
import io.github.dataversealm.solution.contents.MissingDependency.Side;
import io.github.dataversealm.solution.dataverse.ComponentSummary;
import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.dataverse.Dependency;
import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.dataverse.ServiceException;
import io.github.dataversealm.solution.model.ComponentType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What an upgrade takes away: components of the installed version that the new one does not have, and what depends on them.
 *
 * @param removed the components, for people
 * @param dependents what needs one of them, for people
 * @param patches the patches that go with the old version
 * @param isKnown whether the environment tells what a solution holds; some do not
 */
public record UpgradePreview(List<String> removed, List<String> dependents, List<String> patches, boolean isKnown) {

    /** @param contents the components of the new version, from its zip */
    static UpgradePreview of(Dataverse dataverse, InstalledSolution installed, List<Component> contents) {
        ComponentIndex index = ComponentIndex.of(contents);
        return of(dataverse, installed, row -> isIn(index, row));
    }

    /** The kinds of the component framework have a number that differs between environments, and a name that does not. */
    private static boolean isIn(ComponentIndex index, ComponentSummary row) {
        return Stream.of(String.valueOf(row.componentType()), row.logicalName())
                .filter(type -> !type.isEmpty())
                .flatMap(type -> Stream.of(row.schemaName(), row.name())
                        .map(name -> new ComponentKey(type, row.objectId().toString(), name)))
                .anyMatch(key -> index.find(new Side(key, "", row.tableName(), "", Map.of()))
                        .isPresent());
    }

    /** @param holding the new version, staged in the environment */
    static UpgradePreview of(Dataverse dataverse, InstalledSolution installed, InstalledSolution holding) {
        Set<UUID> stays = new HashSet<>();
        dataverse.componentSummaries(holding.id()).forEach(row -> stays.add(row.objectId()));
        return of(dataverse, installed, row -> stays.contains(row.objectId()));
    }

    private static UpgradePreview of(
            Dataverse dataverse, InstalledSolution installed, Predicate<ComponentSummary> stays) {
        List<ComponentSummary> rows = dataverse.componentSummaries(installed.id());
        Map<UUID, String> removed = new HashMap<>();
        List<String> shown = new ArrayList<>();
        for (ComponentSummary row : rows) {
            if (!stays.test(row)) {
                String text = describe(row);
                removed.put(row.objectId(), text);
                shown.add(text);
            }
        }
        List<String> dependents = new ArrayList<>();
        if (!removed.isEmpty()) {
            for (Dependency dependency : dependencies(dataverse, installed)) {
                String required = removed.get(dependency.requiredComponentId());
                if (required != null && !removed.containsKey(dependency.dependentComponentId())) {
                    dependents.add(ComponentType.describe(String.valueOf(dependency.dependentComponentType())) + " "
                            + dependency.dependentComponentId() + " needs " + required);
                }
            }
        }
        List<String> patches = dataverse.patches(installed.id()).stream()
                .map(patch -> patch.uniqueName() + " " + patch.version())
                .toList();
        return new UpgradePreview(
                shown.stream().sorted().toList(), dependents.stream().sorted().toList(), patches, !rows.isEmpty());
    }

    private static List<Dependency> dependencies(Dataverse dataverse, InstalledSolution installed) {
        try {
            return dataverse.dependenciesForUninstall(installed.uniqueName());
        } catch (ServiceException e) {
            // a preview does not fail where the user may not read dependencies
            return List.of();
        }
    }

    private static String describe(ComponentSummary row) {
        String name = row.displayName().isEmpty() ? row.name() : row.displayName();
        String schema = row.schemaName().isEmpty() ? row.name() : row.schemaName();
        String type = ComponentType.describe(String.valueOf(row.componentType()));
        String kind = type.startsWith("component of type") && !row.logicalName().isEmpty() ? row.logicalName() : type;
        if (name.isEmpty()) {
            return kind + " " + (schema.isEmpty() ? row.objectId().toString() : schema);
        }
        return kind + " '" + name + "'" + (schema.isEmpty() || schema.equals(name) ? "" : " (" + schema + ")");
    }
}
