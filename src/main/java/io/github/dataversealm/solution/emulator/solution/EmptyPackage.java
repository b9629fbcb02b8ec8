package io.github.dataversealm.solution.emulator.solution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.emulator.message.Fault;
import io.github.dataversealm.solution.emulator.message.NewRow;
import io.github.dataversealm.solution.emulator.store.Transaction;
import io.github.dataversealm.solution.zip.ZipWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;

/** Writes the package of a solution that has no component. */
final class EmptyPackage {

    private static final Instant ENTRY_TIME = Instant.parse("1980-01-01T00:00:00Z");

    private final Transaction transaction;
    private final Path temporaryDirectory;

    EmptyPackage(Transaction transaction, Path temporaryDirectory) {
        this.transaction = transaction;
        this.temporaryDirectory = temporaryDirectory;
    }

    /** @return a temporary file */
    Path of(Solution solution) throws IOException {
        Files.createDirectories(temporaryDirectory);
        Path target = temporaryDirectory.resolve("empty-" + UUID.randomUUID() + ".zip");
        try (ZipWriter writer = ZipWriter.create(target, ENTRY_TIME, 1)) {
            writer.entry(
                    "[Content_Types].xml",
                    ("<?xml version=\"1.0\" encoding=\"utf-8\"?><Types"
                                    + " xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default"
                                    + " Extension=\"xml\" ContentType=\"application/octet-stream\" /></Types>")
                            .getBytes(StandardCharsets.UTF_8));
            writer.entry("solution.xml", manifest(solution).getBytes(StandardCharsets.UTF_8));
            writer.entry(
                    "customizations.xml",
                    ("<ImportExportXml xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><Entities /><Roles />"
                                    + "<Workflows /><FieldSecurityProfiles /><Templates /><EntityMaps /><EntityRelationships />"
                                    + "<OrganizationSettings /><optionsets /><CustomControls /><EntityDataProviders />"
                                    + "<Languages><Language>1033</Language></Languages></ImportExportXml>")
                            .getBytes(StandardCharsets.UTF_8));
            writer.finish();
        }
        return target;
    }

    private String manifest(Solution solution) {
        ObjectNode publisher = transaction
                .table(Tables.PUBLISHERS)
                .find(solution.publisherId())
                .orElseThrow(Fault.PUBLISHER_NAME::toFault);
        StringBuilder xml = new StringBuilder(
                "<ImportExportXml version=\"9.2.0.0\" SolutionPackageVersion=\"9.2\" languagecode=\"1033\""
                        + " generatedBy=\"CrmLive\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><SolutionManifest>");
        element(xml, "UniqueName", solution.uniqueName());
        names(xml, solution.friendlyName(), NewRow.text(solution.row(), "description"));
        element(xml, "Version", NewRow.text(solution.row(), "version"));
        element(xml, "Managed", "0");
        xml.append("<Publisher>");
        element(xml, "UniqueName", NewRow.text(publisher, "uniquename"));
        names(xml, NewRow.text(publisher, "friendlyname"), NewRow.text(publisher, "description"));
        xml.append("<EMailAddress xsi:nil=\"true\"></EMailAddress>");
        xml.append("<SupportingWebsiteUrl xsi:nil=\"true\"></SupportingWebsiteUrl>");
        element(xml, "CustomizationPrefix", NewRow.text(publisher, "customizationprefix"));
        element(xml, "CustomizationOptionValuePrefix", NewRow.text(publisher, "customizationoptionvalueprefix"));
        xml.append(
                "<Addresses /></Publisher><RootComponents /><MissingDependencies /></SolutionManifest></ImportExportXml>");
        return xml.toString();
    }

    private static void names(StringBuilder xml, String name, String description) {
        xml.append("<LocalizedNames><LocalizedName description=\"");
        XmlText.escape(xml, name);
        xml.append("\" languagecode=\"1033\" /></LocalizedNames>");
        if (description.isEmpty()) {
            xml.append("<Descriptions />");
        } else {
            xml.append("<Descriptions><Description description=\"");
            XmlText.escape(xml, description);
            xml.append("\" languagecode=\"1033\" /></Descriptions>");
        }
    }

    private static void element(StringBuilder xml, String name, String text) {
        xml.append('<').append(name).append('>');
        XmlText.escape(xml, text);
        xml.append("</").append(name).append('>');
    }
}
