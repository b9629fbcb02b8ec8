package io.github.dataversealm.solution.dataverse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Connection references, environment variables and processes (spec §3.7 to §3.9). */
final class SettingsCalls {

    private static final int PROCESS = 29;
    /** A condition on so many ids keeps the address below 2 KB. */
    private static final int IDS_PER_REQUEST = 25;

    private final WebApi api;

    SettingsCalls(WebApi api) {
        this.api = api;
    }

    // ---------------------------------------------------------------- connection references

    List<ConnectionReferenceRow> connectionReferences() {
        ApiCall call = ApiCall.get(
                "Reading the connection references",
                api.url("connectionreferences")
                        .select("connectionreferenceid,connectionreferencelogicalname,connectionreferencedisplayname,"
                                + "connectorid,connectionid")
                        .build());
        List<Row> rows = api.list(call);
        return api.readWith(
                call,
                () -> rows.stream()
                        .map(row -> new ConnectionReferenceRow(
                                row.requiredId("connectionreferenceid"),
                                row.text("connectionreferencelogicalname"),
                                row.text("connectionreferencedisplayname"),
                                row.text("connectorid"),
                                row.text("connectionid")))
                        .toList());
    }

    void setConnection(UUID connectionReferenceId, String connectionId) {
        api.nothing(ApiCall.patch(
                "Setting the connection of a connection reference",
                api.url("connectionreferences").key(connectionReferenceId).build(),
                JsonBody.of(JsonBody.object().put("connectionid", connectionId))));
    }

    // ---------------------------------------------------------------- environment variables

    List<EnvironmentVariableRow> environmentVariables() {
        ApiCall definitions = ApiCall.get(
                "Reading the environment variables",
                api.url("environmentvariabledefinitions")
                        .select("environmentvariabledefinitionid,schemaname,displayname,type,defaultvalue")
                        .build());
        ApiCall values = ApiCall.get(
                "Reading the values of the environment variables",
                api.url("environmentvariablevalues")
                        .select("environmentvariablevalueid,value,_environmentvariabledefinitionid_value")
                        .build());
        List<Row> definitionRows = api.list(definitions);
        if (definitionRows.isEmpty()) {
            return List.of();
        }
        List<Row> valueRows = api.list(values);
        Map<UUID, Row> valueOf = api.readWith(values, () -> {
            Map<UUID, Row> map = new HashMap<>();
            for (Row row : valueRows) {
                row.id("_environmentvariabledefinitionid_value").ifPresent(id -> map.putIfAbsent(id, row));
            }
            return map;
        });
        return api.readWith(
                definitions,
                () -> definitionRows.stream().map(row -> variable(row, valueOf)).toList());
    }

    private static EnvironmentVariableRow variable(Row row, Map<UUID, Row> valueOf) {
        UUID id = row.requiredId("environmentvariabledefinitionid");
        Optional<Row> value = Optional.ofNullable(valueOf.get(id));
        return new EnvironmentVariableRow(
                id,
                row.text("schemaname"),
                row.text("displayname"),
                row.number("type", 100000000),
                row.optionalText("defaultvalue"),
                value.map(v -> v.requiredId("environmentvariablevalueid")),
                value.flatMap(v -> v.optionalText("value")));
    }

    void setEnvironmentVariable(EnvironmentVariableRow variable, String value) {
        String what = "Setting the environment variable " + variable.schemaName();
        if (variable.valueId().isPresent()) {
            api.nothing(ApiCall.patch(
                    what,
                    api.url("environmentvariablevalues")
                            .key(variable.valueId().get())
                            .build(),
                    JsonBody.of(JsonBody.object().put("value", value))));
            return;
        }
        ObjectNode body = JsonBody.object()
                .put("schemaname", variable.schemaName())
                .put("value", value)
                .put(
                        "EnvironmentVariableDefinitionId@odata.bind",
                        "/environmentvariabledefinitions(" + variable.definitionId() + ")");
        api.nothing(ApiCall.post(
                CallKind.CANNOT_REPEAT,
                what,
                api.url("environmentvariablevalues").build(),
                JsonBody.of(body)));
    }

    // ---------------------------------------------------------------- processes

    List<WorkflowRow> workflows(UUID solutionId) {
        ApiCall members = ApiCall.get(
                "Listing the processes of the solution",
                api.url("solutioncomponents")
                        .select("objectid")
                        .filter("_solutionid_value eq " + solutionId + " and componenttype eq " + PROCESS)
                        .build());
        List<Row> rows = api.list(members);
        List<UUID> ids = api.readWith(
                members,
                () -> rows.stream().map(row -> row.requiredId("objectid")).toList());
        return workflows(ids);
    }

    List<WorkflowRow> workflows(Collection<UUID> ids) {
        return groups(ids).stream().flatMap(group -> group(group).stream()).toList();
    }

    private static List<List<UUID>> groups(Collection<UUID> ids) {
        List<UUID> all = ids.stream().distinct().toList();
        List<List<UUID>> groups = new ArrayList<>();
        for (int from = 0; from < all.size(); from += IDS_PER_REQUEST) {
            groups.add(all.subList(from, Math.min(from + IDS_PER_REQUEST, all.size())));
        }
        return groups;
    }

    private static String definitions(List<UUID> ids) {
        return "type eq 1 and "
                + ids.stream().map(id -> "workflowid eq " + id).collect(Collectors.joining(" or ", "(", ")"));
    }

    boolean workflowsChangedSince(Collection<UUID> ids, Instant time) {
        return groups(ids).stream().anyMatch(group -> {
            ApiCall call = ApiCall.get(
                    "Looking whether processes of the solution were changed",
                    api.url("workflows")
                            .select("workflowid")
                            .filter("modifiedon gt " + ODataUrl.seconds(time) + " and " + definitions(group))
                            .top(1)
                            .build());
            return !api.list(call, 1).isEmpty();
        });
    }

    private List<WorkflowRow> group(List<UUID> ids) {
        ApiCall call = ApiCall.get(
                "Reading the processes of the solution",
                api.url("workflows")
                        .select("workflowid,name,category,statecode,_ownerid_value")
                        .filter(definitions(ids))
                        .build());
        List<Row> rows = api.list(call);
        return api.readWith(
                call,
                () -> rows.stream()
                        .map(row -> new WorkflowRow(
                                row.requiredId("workflowid"),
                                row.text("name"),
                                row.number("category", 0),
                                row.number("statecode", 0) == 1,
                                row.text("_ownerid_value")))
                        .toList());
    }

    void setWorkflowState(UUID workflowId, boolean on) {
        ObjectNode body = JsonBody.object().put("statecode", on ? 1 : 0).put("statuscode", on ? 2 : 1);
        api.nothing(ApiCall.patch(
                        on ? "Turning the process on" : "Turning the process off",
                        api.url("workflows").key(workflowId).build(),
                        JsonBody.of(body))
                .slowly());
    }
}
