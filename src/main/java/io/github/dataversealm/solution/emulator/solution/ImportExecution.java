package io.github.dataversealm.solution.emulator.solution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.contents.Component;
import io.github.dataversealm.solution.contents.SolutionHeader;
import io.github.dataversealm.solution.emulator.Knobs;
import io.github.dataversealm.solution.emulator.job.Execution;
import io.github.dataversealm.solution.emulator.job.Job;
import io.github.dataversealm.solution.emulator.message.Fault;
import io.github.dataversealm.solution.emulator.message.NewRow;
import io.github.dataversealm.solution.emulator.message.OrganizationContext;
import io.github.dataversealm.solution.emulator.message.ServiceFault;
import io.github.dataversealm.solution.emulator.store.Transaction;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.UUID;

/** One run of an import or of a single step upgrade (spec dataverse-web-api §9.2, §9.3, §9.4). */
final class ImportExecution implements Execution {

    private final OrganizationContext context;
    private final Job job;
    private final ImportOptions options;
    private final UUID importJobId;
    private SolutionPackage imported;
    private ServiceFault unreadable;
    private Instant started;
    /** Where in the pipeline it failed. */
    private Check.Stage failedAt;

    private Optional<Component> failedComponent = Optional.empty();

    ImportExecution(OrganizationContext context, Job job, boolean singleStep) {
        this.context = context;
        this.job = job;
        this.options = ImportOptions.of(job.parameters(), singleStep);
        this.importJobId = NewRow.id(job.parameters(), "ImportJobId").orElseThrow();
    }

    @Override
    public void started(Transaction transaction, Instant now) throws IOException {
        started = now;
        open();
        Optional<ObjectNode> earlier = transaction.table(Tables.IMPORT_JOBS).find(importJobId);
        Optional<Solution> installed =
                imported == null ? Optional.empty() : Solution.find(transaction, imported.uniqueName());
        NewRow row = NewRow.of(earlier.orElseGet(() -> NewRow.empty()
                        .set("importjobid", importJobId)
                        .set("name", "Customizations")
                        .set("solutionid", null)
                        .set("progress", 0.0)
                        .set("createdon", now)
                        .set("organizationid", context.organizationId())
                        .set("data", null)
                        .node()))
                .set("solutionname", imported == null ? null : imported.uniqueName())
                .set("startedon", now)
                .set("completedon", null)
                .set("modifiedon", now)
                .set("importcontext", importContext(installed.isPresent()))
                .set("operationcontext", operationContext(installed.isPresent()));
        transaction.table(Tables.IMPORT_JOBS).put(importJobId, row.node());
        if (imported != null) {
            History.started(transaction, job.id(), entry(installed), now);
        }
    }

    private String importContext(boolean installed) {
        return options.mode() == ImportOptions.Mode.HOLDING
                ? "ImportHolding"
                : installed ? "ImportUpgrade" : "ImportInstall";
    }

    private String operationContext(boolean installed) {
        return options.mode() != ImportOptions.Mode.PLAIN ? "Upgrade" : installed ? "Update" : "New";
    }

    private History.Entry entry(Optional<Solution> installed) {
        SolutionHeader header = imported.header();
        int suboperation =
                switch (options.mode()) {
                    case HOLDING -> History.UPGRADE;
                    case SINGLE_STEP -> context.knobs().get().singleStepSuboperation();
                    case PLAIN -> installed.isPresent() ? History.UPDATE : History.NEW;
                };
        return new History.Entry(
                header.uniqueName(),
                installed.map(row -> row.id().toString()).orElse(""),
                header.version().text(),
                History.IMPORT,
                suboperation,
                imported.isManaged(),
                header.parent().isPresent(),
                options.overwrite(),
                header.publisher().uniqueName());
    }

    @Override
    public void progress(Transaction transaction, double percent, Instant now) {
        ObjectNode row = transaction.table(Tables.IMPORT_JOBS).find(importJobId).orElseThrow();
        if (row.path("progress").asDouble() < percent) {
            NewRow.of(row).set("progress", percent).set("modifiedon", now);
            transaction.table(Tables.IMPORT_JOBS).put(importJobId, row);
        }
    }

