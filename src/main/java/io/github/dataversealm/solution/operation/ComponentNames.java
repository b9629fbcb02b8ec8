package io.github.dataversealm.solution.operation;

import io.github.dataversealm.solution.dataverse.ComponentDefinition;
import io.github.dataversealm.solution.dataverse.ComponentSummary;
import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.model.ComponentType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The names of components that the service speaks of by their ids, read from the solutions that they are in. */
public final class ComponentNames {

    private final Dataverse dataverse;
    private final Map<UUID, ComponentSummary> summaries = new HashMap<>();
    private final Set<UUID> read = new HashSet<>();
    private Map<UUID, String> solutions;
    private Map<Integer, String> definitions;

    public ComponentNames(Dataverse dataverse) {
        this.dataverse = dataverse;
    }

    /** A component as {@code table 'Building' (ctr_building)}; by its id when nothing else is known. */
    public String describe(UUID id, int type, Optional<UUID> solution) {
        solution.filter(read::add).ifPresent(this::readSummaries);
        ComponentSummary summary = summaries.get(id);
        if (summary == null) {
            return typeName(type) + " " + id;
        }
        String schemaName = summary.schemaName().isEmpty() ? summary.name() : summary.schemaName();
        String name = summary.displayName().isEmpty() ? schemaName : summary.displayName();
        String text = typeName(type) + (name.isEmpty() ? " " + id : " '" + name + "'");
        return schemaName.isEmpty() || schemaName.equals(name) ? text : text + " (" + schemaName + ")";
    }

    private void readSummaries(UUID solution) {
        for (ComponentSummary summary : dataverse.componentSummaries(solution)) {
            summaries.putIfAbsent(summary.objectId(), summary);
        }
    }

    private String typeName(int type) {
        String name = ComponentType.describe(String.valueOf(type));
        if (!name.endsWith(String.valueOf(type))) {
            return name;
        }
        if (definitions == null) {
            definitions = new HashMap<>();
            for (ComponentDefinition definition : dataverse.componentDefinitions()) {
                definitions.put(definition.componentType(), definition.name());
            }
        }
        return definitions.getOrDefault(type, name);
    }

    /** The unique name of a solution; its id when the environment does not list it. */
    public String solution(UUID id) {
        if (solutions == null) {
            solutions = new HashMap<>();
            List<InstalledSolution> all = dataverse.solutions(true);
            all.forEach(solution -> solutions.put(solution.id(), solution.uniqueName()));
        }
        return solutions.getOrDefault(id, id.toString());
    }
}
