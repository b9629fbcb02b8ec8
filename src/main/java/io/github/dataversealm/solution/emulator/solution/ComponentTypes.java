package io.github.dataversealm.solution.emulator.solution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.emulator.message.NewRow;
import io.github.dataversealm.solution.emulator.store.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The types of components: numbers that are the same everywhere, and kinds of the solution component framework, whose
 * numbers an organization gives out itself (spec dataverse-web-api §3.5).
 */
final class ComponentTypes {

    static final String ENTITY = "1";
    static final String ATTRIBUTE = "2";
    static final String RELATIONSHIP = "10";
    static final String OPTION_SET = "9";
    static final String ROLE = "20";
    static final String WORKFLOW = "29";
    static final String WEB_RESOURCE = "61";
    static final String VARIABLE = "380";
    static final String VALUE = "381";
    static final String CONNECTION_REFERENCE = "connectionreference";

    /**
     * A type of the platform.
     *
     * @param name as messages call it
     * @param logicalName as the read models call it
     * @param container the element of {@code importjob.data} that lists its components; empty for parts of others
     * @param element one of them there
     */
    record Type(int number, String name, String logicalName, String container, String element) {}

    private static final List<Type> PLATFORM = List.of(
            new Type(1, "Entity", "entity", "entities", "entity"),
            new Type(2, "Attribute", "attribute", "", ""),
            new Type(3, "Relationship", "relationship", "", ""),
            new Type(9, "OptionSet", "optionset", "optionSets", "optionSet"),
            new Type(10, "EntityRelationship", "entityrelationship", "entityRelationships", "entityRelationship"),
            new Type(14, "EntityKey", "entitykey", "", ""),
            new Type(16, "Privilege", "privilege", "", ""),
            new Type(20, "Role", "role", "securityroles", "securityrole"),
            new Type(22, "DisplayString", "displaystring", "", ""),
            new Type(24, "Form", "form", "", ""),
            new Type(26, "SavedQuery", "savedquery", "", ""),
            new Type(29, "Workflow", "workflow", "workflows", "workflow"),
            new Type(31, "Report", "report", "reports", "report"),
            new Type(36, "EmailTemplate", "template", "templates", "template"),
            new Type(37, "ContractTemplate", "contracttemplate", "templates", "template"),
            new Type(38, "KBArticleTemplate", "kbarticletemplate", "templates", "template"),
            new Type(39, "MailMergeTemplate", "mailmergetemplate", "templates", "template"),
            new Type(44, "DuplicateRule", "duplicaterule", "duplicaterules", "duplicaterule"),
            new Type(46, "EntityMap", "entitymap", "EntityMaps", "EntityMap"),
            new Type(48, "RibbonCommand", "ribboncommand", "", ""),
            new Type(50, "RibbonCustomization", "ribboncustomization", "ribbons", "ribbon"),
            new Type(59, "SavedQueryVisualization", "savedqueryvisualization", "", ""),
            new Type(60, "SystemForm", "systemform", "dashboards", "dashboard"),
            new Type(61, "WebResource", "webresource", "webResources", "webResource"),
            new Type(62, "SiteMap", "sitemap", "nodes", "node"),
            new Type(63, "ConnectionRole", "connectionrole", "ConnectionRoles", "ConnectionRole"),
            new Type(65, "HierarchyRule", "hierarchyrule", "HierarchyRules", "HierarchyRule"),
            new Type(66, "CustomControl", "customcontrol", "CustomControls", "CustomControl"),
            new Type(68, "CustomControlDefaultConfig", "customcontroldefaultconfig", "", ""),
            new Type(
                    70,
                    "FieldSecurityProfile",
                    "fieldsecurityprofile",
                    "FieldSecurityProfiles",
                    "FieldSecurityProfile"),
            new Type(71, "FieldPermission", "fieldpermission", "", ""),
            new Type(80, "AppModule", "appmodule", "AppModules", "AppModule"),
            new Type(90, "PluginType", "plugintype", "", ""),
            new Type(91, "PluginAssembly", "pluginassembly", "SolutionPluginAssemblies", "PluginAssembly"),
            new Type(
                    92,
                    "SDKMessageProcessingStep",
                    "sdkmessageprocessingstep",
                    "SdkMessageProcessingSteps",
                    "SdkMessageProcessingStep"),
            new Type(93, "SDKMessageProcessingStepImage", "sdkmessageprocessingstepimage", "", ""),
            new Type(95, "ServiceEndpoint", "serviceendpoint", "ServiceEndpoints", "ServiceEndpoint"),
            new Type(150, "RoutingRule", "routingrule", "RoutingRules", "RoutingRule"),
            new Type(151, "RoutingRuleItem", "routingruleitem", "", ""),
            new Type(152, "SLA", "sla", "SLAs", "SLA"),
            new Type(153, "SLAItem", "slaitem", "", ""),
            new Type(154, "ConvertRule", "convertrule", "ConvertRules", "ConvertRule"),
            new Type(155, "ConvertRuleItem", "convertruleitem", "", ""),
            new Type(
                    161,
                    "MobileOfflineProfile",
                    "mobileofflineprofile",
                    "MobileOfflineProfiles",
                    "MobileOfflineProfile"),
            new Type(162, "MobileOfflineProfileItem", "mobileofflineprofileitem", "", ""),
            new Type(165, "SimilarityRule", "similarityrule", "SimilarityRules", "SimilarityRule"),
            new Type(166, "DataSourceMapping", "datasourcemapping", "DataSourceMappings", "DataSourceMapping"),
            new Type(300, "CanvasApp", "canvasapp", "CanvasApps", "CanvasApp"),
            new Type(371, "Connector", "connector", "Connectors", "Connector"),
            new Type(372, "Connector", "connector", "Connectors", "Connector"),
            new Type(
                    380,
                    "EnvironmentVariableDefinition",
                    "environmentvariabledefinition",
                    "environmentvariabledefinitions",
                    "environmentvariabledefinition"),
            new Type(
                    381,
                    "EnvironmentVariableValue",
                    "environmentvariablevalue",
                    "environmentvariablevalues",
                    "environmentvariablevalue"),
            new Type(400, "AIProjectType", "msdyn_aitemplate", "AIProjectTypes", "AIProjectType"),
            new Type(401, "AIProject", "msdyn_aimodel", "AIModels", "AIModel"),
            new Type(402, "AIConfiguration", "msdyn_aiconfiguration", "AIConfigurations", "AIConfiguration"),
            new Type(
                    430,
                    "EntityAnalyticsConfiguration",
                    "entityanalyticsconfig",
                    "EntityAnalyticsConfigs",
                    "EntityAnalyticsConfig"),
            new Type(
                    431,
                    "AttributeImageConfiguration",
                    "attributeimageconfig",
                    "AttributeImageConfigs",
                    "AttributeImageConfig"),
            new Type(432, "EntityImageConfiguration", "entityimageconfig", "EntityImageConfigs", "EntityImageConfig"));

