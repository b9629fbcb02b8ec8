package io.github.dataversealm.solution.dataverse;

/** The environment as RetrieveCurrentOrganization tells; texts are empty where the service is silent. */
public record Organization(
        String organizationId,
        String friendlyName,
        String uniqueName,
        String version,
        String environmentId,
        String geo,
        String tenantId) {}
