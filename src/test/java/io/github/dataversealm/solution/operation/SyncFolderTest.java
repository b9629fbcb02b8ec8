package io.github.dataversealm.solution.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dataversealm.solution.manifest.SourceManifest;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.PackageType;
import io.github.dataversealm.solution.testkit.Messages;
import io.github.dataversealm.solution.testkit.Snapshot;
import io.github.dataversealm.solution.testkit.SolutionZipBuilder;
import io.github.dataversealm.solution.unpack.UnpackResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A sync brings changes and nothing else. */
class SyncFolderTest {

    @TempDir
    Path base;

    private final DataverseAtOnce environment = new DataverseAtOnce();
    private final Messages messages = new Messages();
    /** How often an export was made: the stamps and the order of each are other ones. */
    private int exports;

    private String role =
            "<Role id=\"{2a8d4c46-b0e7-4d3c-9f21-8a745e1f7b93}\" name=\"Reader\"><RolePrivileges /></Role>";
    private String script = "alert(1);";
    private List<Integer> dependencies = List.of(1, 2, 3, 4, 5);

    @BeforeEach
    void a_solution() {
        environment.add("Trips", "1.4.2.0", false);
        environment.exporter = (solution, managed, zip) -> {
            exports++;
            zip(managed, solution.version()).write(zip);
        };
    }

    private Path folder() {
        return base.resolve("src");
    }

    private SolutionZipBuilder zip(boolean managed, String version) {
        Random random = new Random(exports);
        List<String> roots = new ArrayList<>(List.of(
                "<RootComponent type=\"20\" id=\"{2a8d4c46-b0e7-4d3c-9f21-8a745e1f7b93}\" behavior=\"0\" />",
                "<RootComponent type=\"61\" schemaName=\"ctr_a.js\" behavior=\"0\" />",
                "<RootComponent type=\"80\" schemaName=\"ctr_App\" behavior=\"0\" />"));
        Collections.shuffle(roots, random);
        List<Integer> order = new ArrayList<>(dependencies);
        Collections.shuffle(order, random);
        StringBuilder missing = new StringBuilder();
        int key = exports * 10;
        for (int dependency : order) {
            // the same required component for several dependents: only the dependents tell them apart
            missing.append(
                    "<MissingDependency><Required key=\"%d\" type=\"1\" schemaName=\"account\" displayName=\"Account\" solution=\"System (9.2.%d.0)\" />"
                            .formatted(key++, exports));
            missing.append("<Dependent key=\"%d\" type=\"60\" displayName=\"Form %d\" /></MissingDependency>"
                    .formatted(key++, dependency));
        }
        List<String> members = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            members.add("<AppModuleComponent type=\"60\" id=\"{%08d-0000-0000-0000-000000000000}\" />".formatted(i));
        }
        Collections.shuffle(members, random);
        String stamps =
                "version=\"9.2.%d.1\" OrganizationVersion=\"9.2.%d.7\" OrganizationSchemaType=\"Standard\" CRMServerServiceabilityVersion=\"9.2.%d.4\""
                        .formatted(exports, exports, exports);
        String manifest = "<ImportExportXml " + stamps
                + " SolutionPackageVersion=\"9.2\" languagecode=\"1033\" generatedBy=\"CrmLive\"><SolutionManifest>"
                + "<UniqueName>Trips</UniqueName><LocalizedNames><LocalizedName description=\"Trips\" languagecode=\"1033\" /></LocalizedNames>"
                + "<Version>" + version + "</Version><Managed>" + (managed ? 1 : 0) + "</Managed><RootComponents>"
                + String.join("", roots)
                + "</RootComponents><MissingDependencies>" + missing
                + "</MissingDependencies></SolutionManifest></ImportExportXml>";
        String customizations = "<ImportExportXml xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
                + stamps.replaceFirst("version=\\S+ ", "")
                + "><Entities /><Roles>" + role
                + "</Roles><WebResources><WebResource><WebResourceId>{27e1f7b9-2a8d-4c46-b0e7-9d3c6f218a74}</WebResourceId>"
                + "<Name>ctr_a.js</Name><WebResourceType>3</WebResourceType><FileName>/WebResources/ctr_a.js</FileName></WebResource></WebResources>"
                + "<AppModules><AppModule><UniqueName>ctr_App</UniqueName><AppModuleComponents>"
                + String.join("", members)
                + "</AppModuleComponents></AppModule></AppModules><Languages><Language>1033</Language></Languages></ImportExportXml>";
        return new SolutionZipBuilder()
                .manifest(manifest.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .customizations(customizations)
                .entry("WebResources/ctr_a.js", script);
    }

