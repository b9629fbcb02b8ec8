package io.github.dataversealm.solution.check;

import io.github.dataversealm.solution.assembly.TestAssemblies;
import io.github.dataversealm.solution.testkit.SolutionZipBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A small solution in which no rule finds anything, with something of every kind that rules look at, near misses
 * included. Tests damage it.
 */
final class CleanSolution {

    static final String FLOW = "Workflows/Notify-11111111-0000-0000-0000-000000000001.json";
    static final String XAML = "Workflows/Rule-11111111-0000-0000-0000-000000000003.xaml";
    static final String SCRIPT = "WebResources/contoso_tripjs";
    static final String PAGE = "WebResources/contoso_pagehtml";
    static final String DLL = "PluginAssemblies/Contoso/Contoso.dll";
    static final String APP = "CanvasApps/contoso_app_DocumentUri.msapp";
    static final String VARIABLE = "environmentvariabledefinitions/contoso_Url/environmentvariabledefinition.xml";
    static final String TYPES = "[Content_Types].xml";
    static final String MANIFEST = "solution.xml";
    static final String CUSTOMIZATIONS = "customizations.xml";

    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    CleanSolution() {
        put(MANIFEST, MANIFEST_TEXT);
        put(CUSTOMIZATIONS, CUSTOMIZATIONS_TEXT);
        put(FLOW, FLOW_TEXT);
        put("Workflows/Child-11111111-0000-0000-0000-000000000002.json", CHILD_TEXT);
        put(XAML, XAML_TEXT);
        put(SCRIPT, SCRIPT_TEXT);
        put(PAGE, PAGE_TEXT);
        put("WebResources/contoso_datagif", new byte[] {'G', 'I', 'F', '8', '9', 'a'});
        put("WebResources/contoso_configxml", "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<config><a /></config>");
        String identity = "Contoso.Plugins";
        put(DLL, TestAssemblies.plugins(identity, ".NETFramework,Version=v4.6.2", true, "TripPlugin"));
        put(APP, msapp(SARIF_TEXT));
        put(VARIABLE, VARIABLE_TEXT);
        put(TYPES, TYPES_TEXT);
    }

    Map<String, byte[]> entries() {
        return entries;
    }

    String text(String entry) {
        return new String(entries.get(entry), StandardCharsets.UTF_8);
    }

    CleanSolution put(String entry, String text) {
        return put(entry, text.getBytes(StandardCharsets.UTF_8));
    }

    CleanSolution put(String entry, byte[] content) {
        entries.put(entry, content);
        return this;
    }

    CleanSolution remove(String entry) {
        entries.remove(entry);
        return this;
    }

    /** Replaces the first occurrence; fails when there is none, so that a fixture cannot go stale unseen. */
    CleanSolution replace(String entry, String from, String to) {
        String text = text(entry);
        int at = text.indexOf(from);
        if (at < 0) {
            throw new IllegalArgumentException(entry + " does not hold " + from);
        }
        return put(entry, text.substring(0, at) + to + text.substring(at + from.length()));
    }

    /** Adds something in front of an occurrence. */
    CleanSolution before(String entry, String anchor, String added) {
        return replace(entry, anchor, added + anchor);
    }

    /** Adds a statement to the script. */
    CleanSolution script(String statement) {
        return replace(SCRIPT, "/*here*/", statement);
    }

    CleanSolution msappResult(String results) {
        return put(APP, msapp(SARIF_TEXT.replace("\"results\":[]", "\"results\":[" + results + "]")));
    }

    Path write(Path zip) {
        try {
            SolutionZipBuilder.write(zip, entries);
            return zip;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] msapp(String sarif) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("Controls\\1.json"));
            zip.write("{}".getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("AppCheckerResult.sarif"));
            zip.write(sarif.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // what some real apps have: more zeros than a zip comment may be long
        out.writeBytes(new byte[70_000]);
        return out.toByteArray();
    }

