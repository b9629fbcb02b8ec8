package io.github.dataversealm.solution.emulator.solution;

import io.github.dataversealm.solution.contents.MissingDependency;
import java.util.Locale;
import java.util.Set;

/**
 * What every Dataverse environment has before a solution is imported: the platform's own tables with their columns, and the
 * solutions that Microsoft delivers with each environment. Tables of Dynamics 365 apps (incident, opportunity, ...) are not
 * among them.
 */
final class PlatformComponents {

    /** The tables of the Common Data Model that come with each environment, and those of the platform. */
    private static final Set<String> TABLES = Set.of(
            "account",
            "contact",
            "systemuser",
            "team",
            "businessunit",
            "organization",
            "activitypointer",
            "activityparty",
            "annotation",
            "appointment",
            "email",
            "fax",
            "letter",
            "phonecall",
            "task",
            "recurringappointmentmaster",
            "socialactivity",
            "socialprofile",
            "connection",
            "connectionrole",
            "customeraddress",
            "feedback",
            "queue",
            "queueitem",
            "role",
            "fieldsecurityprofile",
            "mailbox",
            "emailserverprofile",
            "template",
            "report",
            "workflow",
            "savedquery",
            "userquery",
            "systemform",
            "webresource",
            "sitemap",
            "appmodule",
            "canvasapp",
            "connector",
            "connectionreference",
            "environmentvariabledefinition",
            "environmentvariablevalue",
            "solution",
            "publisher",
            "transactioncurrency",
            "subject",
            "territory",
            "position",
            "kbarticle",
            "knowledgearticle",
            "category",
            "sla",
            "slakpiinstance",
            "calendar",
            "goal",
            "metric",
            "rollupfield",
            "duplicaterule",
            "sharepointsite",
            "sharepointdocumentlocation",
            "sharepointdocument",
            "processstage",
            "processsession",
            "plugintype",
            "pluginassembly",
            "pluginpackage",
            "sdkmessage",
            "sdkmessageprocessingstep",
            "serviceendpoint",
            "customapi",
            "asyncoperation",
            "importjob",
            "owner",
            "aaduser",
            "bot",
            "botcomponent",
            "botcomponentcollection",
            "conversationtranscript",
            "privilege",
            "usersettings",
            "actioncard",
            "audit",
            "attachment",
            "activityfileattachment",
            "activitymimeattachment",
            "msdyn_aimodel",
            "msdyn_aitemplate",
            "msdyn_aiconfiguration",
            "flowsession",
            "flowmachine",
            "flowmachinegroup",
            "customapirequestparameter",
            "customapiresponseproperty",
            "mailmergetemplate",
            "languagelocale",
            "exchangesyncidmapping",
            "externalparty",
            "interactionforemail",
            "bulkdeleteoperation",
            "importmap",
            "import",
            "timezonedefinition",
            "appsetting",
            "settingdefinition",
            "organizationsetting",
            "catalog",
            "catalogassignment",
            "package",
            "stagesolutionupload",
            "solutioncomponent",
            "convertrule",
            "routingrule",
            "mobileofflineprofile",
            "hierarchyrule",
            "theme",
            "newprocess",
            "expiredprocess",
            "translationprocess",
            "knowledgearticleviews",
            "knowledgebaserecord",
            "kbarticletemplate",
            "contracttemplate",
            "virtualentitymetadata");

    /** Solutions that a new environment without Dynamics 365 apps has. */
    private static final Set<String> SOLUTIONS = Set.of(
            "system",
            "basic",
            "basecustomcontrolscore",
            "customcontrolscore",
            "appmodulewebresources",
            "activityfeedscore",
            "solutionhistoryapis",
            "solutionupgradeinfrastructure",
            "msft_powerfxrulesolution",
            "msft_columnlevelsecuritydata",
            "msdyn_aisolution",
            "msdyn_contextualhelp",
            "mspcat_catalogmanager",
            "powerpages_runtimecore",
            "powerpages_runtimecoredependencies",
            "powerpages_appresources",
            "msdyn_appframeworkinfraextensions",
            "microsoftflowextensionscore",
            "powerappscheckercore");

    private PlatformComponents() {}

    static boolean isTable(String name) {
        return TABLES.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Whether an environment with nothing installed has what is required. */
    static boolean has(MissingDependency dependency) {
        String solution = solutionName(dependency.requiredSolution()).toLowerCase(Locale.ROOT);
        if (SOLUTIONS.contains(solution)) {
            return true;
        }
        if (!solution.isEmpty() && !solution.equals("active")) {
            return false;
        }
        return has(ComponentKeys.of(dependency.required()));
    }

    /** Whether it is one of the platform's tables, or a column that such a table has by itself. */
    static boolean has(ComponentKeys keys) {
        return switch (keys.type()) {
            case ComponentTypes.ENTITY -> isTable(keys.schemaName());
            case ComponentTypes.ATTRIBUTE ->
                isTable(keys.parent()) && keys.schemaName().indexOf('_') < 0;
            default -> false;
        };
    }

    /** {@code Name} of {@code Name (1.0.0.2)}. */
    static String solutionName(String solution) {
        int bracket = solution.indexOf('(');
        return (bracket < 0 ? solution : solution.substring(0, bracket)).trim();
    }

    /** {@code 1.0.0.2} of {@code Name (1.0.0.2)}; empty when it says none. */
    static String solutionVersion(String solution) {
        int open = solution.indexOf('(');
        int close = solution.lastIndexOf(')');
        return open < 0 || close < open
                ? ""
                : solution.substring(open + 1, close).trim();
    }
}
