package io.github.dataversealm.solution.emulator.solution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.contents.MissingDependency;
import io.github.dataversealm.solution.emulator.Knobs;
import io.github.dataversealm.solution.emulator.message.Fault;
import io.github.dataversealm.solution.emulator.message.NewRow;
import io.github.dataversealm.solution.emulator.message.OrganizationContext;
import io.github.dataversealm.solution.emulator.message.ServiceFault;
import io.github.dataversealm.solution.emulator.store.Transaction;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.zip.ZipArchive;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Takes uploads, validates them, and finds them again (spec dataverse-web-api §2.1, §9.3). */
public final class Staging {

    private static final Set<Check.Stage> STAGES = EnumSet.of(Check.Stage.PACKAGE);
    private static final ImportOptions PLAIN = new ImportOptions(false, false, ImportOptions.Mode.PLAIN, List.of());

    private final OrganizationContext context;

    public Staging(OrganizationContext context) {
        this.context = context;
    }

    /** @return StageSolutionResults */
    public ObjectNode stage(Path zip) throws IOException {
        Knobs knobs = context.knobs().get();
        SolutionPackage staged;
        try {
            staged = SolutionPackage.read(zip);
        } catch (ServiceFault fault) {
            boolean badZip = fault.code() == Fault.BAD_ZIP.code() || fault.code() == Fault.INVALID_FILE.code();
            boolean badXml = fault.code() == Fault.NOT_WELL_FORMED.code();
            if (badZip && knobs.badZipSync() || badXml && knobs.badXmlSync()) {
                throw fault;
            }
            return StageResults.unreadable(fault);
        }
        return context.store().write(transaction -> {
            Inspection inspection = new Inspection(transaction, staged, PLAIN, knobs, new ComponentStore(transaction));
            Optional<Check.Finding> finding = Checks.first(inspection, STAGES);
            Optional<ServiceFault> fault = finding.map(found -> found.problem().fault());
            List<MissingDependency> missing = fault.filter(found -> found.code() == Fault.MISSING_DEPENDENCIES.code())
                            .isPresent()
                    ? inspection.missing()
                    : List.of();
            Optional<UUID> upload = fault.isPresent() ? Optional.empty() : Optional.of(keep(transaction, staged));
            return new StageResults(transaction, staged).answer(upload, fault, missing);
        });
    }

    private UUID keep(Transaction transaction, SolutionPackage staged) throws IOException {
        forgetOld(transaction);
        UUID id = UUID.randomUUID();
        try (InputStream in = Files.newInputStream(staged.zip())) {
            UUID blob = transaction.putBlob(in);
            Instant now = context.clock().instant();
            transaction
                    .table(Tables.UPLOADS)
                    .put(
                            id,
                            NewRow.empty()
                                    .set("stagesolutionuploadid", id)
                                    .set("name", staged.uniqueName())
                                    .set("solutionuniquename", staged.uniqueName())
                                    .set("createdon", now)
                                    .set("modifiedon", now)
                                    .set("statecode", 0)
                                    .set("statuscode", 1)
                                    .node());
            transaction
                    .table(Tables.UPLOAD_FILES)
                    .put(
                            id,
                            NewRow.empty()
                                    .set("id", id)
                                    .set("blob", blob)
                                    .set("createdon", now.toString())
                                    .node());
        }
        return id;
    }

    /** Uploads that are too old to be used, or whose row a client has deleted. */
    void forgetOld(Transaction transaction) {
        Instant oldest = oldest();
        for (ObjectNode row : transaction
                .table(Tables.UPLOAD_FILES)
                .where(row -> Instant.parse(NewRow.text(row, "createdon")).isBefore(oldest)
                        || NewRow.id(row, "id")
                                .flatMap(transaction.table(Tables.UPLOADS)::find)
                                .isEmpty())) {
            UUID id = NewRow.id(row, "id").orElseThrow();
            NewRow.id(row, "blob").ifPresent(transaction::deleteBlob);
            transaction.table(Tables.UPLOAD_FILES).delete(id);
            transaction.table(Tables.UPLOADS).delete(id);
        }
    }

    private Instant oldest() {
        return context.clock()
                .instant()
                .minus(Duration.ofMinutes(context.knobs().get().stageUploadLifeMinutes()));
    }

    /** The file of an upload that is still there. @throws ServiceFault 404 when it is unknown or too old */
    Path upload(UUID id) throws IOException {
        Instant oldest = oldest();
        return context.store()
                .read(transaction -> transaction
                        .table(Tables.UPLOAD_FILES)
                        .find(id)
                        .filter(row ->
                                transaction.table(Tables.UPLOADS).find(id).isPresent())
                        .filter(row ->
                                !Instant.parse(NewRow.text(row, "createdon")).isBefore(oldest))
                        .flatMap(row -> NewRow.id(row, "blob"))
                        .map(transaction::blob))
                .orElseThrow(() -> Fault.OBJECT_DOES_NOT_EXIST.withStatus(404, "stagesolutionupload", id));
    }

    /** The package that an import call names: the file itself, or an earlier upload (checks 2, 4 and 5 of the pipeline). */
    public Path packageOf(ObjectNode parameters, Optional<Path> file) throws IOException {
        Optional<UUID> upload = NewRow.id(parameters.path("SolutionParameters"), "StageSolutionUploadId")
                .filter(id -> !id.equals(new UUID(0, 0)));
        if (file.isEmpty() && upload.isEmpty()) {
            throw Fault.INVALID_ARGUMENT.toFault(
                    "Neither CustomizationFile nor SolutionParameters.StageSolutionUploadId was given.");
        }
        Path zip = upload.isPresent() ? upload(upload.get()) : file.get();
        if (Files.size(zip) == 0) {
            throw Fault.INVALID_FILE.toFault();
        }
        try (ZipArchive archive = ZipArchive.open(zip, ZipLimits.DEFAULT)) {
            for (String part : List.of("solution.xml", "customizations.xml", "[Content_Types].xml")) {
                if (archive.find(part).isEmpty()) {
                    throw Fault.BAD_ZIP.toFault();
                }
            }
        } catch (SolutionException e) {
            throw Fault.BAD_ZIP.toFault();
        }
        return zip;
    }
}