    /** Kinds that an organization knows from the beginning, numbered as a new one would number them. */
    private static final List<String> FRAMEWORK = List.of(
            "connectionreference",
            "customapi",
            "customapirequestparameter",
            "customapiresponseproperty",
            "bot",
            "botcomponent",
            "botcomponentcollection",
            "pluginpackage",
            "appaction",
            "settingdefinition",
            "appsetting",
            "organizationsetting",
            "catalog",
            "catalogassignment",
            "aiplugin",
            "aipluginoperation",
            "fxexpression",
            "maskingrule",
            "attributemaskingrule");

    private static final int FIRST_FRAMEWORK_NUMBER = 10_001;
    private static final Map<String, Type> BY_NUMBER = byNumber();

    private ComponentTypes() {}

    private static Map<String, Type> byNumber() {
        Map<String, Type> types = new HashMap<>();
        PLATFORM.forEach(type -> types.put(String.valueOf(type.number()), type));
        return types;
    }

    static Optional<Type> platform(String type) {
        return Optional.ofNullable(BY_NUMBER.get(type));
    }

    /** The name for people and read models: {@code Entity}, {@code connectionreference}. */
    static String name(String type) {
        return platform(type).map(Type::name).orElse(type);
    }

    static String logicalName(String type) {
        return platform(type).map(Type::logicalName).orElse(type.toLowerCase(Locale.ROOT));
    }

    /** A type as the rows of components have it, from the number of a request. */
    static String ofNumber(Transaction transaction, int number) {
        String text = String.valueOf(number);
        if (BY_NUMBER.containsKey(text) || number < FIRST_FRAMEWORK_NUMBER) {
            return text;
        }
        return transaction.table(Tables.DEFINITIONS).all().stream()
                .filter(row -> row.path("solutioncomponenttype").asInt() == number)
                .map(row -> NewRow.text(row, "name"))
                .findFirst()
                .orElse(text);
    }

    /** The number of a type in this organization; a kind that is new to it gets the next one. */
    static int number(Transaction transaction, String type) {
        if (!type.isEmpty() && type.chars().allMatch(Character::isDigit) && type.length() < 9) {
            return Integer.parseInt(type);
        }
        String name = type.toLowerCase(Locale.ROOT);
        Optional<ObjectNode> known = transaction.table(Tables.DEFINITIONS).findBy("name", name);
        if (known.isPresent()) {
            return known.get().path("solutioncomponenttype").asInt();
        }
        int next = transaction.table(Tables.DEFINITIONS).all().stream()
                        .mapToInt(row -> row.path("solutioncomponenttype").asInt())
                        .max()
                        .orElse(FIRST_FRAMEWORK_NUMBER - 1)
                + 1;
        define(transaction, name, Math.max(next, FIRST_FRAMEWORK_NUMBER));
        return Math.max(next, FIRST_FRAMEWORK_NUMBER);
    }

    /** The number of a type, also in a transaction that only reads; 0 for a kind that the organization does not know. */
    static int known(Transaction transaction, String type) {
        if (!type.isEmpty() && type.chars().allMatch(Character::isDigit) && type.length() < 9) {
            return Integer.parseInt(type);
        }
        return transaction
                .table(Tables.DEFINITIONS)
                .findBy("name", type.toLowerCase(Locale.ROOT))
                .map(row -> row.path("solutioncomponenttype").asInt())
                .orElse(0);
    }

    /** The rows of {@code solutioncomponentdefinitions} that a new organization has. */
    static void seed(Transaction transaction) {
        PLATFORM.forEach(type -> define(transaction, type.logicalName(), type.number()));
        for (int i = 0; i < FRAMEWORK.size(); i++) {
            define(transaction, FRAMEWORK.get(i), FIRST_FRAMEWORK_NUMBER + i);
        }
    }

    private static void define(Transaction transaction, String name, int number) {
        UUID id = UUID.nameUUIDFromBytes(("solutioncomponentdefinition " + number).getBytes(StandardCharsets.UTF_8));
        transaction
                .table(Tables.DEFINITIONS)
                .put(
                        id,
                        NewRow.empty()
                                .set("solutioncomponentdefinitionid", id)
                                .set("name", name)
                                .set("primaryentityname", name)
                                .set("solutioncomponenttype", number)
                                .set("objecttypecode", number)
                                .node());
    }
}
