package io.github.dataversealm.solution.layout;

import static io.github.dataversealm.solution.layout.ComponentKind.of;

import io.github.dataversealm.solution.layout.DetachedText.Form;
import io.github.dataversealm.solution.layout.DetachedText.Text;
import java.util.List;
import java.util.Set;

/**
 * The classic XML layout: one row for each kind of component (spec solution-packager-behavior §5). To add a kind, add a
 * row.
 */
public final class ComponentKinds {

    private ComponentKinds() {}

    private static final ComponentKind FORM = of(
                    "FormXml/forms/systemform", "FormXml/{forms@type}/{formid}{managed}.xml")
            .wrappedIn("forms")
            .withManagedVariant()
            .listedBy(RootComponentRule.id(60, "formid"));
    private static final ComponentKind VIEW = of(
                    "SavedQueries/savedqueries/savedquery", "SavedQueries/{savedqueryid}.xml")
            .wrappedIn("savedqueries");
    private static final ComponentKind CHART =
            of("Visualizations/visualization", "Visualizations/{savedqueryvisualizationid}.xml");
    private static final ComponentKind ENTITY_RIBBON =
            of("RibbonDiffXml", "RibbonDiff.xml").takenFromManaged();

    private static final ComponentKind ENTITY = of("Entities/Entity", "Entities/{Name}/Entity.xml")
            .takenFromManaged()
            .with(FORM, VIEW, CHART, ENTITY_RIBBON)
            .with(new Content.Named("FormulaDefinitionFileName", "Formulas", "Formulas"))
            .listedBy(RootComponentRule.schemaName(1, "Name"));