    @ParameterizedTest
    @EnumSource(PackageType.class)
    void another_export_of_an_unchanged_solution_changes_no_file(PackageType type) throws IOException {
        UnpackResult first = sync(Optional.of(type));
        assertThat(first.created()).contains("Other/Solution.xml").noneMatch(path -> path.contains("Preserved"));
        Map<String, String> before = Snapshot.of(folder());
        for (int i = 0; i < 5; i++) {
            UnpackResult again = sync(Optional.empty());
            assertThat(again.created()).isEmpty();
            assertThat(again.changed()).isEmpty();
            assertThat(again.deleted()).isEmpty();
            assertThat(again.packageType()).isEqualTo(type);
            assertThat(Snapshot.of(folder())).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource(PackageType.class)
    void a_change_in_the_environment_changes_exactly_its_file(PackageType type) throws IOException {
        sync(Optional.of(type));
        script = "alert(2);";
        assertThat(sync(Optional.empty()).changed()).containsExactly("WebResources/ctr_a.js");
        role = role.replace(
                "<RolePrivileges />",
                "<RolePrivileges><RolePrivilege name=\"prvReadctr_trip\" level=\"Global\" /></RolePrivileges>");
        assertThat(sync(Optional.empty()).changed()).containsExactly("Roles/Reader.xml");
        dependencies = List.of(1, 2, 3, 4);
        UnpackResult result = sync(Optional.empty());
        assertThat(result.changed()).allMatch(path -> path.endsWith("Other/Solution.xml"));
        assertThat(result.changed()).isNotEmpty();
        assertThat(sync(Optional.empty()).changed()).isEmpty();
    }

    @Test
    void a_new_version_is_a_change() throws IOException {
        sync(Optional.of(PackageType.UNMANAGED));
        environment.setSolutionVersion(DataverseAtOnce.id("solution Trips"), "1.4.3.0");
        assertThat(sync(Optional.empty()).changed()).containsExactly("Other/Solution.xml");
        assertThat(SourceManifest.read(folder()).orElseThrow().version()).isEqualTo("1.4.3.0");
    }

    @Test
    void a_new_folder_gets_both_forms_and_an_unmanaged_one_stays_unmanaged() throws IOException {
        assertThat(sync(Optional.empty()).packageType()).isEqualTo(PackageType.BOTH);
        assertThat(environment.count("exportSolution")).isEqualTo(2);
        sync(Optional.of(PackageType.UNMANAGED));
        assertThat(sync(Optional.empty()).packageType()).isEqualTo(PackageType.UNMANAGED);
        assertThat(SourceManifest.read(folder()).orElseThrow().packageType()).isEqualTo(PackageType.UNMANAGED);
    }

    @Test
    void a_file_that_cannot_be_read_is_replaced() throws IOException {
        sync(Optional.of(PackageType.UNMANAGED));
        Path app = folder().resolve("AppModules/ctr_App/AppModule.xml");
        Files.writeString(app, "<<<<<<< HEAD\n" + Files.readString(app));
        Files.delete(state());
        assertThat(sync(Optional.empty()).changed()).containsExactly("AppModules/ctr_App/AppModule.xml");
    }

    @Test
    void files_changed_since_the_last_sync_are_not_overwritten() throws IOException {
        sync(Optional.of(PackageType.UNMANAGED));
        Path file = Files.writeString(folder().resolve("WebResources/ctr_a.js"), "mine");
        script = "theirs";
        Map<String, String> before = Snapshot.of(folder());
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> sync(Optional.empty()))
                .withMessageContaining(
                        "changed here since the last sync, and are different in dev: WebResources/ctr_a.js")
                .withMessageContaining("-Dsolution.overwrite=true");
        assertThat(Snapshot.of(folder())).isEqualTo(before);

        assertThat(rehearse().changed()).containsExactly("WebResources/ctr_a.js");
        assertThat(messages.warnings()).singleElement().asString().contains("WebResources/ctr_a.js");
        assertThat(file).hasContent("mine");

        assertThat(sync(Optional.empty(), true, true).changed()).containsExactly("WebResources/ctr_a.js");
        assertThat(file).hasContent("theirs");
    }

    @Test
    void an_edit_that_the_environment_has_too_is_no_conflict() throws IOException {
        sync(Optional.of(PackageType.UNMANAGED));
        Files.writeString(folder().resolve("WebResources/ctr_a.js"), "mine");
        script = "mine";
        assertThat(sync(Optional.empty()).changed()).isEmpty();
        script = "theirs";
        assertThat(sync(Optional.empty()).changed()).containsExactly("WebResources/ctr_a.js");
    }

    @Test
    void a_new_file_of_a_person_is_not_deleted_unseen() throws IOException {
        sync(Optional.of(PackageType.UNMANAGED));
        Path mine = Files.writeString(folder().resolve("WebResources/ctr_b.js"), "new");
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> sync(Optional.empty()))
                .withMessageContaining("WebResources/ctr_b.js");
        assertThat(mine).exists();
    }

