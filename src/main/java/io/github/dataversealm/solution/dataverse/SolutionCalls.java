package io.github.dataversealm.solution.dataverse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.SolutionVersion;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table {@code solutions}, patches and uninstalling (spec §2.10, §2.13, §3.1). */
final class SolutionCalls {

    private static final String COLUMNS = "solutionid,uniquename,friendlyname,version,ismanaged,isvisible,"
            + "_parentsolutionid_value,installedon,modifiedon";
    private static final String PUBLISHER = "publisherid($select=uniquename,customizationprefix)";

    private final WebApi api;

    SolutionCalls(WebApi api) {
        this.api = api;
    }

    Optional<InstalledSolution> byName(String uniqueName) {
        ApiCall call = ApiCall.get(
                "Looking for the solution " + uniqueName,
                solutions()
                        .filter("uniquename eq " + ODataUrl.literal(uniqueName))
                        .build());
        return read(call).stream().findFirst();
    }

    List<InstalledSolution> list(boolean all) {
        ODataUrl url = solutions().orderBy("uniquename");
        return read(ApiCall.get("Listing the solutions", (all ? url : url.filter("isvisible eq true")).build()));
    }

    List<InstalledSolution> patches(UUID solutionId) {
        ApiCall call = ApiCall.get(
                "Listing the patches of a solution",
                solutions().filter("_parentsolutionid_value eq " + solutionId).build());
        return read(call).stream().sorted(SolutionCalls::byVersion).toList();
    }

    private ODataUrl solutions() {
        return api.url("solutions").select(COLUMNS).expand(PUBLISHER);
    }

    private List<InstalledSolution> read(ApiCall call) {
        List<Row> rows = api.list(call);
        return api.readWith(
                call, () -> rows.stream().map(SolutionCalls::solution).toList());
    }

    private static InstalledSolution solution(Row row) {
        Optional<Row> publisher = row.optionalRow("publisherid");
        return new InstalledSolution(
                row.requiredId("solutionid"),
                row.text("uniquename"),
                row.text("friendlyname"),
                row.text("version"),
                row.flag("ismanaged"),
                row.optionalFlag("isvisible").orElse(true),
                row.id("_parentsolutionid_value"),
                publisher.map(p -> p.text("uniquename")).orElse(""),
                publisher.map(p -> p.text("customizationprefix")).orElse(""),
                row.time("installedon"),
                row.time("modifiedon"));
    }

    private static int byVersion(InstalledSolution a, InstalledSolution b) {
        try {
            return new SolutionVersion(a.version()).compareTo(new SolutionVersion(b.version()));
        } catch (SolutionException e) {
            // a version that is none: the order of the texts is as good as any
            return Comparator.<String>naturalOrder().compare(a.version(), b.version());
        }
    }

    void setVersion(UUID solutionId, String version) {
        ObjectNode body = JsonBody.object().put("version", version);
        api.nothing(ApiCall.patch(
                "Setting the version of the solution",
                api.url("solutions").key(solutionId).build(),
                JsonBody.of(body)));
    }

    UUID uninstall(String uniqueName) {
        ApiCall call = ApiCall.post(
                CallKind.START,
                "Uninstalling " + uniqueName,
                api.url("UninstallSolutionAsync").build(),
                JsonBody.of(JsonBody.object().put("SolutionUniqueName", uniqueName)));
        Row row = api.row(call);
        return api.readWith(call, () -> row.requiredId(JobCalls.OPERATION_ID));
    }

    void delete(UUID solutionId) {
        api.nothing(ApiCall.delete(
                        "Deleting the solution",
                        api.url("solutions").key(solutionId).build())
                .slowly());
    }

    UUID cloneAsPatch(String parentUniqueName, String displayName, String version) {
        return clone("CloneAsPatch", "Making a patch of " + parentUniqueName, parentUniqueName, displayName, version);
    }

    UUID cloneAsSolution(String parentUniqueName, String displayName, String version) {
        return clone(
                "CloneAsSolution",
                "Merging the patches of " + parentUniqueName,
                parentUniqueName,
                displayName,
                version);
    }

    private UUID clone(String action, String what, String parentUniqueName, String displayName, String version) {
        ObjectNode body = JsonBody.object()
                .put("ParentSolutionUniqueName", parentUniqueName)
                .put("DisplayName", displayName)
                .put("VersionNumber", version);
        ApiCall call =
                ApiCall.post(CallKind.CANNOT_REPEAT, what, api.url(action).build(), JsonBody.of(body));
        Row row = api.row(call);
        return api.readWith(call, () -> row.requiredId("SolutionId"));
    }
}
