package io.github.dataversealm.solution.emulator.solution;

import io.github.dataversealm.solution.testkit.SolutionZipBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A small package as Dataverse exports it: with a publisher, and with what a test asks for. */
final class TestPackage {

    static final String FLOW = "aaaaaaaa-0000-0000-0000-000000000001";
    static final String REFERENCE = "con_office";
    static final String VARIABLE = "con_Url";

    private final String name;
    private String version = "1.0.0.0";
    private boolean managed;
    private String publisher = "Contoso";
    private String packageVersion = "9.2";
    private final List<String> roots = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private final List<String> webResources = new ArrayList<>();
    private final List<String> tables = new ArrayList<>();
    private final List<String> others = new ArrayList<>();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    TestPackage(String name) {
        this.name = name;
    }

    TestPackage version(String text) {
        version = text;
        return this;
    }

    TestPackage managed() {
        managed = true;
        return this;
    }

    TestPackage publisher(String uniqueName) {
        publisher = uniqueName;
        return this;
    }

    TestPackage packageVersion(String text) {
        packageVersion = text;
        return this;
    }

    TestPackage root(String attributes) {
        roots.add("<RootComponent " + attributes + " />");
        return this;
    }

    TestPackage webResource(String resource) {
        return webResource(resource, 10).root("type=\"61\" schemaName=\"" + resource + "\" behavior=\"0\"");
    }

    /** One that is not listed. */
    TestPackage webResource(String resource, int size) {
        String id = java.util
                .UUID
                .nameUUIDFromBytes(resource.getBytes(StandardCharsets.UTF_8))
                .toString();
        webResources.add("<WebResource><WebResourceId>{" + id + "}</WebResourceId><Name>" + resource
                + "</Name><DisplayName>" + resource
                + "</DisplayName><WebResourceType>3</WebResourceType><FileName>/WebResources/"
                + resource + id.toUpperCase(java.util.Locale.ROOT) + "</FileName></WebResource>");
        entries.put("WebResources/" + resource + id.toUpperCase(java.util.Locale.ROOT), new byte[size]);
        return this;
    }

    static java.util.UUID webResourceId(String resource) {
        return java.util.UUID.nameUUIDFromBytes(resource.getBytes(StandardCharsets.UTF_8));
    }

    TestPackage table(String table, String... columns) {
        StringBuilder attributes = new StringBuilder();
        for (String column : columns) {
            attributes
                    .append("<attribute PhysicalName=\"")
                    .append(column)
                    .append("\"><Type>nvarchar</Type><Name>")
                    .append(column.toLowerCase(java.util.Locale.ROOT))
                    .append("</Name><LogicalName>")
                    .append(column.toLowerCase(java.util.Locale.ROOT))
                    .append("</LogicalName><IsCustomField>1</IsCustomField></attribute>");
        }
        tables.add("<Entity><Name LocalizedName=\"" + table + "\" OriginalName=\"" + table + "\">" + table
                + "</Name><EntityInfo><entity Name=\"" + table + "\"><attributes>" + attributes
                + "</attributes></entity></EntityInfo></Entity>");
        return root("type=\"1\" schemaName=\"" + table.toLowerCase(java.util.Locale.ROOT) + "\" behavior=\"0\"");
    }

    /** A table of another solution of which nothing was changed. */
    TestPackage unmodifiedTable(String table) {
        tables.add("<Entity><Name>" + table + "</Name><EntityInfo><entity Name=\"" + table
                + "\" unmodified=\"1\"><attributes /></entity></EntityInfo></Entity>");
        return root("type=\"1\" schemaName=\"" + table + "\" behavior=\"2\"");
    }

    TestPackage needs(String required, String dependent) {
        missing.add(
                "<MissingDependency><Required " + required + " /><Dependent " + dependent + " /></MissingDependency>");
        return this;
    }

