package io.github.dataversealm.solution.emulator.message;

/** The errors of the service: code and text (spec dataverse-web-api, appendix A). {@code {n}} is filled in. */
public enum Fault {
    INVALID_ARGUMENT(0x80040203, "{0}"),
    OBJECT_DOES_NOT_EXIST(0x80040217, "Entity '{0}' With Id = {1} Does Not Exist"),
    DUPLICATE_RECORD(0x80040237, "A record with matching key values already exists."),
    UNEXPECTED(0x80040216, "An unexpected error occurred."),
    ISV_ABORTED(0x80040265, "{0}"),
    SEGMENT_NOT_FOUND(0x8006088a, "Resource not found for the segment '{0}'."),
    INVALID_FILE(0x80048000, "Invalid Import File"),
    BAD_ZIP(
            0x80048060,
            "The solution file is invalid. The compressed file must contain the following files at its root: solution.xml,"
                    + " customizations.xml, and [Content_Types].xml. Customization files exported from previous versions of"
                    + " Microsoft Dynamics 365 are not supported."),
    NOT_WELL_FORMED(0x80048013, "Invalid customization file. This file is not well formed."),
    XSD_VIOLATION(0x8004801a, "The import file is invalid. XSD validation failed with the following error: '{0}'. {1}"),
    INVALID_UNIQUE_NAME(
            0x8004f002,
            "Invalid character specified for solution unique name. Only characters within the ranges [A-Z], [a-z], [0-9] or _"
                    + " are allowed. The first character may only be in the ranges [A-Z], [a-z] or _."),
    INVALID_VERSION(0x8004f01e, "An invalid solution version was specified."),
    PACKAGE_VERSION(
            0x80048068,
            "You can only import solutions with a package version of {0} or earlier into this organization. Also, you can't"
                    + " import any solutions into this organization that were exported from Microsoft Dynamics 365 2011 or"
                    + " earlier."),
    MANAGED_OVER_UNMANAGED(
            0x80048040,
            "The solution is already installed on this system as an unmanaged solution and the package supplied is attempting"
                    + " to install it in managed mode. Import can only update solutions when the modes match. Uninstall the"
                    + " current solution and try again."),
    UNMANAGED_OVER_MANAGED(
            0x80048041,
            "The solution is already installed on this system as a managed solution and the package supplied is attempting to"
                    + " install it in unmanaged mode. Import can only update solutions when the modes match. Uninstall the"
                    + " current solution and try again."),
    WRONG_PUBLISHER(
            0x8004801c,
            "The following managed solution cannot be imported: {0}. The publisher name cannot be changed from {1} to {2}."),
    MISSING_BASE(0x80048539, "Cannot create a holding solution for missing base {0}."),
    BOTH_MANAGED(0x80048539, "The imported solution and the existing solution must both be managed for upgrade."),
    LOWER_VERSION_UPGRADE(
            0x80048541, "The import solution must have a higher version than the existing solution it is upgrading."),
    LOWER_VERSION(
            0x80048033,
            "The solution {0} is installed in version {1}; the package has version {2}, which is not higher (strictVersions)."),
    HOLDING_EXISTS(0x80048539, "Holding solution {0}_Upgrade already exists."),
    PATCH_MISSING_BASE(
            0x80048540,
            "You can't import the patch ({0}) for the solution ({1}) because the solution isn't present. The operation has"
                    + " been canceled."),
    NEWER_PATCH(
            0x80061771, "Patch '{0}' has a matching or higher version ({1}) than that of the patch being installed."),
    SAME_PATCH(0x8004f042, "Solution patch with version {0} already exists. Updating patch is not supported."),
    PATCH_VERSION(0x80048539, "{0}"),
    MISSING_DEPENDENCIES(
            0x8004801d,
            "The following solution cannot be imported: {0}. Some dependencies are missing. The missing dependencies are : {1}"
                    + " , ProductUpdatesOnly : {2}"),
    ATTRIBUTE_NAME(
            0x80048062,
            "Invalid name for attribute {0}.  Custom attribute names must start with a valid customization prefix. The prefix"
                    + " for a solution component should match the prefix that is specified for the publisher of the solution."),
    NAME_PREFIX(
            0x80044366,
            "The schema name {0} for type {1} is invalid or missing.Custom attribute, entity, entitykey, option set and"
                    + " relationship names must start with a valid customization prefix.The prefix for a solution component"
                    + " should match the prefix that is specified for the publisher of the solution."),
    WEB_RESOURCE_PREFIX(0x8004f118, "Webresource name does not contain a valid prefix."),
    UNMANAGED_BASE(
            0x8004f016,
            "A managed solution cannot overwrite the {0} component {1} with Id={2} which has an unmanaged base instance.  The"
                    + " most likely scenario for this error is that an unmanaged solution has installed a new unmanaged {0}"
                    + " component on the target system, and now a managed solution from the same publisher is trying to install"
                    + " that same {0} component as managed.  This will cause an invalid layering of solutions on the target"
                    + " system and is not allowed."),
    ROOT_NOT_DECLARED(
            0x8004803a,
            "The import has failed because component {0} of type {1} is not declared in the solution file as a root component."
                    + " To fix this, import again using the XML file that was generated when you exported the solution."),
    ROOT_NOT_IN_SYSTEM(
            0x8004801f, "Cannot add a Root Component {0} of type {1} because it is not in the target system."),
    WEB_RESOURCE_SIZE(0x8004f114, "Webresource content size is too big."),
    FLOW_CLIENT(0x80060467, "Flow client error returned with status code \"{0}\" and details \"{1}\"."),
    RESTRICTED_SOLUTION_NAME(
            0x8004f022, "The solution unique name '{0}' is restricted and can only be used by internal solutions."),
    SOLUTION_NAME_TAKEN(0x8004f023, "The solution unique name '{0}' is already being used and cannot be used again."),
    CANNOT_UPDATE_MANAGED(0x8004f024, "Cannot update solution '{0}' because it is a managed solution."),
    CANNOT_UPDATE_RESTRICTED(0x8004f00a, "Restricted solution ({0}) cannot be updated."),
    CANNOT_DELETE_RESTRICTED(0x8004f005, "Attempting to delete a restricted solution."),
    CANNOT_DELETE_RESTRICTED_PUBLISHER(0x8004f006, "Attempting to delete a restricted publisher."),
    READ_ONLY_PUBLISHER(0x8004f033, "Attempting to update a readonly publisher."),
    PUBLISHER_NAME(0x8004f01c, "Publisher uniquename is required."),
    PUBLISHER_IN_USE(0x80040227, "The publisher cannot be deleted because the solution {0} refers to it."),
    PATCHED_SOLUTION(0x80048538, "Cannot modify solution because it has the following patches: {0}."),
    UNINSTALL_DEPENDENCIES(0x8004f01d, "Solution dependencies exist, cannot uninstall."),
    COMPONENT_NOT_IN_SOLUTION(0x8004f021, "Cannot find solution component {0} {1} in solution {2}."),
    NO_SOLUTION_COMPONENT(
            0x8004f018,
            "This item is not a valid solution component. For more information about solution components, see the Microsoft"
                    + " Dynamics 365 SDK documentation."),
    ROOT_MISSING(
            0x80048536, "Subcomponent {0} cannot be added to the solution because the root component {1} is missing."),
    SUBCOMPONENT_DOES_NOT_EXIST(
            0x80048537,
            "Subcomponent {0} of type {1} is not found in the organization, it can not be added to the SolutionComponents."),
    UPGRADE_NOT_AVAILABLE(0x8004853b, "The {0} solution doesn’t have an upgrade that is ready to be applied."),
    UPGRADE_WRONG_SOLUTION(
            0x8004853c, "To use this action, you must first select the old solution and then try again."),
    EXPORT_MISSING(
            0x80048037, "An error occurred while exporting a solution. The solution does not exist in this system."),
    EXPORT_MANAGED(0x80048036, "An error occurred while exporting a solution. Managed solutions cannot be exported."),
    EXPORT_DEFAULT(0x80048048, "The default solution cannot be exported as a package."),
    EXPORT_FAILED(0x80048035, "An error occurred while exporting a Solution. {0}"),
    IMPORT_JOB_UNKNOWN(0x80044252, "The requested importjob does not exist."),
    LOCKED(
            0x80071151,
            "Cannot start {0}[{1}] because there is {2} [{3}] running at this moment. Use Solution History for more details."
                    + " -- The solution installation or removal failed due to the installation or removal of another solution at"
                    + " the same time. Please try again later."),
    JOB_ID_TAKEN(0x80071152, "Parameter ImportJobId must be unique."),
    JOB_ID_IN_USE(
            0x80071155,
            "Cannot create the solution job using the supplied JobId ({0}) as it is already in use. This may indicate that"
                    + " another solution operation is progress. Please try again later."),
    INVALID_STATE(
            0x80048408,
            "State code is invalid or state code is valid but status code is invalid for a specified state code.");

    private final int code;
    private final String text;

    Fault(int code, String text) {
        this.code = code;
        this.text = text;
    }

    public int code() {
        return code;
    }

    /** The text with its places filled in. */
    public String text(Object... values) {
        String filled = text;
        for (int i = 0; i < values.length; i++) {
            filled = filled.replace("{" + i + "}", String.valueOf(values[i]));
        }
        return filled;
    }

    /** The error with HTTP status 400, which business errors have (spec §1.2). */
    public ServiceFault toFault(Object... values) {
        return withStatus(400, values);
    }

    public ServiceFault withStatus(int status, Object... values) {
        return new ServiceFault(status, code, text(values));
    }
}
