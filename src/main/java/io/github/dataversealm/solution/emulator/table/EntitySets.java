package io.github.dataversealm.solution.emulator.table;

import static io.github.dataversealm.solution.emulator.table.ColumnType.BOOLEAN;
import static io.github.dataversealm.solution.emulator.table.ColumnType.DATE;
import static io.github.dataversealm.solution.emulator.table.ColumnType.DOUBLE;
import static io.github.dataversealm.solution.emulator.table.ColumnType.GUID;
import static io.github.dataversealm.solution.emulator.table.ColumnType.INTEGER;
import static io.github.dataversealm.solution.emulator.table.ColumnType.STRING;
import static io.github.dataversealm.solution.emulator.table.EntitySet.Verb.CREATE;
import static io.github.dataversealm.solution.emulator.table.EntitySet.Verb.DELETE;
import static io.github.dataversealm.solution.emulator.table.EntitySet.Verb.UPDATE;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The register of tables (spec dataverse-web-api §3). Columns that a stored row has beyond these are never shown. */
public final class EntitySets {

    private static final String ADDRESS = " address%1$d_line1 address%1$d_line2 address%1$d_line3 address%1$d_city"
            + " address%1$d_county address%1$d_stateorprovince address%1$d_postalcode address%1$d_country"
            + " address%1$d_postofficebox address%1$d_telephone1 address%1$d_telephone2 address%1$d_fax";
    private static final String STATES = "0 Active|1 Inactive";
    private static final String STATUSES = "1 Active|2 Inactive";

    /** The column of a role that no client sees: the ids of the users who have it. */
    public static final String ROLE_USERS = "$users";