    private static final String MANIFEST_TEXT = """
            <ImportExportXml version="9.2.0.0" SolutionPackageVersion="9.2" languagecode="1033">
              <SolutionManifest>
                <UniqueName>ContosoTrips</UniqueName>
                <LocalizedNames><LocalizedName description="Trips" languagecode="1033" /></LocalizedNames>
                <Version>1.2.0.0</Version>
                <Managed>0</Managed>
                <Publisher>
                  <UniqueName>contoso</UniqueName>
                  <CustomizationPrefix>contoso</CustomizationPrefix>
                  <CustomizationOptionValuePrefix>12345</CustomizationOptionValuePrefix>
                </Publisher>
                <RootComponents>
                  <RootComponent type="1" schemaName="contoso_trip" behavior="0" />
                  <RootComponent type="9" schemaName="contoso_kind" behavior="0" />
                  <RootComponent type="20" id="{22222222-0000-0000-0000-000000000001}" behavior="0" />
                  <RootComponent type="29" id="{11111111-0000-0000-0000-000000000001}" behavior="0" />
                  <RootComponent type="29" id="{11111111-0000-0000-0000-000000000002}" behavior="0" />
                  <RootComponent type="29" id="{11111111-0000-0000-0000-000000000003}" behavior="0" />
                  <RootComponent type="61" schemaName="contoso_/trip.js" behavior="0" />
                  <RootComponent type="61" schemaName="contoso_/page.html" behavior="0" />
                  <RootComponent type="61" schemaName="contoso_/data.gif" behavior="0" />
                  <RootComponent type="61" schemaName="contoso_/config.xml" behavior="0" />
                  <RootComponent type="80" schemaName="contoso_App" behavior="0" />
                  <RootComponent type="91" id="{33333333-0000-0000-0000-000000000001}" schemaName="Contoso.Plugins, Version=1.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089" behavior="0" />
                  <RootComponent type="92" id="{44444444-0000-0000-0000-000000000001}" behavior="0" />
                  <RootComponent type="300" schemaName="contoso_app" behavior="0" />
                </RootComponents>
                <MissingDependencies />
              </SolutionManifest>
            </ImportExportXml>
            """;

