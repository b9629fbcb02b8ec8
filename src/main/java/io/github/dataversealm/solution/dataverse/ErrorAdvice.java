package io.github.dataversealm.solution.dataverse;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an error of the service means for a release engineer: one row for each code of the spec's Appendix A that can reach
 * our calls or the jobs they start, and one for each HTTP status without a code.
 *
 * @param name the service's name of the code, to search for; the status line for a row of a status
 * @param kind how the calls treat it
 * @param problem one sentence
 * @param advice what to do next, with the command to type; may be empty
 */
public record ErrorAdvice(String name, Kind kind, String problem, String advice) {

    /** What follows from a code, whatever the HTTP status says. */
    public enum Kind {
        /** Too many requests: nothing was done, the same call works later. */
        THROTTLING,
        /** Another solution operation holds the environment: nothing was done, and it takes minutes. */
        LOCK,
        /** The service failed for a moment; whether something was done is not known. */
        TRANSIENT,
        /** Refused for a reason that stays until someone does something: nothing was done. */
        PERMANENT,
        /** A wrapper that says nothing of the reason. */
        UNCLEAR
    }

    private static final String ADMIN_CENTER =
            "Power Platform admin center (https://admin.powerplatform.microsoft.com) >"
                    + " Environments > <environment> > Settings > Users + permissions > Application users";
    private static final String ADD_USER = "Add the app there: " + ADMIN_CENTER
            + " > New app user, with the security role System Administrator. Then run mvn solution:who-am-i -Denv=<environment>.";
    private static final String ADD_ROLE = "Give it the security role System Administrator: " + ADMIN_CENTER
            + " > <app> > Edit security roles. Then run mvn solution:who-am-i -Denv=<environment>.";
    private static final String LATER = "Try again in some minutes.";
    private static final String WAIT = "Wait until it is over, then run the same command again; mvn solution:history"
            + " -Denv=<environment> shows what ran. An import waits by itself, up to -Dsolution.maxAsyncWaitTime minutes.";
    private static final String EXPORT_AGAIN =
            "Build the zip again with mvn solution:pack, or export the solution again with mvn solution:export.";
    private static final String CHECK_FILE = "Run mvn solution:check on the zip: it names the file and line.";
    private static final String DEPENDENCIES =
            "Import the solutions that it needs first. Several are brought in the right order: mvn solution:import"
                    + " -Dsolution.zipFile=<its zip>,<this zip> -Denv=<environment>. mvn solution:plan"
                    + " -Denv=<environment> shows what is missing.";
    private static final String BLOCKERS = "Remove what depends on it first, or uninstall the solutions that do:"
            + " mvn solution:delete -Dsolution.name=<solution> -Denv=<environment> lists them.";
    private static final String PREFIX = "Give the component a name with the prefix of the solution's publisher.";

    private static final Map<ErrorCode, ErrorAdvice> BY_CODE = new LinkedHashMap<>();
    private static final Map<Integer, ErrorAdvice> BY_STATUS = new LinkedHashMap<>();