    /** The rows, in the order in which the entries of the kinds are packed. */
    public static final List<ComponentKind> ALL = List.of(
            ENTITY,
            of("Roles/Role", "Roles/{@name}.xml").listedBy(RootComponentRule.id(20, "@id")),
            of("Workflows/Workflow", "Workflows/{LanguageCode/}{XamlFileName|JsonFileName:file}.data.xml")
                    .preservedWhenUnnamed()
                    .with(new Content.Body(
                            List.of("XamlFileName", "JsonFileName"),
                            FilePattern.of("Workflows/{LanguageCode/}{XamlFileName|JsonFileName:file}")))
                    .listedBy(RootComponentRule.id(29, "@WorkflowId")),
            of("FieldSecurityProfiles", "Other/FieldSecurityProfiles.xml")
                    .listedBy(new RootComponentRule(
                            List.of(70),
                            List.of("@fieldsecurityprofileid"),
                            List.of(),
                            List.of("FieldSecurityProfile"))),
            template(
                    "KBArticleTemplates",
                    "kbarticletemplate",
                    "kbarticletemplateid",
                    "kbarticletemplateid",
                    List.of(
                            new Text("structurexml", article("structurexml.xml"), Form.TEXT),
                            new Text("formatxml", article("formatxml.xsl"), Form.TEXT))),
            template(
                    "EmailTemplates",
                    "emailtemplate",
                    "templateid",
                    "templateid",
                    List.of(
                            new Text("subject", email("subject.xsl"), Form.TEXT),
                            new Text("subjectpresentationxml", email("subjectpresentationxml.xml"), Form.TEXT),
                            new Text("body", email("body.xsl"), Form.TEXT),
                            new Text("presentationxml", email("presentationxml.xml"), Form.TEXT))),
            of("Templates/ContractTemplates", "Templates/ContractTemplates.xml")
                    .listedBy(new RootComponentRule(
                            List.of(36, 37), List.of("contracttemplateid"), List.of(), List.of("contracttemplate"))),
            template(
                    "MailMergeTemplates",
                    "mailmergetemplate",
                    "mailmergetemplateid",
                    "mailmergetemplateid",
                    List.of(new Text(
                            "body",
                            FilePattern.of(
                                    "Templates/MailMergeDocuments/{languagecode}/{mailmergetemplateid}/{filename}"),
                            Form.BASE64))),
            of("ConnectionRoles", "Other/ConnectionRoles.xml")
                    .listedBy(new RootComponentRule(
                            List.of(63),
                            List.of("connectionroleid"),
                            List.of(),
                            List.of("ConnectionRoles", "ConnectionRole"))),
            of("SiteMap", "Other/SiteMap{managed}.xml")
                    .withManagedVariant()
                    .listedBy(RootComponentRule.id(62, "'{d5684797-805b-4188-b8fa-1028cfbef003}'")),
            of("EntityMaps", "Other/EntityMaps.xml"),
            of("EntityDataSources/EntityDataSource", "EntityDataSources/{@EntityDataSourceId}.xml")
                    .listedBy(RootComponentRule.id(183, "@EntityDataSourceId")),
            of("EntityDataProviders/EntityDataProvider", "EntityDataProviders/{EntityDataProviderId}.xml")
                    .listedBy(RootComponentRule.id(181, "EntityDataProviderId")),
            of("optionsets/optionset", "OptionSets/{@Name}.xml").listedBy(RootComponentRule.schemaName(9, "@Name")),
            of("Reports/ReportSignatureIdMappings", "Reports/ReportSignatureIdMappings.xml")
                    .withoutXsi(),
            of("Reports/Report", "Reports/{languagecode}/{reportid}/{filename|'UrlLinkedReport.txt'}.data.xml")
                    .withoutXsi()
                    .with(new Content.Body(
                            List.of("ExportedFileName"),
                            FilePattern.of("Reports/{languagecode}/{reportid}/{filename}")))
                    .listedBy(RootComponentRule.id(31, "reportid")),
            of("Reports/ReportLinks", "Reports/ReportLinks.xml").withoutXsi(),
            of("Dashboards/Dashboard", "Dashboards/{FormId}.xml")
                    .listedBy(
                            new RootComponentRule(List.of(60, 68, 222, 660), List.of("FormId"), List.of(), List.of())),
            of("InteractionCentricDashboards/InteractionCentricDashboard", "InteractionCentricDashboards/{FormId}.xml")
                    .listedBy(
                            new RootComponentRule(List.of(60, 68, 222, 660), List.of("FormId"), List.of(), List.of())),
            of("Dialogs/Dialog", "Dialogs/{FormId}.xml")
                    .listedBy(new RootComponentRule(List.of(60), List.of("FormId"), List.of(), List.of())),
            of("RibbonDiffXml", "Other/RibbonCustomization.xml")
                    .listedBy(RootComponentRule.schemaName(50, "':RibbonDiffXml'")),
            of("WebResources/WebResource", "WebResources/{Name:path}.data.xml")
                    .with(new Content.Body(List.of("FileName"), FilePattern.of("WebResources/{Name:path}")))
                    .listedBy(RootComponentRule.schemaName(61, "Name")),
            of("CustomControls/CustomControl", "Controls/{FileName:file}.data.xml")
                    .with(new Content.Folder("FileName"))
                    .listedBy(RootComponentRule.schemaName(66, "Name")),
            of(
                            "SolutionPluginAssemblies/PluginAssembly",
                            "PluginAssemblies/{FileName:file}.data.xml",
                            "PluginAssembliesExternal/{?SourceType=3}{@FullName:assembly}-{@PluginAssemblyId}.data.xml")
                    .preservedWhenUnnamed()
                    .with(new Content.Body(List.of("FileName"), FilePattern.of("PluginAssemblies/{FileName:file}")))
                    .listedBy(new RootComponentRule(
                            List.of(91), List.of("@PluginAssemblyId"), List.of("@FullName"), List.of())),
            of("ServiceEndpoints", "PluginAssemblies/ServiceEndpoints.xml")
                    .listedBy(new RootComponentRule(
                            List.of(95), List.of("@ServiceEndpointId"), List.of(), List.of("ServiceEndpoint"))),
            of(
                            "SdkMessageProcessingSteps/SdkMessageProcessingStep",
                            "SdkMessageProcessingSteps/{@SdkMessageProcessingStepId}.xml")
                    .listedBy(RootComponentRule.id(92, "@SdkMessageProcessingStepId")),
            of("AppModules/AppModule", "AppModules/{UniqueName}/AppModule{managed}.xml")
                    .withManagedVariant()
                    .withoutXsi()
                    .with(SortedList.APP_MODULE_COMPONENTS)
                    .listedBy(RootComponentRule.schemaName(80, "UniqueName")),
            of(
                            "AppModuleSiteMaps/AppModuleSiteMap",
                            "AppModuleSiteMaps/{SiteMapUniqueName}/AppModuleSiteMap{managed}.xml")
                    .withManagedVariant()
                    .listedBy(RootComponentRule.schemaName(62, "SiteMapUniqueName")),
            of("CanvasApps/CanvasApp", "CanvasApps/{Name}.meta.xml")
                    .with(new Content.Entries(List.of(
                            "BackgroundImageUri",
                            "DocumentUri",
                            "AdditionalUris/AdditionalUri",
                            "CodeAppPackageUris/CodeAppPackageUri")))
                    .listedBy(RootComponentRule.schemaName(300, "Name")),
            of("Connectors/Connector", "Connectors/{name}.xml")
                    .with(new Content.Prefixed("Connector", "Connectors", "name")),
            of("EnvironmentVariables/Definition", "EnvironmentVariables/{SchemaName|Name}.xml"),
            of("StoredProcedures/procedure", "StoredProcedures/{@name}.sql.data.xml")
                    .with(new Content.Body(List.of("file"), FilePattern.of("StoredProcedures/{@name}.sql"))),
            of("MobileOfflineProfiles/MobileOfflineProfile", "MobileOfflineProfiles/{@Name}.xml"),
            of("SdkMessages/SdkMessage", "SdkMessages/{Name}.xml")
                    .listedBy(new RootComponentRule(List.of(201), List.of("SdkMessageId"), List.of("Name"), List.of())),
            of("Maps/Map", "Maps/{@Name}.xml"),
            of("WebWizards/WebWizard", "WebWizards/{WebWizardId}.xml")
                    .listedBy(RootComponentRule.id(210, "WebWizardId")),
            of("TeamTemplates/TeamTemplate", "TeamTemplates/{TeamTemplateId}.xml"),
            of(
                    "SyncAttributeMappingProfiles/SyncAttributeMappingProfile",
                    "SyncAttributeMappingProfiles/{syncattributemappingprofileidunique}.xml"),
            of("ChannelAccessProfiles/ChannelAccessProfile", "ChannelAccess/Profiles/{@Name}.xml")
                    .listedBy(RootComponentRule.id(172, "@ChannelAccessProfileId")),
            of("ChannelAccessProfileRules/ChannelAccessProfileRule", "ChannelAccess/ProfileRules/{@Name}.xml")
                    .listedBy(RootComponentRule.id(169, "@ChannelAccessProfileRuleId")),
            of("serviceplans", "ServicePlans/ServicePlans.xml"),
            of("serviceplanappmodulesset", "ServicePlans/ServicePlanAppModules.xml"),
            of("EntityPrivileges", "EntityPrivileges/EntityPrivilege.xml").withoutXsi());

