package io.github.dataversealm.solution.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes small solution zips, right ones and wrong ones, with the JDK's writer and not with ours. */
public final class SolutionZipBuilder {

    private String uniqueName = "Fixture";
    private String version = "1.0.0.0";
    private String managed = "0";
    private String publisher = "";
    private String parent = "";
    private final List<String> roots = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private final List<String> elements = new ArrayList<>();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private final Set<String> untyped = new LinkedHashSet<>();
    private byte[] customizations;
    private byte[] manifest;
    private boolean withoutCustomizations;
    private boolean withoutManifest;

    public SolutionZipBuilder named(String name) {
        uniqueName = name;
        return this;
    }

    public SolutionZipBuilder version(String text) {
        version = text;
        return this;
    }

    /** With the publisher that an environment wants a package to have. */
    public SolutionZipBuilder publishedByContoso() {
        publisher = "<Publisher><UniqueName>contoso</UniqueName><LocalizedNames>"
                + "<LocalizedName description=\"Contoso\" languagecode=\"1033\" /></LocalizedNames>"
                + "<CustomizationPrefix>ctr</CustomizationPrefix>"
                + "<CustomizationOptionValuePrefix>10000</CustomizationOptionValuePrefix></Publisher>";
        return this;
    }

    /** A patch of the solution of this name. */
    public SolutionZipBuilder patchOf(String name) {
        parent = "<ParentSolution><UniqueName>" + name + "</UniqueName></ParentSolution>";
        return this;
    }

    /** The text of {@code <Managed>}. */
    public SolutionZipBuilder managed(String text) {
        managed = text;
        return this;
    }

    /** Adds an element below the root of {@code customizations.xml}. */
    public SolutionZipBuilder element(String xml) {
        elements.add(xml);
        return this;
    }

    /** Adds a root component that is listed by its id. */
    public SolutionZipBuilder rootById(int type, String id) {
        return root("type=\"" + type + "\" id=\"" + id + "\" behavior=\"0\"");
    }

    /** Adds a root component that is listed by its schema name. */
    public SolutionZipBuilder rootByName(int type, String schemaName) {
        return root("type=\"" + type + "\" schemaName=\"" + schemaName + "\" behavior=\"0\"");
    }

    /** Adds a root component with these attributes. */
    public SolutionZipBuilder root(String attributes) {
        roots.add("<RootComponent " + attributes + " />");
        return this;
    }

    /** Adds a {@code <MissingDependency>}. */
    public SolutionZipBuilder missing(String xml) {
        missing.add(xml);
        return this;
    }

    public SolutionZipBuilder entry(String name, String text) {
        return entry(name, text.getBytes(StandardCharsets.UTF_8));
    }

    public SolutionZipBuilder entry(String name, byte[] bytes) {
        entries.put(name, bytes);
        return this;
    }

    /** Adds an entry that {@code [Content_Types].xml} does not know. */
    public SolutionZipBuilder untypedEntry(String name, String text) {
        untyped.add(name);
        return entry(name, text);
    }

    /** Takes these bytes for {@code customizations.xml}; null leaves it out. */
    public SolutionZipBuilder customizations(byte[] bytes) {
        customizations = bytes;
        withoutCustomizations = bytes == null;
        return this;
    }

    public SolutionZipBuilder customizations(String text) {
        return customizations(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Takes these bytes for {@code solution.xml}; null leaves it out. */
    public SolutionZipBuilder manifest(byte[] bytes) {
        manifest = bytes;
        withoutManifest = bytes == null;
        return this;
    }

    public String customizationsText() {
        StringBuilder xml =
                new StringBuilder("<ImportExportXml xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">");
        elements.forEach(element -> xml.append("\r\n  ").append(element));
        return xml.append("\r\n</ImportExportXml>").toString();
    }

    public String manifestText() {
        StringBuilder xml = new StringBuilder(
                        "<ImportExportXml version=\"9.2.0.0\">\r\n  <SolutionManifest>\r\n    <UniqueName>")
                .append(uniqueName)
                .append("</UniqueName>\r\n    <LocalizedNames><LocalizedName description=\"")
                .append(uniqueName)
                .append("\" languagecode=\"1033\" /></LocalizedNames>\r\n    <Version>")
                .append(version)
                .append("</Version>\r\n    <Managed>")
                .append(managed)
                .append("</Managed>\r\n    ")
                .append(publisher)
                .append(parent)
                .append("<RootComponents>");
        roots.forEach(root -> xml.append("\r\n      ").append(root));
        xml.append("</RootComponents>\r\n    ");
        if (missing.isEmpty()) {
            xml.append("<MissingDependencies />");
        } else {
            xml.append("<MissingDependencies>");
            missing.forEach(xml::append);
            xml.append("</MissingDependencies>");
        }
        return xml.append("\r\n  </SolutionManifest>\r\n</ImportExportXml>").toString();
    }

    /** The entries as they are written, in their order. */
    public Map<String, byte[]> toEntries() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        if (!withoutCustomizations) {
            all.put("customizations.xml", customizations == null ? bytes(customizationsText()) : customizations);
        }
        if (!withoutManifest) {
            all.put("solution.xml", manifest == null ? bytes(manifestText()) : manifest);
        }
        all.putAll(entries);
        all.putIfAbsent("[Content_Types].xml", bytes(types()));
        return all;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String types() {
        Set<String> extensions = new TreeSet<>(Set.of("xml"));
        StringBuilder overrides = new StringBuilder();
        for (String name : entries.keySet()) {
            int dot = name.lastIndexOf('.');
            if (untyped.contains(name)) {
                continue;
            }
            if (dot > name.lastIndexOf('/')) {
                extensions.add(name.substring(dot + 1).toLowerCase(java.util.Locale.ROOT));
            } else {
                overrides
                        .append("<Override PartName=\"/")
                        .append(name.replace("&", "&amp;"))
                        .append("\" ContentType=\"application/octet-stream\" />");
            }
        }
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>"
                + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">");
        for (String extension : extensions) {
            xml.append("<Default Extension=\"")
                    .append(extension)
                    .append("\" ContentType=\"application/octet-stream\" />");
        }
        return xml.append(overrides).append("</Types>").toString();
    }

    /** Writes the zip and returns its path. */
    public Path write(Path zip) throws IOException {
        write(zip, toEntries());
        return zip;
    }

    /** Writes a zip of these entries. */
    public static void write(Path zip, Map<String, byte[]> entries) throws IOException {
        Files.createDirectories(zip.toAbsolutePath().getParent());
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream file = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                file.putNextEntry(new ZipEntry(entry.getKey()));
                file.write(entry.getValue());
                file.closeEntry();
            }
        }
    }
}
