package io.github.dataversealm.solution.rollback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.contents.SolutionReader;
import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.deploy.EnvironmentDeployment;
import io.github.dataversealm.solution.deploy.EnvironmentReport;
import io.github.dataversealm.solution.deploy.ImportOptions;
import io.github.dataversealm.solution.deploy.SettingsSource;
import io.github.dataversealm.solution.deploy.SolutionPackage;
import io.github.dataversealm.solution.deploy.SolutionReport;
import io.github.dataversealm.solution.emulator.Emulator;
import io.github.dataversealm.solution.emulator.EmulatorOptions;
import io.github.dataversealm.solution.emulator.Knobs;
import io.github.dataversealm.solution.emulator.Wire;
import io.github.dataversealm.solution.emulator.message.OrganizationContext;
import io.github.dataversealm.solution.emulator.solution.EnvironmentTruth;
import io.github.dataversealm.solution.emulator.solution.SolutionModule;
import io.github.dataversealm.solution.emulator.table.EntitySets;
import io.github.dataversealm.solution.environment.Environment;
import io.github.dataversealm.solution.http.HttpClients;
import io.github.dataversealm.solution.http.HttpOptions;
import io.github.dataversealm.solution.job.JobTime;
import io.github.dataversealm.solution.job.PollPlan;
import io.github.dataversealm.solution.job.Workplace;
import io.github.dataversealm.solution.model.SolutionVersion;
import io.github.dataversealm.solution.operation.Target;
import io.github.dataversealm.solution.progress.ProgressListener;
import io.github.dataversealm.solution.testkit.LocalClient;
import io.github.dataversealm.solution.testkit.Messages;
import io.github.dataversealm.solution.testkit.Options;
import io.github.dataversealm.solution.testkit.ScaledTime;
import io.github.dataversealm.solution.testkit.SolutionZipBuilder;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** A local environment on a real socket with solutions in several versions and rows in their tables. */
final class RollbackFixture implements Closeable {

    /** Waits go by so much faster. */
    static final int HURRY = 40;

    /** The value of a variable, and the connection, that the environment has of its own. */
    static final String SET_HERE = "set here";

    final Path folder;
    final Path records;
    final Emulator emulator;
    final Wire wire;
    final Messages messages = new Messages();
    final Dataverse dataverse;
    private final AtomicReference<OrganizationContext> organization = new AtomicReference<>();
    private final HttpClients http;
    private final boolean production;

    RollbackFixture(Path folder) throws IOException {
        this(folder, Knobs.defaults().with(Map.of("queueDelayMillis", 0, "jobMillis", 0)), false);
    }

    RollbackFixture(Path folder, Knobs knobs, boolean production) throws IOException {
        this.folder = folder;
        this.records = folder.resolve("target");
        this.production = production;
        emulator = Emulator.start(EmulatorOptions.in(folder.resolve("environment"))
                .withKnobs(knobs)
                .withReporter(messages)
                .withModules(List.of(context -> {
                    organization.set(context);
                    return SolutionModule.create(context);
                })));
        wire = new Wire(emulator);
        http = new HttpClients(HttpOptions.defaults());
        dataverse = LocalClient.of(http, emulator.url(), emulator.token());
    }

    @Override
    public void close() throws IOException {
        http.close();
        wire.close();
        emulator.close();
    }

    // ---------------------------------------------------------------- solutions

    /** @param roots the schema names of the root components, with their type before a colon, such as {@code 1:ctr_Trip} */
    SolutionPackage zip(String name, String version, boolean managed, List<String> elements, String... roots)
            throws IOException {
        return pack(builder(name, version, managed, elements, roots));
    }

    static SolutionZipBuilder builder(
            String name, String version, boolean managed, List<String> elements, String... roots) {
        SolutionZipBuilder builder =
                new SolutionZipBuilder().named(name).version(version).managed(managed ? "1" : "0");
        elements.forEach(builder::element);
        for (String root : roots) {
            String[] parts = root.split(":", 2);
            if (parts[1].matches("[0-9a-f-]{36}")) {
                builder.rootById(Integer.parseInt(parts[0]), parts[1]);
            } else {
                builder.rootByName(Integer.parseInt(parts[0]), parts[1]);
            }
        }
        return builder.publishedByContoso();
    }

    SolutionPackage pack(SolutionZipBuilder builder) throws IOException {
        return read(builder.write(folder.resolve("zip-" + UUID.randomUUID() + ".zip")));
    }

    static SolutionPackage read(Path zip) throws IOException {
        return SolutionPackage.of(zip, SolutionReader.read(zip, ZipLimits.DEFAULT));
    }