    private static final String CUSTOMIZATIONS_TEXT = """
            <ImportExportXml xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
              <Entities>
                <Entity>
                  <Name LocalizedName="Trip" OriginalName="Trip">contoso_trip</Name>
                  <EntityInfo>
                    <entity Name="contoso_trip">
                      <attributes>
                        <attribute PhysicalName="contoso_Name"><Type>nvarchar</Type><Name>contoso_name</Name><LogicalName>contoso_name</LogicalName><DisplayMask>PrimaryName|ValidForForm</DisplayMask><IsCustomField>1</IsCustomField><displaynames><displayname description="Name" languagecode="1033" /><displayname description="Name" languagecode="1031" /></displaynames></attribute>
                        <attribute PhysicalName="contoso_KindId"><Type>picklist</Type><Name>contoso_kindid</Name><LogicalName>contoso_kindid</LogicalName><DisplayMask>ValidForForm</DisplayMask><IsCustomField>1</IsCustomField><OptionSetName>contoso_kind</OptionSetName></attribute>
                        <attribute PhysicalName="contoso_Next"><Type>lookup</Type><Name>contoso_next</Name><LogicalName>contoso_next</LogicalName><DisplayMask>ValidForForm</DisplayMask><IsCustomField>1</IsCustomField></attribute>
                        <attribute PhysicalName="CreatedOn"><Type>datetime</Type><Name>createdon</Name><LogicalName>createdon</LogicalName><IsCustomField>0</IsCustomField></attribute>
                      </attributes>
                      <IsActivity>0</IsActivity>
                    </entity>
                  </EntityInfo>
                  <FormXml>
                    <forms type="main">
                      <systemform>
                        <formid>{55555555-0000-0000-0000-000000000001}</formid>
                        <form>
                          <tabs><tab><columns><column><sections><section><rows><row><cell><control id="contoso_name" datafieldname="contoso_name" /></cell><cell><control id="ownerid" datafieldname="ownerid" /></cell></row></rows></section></sections></column></columns></tab></tabs>
                          <events><event name="onload"><Handlers><Handler functionName="Contoso.Trip.onLoad" libraryName="contoso_/trip.js" enabled="true" /></Handlers></event></events>
                          <formLibraries><Library name="contoso_/trip.js" /></formLibraries>
                        </form>
                        <LocalizedNames><LocalizedName description="Information" languagecode="1033" /></LocalizedNames>
                      </systemform>
                    </forms>
                  </FormXml>
                  <SavedQueries>
                    <savedqueries>
                      <savedquery>
                        <savedqueryid>{66666666-0000-0000-0000-000000000001}</savedqueryid>
                        <layoutxml><grid name="resultset"><row name="result" id="contoso_tripid"><cell name="contoso_name" width="300" /></row></grid></layoutxml>
                        <fetchxml><fetch version="1.0"><entity name="contoso_trip"><attribute name="contoso_tripid" /><attribute name="contoso_name" /><order attribute="contoso_name" /><filter type="and"><condition attribute="statecode" operator="eq" value="0" /></filter><link-entity name="contoso_trip" alias="a1"><attribute name="contoso_name" /></link-entity><link-entity name="contoso_trip" alias="a2" /></entity></fetch></fetchxml>
                        <LocalizedNames><LocalizedName description="Active Trips" languagecode="1033" /></LocalizedNames>
                      </savedquery>
                    </savedqueries>
                  </SavedQueries>
                  <RibbonDiffXml>
                    <CustomActions><CustomAction Id="contoso.trip.Button.CustomAction"><CommandUIDefinition><Button Id="contoso.trip.Button" Command="contoso.trip.Command" ModernImage="$webresource:contoso_/data.gif" /></CommandUIDefinition></CustomAction></CustomActions>
                    <CommandDefinitions><CommandDefinition Id="contoso.trip.Command"><EnableRules><EnableRule Id="contoso.trip.Rule" /><EnableRule Id="Mscrm.IsOnline" /></EnableRules><DisplayRules /><Actions><JavaScriptFunction FunctionName="isNaN" Library="$webresource:contoso_/trip.js" /><JavaScriptFunction FunctionName="Contoso.Trip.book" Library="$webresource:contoso_/trip.js" /></Actions></CommandDefinition></CommandDefinitions>
                    <RuleDefinitions><EnableRules><EnableRule Id="contoso.trip.Rule"><FormStateRule State="Create" /></EnableRule></EnableRules></RuleDefinitions>
                  </RibbonDiffXml>
                </Entity>
              </Entities>
              <Roles>
                <Role id="{22222222-0000-0000-0000-000000000001}" name="Traveller">
                  <RolePrivileges>
                    <RolePrivilege name="prvReadcontoso_Trip" level="Global" />
                    <RolePrivilege name="prvReadAccount" level="Basic" />
                  </RolePrivileges>
                </Role>
              </Roles>
              <Workflows>
                <Workflow WorkflowId="{11111111-0000-0000-0000-000000000001}" Name="Notify"><JsonFileName>/Workflows/Notify-11111111-0000-0000-0000-000000000001.json</JsonFileName><Type>1</Type><Category>5</Category><StateCode>1</StateCode><PrimaryEntity>none</PrimaryEntity></Workflow>
                <Workflow WorkflowId="{11111111-0000-0000-0000-000000000002}" Name="Child"><JsonFileName>/Workflows/Child-11111111-0000-0000-0000-000000000002.json</JsonFileName><Type>1</Type><Category>5</Category><StateCode>1</StateCode><PrimaryEntity>none</PrimaryEntity></Workflow>
                <Workflow WorkflowId="{11111111-0000-0000-0000-000000000003}" Name="Rule"><XamlFileName>/Workflows/Rule-11111111-0000-0000-0000-000000000003.xaml</XamlFileName><Type>1</Type><Category>0</Category><StateCode>1</StateCode><PrimaryEntity>contoso_trip</PrimaryEntity></Workflow>
              </Workflows>
              <EntityRelationships>
                <EntityRelationship Name="contoso_trip_next"><EntityRelationshipType>OneToMany</EntityRelationshipType><ReferencingEntityName>contoso_Trip</ReferencingEntityName><ReferencedEntityName>contoso_Trip</ReferencedEntityName><ReferencingAttributeName>contoso_Next</ReferencingAttributeName></EntityRelationship>
              </EntityRelationships>
              <optionsets>
                <optionset Name="contoso_kind"><OptionSetType>picklist</OptionSetType><options><option value="123450000"><labels><label description="Train" languagecode="1033" /></labels></option><option value="123450001"><labels><label description="Plane" languagecode="1033" /></labels></option></options></optionset>
              </optionsets>
              <WebResources>
                <WebResource><WebResourceId>{77777777-0000-0000-0000-000000000001}</WebResourceId><Name>contoso_/trip.js</Name><WebResourceType>3</WebResourceType><FileName>/WebResources/contoso_tripjs</FileName></WebResource>
                <WebResource><WebResourceId>{77777777-0000-0000-0000-000000000002}</WebResourceId><Name>contoso_/page.html</Name><WebResourceType>1</WebResourceType><DependencyXml>&lt;Dependencies&gt;&lt;Dependency componentType="WebResource"&gt;&lt;Library name="contoso_/trip.js" /&gt;&lt;/Dependency&gt;&lt;/Dependencies&gt;</DependencyXml><FileName>/WebResources/contoso_pagehtml</FileName></WebResource>
                <WebResource><WebResourceId>{77777777-0000-0000-0000-000000000003}</WebResourceId><Name>contoso_/data.gif</Name><WebResourceType>7</WebResourceType><FileName>/WebResources/contoso_datagif</FileName></WebResource>
                <WebResource><WebResourceId>{77777777-0000-0000-0000-000000000004}</WebResourceId><Name>contoso_/config.xml</Name><WebResourceType>4</WebResourceType><FileName>/WebResources/contoso_configxml</FileName></WebResource>
              </WebResources>
              <SolutionPluginAssemblies>
                <PluginAssembly FullName="Contoso.Plugins, Version=1.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089" PluginAssemblyId="33333333-0000-0000-0000-000000000001">
                  <IsolationMode>2</IsolationMode>
                  <FileName>/PluginAssemblies/Contoso/Contoso.dll</FileName>
                  <PluginTypes><PluginType AssemblyQualifiedName="Contoso.TripPlugin, Contoso.Plugins, Version=1.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089" Name="Contoso.TripPlugin" /></PluginTypes>
                </PluginAssembly>
              </SolutionPluginAssemblies>
              <SdkMessageProcessingSteps>
                <SdkMessageProcessingStep Name="Trip updated" SdkMessageProcessingStepId="{44444444-0000-0000-0000-000000000001}">
                  <SdkMessageId>20bebb1b-ea3e-db11-86a7-000a3a5473e8</SdkMessageId>
                  <PluginTypeName>Contoso.TripPlugin, Contoso.Plugins, Version=1.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089</PluginTypeName>
                  <PrimaryEntity>contoso_trip</PrimaryEntity>
                  <FilteringAttributes>contoso_name</FilteringAttributes>
                  <Mode>0</Mode>
                  <Rank>1</Rank>
                  <Stage>40</Stage>
                </SdkMessageProcessingStep>
              </SdkMessageProcessingSteps>
              <AppModuleSiteMaps>
                <AppModuleSiteMap><SiteMapUniqueName>contoso_App</SiteMapUniqueName><SiteMap><Area Id="A1"><Group Id="G1"><SubArea Id="S1" Entity="contoso_trip" Icon="$webresource:contoso_/data.gif" /></Group></Area></SiteMap></AppModuleSiteMap>
              </AppModuleSiteMaps>
              <AppModules>
                <AppModule><UniqueName>contoso_App</UniqueName><AppModuleComponents><AppModuleComponent type="1" schemaName="contoso_trip" /><AppModuleComponent type="62" schemaName="contoso_App" /></AppModuleComponents></AppModule>
              </AppModules>
              <CanvasApps>
                <CanvasApp><Name>contoso_app</Name><ConnectionReferences>{"a":{"id":"/providers/microsoft.powerapps/apis/shared_office365","displayName":"Office","xrmConnectionReferenceLogicalName":"contoso_office","dataSets":{},"parameterHints":{"workflowEntityId":{"value":"11111111-0000-0000-0000-000000000001"}}}}</ConnectionReferences><DocumentUri>/CanvasApps/contoso_app_DocumentUri.msapp</DocumentUri></CanvasApp>
              </CanvasApps>
              <connectionreferences>
                <connectionreference connectionreferencelogicalname="contoso_office"><connectorid>/providers/Microsoft.PowerApps/apis/shared_office365</connectorid></connectionreference>
              </connectionreferences>
            </ImportExportXml>
            """;

