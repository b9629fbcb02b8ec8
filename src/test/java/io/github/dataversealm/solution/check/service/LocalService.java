package io.github.dataversealm.solution.check.service;

import io.github.dataversealm.solution.auth.TokenProvider;
import io.github.dataversealm.solution.check.CheckRequest;
import io.github.dataversealm.solution.check.CheckResult;
import io.github.dataversealm.solution.check.Checker;
import io.github.dataversealm.solution.check.gate.Gate;
import io.github.dataversealm.solution.check.local.LocalAnalysis;
import io.github.dataversealm.solution.dataverse.RetryPolicy;
import io.github.dataversealm.solution.emulator.Emulator;
import io.github.dataversealm.solution.emulator.EmulatorOptions;
import io.github.dataversealm.solution.http.HttpClients;
import io.github.dataversealm.solution.http.HttpOptions;
import io.github.dataversealm.solution.job.JobTime;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.progress.ProgressListener;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A local environment with its checker service, and the client of it, over real sockets. */
final class LocalService implements AutoCloseable {

    final Emulator emulator;
    final List<String> trace = new ArrayList<>();
    final List<UUID> runs = new ArrayList<>();
    private final HttpClients http;

    LocalService(Path folder) throws IOException {
        this(EmulatorOptions.in(folder).withAnalysis(new LocalAnalysis()));
    }

    LocalService(EmulatorOptions settings) throws IOException {
        emulator = Emulator.start(settings);
        emulator.knobs(emulator.knobs().with(Map.of("queueDelayMillis", 0, "jobMillis", 0)));
        http = new HttpClients(new HttpOptions(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                line -> {
                    synchronized (trace) {
                        trace.add(line);
                    }
                }));
    }

    ServiceConnection connection(String token) {
        URI address = URI.create(emulator.plainUrl());
        TokenProvider tokens = new TokenProvider() {
            @Override
            public String token() {
                return token;
            }

            @Override
            public void refused(String refused) {
                // there is no other
            }
        };
        return new ServiceConnection(
                CheckerEndpoint.of(Optional.empty(), Optional.empty(), address),
                http.client(),
                resource -> tokens,
                () -> Optional.of(emulator.tenantId().toString()));
    }

    static ServiceTime quick() {
        return new ServiceTime(
                JobTime.system(),
                new RetryPolicy(
                        5,
                        Duration.ofMillis(5),
                        Duration.ofMillis(20),
                        Duration.ofMillis(50),
                        Duration.ofSeconds(20),
                        0),
                Duration.ofMillis(10),
                Duration.ofMillis(500));
    }

    ServiceCheck check(ServiceOptions options) {
        return new ServiceCheck(
                connection(emulator.token()),
                options,
                quick(),
                ServiceRules.complete()::find,
                () -> {
                    UUID id = UUID.randomUUID();
                    runs.add(id);
                    return id;
                },
                ProgressListener.silent(),
                Reporter.silent());
    }

    CheckResult result(Path target, Optional<Path> sources, ServiceOptions options) throws IOException {
        return new Checker().check(request(target, sources), Optional.of(check(options)));
    }

    static CheckRequest request(Path target, Optional<Path> sources) {
        return new CheckRequest(
                target,
                sources,
                List.of(),
                Optional.empty(),
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                new Gate(Optional.empty(), 0, Map.of(), true),
                2,
                Duration.ofSeconds(10),
                ZipLimits.DEFAULT);
    }

    @Override
    public void close() throws IOException {
        http.close();
        emulator.close();
    }
}