    // ---------------------------------------------------------------- the environment

    Workplace place() {
        return place(emulator.url(), dataverse, new ScaledTime(HURRY), messages, production);
    }

    static Workplace place(String url, Dataverse dataverse, JobTime time, Messages messages, boolean production) {
        return new Workplace(
                new Environment("local", URI.create(url), "dataverse-local", Optional.empty(), production),
                dataverse,
                time,
                PollPlan.DEFAULT,
                ProgressListener.silent(),
                messages,
                new Random(1));
    }

    EnvironmentTruth truth() throws IOException {
        return EnvironmentTruth.of(organization.get());
    }

    /** Declares that the environment has what the packages say that they need. */
    void declareDependenciesOf(Path... zips) throws IOException {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        for (Path zip : zips) {
            body.withArray("presentDependenciesOf").add(zip.toAbsolutePath().toString());
        }
        assertThat(wire.post("/emulator/organization", body.toString()).status())
                .isEqualTo(200);
    }

    String version(String name) {
        return dataverse.solution(name).map(InstalledSolution::version).orElse("none");
    }

    SolutionReport bring(SolutionPackage zip) {
        return bring(ImportOptions.DEFAULT, zip);
    }

    SolutionReport bring(ImportOptions options, SolutionPackage... zips) {
        EnvironmentReport report =
                new EnvironmentDeployment(place(), options, SettingsSource.none(), records).run(List.of(zips));
        report.fault().ifPresent(fault -> {
            throw new AssertionError(fault);
        });
        return report.solutions().get(report.solutions().size() - 1);
    }

    void install(SolutionPackage... zips) {
        for (SolutionPackage zip : zips) {
            SolutionReport report = bring(zip);
            assertThat(report.isGood())
                    .as(zip.label() + ": " + report.problem() + " " + report.advice())
                    .isTrue();
        }
    }

    /** Stages an upgrade and leaves it. */
    void stage(SolutionPackage zip) {
        SolutionReport report = bring(Options.with(options -> options.importAsHolding = true), zip);
        assertThat(report.isGood()).as(report.problem()).isTrue();
    }

    UUID row(String set, String json) throws IOException {
        Wire.Answer answer = wire.post(set, json);
        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
        String address = answer.headers().get("OData-EntityId");
        return UUID.fromString(address.substring(address.indexOf('(') + 1, address.length() - 1));
    }

    /** Puts two rows into each table that is described: one with a value in every column, one with every other. */
    int fillTables() throws IOException {
        int rows = 0;
        JsonNode tables = wire.get("EntityDefinitions?$select=LogicalName,EntitySetName,PrimaryIdAttribute"
                        + "&$expand=Attributes($select=LogicalName,AttributeType,AttributeTypeName)")
                .json()
                .path("value");
        for (JsonNode table : tables) {
            if (new EntitySets().find(table.path("EntitySetName").asText()).isPresent()) {
                // one of the environment's own, which a solution only adds to
                continue;
            }
            for (int step = 1; step <= 2; step++) {
                ObjectNode row = JsonNodeFactory.instance.objectNode();
                int number = 0;
                for (JsonNode column : table.path("Attributes")) {
                    String name = column.path("LogicalName").asText();
                    if (name.indexOf('_') > 0
                            && !name.equals(table.path("PrimaryIdAttribute").asText())
                            && number++ % step == 0) {
                        put(
                                row,
                                name,
                                column.path("AttributeTypeName").path("Value").asText());
                    }
                }
                Wire.Answer answer = wire.post(table.path("EntitySetName").asText(), row.toString());
                // tables that only the platform fills take none
                boolean own = answer.body().contains("The 'Create' method does not support");
                assertThat(answer.status() == 204 || own)
                        .as(table.path("LogicalName") + answer.body())
                        .isTrue();
                rows += own ? 0 : 1;
            }
        }
        return rows;
    }

    /** Gives environment variables a value, other than those that have one with their package, and connection references a connection. */
    void fillSettings() throws IOException {
        for (JsonNode variable : wire.get("environmentvariabledefinitions?$select=schemaname")
                .json()
                .path("value")) {
            String id = variable.path("environmentvariabledefinitionid").asText();
            JsonNode found = wire.get("environmentvariablevalues?$select=value&$filter="
                            + "_environmentvariabledefinitionid_value%20eq%20" + id)
                    .json()
                    .path("value");
            if (found.isEmpty()) {
                row(
                        "environmentvariablevalues",
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("schemaname", variable.path("schemaname").asText())
                                .put("value", SET_HERE)
                                .put(
                                        "EnvironmentVariableDefinitionId@odata.bind",
                                        "/environmentvariabledefinitions(" + id + ")")
                                .toString());
            }
        }
        for (JsonNode reference :
                wire.get("connectionreferences?$select=connectionid").json().path("value")) {
            String id = reference.path("connectionreferenceid").asText();
            assertThat(wire.patch("connectionreferences(" + id + ")", "{\"connectionid\":\"" + SET_HERE + "\"}")
                            .status())
                    .isEqualTo(204);
        }
    }

