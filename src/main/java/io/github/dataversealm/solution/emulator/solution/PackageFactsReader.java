package io.github.dataversealm.solution.emulator.solution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.dataversealm.solution.emulator.message.Fault;
import io.github.dataversealm.solution.emulator.message.ServiceFault;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlSource;
import io.github.dataversealm.solution.xml.XmlToken;
import io.github.dataversealm.solution.zip.ZipArchive;
import io.github.dataversealm.solution.zip.ZipItem;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads {@link PackageFacts}: one pass over solution.xml, one over customizations.xml, the files of cloud flows. */
final class PackageFactsReader {

    /** A cloud flow larger than this is beyond what the designer can save. */
    private static final long MAX_FLOW_BYTES = 32L << 20;

    /** Nothing of interest is deeper than this. */
    private static final int MAX_PATH = 8;

    private static final String ROOT = "ImportExportXml";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ZipArchive zip;
    private final Map<String, String> manifest = new HashMap<>();
    private final List<String> customAttributes = new ArrayList<>();
    private final Set<String> standardTables = new HashSet<>();
    private final Map<String, Long> webResources = new LinkedHashMap<>();
    private final Map<String, String> webResourceIds = new HashMap<>();
    private final List<TableFacts> tables = new ArrayList<>();
    private String packageVersion = "";
    private String violation = "";

    private PackageFactsReader(ZipArchive zip) {
        this.zip = zip;
    }

    /**
     * Reads the facts.
     *
     * @throws ServiceFault {@link Fault#BAD_ZIP} when the parts of a solution are not there, {@link Fault#NOT_WELL_FORMED}
     */
    static PackageFacts read(ZipArchive zip) throws IOException {
        ZipItem manifest = part(zip, "solution.xml");
        ZipItem customizations = part(zip, "customizations.xml");
        part(zip, "[Content_Types].xml");
        PackageFactsReader reader = new PackageFactsReader(zip);
        try {
            reader.readManifest(manifest);
            reader.readCustomizations(customizations);
        } catch (SolutionException e) {
            throw Fault.NOT_WELL_FORMED.toFault();
        }
        reader.checkManifest();
        return new PackageFacts(
                reader.manifest.getOrDefault("SolutionManifest/UniqueName", ""),
                reader.manifest.getOrDefault("SolutionManifest/Version", ""),
                reader.packageVersion,
                reader.violation,
                List.copyOf(reader.customAttributes),
                reader.standardTables,
                reader.webResources,
                reader.webResourceIds,
                reader.flows(),
                List.copyOf(reader.tables));
    }

    private static ZipItem part(ZipArchive zip, String name) {
        return zip.find(name).orElseThrow(Fault.BAD_ZIP::toFault);
    }

    private void readManifest(ZipItem item) throws IOException {
        walk(
                item,
                (path, scanner) -> {
                    if (path.isEmpty() && scanner.attributeIndex("SolutionPackageVersion") >= 0) {
                        packageVersion = scanner.attributeValue("SolutionPackageVersion");
                    }
                },
                (path, text) -> {
                    if (path.startsWith("SolutionManifest/") && !path.contains("MissingDependencies")) {
                        manifest.merge(path, text, String::concat);
                    }
                });
    }

    private void readCustomizations(ZipItem item) throws IOException {
        AttributeFacts attributes = new AttributeFacts();
        TableFactsReader descriptions = new TableFactsReader();
        walk(
                item,
                (path, scanner) -> {
                    attributes.start(path, scanner);
                    descriptions.start(path, scanner);
                },
                (path, text) -> {
                    attributes.text(path, text);
                    descriptions.text(path, text);
                });
        tables.addAll(descriptions.end());
    }

    private void checkManifest() {
        for (String element : List.of(
                "SolutionManifest/UniqueName",
                "SolutionManifest/Version",
                "SolutionManifest/Managed",
                "SolutionManifest/Publisher/UniqueName",
                "SolutionManifest/Publisher/CustomizationPrefix")) {
            if (manifest.getOrDefault(element, "").isBlank()) {
                violate("The element '" + element.substring(element.lastIndexOf('/') + 1)
                        + "' is missing or empty in 'SolutionManifest'.");
            }
        }
        String managed = manifest.getOrDefault("SolutionManifest/Managed", "").trim();
        if (!managed.isEmpty() && !managed.equals("0") && !managed.equals("1")) {
            violate("The 'Managed' element is invalid - The value '" + managed
                    + "' is invalid according to its datatype 'Boolean'.");
        }
    }

    private void violate(String what) {
        if (violation.isEmpty()) {
            violation = what;
        }
    }

    private interface OnStart {
        void at(String path, XmlScanner scanner) throws IOException;
    }

    private interface OnText {
        void at(String path, String text);
    }

