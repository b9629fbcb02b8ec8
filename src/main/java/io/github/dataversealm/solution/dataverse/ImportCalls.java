package io.github.dataversealm.solution.dataverse;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Staging, importing, upgrading and publishing (spec §2.1, §2.2, §2.6, §2.7, §2.9, §4.1). */
final class ImportCalls {

    private static final String TYPE = "Microsoft.Dynamics.CRM.";

    private final WebApi api;

    ImportCalls(WebApi api) {
        this.api = api;
    }

    // ---------------------------------------------------------------- staging

    /** Repeated as a read: an upload that nobody imports changes nothing. */
    StageResult stage(Path zip) throws IOException {
        ApiCall call = ApiCall.post(
                        CallKind.READ,
                        "Uploading " + zip.getFileName(),
                        api.url("StageSolution").build(),
                        JsonBody.of(JsonBody.object(), "CustomizationFile", zip))
                .slowly();
        Row row = WebApi.withFile(() -> api.row(call));
        return api.readWith(call, () -> stageResult(row.row("StageSolutionResults")));
    }

    private static StageResult stageResult(Row result) {
        String status = result.text("StageSolutionStatus");
        if (status.isEmpty()) {
            throw WrongAnswerException.odd("answered without the status of the upload");
        }
        return new StageResult(
                result.id("StageSolutionUploadId"),
                status.equalsIgnoreCase("Passed") || status.equals("1"),
                result.optionalRow("SolutionDetails")
                        .map(details -> details.flag("HasPendingUpgrade"))
                        .orElse(false),
                result.rows("SolutionComponentsDetails").stream()
                        .map(ImportCalls::component)
                        .toList(),
                result.rows("SolutionValidationResults").stream()
                        .map(ImportCalls::validation)
                        .toList(),
                result.rows("MissingDependencies").stream()
                        .map(ImportCalls::missing)
                        .toList());
    }

    private static StageResult.StagedComponent component(Row row) {
        return new StageResult.StagedComponent(
                row.text("ComponentName"),
                row.text("ComponentTypeName"),
                row.optionalFlag("IsPresentInOrg"),
                row.dictionary("Attributes"));
    }

    private static StageResult.ValidationResult validation(Row row) {
        return new StageResult.ValidationResult(
                severity(row.text("SolutionValidationResultType")),
                ErrorCode.parse(row.text("ErrorCode")).orElse(new ErrorCode(0)),
                row.text("Message"));
    }

    /** The name, also when the service writes the number of the enumeration or another case. */
    private static String severity(String type) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "info", "0" -> "Info";
            case "warning", "1" -> "Warning";
            default -> "Error";
        };
    }

    private static MissingDependencyRow missing(Row row) {
        return new MissingDependencyRow(
                component(row, "Required"), row.text("RequiredSolutionName"), component(row, "Dependent"));
    }

    private static MissingDependencyRow.Component component(Row row, String side) {
        String id = row.text(side + "ComponentId");
        return new MissingDependencyRow.Component(
                row.text(side + "ComponentType"),
                id.equals("00000000-0000-0000-0000-000000000000") ? "" : id,
                row.text(side + "ComponentSchemaName"),
                row.text(side + "ComponentDisplayName"),
                row.text(side + "ComponentParentSchemaName"),
                row.text(side + "ComponentParentDisplayName"));
    }

    // ---------------------------------------------------------------- importing

    StartedJob importSolution(ImportRequest request) throws IOException {
        ObjectNode body = parameters(request);
        if (request.holdingSolution()) {
            body.put("HoldingSolution", true);
        }
        return start("ImportSolutionAsync", "The import of " + request.zip().getFileName(), body, request);
    }

    StartedJob stageAndUpgrade(ImportRequest request) throws IOException {
        return start(
                "StageAndUpgradeAsync", "The upgrade to " + request.zip().getFileName(), parameters(request), request);
    }

    private static ObjectNode parameters(ImportRequest request) {
        ObjectNode body = JsonBody.object()
                .put("OverwriteUnmanagedCustomizations", request.overwriteUnmanagedCustomizations())
                .put("PublishWorkflows", request.publishWorkflows());
        if (request.skipProductUpdateDependencies()) {
            body.put("SkipProductUpdateDependencies", true);
        }
        body.put("ImportJobId", request.importJobId().toString());
        if (!request.componentParameters().isEmpty()) {
            ArrayNode list = body.putArray("ComponentParameters");
            request.componentParameters().forEach(parameter -> add(list.addObject(), parameter));
        }
        request.stagedUpload()
                .ifPresent(
                        upload -> body.putObject("SolutionParameters").put("StageSolutionUploadId", upload.toString()));
        return body;
    }

    private static void add(ObjectNode target, ComponentParameter parameter) {
        if (parameter instanceof ComponentParameter.Connection connection) {
            target.put("@odata.type", TYPE + "connectionreference")
                    .put("connectionreferencelogicalname", connection.logicalName())
                    .put("connectionreferencedisplayname", connection.displayName())
                    .put("description", connection.description())
                    .put("connectorid", connection.connectorId())
                    .put("connectionid", connection.connectionId());
        } else if (parameter instanceof ComponentParameter.Variable variable) {
            target.put("@odata.type", TYPE + "environmentvariablevalue").put("schemaname", variable.schemaName());
            variable.valueId().ifPresent(id -> target.put("environmentvariablevalueid", id));
            target.put("value", variable.value());
        }
    }

    private StartedJob start(String action, String what, ObjectNode body, ImportRequest request) throws IOException {
        JsonBody json = request.stagedUpload().isPresent()
                ? JsonBody.of(body)
                : JsonBody.of(body, "CustomizationFile", request.zip());
        ApiCall call = ApiCall.post(CallKind.START, what, api.url(action).build(), json);
        return WebApi.withFile(() -> started(call, "ImportJobKey", "ImportJobId"));
    }

    private StartedJob started(ApiCall call, String... jobNames) {
        Row row = api.row(call);
        return api.readWith(call, () -> new StartedJob(row.requiredId(JobCalls.OPERATION_ID), row.id(jobNames)));
    }

    StartedJob deleteAndPromote(String uniqueName) {
        ApiCall call = ApiCall.post(
                CallKind.START,
                "Applying the upgrade of " + uniqueName,
                api.url("DeleteAndPromoteAsync").build(),
                JsonBody.of(JsonBody.object().put("UniqueName", uniqueName)));
        return started(call);
    }

    // ---------------------------------------------------------------- publishing

    /** Asynchronously, because gateways cut a call of several minutes; the other way where the service has no such action. */
    Optional<UUID> publishAll() {
        JsonBody empty = JsonBody.of(JsonBody.object());
        ApiCall async = ApiCall.post(
                CallKind.START,
                "Publishing all customizations",
                api.url("PublishAllXmlAsync").build(),
                empty);
        try {
            Row row = api.row(async);
            return Optional.of(api.readWith(async, () -> row.requiredId(JobCalls.OPERATION_ID)));
        } catch (ServiceException e) {
            if (e.status() != 404 && !e.isUnknownCall()) {
                throw e;
            }
        }
        api.nothing(ApiCall.post(
                CallKind.START, async.what(), api.url("PublishAllXml").build(), empty));
        return Optional.empty();
    }

    void publish(String parameterXml) {
        api.nothing(ApiCall.post(
                        CallKind.IDEMPOTENT_WRITE,
                        "Publishing",
                        api.url("PublishXml").build(),
                        JsonBody.of(JsonBody.object().put("ParameterXml", parameterXml)))
                .slowly());
    }
}