    private static final String FLOW_TEXT = """
            {
              "properties": {
                "connectionReferences": {
                  "shared_office365": {"api": {"name": "shared_office365"}, "connection": {"connectionReferenceLogicalName": "contoso_office"}}
                },
                "definition": {
                  "parameters": {"Url (contoso_Url)": {"defaultValue": "", "type": "String", "metadata": {"schemaName": "contoso_Url"}}},
                  "triggers": {
                    "When_a_row_changes": {
                      "type": "OpenApiConnectionWebhook",
                      "inputs": {"host": {"connectionName": "shared_office365"}, "parameters": {"subscriptionRequest/message": 3, "subscriptionRequest/entityname": "contoso_trip", "subscriptionRequest/filteringattributes": "contoso_name"}}
                    }
                  },
                  "actions": {
                    "Init": {"runAfter": {}, "type": "InitializeVariable", "inputs": {"variables": [{"name": "count", "type": "integer", "value": 0}]}},
                    "Get_the_'trip'": {"runAfter": {"Init": ["Succeeded"]}, "type": "Compose", "inputs": "@variables('count')"},
                    "Send": {"runAfter": {"Get_the_'trip'": ["Succeeded"]}, "type": "OpenApiConnection", "inputs": {"host": {"connectionName": "shared_office365", "operationId": "SendEmailV2"}, "parameters": {"emailMessage/Attachments": [{"Name": "a.txt", "ContentBytes": "@body('Get the ''trip''')"}]}}},
                    "Run_child": {"runAfter": {"Send": ["Succeeded"]}, "type": "Workflow", "inputs": {"host": {"workflowReferenceName": "11111111-0000-0000-0000-000000000002"}}}
                  }
                }
              }
            }
            """;