    static {
        // who signs in
        row(0x80072560, "UserNotMemberOfOrg", "The application is no user of this environment.", ADD_USER);
        row(0x80042f09, "UserNotAssignedRoles", "The application user has no security role here.", ADD_ROLE);
        row(
                0x80040225,
                "UserNotEnabled",
                "The application user is disabled, or belongs to no business unit.",
                "Activate it: " + ADMIN_CENTER + " > <app> > Activate.");
        row(0x80040220, "PrivilegeDenied", "The application user lacks a privilege that this needs.", ADD_ROLE);
        row(0x80048306, "AccessDenied", "The application user may not do this with the record.", ADD_ROLE);
        row(0x80048405, "AccessDenied", "Access is denied to the application user.", ADD_ROLE);

        // the zip
        row(
                0x80048060,
                "ImportCustomizationsBadZipFileError",
                "The file is no solution: solution.xml, customizations.xml and [Content_Types].xml must stand at its root.",
                EXPORT_AGAIN + " A zip of a zip, or of the unpacked folder, is no solution.");
        row(0x80048000, "ImportInvalidFileError", "The service does not take the file as a solution.", EXPORT_AGAIN);
        row(0x80048013, "ImportNonWellFormedFileError", "An XML file of the solution is broken.", CHECK_FILE);
        row(0x8004802c, "ImportInvalidXmlError", "An XML file of the solution is not valid.", CHECK_FILE);
        row(0x8004801a, "ImportXsdValidationError", "An XML file breaks the schema of solutions.", CHECK_FILE);
        row(
                0x80048491,
                "VeryLargeFileInZipImport",
                "A file in the solution is larger than the environment takes.",
                "Make it smaller; for web resources and attachments the limit is a system setting (Email > Set file size limit).");
        unclear(
                0x80048033,
                "ImportSolutionError",
                "The import failed.",
                "The result of each component says why: it is in target/solution, next to the report of the import.");
        row(
                0x80048066,
                "ImportSolutionPackageNotValid",
                "The solution was exported from a version that this environment cannot import.",
                "Export it again from an environment that is not newer than this one.");
        row(
                0x80048067,
                "ImportSolutionPackageNeedsUpgrade",
                "The solution was exported from another version and has to be transformed.",
                "Export it again from a current environment with mvn solution:export.");
        row(
                0x80048068,
                "ImportSolutionPackageInvalidSolutionPackageVersion",
                "The solution was exported from a newer version than this environment has.",
                "Wait for the update of the environment, or export the solution from one of the same version.");
        row(
                0x8004418a,
                "RequestLengthTooLarge",
                "The solution is larger than the service takes in one request.",
                "Split it, or take large web resources and canvas apps out of it.");
        row(
                0x80040375,
                "ImportFileTooLargeToUpload",
                "The solution is larger than the service takes.",
                "Split it, or take large web resources and canvas apps out of it.");
        row(
                0x8004f114,
                "WebResourceContentSizeExceeded",
                "A web resource is larger than the environment takes.",
                "Make it smaller, or raise the limit in the environment (Settings > Email > Set file size limit).");

        // importing
        row(
                0x8004801c,
                "ImportWrongPublisherError",
                "The solution is installed from another publisher, and a managed solution cannot change it.",
                "Build the zip with the publisher of the installed one, or uninstall that first:"
                        + " mvn solution:delete -Dsolution.name=<solution> -Denv=<environment>.");
        row(
                0x8004801d,
                "ImportMissingDependenciesError",
                "The environment lacks components that the solution needs.",
                DEPENDENCIES);
        row(
                0x8004801f,
                "ImportMissingComponent",
                "The solution names a component that is neither in it nor in the environment.",
                DEPENDENCIES);
        row(0x80048030, "ImportOptionSetsError", "A choice (option set) could not be imported.", CHECK_FILE);
        row(0x80048031, "ImportRibbonsError", "A ribbon could not be imported.", CHECK_FILE);
        row(0x80048032, "ImportReportsError", "A report could not be imported.", CHECK_FILE);
        row(0x80048034, "ImportDependencySolutionError", "Solutions that it needs are not installed.", DEPENDENCIES);
        row(
                0x80048038,
                "ImportSolutionManagedError",
                "The solution is installed as managed and cannot be upgraded with this zip.",
                "Import the managed zip: -Dsolution.packageType=Managed.");
        row(
                0x8004803a,
                "ImportMissingRootComponentEntry",
                "A component is in the zip but not declared in solution.xml.",
                "Add it to <RootComponents>, or export the solution again. " + CHECK_FILE);
        row(
                0x80048040,
                "ImportSolutionManagedToUnmanagedMismatch",
                "The solution is here as unmanaged, and the zip is managed.",
                "Import the unmanaged zip (-Dsolution.packageType=Unmanaged), or delete the unmanaged solution first if this is"
                        + " a test or production environment: mvn solution:delete -Dsolution.name=<solution> -Denv=<environment>."
                        + " Its components stay and become managed.");
        row(
                0x80048041,
                "ImportSolutionUnmanagedToManagedMismatch",
                "The solution is here as managed, and the zip is unmanaged.",
                "Import the managed zip (-Dsolution.packageType=Managed), or uninstall the managed solution first, which deletes"
                        + " its data: mvn solution:delete -Dsolution.name=<solution> -Denv=<environment>.");
        row(0x80048062, "ImportAttributeNameError", "A column has a name without a valid prefix.", PREFIX);
        row(0x80044366, "InvalidNamePrefix", "A component has a name without a valid prefix.", PREFIX);
        row(0x8004f118, "WebResourceNameInvalidPrefix", "A web resource has a name without a valid prefix.", PREFIX);
        row(
                0x80048541,
                "LowerVersionUpgrade",
                "An upgrade must have a higher version than what is installed.",
                "Raise the version (mvn solution:set-version -Dsolution.solutionVersion=<version>), or skip versions that are not"
                        + " higher: -Dsolution.skipLowerVersion.");
        row(
                0x80048540,
                "PatchMissingBase",
                "The solution that this is a patch of is not installed.",
                "Import the base solution first, in the version that the patch was cloned from.");
        row(
                0x80061771,
                "CloneSolutionPatchException",
                "The patch is installed in the same or a higher version.",
                "Raise the version of the patch, or skip it: -Dsolution.skipLowerVersion.");
        row(
                0x8004f042,
                "CannotUpdateSolutionPatch",
                "The patch is installed in this version, and patches are not updated.",
                "Raise the version of the patch, or skip it: -Dsolution.skipLowerVersion.");
        row(
                0x8004f016,
                "CannotOverwriteActiveComponent",
                "A component of the managed solution was made by hand in this environment.",
                "Delete the unmanaged component there, or the unmanaged solution that brought it; then import again.");
        row(
                0x8004f031,
                "OnlyOwnerCanSetManagedProperties",
                "A managed property differs, and the component belongs to another publisher.",
                "Leave the managed properties of other publishers' components as they are.");
        row(
                0x8004f036,
                "InvalidDependency",
                "A component that another one refers to does not exist here.",
                DEPENDENCIES);
        row(0x80071153, "DuplicateComponentInSolutionXml", "A component stands in the solution twice.", CHECK_FILE);
        row(
                0x80071156,
                "CyclicDependency",
                "Components of the solution depend on each other in a circle.",
                "Take one of them into another solution, or remove the reference.");
        row(
                0x80071157,
                "CircularDependency",
                "Solutions depend on each other in a circle.",
                "Move the shared components into a solution of their own.");

        // upgrading, cloning
        row(
                0x80048539,
                "CloneSolutionException",
                "The operation on the cloned or staged solution failed; mostly an earlier upgrade was not finished and"
                        + " <solution>_Upgrade is still there.",
                "Finish it with mvn solution:upgrade -Dsolution.name=<solution> -Denv=<environment>, or drop it with"
                        + " mvn solution:delete -Dsolution.name=<solution>_Upgrade -Denv=<environment>.");
        row(
                0x8004853b,
                "SolutionUpgradeNotAvailable",
                "No upgrade of the solution is waiting to be applied.",
                "Import the new version with -Dsolution.importAsHolding first, or let mvn solution:import upgrade in one step.");
        row(
                0x8004853c,
                "SolutionUpgradeWrongSolutionSelected",
                "An upgrade is applied to the solution that was there before.",
                "Name that one, without _Upgrade: mvn solution:upgrade -Dsolution.name=<solution> -Denv=<environment>.");
        row(
                0x8004f046,
                "SolutionUpgradeFailed",
                "The new version was staged, but the upgrade could not be applied.",
                "Mend what the message says, then finish it: mvn solution:upgrade -Dsolution.name=<solution> -Denv=<environment>.");
        row(
                0x80048538,
                "CannotModifyPatchedSolution",
                "The solution has patches, which lock it.",
                "Merge them first: mvn solution:merge-patches -Dsolution.name=<solution> -Denv=<environment>.");

        // exporting
        row(0x80048035, "ExportSolutionError", "The export failed.", LATER);
        row(
                0x80048036,
                "ExportManagedSolutionError",
                "The solution is installed as managed, and managed solutions cannot be exported.",
                "Export it from the development environment, where it is unmanaged.");
        row(
                0x80048037,
                "ExportMissingSolutionError",
                "There is no such solution here.",
                "Give its unique name: mvn solution:list -Denv=<environment> shows it.");
        row(
                0x80048048,
                "ExportDefaultAsPackagedError",
                "The default solution cannot be exported.",
                "Make a solution with the components you want, and export that.");

        // members
        row(
                0x80048536,
                "SubcomponentMissingARoot",
                "The component belongs to another one that is not in the solution.",
                "Add that one first: mvn solution:add-component.");
        row(
                0x80048537,
                "SubcomponentDoesNotExist",
                "There is no such component in the environment.",
                "Check its id and type.");
        row(
                0x8004f015,
                "CannotAddNonCustomizableComponent",
                "The component is managed and not customizable, so that no solution can take it.",
                "");
        row(
                0x8004f018,
                "CannotAddSolutionComponentWithoutRoots",
                "This is no component of a solution.",
                "Check its id and type.");
        row(
                0x8004f021,
                "CannotRemoveComponentFromSolution",
                "The component is not in the solution.",
                "Check its id and type, and the name of the solution.");
        row(
                0x8004f024,
                "CannotUpdateManagedSolution",
                "The solution is managed: it can be changed only by importing a new version.",
                "Change it in the development environment, where it is unmanaged.");

        // solutions and publishers
        row(
                0x8004f002,
                "InvalidSolutionUniqueName",
                "The unique name has characters that are not allowed.",
                "Use letters, digits and _, not beginning with a digit.");
        row(0x8004f022, "RestrictedSolutionName", "The unique name is reserved by Microsoft.", "Choose another name.");
        row(0x8004f023, "SolutionUniqueNameViolation", "The unique name is taken.", "Choose another name.");
        row(
                0x8004f01e,
                "InvalidSolutionVersion",
                "The version is not valid.",
                "Write two to four numbers with dots, such as 1.4.2.0.");
        row(0x8004f005, "CannotDeleteRestrictedSolution", "The solution belongs to the system and stays.", "");
        row(0x8004f006, "CannotDeleteRestrictedPublisher", "The publisher belongs to the system and stays.", "");
        row(0x8004f009, "CannotUpdateDefaultSolution", "The default solution cannot be changed so.", "");
        row(0x8004f00a, "CannotUpdateRestrictedSolution", "The solution belongs to the system and stays as it is.", "");
        row(0x8004f01c, "InvalidPublisherUniqueName", "The publisher has no unique name.", CHECK_FILE);
        row(0x8004f033, "CannotUpdateReadOnlyPublisher", "The publisher cannot be changed.", "");
        row(0x8004f01d, "CannotUninstallWithDependencies", "Other components depend on the solution.", BLOCKERS);
        row(0x8004f01f, "CannotDeleteInUseComponent", "A component is used by others and cannot be deleted.", BLOCKERS);
        row(
                0x8004f020,
                "CannotUninstallReferencedProtectedSolution",
                "Another solution needs this one.",
                "Uninstall that one first: mvn solution:delete -Dsolution.name=<solution> -Denv=<environment>.");

        // jobs and locks
        row(0x80044252, "InvalidImportJobId", "The service does not know the import job.", "");
        lock(0x80071151, "SolutionConcurrencyFailure", "Another solution is being imported, published or removed.");
        lock(0x80071154, "ConcurrentOperationFailure", "Another operation on the environment is running.");
        lock(0x8004ed47, "AppLockTimeout", "Another operation holds the environment locked.");
        row(
                0x80071152,
                "DuplicatedJobId",
                "An import with this job id has been started before.",
                "It is not started twice: mvn solution:history -Denv=<environment> shows what became of it.");
        row(
                0x80071155,
                "DuplicatedJobIdDueToConcurrency",
                "An import with this job id is running.",
                "It is not started twice: run the same command again to follow it.");
        transientRow(
                0x80048543,
                "SolutionImportCauseTimeout",
                "The operation timed out, perhaps because a solution is being imported.");
        transientRow(0x80048542, "VersionedRowNotFoundInTempDB", "The database of the service is short of space.");

        // throttling and faults of the service
        throttling(0x80072321, "ThrottlingTimeExceededError", "The requests of this user have taken too much time.");
        throttling(0x80072322, "ThrottlingBurstRequestLimitExceededError", "This user has sent too many requests.");
        throttling(
                0x80072326,
                "ThrottlingConcurrencyLimitExceededError",
                "This user has too many requests at the same time.");
        throttling(
                0x80072323,
                "AzureSqlDatabaseResourceLimitExceededError",
                "The database of the service is at its limit.");
        throttling(
                0x80072324,
                "AzureSqlMaxConcurrentWorkersLimitExceededError",
                "The database of the service is too busy.");
        transientRow(0x80044150, "GenericSqlError", "The database of the service failed.");
        transientRow(0x80044151, "SqlTimeout", "The database of the service did not answer in time.");
        transientRow(0x80131904, "SqlException", "The database of the service failed, perhaps in a deadlock.");
        transientRow(0x80040216, "UnExpected", "The service failed unexpectedly.");
        unclear(
                0x80040265,
                "IsvAborted",
                "A plug-in stopped the operation.",
                "The message is that of the plug-in. 'ConnectionNotFound' or 'permission' in it means a connection of the settings"
                        + " file: share the connection with the application user, or correct its ConnectionId.");

        // data
        row(0x80040217, "ObjectDoesNotExist", "The record does not exist (any more).", "");
        row(0x80040237, "DuplicateRecord", "A record with the same key exists.", "");
        row(0x80040203, "InvalidArgument", "The service does not accept a value.", "");
        row(
                0x80048d19,
                "InvalidPayload",
                "The service does not understand the request.",
                "The environment may be too old.");
        row(
                0x80060888,
                "InvalidReference",
                "The request refers to a record in a way that the service does not accept.",
                "");
        row(
                0x8006088a,
                "ResourceNotFound",
                "The service does not know this call.",
                "The environment may be too old for it.");
        row(0x80048408, "InvalidStateCodeStatusCode", "The state cannot be set.", "");
        row(
                0x80048455,
                "ErrorsInWorkflowDefinition",
                "The process has errors and cannot be turned on.",
                "Open it in the maker portal, mend it, and turn it on there.");
        row(
                0x80060466,
                "CannotUpdateActiveModernFlow",
                "The cloud flow is on and cannot be changed.",
                "Turn it off in the maker portal first.");
        row(
                0x80060467,
                "FlowServiceClientError",
                "The flow service does not turn the cloud flow on.",
                "Mostly its connections are missing or not shared: give the connection ids in the settings file ("
                        + "mvn solution:settings) and share the connections with the application user.");

        // answers without a code
        status(400, "Bad Request", Kind.PERMANENT, "The service does not accept the request.", "");
        status(
                401,
                "Unauthorized",
                Kind.PERMANENT,
                "The service does not accept the sign-in.",
                "Check that the application belongs to the tenant of the environment and that the url is right:"
                        + " mvn solution:who-am-i -Denv=<environment> says more.");
        status(403, "Forbidden", Kind.PERMANENT, "The application user may not do this.", ADD_USER);
        status(
                404,
                "Not Found",
                Kind.PERMANENT,
                "The service does not know this address.",
                "Check the url: it is that of the environment, such as https://contoso.crm4.dynamics.com, without a path.");
        status(405, "Method Not Allowed", Kind.PERMANENT, "The service does not allow this.", "");
        status(
                407,
                "Proxy Authentication Required",
                Kind.PERMANENT,
                "The proxy asks for a user name and password.",
                "Set <username> and <password> of the <proxy> in settings.xml.");
        status(408, "Request Timeout", Kind.TRANSIENT, "The request did not reach the service in time.", LATER);
        status(
                412,
                "Precondition Failed",
                Kind.PERMANENT,
                "The record was changed by someone else, or exists already.",
                "");
        status(
                413,
                "Content Too Large",
                Kind.PERMANENT,
                "The solution is larger than the service takes in one request.",
                "Split it, or take large web resources and canvas apps out of it.");
        status(425, "Too Early", Kind.TRANSIENT, "The service is not ready.", LATER);
        status(429, "Too Many Requests", Kind.THROTTLING, "The service asks for a pause: too many requests.", LATER);
        status(499, "Client Closed Request", Kind.TRANSIENT, "A gateway before the service gave up.", LATER);
        String health = LATER + " If it stays so, look at the service health in the Power Platform admin center.";
        status(500, "Internal Server Error", Kind.TRANSIENT, "The service failed.", health);
        status(
                501,
                "Not Implemented",
                Kind.PERMANENT,
                "The service cannot do this.",
                "The environment may be too old for it.");
        status(502, "Bad Gateway", Kind.TRANSIENT, "A gateway could not reach the service.", health);
        status(503, "Service Unavailable", Kind.TRANSIENT, "The service is not available.", health);
        status(504, "Gateway Timeout", Kind.TRANSIENT, "The service did not answer the gateway in time.", health);
    }

