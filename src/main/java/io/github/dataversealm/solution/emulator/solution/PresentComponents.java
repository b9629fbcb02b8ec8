package io.github.dataversealm.solution.emulator.solution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.contents.MissingDependency;
import io.github.dataversealm.solution.emulator.message.NewRow;
import io.github.dataversealm.solution.emulator.store.Transaction;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.SolutionVersion;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What the user says that the environment has besides: single components, or whole solutions of which no package is at hand.
 * Without it a dependency on them is missing, as it would be in an environment without them.
 */
final class PresentComponents {

    private static final String COMPONENTS = "components";
    private static final String SOLUTION = "solution";

    private final Set<String> keys = new HashSet<>();
    private final Map<String, String> solutions = new HashMap<>();

    PresentComponents(Transaction transaction) {
        for (ObjectNode row : transaction.table(Tables.PRESENT).all()) {
            if (NewRow.text(row, "kind").equals(SOLUTION)) {
                solutions.put(NewRow.text(row, "name").toLowerCase(Locale.ROOT), NewRow.text(row, "version"));
            } else {
                for (JsonNode key : row.path("keys")) {
                    keys.add(key.asText());
                }
            }
        }
    }

    boolean has(MissingDependency dependency) {
        ComponentKeys required = ComponentKeys.of(dependency.required());
        if (required.searched().stream().anyMatch(keys::contains)) {
            return true;
        }
        String name =
                PlatformComponents.solutionName(dependency.requiredSolution()).toLowerCase(Locale.ROOT);
        String version = solutions.get(name);
        return version != null && isAtLeast(version, PlatformComponents.solutionVersion(dependency.requiredSolution()));
    }

    boolean hasTable(String schemaName) {
        return new ComponentKeys(ComponentTypes.ENTITY, "", schemaName, "", Map.of())
                .searched().stream().anyMatch(keys::contains);
    }

    /** Whether any component of the keys is declared. */
    boolean has(ComponentKeys component) {
        return component.searched().stream().anyMatch(keys::contains);
    }

    /** Declares the required sides of dependencies; a part's table comes with it. */
    static void declare(Transaction transaction, List<MissingDependency> dependencies) {
        Set<String> declared = new HashSet<>();
        for (MissingDependency dependency : dependencies) {
            MissingDependency.Side side = dependency.required();
            declared.addAll(ComponentKeys.of(side).stored());
            if (!side.parentSchemaName().isEmpty()) {
                declared.addAll(
                        new ComponentKeys(ComponentTypes.ENTITY, "", side.parentSchemaName(), "", Map.of()).stored());
            }
        }
        UUID id = UUID.randomUUID();
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        declared.stream().sorted().forEach(array::add);
        transaction
                .table(Tables.PRESENT)
                .put(
                        id,
                        NewRow.empty()
                                .set("id", id)
                                .set("kind", COMPONENTS)
                                .set("keys", array)
                                .node());
    }

    /** Declares a solution: it is listed as a managed one of Microsoft, and what others require of it is there. */
    static void declareSolution(Transaction transaction, String name, String version, Instant now) {
        UUID id = UUID.nameUUIDFromBytes(("present " + name.toLowerCase(Locale.ROOT)).getBytes(StandardCharsets.UTF_8));
        transaction
                .table(Tables.PRESENT)
                .put(
                        id,
                        NewRow.empty()
                                .set("id", id)
                                .set("kind", SOLUTION)
                                .set("name", name)
                                .set("version", version)
                                .node());
        Optional<Solution> known = Solution.find(transaction, name);
        if (known.isPresent()) {
            NewRow.of(known.get().row()).set("version", version).set("modifiedon", now);
            known.get().put(transaction);
        } else {
            new Solution(SolutionRows.fresh(id, name, name, version, WellKnownRows.MICROSOFT, now)
                            .set("ismanaged", true)
                            .node())
                    .put(transaction);
        }
    }

    /** As dependencies are compared, without the fourth part (spec dataverse-web-api §5.2). A version that cannot be read asks for nothing. */
    private static boolean isAtLeast(String present, String required) {
        if (required.isEmpty() || present.isEmpty()) {
            return true;
        }
        try {
            return new SolutionVersion(present).suffices(new SolutionVersion(required));
        } catch (SolutionException e) {
            return true;
        }
    }
}
