package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.artifact.Origin;
import io.github.dataversealm.solution.contents.SolutionReader;
import io.github.dataversealm.solution.dataverse.ClientOptions;
import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.emulator.Emulator;
import io.github.dataversealm.solution.emulator.EmulatorOptions;
import io.github.dataversealm.solution.emulator.solution.SolutionModule;
import io.github.dataversealm.solution.environment.Environment;
import io.github.dataversealm.solution.http.HttpClients;
import io.github.dataversealm.solution.http.HttpOptions;
import io.github.dataversealm.solution.http.HttpTrace;
import io.github.dataversealm.solution.job.JobTime;
import io.github.dataversealm.solution.job.PollPlan;
import io.github.dataversealm.solution.job.Workplace;
import io.github.dataversealm.solution.model.Coordinates;
import io.github.dataversealm.solution.progress.ProgressListener;
import io.github.dataversealm.solution.testkit.ChoiceSolution;
import io.github.dataversealm.solution.testkit.LocalClient;
import io.github.dataversealm.solution.testkit.Messages;
import io.github.dataversealm.solution.testkit.SolutionZipBuilder;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A local environment on a real socket, and the client and command that work with it. */
final class LocalFixture implements Closeable {

    final Emulator emulator;
    final Messages messages = new Messages();
    private final HttpClients http;
    final Dataverse dataverse;

    LocalFixture(Path folder) throws IOException {
        this(EmulatorOptions.in(folder), HttpTrace.none(), LocalClient.QUICK);
    }

    LocalFixture(EmulatorOptions options, HttpTrace trace, ClientOptions client) throws IOException {
        emulator = Emulator.start(options);
        http = http(trace);
        dataverse = LocalClient.of(http, emulator.url(), emulator.token(), client);
    }

    /** An environment and a client that live in the same virtual time. */
    static LocalFixture in(VirtualTime time, Path folder, HttpTrace trace) throws IOException {
        return new LocalFixture(
                EmulatorOptions.in(folder)
                        .withClock(time)
                        .withModules(List.of(context -> SolutionModule.create(context, time::execute, time::pause))),
                trace,
                ClientOptions.defaults().withTime(time::now, time::sleep));
    }

    /** An environment and a client that live in a time which they have in common with others. */
    static LocalFixture in(CommonTime time, Path folder) throws IOException {
        return new LocalFixture(
                EmulatorOptions.in(folder)
                        .withClock(time)
                        .withModules(List.of(context -> SolutionModule.create(context, time::execute, time::sleep))),
                HttpTrace.none(),
                ClientOptions.defaults().withTime(time::now, time::sleep));
    }

    static HttpClients http(HttpTrace trace) {
        HttpOptions usual = HttpOptions.defaults();
        return new HttpClients(new HttpOptions(
                usual.proxies(),
                usual.proxyAuthenticator(),
                usual.trust(),
                usual.connectTimeout(),
                usual.readTimeout(),
                trace));
    }

    static SolutionPackage zip(Path folder, String name, String version, boolean managed) throws IOException {
        return pack(
                folder, new SolutionZipBuilder().named(name).version(version).managed(managed ? "1" : "0"));
    }

    static SolutionPackage pack(Path folder, SolutionZipBuilder builder) throws IOException {
        Path zip = Files.createTempFile(folder, "zip-", ".zip");
        builder.publishedByContoso().write(zip);
        return SolutionPackage.of(zip, SolutionReader.read(zip, ZipLimits.DEFAULT));
    }

    Workplace target(String id, JobTime time) {
        return target(id, emulator.url(), dataverse, time, messages);
    }

    static Workplace target(String id, String url, Dataverse dataverse, JobTime time, Messages messages) {
        return new Workplace(
                new Environment(id, URI.create(url), "dataverse-" + id, Optional.empty(), false),
                dataverse,
                time,
                PollPlan.DEFAULT,
                ProgressListener.silent(),
                messages,
                new Random(1));
    }

    /**
     * A solution as its artifact in a Maven repository.
     *
     * @param coordinates {@code groupId:artifactId:version}
     */
    static SolutionPackage artifact(Path folder, ChoiceSolution solution, String coordinates) throws IOException {
        Path zip = solution.writeZip(Files.createTempFile(folder, "zip-", ".zip"));
        return SolutionPackage.of(
                zip,
                SolutionReader.read(zip, ZipLimits.DEFAULT),
                Optional.of(new Origin(Coordinates.parse(coordinates), Optional.empty())));
    }

    EnvironmentReport run(JobTime time, ImportOptions options, Path records, SolutionPackage... solutions) {
        return run(time, options, SettingsSource.none(), records, List.of(solutions));
    }

    EnvironmentReport run(
            JobTime time,
            ImportOptions options,
            SettingsSource settings,
            Path records,
            List<SolutionPackage> solutions) {
        return new EnvironmentDeployment(target("local", time), options, settings, records).run(solutions);
    }

    @Override
    public void close() throws IOException {
        http.close();
        emulator.close();
    }
}
