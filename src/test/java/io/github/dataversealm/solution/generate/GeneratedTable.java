package io.github.dataversealm.solution.generate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Writes tables: columns, forms, views, charts and ribbon. */
final class GeneratedTable {

    private static final String[] FORM_TYPES = {
        "main", "main", "quick", "card", "quickCreate", "mobile", "mainInteractionCentric"
    };
    private static final String[] COLUMN_TYPES = {
        "nvarchar", "picklist", "int", "datetime", "lookup", "bit", "ntext", "money", "decimal"
    };
    private static final String CLASS_ID = "{4273edbd-ac1d-40d3-9fb2-095c621b552d}";

    private final XmlLines xml;
    private final SplittableRandom random;

    GeneratedTable(XmlLines xml, SplittableRandom random) {
        this.xml = xml;
        this.random = random;
    }

    /** Labels or the like in all languages. */
    void names(String list, String name, Labels label) throws IOException {
        xml.open(list);
        for (int i = 0; i < Labels.LANGUAGES.size(); i++) {
            xml.empty(name, "description", label.in(i), "languagecode", Labels.LANGUAGES.get(i));
        }
        xml.close(list);
    }

    /** The titles of a site map's areas. */
    void titles(Labels label) throws IOException {
        xml.open("Titles");
        for (int i = 0; i < Labels.LANGUAGES.size(); i++) {
            xml.empty("Title", "LCID", Labels.LANGUAGES.get(i), "Title", label.in(i));
        }
        xml.close("Titles");
    }

    void options(int count) throws IOException {
        xml.open("options");
        for (int i = 0; i < count; i++) {
            xml.open("option", "value", String.valueOf(384120000 + i), "ExternalValue", "", "IsHidden", "0");
            names("labels", "label", Labels.of(random, 1));
            xml.close("option");
        }
        xml.close("options");
    }

    /**
     * @param large the total size of the document that the one large thing fills, where {@code form} says that it is in a table
     */
    void write(String name, Labels label, int columns, GeneratedSolution.Form form, long large) throws IOException {
        xml.open("Entity");
        xml.tableName(name, label.in(0)).open("EntityInfo").open("entity", "Name", name);
        names("LocalizedNames", "LocalizedName", label);
        names("LocalizedCollectionNames", "LocalizedCollectionName", label);
        names("Descriptions", "Description", Labels.of(random, 6));
        xml.open("attributes");
        List<String> columnNames = new ArrayList<>();
        for (int i = 0; i < columns || form == GeneratedSolution.Form.ONE_TABLE && xml.written() < large; i++) {
            String column = column(name, i);
            if (i < columns) {
                columnNames.add(column);
            }
        }
        xml.close("attributes").leaf("EntitySetName", name + 's').leaf("IsDuplicateCheckSupported", "0");
        xml.leaf("IsBusinessProcessEnabled", "0").leaf("IsRequiredOffline", "0").leaf("IsCollaboration", "0");
        xml.leaf("OwnershipTypeMask", "UserOwned")
                .leaf("EntityMask", "ActivityPointer")
                .leaf("IsAuditEnabled", "1");
        xml.leaf("ActivityTypeMask", "").leaf("IsVisibleInMobile", "0").leaf("IntroducedVersion", "1.0.0.0");
        xml.leaf("IsCustomizable", "1")
                .leaf("EnforceStateTransitions", "0")
                .close("entity")
                .close("EntityInfo");
        forms(label, columnNames, form == GeneratedSolution.Form.ONE_FORM ? large : 0);
        views(name, label, columnNames);
        charts(name, columnNames);
        ribbon(name);
        xml.close("Entity");
    }

    private String column(String table, int number) throws IOException {
        Labels label = Labels.of(random, 2);
        String type = number == 0 ? "primarykey" : COLUMN_TYPES[random.nextInt(COLUMN_TYPES.length)];
        String name = number == 0 ? table + "id" : SolutionGenerator.PREFIX + '_' + label.key() + number;
        xml.open("attribute", "PhysicalName", name)
                .leaf("Type", type)
                .leaf("Name", name)
                .leaf("LogicalName", name);
        xml.leaf("RequiredLevel", number < 2 ? "required" : "none");
        xml.leaf("DisplayMask", "ValidForAdvancedFind|ValidForForm|ValidForGrid")
                .leaf("ImeMode", "auto");
        xml.leaf("ValidForUpdateApi", "1")
                .leaf("ValidForReadApi", "1")
                .leaf("ValidForCreateApi", "1")
                .leaf("IsCustomField", "1");
        xml.leaf("IsAuditEnabled", "1")
                .leaf("IsSecured", "0")
                .leaf("IntroducedVersion", "1.0.0.0")
                .leaf("IsCustomizable", "1");
        xml.leaf("IsRenameable", "1")
                .leaf("CanModifySearchSettings", "1")
                .leaf("CanModifyRequirementLevelSettings", "1");
        xml.leaf("CanModifyAdditionalSettings", "1").leaf("SourceType", "0").leaf("IsGlobalFilterEnabled", "0");
        xml.leaf("IsSortableEnabled", "0")
                .leaf("CanModifyGlobalFilterSettings", "1")
                .leaf("CanModifyIsSortableSettings", "1");
        xml.leaf("IsDataSourceSecret", "0").leaf("AutoNumberFormat", "");
        if (type.equals("nvarchar")) {
            xml.leaf("Format", "text").leaf("MaxLength", "100").leaf("Length", "200");
        } else if (type.equals("lookup")) {
            xml.leaf("LookupStyle", "single").empty("LookupTypes");
        } else if (type.equals("picklist") || type.equals("bit")) {
            xml.leaf("AppDefaultValue", "-1")
                    .open("optionset", "Name", table + '_' + name)
                    .leaf("OptionSetType", type);
            xml.leaf("IntroducedVersion", "1.0.0.0").leaf("IsCustomizable", "1");
            names("displaynames", "displayname", label);
            options(type.equals("bit") ? 2 : random.nextInt(2, 8));
            xml.close("optionset");
        }
        names("displaynames", "displayname", label);
        names("Descriptions", "Description", Labels.of(random, 5));
        xml.close("attribute");
        return name;
    }

