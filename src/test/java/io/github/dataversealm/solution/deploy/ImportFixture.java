package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.contents.SolutionReader;
import io.github.dataversealm.solution.dataverse.ComponentParameter;
import io.github.dataversealm.solution.environment.Environment;
import io.github.dataversealm.solution.job.FakeTime;
import io.github.dataversealm.solution.job.PollPlan;
import io.github.dataversealm.solution.job.Workplace;
import io.github.dataversealm.solution.progress.ProgressListener;
import io.github.dataversealm.solution.testkit.Messages;
import io.github.dataversealm.solution.testkit.SolutionZipBuilder;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** An environment in memory, and the command that imports into it. */
final class ImportFixture {

    final FakeTime time = new FakeTime();
    final DataverseInTime service = new DataverseInTime(time);
    final Messages messages = new Messages();
    final Path folder;
    ImportOptions options = ImportOptions.DEFAULT;
    boolean production;
    List<ComponentParameter> parameters = List.of();

    ImportFixture(Path folder) {
        this.folder = folder;
    }

    SolutionPackage zip(String name, String version, boolean managed) throws IOException {
        return pack(new SolutionZipBuilder().named(name).version(version).managed(managed ? "1" : "0"));
    }

    SolutionPackage pack(SolutionZipBuilder builder) throws IOException {
        Path zip = Files.createTempFile(folder, "zip-", ".zip");
        builder.write(zip);
        return SolutionPackage.of(zip, SolutionReader.read(zip, ZipLimits.DEFAULT));
    }

    Workplace target() {
        return new Workplace(
                new Environment(
                        "test", URI.create("https://test.example"), "dataverse-test", Optional.empty(), production),
                service.dataverse(),
                time,
                PollPlan.DEFAULT,
                ProgressListener.silent(),
                messages,
                new Random(1));
    }

    EnvironmentReport run(List<SolutionPackage> solutions) {
        SettingsSource settings = (packages, dataverse, asked) -> {
            Map<String, List<ComponentParameter>> all = new HashMap<>();
            packages.forEach(solution -> all.put(solution.uniqueName(), parameters));
            return all;
        };
        return new EnvironmentDeployment(target(), options, settings, folder.resolve("target")).run(solutions);
    }

    SolutionReport run(SolutionPackage solution) {
        EnvironmentReport report = run(List.of(solution));
        report.fault().ifPresent(fault -> {
            throw new AssertionError(fault);
        });
        return report.solutions().get(0);
    }
}