    private static void put(ObjectNode row, String name, String type) {
        switch (type) {
            case "StringType", "MemoType", "MultiSelectPicklistType" -> row.put(name, "a");
            case "IntegerType", "PicklistType", "StatusType", "StateType", "BigIntType" -> row.put(name, 1);
            case "DecimalType", "DoubleType", "MoneyType" -> row.put(name, 1.5);
            case "BooleanType" -> row.put(name, true);
            case "DateTimeType" -> row.put(name, "2026-01-01T00:00:00Z");
            case "LookupType", "CustomerType" -> row.put(name + "@odata.bind", "/contacts(" + new UUID(1, 1) + ")");
            case "UniqueidentifierType", "FileType" -> row.put(name, new UUID(1, 1).toString());
            case "ImageType" -> row.put(name + "id", new UUID(1, 1).toString());
            default -> {
                // keeps nothing
            }
        }
    }

    // ---------------------------------------------------------------- rollback

    /** The zips that a Maven repository would have. */
    static final class Shelf implements PackageSource {

        private final List<SolutionPackage> named = new ArrayList<>();
        private final List<SolutionPackage> kept = new ArrayList<>();

        static Shelf of(SolutionPackage... zips) {
            Shelf shelf = new Shelf();
            shelf.kept.addAll(List.of(zips));
            return shelf;
        }

        Shelf named(SolutionPackage zip) {
            named.add(zip);
            return this;
        }

        @Override
        public List<SolutionPackage> named() {
            return named;
        }

        @Override
        public Optional<SolutionPackage> find(String uniqueName, SolutionVersion version, boolean managed) {
            return kept.stream()
                    .filter(zip -> zip.uniqueName().equalsIgnoreCase(uniqueName)
                            && zip.isManaged() == managed
                            && zip.header().version().compareTo(version) == 0)
                    .findFirst();
        }
    }

    Rollback rollback(PackageSource source) {
        return rollback(source, records);
    }

    /** @param folder of the records: another one is another machine */
    Rollback rollback(PackageSource source, Path folder) {
        return rollback(source, folder, dataverse);
    }

    /** @param through what the environment is spoken to with */
    Rollback rollback(PackageSource source, Path folder, Dataverse through) {
        return new Rollback(
                new Target(
                        place(emulator.url(), through, new ScaledTime(HURRY), messages, production),
                        Duration.ofMinutes(60)),
                ImportOptions.DEFAULT,
                SettingsSource.none(),
                source,
                folder);
    }

    static RollbackRequest request(String... names) {
        return new RollbackRequest(List.of(names), Map.of(), Map.of(), Map.of(), false);
    }

    static RollbackRequest request(Way way, boolean dataLoss, String... names) {
        Map<String, Way> ways = new HashMap<>();
        Arrays.stream(names).forEach(name -> ways.put(name.toLowerCase(Locale.ROOT), way));
        return new RollbackRequest(List.of(names), Map.of(), Map.of(), ways, dataLoss);
    }

    static RollbackRequest to(RollbackRequest request, String... pairs) {
        Map<String, SolutionVersion> to = new HashMap<>();
        Arrays.stream(pairs)
                .map(pair -> pair.split(":"))
                .forEach(pair -> to.put(pair[0].toLowerCase(Locale.ROOT), new SolutionVersion(pair[1])));
        return new RollbackRequest(request.solutions(), to, request.from(), request.ways(), request.dataLoss());
    }

    static RollbackRequest from(RollbackRequest request, String name, String version) {
        return new RollbackRequest(
                request.solutions(),
                request.to(),
                Map.of(name.toLowerCase(Locale.ROOT), new SolutionVersion(version)),
                request.ways(),
                request.dataLoss());
    }

    /** Plans and does it. @return the plans */
    List<RollbackPlan> take(PackageSource source, RollbackRequest request) throws IOException {
        return take(rollback(source), request);
    }

    static List<RollbackPlan> take(Rollback rollback, RollbackRequest request) throws IOException {
        rollback.settle(request);
        List<RollbackPlan> plans = rollback.plan(request);
        rollback.run(request, plans);
        return plans;
    }
}
