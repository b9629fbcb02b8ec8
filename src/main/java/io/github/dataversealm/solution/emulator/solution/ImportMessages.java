package io.github.dataversealm.solution.emulator.solution;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.emulator.Knobs;
import io.github.dataversealm.solution.emulator.job.JobQueue;
import io.github.dataversealm.solution.emulator.message.Fault;
import io.github.dataversealm.solution.emulator.message.Message;
import io.github.dataversealm.solution.emulator.message.MessageCall;
import io.github.dataversealm.solution.emulator.message.MessageHandler;
import io.github.dataversealm.solution.emulator.message.NewRow;
import io.github.dataversealm.solution.emulator.message.OrganizationContext;
import io.github.dataversealm.solution.emulator.store.Transaction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** StageSolution, the imports and upgrades, and what becomes of them (spec dataverse-web-api §2.1 to §2.7). */
final class ImportMessages {

    private static final List<String> REQUIRED = List.of("OverwriteUnmanagedCustomizations", "PublishWorkflows");
    private static final List<String> COMMON = List.of(
            "ConvertToManaged",
            "SkipProductUpdateDependencies",
            "SkipQueueRibbonJob",
            "AsyncRibbonProcessing",
            "ComponentParameters",
            "SolutionParameters",
            "IsTemplateMode",
            "TemplateSuffix",
            "TemplateDisplayNamePrefix",
            "LayerDesiredOrder");

    private final OrganizationContext context;
    private final JobQueue jobs;
    private final Staging staging;

    ImportMessages(OrganizationContext context, JobQueue jobs) {
        this.context = context;
        this.jobs = jobs;
        this.staging = new Staging(context);
    }

    List<MessageHandler> all() {
        return List.of(
                Message.action(
                        "StageSolution", List.of("CustomizationFile"), List.of("StageSolutionUploadId"), this::stage),
                Message.action(
                        "ImportSolution",
                        sync(),
                        optional("HoldingSolution"),
                        call -> run(call, "ImportSolutionAsync")),
                Message.action(
                        "ImportSolutionAsync",
                        REQUIRED,
                        optional("HoldingSolution", "CustomizationFile", "ImportJobId"),
                        call -> start(call, "ImportSolutionAsync")),
                Message.action("StageAndUpgrade", sync(), optional(), call -> run(call, "StageAndUpgradeAsync")),
                Message.action(
                        "StageAndUpgradeAsync",
                        REQUIRED,
                        optional("CustomizationFile", "ImportJobId"),
                        call -> start(call, "StageAndUpgradeAsync")),
                Message.action("DeleteAndPromote", List.of("UniqueName"), List.of(), this::promote),
                Message.action("DeleteAndPromoteAsync", List.of("UniqueName"), List.of(), this::startPromote),
                Message.function("RetrieveSolutionImportResult", List.of("ImportJobId"), List.of(), this::verdict),
                Message.function(
                        "RetrieveFormattedImportJobResults", List.of("ImportJobId"), List.of(), this::formatted));
    }

    private static List<String> sync() {
        List<String> required = new ArrayList<>(REQUIRED);
        required.add("CustomizationFile");
        required.add("ImportJobId");
        return required;
    }

    private static List<String> optional(String... more) {
        List<String> optional = new ArrayList<>(COMMON);
        optional.addAll(List.of(more));
        return optional;
    }

    private Optional<ObjectNode> stage(MessageCall call) throws IOException {
        Path zip = call.binary().orElseThrow(() -> Fault.INVALID_ARGUMENT.toFault("CustomizationFile was not given."));
        return Optional.of(
                NewRow.empty().set("StageSolutionResults", staging.stage(zip)).node());
    }

    private Optional<ObjectNode> start(MessageCall call, String kind) throws IOException {
        Path zip = staging.packageOf(call.parameters(), call.binary());
        Knobs knobs = context.knobs().get();
        Optional<UUID> given = NewRow.id(call.parameters(), "ImportJobId").filter(id -> !id.equals(new UUID(0, 0)));
        UUID importJobId = given.filter(id -> knobs.honourImportJobId()).orElseGet(UUID::randomUUID);
        ObjectNode parameters = withJob(call, importJobId);
        UUID operation = jobs.start(
                kind, parameters, Optional.of(zip), call.userId(), transaction -> claim(transaction, importJobId));
        return Optional.of(NewRow.empty()
                .set("ImportJobKey", importJobId)
                .set("AsyncOperationId", operation)
                .node());
    }

    private Optional<ObjectNode> run(MessageCall call, String kind) throws IOException {
        Path zip = staging.packageOf(call.parameters(), call.binary());
        UUID importJobId = NewRow.id(call.parameters(), "ImportJobId").orElseGet(UUID::randomUUID);
        context.store().write(transaction -> {
            claim(transaction, importJobId);
            return null;
        });
        jobs.run(kind, withJob(call, importJobId), Optional.of(zip));
        return context.knobs().get().importSolutionEmptyBody()
                ? Optional.of(NewRow.empty().node())
                : Optional.empty();
    }

