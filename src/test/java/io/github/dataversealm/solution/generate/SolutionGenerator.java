package io.github.dataversealm.solution.generate;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Makes solution zips of any size that are shaped like Dataverse's exports and hold none of anybody's content. They are
 * streamed: memory does not grow with them. The same {@link GeneratedSolution} gives the same bytes.
 */
public final class SolutionGenerator {

    static final String PREFIX = "cto";
    static final String NAME = "ContosoGenerated";

    private static final byte[] PNG = {
        (byte) 0x89,
        'P',
        'N',
        'G',
        '\r',
        '\n',
        0x1A,
        '\n',
        0,
        0,
        0,
        13,
        'I',
        'H',
        'D',
        'R',
        0,
        0,
        0,
        1,
        0,
        0,
        0,
        1,
        8,
        6,
        0,
        0,
        0
    };

    private final GeneratedSolution wanted;
    private final List<RootComponent> rootComponents = new ArrayList<>();
    private final TreeSet<String> extensions = new TreeSet<>();
    private final List<String> overrides = new ArrayList<>();
    private final ZipOutputStream zip;

    /** A row of the manifest: by schema name or by id. */
    record RootComponent(int type, String key, String value) {}

    private SolutionGenerator(GeneratedSolution wanted, ZipOutputStream zip) {
        this.wanted = wanted;
        this.zip = zip;
    }