    @Test
    void a_checkout_with_other_line_endings_is_no_edit_and_keeps_them() throws IOException {
        sync(Optional.of(PackageType.UNMANAGED));
        for (String name : List.of(
                "Other/Solution.xml",
                "Other/Customizations.xml",
                "Roles/Reader.xml",
                "AppModules/ctr_App/AppModule.xml",
                "WebResources/ctr_a.js.data.xml")) {
            Path file = folder().resolve(name);
            Files.writeString(file, Files.readString(file).replace("\n", "\r\n"));
        }
        Map<String, String> before = Snapshot.of(folder());
        assertThat(sync(Optional.empty()).changed()).isEmpty();
        assertThat(Snapshot.of(folder())).isEqualTo(before);
    }

    @Test
    void a_rehearsal_writes_nothing_and_keeps_the_state() throws IOException {
        sync(Optional.of(PackageType.UNMANAGED));
        script = "alert(2);";
        Map<String, String> before = Snapshot.of(base);
        assertThat(rehearse().changed()).containsExactly("WebResources/ctr_a.js");
        assertThat(Snapshot.of(folder())).isEqualTo(Snapshot.of(folder()));
        assertThat(Files.readString(folder().resolve("WebResources/ctr_a.js"))).isEqualTo("alert(1);");
        assertThat(Snapshot.of(base)).isEqualTo(before);
    }

    @Test
    void mapped_files_stay_where_they_are() throws IOException {
        Path map = Files.writeString(
                base.resolve("map.xml"),
                "<Mapping><FileToFile map=\"WebResources\\ctr_a.js\" to=\"dist\\a.js\" /></Mapping>");
        Files.createDirectories(folder().resolve("dist"));
        Files.writeString(folder().resolve("dist/a.js"), "built");
        SyncFolder.Request request = request(Optional.of(PackageType.UNMANAGED), true, false, Optional.of(map));
        new SyncFolder(Targets.of(environment.api(), messages)).sync(request);
        assertThat(folder().resolve("WebResources/ctr_a.js")).doesNotExist();
        assertThat(folder().resolve("dist/a.js")).hasContent("built");
    }

    @Test
    void a_folder_of_another_solution_is_refused_before_the_export() throws IOException {
        sync(Optional.of(PackageType.UNMANAGED));
        environment.add("Other", "1.0.0.0", false);
        long before = environment.count("exportSolution");
        SyncFolder.Request other = new SyncFolder.Request(
                Optional.of("Other"),
                folder(),
                Optional.empty(),
                Set.of(),
                true,
                true,
                false,
                Optional.empty(),
                false,
                Optional.empty(),
                false,
                Optional.empty(),
                false,
                base.resolve("target"));
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> new SyncFolder(Targets.of(environment.api(), messages)).sync(other))
                .withMessageContaining("holds the solution 'Trips', not 'Other'");
        assertThat(environment.count("exportSolution")).isEqualTo(before);
    }

    @Test
    void no_zip_is_left_behind() throws IOException {
        sync(Optional.empty());
        try (var files = Files.walk(base.resolve("target"))) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(path -> path.getFileName().toString()))
                    .containsExactly("sync-Trips.json");
        }
    }

    private Path state() {
        return base.resolve("target/sync-Trips.json");
    }

    private UnpackResult rehearse() throws IOException {
        return sync(Optional.empty(), false, false);
    }

    private UnpackResult sync(Optional<PackageType> type) throws IOException {
        return sync(type, true, false);
    }

    private UnpackResult sync(Optional<PackageType> type, boolean write, boolean overwrite) throws IOException {
        return new SyncFolder(Targets.of(environment.api(), messages))
                .sync(request(type, write, overwrite, Optional.empty()));
    }

    private SyncFolder.Request request(
            Optional<PackageType> type, boolean write, boolean overwrite, Optional<Path> map) {
        return new SyncFolder.Request(
                Optional.of("Trips"),
                folder(),
                type,
                Set.of(),
                true,
                write,
                false,
                map,
                false,
                Optional.empty(),
                false,
                Optional.empty(),
                overwrite,
                base.resolve("target"));
    }
}
