package io.github.dataversealm.solution.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.testkit.ChoiceSolution;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LocalEnvironmentTest {

    @TempDir
    Path directory;

    @Test
    void several_in_one_process_share_a_server_which_ends_with_the_last() throws Exception {
        LocalEnvironment first = open();
        LocalEnvironment second = open();
        assertThat(second.url()).isEqualTo(first.url());
        assertThat(second.token()).isEqualTo(first.token());
        assertThat(second.emulator()).isEmpty();
        publish(first, "one");
        first.close();
        publish(second, "two");
        second.close();
        assertThat(directory.resolve("server.json")).doesNotExist();
        try (LocalEnvironment third = open()) {
            assertThat(third.emulator()).isPresent();
            assertThat(count(third)).isEqualTo("2");
        }
    }

    @Test
    void what_a_package_needs_is_taken_for_present_on_request_also_by_one_who_did_not_start_it() throws Exception {
        Path zip = new ChoiceSolution("ContosoApp", "1.0.0.0")
                .needs("msdyn_choice", "msdyn_Partner (2.0.0.0)")
                .writeZip(directory.resolveSibling(directory.getFileName() + ".zip"));
        try (LocalEnvironment first = LocalEnvironment.open(directory, Reporter.silent());
                LocalEnvironment second = LocalEnvironment.open(directory, Reporter.silent())) {
            assertThat(missing(first, zip)).contains("msdyn_choice");
            second.assumeDependenciesOf(zip);
            assertThat(missing(first, zip)).doesNotContain("msdyn_choice");
            assertThatThrownBy(() -> second.assumeDependenciesOf(directory.resolve("absent.zip")))
                    .isInstanceOf(IOException.class);
        } finally {
            Files.deleteIfExists(zip);
        }
    }

    @Test
    void a_folder_from_elsewhere_does_not_lead_to_another_machine() throws Exception {
        Files.writeString(
                directory.resolve("server.json"),
                "{\"url\":\"https://evil.example\",\"token\":\"t\",\"organizationId\":\""
                        + "00000000-0000-4000-8000-000000000001\",\"processId\":1,\"processStart\":1}");
        try (LocalEnvironment environment = open()) {
            assertThat(environment.url()).startsWith("http://127.0.0.1:");
        }
        Files.writeString(directory.resolve("server.json"), "{\"url\": damaged");
        try (LocalEnvironment environment = open()) {
            assertThat(environment.emulator()).isPresent();
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_new_folder_is_for_its_owner_alone() throws Exception {
        Path own = directory.resolve("build").resolve(".dataverse");
        LocalEnvironment.open(own, Reporter.silent()).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
                .isEqualTo("rwx------");
        assertThat(Files.getPosixFilePermissions(own.getParent()))
                .as("the folders above are as folders are")
                .contains(PosixFilePermission.GROUP_READ);
        assertThat(own.resolve(".gitignore")).hasContent("*");
        LocalEnvironment.open(own.getParent(), Reporter.silent()).close();
        assertThat(own.resolveSibling(".gitignore"))
                .as("a folder that was there is not ours")
                .doesNotExist();
    }

    @Test
    void a_damaged_file_with_the_token_is_told_without_it() throws Exception {
        Files.writeString(directory.resolve("organization.json"), "{\"token\": local-s3cr3t");
        Throwable told = catchThrowable(this::open);
        assertThat(told).hasMessageContaining("organization.json").hasMessageContaining("Delete");
        for (Throwable cause = told; cause != null; cause = cause.getCause()) {
            assertThat(cause.toString()).doesNotContain("s3cr3t");
        }
    }

    @Test
    void threads_that_open_and_close_at_the_same_time_always_find_a_server() throws Exception {
        List<CompletableFuture<Void>> users = new ArrayList<>();
        for (int user = 0; user < 4; user++) {
            int number = user;
            users.add(CompletableFuture.runAsync(() -> {
                try {
                    for (int i = 0; i < 5; i++) {
                        try (LocalEnvironment environment = open()) {
                            publish(environment, "u" + number + "n" + i);
                        }
                    }
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }));
        }
        CompletableFuture.allOf(users.toArray(CompletableFuture[]::new)).get(120, TimeUnit.SECONDS);
        try (LocalEnvironment environment = open()) {
            assertThat(count(environment)).isEqualTo("20");
        }
    }

    @Test
    void another_process_serves_the_folder_and_its_death_frees_it() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LocalEnvironmentHolder.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = process.inputReader()) {
            String url = out.readLine();
            try (LocalEnvironment guest = open()) {
                assertThat(guest.url()).isEqualTo(url);
                assertThat(guest.emulator()).isEmpty();
                publish(guest, "one");
            }
            assertThat(Files.getPosixFilePermissions(directory.resolve("server.json")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            process.toHandle().destroyForcibly();
            process.waitFor();
            try (LocalEnvironment own = open()) {
                assertThat(own.emulator()).isPresent();
                assertThat(count(own)).isEqualTo("1");
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private LocalEnvironment open() throws IOException {
        return LocalEnvironment.open(EmulatorOptions.in(directory)
                .withModules(List.of(TestModule::new))
                .withReporter(Reporter.silent()));
    }

    private static void publish(LocalEnvironment environment, String name) throws IOException {
        try (Wire wire = new Wire(new OkHttpClient(), environment.url(), environment.token())) {
            assertThat(wire.post("publishers", "{\"uniquename\":\"" + name + "\"}")
                            .status())
                    .isEqualTo(204);
        }
    }

    /** What the environment says when it is asked to validate a package. */
    private static String missing(LocalEnvironment environment, Path zip) throws IOException {
        try (Wire wire = new Wire(new OkHttpClient(), environment.url(), environment.token())) {
            String file = Base64.getEncoder().encodeToString(Files.readAllBytes(zip));
            return wire.post("StageSolution", "{\"CustomizationFile\":\"" + file + "\"}")
                    .body();
        }
    }

    private static String count(LocalEnvironment environment) throws IOException {
        try (Wire wire = new Wire(new OkHttpClient(), environment.url(), environment.token())) {
            return wire.get("publishers/$count").body();
        }
    }
}
