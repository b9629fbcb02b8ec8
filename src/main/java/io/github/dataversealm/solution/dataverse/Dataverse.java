package io.github.dataversealm.solution.dataverse;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The Web API of one environment as typed calls (spec dataverse-web-api §1 to §3). Reads are repeated when the service is
 * busy or the connection fails; a call that starts work is sent once, and when its outcome is not known it says so with an
 * {@link UnknownOutcomeException}. All methods block, stop with an {@link InterruptedCallException} when the thread is
 * interrupted, and throw a {@link DataverseException}.
 */
public interface Dataverse {

    /**
     * The same environment, for calls that must not take long when the service is not well.
     *
     * @param time how long after its first attempt a call may be sent again, and how long an answer is waited for, but at least
     *     two minutes, since the service itself allows its synchronous work that much
     * @param attempts how often a call is sent at most
     */
    Dataverse within(Duration time, int attempts);

    // ---------------------------------------------------------------- the environment (§1.5)

    WhoAmI whoAmI();

    /** The version of the service, such as {@code 9.2.24072.00196}. */
    String version();

    /** Empty when the service does not tell. */
    Optional<Organization> organization();

    /** The names of the security roles that a user has itself, in their order; those of its teams are not among them. */
    List<String> roles(UUID userId);

    // ---------------------------------------------------------------- solutions (§3.1, §3.2)

    Optional<InstalledSolution> solution(String uniqueName);

    /** @param all also those that users do not see, such as Active and System */
    List<InstalledSolution> solutions(boolean all);

    /** The patches of a solution, oldest version first. */
    List<InstalledSolution> patches(UUID solutionId);

    void setSolutionVersion(UUID solutionId, String version);

    /** The members of a solution. */
    List<SolutionComponent> components(UUID solutionId);

    /** Whether a component was added to a solution, or its membership was changed, after a time; one that was removed does not show. */
    boolean componentsChangedSince(UUID solutionId, Instant time);

    /** The names of the components of a solution, by object id (§3.6); empty where the service has no such table. */
    List<ComponentSummary> componentSummaries(UUID solutionId);

    /**
     * The solutions that components are members of, by object id; those that are members of none are left out.
     *
     * @param objectIds of any number
     */
    Map<UUID, Set<UUID>> memberships(Collection<UUID> objectIds);

    // ---------------------------------------------------------------- tables and rows (§1.4)

    /** What a table consists of; empty when the service does not know it. */
    Optional<TableDefinition> table(String logicalName);

    /**
     * How many rows a table has; the service does not count beyond 5000.
     *
     * @param property only those in which it has a value; empty: all
     */
    int countRows(TableDefinition table, Optional<String> property);

    // ---------------------------------------------------------------- import and upgrade (§2.1 to §2.7)

    /** Uploads and validates a zip; nothing is installed. The file is streamed. */
    StageResult stage(Path zip) throws IOException;

    StartedJob importSolution(ImportRequest request) throws IOException;

    StartedJob stageAndUpgrade(ImportRequest request) throws IOException;

    /** Applies the staged upgrade {@code <name>_Upgrade}. */
    StartedJob deleteAndPromote(String uniqueName);

    Optional<ImportJob> importJob(UUID importJobId);

    /** The import jobs of a solution that were created at or after a time, newest first, without their data. */
    List<ImportJob> importJobs(String solutionName, Instant since);

    /** The document of an import job with the result of each component (§3.3); empty when it is gone. */
    Optional<String> importJobData(UUID importJobId);

    /** The verdict (§2.4); empty when the service is too old for it or does not know the job. */
    Optional<ImportVerdict> importVerdict(UUID importJobId);

    Optional<AsyncOperation> operation(UUID operationId);

    /** The solution operations that wait or run now (§3.4), oldest first. */
    List<AsyncOperation> runningOperations();

    // ---------------------------------------------------------------- export (§2.8)

    StartedJob exportSolution(ExportRequest request);

    /** Downloads what an export job made; streamed, and in place only when it is complete. */
    void downloadExport(UUID exportJobId, Path target) throws IOException;

    // ---------------------------------------------------------------- publish, uninstall (§2.9, §2.13)

    /** The operation id; empty when the service answered only after the work was done. */
    Optional<UUID> publishAll();

    void publish(String parameterXml);

    /** Uninstalls asynchronously and answers the operation. */
    UUID uninstall(String uniqueName);

    /** Deletes the row; for unmanaged solutions, whose components stay. */
    void deleteSolution(UUID solutionId);

    // ---------------------------------------------------------------- patches and members (§2.10, §2.11)

    /** @return the id of the patch */
    UUID cloneAsPatch(String parentUniqueName, String displayName, String version);

    /** Rolls the patches up into a new version. @return the id of the solution */
    UUID cloneAsSolution(String parentUniqueName, String displayName, String version);

    /** @return the id of the membership */
    UUID addComponent(AddComponentRequest request);

    // ---------------------------------------------------------------- dependencies (§2.12)

    /** What would keep the solution from being uninstalled. */
    List<Dependency> dependenciesForUninstall(String uniqueName);

    /** The component types that only this environment knows: names by code (§3.5). */
    List<ComponentDefinition> componentDefinitions();

    // ---------------------------------------------------------------- settings and flows (§3.7 to §3.9)

    List<ConnectionReferenceRow> connectionReferences();

    void setConnection(UUID connectionReferenceId, String connectionId);

    List<EnvironmentVariableRow> environmentVariables();

    /** Creates or changes the current value. */
    void setEnvironmentVariable(EnvironmentVariableRow variable, String value);

    /** The processes and cloud flows of a solution. */
    List<WorkflowRow> workflows(UUID solutionId);

    /**
     * Processes and cloud flows by their ids; those that are not there are left out.
     *
     * @param ids of any number
     */
    List<WorkflowRow> workflows(Collection<UUID> ids);

    /**
     * Whether any of these processes and cloud flows was changed after a time, turned on or off among others.
     *
     * @param ids of any number
     */
    boolean workflowsChangedSince(Collection<UUID> ids, Instant time);

    /** Turns a process on or off. @throws ServiceException with code 0x80060467 when the flow service refuses */
    void setWorkflowState(UUID workflowId, boolean on);

    // ---------------------------------------------------------------- history (§3.6)

    /** The solution history, newest first. */
    List<HistoryEntry> history(Optional<String> solutionName, int limit);

    /** Any read that has no method of its own: the id of a row by a column's value, for naming components. */
    Optional<UUID> findId(String entitySet, String idColumn, String column, String value);

    /**
     * The ids of the rows whose column has a value, at most ten, for names that several rows may have.
     *
     * @param condition what else must hold, as an OData expression of the caller's own, such as {@code type eq 1}; empty for
     *     nothing else
     */
    List<UUID> findIds(String entitySet, String idColumn, String column, String value, String condition);
}
