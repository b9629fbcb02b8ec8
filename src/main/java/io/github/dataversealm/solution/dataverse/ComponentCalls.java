package io.github.dataversealm.solution.dataverse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Members of solutions and what depends on what (spec §2.11, §2.12, §3.5, §3.6). */
final class ComponentCalls {

    private static final String SUMMARY_COLUMNS = "msdyn_objectid,msdyn_componenttype,msdyn_componenttypename,"
            + "msdyn_componentlogicalname,msdyn_name,msdyn_displayname,msdyn_schemaname,msdyn_primaryentityname,"
            + "msdyn_hasactivecustomization";

    /** So many ids stand in one condition. */
    private static final int BATCH = 40;

    private final WebApi api;

    ComponentCalls(WebApi api) {
        this.api = api;
    }

    List<SolutionComponent> components(UUID solutionId) {
        ApiCall call = ApiCall.get(
                "Listing the components of the solution",
                api.url("solutioncomponents")
                        .select("solutioncomponentid,objectid,componenttype,rootcomponentbehavior")
                        .filter("_solutionid_value eq " + solutionId)
                        .build());
        List<Row> rows = api.list(call);
        return api.readWith(
                call,
                () -> rows.stream()
                        .map(row -> new SolutionComponent(
                                row.requiredId("solutioncomponentid"),
                                row.requiredId("objectid"),
                                row.number("componenttype", 0),
                                row.number("rootcomponentbehavior", 0)))
                        .toList());
    }

    boolean changedSince(UUID solutionId, Instant time) {
        ApiCall call = ApiCall.get(
                "Looking whether the components of the solution were changed",
                api.url("solutioncomponents")
                        .select("solutioncomponentid")
                        .filter("_solutionid_value eq " + solutionId + " and modifiedon gt " + ODataUrl.seconds(time))
                        .top(1)
                        .build());
        return !api.list(call, 1).isEmpty();
    }

    List<ComponentSummary> summaries(UUID solutionId) {
        ApiCall call = ApiCall.get(
                "Naming the components of the solution",
                api.url("msdyn_solutioncomponentsummaries")
                        .select(SUMMARY_COLUMNS)
                        .filter("(msdyn_solutionid eq " + solutionId + ")")
                        .build());
        List<Row> rows = WebApi.ifKnown(() -> api.list(call)).orElse(List.of());
        return api.readWith(
                call,
                () -> rows.stream()
                        .filter(row -> row.id("msdyn_objectid").isPresent())
                        .map(row -> new ComponentSummary(
                                row.requiredId("msdyn_objectid"),
                                row.number("msdyn_componenttype", 0),
                                row.text("msdyn_componenttypename"),
                                row.text("msdyn_componentlogicalname"),
                                row.text("msdyn_name"),
                                row.text("msdyn_displayname"),
                                row.text("msdyn_schemaname"),
                                row.text("msdyn_primaryentityname"),
                                row.flag("msdyn_hasactivecustomization")))
                        .toList());
    }

    Map<UUID, Set<UUID>> memberships(Collection<UUID> objectIds) {
        Map<UUID, Set<UUID>> memberships = new HashMap<>();
        List<UUID> ids = List.copyOf(objectIds);
        for (int from = 0; from < ids.size(); from += BATCH) {
            String condition = ids.subList(from, Math.min(ids.size(), from + BATCH)).stream()
                    .map(id -> "objectid eq " + id)
                    .collect(Collectors.joining(" or "));
            ApiCall call = ApiCall.get(
                    "Looking which solutions have the components",
                    api.url("solutioncomponents")
                            .select("objectid,_solutionid_value")
                            .filter(condition)
                            .build());
            List<Row> rows = api.list(call);
            api.readWith(call, () -> {
                rows.forEach(row -> memberships
                        .computeIfAbsent(row.requiredId("objectid"), id -> new HashSet<>())
                        .add(row.requiredId("_solutionid_value")));
                return null;
            });
        }
        return memberships;
    }

    List<ComponentDefinition> definitions() {
        ApiCall call = ApiCall.get(
                "Reading the component types of the environment",
                api.url("solutioncomponentdefinitions")
                        .select("name,objecttypecode")
                        .build());
        List<Row> rows = WebApi.ifKnown(() -> api.list(call)).orElse(List.of());
        return api.readWith(
                call,
                () -> rows.stream()
                        .map(row -> new ComponentDefinition(row.text("name"), row.number("objecttypecode", 0)))
                        .toList());
    }

    UUID add(AddComponentRequest request) {
        ObjectNode body = JsonBody.object()
                .put("ComponentId", request.componentId().toString())
                .put("ComponentType", request.componentType())
                .put("SolutionUniqueName", request.solutionUniqueName())
                .put("AddRequiredComponents", request.addRequiredComponents())
                .put("DoNotIncludeSubcomponents", request.doNotIncludeSubcomponents())
                .putNull("IncludedComponentSettingsValues");
        ApiCall call = ApiCall.post(
                CallKind.IDEMPOTENT_WRITE,
                "Adding the component to " + request.solutionUniqueName(),
                api.url("AddSolutionComponent").build(),
                JsonBody.of(body));
        Row row = api.row(call);
        return api.readWith(call, () -> row.requiredId("id"));
    }

    List<Dependency> forUninstall(String uniqueName) {
        return dependencies(
                "RetrieveDependenciesForUninstall", "Looking for what depends on " + uniqueName, uniqueName);
    }

    private List<Dependency> dependencies(String function, String what, String uniqueName) {
        ApiCall call = ApiCall.get(
                        what,
                        api.url(function + "(SolutionUniqueName=" + ODataUrl.pathLiteral(uniqueName) + ")")
                                .build())
                .slowly();
        List<Row> rows = api.list(call);
        return api.readWith(
                call, () -> rows.stream().map(ComponentCalls::dependency).toList());
    }

    private static Dependency dependency(Row row) {
        return new Dependency(
                row.requiredId("requiredcomponentobjectid"),
                row.number("requiredcomponenttype", 0),
                row.id("requiredcomponentbasesolutionid"),
                row.requiredId("dependentcomponentobjectid"),
                row.number("dependentcomponenttype", 0),
                row.id("dependentcomponentbasesolutionid"));
    }

    List<UUID> findIds(String entitySet, String idColumn, String column, String value, String condition, int limit) {
        String equal = column + " eq " + ODataUrl.literal(value);
        ApiCall call = ApiCall.get(
                "Looking for " + value + " in " + entitySet,
                api.url(entitySet)
                        .select(idColumn)
                        .filter(condition.isEmpty() ? equal : equal + " and " + condition)
                        .top(limit)
                        .build());
        List<Row> rows = api.list(call, limit);
        return api.readWith(
                call,
                () -> rows.stream()
                        .map(row -> row.id(idColumn))
                        .flatMap(Optional::stream)
                        .toList());
    }
}