    private static void row(int code, String name, String problem, String advice) {
        BY_CODE.put(new ErrorCode(code), new ErrorAdvice(name, Kind.PERMANENT, problem, advice));
    }

    private static void unclear(int code, String name, String problem, String advice) {
        BY_CODE.put(new ErrorCode(code), new ErrorAdvice(name, Kind.UNCLEAR, problem, advice));
    }

    private static void lock(int code, String name, String problem) {
        BY_CODE.put(new ErrorCode(code), new ErrorAdvice(name, Kind.LOCK, problem, WAIT));
    }

    private static void throttling(int code, String name, String problem) {
        BY_CODE.put(
                new ErrorCode(code),
                new ErrorAdvice(
                        name,
                        Kind.THROTTLING,
                        problem,
                        LATER + " Run fewer jobs with the same application at the same time."));
    }

    private static void transientRow(int code, String name, String problem) {
        BY_CODE.put(new ErrorCode(code), new ErrorAdvice(name, Kind.TRANSIENT, problem, LATER));
    }

    private static void status(int status, String name, Kind kind, String problem, String advice) {
        BY_STATUS.put(status, new ErrorAdvice(status + " " + name, kind, problem, advice));
    }

    /** What a code means; empty for a code that is in no row. For jobs too, whose rows carry the code as a number. */
    public static Optional<ErrorAdvice> of(ErrorCode code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    /** What a status without a known code means; every status has an answer. */
    static ErrorAdvice ofStatus(int status) {
        ErrorAdvice exact = BY_STATUS.get(status);
        if (exact != null) {
            return exact;
        }
        return status >= 500
                ? new ErrorAdvice(status + "", Kind.TRANSIENT, "The service failed.", LATER)
                : new ErrorAdvice(status + "", Kind.PERMANENT, "The service does not accept the request.", "");
    }

    /** The codes that have a row. */
    public static Set<ErrorCode> codes() {
        return Collections.unmodifiableSet(BY_CODE.keySet());
    }
}