    /** A cloud flow that is on and uses the connection reference, which comes along. */
    TestPackage flow() {
        root("type=\"29\" id=\"{" + FLOW + "}\" behavior=\"0\"");
        others.add("<Workflows><Workflow WorkflowId=\"{" + FLOW + "}\" Name=\"Notify\"><JsonFileName>/Workflows/Notify-"
                + FLOW.toUpperCase(java.util.Locale.ROOT)
                + ".json</JsonFileName><Type>1</Type><Subprocess>0</Subprocess><Category>5</Category><Mode>0</Mode>"
                + "<StateCode>1</StateCode><StatusCode>2</StatusCode></Workflow></Workflows>");
        others.add("<connectionreferences><connectionreference connectionreferencelogicalname=\"" + REFERENCE
                + "\"><connectionreferencedisplayname>Office</connectionreferencedisplayname>"
                + "<connectorid>/providers/Microsoft.PowerApps/apis/shared_office365</connectorid>"
                + "<iscustomizable>1</iscustomizable><statecode>0</statecode><statuscode>1</statuscode>"
                + "</connectionreference></connectionreferences>");
        entries.put(
                "Workflows/Notify-" + FLOW.toUpperCase(java.util.Locale.ROOT) + ".json",
                ("{\"properties\":{\"connectionReferences\":{\"shared_office365\":{\"connection\":"
                                + "{\"connectionReferenceLogicalName\":\"" + REFERENCE + "\"}}},\"definition\":{}}}")
                        .getBytes(StandardCharsets.UTF_8));
        return this;
    }

    TestPackage variable(String defaultValue) {
        root("type=\"380\" schemaName=\"" + VARIABLE + "\" behavior=\"0\"");
        entries.put(
                "environmentvariabledefinitions/" + VARIABLE + "/environmentvariabledefinition.xml",
                ("<environmentvariabledefinition schemaname=\"" + VARIABLE + "\"><defaultvalue>" + defaultValue
                                + "</defaultvalue><displayname default=\"Url\"><label description=\"Url\" languagecode=\"1033\" />"
                                + "</displayname><introducedversion>1.0.0.0</introducedversion><iscustomizable>1</iscustomizable>"
                                + "<isrequired>0</isrequired><secretstore>0</secretstore><type>100000000</type>"
                                + "</environmentvariabledefinition>")
                        .getBytes(StandardCharsets.UTF_8));
        return this;
    }

    private String manifest() {
        return "<ImportExportXml version=\"9.2.23041.242\" SolutionPackageVersion=\"" + packageVersion
                + "\" languagecode=\"1033\" generatedBy=\"CrmLive\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
                + "<SolutionManifest><UniqueName>" + name + "</UniqueName><LocalizedNames><LocalizedName description=\""
                + name
                + "\" languagecode=\"1033\" /></LocalizedNames><Descriptions /><Version>" + version
                + "</Version><Managed>"
                + (managed ? 1 : 0) + "</Managed><Publisher><UniqueName>" + publisher
                + "</UniqueName><LocalizedNames><LocalizedName description=\"" + publisher
                + "\" languagecode=\"1033\" /></LocalizedNames><Descriptions /><CustomizationPrefix>con</CustomizationPrefix>"
                + "<CustomizationOptionValuePrefix>10001</CustomizationOptionValuePrefix><Addresses /></Publisher>"
                + "<RootComponents>" + String.join("", roots) + "</RootComponents><MissingDependencies>"
                + String.join("", missing) + "</MissingDependencies></SolutionManifest></ImportExportXml>";
    }

    private String customizations() {
        return "<ImportExportXml xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><Entities>"
                + String.join("", tables) + "</Entities><WebResources>" + String.join("", webResources)
                + "</WebResources>" + String.join("", others)
                + "<Languages><Language>1033</Language></Languages></ImportExportXml>";
    }

    Path write(Path folder) throws IOException {
        SolutionZipBuilder builder = new SolutionZipBuilder()
                .manifest(manifest().getBytes(StandardCharsets.UTF_8))
                .customizations(customizations());
        entries.forEach(builder::entry);
        return builder.write(folder.resolve(name + "_" + version + (managed ? "_managed" : "") + "-" + entries.size()
                + "-" + missing.size() + ".zip"));
    }
}