    private void forms(Labels label, List<String> columns, long large) throws IOException {
        xml.open("FormXml");
        for (String type : FORM_TYPES) {
            xml.open("forms", "type", type);
            int count = type.equals("main") ? 1 + random.nextInt(2) : 1;
            for (int i = 0; i < count; i++) {
                xml.open("systemform")
                        .leaf("formid", GeneratedCustomizations.braced(random))
                        .leaf("IntroducedVersion", "1.0.0.0");
                xml.leaf("FormPresentation", "1").leaf("FormActivationState", "1");
                int cells = type.startsWith("main") ? columns.size() : Math.min(columns.size(), 8);
                if (large > 0 && type.equals("mainInteractionCentric")) {
                    largeForm(label, large);
                } else {
                    form(label, columns.subList(0, cells));
                }
                xml.leaf("IsCustomizable", "1").leaf("CanBeDeleted", "1");
                names("LocalizedNames", "LocalizedName", label);
                names("Descriptions", "Description", Labels.of(random, 4));
                xml.close("systemform");
            }
            xml.close("forms");
        }
        xml.close("FormXml");
    }

    /** A form with a tab of 40 fields each. */
    void form(Labels label, List<String> columns) throws IOException {
        xml.open("form").open("tabs");
        for (int from = 0; from < columns.size(); from += 40) {
            tab(label, columns.subList(from, Math.min(columns.size(), from + 40)));
        }
        xml.close("tabs").close("form");
    }

    private void largeForm(Labels label, long large) throws IOException {
        xml.open("form").open("tabs");
        while (xml.written() < large) {
            tab(label, List.of("name", "ownerid", "statecode"));
        }
        xml.close("tabs").close("form");
    }

    private void tab(Labels label, List<String> columns) throws IOException {
        xml.open("tab", "verticallayout", "true", "id", GeneratedCustomizations.braced(random), "IsUserDefined", "1");
        names("labels", "label", label);
        xml.open("columns").open("column", "width", "100%").open("sections");
        xml.open(
                "section",
                "showlabel",
                "false",
                "showbar",
                "false",
                "IsUserDefined",
                "0",
                "id",
                GeneratedCustomizations.braced(random));
        names("labels", "label", label);
        xml.open("rows");
        for (String column : columns) {
            xml.open("row")
                    .open("cell", "id", GeneratedCustomizations.braced(random), "showlabel", "true", "locklevel", "0");
            names("labels", "label", Labels.of(random, 2));
            xml.empty("control", "id", column, "classid", CLASS_ID, "datafieldname", column, "disabled", "false");
            xml.close("cell").close("row");
        }
        xml.close("rows")
                .close("section")
                .close("sections")
                .close("column")
                .close("columns")
                .close("tab");
    }

    private void views(String table, Labels label, List<String> columns) throws IOException {
        xml.open("SavedQueries").open("savedqueries");
        int views = 5 + random.nextInt(8);
        for (int i = 0; i < views; i++) {
            xml.open("savedquery")
                    .leaf("IsCustomizable", "1")
                    .leaf("CanBeDeleted", "0")
                    .leaf("isquickfindquery", i == 4 ? "1" : "0");
            xml.leaf("isprivate", "0")
                    .leaf("isdefault", i == 0 ? "1" : "0")
                    .leaf("savedqueryid", GeneratedCustomizations.braced(random));
            xml.open("layoutxml")
                    .open(
                            "grid",
                            "name",
                            "resultset",
                            "jump",
                            columns.get(1),
                            "select",
                            "1",
                            "icon",
                            "1",
                            "preview",
                            "1");
            xml.open("row", "name", "result", "id", table + "id");
            List<String> shown = columns.subList(0, Math.min(columns.size(), 4 + random.nextInt(12)));
            for (String column : shown) {
                xml.empty("cell", "name", column, "width", String.valueOf(50 + random.nextInt(200)));
            }
            xml.close("row")
                    .close("grid")
                    .close("layoutxml")
                    .leaf("querytype", "0")
                    .open("fetchxml");
            xml.open("fetch", "version", "1.0", "output-format", "xml-platform", "mapping", "logical")
                    .open("entity", "name", table);
            for (String column : shown) {
                xml.empty("attribute", "name", column);
            }
            xml.empty("order", "attribute", columns.get(1), "descending", "false")
                    .open("filter", "type", "and");
            xml.empty("condition", "attribute", "statecode", "operator", "eq", "value", String.valueOf(i));
            xml.close("filter").close("entity").close("fetch").close("fetchxml").leaf("IntroducedVersion", "1.0.0.0");
            names("LocalizedNames", "LocalizedName", label);
            xml.close("savedquery");
        }
        xml.close("savedqueries").close("SavedQueries");
    }

