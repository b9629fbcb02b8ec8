package io.github.dataversealm.solution.operation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A kind of component that can be added by name: how people call it, and where the service keeps its names.
 *
 * @param words what it is called, without blanks, in lower case; the first one is shown
 * @param type the number of the component type; 0 for a kind of the solution component framework, whose number each
 *     environment has of its own under the name that is the first word
 * @param entitySet where its rows are
 * @param idColumn their id
 * @param nameColumn what is looked for
 * @param condition what tells the component from rows of the same name that stand for something else; may be empty
 */
record ComponentKindRow(
        List<String> words, int type, String entitySet, String idColumn, String nameColumn, String condition) {

    /** A new kind is a new row (spec dataverse-web-api §3.5). */
    static final List<ComponentKindRow> ALL = List.of(
            row("table,entity", 1, "EntityDefinitions", "MetadataId", "LogicalName"),
            row("role,securityrole", 20, "roles", "roleid", "name")
                    // the copies in the business units below are no components
                    .where("_parentroleid_value eq null"),
            row("view,savedquery", 26, "savedqueries", "savedqueryid", "name"),
            row("workflow,flow,process,cloudflow,businessrule", 29, "workflows", "workflowid", "name")
                    // the row of the definition, not that of an activation
                    .where("type eq 1"),
            row("report", 31, "reports", "reportid", "name"),
            row("emailtemplate,template", 36, "templates", "templateid", "title"),
            row("duplicaterule", 44, "duplicaterules", "duplicateruleid", "name"),
            row("chart,savedqueryvisualization", 59, "savedqueryvisualizations", "savedqueryvisualizationid", "name"),
            row("form,systemform,dashboard", 60, "systemforms", "formid", "name"),
            row("webresource", 61, "webresourceset", "webresourceid", "name"),
            row("sitemap", 62, "sitemaps", "sitemapid", "sitemapnameunique"),
            row("connectionrole", 63, "connectionroles", "connectionroleid", "name"),
            row("customcontrol,codecomponent,pcf", 66, "customcontrols", "customcontrolid", "name"),
            row("fieldsecurityprofile", 70, "fieldsecurityprofiles", "fieldsecurityprofileid", "name"),
            row("appmodule,modeldrivenapp,app", 80, "appmodules", "appmoduleid", "uniquename"),
            row("plugintype", 90, "plugintypes", "plugintypeid", "typename"),
            row("pluginassembly,assembly", 91, "pluginassemblies", "pluginassemblyid", "name"),
            row(
                    "sdkmessageprocessingstep,pluginstep,step",
                    92,
                    "sdkmessageprocessingsteps",
                    "sdkmessageprocessingstepid",
                    "name"),
            row("serviceendpoint", 95, "serviceendpoints", "serviceendpointid", "name"),
            row("sla", 152, "slas", "slaid", "name"),
            row("mobileofflineprofile", 161, "mobileofflineprofiles", "mobileofflineprofileid", "name"),
            row("canvasapp", 300, "canvasapps", "canvasappid", "name"),
            row("connector", 372, "connectors", "connectorid", "name"),
            row(
                    "environmentvariabledefinition,environmentvariable",
                    380,
                    "environmentvariabledefinitions",
                    "environmentvariabledefinitionid",
                    "schemaname"),
            row(
                    "connectionreference",
                    0,
                    "connectionreferences",
                    "connectionreferenceid",
                    "connectionreferencelogicalname"),
            row("customapi", 0, "customapis", "customapiid", "uniquename"),
            row("pluginpackage", 0, "pluginpackages", "pluginpackageid", "uniquename"),
            row("bot,agent", 0, "bots", "botid", "schemaname"),
            row("botcomponent", 0, "botcomponents", "botcomponentid", "schemaname"));

    private static ComponentKindRow row(String words, int type, String entitySet, String idColumn, String nameColumn) {
        return new ComponentKindRow(List.of(words.split(",")), type, entitySet, idColumn, nameColumn, "");
    }

    private ComponentKindRow where(String filter) {
        return new ComponentKindRow(words, type, entitySet, idColumn, nameColumn, filter);
    }

    String word() {
        return words.get(0);
    }

    static Optional<ComponentKindRow> ofWord(String text) {
        String word = plain(text);
        return ALL.stream().filter(row -> row.words.contains(word)).findFirst();
    }

    static Optional<ComponentKindRow> ofType(int type) {
        return ALL.stream().filter(row -> row.type == type && type != 0).findFirst();
    }

    /** A word without what people put between its parts. */
    static String plain(String text) {
        return text.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", "");
    }
}
