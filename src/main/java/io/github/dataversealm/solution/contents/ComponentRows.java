package io.github.dataversealm.solution.contents;

import static io.github.dataversealm.solution.contents.ComponentRow.columns;
import static io.github.dataversealm.solution.contents.ComponentRow.id;
import static io.github.dataversealm.solution.contents.ComponentRow.name;

import io.github.dataversealm.solution.layout.ComponentKind;
import io.github.dataversealm.solution.layout.ComponentKinds;
import io.github.dataversealm.solution.layout.RelationshipFiles;
import io.github.dataversealm.solution.layout.RootComponentRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What can be named in {@code customizations.xml}: the kinds of the source layout that are listed as root components, and
 * a row for each of the others. To add a kind, add a row.
 */
final class ComponentRows {

    static final String TABLE = "Entities/Entity";
    static final String WORKFLOW = "Workflows/Workflow";
    static final String CONNECTION_REFERENCE = "connectionreferences/connectionreference";
    static final String OLD_VARIABLE = "EnvironmentVariables/Definition";
    static final String VARIABLE = "environmentvariabledefinitions/environmentvariabledefinition";
    static final String VARIABLE_VALUE =
            "environmentvariabledefinitions/environmentvariablevalues/environmentvariablevalue";

    private static final String COLUMN = TABLE + "/EntityInfo/entity/attributes/attribute";

    private static final List<ComponentRow> OWN = List.of(
            name("1", TABLE, "Name").definedBy("EntityInfo/entity/@Name"),
            name("2", COLUMN, "LogicalName", "Name", "@PhysicalName"),
            name("14", TABLE + "/EntityInfo/entity/EntityKeys/EntityKey", "LogicalName", "Name"),
            id("26", TABLE + "/SavedQueries/savedqueries/savedquery", "savedqueryid"),
            id("59", TABLE + "/Visualizations/visualization", "savedqueryvisualizationid"),
            id("65", TABLE + "/HierarchyRules/HierarchyRule", "HierarchyRuleID"),
            id("68", TABLE + "/CustomControlDefaultConfigs/CustomControlDefaultConfig", "CustomControlDefaultConfigId"),
            name("10", ComponentKinds.ENTITY_RELATIONSHIPS + "/" + RelationshipFiles.ELEMENT, "@Name"),
            id("29", WORKFLOW, "@WorkflowId").definedBy("Category").with("StateCode"),
            id("90", "SolutionPluginAssemblies/PluginAssembly/PluginTypes/PluginType", "@PluginTypeId")
                    .orName("@AssemblyQualifiedName"),
            id(
                    "93",
                    "SdkMessageProcessingSteps/SdkMessageProcessingStep/SdkMessageProcessingStepImages/SdkMessageProcessingStepImage",
                    "SdkMessageProcessingStepImageId"),
            columns("appsetting", "AppModules/AppModule/appsettings/appsetting"),
            columns("appelement", "AppModules/AppModule/appelements/appelement"),
            id("152", "Slas/Sla", "@SLAId", "SLAId"),
            id("153", "Slas/Sla/SLAItems/SLAItem", "@SLAItemId", "SLAItemId"),
            id("161", "MobileOfflineProfiles/MobileOfflineProfile", "@MobileOfflineProfileId", "MobileOfflineProfileId")
                    .orName("@Name"),
            id("401", "AIModels/AIModel", "msdyn_aimodelid"),
            id("402", "AIModels/AIModel/AIConfigurations/AIConfiguration", "msdyn_aiconfigurationid"),
            name("431", "AttributeImageConfigs/AttributeImageConfig", "parententitylogicalname attributelogicalname"),
            name("432", "EntityImageConfigs/EntityImageConfig", "parententitylogicalname"),
            name("connectionreference", CONNECTION_REFERENCE, "@connectionreferencelogicalname")
                    .with("connectorid", "description"),
            name("380", OLD_VARIABLE, "SchemaName", "Name")
                    .with(
                            "IsRequired",
                            "Type",
                            "DefaultValue",
                            "DisplayName/LocalizedNames/LocalizedName/@languagecode",
                            "Description/LocalizedNames/LocalizedName/@description",
                            "Description/LocalizedNames/LocalizedName/@languagecode"),
            name("380", VARIABLE, "@schemaname")
                    .with(
                            "isrequired",
                            "type",
                            "defaultvalue",
                            "displayname/label/@description",
                            "displayname/label/@languagecode",
                            "description/@default",
                            "description/label/@description",
                            "description/label/@languagecode",
                            "secretstore",
                            "apiid",
                            "parameterkey"),
            id("381", VARIABLE_VALUE, "@environmentvariablevalueid").with("value"));

    /**
     * All rows: the own ones, and one for each kind of the layout that has none; kinds that are never root components are
     * named by their attributes.
     */
    static final List<ComponentRow> ALL = all();

    private ComponentRows() {}

    private static List<ComponentRow> all() {
        List<ComponentRow> rows = new ArrayList<>(OWN);
        Set<String> paths = new HashSet<>();
        OWN.forEach(row -> paths.add(row.path()));
        ComponentKinds.ALL.forEach(kind -> add(kind, "", paths, rows));
        return List.copyOf(rows);
    }

    private static void add(ComponentKind kind, String above, Set<String> paths, List<ComponentRow> rows) {
        String path = path(kind, above);
        if (kind.rootComponent().isPresent()) {
            RootComponentRule rule = kind.rootComponent().get();
            String full = rule.members().isEmpty() ? path : path + '/' + String.join("/", rule.members());
            if (paths.add(full)) {
                rows.add(ComponentRow.of(rule, full));
            }
        } else if (!kind.containers().isEmpty() && paths.add(path)) {
            rows.add(columns(kind.element().toLowerCase(Locale.ROOT), path));
        }
        kind.parts().forEach(part -> add(part, path, paths, rows));
    }

    /** The elements from below the root to the kind's own. */
    static String path(ComponentKind kind, String above) {
        String containers = String.join("/", kind.containers());
        String below = containers.isEmpty() ? kind.element() : containers + '/' + kind.element();
        return above.isEmpty() ? below : above + '/' + below;
    }
}
