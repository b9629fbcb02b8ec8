package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.dataverse.WorkflowRow;
import io.github.dataversealm.solution.job.PublishHistory;
import io.github.dataversealm.solution.testkit.Messages;
import io.github.dataversealm.solution.testkit.SolutionZipBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A solution with flows, a connection reference and environment variables, with settings for it, and with a patch; and what
 * an environment has of it. Nothing of it depends on its name, so that two of them can be compared.
 */
final class LivingSolution {

    static final String FIRST = "1.0.0.0";
    static final String SECOND = "2.0.0.0";
    static final String PATCHED = "2.0.1.0";

    private static final int FLOW = 29;
    private static final int VARIABLE = 380;

    /** The flows, in the order in which a zip has them. */
    enum Flow {
        NOTIFY(true, 1),
        /** Somebody turns it off. */
        QUIET(true, 1),
        /** Somebody turns it on. */
        SPARE(false, 1),
        DRAFT(false, 1),
        FRESH(true, 2),
        /** Only the patch has it. */
        EXTRA(true, 3);

        private final boolean on;
        private final int since;

        Flow(boolean on, int since) {
            this.on = on;
            this.since = since;
        }
    }

    private final String name;
    private final boolean managed;

    LivingSolution(String name, boolean managed) {
        this.name = name;
        this.managed = managed;
    }

    // ---------------------------------------------------------------- what is imported

    SolutionPackage first(Path folder) throws IOException {
        return zip(folder, FIRST, 1);
    }

    /** The second version, and the patch of it, in the order in which they are imported. */
    List<SolutionPackage> second(Path folder) throws IOException {
        SolutionZipBuilder patch = builder(patch(), PATCHED).patchOf(name);
        flows(patch, List.of(Flow.NOTIFY, Flow.QUIET, Flow.EXTRA));
        variable(patch, "zone", "0");
        return List.of(zip(folder, SECOND, 2), LocalFixture.pack(folder, patch));
    }

    private SolutionPackage zip(Path folder, String version, int number) throws IOException {
        SolutionZipBuilder zip = builder(name, version);
        flows(
                zip,
                Arrays.stream(Flow.values())
                        .filter(flow -> flow.since <= number)
                        .toList());
        zip.element("<connectionreferences><connectionreference connectionreferencelogicalname=\"" + own("mail")
                + "\"><connectionreferencedisplayname>Mail</connectionreferencedisplayname>"
                + "<connectorid>/providers/Microsoft.PowerApps/apis/shared_office365</connectorid>"
                + "</connectionreference></connectionreferences>");
        variable(zip, "url", "https://default.example");
        if (number == 2) {
            variable(zip, "days", "1");
        }
        return LocalFixture.pack(folder, zip);
    }

    private SolutionZipBuilder builder(String uniqueName, String version) {
        return new SolutionZipBuilder().named(uniqueName).version(version).managed(managed ? "1" : "0");
    }

    private void flows(SolutionZipBuilder zip, List<Flow> flows) {
        zip.element(flows.stream()
                .map(flow -> "<Workflow WorkflowId=\"{" + id(flow) + "}\" Name=\"" + flow + "\"><JsonFileName>"
                        + file(flow) + "</JsonFileName><Type>1</Type><Subprocess>0</Subprocess><Category>5</Category>"
                        + "<Mode>0</Mode><StateCode>" + (flow.on ? 1 : 0) + "</StateCode><StatusCode>"
                        + (flow.on ? 2 : 1) + "</StatusCode></Workflow>")
                .collect(Collectors.joining("", "<Workflows>", "</Workflows>")));
        for (Flow flow : flows) {
            zip.rootById(FLOW, "{" + id(flow) + "}");
            zip.entry(
                    file(flow).substring(1),
                    "{\"properties\":{\"connectionReferences\":{\"shared_office365\":{\"connection\":"
                            + "{\"connectionReferenceLogicalName\":\"" + own("mail") + "\"}}},\"definition\":{}}}");
        }
    }

    private String file(Flow flow) {
        return "/Workflows/" + flow + "-" + id(flow).toString().toUpperCase(Locale.ROOT) + ".json";
    }

    private void variable(SolutionZipBuilder zip, String role, String value) {
        zip.rootByName(VARIABLE, own(role));
        zip.entry(
                "environmentvariabledefinitions/" + own(role) + "/environmentvariabledefinition.xml",
                "<environmentvariabledefinition schemaname=\"" + own(role) + "\"><defaultvalue>" + value
                        + "</defaultvalue><displayname default=\"" + role + "\"><label description=\"" + role
                        + "\" languagecode=\"1033\" /></displayname><introducedversion>1.0.0.0</introducedversion>"
                        + "<iscustomizable>1</iscustomizable><isrequired>0</isrequired><secretstore>0</secretstore>"
                        + "<type>100000000</type></environmentvariabledefinition>");
    }

    SettingsSource firstSettings(Path folder) throws IOException {
        return settings(folder.resolve("first.json"), "old", Map.of("url", "https://old.example"));
    }

    SettingsSource secondSettings(Path folder) throws IOException {
        return settings(
                folder.resolve("second.json"), "new", Map.of("url", "https://new.example", "days", "7", "zone", "2"));
    }

