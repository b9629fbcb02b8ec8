package io.github.dataversealm.solution.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.dependency.SolutionGraph;
import io.github.dataversealm.solution.environment.Environment;
import io.github.dataversealm.solution.job.FakeTime;
import io.github.dataversealm.solution.job.PollPlan;
import io.github.dataversealm.solution.job.Workplace;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.progress.ProgressListener;
import io.github.dataversealm.solution.testkit.Messages;
import io.github.dataversealm.solution.testkit.SolutionZipBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentTest {

    @TempDir
    Path folder;

    // ---------------------------------------------------------------- several zips

    @Test
    void packages_are_put_in_the_order_of_their_needs() throws IOException {
        ImportFixture fixture = new ImportFixture(folder);
        SolutionPackage base = fixture.pack(solution("Base", "").rootByName(1, "ctr_car"));
        SolutionPackage middle = fixture.pack(solution("Middle", needs("Base (1.0.0.0)", "ctr_car")));
        SolutionPackage top = fixture.pack(solution("Top", needs("Middle (1.0.0.0)", "ctr_trip")));
        SolutionPackage loose = fixture.pack(solution("Loose", ""));
        assertThat(SolutionGraph.sort(List.of(top, loose, middle, base), SolutionPackage::node))
                .extracting(SolutionPackage::uniqueName)
                .containsExactly("Loose", "Base", "Middle", "Top");
        assertThat(SolutionGraph.sort(List.of(base, middle, top), SolutionPackage::node))
                .extracting(SolutionPackage::uniqueName)
                .containsExactly("Base", "Middle", "Top");
    }

    @Test
    void a_need_without_the_name_of_a_solution_is_found_by_its_component() throws IOException {
        ImportFixture fixture = new ImportFixture(folder);
        SolutionPackage base = fixture.pack(solution("Base", "")
                .rootByName(1, "ctr_car")
                .element("<Entities><Entity><Name LocalizedName=\"Car\" OriginalName=\"Car\">ctr_car</Name><EntityInfo>"
                        + "<entity Name=\"ctr_car\"><attributes /></entity></EntityInfo></Entity></Entities>"));
        SolutionPackage top = fixture.pack(solution("Top", needs("Active", "ctr_car")));
        assertThat(SolutionGraph.sort(List.of(top, base), SolutionPackage::node))
                .extracting(SolutionPackage::uniqueName)
                .containsExactly("Base", "Top");
    }

    @Test
    void a_circle_is_named() throws IOException {
        ImportFixture fixture = new ImportFixture(folder);
        SolutionPackage one = fixture.pack(solution("One", needs("Two (1.0)", "ctr_a")));
        SolutionPackage two = fixture.pack(solution("Two", needs("One (1.0)", "ctr_b")));
        assertThatThrownBy(() -> SolutionGraph.sort(List.of(one, two), SolutionPackage::node))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("One needs Two needs One");
    }

    @Test
    void a_solution_that_stands_there_twice_is_refused() throws IOException {
        ImportFixture fixture = new ImportFixture(folder);
        SolutionPackage one = fixture.zip("Trips", "1.0.0.0", true);
        SolutionPackage two = fixture.zip("trips", "1.1.0.0", false);
        assertThatThrownBy(() -> SolutionGraph.sort(List.of(one, two), SolutionPackage::node))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("Two zips hold");
    }

    @Test
    void what_comes_after_a_failure_is_not_begun() throws IOException {
        ImportFixture fixture = new ImportFixture(folder);
        fixture.service.jobFaults.add("no");
        EnvironmentReport report =
                fixture.run(List.of(fixture.zip("Base", "1.0.0.0", true), fixture.zip("Trips", "1.0.0.0", true)));
        assertThat(report.isGood()).isFalse();
        assertThat(report.solutions()).hasSize(1);
        assertThat(report.notReached()).containsExactly("Trips 1.0.0.0 (managed)");

        // the same command again does the rest
        EnvironmentReport second =
                fixture.run(List.of(fixture.zip("Base", "1.0.0.0", true), fixture.zip("Trips", "1.0.0.0", true)));
        assertThat(second.isGood()).isTrue();
        assertThat(fixture.service.effects)
                .containsExactly("ImportSolutionAsync Base 1.0.0.0", "ImportSolutionAsync Trips 1.0.0.0");
    }

    @Test
    void a_solution_that_will_be_refused_keeps_out_those_before_it_too() throws IOException {
        ImportFixture fixture = new ImportFixture(folder);
        fixture.service.install("Trips", "2.0.0.0", true);
        EnvironmentReport report =
                fixture.run(List.of(fixture.zip("Base", "1.0.0.0", true), fixture.zip("Trips", "1.0.0.0", true)));
        assertThat(report.fault().orElseThrow())
                .hasMessageContaining("Trips 1.0.0.0 (managed): 2.0.0.0 is installed, the zip has 1.0.0.0")
                .hasMessageContaining("Nothing was changed.");
        assertThat(fixture.service.effects).isEmpty();
        assertThat(fixture.service.count("stage")).isZero();
    }

    @Test
    void the_record_tells_of_a_run_that_did_not_begin_and_keeps_what_was_done() throws IOException {
        ImportFixture fixture = new ImportFixture(folder);
        SolutionPackage zip = fixture.zip("Trips", "1.0.0.0", true);
        fixture.run(zip);
        Path record = folder.resolve("target/import-test.json");
        assertThat(Files.readString(record)).doesNotContain("\"problem\"", "notReached");
        fixture.production = true;
        EnvironmentReport report = fixture.run(List.of(zip, fixture.zip("Cars", "1.0.0.0", false)));
        assertThat(report.isGood()).isFalse();
        assertThat(Files.readString(record))
                .contains("\"problem\" : \"Cars 1.0.0.0 (unmanaged): The zip holds an unmanaged solution")
                .contains("\"notReached\" : [ \"Trips 1.0.0.0 (managed)\", \"Cars 1.0.0.0 (unmanaged)\" ]")
                .contains("\"state\" : \"done\"");
        fixture.production = false;
        assertThat(fixture.run(zip).state()).isEqualTo(RunState.SKIPPED);
        assertThat(Files.readString(record)).doesNotContain("\"problem\"", "notReached");
    }

    // ---------------------------------------------------------------- several environments

    @Test
    void environments_do_not_touch_each_other() throws IOException {
        ImportFixture fixture = new ImportFixture(folder);
        SolutionPackage zip = fixture.zip("Trips", "1.0.0.0", true);
        List<DataverseInTime> services = new ArrayList<>();
        List<EnvironmentDeployment> environments = new ArrayList<>();
        Messages messages = new Messages();
        for (String id : List.of("a", "b", "c", "d")) {
            FakeTime time = new FakeTime();
            DataverseInTime service = new DataverseInTime(time);
            service.organization = UUID.randomUUID();
            services.add(service);
            environments.add(new EnvironmentDeployment(
                    target(id, service.dataverse(), time, messages),
                    ImportOptions.DEFAULT,
                    SettingsSource.none(),
                    folder.resolve("target")));
        }
        services.get(1).jobFaults.add("no");
        List<EnvironmentReport> reports =
                new Deployment(List.of(zip), 16, true, DeploymentListener.silent()).run(List.of(environments));
        assertThat(reports).extracting(report -> report.environment().id()).containsExactly("a", "b", "c", "d");
        assertThat(reports).extracting(EnvironmentReport::isGood).containsExactly(true, false, true, true);
        assertThat(services.get(3).effects).containsExactly("ImportSolutionAsync Trips 1.0.0.0");
        assertThat(services.get(1).effects).isEmpty();
        assertThat(folder.resolve("target/import-a.json")).exists();
        assertThat(folder.resolve("target/import-d.json")).exists();
    }

    @Test
    void one_organization_under_two_addresses_is_worked_in_once() throws IOException {
        ImportFixture fixture = new ImportFixture(folder);
        SolutionPackage zip = fixture.zip("Trips", "1.0.0.0", true);
        FakeTime time = new FakeTime();
        DataverseInTime service = new DataverseInTime(time);
        List<List<EnvironmentDeployment>> waves = new ArrayList<>();
        for (String id : List.of("a", "b")) {
            waves.add(List.of(new EnvironmentDeployment(
                    target(id, service.dataverse(), time, new Messages()),
                    ImportOptions.DEFAULT,
                    SettingsSource.none(),
                    folder.resolve("target"))));
        }
        List<EnvironmentReport> reports =
                new Deployment(List.of(zip), 16, true, DeploymentListener.silent()).run(waves);
        assertThat(reports).extracting(EnvironmentReport::isGood).containsExactly(true, false);
        assertThat(reports.get(1).fault().orElseThrow())
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("'a' and 'b' are the same environment");
        assertThat(service.effects).containsExactly("ImportSolutionAsync Trips 1.0.0.0");
    }

    @Test
    void a_failure_does_not_stop_the_next_wave_when_it_should_not() throws IOException {
        ImportFixture fixture = new ImportFixture(folder);
        SolutionPackage zip = fixture.zip("Trips", "1.0.0.0", true);
        List<DataverseInTime> services = new ArrayList<>();
        List<List<EnvironmentDeployment>> waves = new ArrayList<>();
        for (String id : List.of("a", "b")) {
            FakeTime time = new FakeTime();
            DataverseInTime service = new DataverseInTime(time);
            service.organization = UUID.randomUUID();
            services.add(service);
            waves.add(List.of(new EnvironmentDeployment(
                    target(id, service.dataverse(), time, new Messages()),
                    ImportOptions.DEFAULT,
                    SettingsSource.none(),
                    folder.resolve("target"))));
        }
        services.get(0).jobFaults.add("no");
        assertThat(new Deployment(List.of(zip), 16, false, DeploymentListener.silent()).run(waves))
                .extracting(EnvironmentReport::isGood)
                .containsExactly(false, true);
        assertThat(services.get(1).effects).containsExactly("ImportSolutionAsync Trips 1.0.0.0");
    }

    private static Workplace target(String id, Dataverse dataverse, FakeTime time, Messages messages) {
        return new Workplace(
                new Environment(
                        id, URI.create("https://" + id + ".example"), "dataverse-" + id, Optional.empty(), false),
                dataverse,
                time,
                PollPlan.DEFAULT,
                ProgressListener.silent(),
                messages,
                new Random(1));
    }

    private static SolutionZipBuilder solution(String name, String missing) {
        SolutionZipBuilder builder = new SolutionZipBuilder().named(name).managed("1");
        return missing.isEmpty() ? builder : builder.missing(missing);
    }

    private static String needs(String solution, String table) {
        return "<MissingDependency><Required type=\"1\" schemaName=\"" + table + "\" displayName=\"T\" solution=\""
                + solution + "\" /><Dependent type=\"60\" displayName=\"F\" /></MissingDependency>";
    }
}