    /** Elements that stay in {@code Other/Customizations.xml} though their children have names. */
    public static final Set<String> KEPT = Set.of(
            "Languages",
            "OrganizationSettings",
            "EntityImageConfigs",
            "AttributeImageConfigs",
            "bots",
            "botcomponents",
            "appelements",
            "solutioncomponentattributeconfigurations");

    /** The kept element that is written {@code <X />} when it is empty, however the source spells it. */
    public static final String ORGANIZATION_SETTINGS = "OrganizationSettings";

    /** The relationships, whose files are not one for each component (spec §5 row 5). */
    public static final String ENTITY_RELATIONSHIPS = "EntityRelationships";

    /** The container whose unknown children are components too, each a file of its name. */
    public static final String TEMPLATES = "Templates";

    /** A component of an element without a row of its own, named by what its first child has. */
    public static ComponentKind generic(String container, String element) {
        return of(container + "/" + element, container + "/{Name|name|@Name|SchemaName}.meta.xml");
    }

    /** A kind of template without a row. */
    public static ComponentKind template(String element) {
        return of("Templates/" + element, "Templates/" + element + ".xml");
    }

    private static ComponentKind template(
            String element, String owner, String id, String rootComponentId, List<Text> texts) {
        return of("Templates/" + element, "Templates/" + element + ".xml")
                .with(new DetachedText(owner, texts))
                .listedBy(new RootComponentRule(List.of(36), List.of(rootComponentId), List.of(), List.of(owner)));
    }

    private static FilePattern email(String file) {
        return FilePattern.of("Templates/EmailDocuments/{languagecode}/{templateid}/" + file);
    }

    private static FilePattern article(String file) {
        return FilePattern.of("Templates/KbArticleDocuments/{languagecode}/{kbarticletemplateid}/" + file);
    }
}