    private static final String CHILD_TEXT = """
            {
              "properties": {
                "connectionReferences": {},
                "definition": {
                  "triggers": {"manual": {"type": "Request", "kind": "Http", "inputs": {"triggerAuthenticationType": "Tenant"}}},
                  "actions": {"Call": {"runAfter": {}, "type": "Compose", "inputs": "https://www.contoso.com"}}
                }
              }
            }
            """;

    private static final String XAML_TEXT = """
            <Activity xmlns="http://schemas.microsoft.com/netfx/2009/xaml/activities" xmlns:x="http://schemas.microsoft.com/winfx/2006/xaml">
              <Step EntityName="contoso_trip" />
              <Step AssemblyQualifiedName="Microsoft.Crm.Workflow.Activities.Sequence, Microsoft.Crm.Workflow, Version=9.0.0.0" />
              <Step AssemblyQualifiedName="Contoso.TripPlugin, Contoso.Plugins, Version=1.0.0.0" />
            </Activity>
            """;

    private static final String SCRIPT_TEXT = """
            "use strict";
            var Contoso = Contoso || {};
            Contoso.Trip = {
              onLoad: function (executionContext) {
                var form = executionContext.getFormContext();
                var top = 1, alert = function () { return top; };
                if (form === null || /[/]==/.test("a == b")) { alert("not the window's"); }
                // console.log("a comment")
                element.innerHTML = "";
                $("#a").html("plain");
                var svg = "http://www.w3.org/2000/svg";
                window.postMessage("a", "https://contoso.com");
                setTimeout(function () { return `${svg} == console.log`; }, 10);
              },
              book: async function () { await fetch("/api/data/v9.2/accounts"); /*here*/ }
            };
            """;

    private static final String PAGE_TEXT = """
            <!DOCTYPE html>
            <html><head><script src="trip.js"></script><script src="../ClientGlobalContext.js.aspx"></script></head><body><a href="#x">x</a></body></html>
            """;

    private static final String VARIABLE_TEXT = """
            <environmentvariabledefinition schemaname="contoso_Url">
              <defaultvalue>https://www.contoso.com</defaultvalue>
              <type>100000000</type>
            </environmentvariabledefinition>
            """;

    private static final String SARIF_TEXT =
            "{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"PowerApps app checker\",\"rules\":["
                    + "{\"id\":\"r\",\"messageStrings\":{\"issue\":{\"text\":\"Wrong {0}\"}},\"properties\":{\"primaryCategory\":\"formula\"}}]}},"
                    + "\"results\":[]}]}";

    private static final String TYPES_TEXT = """
            <?xml version="1.0" encoding="utf-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="a/b" /><Default Extension="json" ContentType="a/b" /><Default Extension="xaml" ContentType="a/b" /><Default Extension="dll" ContentType="a/b" /><Default Extension="msapp" ContentType="a/b" /><Override PartName="/WebResources/contoso_tripjs" ContentType="a/b" /><Override PartName="/WebResources/contoso_pagehtml" ContentType="a/b" /><Override PartName="/WebResources/contoso_datagif" ContentType="a/b" /><Override PartName="/WebResources/contoso_configxml" ContentType="a/b" /></Types>
            """;
}