    /** Reads a document to its end; paths do not have the root in front. */
    private void walk(ZipItem item, OnStart onStart, OnText onText) throws IOException {
        XmlScanner scanner = new XmlScanner(new XmlSource() {
            @Override
            public String name() {
                return item.name();
            }

            @Override
            public InputStream open() throws IOException {
                return zip.open(item);
            }
        });
        List<String> path = new ArrayList<>();
        for (XmlToken token = scanner.next(); token != XmlToken.END_OF_DOCUMENT; token = scanner.next()) {
            switch (token) {
                case START -> {
                    if (path.isEmpty() && !scanner.isNamed(ROOT)) {
                        violate("The '" + scanner.name() + "' element is not declared. '" + ROOT + "' is expected in "
                                + item.name() + ".");
                    }
                    path.add(scanner.name());
                    onStart.at(joined(path), scanner);
                    if (scanner.isEmptyElement()) {
                        path.remove(path.size() - 1);
                    }
                }
                case END -> path.remove(path.size() - 1);
                case TEXT, CDATA -> {
                    if (path.size() <= MAX_PATH && !scanner.isInsignificant()) {
                        onText.at(joined(path), scanner.text());
                    }
                }
                default -> {
                    // comments and instructions say nothing
                }
            }
        }
    }

    private static String joined(List<String> path) {
        return path.size() > MAX_PATH ? "?" : String.join("/", path.subList(1, path.size()));
    }

    /** Finds the columns with {@code <IsCustomField>1</IsCustomField>} and the web resources. */
    private final class AttributeFacts {

        private static final String ATTRIBUTE = "Entities/Entity/EntityInfo/entity/attributes/attribute";

        private String table = "";
        private String entity = "";
        private String attribute = "";
        private String webResource = "";
        private String webResourceId = "";

        void start(String path, XmlScanner scanner) {
            if (path.equals("Entities/Entity/EntityInfo/entity")) {
                entity = value(scanner, "Name");
            } else if (path.equals(ATTRIBUTE)) {
                attribute = value(scanner, "PhysicalName");
            }
        }

        void text(String path, String text) {
            if (path.equals(ATTRIBUTE + "/IsCustomField") && text.trim().equals("1")) {
                customAttributes.add(entity + "." + attribute);
            } else if (path.equals("Entities/Entity/Name")) {
                table = text.trim().toLowerCase(Locale.ROOT);
            } else if (path.equals("Entities/Entity/ObjectTypeCode")
                    && text.trim().matches("[0-9]{1,4}")) {
                standardTables.add(table);
            } else if (path.equals("WebResources/WebResource/WebResourceId")) {
                webResourceId = text.trim().replace("{", "").replace("}", "").toLowerCase(Locale.ROOT);
            } else if (path.equals("WebResources/WebResource/Name")) {
                webResource = text.trim();
                webResourceIds.put(webResource.toLowerCase(Locale.ROOT), webResourceId);
                webResources.put(webResource, 0L);
            } else if (path.equals("WebResources/WebResource/FileName")) {
                String file = text.trim();
                zip.find(file.startsWith("/") ? file.substring(1) : file)
                        .ifPresent(item -> webResources.put(webResource, item.size()));
            }
        }

        private String value(XmlScanner scanner, String name) {
            return scanner.attributeIndex(name) >= 0 ? scanner.attributeValue(name) : "";
        }
    }

    private Map<String, PackageFacts.FlowUse> flows() throws IOException {
        Map<String, PackageFacts.FlowUse> flows = new HashMap<>();
        for (ZipItem item : zip.items()) {
            Optional<String> id = flowId(item.name());
            if (id.isPresent() && item.size() <= MAX_FLOW_BYTES) {
                try (InputStream in = zip.open(item)) {
                    flows.put(id.get(), use(JSON.readTree(in)));
                } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                    // a definition that is no JSON uses nothing that can be found
                    flows.put(id.get(), new PackageFacts.FlowUse(Set.of(), Set.of()));
                }
            }
        }
        return flows;
    }

    /** The id at the end of {@code Workflows/<name>-<id>.json}. */
    private static Optional<String> flowId(String entry) {
        String name = entry.toLowerCase(Locale.ROOT);
        int end = name.length() - ".json".length();
        if (!name.startsWith("workflows/") || !name.endsWith(".json") || end < 46) {
            return Optional.empty();
        }
        return Optional.of(name.substring(end - 36, end));
    }

    private static PackageFacts.FlowUse use(JsonNode flow) {
        Set<String> references = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        Set<String> variables = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        JsonNode properties = flow.path("properties");
        for (JsonNode reference : properties.path("connectionReferences")) {
            String name = reference
                    .path("connection")
                    .path("connectionReferenceLogicalName")
                    .asText("");
            if (!name.isEmpty()) {
                references.add(name);
            }
        }
        for (JsonNode parameter : properties.path("definition").path("parameters")) {
            String name = parameter.path("metadata").path("schemaName").asText("");
            if (!name.isEmpty()) {
                variables.add(name);
            }
        }
        return new PackageFacts.FlowUse(references, variables);
    }
}
