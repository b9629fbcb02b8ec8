package io.github.dataversealm.solution.testkit;

import io.github.dataversealm.solution.artifact.ArtifactMetadata;
import io.github.dataversealm.solution.artifact.Origin;
import io.github.dataversealm.solution.contents.SolutionReader;
import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.deploy.EnvironmentDeployment;
import io.github.dataversealm.solution.deploy.EnvironmentReport;
import io.github.dataversealm.solution.deploy.ImportOptions;
import io.github.dataversealm.solution.deploy.Mandate;
import io.github.dataversealm.solution.deploy.SettingsSource;
import io.github.dataversealm.solution.deploy.SolutionPackage;
import io.github.dataversealm.solution.emulator.Emulator;
import io.github.dataversealm.solution.emulator.EmulatorOptions;
import io.github.dataversealm.solution.environment.Environment;
import io.github.dataversealm.solution.environment.PromotionRules;
import io.github.dataversealm.solution.environment.Rollout;
import io.github.dataversealm.solution.http.HttpClients;
import io.github.dataversealm.solution.http.HttpOptions;
import io.github.dataversealm.solution.job.PollPlan;
import io.github.dataversealm.solution.job.Workplace;
import io.github.dataversealm.solution.model.Coordinates;
import io.github.dataversealm.solution.progress.ProgressListener;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Several environments, each a server of its own on a real socket, as a project declares them. */
public final class Landscape implements Closeable {

    private static final int SPEED = 40;

    private final Path folder;
    private final HttpClients http = new HttpClients(HttpOptions.defaults());
    private final Map<String, Emulator> servers = new LinkedHashMap<>();
    private final Map<String, Dataverse> clients = new LinkedHashMap<>();
    public final Messages messages = new Messages();

    public Landscape(Path folder, String... ids) throws IOException {
        this.folder = folder;
        for (String id : ids) {
            start(id);
        }
    }

    /** Starts an environment; in a folder that was used before it has what it had. */
    public void start(String id) throws IOException {
        Emulator server = Emulator.start(
                EmulatorOptions.in(folder.resolve("environment-" + id)).withNames(id, "Contoso " + id));
        servers.put(id, server);
        clients.put(id, LocalClient.of(http, server.url(), server.token()));
    }

    /** Nobody answers at its address any more. */
    public void stop(String id) throws IOException {
        servers.remove(id).close();
    }

    public Emulator server(String id) {
        return servers.get(id);
    }

    public Dataverse dataverse(String id) {
        return clients.get(id);
    }

    public Environment environment(String id, boolean production, PromotionRules rules) {
        return new Environment(
                id,
                URI.create(servers.get(id).url()),
                "dataverse-" + id,
                Optional.empty(),
                production,
                rules,
                Rollout.NONE,
                false);
    }

    public Workplace workplace(Environment environment) {
        return new Workplace(
                environment,
                clients.get(environment.id()),
                new ScaledTime(SPEED),
                PollPlan.DEFAULT,
                ProgressListener.silent(),
                messages,
                new Random(1));
    }

    public EnvironmentDeployment deployment(Environment environment, ImportOptions options, Mandate mandate) {
        return new EnvironmentDeployment(
                        workplace(environment), options, SettingsSource.none(), folder.resolve("records"))
                .under(mandate);
    }

    /** Imports as the goal does, without any rules. */
    public EnvironmentReport run(String id, ImportOptions options, SolutionPackage... solutions) {
        return deployment(environment(id, false, PromotionRules.NONE), options, Mandate.FREE)
                .run(List.of(solutions));
    }

    /** Where the records of the imports are. */
    public Path records() {
        return folder.resolve("records");
    }

    public SolutionPackage managed(String name, String version) throws IOException {
        return pack(new SolutionZipBuilder().named(name).version(version).managed("1"));
    }

    public SolutionPackage unmanaged(String name, String version) throws IOException {
        return pack(new SolutionZipBuilder().named(name).version(version).managed("0"));
    }

    public SolutionPackage pack(SolutionZipBuilder builder) throws IOException {
        Path zip = Files.createTempFile(folder, "zip-", ".zip");
        builder.publishedByContoso().write(zip);
        return SolutionPackage.of(zip, SolutionReader.read(zip, ZipLimits.DEFAULT));
    }

    /** The same zip as an artifact. */
    public static SolutionPackage as(String coordinates, Optional<ArtifactMetadata> metadata, SolutionPackage zip)
            throws IOException {
        return SolutionPackage.of(
                zip.zip(), zip.contents(), Optional.of(new Origin(Coordinates.parse(coordinates), metadata)));
    }

    @Override
    public void close() throws IOException {
        http.close();
        for (Emulator server : servers.values()) {
            server.close();
        }
    }
}