    private void charts(String table, List<String> columns) throws IOException {
        xml.open("Visualizations");
        int charts = 1 + random.nextInt(3);
        for (int i = 0; i < charts; i++) {
            xml.open("visualization").leaf("savedqueryvisualizationid", GeneratedCustomizations.braced(random));
            xml.open("datadescription")
                    .open("datadefinition")
                    .open("fetchcollection")
                    .open("fetch", "mapping", "logical", "aggregate", "true");
            xml.open("entity", "name", table)
                    .empty("attribute", "name", columns.get(1), "groupby", "true", "alias", "_group");
            xml.empty("attribute", "name", columns.get(2), "aggregate", "count", "alias", "_count")
                    .close("entity")
                    .close("fetch");
            xml.close("fetchcollection")
                    .close("datadefinition")
                    .close("datadescription")
                    .open("presentationdescription");
            xml.open(
                    "Chart",
                    "Palette",
                    "None",
                    "PaletteCustomColors",
                    "91,151,213; 237,125,49; 160,116,166; 255,192,0");
            xml.open("Series")
                    .empty("Series", "ChartType", "Column", "IsValueShownAsLabel", "True", "Font", "{0}, 9.5px")
                    .close("Series");
            xml.close("Chart")
                    .close("presentationdescription")
                    .leaf("isdefault", "false")
                    .leaf("IntroducedVersion", "1.0.0.0");
            names("LocalizedNames", "LocalizedName", Labels.of(random, 3));
            xml.close("visualization");
        }
        xml.close("Visualizations");
    }

    private void ribbon(String table) throws IOException {
        xml.open("RibbonDiffXml").open("CustomActions");
        int buttons = random.nextInt(4);
        for (int i = 0; i < buttons; i++) {
            String id = SolutionGenerator.PREFIX + '.' + table + ".Button" + i;
            xml.open(
                    "CustomAction",
                    "Id",
                    id + ".Action",
                    "Location",
                    "Mscrm.Form." + table + ".MainTab.Save.Controls._children",
                    "Sequence",
                    "45");
            xml.open("CommandUIDefinition")
                    .empty(
                            "Button",
                            "Alt",
                            "$LocLabels:" + id + ".Alt",
                            "Command",
                            id + ".Command",
                            "Id",
                            id,
                            "LabelText",
                            "$LocLabels:" + id + ".Label",
                            "Sequence",
                            "45",
                            "TemplateAlias",
                            "o2");
            xml.close("CommandUIDefinition").close("CustomAction");
        }
        xml.close("CustomActions")
                .open("Templates")
                .leaf("RibbonTemplates", "")
                .close("Templates")
                .open("CommandDefinitions");
        for (int i = 0; i < buttons; i++) {
            xml.open("CommandDefinition", "Id", SolutionGenerator.PREFIX + '.' + table + ".Button" + i + ".Command");
            xml.empty("EnableRules").empty("DisplayRules").open("Actions");
            xml.open(
                    "JavaScriptFunction",
                    "FunctionName",
                    "Contoso.onButton",
                    "Library",
                    "$webresource:cto_/scripts/ribbon.js");
            xml.empty("CrmParameter", "Value", "PrimaryControl")
                    .close("JavaScriptFunction")
                    .close("Actions")
                    .close("CommandDefinition");
        }
        xml.close("CommandDefinitions")
                .open("RuleDefinitions")
                .empty("TabDisplayRules")
                .empty("DisplayRules")
                .empty("EnableRules");
        xml.close("RuleDefinitions").open("LocLabels");
        for (int i = 0; i < buttons; i++) {
            xml.open("LocLabel", "Id", SolutionGenerator.PREFIX + '.' + table + ".Button" + i + ".Label");
            titlesOfRibbon(Labels.of(random, 2));
            xml.close("LocLabel");
        }
        xml.close("LocLabels").close("RibbonDiffXml");
    }

    private void titlesOfRibbon(Labels label) throws IOException {
        xml.open("Titles");
        for (int i = 0; i < Labels.LANGUAGES.size(); i++) {
            xml.empty("Title", "description", label.in(i), "languagecode", Labels.LANGUAGES.get(i));
        }
        xml.close("Titles");
    }
}