    private static final List<EntitySet> ALL = List.of(
            EntitySet.of("solutions", "solution", "solutionid", "friendlyname")
                    .strings("uniquename friendlyname version description templatesuffix upgradeinfo")
                    .readOnly(
                            STRING,
                            "solutionpackageversion thumbprint pinpointassetid pinpointpublishername"
                                    + " pinpointsolutiondefaultlocale")
                    .readOnly(BOOLEAN, "ismanaged isapimanaged")
                    .writable(BOOLEAN, "isvisible enabledforsourcecontrolintegration")
                    .readOnly(DATE, "installedon updatedon")
                    .choice("solutiontype", "0 None|1 Snapshot|2 Internal")
                    .choice(
                            "sourcecontrolsyncstatus",
                            "0 Not started|1 Initial sync in progress|2 Errors in initial sync|3 Pending changes to be committed|4 Committed")
                    .lookup("publisherid", "publishers")
                    .readOnlyLookup("parentsolutionid", "solutions")
                    .lookup("configurationpageid", "webresourceset")
                    .readOnlyLookup("organizationid", "organizations")
                    .usual()
                    .child("solution_solutioncomponent", "solutioncomponents", "_solutionid_value")
                    .verbs(CREATE, UPDATE, DELETE)
                    .build(),
            EntitySet.of("publishers", "publisher", "publisherid", "friendlyname")
                    .strings("uniquename friendlyname customizationprefix description emailaddress supportingwebsiteurl"
                            + ADDRESS.formatted(1) + ADDRESS.formatted(2))
                    .writable(INTEGER, "customizationoptionvalueprefix")
                    .readOnly(BOOLEAN, "isreadonly")
                    .readOnlyLookup("organizationid", "organizations")
                    .usual()
                    .child("publisher_solution", "solutions", "_publisherid_value")
                    .alternateKey("uniquename")
                    .verbs(CREATE, UPDATE, DELETE)
                    .build(),
            EntitySet.of("importjobs", "importjob", "importjobid", "solutionname")
                    .readOnly(STRING, "name solutionname data importcontext operationcontext")
                    .readOnly(GUID, "solutionid organizationid")
                    .readOnly(DOUBLE, "progress")
                    .readOnly(DATE, "startedon completedon")
                    .usual()
                    .verbs(DELETE)
                    .build(),
            EntitySet.of("asyncoperations", "asyncoperation", "asyncoperationid", "name")
                    .strings("friendlymessage")
                    .readOnly(STRING, "name messagename message data workload hostid dependencytoken primaryentitytype")
                    .readOnly(GUID, "correlationid requestid")
                    .readOnly(INTEGER, "operationtype subtype depth errorcode retrycount timezoneruleversionnumber")
                    .readOnly(ColumnType.BIG_INTEGER, "sequence")
                    .readOnly(DOUBLE, "executiontimespan")
                    .readOnly(BOOLEAN, "iswaitingforevent retainjobhistory")
                    .readOnly(DATE, "startedon completedon")
                    .writable(DATE, "postponeuntil")
                    .choice("statecode", "0 Ready|1 Suspended|2 Locked|3 Completed")
                    .choice(
                            "statuscode",
                            "0 Waiting For Resources|10 Waiting|20 In Progress|21 Pausing|22 Canceling|30 Succeeded|31 Failed|32 Canceled")
                    .readOnlyLookup("regardingobjectid", "solutions")
                    .owned()
                    .usual()
                    .verbs(UPDATE, DELETE)
                    .build(),
            EntitySet.of("solutioncomponents", "solutioncomponent", "solutioncomponentid", "objectid")
                    .readOnly(GUID, "objectid rootsolutioncomponentid")
                    .readOnly(INTEGER, "componenttype")
                    .choice(
                            "rootcomponentbehavior",
                            "0 Include Subcomponents|1 Do not include subcomponents|2 Include As Shell Only")
                    .readOnly(BOOLEAN, "ismetadata")
                    .readOnlyLookup("solutionid", "solutions")
                    .usual()
                    .build(),
            EntitySet.of(
                            "connectionreferences",
                            "connectionreference",
                            "connectionreferenceid",
                            "connectionreferencedisplayname")
                    .strings("connectionreferencelogicalname connectionreferencedisplayname connectorid connectionid"
                            + " description connectionparametersetconfig introducedversion")
                    .choice("statecode", STATES)
                    .choice("statuscode", STATUSES)
                    .choice(
                            "promptingbehavior",
                            "0 Prompt for connection on solution import|1 Skip prompt for connection on solution import")
                    .readOnly(BOOLEAN, "ismanaged")
                    .readOnly(GUID, "solutionid")
                    .lookup("customconnectorid", "connectors")
                    .owned()
                    .usual()
                    .alternateKey("connectionreferencelogicalname")
                    .verbs(CREATE, UPDATE, DELETE)
                    .build(),
            EntitySet.of(
                            "environmentvariabledefinitions",
                            "environmentvariabledefinition",
                            "environmentvariabledefinitionid",
                            "schemaname")
                    .strings(
                            "schemaname displayname description defaultvalue valueschema hint apiid parameterkey introducedversion")
                    .choice(
                            "type",
                            "100000000 String|100000001 Number|100000002 Boolean|100000003 JSON|100000004 Data Source|100000005 Secret")
                    .choice("secretstore", "0 Azure Key Vault|1 Microsoft Dataverse")
                    .choice("statecode", STATES)
                    .choice("statuscode", STATUSES)
                    .writable(BOOLEAN, "isrequired")
                    .readOnly(BOOLEAN, "ismanaged")
                    .readOnly(GUID, "solutionid")
                    .lookup("parentdefinitionid", "environmentvariabledefinitions")
                    .lookup("connectionreferenceid", "connectionreferences")
                    .owned()
                    .usual()
                    .child(
                            "environmentvariabledefinition_environmentvariablevalue",
                            "environmentvariablevalues",
                            "_environmentvariabledefinitionid_value")
                    .alternateKey("schemaname")
                    .verbs(CREATE, UPDATE, DELETE)
                    .build(),
            EntitySet.of(
                            "environmentvariablevalues",
                            "environmentvariablevalue",
                            "environmentvariablevalueid",
                            "schemaname")
                    .strings("schemaname value introducedversion")
                    .choice("statecode", STATES)
                    .choice("statuscode", STATUSES)
                    .readOnly(BOOLEAN, "ismanaged")
                    .readOnly(GUID, "solutionid")
                    .lookup("environmentvariabledefinitionid", "environmentvariabledefinitions")
                    .owned()
                    .usual()
                    .verbs(CREATE, UPDATE, DELETE)
                    .build(),
            EntitySet.of("workflows", "workflow", "workflowid", "name")
                    .strings(
                            "name uniquename description clientdata xaml primaryentity introducedversion connectionreferences")
                    .readOnly(GUID, "workflowidunique solutionid")
                    .choice(
                            "category",
                            "0 Workflow|1 Dialog|2 Business Rule|3 Action|4 Business Process Flow|5 Modern Flow|6 Desktop Flow|7 AI Flow")
                    .choice("type", "1 Definition|2 Activation|3 Template")
                    .choice("statecode", "0 Draft|1 Activated|2 Suspended")
                    .choice("statuscode", "1 Draft|2 Activated|3 CompanyDLPViolation")
                    .choice("modernflowtype", "0 PowerAutomateFlow|1 CopilotStudioFlow|2 M365CopilotAgentFlow")
                    .readOnly(BOOLEAN, "ismanaged")
                    .owned()
                    .usual()
                    .verbs(UPDATE, DELETE)
                    .build(),
            EntitySet.of(
                            "solutioncomponentdefinitions",
                            "solutioncomponentdefinition",
                            "solutioncomponentdefinitionid",
                            "name")
                    .readOnly(STRING, "name primaryentityname primaryentityotc")
                    .readOnly(INTEGER, "solutioncomponenttype objecttypecode")
                    .readOnly(BOOLEAN, "isviewable ismanaged")
                    .usual()
                    .build(),
            EntitySet.of("stagesolutionuploads", "stagesolutionupload", "stagesolutionuploadid", "name")
                    .readOnly(STRING, "name solutionuniquename")
                    .choice("statecode", STATES)
                    .choice("statuscode", STATUSES)
                    .owned()
                    .usual()
                    .verbs(DELETE)
                    .build(),
            EntitySet.of("msdyn_solutionhistories", "msdyn_solutionhistory", "msdyn_solutionhistoryid", "msdyn_name")
                    .readOnly(
                            STRING,
                            "msdyn_name msdyn_solutionversion msdyn_exceptionmessage msdyn_exceptionstack msdyn_packagename"
                                    + " msdyn_packageversion msdyn_publishername msdyn_activityid msdyn_correlationid"
                                    + " msdyn_solutionhistorydescription")
                    .readOnly(GUID, "msdyn_solutionid msdyn_publisherid")
                    .choice(
                            "msdyn_operation",
                            "0 Import|1 Uninstall|2 Export|3 Publish|4 PublishAll|5 LanguageProvision|6 ImportTranslation|7 RibbonMetadataGeneration|8 WorkflowSetState|9 None")
                    .choice("msdyn_suboperation", "0 None|1 New|2 Upgrade|3 Update|4 Delete|5 Single Step Upgrade")
                    .choice("msdyn_status", "0 Started|1 Completed")
                    .readOnly(BOOLEAN, "msdyn_result msdyn_ismanaged msdyn_ispatch msdyn_isoverwritecustomizations")
                    .readOnly(INTEGER, "msdyn_errorcode msdyn_totaltime msdyn_maxretries msdyn_retrycount")
                    .readOnly(DATE, "msdyn_starttime msdyn_endtime")
                    .quirks(EntitySet.Quirk.FILTER_MAY_BE_REFUSED)
                    .build(),
            EntitySet.of(
                            "msdyn_solutioncomponentsummaries",
                            "msdyn_solutioncomponentsummary",
                            "msdyn_solutioncomponentsummaryid",
                            "msdyn_displayname")
                    .readOnly(
                            STRING,
                            "msdyn_objectid msdyn_name msdyn_displayname msdyn_schemaname msdyn_componenttypename"
                                    + " msdyn_componentlogicalname msdyn_ismanagedname msdyn_primaryentityname msdyn_subtype"
                                    + " msdyn_status msdyn_workflowcategory msdyn_description msdyn_owner msdyn_typename")
                    .readOnly(GUID, "msdyn_solutionid")
                    .readOnly(INTEGER, "msdyn_componenttype msdyn_total")
                    .readOnly(
                            BOOLEAN, "msdyn_ismanaged msdyn_iscustom msdyn_iscustomizable msdyn_hasactivecustomization")
                    .readOnly(DATE, "msdyn_createdon msdyn_modifiedon")
                    .quirks(EntitySet.Quirk.NO_BOOLEAN_FILTER, EntitySet.Quirk.ONE_SOLUTION_PER_QUERY)
                    .build(),
            EntitySet.of(
                            "msdyn_solutioncomponentcountsummaries",
                            "msdyn_solutioncomponentcountsummary",
                            "msdyn_solutioncomponentcountsummaryid",
                            "msdyn_componentlogicalname")
                    .readOnly(STRING, "msdyn_componentlogicalname msdyn_workflowcategory msdyn_subtype")
                    .readOnly(GUID, "msdyn_solutionid")
                    .readOnly(INTEGER, "msdyn_componenttype msdyn_total")
                    .quirks(EntitySet.Quirk.ONE_SOLUTION_PER_QUERY)
                    .build(),
            EntitySet.of("msdyn_componentlayers", "msdyn_componentlayer", "msdyn_componentlayerid", "msdyn_name")
                    .readOnly(
                            STRING,
                            "msdyn_componentid msdyn_solutioncomponentname msdyn_name msdyn_solutionname msdyn_publishername"
                                    + " msdyn_changes msdyn_componentjson msdyn_children")
                    .readOnly(INTEGER, "msdyn_order")
                    .readOnly(DATE, "msdyn_overwritetime")
                    .quirks(EntitySet.Quirk.SELECT_IGNORED)
                    .build(),
            EntitySet.of(CustomTables.DEFINITIONS, "EntityMetadata", "MetadataId", "LogicalName")
                    .readOnly(STRING, "LogicalName SchemaName EntitySetName PrimaryIdAttribute PrimaryNameAttribute")
                    .readOnly(BOOLEAN, "IsCustomEntity")
                    .alternateKey("LogicalName")
                    .child("Attributes", CustomTables.ATTRIBUTES, CustomTables.TABLE_OF_ATTRIBUTE)
                    .build(),
            EntitySet.of(CustomTables.ATTRIBUTES, "AttributeMetadata", "MetadataId", "LogicalName")
                    .readOnly(
                            STRING,
                            "LogicalName SchemaName AttributeType AttributeTypeName AttributeOf EntityLogicalName")
                    .readOnly(BOOLEAN, "IsCustomAttribute")
                    .build(),
            EntitySet.of("systemusers", "systemuser", "systemuserid", "fullname")
                    .readOnly(STRING, "fullname domainname internalemailaddress")
                    .readOnly(GUID, "applicationid azureactivedirectoryobjectid")
                    .readOnly(BOOLEAN, "isdisabled")
                    .readOnlyLookup("businessunitid", "businessunits")
                    .usual()
                    .child("systemuserroles_association", "roles", ROLE_USERS)
                    .build(),
            EntitySet.of("roles", "role", "roleid", "name")
                    .readOnly(STRING, "name")
                    .readOnly(BOOLEAN, "ismanaged")
                    .readOnlyLookup("businessunitid", "businessunits")
                    // roles are copied into each business unit below; here is one business unit
                    .readOnlyLookup("parentroleid", "roles")
                    .usual()
                    .build(),
            EntitySet.of("webresourceset", "webresource", "webresourceid", "name")
                    .readOnly(STRING, "name displayname")
                    .readOnly(BOOLEAN, "ismanaged")
                    .usual()
                    .build(),
            EntitySet.of("businessunits", "businessunit", "businessunitid", "name")
                    .readOnly(STRING, "name")
                    .usual()
                    .build(),
            EntitySet.of("organizations", "organization", "organizationid", "name")
                    .readOnly(STRING, "name uniquename")
                    .readOnly(INTEGER, "languagecode maxuploadfilesize")
                    .usual()
                    .build());

    private final Map<String, EntitySet> byName = new LinkedHashMap<>();

    public EntitySets() {
        ALL.forEach(set -> byName.put(set.name(), set));
    }

    /** Also one that is only read below another, whose name begins with {@code $}. */
    public Optional<EntitySet> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Those that are served. */
    public Collection<EntitySet> all() {
        return byName.values().stream()
                .filter(set -> !set.name().startsWith("$"))
                .toList();
    }
}
