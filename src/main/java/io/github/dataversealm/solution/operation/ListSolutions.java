package io.github.dataversealm.solution.operation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.message.TextTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The solutions of an environment, by unique name. */
public final class ListSolutions {

    private final List<InstalledSolution> solutions;
    private final Map<UUID, String> names = new HashMap<>();

    /** @param includeSystem also those that users do not see, such as Active and System */
    public ListSolutions(Dataverse dataverse, boolean includeSystem) {
        solutions = dataverse.solutions(includeSystem).stream()
                .sorted(Comparator.comparing(InstalledSolution::uniqueName, String.CASE_INSENSITIVE_ORDER)
                        .thenComparing(InstalledSolution::uniqueName))
                .toList();
        solutions.forEach(solution -> names.put(solution.id(), solution.uniqueName()));
    }

    public List<InstalledSolution> solutions() {
        return solutions;
    }

    /** The lines of a table; times are UTC. */
    public List<String> table() {
        TextTable table =
                new TextTable("Unique name", "Display name", "Version", "Type", "Publisher", "Installed", "Modified");
        for (InstalledSolution solution : solutions) {
            table.row(
                    solution.uniqueName(),
                    solution.friendlyName(),
                    solution.version(),
                    (solution.managed() ? "managed" : "unmanaged")
                            + solution.parentId()
                                    .map(parent -> ", patch" + parentName(parent))
                                    .orElse(""),
                    solution.publisherUniqueName(),
                    minute(solution.installedOn()),
                    minute(solution.modifiedOn()));
        }
        return table.lines();
    }

    private String parentName(UUID parent) {
        return names.containsKey(parent) ? " of " + names.get(parent) : "";
    }

    /** A time to the minute, as {@code 2026-02-01 09:30}; empty when it is not known. */
    static String minute(Optional<Instant> time) {
        return time.map(instant -> instant.truncatedTo(ChronoUnit.MINUTES)
                        .toString()
                        .replace('T', ' ')
                        .replace(":00Z", ""))
                .orElse("");
    }

    /** Writes the same as a JSON array of objects. */
    public void write(Path file) throws IOException {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (InstalledSolution solution : solutions) {
            ObjectNode row = array.addObject();
            row.put("uniqueName", solution.uniqueName());
            row.put("displayName", solution.friendlyName());
            row.put("version", solution.version());
            row.put("managed", solution.managed());
            row.put("visible", solution.visible());
            row.put("publisher", solution.publisherUniqueName());
            row.put("publisherPrefix", solution.publisherPrefix());
            row.put("id", solution.id().toString());
            row.put("patchOf", solution.parentId().map(names::get).orElse(null));
            row.put("installedOn", solution.installedOn().map(Instant::toString).orElse(null));
            row.put("modifiedOn", solution.modifiedOn().map(Instant::toString).orElse(null));
        }
        JsonFile.write(file, array);
    }
}
