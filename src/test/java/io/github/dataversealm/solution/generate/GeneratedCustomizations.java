package io.github.dataversealm.solution.generate;

import io.github.dataversealm.solution.generate.SolutionGenerator.RootComponent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;

/** Writes {@code customizations.xml} and says which files the zip must hold beside it. */
final class GeneratedCustomizations {

    /** A file that a component names. */
    record ContentFile(Kind kind, String entry) {
        enum Kind {
            FLOW,
            XAML,
            SCRIPT,
            IMAGE
        }
    }

    /** Up to which share of all bytes each section is filled, in the order of the document. */
    private static final double ENTITIES = 0.86;

    private static final double ROLES = 0.88;
    private static final double WORKFLOWS = 0.90;
    private static final double RELATIONSHIPS = 0.96;
    private static final double OPTION_SETS = 0.985;
    private static final double DASHBOARDS = 0.99;

    private final GeneratedSolution wanted;
    private final XmlLines xml;
    private final List<RootComponent> rootComponents;
    private final SplittableRandom random;
    private final GeneratedTable tables;
    private final List<String> tableNames = new ArrayList<>();
    private final List<ContentFile> contentFiles = new ArrayList<>();

    GeneratedCustomizations(GeneratedSolution wanted, XmlLines xml, List<RootComponent> rootComponents) {
        this.wanted = wanted;
        this.xml = xml;
        this.rootComponents = rootComponents;
        this.random = new SplittableRandom(wanted.seed());
        this.tables = new GeneratedTable(xml, random);
    }