    private SettingsSource settings(Path file, String connection, Map<String, String> values) throws IOException {
        String variables = values.entrySet().stream()
                .map(value ->
                        "{\"SchemaName\": \"" + own(value.getKey()) + "\", \"Value\": \"" + value.getValue() + "\"}")
                .collect(Collectors.joining(", "));
        Files.writeString(
                file,
                "{\"EnvironmentVariables\": [" + variables + "], \"ConnectionReferences\": [{\"LogicalName\": \""
                        + own("mail") + "\", \"ConnectionId\": \"" + connection
                        + "\", \"ConnectorId\": \"/providers/Microsoft.PowerApps/apis/shared_office365\"}]}");
        return new FileSettings("local", Optional.of(file), file.getFileName().toString(), Map.of(), new Messages());
    }

    // ---------------------------------------------------------------- what people do

    /** Turns a flow off that the zip has on, and one on that the zip has off. */
    void decide(Dataverse dataverse) {
        dataverse.setWorkflowState(id(Flow.QUIET), false);
        dataverse.setWorkflowState(id(Flow.SPARE), true);
    }

    /** Changes the settings by hand. */
    void meddle(Dataverse dataverse) {
        dataverse.environmentVariables().stream()
                .filter(row -> isOwn(row.schemaName()))
                .forEach(row -> dataverse.setEnvironmentVariable(row, "by hand"));
        dataverse.connectionReferences().stream()
                .filter(row -> isOwn(row.logicalName()))
                .forEach(row -> dataverse.setConnection(row.id(), "by-hand"));
    }

    // ---------------------------------------------------------------- what there is

    /**
     * What an environment has of it.
     *
     * @param versions of the solution and its patch
     * @param components each with its type and behaviour
     * @param imports how often each version was imported with success
     * @param published whether everything was published since the last import; nothing has to be of what is managed
     */
    record State(
            Map<String, String> versions,
            List<String> components,
            Map<String, Boolean> flows,
            Map<String, String> settings,
            Map<String, Long> imports,
            boolean published) {}

    State state(Dataverse dataverse) {
        Map<String, String> versions = new TreeMap<>();
        Map<String, String> roles = new TreeMap<>();
        Map<String, String> settings = new TreeMap<>();
        for (Flow flow : Flow.values()) {
            roles.put(id(flow).toString(), flow.toString());
        }
        dataverse.environmentVariables().stream()
                .filter(row -> isOwn(row.schemaName()))
                .forEach(row -> {
                    roles.put(row.definitionId().toString(), role(row.schemaName()));
                    settings.put(role(row.schemaName()), row.value().orElse("none"));
                });
        dataverse.connectionReferences().stream()
                .filter(row -> isOwn(row.logicalName()))
                .forEach(row -> settings.put(role(row.logicalName()), row.connectionId()));
        List<String> components = Stream.of(name, name + Situation.HOLDING_SUFFIX, patch())
                .flatMap(solution -> dataverse.solution(solution).stream())
                .peek(row -> versions.put(
                        generic(row.uniqueName()), row.version() + (row.managed() ? " managed" : " unmanaged")))
                .flatMap(row -> components(dataverse, row, roles))
                .sorted()
                .toList();
        Map<String, Boolean> flows = dataverse
                .workflows(Arrays.stream(Flow.values()).map(this::id).toList())
                .stream()
                .collect(Collectors.toMap(WorkflowRow::name, WorkflowRow::on, (one, other) -> one, TreeMap::new));
        Map<String, Long> imports = Stream.of(name, name + Situation.HOLDING_SUFFIX, patch())
                .flatMap(solution -> dataverse.history(Optional.of(solution), 50).stream())
                .filter(entry -> entry.operation() == 0 && entry.completed() && entry.succeeded())
                .collect(Collectors.groupingBy(
                        entry -> generic(entry.solutionName()) + " " + entry.solutionVersion(),
                        TreeMap::new,
                        Collectors.counting()));
        return new State(
                versions,
                components,
                flows,
                settings,
                imports,
                managed || PublishHistory.read(dataverse).isPublishedSinceLastImport());
    }

    private Stream<String> components(Dataverse dataverse, InstalledSolution row, Map<String, String> roles) {
        return dataverse.components(row.id()).stream()
                .map(component -> generic(row.uniqueName()) + ": " + component.componentType() + " "
                        + roles.getOrDefault(component.objectId().toString(), "?") + " "
                        + component.rootComponentBehavior());
    }

    private String patch() {
        return name + "_Patch_ab12";
    }

    private String generic(String uniqueName) {
        return "Solution" + uniqueName.substring(name.length());
    }

    UUID flow(Flow flow) {
        return id(flow);
    }

    private UUID id(Flow flow) {
        return UUID.nameUUIDFromBytes((name + " " + flow).getBytes(StandardCharsets.UTF_8));
    }

    private String own(String role) {
        return prefix() + role;
    }

    private boolean isOwn(String schemaName) {
        return schemaName.startsWith(prefix());
    }

    private String role(String schemaName) {
        return schemaName.substring(prefix().length());
    }

    private String prefix() {
        return "ctr_" + name + "_";
    }
}
