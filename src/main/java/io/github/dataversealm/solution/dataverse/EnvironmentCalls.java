package io.github.dataversealm.solution.dataverse;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Who is signed in, and where (spec §1.5). */
final class EnvironmentCalls {

    private final WebApi api;

    EnvironmentCalls(WebApi api) {
        this.api = api;
    }

    WhoAmI whoAmI() {
        ApiCall call =
                ApiCall.get("Signing in to the environment", api.url("WhoAmI").build());
        Row row = api.row(call);
        return api.readWith(
                call,
                () -> new WhoAmI(
                        row.requiredId("UserId"), row.requiredId("BusinessUnitId"), row.requiredId("OrganizationId")));
    }

    String version() {
        ApiCall call = ApiCall.get(
                "Reading the version of the environment",
                api.url("RetrieveVersion()").build());
        Row row = api.row(call);
        return api.readWith(call, () -> row.text("Version"));
    }

    Optional<Organization> organization() {
        ApiCall call = ApiCall.get(
                "Reading the organization",
                api.url("RetrieveCurrentOrganization(AccessType=@p1)")
                        .option("@p1", "Microsoft.Dynamics.CRM.EndpointAccessType'Default'")
                        .build());
        return api.rowIfKnown(call).map(row -> api.readWith(call, () -> organization(row.row("Detail"))));
    }

    List<String> roles(UUID userId) {
        ApiCall call = ApiCall.get(
                "Reading the security roles",
                api.url("systemusers(" + userId + ")/systemuserroles_association")
                        .select("name")
                        .build());
        List<Row> rows = api.list(call);
        return api.readWith(
                call, () -> rows.stream().map(row -> row.text("name")).sorted().toList());
    }

    private static Organization organization(Row detail) {
        return new Organization(
                detail.text("OrganizationId"),
                detail.text("FriendlyName"),
                detail.text("UniqueName"),
                detail.text("OrganizationVersion"),
                detail.text("EnvironmentId"),
                detail.text("Geo"),
                detail.text("TenantId"));
    }
}