    @Override
    public void prepare() throws IOException {
        open();
        if (unreadable != null) {
            failedAt = Check.Stage.PACKAGE;
            throw unreadable;
        }
    }

    /** Reads the package once. */
    private void open() throws IOException {
        if (imported != null || unreadable != null) {
            return;
        }
        try {
            imported = SolutionPackage.read(job.zip().orElseThrow(Fault.BAD_ZIP::toFault));
        } catch (ServiceFault fault) {
            unreadable = fault;
        }
    }

    @Override
    public void apply(Transaction transaction, Instant now) throws IOException {
        Knobs knobs = context.knobs().get();
        ComponentStore components = new ComponentStore(transaction);
        Inspection inspection = new Inspection(transaction, imported, options, knobs, components);
        Optional<Check.Finding> finding = Checks.first(inspection, EnumSet.allOf(Check.Stage.class));
        if (finding.isPresent()) {
            failedAt = finding.get().check().stage();
            failedComponent = finding.get().problem().component();
            throw finding.get().problem().fault();
        }
        failedAt = Check.Stage.COMPONENTS;
        ImportEffects effects = new ImportEffects(transaction, imported, options, knobs, components, now);
        Solution solution = effects.apply();
        ObjectNode row = transaction.table(Tables.IMPORT_JOBS).find(importJobId).orElseThrow();
        NewRow.of(row)
                .set("progress", knobs.finalProgress())
                .set("completedon", now)
                .set("modifiedon", now)
                .set("solutionid", solution.id())
                .set("data", ImportReport.success(imported, effects.warnings(), started, now, knobs));
        transaction.table(Tables.IMPORT_JOBS).put(importJobId, row);
        Optional<ObjectNode> history = transaction.table(Tables.HISTORY).find(job.id());
        history.ifPresent(entry -> {
            entry.put("msdyn_solutionid", solution.id().toString());
            transaction.table(Tables.HISTORY).put(job.id(), entry);
        });
        History.succeeded(transaction, job.id(), now);
    }

    @Override
    public void failed(Transaction transaction, ServiceFault fault, Instant now) {
        Optional<ObjectNode> row = transaction.table(Tables.IMPORT_JOBS).find(importJobId);
        if (row.isEmpty()) {
            return;
        }
        Instant from = started == null ? now : started;
        String data = imported == null
                ? ImportReport.unreadable(fault, from, now)
                : ImportReport.failure(
                        imported,
                        failedComponent,
                        fault,
                        failedComponent.isPresent() ? fault.getMessage() : manifestText(fault),
                        from,
                        now);
        NewRow.of(row.get()).set("completedon", now).set("modifiedon", now).set("data", data);
        transaction.table(Tables.IMPORT_JOBS).put(importJobId, row.get());
        History.failed(transaction, job.id(), fault, now);
    }

    private static String manifestText(ServiceFault fault) {
        return "Solution manifest import: FAILURE: " + fault.getMessage();
    }

    /** The forms that messages of failed jobs have (§3.4). */
    @Override
    public String message(ServiceFault fault) {
        if (failedAt == null) {
            return prefix() + fault.getMessage();
        }
        return failedAt == Check.Stage.COMPONENTS
                ? "Exception type: System.ServiceModel.FaultException`1[Microsoft.Xrm.Sdk.OrganizationServiceFault]\nMessage: "
                        + prefix() + fault.getMessage()
                        + "\nDetail: <OrganizationServiceFault xmlns=\"http://schemas.microsoft.com/xrm/2011/Contracts\"><ErrorCode>"
                        + fault.code() + "</ErrorCode><Message>" + XmlText.escaped(fault.getMessage())
                        + "</Message></OrganizationServiceFault>"
                : prefix() + manifestText(fault);
    }

    private String prefix() {
        return options.mode() == ImportOptions.Mode.PLAIN ? "" : "ImportAsHolding failed with exception :";
    }
}
