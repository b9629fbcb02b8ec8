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

    private static final ErrorCode MISSING_DEPENDENCIES = new ErrorCode(0x8004801d);
    private static final String PRODUCT_UPDATES_ONLY = "ProductUpdatesOnly : True";

    /**
     * Whether nothing is wrong but that updates of products are missing: the validation cannot be told to leave them out, and
     * an import can (SkipProductUpdateDependencies, spec §2.3).
     */
    public boolean lacksProductUpdatesOnly() {
        return lacksComponentsOnly()
                && errors().stream().allMatch(error -> error.message().contains(PRODUCT_UPDATES_ONLY));
    }

    /** Whether nothing is wrong but that components are missing. */
    public boolean lacksComponentsOnly() {
        return !passed
                && !errors().isEmpty()
                && errors().stream().allMatch(error -> error.code().equals(MISSING_DEPENDENCIES));
    }

    private List<ValidationResult> errors() {
        return validationResults.stream()
                .filter(result -> result.severity().equalsIgnoreCase("Error"))
                .toList();
    }

    /** A component of the zip; {@code presentInOrg} is empty when the service does not know. */
    public record StagedComponent(
            String name, String typeName, Optional<Boolean> presentInOrg, Map<String, String> attributes) {}

    /** A finding; {@code severity} is {@code Info}, {@code Warning} or {@code Error}. */
    public record ValidationResult(String severity, ErrorCode code, String message) {}
}
