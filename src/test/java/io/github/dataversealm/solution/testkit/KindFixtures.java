package io.github.dataversealm.solution.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A component of every kind of the classic layout, made up for the tests, with the files that it becomes
 * (spec solution-packager-behavior §5).
 */
public final class KindFixtures {

    /**
     * Components of one top-level element.
     *
     * @param kinds the rows of the table that it stands for, as the paths of their elements
     * @param xml the top-level element
     * @param roots the attributes of its root components
     * @param entries the entries that belong to it
     * @param files the files that it becomes
     */
    public record Fixture(
            Set<String> kinds, String xml, List<String> roots, Map<String, String> entries, Set<String> files) {}

    public static final List<Fixture> ALL = List.of(
            of(
                    "Entities/Entity Entity/FormXml/forms/systemform Entity/SavedQueries/savedqueries/savedquery"
                            + " Entity/Visualizations/visualization Entity/RibbonDiffXml",
                    """
                    <Entities><Entity><Name LocalizedName="Trip" OriginalName="Trip">ctr_Trip</Name><EntityInfo><entity Name="ctr_Trip">\
                    <attributes><attribute PhysicalName="ctr_Cost"><FormulaDefinitionFileName>/Formulas/ctr_trip-ctr_cost.xaml</FormulaDefinitionFileName></attribute></attributes></entity></EntityInfo>\
                    <FormXml><forms type="main"><systemform><formid>{00000001-0000-0000-0000-000000000001}</formid><form /></systemform></forms>\
                    <forms type="quick"><systemform><formid>{00000001-0000-0000-0000-000000000002}</formid><form /></systemform></forms></FormXml>\
                    <SavedQueries><savedqueries><savedquery><savedqueryid>{00000001-0000-0000-0000-000000000003}</savedqueryid><fetchxml><fetch /></fetchxml></savedquery></savedqueries></SavedQueries>\
                    <Visualizations><visualization><savedqueryvisualizationid>{00000001-0000-0000-0000-000000000004}</savedqueryvisualizationid></visualization></Visualizations>\
                    <RibbonDiffXml><CustomActions /></RibbonDiffXml></Entity></Entities>""",
                    List.of("type=\"1\" schemaName=\"ctr_trip\" behavior=\"0\""),
                    Map.of("Formulas/ctr_trip-ctr_cost.xaml", "<Activity />\r\n"),
                    "Entities/ctr_Trip/Entity.xml",
                    "Entities/ctr_Trip/FormXml/main/{00000001-0000-0000-0000-000000000001}.xml",
                    "Entities/ctr_Trip/FormXml/quick/{00000001-0000-0000-0000-000000000002}.xml",
                    "Entities/ctr_Trip/SavedQueries/{00000001-0000-0000-0000-000000000003}.xml",
                    "Entities/ctr_Trip/Visualizations/{00000001-0000-0000-0000-000000000004}.xml",
                    "Entities/ctr_Trip/RibbonDiff.xml",
                    "Entities/ctr_Trip/Formulas/ctr_trip-ctr_cost.xaml"),
            of(
                    "Roles/Role",
                    "<Roles><Role id=\"{00000002-0000-0000-0000-000000000001}\" name=\"Trip Requester\"><RolePrivileges /></Role></Roles>",
                    List.of("type=\"20\" id=\"{00000002-0000-0000-0000-000000000001}\" behavior=\"0\""),
                    Map.of(),
                    "Roles/Trip Requester.xml"),
            of(
                    "Workflows/Workflow",
                    "<Workflows><Workflow WorkflowId=\"{00000003-0000-0000-0000-000000000001}\" Name=\"Notify\"><JsonFileName>/Workflows/Notify-1.json</JsonFileName><Type>1</Type></Workflow>"
                            + "<Workflow WorkflowId=\"{00000003-0000-0000-0000-000000000002}\" Name=\"Check\"><XamlFileName>/Workflows/Check-2.xaml</XamlFileName><LanguageCode>1033</LanguageCode></Workflow></Workflows>",
                    List.of(
                            "type=\"29\" id=\"{00000003-0000-0000-0000-000000000001}\" behavior=\"0\"",
                            "type=\"29\" id=\"{00000003-0000-0000-0000-000000000002}\" behavior=\"0\""),
                    Map.of("Workflows/Notify-1.json", "{\"a\": 1}\r\n", "Workflows/Check-2.xaml", "<Activity />"),
                    "Workflows/Notify-1.json",
                    "Workflows/Notify-1.json.data.xml",
                    "Workflows/1033/Check-2.xaml",
                    "Workflows/1033/Check-2.xaml.data.xml"),
            of(
                    "FieldSecurityProfiles",
                    "<FieldSecurityProfiles><FieldSecurityProfile name=\"Finance\" fieldsecurityprofileid=\"{00000004-0000-0000-0000-000000000001}\"><FieldPermissions /></FieldSecurityProfile></FieldSecurityProfiles>",
                    List.of("type=\"70\" id=\"{00000004-0000-0000-0000-000000000001}\" behavior=\"0\""),
                    Map.of(),
                    "Other/FieldSecurityProfiles.xml"),
            of(
                    "Templates/KBArticleTemplates Templates/EmailTemplates Templates/ContractTemplates"
                            + " Templates/MailMergeTemplates",
                    """
                    <Templates><KBArticleTemplates><kbarticletemplate><kbarticletemplateid>{00000005-0000-0000-0000-000000000001}</kbarticletemplateid><languagecode>1033</languagecode><structurexml>&lt;kb /&gt;</structurexml><formatxml>&lt;x&gt;&amp;amp;&lt;/x&gt;</formatxml></kbarticletemplate></KBArticleTemplates>\
                    <EmailTemplates><emailtemplate><templateid>{00000005-0000-0000-0000-000000000002}</templateid><languagecode>1033</languagecode><subject>&lt;s /&gt;</subject><subjectpresentationxml>&lt;t /&gt;</subjectpresentationxml><body>&lt;b&gt;Grüße&lt;/b&gt;</body><presentationxml></presentationxml></emailtemplate></EmailTemplates>\
                    <ContractTemplates><contracttemplate><contracttemplateid>{00000005-0000-0000-0000-000000000003}</contracttemplateid></contracttemplate></ContractTemplates>\
                    <MailMergeTemplates><mailmergetemplate><mailmergetemplateid>{00000005-0000-0000-0000-000000000004}</mailmergetemplateid><languagecode>1033</languagecode><filename>letter.doc</filename><body>aGVsbG8=</body><filesize>5</filesize></mailmergetemplate></MailMergeTemplates></Templates>""",
                    List.of(
                            "type=\"36\" id=\"{00000005-0000-0000-0000-000000000001}\" behavior=\"0\"",
                            "type=\"36\" id=\"{00000005-0000-0000-0000-000000000002}\" behavior=\"0\"",
                            "type=\"36\" id=\"{00000005-0000-0000-0000-000000000003}\" behavior=\"0\"",
                            "type=\"36\" id=\"{00000005-0000-0000-0000-000000000004}\" behavior=\"0\""),
                    Map.of(),
                    "Templates/KBArticleTemplates.xml",
                    "Templates/KbArticleDocuments/1033/{00000005-0000-0000-0000-000000000001}/structurexml.xml",
                    "Templates/KbArticleDocuments/1033/{00000005-0000-0000-0000-000000000001}/formatxml.xsl",
                    "Templates/EmailTemplates.xml",
                    "Templates/EmailDocuments/1033/{00000005-0000-0000-0000-000000000002}/subject.xsl",
                    "Templates/EmailDocuments/1033/{00000005-0000-0000-0000-000000000002}/subjectpresentationxml.xml",
                    "Templates/EmailDocuments/1033/{00000005-0000-0000-0000-000000000002}/body.xsl",
                    "Templates/EmailDocuments/1033/{00000005-0000-0000-0000-000000000002}/presentationxml.xml",
                    "Templates/ContractTemplates.xml",
                    "Templates/MailMergeTemplates.xml",
                    "Templates/MailMergeDocuments/1033/{00000005-0000-0000-0000-000000000004}/letter.doc"),
            of(
                    "ConnectionRoles",
                    "<ConnectionRoles><ConnectionRoles><ConnectionRole><connectionroleid>{00000006-0000-0000-0000-000000000001}</connectionroleid><name>Guide</name></ConnectionRole></ConnectionRoles></ConnectionRoles>",
                    List.of("type=\"63\" id=\"{00000006-0000-0000-0000-000000000001}\" behavior=\"0\""),
                    Map.of(),
                    "Other/ConnectionRoles.xml"),
            of(
                    "SiteMap",
                    "<SiteMap><SiteMap><Area Id=\"trips\" /></SiteMap></SiteMap>",
                    List.of("type=\"62\" id=\"{d5684797-805b-4188-b8fa-1028cfbef003}\" behavior=\"0\""),
                    Map.of(),
                    "Other/SiteMap.xml"),
            plain(
                    "EntityMaps",
                    "<EntityMaps><EntityMap><EntitySource>account</EntitySource><EntityTarget>ctr_trip</EntityTarget></EntityMap></EntityMaps>",
                    "Other/EntityMaps.xml"),
            of(
                    "EntityDataSources/EntityDataSource",
                    "<EntityDataSources><EntityDataSource EntityDataSourceId=\"{00000007-0000-0000-0000-000000000001}\"><Name>source</Name></EntityDataSource></EntityDataSources>",
                    List.of("type=\"183\" id=\"{00000007-0000-0000-0000-000000000001}\" behavior=\"0\""),
                    Map.of(),
                    "EntityDataSources/{00000007-0000-0000-0000-000000000001}.xml"),
            of(
                    "EntityDataProviders/EntityDataProvider",
                    "<EntityDataProviders><EntityDataProvider><EntityDataProviderId>{00000007-0000-0000-0000-000000000002}</EntityDataProviderId></EntityDataProvider></EntityDataProviders>",
                    List.of("type=\"181\" id=\"{00000007-0000-0000-0000-000000000002}\" behavior=\"0\""),
                    Map.of(),
                    "EntityDataProviders/{00000007-0000-0000-0000-000000000002}.xml"),
            of(
                    "optionsets/optionset",
                    "<optionsets><optionset Name=\"ctr_status\" localizedName=\"Status\"><options><option value=\"1\" /></options></optionset></optionsets>",
                    List.of("type=\"9\" schemaName=\"ctr_status\" behavior=\"0\""),
                    Map.of(),
                    "OptionSets/ctr_status.xml"),
            of(
                    "Reports/ReportSignatureIdMappings Reports/Report Reports/ReportLinks",
                    "<Reports><ReportSignatureIdMappings><m /></ReportSignatureIdMappings><Report><reportid>{00000008-0000-0000-0000-000000000001}</reportid><languagecode>1033</languagecode><filename>Trips.rdl</filename><ExportedFileName>/Reports/Trips{00000008-0000-0000-0000-000000000001}.rdl</ExportedFileName></Report><ReportLinks><l /></ReportLinks></Reports>",
                    List.of("type=\"31\" id=\"{00000008-0000-0000-0000-000000000001}\" behavior=\"0\""),
                    Map.of("Reports/Trips{00000008-0000-0000-0000-000000000001}.rdl", "<Report />"),
                    "Reports/ReportSignatureIdMappings.xml",
                    "Reports/ReportLinks.xml",
                    "Reports/1033/{00000008-0000-0000-0000-000000000001}/Trips.rdl",
                    "Reports/1033/{00000008-0000-0000-0000-000000000001}/Trips.rdl.data.xml"),
            of(
                    "Dashboards/Dashboard",
                    "<Dashboards><Dashboard><FormId>{00000009-0000-0000-0000-000000000001}</FormId></Dashboard></Dashboards>",
                    List.of("type=\"60\" id=\"{00000009-0000-0000-0000-000000000001}\" behavior=\"0\""),
                    Map.of(),
                    "Dashboards/{00000009-0000-0000-0000-000000000001}.xml"),
            of(
                    "InteractionCentricDashboards/InteractionCentricDashboard",
                    "<InteractionCentricDashboards><InteractionCentricDashboard><FormId>{00000009-0000-0000-0000-000000000002}</FormId></InteractionCentricDashboard></InteractionCentricDashboards>",
                    List.of("type=\"60\" id=\"{00000009-0000-0000-0000-000000000002}\" behavior=\"0\""),
                    Map.of(),
                    "InteractionCentricDashboards/{00000009-0000-0000-0000-000000000002}.xml"),
            of(
                    "Dialogs/Dialog",
                    "<Dialogs><Dialog><FormId>{00000009-0000-0000-0000-000000000003}</FormId></Dialog></Dialogs>",
                    List.of("type=\"60\" id=\"{00000009-0000-0000-0000-000000000003}\" behavior=\"0\""),
                    Map.of(),
                    "Dialogs/{00000009-0000-0000-0000-000000000003}.xml"),
            of(
                    "RibbonDiffXml",
                    "<RibbonDiffXml><CustomActions /></RibbonDiffXml>",
                    List.of("type=\"50\" schemaName=\":RibbonDiffXml\" behavior=\"0\""),
                    Map.of(),
                    "Other/RibbonCustomization.xml"),
            of(
                    "WebResources/WebResource",
                    "<WebResources><WebResource><WebResourceId>{0000000a-0000-0000-0000-000000000001}</WebResourceId><Name>ctr_/trip/form.js</Name><FileName>/WebResources/ctr_tripformjs0000000A</FileName></WebResource></WebResources>",
                    List.of("type=\"61\" schemaName=\"ctr_/trip/form.js\" behavior=\"0\""),
                    Map.of("WebResources/ctr_tripformjs0000000A", "alert('ä');\r\n"),
                    "WebResources/ctr_/trip/form.js",
                    "WebResources/ctr_/trip/form.js.data.xml"),
            of(
                    "CustomControls/CustomControl",
                    "<CustomControls><CustomControl><Name>ctr_Map</Name><FileName>/Controls/ctr_Map/ControlManifest.xml</FileName></CustomControl></CustomControls>",
                    List.of("type=\"66\" schemaName=\"ctr_Map\" behavior=\"0\""),
                    Map.of(
                            "Controls/ctr_Map/ControlManifest.xml",
                            "<manifest />",
                            "Controls/ctr_Map/css/map.css",
                            "a{}"),
                    "Controls/ctr_Map/ControlManifest.xml",
                    "Controls/ctr_Map/css/map.css",
                    "Controls/ctr_Map/ControlManifest.xml.data.xml"),
            of(
                    "SolutionPluginAssemblies/PluginAssembly",
                    "<SolutionPluginAssemblies><PluginAssembly FullName=\"Ctr.Trips, Version=1.0.0.0, Culture=neutral, PublicKeyToken=0123456789abcdef\" PluginAssemblyId=\"0000000b-0000-0000-0000-000000000001\"><SourceType>0</SourceType><FileName>/PluginAssemblies/CtrTrips-0000000B/CtrTrips.bin</FileName></PluginAssembly>"
                            + "<PluginAssembly FullName=\"Ctr.Far, Version=1.0.0.0, Culture=neutral, PublicKeyToken=0123456789abcdef\" PluginAssemblyId=\"0000000b-0000-0000-0000-000000000002\"><SourceType>3</SourceType></PluginAssembly></SolutionPluginAssemblies>",
                    List.of(
                            "type=\"91\" id=\"{0000000b-0000-0000-0000-000000000001}\" behavior=\"0\"",
                            "type=\"91\" id=\"{0000000b-0000-0000-0000-000000000002}\" behavior=\"0\""),
                    Map.of("PluginAssemblies/CtrTrips-0000000B/CtrTrips.bin", "not an assembly"),
                    "PluginAssemblies/CtrTrips-0000000B/CtrTrips.bin",
                    "PluginAssemblies/CtrTrips-0000000B/CtrTrips.bin.data.xml",
                    "PluginAssembliesExternal/Ctr.Far-0000000b-0000-0000-0000-000000000002.data.xml"),
            of(
                    "ServiceEndpoints",
                    "<ServiceEndpoints><ServiceEndpoint ServiceEndpointId=\"{0000000c-0000-0000-0000-000000000001}\" Name=\"bus\"><Contract>8</Contract></ServiceEndpoint></ServiceEndpoints>",
                    List.of("type=\"95\" id=\"{0000000c-0000-0000-0000-000000000001}\" behavior=\"0\""),
                    Map.of(),
                    "PluginAssemblies/ServiceEndpoints.xml"),
            of(
                    "SdkMessageProcessingSteps/SdkMessageProcessingStep",
                    "<SdkMessageProcessingSteps><SdkMessageProcessingStep Name=\"on create\" SdkMessageProcessingStepId=\"{0000000d-0000-0000-0000-000000000001}\"><Rank>1</Rank></SdkMessageProcessingStep></SdkMessageProcessingSteps>",
                    List.of("type=\"92\" id=\"{0000000d-0000-0000-0000-000000000001}\" behavior=\"0\""),
                    Map.of(),
                    "SdkMessageProcessingSteps/{0000000d-0000-0000-0000-000000000001}.xml"),
            of(
                    "AppModules/AppModule",
                    "<AppModules><AppModule><UniqueName>ctr_Trips</UniqueName><AppModuleComponents><AppModuleComponent type=\"1\" schemaName=\"ctr_trip\" /></AppModuleComponents></AppModule></AppModules>",
                    List.of("type=\"80\" schemaName=\"ctr_Trips\" behavior=\"0\""),
                    Map.of(),
                    "AppModules/ctr_Trips/AppModule.xml"),
            of(
                    "AppModuleSiteMaps/AppModuleSiteMap",
                    "<AppModuleSiteMaps><AppModuleSiteMap><SiteMapUniqueName>ctr_Trips</SiteMapUniqueName><SiteMap /></AppModuleSiteMap></AppModuleSiteMaps>",
                    List.of("type=\"62\" schemaName=\"ctr_Trips\" behavior=\"0\""),
                    Map.of(),
                    "AppModuleSiteMaps/ctr_Trips/AppModuleSiteMap.xml"),
            of(
                    "CanvasApps/CanvasApp",
                    "<CanvasApps><CanvasApp><Name>ctr_canvas_1</Name><BackgroundImageUri>/CanvasApps/ctr_canvas_1_BackgroundImageUri</BackgroundImageUri><DocumentUri>/CanvasApps/ctr_canvas_1_DocumentUri.msapp</DocumentUri><AdditionalUris><AdditionalUri>/CanvasApps/ctr_canvas_1_AdditionalUris0_identity.json</AdditionalUri></AdditionalUris></CanvasApp></CanvasApps>",
                    List.of("type=\"300\" schemaName=\"ctr_canvas_1\" behavior=\"0\""),
                    Map.of(
                            "CanvasApps/ctr_canvas_1_BackgroundImageUri", "png",
                            "CanvasApps/ctr_canvas_1_DocumentUri.msapp", "PK",
                            "CanvasApps/ctr_canvas_1_AdditionalUris0_identity.json", "{}"),
                    "CanvasApps/ctr_canvas_1.meta.xml",
                    "CanvasApps/ctr_canvas_1_BackgroundImageUri",
                    "CanvasApps/ctr_canvas_1_DocumentUri.msapp",
                    "CanvasApps/ctr_canvas_1_AdditionalUris0_identity.json"),
            of(
                    "Connectors/Connector",
                    "<Connectors><Connector><connectorid>{0000000e-0000-0000-0000-000000000001}</connectorid><name>ctr_weather</name></Connector></Connectors>",
                    List.of("type=\"372\" id=\"{0000000e-0000-0000-0000-000000000001}\" behavior=\"0\""),
                    Map.of(
                            "Connector/ctr_weather_openapidefinition.json",
                            "{}",
                            "Connector/ctr_weather_iconblob.Png",
                            "png"),
                    "Connectors/ctr_weather.xml",
                    "Connectors/ctr_weather_openapidefinition.json",
                    "Connectors/ctr_weather_iconblob.Png"),
            plain(
                    "EnvironmentVariables/Definition",
                    "<EnvironmentVariables><Definition><SchemaName>ctr_Mail</SchemaName></Definition></EnvironmentVariables>",
                    "EnvironmentVariables/ctr_Mail.xml"),
            of(
                    "StoredProcedures/procedure",
                    "<StoredProcedures><procedure name=\"ctr_proc\"><file>/StoredProcedures/other.sql</file></procedure></StoredProcedures>",
                    List.of(),
                    Map.of("StoredProcedures/other.sql", "select 1"),
                    "StoredProcedures/ctr_proc.sql",
                    "StoredProcedures/ctr_proc.sql.data.xml"),
            plain(
                    "MobileOfflineProfiles/MobileOfflineProfile",
                    "<MobileOfflineProfiles><MobileOfflineProfile Name=\"On / the: road\"><x /></MobileOfflineProfile></MobileOfflineProfiles>",
                    "MobileOfflineProfiles/On _ the_ road.xml"),
            of(
                    "SdkMessages/SdkMessage",
                    "<SdkMessages><SdkMessage><SdkMessageId>{0000000f-0000-0000-0000-000000000001}</SdkMessageId><Name>ctr_Book</Name></SdkMessage></SdkMessages>",
                    List.of("type=\"201\" id=\"{0000000f-0000-0000-0000-000000000001}\" behavior=\"0\""),
                    Map.of(),
                    "SdkMessages/ctr_Book.xml"),
            plain("Maps/Map", "<Maps><Map Name=\"import\"><Source /></Map></Maps>", "Maps/import.xml"),
            of(
                    "WebWizards/WebWizard",
                    "<WebWizards><WebWizard><WebWizardId>{00000010-0000-0000-0000-000000000001}</WebWizardId></WebWizard></WebWizards>",
                    List.of("type=\"210\" id=\"{00000010-0000-0000-0000-000000000001}\" behavior=\"0\""),
                    Map.of(),
                    "WebWizards/{00000010-0000-0000-0000-000000000001}.xml"),
            plain(
                    "TeamTemplates/TeamTemplate",
                    "<TeamTemplates><TeamTemplate><TeamTemplateId>{00000010-0000-0000-0000-000000000002}</TeamTemplateId></TeamTemplate></TeamTemplates>",
                    "TeamTemplates/{00000010-0000-0000-0000-000000000002}.xml"),
            plain(
                    "SyncAttributeMappingProfiles/SyncAttributeMappingProfile",
                    "<SyncAttributeMappingProfiles><SyncAttributeMappingProfile><syncattributemappingprofileidunique>{00000010-0000-0000-0000-000000000003}</syncattributemappingprofileidunique></SyncAttributeMappingProfile></SyncAttributeMappingProfiles>",
                    "SyncAttributeMappingProfiles/{00000010-0000-0000-0000-000000000003}.xml"),
            of(
                    "ChannelAccessProfiles/ChannelAccessProfile",
                    "<ChannelAccessProfiles><ChannelAccessProfile ChannelAccessProfileId=\"{00000011-0000-0000-0000-000000000001}\" Name=\"Portal\"><x /></ChannelAccessProfile></ChannelAccessProfiles>",
                    List.of("type=\"172\" id=\"{00000011-0000-0000-0000-000000000001}\" behavior=\"0\""),
                    Map.of(),
                    "ChannelAccess/Profiles/Portal.xml"),
            of(
                    "ChannelAccessProfileRules/ChannelAccessProfileRule",
                    "<ChannelAccessProfileRules><ChannelAccessProfileRule ChannelAccessProfileRuleId=\"{00000011-0000-0000-0000-000000000002}\" Name=\"Rule\"><x /></ChannelAccessProfileRule></ChannelAccessProfileRules>",
                    List.of("type=\"169\" id=\"{00000011-0000-0000-0000-000000000002}\" behavior=\"0\""),
                    Map.of(),
                    "ChannelAccess/ProfileRules/Rule.xml"),
            plain(
                    "serviceplans",
                    "<serviceplans><serviceplan><q /></serviceplan></serviceplans>",
                    "ServicePlans/ServicePlans.xml"),
            plain(
                    "serviceplanappmodulesset",
                    "<serviceplanappmodulesset><serviceplanappmodules><name>sp</name></serviceplanappmodules></serviceplanappmodulesset>",
                    "ServicePlans/ServicePlanAppModules.xml"),
            plain(
                    "EntityPrivileges",
                    "<EntityPrivileges><Privilege Name=\"prvTrip\"><privilegeobjecttypecodes /></Privilege></EntityPrivileges>",
                    "EntityPrivileges/EntityPrivilege.xml"),
            plain(
                    "EntityRelationships",
                    "<EntityRelationships><EntityRelationship Name=\"ctr_account_trip\"><EntityRelationshipType>OneToMany</EntityRelationshipType><ReferencedEntityName>Account</ReferencedEntityName></EntityRelationship>"
                            + "<EntityRelationship Name=\"ctr_trip_contact\"><EntityRelationshipType>ManyToMany</EntityRelationshipType><FirstEntityName>ctr_Trip</FirstEntityName></EntityRelationship></EntityRelationships>",
                    "Other/Relationships.xml",
                    "Other/Relationships/Account.xml",
                    "Other/Relationships/ctr_Trip.xml"),
            plain(
                    "RoutingRules",
                    "<RoutingRules><RoutingRule RoutingRuleId=\"{00000012-0000-0000-0000-000000000001}\" Name=\"Route\"><x /></RoutingRule></RoutingRules>",
                    "RoutingRules/Route.meta.xml"));

    private KindFixtures() {}

    private static Fixture plain(String kind, String xml, String... files) {
        return of(kind, xml, List.of(), Map.of(), files);
    }

    private static Fixture of(
            String kinds, String xml, List<String> roots, Map<String, String> entries, String... files) {
        return new Fixture(
                Set.of(kinds.split(" ")), xml, roots, new LinkedHashMap<>(entries), new TreeSet<>(List.of(files)));
    }

    /** A solution with all of them, and with what no component names. */
    public static SolutionZipBuilder solution() {
        SolutionZipBuilder builder = new SolutionZipBuilder();
        ALL.forEach(fixture -> add(fixture, builder));
        return builder.element("<Languages><Language>1033</Language></Languages>")
                .entry("customapis/ctr_Api/customapi.xml", "<customapi uniquename=\"ctr_Api\" />\r\n")
                .entry("unknownkind/deep/x y.json", "{}")
                .entry("environment_variable_values.json", "{}");
    }

    /** Adds one of them to a solution. */
    public static SolutionZipBuilder add(Fixture fixture, SolutionZipBuilder builder) {
        builder.element(fixture.xml());
        fixture.roots().forEach(builder::root);
        fixture.entries().forEach(builder::entry);
        return builder;
    }
}
