package io.github.dataversealm.solution.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A type of component (spec dataverse-web-api §3.5). To add one, add a row.
 *
 * @param code the number that {@code componenttype} has; 0 for a kind of the solution component framework, whose number
 *     differs between environments
 * @param platformName the name of the option of {@code componenttype}, such as {@code Entity}
 * @param logicalName the table that its rows are in, such as {@code savedquery}; empty when there is none to name it by
 * @param name what people call it, such as {@code table}
 */
public record ComponentType(int code, String platformName, String logicalName, String name) {

    /** All types with a name. */
    public static final List<ComponentType> ALL = rows(
            "1 Entity entity table",
            "2 Attribute attribute column",
            "3 Relationship relationship relationship",
            "4 AttributePicklistValue attributepicklistvalue choice value",
            "5 AttributeLookupValue attributelookupvalue lookup value",
            "6 ViewAttribute viewattribute view column",
            "7 LocalizedLabel localizedlabel label",
            "8 RelationshipExtraCondition relationshipextracondition relationship condition",
            "9 OptionSet optionset choice",
            "10 EntityRelationship entityrelationship relationship",
            "11 EntityRelationshipRole entityrelationshiprole relationship role",
            "12 EntityRelationshipRelationships entityrelationshiprelationships relationship part",
            "13 ManagedProperty managedproperty managed property",
            "14 EntityKey entitykey key",
            "16 Privilege privilege privilege",
            "17 PrivilegeObjectTypeCode privilegeobjecttypecode privilege object type",
            "18 Index entityindex index",
            "20 Role role security role",
            "21 RolePrivilege roleprivilege role privilege",
            "22 DisplayString displaystring display string",
            "23 DisplayStringMap displaystringmap display string map",
            "24 Form form form",
            "25 Organization organization organization settings",
            "26 SavedQuery savedquery view",
            "29 Workflow workflow process or cloud flow",
            "31 Report report report",
            "32 ReportEntity reportentity report table",
            "33 ReportCategory reportcategory report category",
            "34 ReportVisibility reportvisibility report visibility",
            "35 Attachment attachment attachment",
            "36 EmailTemplate template e-mail template",
            "37 ContractTemplate contracttemplate contract template",
            "38 KBArticleTemplate kbarticletemplate article template",
            "39 MailMergeTemplate mailmergetemplate mail merge template",
            "44 DuplicateRule duplicaterule duplicate detection rule",
            "45 DuplicateRuleCondition duplicaterulecondition duplicate detection condition",
            "46 EntityMap entitymap column mapping of a relationship",
            "47 AttributeMap attributemap column mapping",
            "48 RibbonCommand ribboncommand ribbon command",
            "49 RibbonContextGroup ribboncontextgroup ribbon context group",
            "50 RibbonCustomization ribboncustomization application ribbon",
            "52 RibbonRule ribbonrule ribbon rule",
            "53 RibbonTabToCommandMap ribbontabtocommandmap ribbon tab",
            "55 RibbonDiff ribbondiff ribbon change",
            "59 SavedQueryVisualization savedqueryvisualization chart",
            "60 SystemForm systemform form or dashboard",
            "61 WebResource webresource web resource",
            "62 SiteMap sitemap site map",
            "63 ConnectionRole connectionrole connection role",
            "64 ComplexControl complexcontrol complex control",
            "65 HierarchyRule hierarchyrule hierarchy setting",
            "66 CustomControl customcontrol code component",
            "68 CustomControlDefaultConfig customcontroldefaultconfig control setting of a table",
            "70 FieldSecurityProfile fieldsecurityprofile column security profile",
            "71 FieldPermission fieldpermission column permission",
            "80 AppModule appmodule model-driven app",
            "90 PluginType plugintype plug-in type",
            "91 PluginAssembly pluginassembly plug-in assembly",
            "92 SDKMessageProcessingStep sdkmessageprocessingstep plug-in step",
            "93 SDKMessageProcessingStepImage sdkmessageprocessingstepimage plug-in step image",
            "95 ServiceEndpoint serviceendpoint service endpoint",
            "150 RoutingRule routingrule routing rule set",
            "151 RoutingRuleItem routingruleitem routing rule",
            "152 SLA sla service level agreement",
            "153 SLAItem slaitem service level agreement item",
            "154 ConvertRule convertrule record creation rule",
            "155 ConvertRuleItem convertruleitem record creation rule item",
            "161 MobileOfflineProfile mobileofflineprofile mobile offline profile",
            "162 MobileOfflineProfileItem mobileofflineprofileitem mobile offline profile item",
            "165 SimilarityRule similarityrule similarity rule",
            "166 DataSourceMapping datasourcemapping data source mapping",
            "169 ChannelAccessProfileRule channelaccessprofilerule channel access profile rule",
            "172 ChannelAccessProfile channelaccessprofile channel access profile",
            "181 EntityDataProvider entitydataprovider virtual table data provider",
            "183 EntityDataSource entitydatasource virtual table data source",
            "201 SDKMessage sdkmessage message",
            "202 SDKMessageFilter sdkmessagefilter message filter",
            "203 SdkMessagePair sdkmessagepair message pair",
            "204 SdkMessageRequest sdkmessagerequest message request",
            "205 SdkMessageRequestField sdkmessagerequestfield message request field",
            "206 SdkMessageResponse sdkmessageresponse message response",
            "207 SdkMessageResponseField sdkmessageresponsefield message response field",
            "208 ImportMap importmap import map",
            "210 WebWizard webwizard web wizard",
            "300 CanvasApp canvasapp canvas app",
            "371 Connector connector custom connector",
            "372 Connector connector custom connector",
            "380 EnvironmentVariableDefinition environmentvariabledefinition environment variable",
            "381 EnvironmentVariableValue environmentvariablevalue environment variable value",
            "400 AIProjectType msdyn_aitemplate AI template",
            "401 AIProject msdyn_aimodel AI model",
            "402 AIConfiguration msdyn_aiconfiguration AI configuration",
            "430 EntityAnalyticsConfiguration entityanalyticsconfig table analytics setting",
            "431 AttributeImageConfiguration attributeimageconfig image column setting",
            "432 EntityImageConfiguration entityimageconfig table image setting",
            "0 AIPlugin aiplugin AI plug-in",
            "0 AIPluginOperation aipluginoperation AI plug-in operation",
            "0 AISkillConfig aiskillconfig AI skill setting",
            "0 AppAction appaction command",
            "0 AppElement appelement app element",
            "0 AppSetting appsetting app setting",
            "0 AttributeMaskingRule attributemaskingrule column masking rule",
            "0 Bot bot agent",
            "0 BotComponent botcomponent agent component",
            "0 BotComponentCollection botcomponentcollection agent component collection",
            "0 Catalog catalog catalog",
            "0 CatalogAssignment catalogassignment catalog assignment",
            "0 ConnectionReference connectionreference connection reference",
            "0 CustomAPI customapi custom API",
            "0 CustomAPIRequestParameter customapirequestparameter custom API parameter",
            "0 CustomAPIResponseProperty customapiresponseproperty custom API result",
            "0 DVTableSearch dvtablesearch Dataverse search",
            "0 DVTableSearchEntity dvtablesearchentity table of a Dataverse search",
            "0 FxExpression fxexpression Power Fx function",
            "0 MaskingRule maskingrule masking rule",
            "0 OrganizationSetting organizationsetting environment setting",
            "0 PluginPackage pluginpackage plug-in package",
            "0 PowerBIDataset powerbidataset Power BI dataset",
            "0 PowerBIReport powerbireport Power BI report",
            "0 SettingDefinition settingdefinition setting definition");