    /** Writes the zip. */
    public static void write(GeneratedSolution wanted, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            new SolutionGenerator(wanted, zip).write();
        }
    }

    private void write() throws IOException {
        begin("customizations.xml");
        GeneratedCustomizations customizations = new GeneratedCustomizations(wanted, new XmlLines(zip), rootComponents);
        customizations.write();
        zip.closeEntry();
        for (GeneratedCustomizations.ContentFile file : customizations.contentFiles()) {
            content(file);
        }
        for (int i = 0; i < customizations.environmentVariables(); i++) {
            environmentVariable(i);
        }
        begin("solution.xml");
        manifest(new XmlLines(zip));
        zip.closeEntry();
        contentTypes();
    }

    private void begin(String name) throws IOException {
        zip.putNextEntry(entry(name));
        String file = name.substring(name.lastIndexOf('/') + 1);
        if (file.lastIndexOf('.') < 0) {
            overrides.add("/" + name);
        } else {
            extensions.add(file.substring(file.lastIndexOf('.') + 1));
        }
    }

    private static ZipEntry entry(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
        return entry;
    }

    private void content(GeneratedCustomizations.ContentFile file) throws IOException {
        begin(file.entry());
        SplittableRandom random =
                new SplittableRandom(wanted.seed() ^ file.entry().hashCode());
        switch (file.kind()) {
            case FLOW:
                zip.write(flow(random).getBytes(StandardCharsets.UTF_8));
                break;
            case XAML:
                zip.write(xaml(random).getBytes(StandardCharsets.UTF_8));
                break;
            case SCRIPT:
                zip.write(script(random).getBytes(StandardCharsets.UTF_8));
                break;
            default:
                zip.write(PNG);
                byte[] noise = new byte[random.nextInt(200, 6000)];
                random.nextBytes(noise);
                zip.write(noise);
                break;
        }
        zip.closeEntry();
    }

    private static String flow(SplittableRandom random) {
        StringBuilder json = new StringBuilder(
                "{\"properties\":{\"connectionReferences\":{},\"definition\":{"
                        + "\"$schema\":\"https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#\","
                        + "\"contentVersion\":\"1.0.0.0\",\"triggers\":{\"manual\":{\"type\":\"Request\",\"kind\":\"Button\"}},\"actions\":{");
        int actions = random.nextInt(3, 40);
        for (int i = 0; i < actions; i++) {
            String name = Labels.of(random, 2).key();
            json.append(i == 0 ? "" : ",")
                    .append('"')
                    .append(name)
                    .append('_')
                    .append(i)
                    .append("\":{\"type\":\"Compose\",\"inputs\":\"@{triggerBody()?['")
                    .append(name)
                    .append("']}\",\"runAfter\":{},\"metadata\":{\"operationMetadataId\":\"")
                    .append(GeneratedCustomizations.guid(random))
                    .append("\"}}");
        }
        return json.append("}}},\"schemaVersion\":\"1.0.0.0\"}").toString();
    }

    private static String xaml(SplittableRandom random) {
        StringBuilder xaml = new StringBuilder(
                        "<?xml version=\"1.0\" encoding=\"utf-16\"?>\r\n<Activity x:Class=\"XrmWorkflow")
                .append(GeneratedCustomizations.guid(random).replace("-", ""))
                .append("\" xmlns=\"http://schemas.microsoft.com/netfx/2009/xaml/activities\""
                        + " xmlns:x=\"http://schemas.microsoft.com/winfx/2006/xaml\">\r\n  <Sequence>\r\n");
        int steps = random.nextInt(3, 30);
        for (int i = 0; i < steps; i++) {
            xaml.append("    <Assign To=\"[")
                    .append(Labels.of(random, 1).key())
                    .append("]\" Value=\"[")
                    .append(random.nextInt(1000))
                    .append("]\" />\r\n");
        }
        return xaml.append("  </Sequence>\r\n</Activity>").toString();
    }

    private static String script(SplittableRandom random) {
        StringBuilder script = new StringBuilder("\"use strict\";\nvar Contoso = Contoso || {};\n");
        int functions = random.nextInt(2, 60);
        for (int i = 0; i < functions; i++) {
            String column = PREFIX + "_" + Labels.of(random, 1).key();
            script.append("Contoso.onChange")
                    .append(i)
                    .append(" = function (context) {\n  const form = context.getFormContext();\n"
                            + "  const value = form.getAttribute(\"")
                    .append(column)
                    .append("\").getValue();\n" + "  form.getControl(\"")
                    .append(column)
                    .append("\").setVisible(value !== ")
                    .append(random.nextInt(100))
                    .append(");\n};\n");
        }
        return script.toString();
    }

    private void environmentVariable(int number) throws IOException {
        Labels label = Labels.of(new SplittableRandom(wanted.seed() + number), 2);
        String name = PREFIX + "_" + label.key() + number;
        rootComponents.add(new RootComponent(380, "schemaName", name));
        begin("environmentvariabledefinitions/" + name + "/environmentvariabledefinition.xml");
        XmlLines xml = new XmlLines(zip);
        xml.open("environmentvariabledefinition", "schemaname", name);
        xml.leaf("defaultvalue", "https://" + label.key() + ".contoso.com/?a=1&b=2");
        xml.open("displayname", "default", label.in(0));
        for (int language = 0; language < Labels.LANGUAGES.size(); language++) {
            xml.empty("label", "description", label.in(language), "languagecode", Labels.LANGUAGES.get(language));
        }
        xml.close("displayname").leaf("introducedversion", "1.0.0.0").leaf("iscustomizable", "1");
        xml.leaf("isrequired", "0")
                .leaf("type", "100000000")
                .close("environmentvariabledefinition")
                .written();
        zip.closeEntry();
    }

    private void manifest(XmlLines xml) throws IOException {
        xml.open(
                "ImportExportXml",
                "version",
                "9.2.24044.162",
                "SolutionPackageVersion",
                "9.2",
                "languagecode",
                "1033",
                "generatedBy",
                "CrmLive",
                "xmlns:xsi",
                "http://www.w3.org/2001/XMLSchema-instance");
        xml.open("SolutionManifest").leaf("UniqueName", NAME).open("LocalizedNames");
        xml.empty("LocalizedName", "description", "Contoso Generated", "languagecode", "1033")
                .close("LocalizedNames");
        xml.empty("Descriptions").leaf("Version", "1.2.0.4").leaf("Managed", wanted.managed() ? "1" : "0");
        xml.open("Publisher").leaf("UniqueName", "contoso").open("LocalizedNames");
        xml.empty("LocalizedName", "description", "Contoso", "languagecode", "1033")
                .close("LocalizedNames");
        xml.empty("Descriptions")
                .empty("EMailAddress", "xsi:nil", "true")
                .empty("SupportingWebsiteUrl", "xsi:nil", "true");
        xml.leaf("CustomizationPrefix", PREFIX)
                .leaf("CustomizationOptionValuePrefix", "38412")
                .empty("Addresses");
        xml.close("Publisher").open("RootComponents");
        for (RootComponent root : rootComponents) {
            xml.empty("RootComponent", "type", String.valueOf(root.type), root.key, root.value, "behavior", "0");
        }
        xml.close("RootComponents").open("MissingDependencies");
        SplittableRandom random = new SplittableRandom(wanted.seed());
        long bytes = wanted.form() == GeneratedSolution.Form.MANIFEST_LIST ? wanted.customizationsBytes() : 0;
        do {
            xml.open("MissingDependency");
            xml.empty(
                    "Required",
                    "type",
                    String.valueOf(random.nextInt(1, 62)),
                    "schemaName",
                    Labels.of(random, 2).key(),
                    "displayName",
                    Labels.of(random, 1).in(0),
                    "solution",
                    "Active");
            xml.empty(
                    "Dependent",
                    "type",
                    "29",
                    "displayName",
                    Labels.of(random, 2).in(1),
                    "id",
                    GeneratedCustomizations.braced(random));
            xml.close("MissingDependency");
        } while (xml.written() < bytes);
        xml.close("MissingDependencies")
                .close("SolutionManifest")
                .close("ImportExportXml")
                .written();
    }

    private void contentTypes() throws IOException {
        zip.putNextEntry(entry("[Content_Types].xml"));
        StringBuilder types = new StringBuilder("\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\"?>"
                + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">");
        for (String extension : extensions) {
            types.append("<Default Extension=\"")
                    .append(extension)
                    .append("\" ContentType=\"application/octet-stream\" />");
        }
        for (String part : overrides) {
            types.append("<Override PartName=\"").append(part).append("\" ContentType=\"application/octet-stream\" />");
        }
        zip.write(types.append("</Types>").toString().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