    static String guid(SplittableRandom random) {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    static String braced(SplittableRandom random) {
        return '{' + guid(random) + '}';
    }

    List<ContentFile> contentFiles() {
        return contentFiles;
    }

    int environmentVariables() {
        return Math.max(2, tableNames.size() / 4);
    }

    private boolean below(double share) throws IOException {
        return xml.written() < wanted.usualBytes() * share;
    }

    /** Whether the one large thing needs more. */
    private boolean below(GeneratedSolution.Form form) throws IOException {
        return wanted.form() == form && xml.written() < wanted.customizationsBytes();
    }

    void write() throws IOException {
        xml.declaration().open("ImportExportXml", "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
        entities();
        roles();
        workflows();
        xml.leaf("FieldSecurityProfiles", "").empty("Templates").empty("EntityMaps");
        relationships();
        xml.empty("OrganizationSettings");
        optionSets();
        dashboards();
        webResources();
        xml.empty("CustomControls");
        siteMaps();
        appModules();
        xml.empty("EntityDataProviders");
        generic();
        xml.open("Languages");
        for (String language : Labels.LANGUAGES) {
            xml.leaf("Language", language);
        }
        xml.close("Languages").close("ImportExportXml").written();
    }

    private void entities() throws IOException {
        xml.open("Entities");
        do {
            Labels label = Labels.of(random, 2);
            String name = SolutionGenerator.PREFIX + '_' + label.key() + tableNames.size();
            tableNames.add(name);
            rootComponents.add(new RootComponent(1, "schemaName", name));
            // Most tables are narrow, a few have hundreds of columns.
            double width = random.nextDouble();
            int columns = 4 + (int) (wanted.mostColumns() * width * width * width);
            tables.write(name, label, columns, wanted.form(), wanted.customizationsBytes());
        } while (below(ENTITIES));
        if (wanted.form() == GeneratedSolution.Form.ONE_STRAY_ELEMENT) {
            xml.open("EntityTemplate");
            anything(GeneratedSolution.Form.ONE_STRAY_ELEMENT);
            xml.close("EntityTemplate");
        }
        xml.close("Entities");
    }

    private void roles() throws IOException {
        xml.open("Roles");
        int number = 0;
        do {
            Labels label = Labels.of(random, 1);
            String id = braced(random);
            rootComponents.add(new RootComponent(20, "id", id));
            xml.open("Role", "name", "Contoso " + label.in(0) + ' ' + number++, "id", id, "isinherited", "1");
            xml.leaf("IsCustomizable", "1").open("RolePrivileges");
            for (String verb :
                    new String[] {"Read", "Write", "Create", "Delete", "Append", "AppendTo", "Assign", "Share"}) {
                for (int i = 0; i < Math.min(20, tableNames.size()); i++) {
                    String table = tableNames.get(random.nextInt(tableNames.size()));
                    xml.empty("RolePrivilege", "name", "prv" + verb + table, "level", level());
                }
            }
            xml.close("RolePrivileges").close("Role");
        } while (below(ROLES));
        xml.close("Roles");
    }

    private String level() {
        String[] levels = {"Basic", "Local", "Deep", "Global"};
        return levels[random.nextInt(levels.length)];
    }

    private void workflows() throws IOException {
        xml.open("Workflows");
        int number = 0;
        do {
            workflow(number++, number % 3 == 0);
        } while (number < 3 || below(WORKFLOWS));
        xml.close("Workflows");
    }

    private void workflow(int number, boolean classic) throws IOException {
        Labels label = Labels.of(random, 2);
        String id = guid(random);
        String file = "Workflows/" + label.in(0).replace(" ", "") + '-' + id.toUpperCase(Locale.ROOT)
                + (classic ? ".xaml" : ".json");
        contentFiles.add(new ContentFile(classic ? ContentFile.Kind.XAML : ContentFile.Kind.FLOW, file));
        rootComponents.add(new RootComponent(29, "id", '{' + id + '}'));
        xml.open("Workflow", "WorkflowId", '{' + id + '}', "Name", label.in(0) + ' ' + number);
        xml.leaf(classic ? "XamlFileName" : "JsonFileName", '/' + file);
        xml.leaf("Type", "1")
                .leaf("Subprocess", "0")
                .leaf("Category", classic ? "2" : "5")
                .leaf("Mode", "0");
        xml.leaf("Scope", "4")
                .leaf("OnDemand", "0")
                .leaf("TriggerOnCreate", "0")
                .leaf("TriggerOnDelete", "0");
        xml.leaf("AsyncAutodelete", "0")
                .leaf("SyncWorkflowLogOnFailure", "0")
                .leaf("StateCode", "1")
                .leaf("StatusCode", "2");
        xml.leaf("RunAs", "1")
                .leaf("IsTransacted", "1")
                .leaf("IntroducedVersion", "1.0.0.0")
                .leaf("IsCustomizable", "1");
        xml.leaf("BusinessProcessType", "0").leaf("PrimaryEntity", classic ? tableNames.get(0) : "none");
        tables.names("LocalizedNames", "LocalizedName", label);
        xml.close("Workflow");
    }

    private void relationships() throws IOException {
        boolean oneFile = wanted.form() == GeneratedSolution.Form.ONE_RELATIONSHIP_FILE;
        xml.open("EntityRelationships");
        int number = 0;
        do {
            String from = tableNames.get(random.nextInt(tableNames.size()));
            String to = oneFile ? tableNames.get(0) : tableNames.get(random.nextInt(tableNames.size()));
            String name = SolutionGenerator.PREFIX + '_' + number++ + '_' + from + '_' + to;
            xml.open("EntityRelationship", "Name", name);
            if (number % 20 == 0) {
                xml.leaf("EntityRelationshipType", "ManyToMany").leaf("IsCustomizable", "1");
                xml.leaf("IntroducedVersion", "1.0.0.0")
                        .leaf("FirstEntityName", to)
                        .leaf("SecondEntityName", from);
                xml.leaf("IntersectEntityName", name + "_x");
            } else {
                xml.leaf("EntityRelationshipType", "OneToMany").leaf("IsCustomizable", "1");
                xml.leaf("IntroducedVersion", "1.0.0.0").leaf("IsHierarchical", "0");
                xml.leaf("ReferencingEntityName", from).leaf("ReferencedEntityName", to);
                for (String cascade : new String[] {"Assign", "Delete", "Archive", "Reparent", "Share", "Unshare"}) {
                    xml.leaf("Cascade" + cascade, "NoCascade");
                }
                xml.leaf("ReferencingAttributeName", from + "id").open("RelationshipDescription");
                tables.names("Descriptions", "Description", Labels.of(random, 3));
                xml.close("RelationshipDescription").open("EntityRelationshipRoles");
                xml.open("EntityRelationshipRole").leaf("NavPaneDisplayOption", "UseLabel");
                xml.leaf("NavPaneArea", "Details").leaf("NavPaneOrder", "10000").leaf("NavigationPropertyName", name);
                tables.names("CustomLabels", "CustomLabel", Labels.of(random, 2));
                xml.leaf("RelationshipRoleType", "1")
                        .close("EntityRelationshipRole")
                        .close("EntityRelationshipRoles");
            }
            xml.close("EntityRelationship");
        } while (below(RELATIONSHIPS) || below(GeneratedSolution.Form.ONE_RELATIONSHIP_FILE));
        xml.close("EntityRelationships");
    }

    private void optionSets() throws IOException {
        xml.open("optionsets");
        int number = 0;
        do {
            Labels label = Labels.of(random, 2);
            String name = SolutionGenerator.PREFIX + '_' + label.key() + number++;
            rootComponents.add(new RootComponent(9, "schemaName", name));
            xml.open("optionset", "Name", name, "localizedName", label.in(0)).leaf("OptionSetType", "picklist");
            xml.leaf("IsGlobal", "1").leaf("IntroducedVersion", "1.0.0.0").leaf("IsCustomizable", "1");
            tables.names("displaynames", "displayname", label);
            tables.names("Descriptions", "Description", label);
            tables.options(random.nextInt(2, 30));
            xml.close("optionset");
        } while (below(OPTION_SETS));
        xml.close("optionsets");
    }

    private void dashboards() throws IOException {
        xml.open("Dashboards");
        do {
            String id = braced(random);
            rootComponents.add(new RootComponent(60, "id", id));
            xml.open("Dashboard")
                    .leaf("FormId", id)
                    .leaf("IntroducedVersion", "1.0.0.0")
                    .leaf("IsCustomizable", "1")
                    .open("FormXml");
            tables.form(Labels.of(random, 2), List.of("revenue", "cases", "visits"));
            xml.close("FormXml").leaf("IsTabletEnabled", "0");
            tables.names("LocalizedNames", "LocalizedName", Labels.of(random, 2));
            xml.close("Dashboard");
        } while (below(DASHBOARDS));
        xml.close("Dashboards");
    }

    private void webResources() throws IOException {
        xml.open("WebResources");
        int number = 0;
        do {
            Labels label = Labels.of(random, 1);
            boolean script = number % 2 == 0;
            String name = SolutionGenerator.PREFIX + "_/" + (script ? "scripts/" : "images/") + label.key() + number++
                    + (script ? ".js" : ".png");
            String id = guid(random);
            String entry = "WebResources/" + name.replaceAll("[^A-Za-z0-9_]", "") + id.toUpperCase(Locale.ROOT);
            contentFiles.add(new ContentFile(script ? ContentFile.Kind.SCRIPT : ContentFile.Kind.IMAGE, entry));
            rootComponents.add(new RootComponent(61, "schemaName", name));
            xml.open("WebResource")
                    .leaf("WebResourceId", '{' + id + '}')
                    .leaf("Name", name)
                    .leaf("DisplayName", label.in(0));
            xml.leaf("LanguageCode", "1033")
                    .leaf("WebResourceType", script ? "3" : "5")
                    .leaf("IntroducedVersion", "1.0.0.0");
            xml.leaf("IsEnabledForMobileClient", "0").leaf("IsAvailableForMobileOffline", "0");
            xml.leaf("DependencyXml", "<Dependencies><Dependency componentType=\"WebResource\"/></Dependencies>");
            xml.leaf("IsCustomizable", "1")
                    .leaf("CanBeDeleted", "1")
                    .leaf("IsHidden", "0")
                    .leaf("FileName", '/' + entry);
            xml.close("WebResource");
        } while (number < 4 || below(0.999));
        xml.close("WebResources");
    }

    private static final String APP = SolutionGenerator.PREFIX + "_Operations";

    private void siteMaps() throws IOException {
        rootComponents.add(new RootComponent(62, "schemaName", APP));
        xml.open("AppModuleSiteMaps").open("AppModuleSiteMap").leaf("SiteMapUniqueName", APP);
        xml.open("SiteMap", "IntroducedVersion", "7.0.0.0");
        xml.open("Area", "Id", "area_main", "ShowGroups", "true", "IntroducedVersion", "7.0.0.0");
        tables.titles(Labels.of(random, 1));
        xml.open("Group", "Id", "group_main", "IntroducedVersion", "7.0.0.0", "IsProfile", "false");
        for (int i = 0; i < Math.min(40, tableNames.size()); i++) {
            xml.open(
                    "SubArea",
                    "Id",
                    "sub_" + i,
                    "Entity",
                    tableNames.get(i),
                    "Client",
                    "All,Web",
                    "AvailableOffline",
                    "true");
            tables.titles(Labels.of(random, 2));
            xml.close("SubArea");
        }
        xml.close("Group").close("Area").close("SiteMap");
        tables.names("LocalizedNames", "LocalizedName", Labels.of(random, 1));
        xml.close("AppModuleSiteMap").close("AppModuleSiteMaps");
    }

    private void appModules() throws IOException {
        rootComponents.add(new RootComponent(80, "schemaName", APP));
        xml.open("AppModules").open("AppModule").leaf("UniqueName", APP).leaf("IntroducedVersion", "1.0");
        xml.leaf("WebResourceId", "953b9fac-1e5e-e611-80d6-00155ded156f")
                .leaf("FormFactor", "1")
                .leaf("ClientType", "4");
        xml.leaf("NavigationType", "0")
                .open("AppModuleComponents")
                .empty("AppModuleComponent", "type", "62", "schemaName", APP);
        for (String table : tableNames) {
            xml.empty("AppModuleComponent", "type", "1", "schemaName", table);
        }
        while (below(GeneratedSolution.Form.ONE_SORTED_LIST)) {
            xml.empty("AppModuleComponent", "type", String.valueOf(random.nextInt(1, 99)), "id", braced(random));
        }
        xml.close("AppModuleComponents");
        tables.names("LocalizedNames", "LocalizedName", Labels.of(random, 1));
        tables.names("Descriptions", "Description", Labels.of(random, 2));
        xml.close("AppModule").close("AppModules");
    }

    /** Elements that the table of kinds does not know. */
    private void generic() throws IOException {
        xml.open("Slas");
        for (int i = 0; i < 2; i++) {
            xml.open("Sla").leaf("Name", "Contoso SLA " + i).leaf("slaid", braced(random));
            tables.names("LocalizedNames", "LocalizedName", Labels.of(random, 1));
            anything(GeneratedSolution.Form.ONE_GENERIC_COMPONENT);
            xml.close("Sla");
        }
        xml.close("Slas");
        if (wanted.form() == GeneratedSolution.Form.ONE_UNNAMED_ELEMENT) {
            xml.open("unknownsettings").open("setting");
            anything(GeneratedSolution.Form.ONE_UNNAMED_ELEMENT);
            xml.close("setting").close("unknownsettings");
        }
    }

    private void anything(GeneratedSolution.Form form) throws IOException {
        while (below(form)) {
            xml.open("detail", "id", braced(random));
            tables.names("labels", "label", Labels.of(random, 2));
            xml.close("detail");
        }
    }
}
