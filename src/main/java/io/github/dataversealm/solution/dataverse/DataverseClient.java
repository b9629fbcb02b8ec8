package io.github.dataversealm.solution.dataverse;

import io.github.dataversealm.solution.auth.TokenProvider;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import okhttp3.OkHttpClient;

/**
 * The Web API of one environment over HTTP. Thread-safe. The connections belong to whoever made the HTTP client, so that
 * there is nothing to close here.
 */
public final class DataverseClient implements Dataverse {

    /** More rows of one name are not told apart by reading them all. */
    private static final int MOST_IDS = 10;

    private final WebApi api;
    private final EnvironmentCalls environment;
    private final SolutionCalls solutions;
    private final ImportCalls imports;
    private final JobCalls jobs;
    private final ExportCalls exports;
    private final ComponentCalls components;
    private final SettingsCalls settings;
    private final TableCalls tables;

    /**
     * @param environmentUrl the address of the environment; a path in it is not looked at
     * @param http the connections of the goal, with their trace, proxies and time-outs
     * @throws SolutionException when the address is neither https nor on this machine
     */
    public DataverseClient(URI environmentUrl, OkHttpClient http, TokenProvider tokens, ClientOptions options) {
        this(new WebApi(environmentUrl, http, tokens, options));
    }

    private DataverseClient(WebApi api) {
        this.api = api;
        this.environment = new EnvironmentCalls(api);
        this.solutions = new SolutionCalls(api);
        this.imports = new ImportCalls(api);
        this.jobs = new JobCalls(api);
        this.exports = new ExportCalls(api);
        this.components = new ComponentCalls(api);
        this.settings = new SettingsCalls(api);
        this.tables = new TableCalls(api);
    }

    @Override
    public Dataverse within(Duration time, int attempts) {
        return new DataverseClient(api.within(time, attempts));
    }

    @Override
    public WhoAmI whoAmI() {
        return environment.whoAmI();
    }

    @Override
    public String version() {
        return environment.version();
    }

    @Override
    public List<String> roles(UUID userId) {
        return environment.roles(userId);
    }

    @Override
    public Optional<Organization> organization() {
        return environment.organization();
    }

    @Override
    public Optional<InstalledSolution> solution(String uniqueName) {
        return solutions.byName(uniqueName);
    }

    @Override
    public List<InstalledSolution> solutions(boolean all) {
        return solutions.list(all);
    }

    @Override
    public List<InstalledSolution> patches(UUID solutionId) {
        return solutions.patches(solutionId);
    }

    @Override
    public void setSolutionVersion(UUID solutionId, String version) {
        solutions.setVersion(solutionId, version);
    }

    @Override
    public List<SolutionComponent> components(UUID solutionId) {
        return components.components(solutionId);
    }

    @Override
    public boolean componentsChangedSince(UUID solutionId, Instant time) {
        return components.changedSince(solutionId, time);
    }

    @Override
    public List<ComponentSummary> componentSummaries(UUID solutionId) {
        return components.summaries(solutionId);
    }

    @Override
    public StageResult stage(Path zip) throws IOException {
        return imports.stage(zip);
    }

    @Override
    public StartedJob importSolution(ImportRequest request) throws IOException {
        return imports.importSolution(request);
    }

    @Override
    public StartedJob stageAndUpgrade(ImportRequest request) throws IOException {
        return imports.stageAndUpgrade(request);
    }

    @Override
    public StartedJob deleteAndPromote(String uniqueName) {
        return imports.deleteAndPromote(uniqueName);
    }

    @Override
    public Optional<ImportJob> importJob(UUID importJobId) {
        return jobs.importJob(importJobId);
    }

    @Override
    public List<ImportJob> importJobs(String solutionName, Instant since) {
        return jobs.importJobs(solutionName, since);
    }

    @Override
    public Optional<String> importJobData(UUID importJobId) {
        return jobs.importJobData(importJobId);
    }

    @Override
    public Optional<ImportVerdict> importVerdict(UUID importJobId) {
        return jobs.verdict(importJobId);
    }

    @Override
    public Optional<AsyncOperation> operation(UUID operationId) {
        return jobs.operation(operationId);
    }

    @Override
    public List<AsyncOperation> runningOperations() {
        return jobs.running();
    }

    @Override
    public StartedJob exportSolution(ExportRequest request) {
        return exports.start(request);
    }

    @Override
    public void downloadExport(UUID exportJobId, Path target) throws IOException {
        exports.download(exportJobId, target);
    }

    @Override
    public Optional<UUID> publishAll() {
        return imports.publishAll();
    }

    @Override
    public void publish(String parameterXml) {
        imports.publish(parameterXml);
    }

    @Override
    public UUID uninstall(String uniqueName) {
        return solutions.uninstall(uniqueName);
    }

    @Override
    public void deleteSolution(UUID solutionId) {
        solutions.delete(solutionId);
    }

    @Override
    public UUID cloneAsPatch(String parentUniqueName, String displayName, String version) {
        return solutions.cloneAsPatch(parentUniqueName, displayName, version);
    }

    @Override
    public UUID cloneAsSolution(String parentUniqueName, String displayName, String version) {
        return solutions.cloneAsSolution(parentUniqueName, displayName, version);
    }

    @Override
    public UUID addComponent(AddComponentRequest request) {
        return components.add(request);
    }

    @Override
    public Map<UUID, Set<UUID>> memberships(Collection<UUID> objectIds) {
        return components.memberships(objectIds);
    }

    @Override
    public Optional<TableDefinition> table(String logicalName) {
        return tables.definition(logicalName);
    }

    @Override
    public int countRows(TableDefinition table, Optional<String> property) {
        return tables.count(table, property);
    }

    @Override
    public List<Dependency> dependenciesForUninstall(String uniqueName) {
        return components.forUninstall(uniqueName);
    }

    @Override
    public List<ComponentDefinition> componentDefinitions() {
        return components.definitions();
    }

    @Override
    public List<ConnectionReferenceRow> connectionReferences() {
        return settings.connectionReferences();
    }

    @Override
    public void setConnection(UUID connectionReferenceId, String connectionId) {
        settings.setConnection(connectionReferenceId, connectionId);
    }

    @Override
    public List<EnvironmentVariableRow> environmentVariables() {
        return settings.environmentVariables();
    }

    @Override
    public void setEnvironmentVariable(EnvironmentVariableRow variable, String value) {
        settings.setEnvironmentVariable(variable, value);
    }

    @Override
    public List<WorkflowRow> workflows(UUID solutionId) {
        return settings.workflows(solutionId);
    }

    @Override
    public List<WorkflowRow> workflows(Collection<UUID> ids) {
        return settings.workflows(ids);
    }

    @Override
    public boolean workflowsChangedSince(Collection<UUID> ids, Instant time) {
        return settings.workflowsChangedSince(ids, time);
    }

    @Override
    public void setWorkflowState(UUID workflowId, boolean on) {
        settings.setWorkflowState(workflowId, on);
    }

    @Override
    public List<HistoryEntry> history(Optional<String> solutionName, int limit) {
        return jobs.history(solutionName, limit);
    }

    @Override
    public Optional<UUID> findId(String entitySet, String idColumn, String column, String value) {
        return components.findIds(entitySet, idColumn, column, value, "", 1).stream()
                .findFirst();
    }

    @Override
    public List<UUID> findIds(String entitySet, String idColumn, String column, String value, String condition) {
        return components.findIds(entitySet, idColumn, column, value, condition, MOST_IDS);
    }
}
