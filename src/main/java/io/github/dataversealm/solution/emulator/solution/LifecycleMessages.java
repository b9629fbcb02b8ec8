package io.github.dataversealm.solution.emulator.solution;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.emulator.job.JobQueue;
import io.github.dataversealm.solution.emulator.message.Message;
import io.github.dataversealm.solution.emulator.message.MessageCall;
import io.github.dataversealm.solution.emulator.message.MessageHandler;
import io.github.dataversealm.solution.emulator.message.NewRow;
import io.github.dataversealm.solution.emulator.message.OrganizationContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Export, publish, patches and uninstall (spec dataverse-web-api §2.8 to §2.10, §2.13). */
final class LifecycleMessages {

    private static final List<String> EXPORT_OPTIONS = List.of(
            "ExportAutoNumberingSettings",
            "ExportCalendarSettings",
            "ExportCustomizationSettings",
            "ExportEmailTrackingSettings",
            "ExportGeneralSettings",
            "ExportMarketingSettings",
            "ExportOutlookSynchronizationSettings",
            "ExportRelationshipRoles",
            "ExportIsvConfig",
            "ExportSales",
            "ExportExternalApplications",
            "ExportComponentsParams",
            "TargetVersion");

    private static final List<String> CLONE = List.of("ParentSolutionUniqueName", "DisplayName", "VersionNumber");

    private final OrganizationContext context;
    private final JobQueue jobs;

    LifecycleMessages(OrganizationContext context, JobQueue jobs) {
        this.context = context;
        this.jobs = jobs;
    }

    List<MessageHandler> all() {
        List<String> export = List.of("SolutionName", "Managed");
        return List.of(
                Message.action("ExportSolution", export, EXPORT_OPTIONS, this::export),
                Message.action("ExportSolutionAsync", export, EXPORT_OPTIONS, this::startExport),
                Message.action("DownloadSolutionExportData", List.of("ExportJobId"), List.of(), this::download),
                Message.action("PublishXml", List.of("ParameterXml"), List.of(), call -> publish(call, "PublishXml")),
                Message.action("PublishAllXml", List.of(), List.of(), call -> publish(call, "PublishAllXmlAsync")),
                Message.action("PublishAllXmlAsync", List.of(), List.of(), this::startPublishAll),
                Message.action("CloneAsPatch", CLONE, List.of(), this::cloneAsPatch),
                Message.action("CloneAsSolution", CLONE, List.of(), this::cloneAsSolution),
                Message.action(
                        "UninstallSolutionAsync", List.of("SolutionUniqueName"), List.of(), this::startUninstall));
    }

    private Optional<ObjectNode> export(MessageCall call) throws IOException {
        ObjectNode parameters = call.parameters().deepCopy();
        UUID id = UUID.randomUUID();
        parameters.put("ExportJobId", id.toString());
        jobs.run("ExportSolutionAsync", parameters, Optional.empty());
        return Optional.of(file(id));
    }

    private Optional<ObjectNode> startExport(MessageCall call) throws IOException {
        ObjectNode parameters = call.parameters().deepCopy();
        UUID id = UUID.randomUUID();
        parameters.put("ExportJobId", id.toString());
        UUID operation =
                jobs.start("ExportSolutionAsync", parameters, Optional.empty(), call.userId(), transaction -> {});
        return Optional.of(NewRow.empty()
                .set("AsyncOperationId", operation)
                .set("ExportJobId", id)
                .node());
    }

    private Optional<ObjectNode> download(MessageCall call) throws IOException {
        return Optional.of(file(NewRow.id(call.parameters(), "ExportJobId").orElseThrow()));
    }

    /** The file is written into the answer piece by piece. */
    private ObjectNode file(UUID exportJobId) throws IOException {
        Path zip = context.store().read(transaction -> ExportExecution.download(transaction, exportJobId));
        return NewRow.empty()
                .set("ExportSolutionFile", JsonNodeFactory.instance.pojoNode(zip))
                .node();
    }

    private Optional<ObjectNode> publish(MessageCall call, String kind) throws IOException {
        jobs.run(kind, call.parameters(), Optional.empty());
        return Optional.empty();
    }

    private Optional<ObjectNode> startPublishAll(MessageCall call) throws IOException {
        UUID operation =
                jobs.start("PublishAllXmlAsync", call.parameters(), Optional.empty(), call.userId(), transaction -> {});
        return Optional.of(NewRow.empty()
                .set(context.knobs().get().jobIdMember(), operation)
                .node());
    }

    private Optional<ObjectNode> startUninstall(MessageCall call) throws IOException {
        UUID operation = jobs.start(
                "UninstallSolutionAsync", call.parameters(), Optional.empty(), call.userId(), transaction -> {});
        return Optional.of(NewRow.empty().set("AsyncOperationId", operation).node());
    }

    private Optional<ObjectNode> cloneAsPatch(MessageCall call) throws IOException {
        UUID id = context.store()
                .write(transaction -> new Patches(transaction, context.clock().instant())
                        .cloneAsPatch(
                                NewRow.text(call.parameters(), "ParentSolutionUniqueName"),
                                NewRow.text(call.parameters(), "DisplayName"),
                                NewRow.text(call.parameters(), "VersionNumber")));
        return Optional.of(NewRow.empty().set("SolutionId", id).node());
    }

    private Optional<ObjectNode> cloneAsSolution(MessageCall call) throws IOException {
        UUID id = context.store()
                .write(transaction -> new Patches(transaction, context.clock().instant())
                        .cloneAsSolution(
                                NewRow.text(call.parameters(), "ParentSolutionUniqueName"),
                                NewRow.text(call.parameters(), "DisplayName"),
                                NewRow.text(call.parameters(), "VersionNumber"),
                                new PackageComposer(transaction, context.temporaryDirectory())));
        return Optional.of(NewRow.empty().set("SolutionId", id).node());
    }
}
