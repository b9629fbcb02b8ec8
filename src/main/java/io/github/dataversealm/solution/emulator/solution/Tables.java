package io.github.dataversealm.solution.emulator.solution;

/** The names of the entity sets that the semantics of solutions keep their rows in; those with a {@code $} are not served. */
final class Tables {

    static final String SOLUTIONS = "solutions";
    static final String PUBLISHERS = "publishers";
    static final String MEMBERS = "solutioncomponents";
    static final String UPLOADS = "stagesolutionuploads";
    /** The files of uploads, under their id. */
    static final String UPLOAD_FILES = "$uploads";
    /** The ids of import jobs that were given out. */
    static final String CLAIMS = "$importjobids";

    static final String DEFINITIONS = "solutioncomponentdefinitions";
    static final String HISTORY = "msdyn_solutionhistories";
    static final String IMPORT_JOBS = "importjobs";
    static final String OPERATIONS = "asyncoperations";
    static final String WORKFLOWS = "workflows";
    static final String CONNECTION_REFERENCES = "connectionreferences";
    static final String VARIABLES = "environmentvariabledefinitions";
    static final String VALUES = "environmentvariablevalues";
    /** What each component is, under its object id. */
    static final String COMPONENTS = "$components";
    /** Which component needs which. */
    static final String DEPENDENCIES = "$dependencies";
    /** The package of a solution, under the solution's id. */
    static final String PACKAGES = "$packages";
    /** Packages that hold unmanaged components of which no solution has a package any more. */
    static final String ORPHANS = "$orphans";
    /** What the organization is declared to have. */
    static final String PRESENT = "$present";
    /** The connections that exist. */
    static final String CONNECTIONS = "$connections";
    /** The zips that export jobs made, under the id of the job. */
    static final String EXPORTS = "$exports";
    /** The preferred solution of each user. */
    static final String PREFERENCES = "$preferences";

    private Tables() {}
}
