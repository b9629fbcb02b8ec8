package io.github.dataversealm.solution.check.index;

import io.github.dataversealm.solution.check.finding.Origin;
import io.github.dataversealm.solution.check.finding.Place;
import io.github.dataversealm.solution.check.finding.Subject;
import io.github.dataversealm.solution.check.tree.PackageFile;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reduces the elements of components to what the index keeps of them. */
final class ComponentReader {

    private static final int MAX_VALUES_FILE = 16 << 20;

    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("Entity", "Table"),
            Map.entry("Role", "Security role"),
            Map.entry("WebResource", "Web resource"),
            Map.entry("optionset", "Choice"),
            Map.entry("EntityRelationship", "Relationship"),
            Map.entry("SdkMessageProcessingStep", "Plug-in step"),
            Map.entry("PluginAssembly", "Plug-in assembly"),
            Map.entry("pluginpackage", "Plug-in package"),
            Map.entry("AppModule", "App"),
            Map.entry("AppModuleSiteMap", "Site map"),
            Map.entry("SiteMap", "Site map"),
            Map.entry("CanvasApp", "Canvas app"),
            Map.entry("Connector", "Custom connector"),
            Map.entry("Definition", "Environment variable"),
            Map.entry("environmentvariabledefinition", "Environment variable"),
            Map.entry("connectionreference", "Connection reference"),
            Map.entry("Dashboard", "Dashboard"),
            Map.entry("InteractionCentricDashboard", "Dashboard"),
            Map.entry("CustomControl", "Code component"),
            Map.entry("Report", "Report"),
            Map.entry("RibbonDiffXml", "Ribbon"));

    private static final List<String> PROCESS_KINDS = List.of(
            "Workflow",
            "Dialog",
            "Business rule",
            "Action",
            "Business process flow",
            "Cloud flow",
            "Desktop flow",
            "AI flow");

    private final Solution solution;
    private final Map<String, Integer> behaviors = new HashMap<>();
    private final Map<String, Variable> variables = new LinkedHashMap<>();

    ComponentReader(Solution solution) {
        this.solution = solution;
        for (Manifest.Root root : solution.manifest.roots()) {
            if (root.type().equals("1")) {
                behaviors.put(root.schemaName().toLowerCase(Locale.ROOT), Math.max(0, root.behavior()));
            }
        }
    }

    /**
     * Takes a component.
     *
     * @param file the file that holds nothing else; empty when it came from customizations.xml
     */
    Subject accept(Element element, String file) {
        String name = name(element, file);
        Subject subject = new Subject(kind(element), name);
        switch (element.name()) {
            case "Entity" -> table(element, subject);
            case "EntityRelationship" -> relationship(element, subject);
            case "Role" -> role(element, subject);
            case "Dashboard", "InteractionCentricDashboard" -> form(element, "", "dashboard", subject);
            case "RibbonDiffXml" -> solution.ribbons.add(new Ribbon("", element, subject));
            case "Definition", "environmentvariabledefinition" -> variable(element, subject);
            default -> part(element, name, file, subject);
        }
        return subject;
    }

    /** Takes a part of a table. */
    Subject acceptPart(Element element, String type, String table) {
        String name;
        switch (element.name()) {
            case "systemform":
                name = label(element);
                Subject form = new Subject(
                        "Form", table + " / " + (name.isEmpty() ? Ids.plain(element.text("formid")) : name));
                form(element, table, type, form);
                return form;
            case "savedquery":
                name = label(element);
                Subject view = new Subject(
                        "View", table + " / " + (name.isEmpty() ? Ids.plain(element.text("savedqueryid")) : name));
                view(element, table, view);
                identify(26, element.text("savedqueryid"), view, element);
                return view;
            case "RibbonDiffXml":
                Subject ribbon = new Subject("Ribbon", table);
                solution.ribbons.add(new Ribbon(table, element, ribbon));
                return ribbon;
            default:
                Subject chart = new Subject("Chart", table + " / " + element.text("name"));
                identify(59, element.text("savedqueryvisualizationid"), chart, element);
                return chart;
        }
    }

    /** Notes the id of a part of a table that the manifest does not list, and that others may need all the same. */
    private void identify(int type, String id, Subject subject, Element element) {
        if (!id.isEmpty()) {
            solution.components.add(new Component(type, Ids.plain(id), "", subject, element.place()));
        }
    }

    /** Names what no row of the kinds lists. */
    void listUnknown(Element element, Subject subject) {
        List<String> names = new ArrayList<>();
        for (String attribute :
                List.of("id", "Id", "schemaname", "uniquename", "name", "Name", "connectionreferencelogicalname")) {
            names.add(element.attribute(attribute));
        }
        for (String child : List.of("SchemaName", "Name", "name", "UniqueName", "uniquename", "schemaname")) {
            names.add(element.text(child));
        }
        List<String> attributes = element.attributes();
        for (int i = 0; i < attributes.size(); i += 2) {
            if (attributes.get(i).endsWith("id") || attributes.get(i).endsWith("Id")) {
                names.add(attributes.get(i + 1));
            }
        }
        names.stream()
                .filter(name -> !name.isEmpty())
                .distinct()
                .forEach(name ->
                        solution.components.add(new Component(0, "", Ids.plain(name), subject, element.place())));
    }

    private static String kind(Element element) {
        if (element.is("Workflow")) {
            String category = element.text("Category");
            int number = category.length() == 1 ? category.charAt(0) - '0' : -1;
            return number >= 0 && number < PROCESS_KINDS.size() ? PROCESS_KINDS.get(number) : "Process";
        }
        return KINDS.getOrDefault(element.name(), element.name());
    }

    private static String name(Element element, String file) {
        switch (element.name()) {
            case "Workflow", "SdkMessageProcessingStep", "optionset", "EntityRelationship":
                return element.attribute("Name");
            case "Role":
                return element.attribute("name").isEmpty()
                        ? Ids.plain(element.attribute("id"))
                        : element.attribute("name");
            case "PluginAssembly":
                return simpleName(element.attribute("FullName"));
            case "pluginpackage":
                return element.attribute("uniquename");
            case "AppModule":
                return element.text("UniqueName");
            case "AppModuleSiteMap":
                return element.text("SiteMapUniqueName");
            case "SiteMap":
                return "default";
            case "RibbonDiffXml":
                return "application";
            case "Connector":
                return element.text("name");
            case "connectionreference":
                return element.attribute("connectionreferencelogicalname");
            case "Definition":
                return element.text("SchemaName").isEmpty() ? element.text("Name") : element.text("SchemaName");
            case "environmentvariabledefinition":
                return element.attribute("schemaname");
            case "Dashboard", "InteractionCentricDashboard":
                return label(element).isEmpty() ? Ids.plain(element.text("FormId")) : label(element);
            case "Report":
                return element.text("name");
            case "Entity":
                return element.text("Name").isEmpty()
                        ? element.first("EntityInfo/entity")
                                .map(info -> info.attribute("Name"))
                                .orElse("")
                        : element.text("Name");
            default:
                return any(element, file);
        }
    }

    private static String any(Element element, String file) {
        for (String child : List.of("Name", "UniqueName", "SchemaName", "name", "schemaname", "uniquename")) {
            if (!element.text(child).isEmpty()) {
                return element.text(child);
            }
        }
        for (String attribute : List.of("name", "Name", "schemaname", "uniquename", "Id", "id")) {
            if (!element.attribute(attribute).isEmpty()) {
                return element.attribute(attribute);
            }
        }
        return file;
    }

    private static String simpleName(String fullName) {
        int comma = fullName.indexOf(',');
        return comma < 0 ? fullName : fullName.substring(0, comma);
    }

    /** The first localized name. */
    private static String label(Element element) {
        return element.first("LocalizedNames/LocalizedName")
                .map(name -> name.attribute("description"))
                .orElse("");
    }

    // ---------------------------------------------------------------- tables and what is in them

    private void table(Element element, Subject subject) {
        String name = subject.name();
        Optional<Element> info = element.first("EntityInfo/entity");
        List<Table.Column> columns = new ArrayList<>();
        Map<String, Table.Column> byName = new HashMap<>();
        info.flatMap(entity -> entity.first("attributes")).ifPresent(list -> {
            for (Element attribute : list.children("attribute")) {
                String logical = attribute.text("LogicalName").isEmpty()
                        ? attribute.attribute("PhysicalName").toLowerCase(Locale.ROOT)
                        : attribute.text("LogicalName");
                Table.Column column = new Table.Column(
                        logical,
                        attribute.text("Type"),
                        attribute.text("OptionSetName"),
                        attribute.text("DisplayMask").contains("PrimaryName"),
                        attribute.text("IsCustomField").equals("1"),
                        length(attribute.text("MaxLength")),
                        attribute.place());
                columns.add(column);
                byName.putIfAbsent(logical.toLowerCase(Locale.ROOT), column);
            }
        });
        boolean defined =
                info.isPresent() && !info.get().attribute("unmodified").equals("1");
        solution.tables.add(new Table(
                name,
                behaviors.getOrDefault(name.toLowerCase(Locale.ROOT), -1),
                defined,
                info.map(entity -> entity.text("IsActivity").equals("1")).orElse(false),
                info.map(entity -> entity.text("IsBPFEntity").equals("1")).orElse(false),
                columns,
                byName,
                subject,
                element.place()));
    }

    private static int length(String text) {
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    }

    private void form(Element element, String table, String type, Subject subject) {
        List<Form.Name> fields = new ArrayList<>();
        List<Form.Name> libraries = new ArrayList<>();
        List<Form.Handler> handlers = new ArrayList<>();
        boolean[] diff = {false};
        String[] event = {""};
        element.visit(at -> {
            if (at.hasAttribute("solutionaction")) {
                diff[0] = true;
            }
            switch (at.name()) {
                case "control" -> {
                    if (!at.attribute("datafieldname").isEmpty()) {
                        fields.add(new Form.Name(at.attribute("datafieldname"), at.place()));
                    }
                }
                case "Library" -> libraries.add(new Form.Name(at.attribute("name"), at.place()));
                case "event" -> event[0] = at.attribute("name");
                case "Handler" -> {
                    if (!at.attribute("enabled").equals("false")) {
                        handlers.add(new Form.Handler(
                                event[0], at.attribute("functionName"), at.attribute("libraryName"), at.place()));
                    }
                }
                default -> {
                    // nothing that rules ask for
                }
            }
        });
        String id = Ids.plain(element.text("formid").isEmpty() ? element.text("FormId") : element.text("formid"));
        solution.forms.add(new Form(table, type, id, diff[0], fields, libraries, handlers, subject, element.place()));
    }

    private void view(Element element, String table, Subject subject) {
        List<Form.Name> fetched = new ArrayList<>();
        List<Form.Name> aliases = new ArrayList<>();
        List<Form.Name> cells = new ArrayList<>();
        Optional<Element> entity = element.first("fetchxml/fetch/entity");
        entity.ifPresent(query -> {
            fetched(query, fetched);
            query.all("link-entity").forEach(link -> {
                if (!link.attribute("alias").isEmpty()) {
                    aliases.add(new Form.Name(link.attribute("alias"), link.place()));
                }
            });
        });
        element.first("layoutxml")
                .ifPresent(layout -> layout.all("cell")
                        .forEach(cell -> cells.add(new Form.Name(cell.attribute("name"), cell.place()))));
        solution.views.add(new View(
                table,
                Ids.plain(element.text("savedqueryid")),
                entity.map(query -> query.attribute("name")).orElse(""),
                fetched,
                aliases,
                cells,
                subject,
                element.place()));
    }

    /** The columns of the table itself: not those of joined tables, nor conditions on them. */
    private static void fetched(Element at, List<Form.Name> found) {
        for (Element child : at.children()) {
            switch (child.name()) {
                case "attribute" -> add(child.attribute("name"), child, found);
                case "order" -> {
                    if (child.attribute("entityname").isEmpty()) {
                        add(child.attribute("attribute"), child, found);
                    }
                }
                case "condition" -> {
                    if (child.attribute("entityname").isEmpty()) {
                        add(child.attribute("attribute"), child, found);
                    }
                }
                case "filter" -> fetched(child, found);
                default -> {
                    // a joined table, or text
                }
            }
        }
    }

    private static void add(String name, Element at, List<Form.Name> found) {
        if (!name.isEmpty()) {
            found.add(new Form.Name(name, at.place()));
        }
    }

    private void relationship(Element element, Subject subject) {
        List<String> tables = new ArrayList<>();
        for (String child :
                List.of("ReferencingEntityName", "ReferencedEntityName", "FirstEntityName", "SecondEntityName")) {
            if (!element.text(child).isEmpty()) {
                tables.add(element.text(child));
            }
        }
        List<String> columns = new ArrayList<>();
        if (!element.text("ReferencingAttributeName").isEmpty()) {
            columns.add(element.text("ReferencingAttributeName"));
        }
        element.children("field").forEach(field -> columns.add(field.attribute("name")));
        String name = element.attribute("Name");
        solution.relationships.add(new Relationship(
                name,
                element.text("EntityRelationshipType"),
                tables,
                element.text("ReferencingEntityName"),
                columns,
                subject,
                element.place()));
        solution.components.add(new Component(0, "", name, subject, element.place()));
    }

    private void role(Element element, Subject subject) {
        List<Role.Privilege> privileges = new ArrayList<>();
        element.first("RolePrivileges")
                .ifPresent(list -> list.children("RolePrivilege")
                        .forEach(privilege -> privileges.add(new Role.Privilege(
                                privilege.attribute("name"), privilege.attribute("level"), privilege.place()))));
        solution.roles.add(
                new Role(subject.name(), Ids.plain(element.attribute("id")), privileges, subject, element.place()));
    }

    // ---------------------------------------------------------------- the rest

    private void part(Element element, String name, String file, Subject subject) {
        String id = id(element);
        String contentName = element.is("pluginpackage") ? packageName(element, file) : contentName(element);
        Optional<PackageFile> content =
                contentName.isEmpty() ? Optional.empty() : content(element, contentName, file, name);
        content.ifPresent(found -> {
            solution.claimed.add(found);
            if (solution.tree.isZip() && !element.is("pluginpackage")) {
                solution.origins.put(found.path(), Origin.file(found.path(), contentSource(element, name)));
            }
        });
        solution.parts
                .computeIfAbsent(element.name(), kind -> new ArrayList<>())
                .add(new Part(element, name, id, contentName, content, subject));
    }

    private static String id(Element element) {
        return Ids.plain(
                switch (element.name()) {
                    case "Workflow" -> element.attribute("WorkflowId");
                    case "WebResource" -> element.text("WebResourceId");
                    case "SdkMessageProcessingStep" -> element.attribute("SdkMessageProcessingStepId");
                    case "PluginAssembly" -> element.attribute("PluginAssemblyId");
                    case "Connector" -> element.text("connectorid");
                    case "Report" -> element.text("reportid");
                    default -> "";
                });
    }

    /** The file that belongs to the component, as its element spells it. */
    private static String contentName(Element element) {
        String name =
                switch (element.name()) {
                    case "Workflow" ->
                        element.text("XamlFileName").isEmpty()
                                ? element.text("JsonFileName")
                                : element.text("XamlFileName");
                    case "WebResource", "PluginAssembly", "CustomControl" -> element.text("FileName");
                    case "CanvasApp" -> element.text("DocumentUri");
                    case "Report" -> element.text("ExportedFileName");
                    default -> "";
                };
        return name.startsWith("/") ? name.substring(1) : name;
    }

    /** A plug-in package lies in a folder beside its metadata, which gives its name only. */
    private static String packageName(Element element, String file) {
        String name = element.text("package");
        String folder = file.substring(0, file.lastIndexOf('/') + 1);
        return name.isEmpty() || name.indexOf('/') >= 0 ? "" : folder + "package/" + name;
    }

    private Optional<PackageFile> content(Element element, String contentName, String file, String name) {
        if (!solution.tree.isZip() && file.endsWith(".data.xml") && !element.is("CustomControl")) {
            return solution.tree.find(file.substring(0, file.length() - ".data.xml".length()));
        }
        return solution.tree.find(contentName);
    }

    /** Where the content is kept in a source folder. */
    private static String contentSource(Element element, String name) {
        String meta = element.origin().source();
        if (meta.endsWith(".data.xml") && !element.is("CustomControl")) {
            return meta.substring(0, meta.length() - ".data.xml".length());
        }
        String contentName = contentName(element);
        return contentName.isEmpty() ? name : contentName;
    }

    private void variable(Element element, Subject subject) {
        boolean old = element.is("Definition");
        String type = element.text(old ? "Type" : "type");
        int number = type.matches("[0-9]{1,9}") ? Integer.parseInt(type) : 0;
        String defaultValue = element.text(old ? "DefaultValue" : "defaultvalue");
        variables.put(
                subject.name().toLowerCase(Locale.ROOT),
                new Variable(
                        subject.name(),
                        number,
                        defaultValue,
                        Optional.empty(),
                        element.place(),
                        subject,
                        element.place()));
        solution.components.add(new Component(380, "", subject.name(), subject, element.place()));
    }

    /** Reads the values of environment variables, which are files of their own. */
    void files(List<Solution.Unreadable> unreadable) throws IOException {
        JsonDocuments documents = new JsonDocuments();
        for (PackageFile file : solution.tree.files()) {
            String path = file.path().toLowerCase(Locale.ROOT);
            boolean values = path.endsWith("environment_variable_values.json");
            boolean value = path.startsWith("environmentvariabledefinitions/")
                    && path.endsWith("/environmentvariablevalues.json");
            if (!values && !value) {
                continue;
            }
            solution.claimed.add(file);
            try {
                Json json = documents.read(solution.tree.read(file, MAX_VALUES_FILE), file.path());
                if (values) {
                    for (Json item : json.get("EnvironmentVariableValues").items()) {
                        value(
                                item.get("EnvironmentVariableDefinition.SchemaName")
                                        .text(),
                                item.get("Value"),
                                file);
                    }
                } else {
                    Json list = json.at("environmentvariablevalues/environmentvariablevalue");
                    List<Json> all = list.isArray() ? list.items() : List.of(list);
                    String schemaName = file.path().split("/")[1];
                    all.forEach(item -> value(schemaName, item.get("value"), file));
                }
            } catch (SolutionException e) {
                int line = e.location().map(at -> at.line()).orElse(0);
                int column = e.location().map(at -> at.column()).orElse(0);
                unreadable.add(new Solution.Unreadable(file, e.problem(), e.advice(), line, column));
            }
        }
        solution.variables.addAll(variables.values());
    }

    private void value(String schemaName, Json value, PackageFile file) {
        if (!value.isPresent() || schemaName.isEmpty()) {
            return;
        }
        String source = solution.tree.isZip() ? SourcePaths.ofEntry(file.path()) : file.path();
        Place place = Place.line(Origin.file(file.path(), source), value.line(), value.column());
        Variable known = variables.get(schemaName.toLowerCase(Locale.ROOT));
        Subject subject = known == null ? new Subject("Environment variable", schemaName) : known.subject();
        variables.put(
                schemaName.toLowerCase(Locale.ROOT),
                new Variable(
                        schemaName,
                        known == null ? 0 : known.type(),
                        known == null ? "" : known.defaultValue(),
                        Optional.of(value.text()),
                        place,
                        subject,
                        known == null ? place : known.place()));
    }
}