    /** An id is used once, also by a job that has not begun yet. */
    private static void claim(Transaction transaction, UUID importJobId) {
        if (transaction.table(Tables.IMPORT_JOBS).find(importJobId).isPresent()) {
            throw Fault.JOB_ID_TAKEN.toFault();
        }
        if (transaction.table(Tables.CLAIMS).find(importJobId).isPresent()) {
            throw Fault.JOB_ID_IN_USE.toFault(importJobId);
        }
        transaction
                .table(Tables.CLAIMS)
                .put(importJobId, NewRow.empty().set("id", importJobId).node());
    }

    private static ObjectNode withJob(MessageCall call, UUID importJobId) {
        ObjectNode parameters = call.parameters().deepCopy();
        parameters.remove("CustomizationFile");
        parameters.put("ImportJobId", importJobId.toString());
        return parameters;
    }

    private Optional<ObjectNode> promote(MessageCall call) throws IOException {
        jobs.run("DeleteAndPromoteAsync", call.parameters(), Optional.empty());
        String name = NewRow.text(call.parameters(), "UniqueName");
        UUID id = context.store()
                .read(transaction ->
                        Solution.find(transaction, name).orElseThrow().id());
        return Optional.of(NewRow.empty().set("SolutionId", id).node());
    }

    private Optional<ObjectNode> startPromote(MessageCall call) throws IOException {
        UUID operation = jobs.start(
                "DeleteAndPromoteAsync", call.parameters(), Optional.empty(), call.userId(), transaction -> {});
        return Optional.of(NewRow.empty()
                .set(context.knobs().get().jobIdMember(), operation)
                .node());
    }

    // ---------------------------------------------------------------- what became of it

    private Optional<ObjectNode> verdict(MessageCall call) throws IOException {
        UUID id = NewRow.id(call.parameters(), "ImportJobId").orElseThrow();
        Knobs knobs = context.knobs().get();
        ObjectNode job = context.store()
                .read(transaction -> transaction.table(Tables.IMPORT_JOBS).find(id))
                .orElseThrow(() -> knobs.unknownResultStatus() == 404
                        ? Fault.OBJECT_DOES_NOT_EXIST.withStatus(404, "importjob", id)
                        : Fault.IMPORT_JOB_UNKNOWN.withStatus(knobs.unknownResultStatus()));
        boolean running = NewRow.text(job, "data").isEmpty();
        if (running && knobs.resultWhileRunning() == Knobs.Early.ERROR) {
            throw Fault.INVALID_ARGUMENT.toFault("The import job " + id + " has not completed yet.");
        }
        NewRow result = NewRow.empty();
        if (running) {
            result.set("FormattedResults", null)
                    .set("Type", "Import")
                    .set("Status", "InProgress")
                    .set("WarningMessages", JsonNodeFactory.instance.arrayNode())
                    .set("ErrorMessages", JsonNodeFactory.instance.arrayNode());
        } else {
            FormattedResults results = FormattedResults.of(NewRow.text(job, "data"));
            result.set("FormattedResults", results.xml(job, solution(job)))
                    .set("Type", "Import")
                    .set("Status", results.passed() ? "Passed" : "Failed")
                    .set("WarningMessages", texts(results.warnings()))
                    .set("ErrorMessages", texts(results.errors()));
        }
        result.set(
                "ActionLink",
                NewRow.empty().set("Label", null).set("Target", null).node());
        return Optional.of(
                NewRow.empty().set("SolutionOperationResult", result.node()).node());
    }

    private static ArrayNode texts(List<String> texts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    private Optional<ObjectNode> formatted(MessageCall call) throws IOException {
        UUID id = NewRow.id(call.parameters(), "ImportJobId").orElseThrow();
        ObjectNode job = context.store()
                .read(transaction -> transaction.table(Tables.IMPORT_JOBS).find(id))
                .orElseThrow(Fault.IMPORT_JOB_UNKNOWN::toFault);
        String data = NewRow.text(job, "data");
        String results = data.isEmpty()
                ? FormattedResults.of(ImportReport.running(context.clock().instant()))
                        .xml(job, solution(job))
                : FormattedResults.of(data).xml(job, solution(job));
        return Optional.of(NewRow.empty().set("FormattedResults", results).node());
    }

    private FormattedResults.SolutionRow solution(ObjectNode job) throws IOException {
        String name = NewRow.text(job, "solutionname");
        return context.store()
                .read(transaction -> Solution.find(transaction, name)
                        .map(solution -> new FormattedResults.SolutionRow(
                                solution.uniqueName(),
                                solution.friendlyName(),
                                NewRow.text(solution.row(), "description"),
                                NewRow.text(solution.row(), "version"),
                                solution.isManaged(),
                                transaction
                                        .table(Tables.PUBLISHERS)
                                        .find(solution.publisherId())
                                        .map(row -> NewRow.text(row, "uniquename"))
                                        .orElse("")))
                        .orElseGet(() -> new FormattedResults.SolutionRow(name, "", "", "", false, "")));
    }
}
