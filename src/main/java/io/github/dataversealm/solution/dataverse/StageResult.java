package io.github.dataversealm.solution.dataverse;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What StageSolution says of a zip (spec §2.1).
 *
 * @param uploadId the upload, to be named by the import
 * @param passed whether the zip can be imported
 * @param hasPendingUpgrade whether a {@code _Upgrade} solution waits to be applied
 */
public record StageResult(
        Optional<UUID> uploadId,
        boolean passed,
        boolean hasPendingUpgrade,
        List<StagedComponent> components,
        List<ValidationResult> validationResults,
        List<MissingDependencyRow> missingDependencies) {

    /** A component of the zip; {@code presentInOrg} is empty when the service does not know. */
    public record StagedComponent(
            String name, String typeName, Optional<Boolean> presentInOrg, Map<String, String> attributes) {}

    /** A finding; {@code severity} is {@code Info}, {@code Warning} or {@code Error}. */
    public record ValidationResult(String severity, ErrorCode code, String message) {}
}