    /** Codes that mean the same type as another, which is the one to compare by. */
    private static final Map<Integer, Integer> SAME = Map.of(24, 60, 371, 372);

    private static final Map<Integer, ComponentType> BY_CODE = byCode();
    private static final Map<String, ComponentType> BY_WORD = byWord();

    public static Optional<ComponentType> ofCode(int code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    /** The type whose rows are in this table, in any letter case. */
    public static Optional<ComponentType> ofLogicalName(String logicalName) {
        return Optional.ofNullable(BY_WORD.get(logicalName.toLowerCase(Locale.ROOT)))
                .filter(type -> type.logicalName().equalsIgnoreCase(logicalName));
    }

    /**
     * The type that a user names: by its number, or by one of its names in any letter case, blanks and hyphens left out
     * ({@code 61}, {@code WebResource}, {@code "web resource"}), as pac's {@code --componentType} takes it.
     */
    public static Optional<ComponentType> parse(String word) {
        String text = word.strip();
        if (!text.isEmpty() && text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return ofCode(Integer.parseInt(text));
        }
        return Optional.ofNullable(BY_WORD.get(key(text)));
    }

    /**
     * One text for all spellings of a type: the number of a type that has the same everywhere, else the logical name in
     * lower case.
     */
    public static String canonical(String type) {
        Optional<ComponentType> known = parse(type).filter(found -> found.code() > 0);
        if (known.isEmpty()) {
            return type.strip().toLowerCase(Locale.ROOT);
        }
        int code = known.get().code();
        return String.valueOf(SAME.getOrDefault(code, code));
    }

    /** What a message calls a component of this type, which is a number or a logical name. */
    public static String describe(String type) {
        return parse(type).map(ComponentType::name).orElseGet(() -> {
            boolean number = !type.isEmpty() && type.chars().allMatch(c -> c >= '0' && c <= '9');
            return type.isEmpty() ? "component" : number ? "component of type " + type : type;
        });
    }

    private static List<ComponentType> rows(String... rows) {
        List<ComponentType> types = new ArrayList<>();
        for (String row : rows) {
            String[] words = row.split(" ", 4);
            types.add(new ComponentType(Integer.parseInt(words[0]), words[1], words[2], words[3]));
        }
        return List.copyOf(types);
    }

    private static Map<Integer, ComponentType> byCode() {
        Map<Integer, ComponentType> types = new HashMap<>();
        ALL.stream().filter(type -> type.code() > 0).forEach(type -> types.put(type.code(), type));
        return Map.copyOf(types);
    }

    /** The first row that has a name is the one that it names, except that of two codes for one type the usual one is. */
    private static Map<String, ComponentType> byWord() {
        Map<String, ComponentType> types = new HashMap<>();
        for (ComponentType type : ALL) {
            if (!SAME.containsKey(type.code()) || type.code() == 24) {
                for (String word : List.of(type.platformName(), type.logicalName(), type.name())) {
                    types.putIfAbsent(key(word), type);
                }
            }
        }
        return Map.copyOf(types);
    }

    private static String key(String word) {
        return word.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
    }
}
