package io.github.dataversealm.solution.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.PackageType;
import io.github.dataversealm.solution.pack.PackRequest;
import io.github.dataversealm.solution.pack.Packer;
import io.github.dataversealm.solution.testkit.KindFixtures;
import io.github.dataversealm.solution.testkit.Messages;
import io.github.dataversealm.solution.testkit.Snapshot;
import io.github.dataversealm.solution.testkit.Zips;
import io.github.dataversealm.solution.unpack.UnpackRequest;
import io.github.dataversealm.solution.unpack.Unpacker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each source folder that is not whole is refused with one error that names the file, and no zip is written or changed. */
class BadTreeTest {

    @TempDir
    Path temp;

    private Path tree;
    private Path zip;

    @BeforeEach
    void unpack() throws IOException {
        Path original = KindFixtures.solution().write(temp.resolve("in.zip"));
        tree = temp.resolve("tree");
        zip = temp.resolve("out/solution.zip");
        new Unpacker().unpack(UnpackRequest.of(original, tree), Reporter.silent());
        Files.createDirectories(zip.getParent());
        Files.writeString(zip, "the zip before");
    }

    private String refused(PackRequest request) {
        Map<String, String> before = Snapshot.of(temp);
        Throwable thrown = catchThrowable(() -> new Packer().pack(request, Reporter.silent()));
        assertThat(thrown).isInstanceOf(SolutionException.class);
        assertThat(((SolutionException) thrown).location()).isPresent();
        assertThat(((SolutionException) thrown).advice()).isNotBlank();
        assertThat(Snapshot.of(temp)).isEqualTo(before);
        return thrown.getMessage();
    }

    private String refused() {
        return refused(PackRequest.of(tree, zip));
    }

    private void write(String path, String text) throws IOException {
        Files.createDirectories(tree.resolve(path).getParent());
        Files.writeString(tree.resolve(path), text);
    }

    private void replace(String path, String from, String to) throws IOException {
        String text = Files.readString(tree.resolve(path));
        assertThat(text).contains(from);
        Files.writeString(tree.resolve(path), text.replace(from, to));
    }

    @Test
    void a_folder_that_does_not_exist() {
        assertThat(refused(PackRequest.of(temp.resolve("nowhere"), zip))).contains("nowhere", "does not exist");
    }

    /** An element without text is empty, and does not take what follows it. */
    @Test
    void a_manifest_whose_name_is_empty() throws IOException {
        String manifest = Files.readString(tree.resolve("Other/Solution.xml"));
        write(
                "Other/Solution.xml",
                manifest.replaceFirst("<UniqueName>[^<]*</UniqueName>", "<UniqueName></UniqueName>"));
        assertThat(refused()).contains("Solution.xml", "<UniqueName> is missing");
    }

    @Test
    void a_file_for_a_folder() {
        assertThat(refused(PackRequest.of(zip, temp.resolve("b.zip")))).contains("solution.zip", "is a file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Workflows", "optionsets", "Entities", "EntityRelationships", "RibbonDiffXml"})
    void a_document_without_the_place_of_components_that_are_there(String element) throws IOException {
        String text = Files.readString(tree.resolve("Other/Customizations.xml"));
        String without = text.replaceAll("<" + element + "( [^>]*)?/>|<" + element + "></" + element + ">", "");
        assertThat(without).isNotEqualTo(text);
        write("Other/Customizations.xml", without);
        assertThat(refused()).contains("Customizations.xml", "<" + element + " /> is missing");
        assertThat(refused(PackRequest.builder(tree, zip)
                        .allowMissingComponents(true)
                        .build()))
                .contains("<" + element + " /> is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Other/Solution.xml", "Other/Customizations.xml"})
    void a_folder_that_is_no_solution(String file) throws IOException {
        Files.delete(tree.resolve(file));
        assertThat(refused()).contains(file, "-Dsolution.sourceDirectory");
    }

    @Test
    void another_package_type() {
        for (PackageType type : List.of(PackageType.MANAGED, PackageType.BOTH)) {
            assertThat(refused(PackRequest.builder(tree, zip)
                            .packageType(Optional.of(type))
                            .build()))
                    .contains("Solution.xml", "Unmanaged", type.toString());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Roles/Trip Requester.xml",
        "Entities/ctr_Trip/Entity.xml",
        "Entities/ctr_Trip/RibbonDiff.xml",
        "Other/EntityMaps.xml",
        "Other/Relationships.xml",
        "Other/Relationships/Account.xml",
        "Templates/EmailTemplates.xml",
        "RoutingRules/Route.meta.xml",
        "WebResources/ctr_/trip/form.js.data.xml",
        "CanvasApps/ctr_canvas_1.meta.xml",
        "AppModules/ctr_Trips/AppModule.xml",
        "Other/Solution.xml",
        "Other/Customizations.xml",
        "PluginAssembliesExternal/Ctr.Far-0000000b-0000-0000-0000-000000000002.data.xml"
    })
    void a_malformed_file_is_named_with_line_and_column(String file) throws IOException {
        byte[] bytes = Files.readAllBytes(tree.resolve(file));
        String text = new String(bytes, StandardCharsets.UTF_8);
        Files.writeString(tree.resolve(file), text.substring(0, text.lastIndexOf("</")) + "\n  <broken></wrong>");
        int line = (int) text.substring(0, text.lastIndexOf("</")).lines().count()
                + (text.substring(0, text.lastIndexOf("</")).endsWith("\n") ? 2 : 1);
        assertThat(refused()).contains(tree.resolve(file) + ":" + line + ":");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WebResources/ctr_/trip/form.js",
                "Workflows/Notify-1.json",
                "CanvasApps/ctr_canvas_1_DocumentUri.msapp",
                "PluginAssemblies/CtrTrips-0000000B/CtrTrips.bin",
                "Reports/1033/{00000008-0000-0000-0000-000000000001}/Trips.rdl",
                "StoredProcedures/ctr_proc.sql",
                "Entities/ctr_Trip/Formulas/ctr_trip-ctr_cost.xaml"
            })
    void metadata_without_its_content(String file) throws IOException {
        Files.delete(tree.resolve(file));
        assertThat(refused()).contains(file);
        Messages messages = new Messages();
        new Packer()
                .pack(
                        PackRequest.builder(tree, zip)
                                .allowMissingComponents(true)
                                .build(),
                        messages);
        assertThat(String.join("\n", messages.warnings())).contains(file);
        assertThat(Zips.bytes(zip)).containsKey("customizations.xml");
    }

    @Test
    void a_root_component_without_its_file() throws IOException {
        Files.delete(tree.resolve("Roles/Trip Requester.xml"));
        assertThat(refused())
                .contains(
                        "Solution.xml",
                        "{00000002-0000-0000-0000-000000000001}",
                        "type 20",
                        "Roles/",
                        "-Dsolution.allowMissingComponents=true");
        Messages messages = new Messages();
        new Packer()
                .pack(
                        PackRequest.builder(tree, zip)
                                .allowMissingComponents(true)
                                .build(),
                        messages);
        assertThat(String.join("\n", messages.warnings()))
                .contains("{00000002-0000-0000-0000-000000000001}", "type 20");
    }

    @Test
    void a_component_that_is_not_listed() throws IOException {
        write("Roles/Second.xml", "<Role id=\"{0000ffff-0000-0000-0000-000000000001}\" name=\"Second\" />");
        assertThat(refused()).contains("Roles/Second.xml", "0000ffff-0000-0000-0000-000000000001", "RootComponent");
    }

    @Test
    void an_element_that_is_written_out_beside_files() throws IOException {
        replace("Other/Customizations.xml", "<Roles />", "<Roles><Role id=\"{1}\" name=\"a\" /></Roles>");
        assertThat(refused()).contains("Customizations.xml:", "<Roles>", "Roles/Trip Requester.xml");
    }

    @Test
    void an_element_that_stands_twice() throws IOException {
        replace("Other/Customizations.xml", "<Roles />", "<Roles />\n<Roles />");
        assertThat(refused()).contains("Customizations.xml:", "<Roles>", "second time");
    }

    @Test
    void files_whose_element_is_gone() throws IOException {
        replace("Other/Customizations.xml", "<Maps />", "");
        assertThat(refused()).contains("<Maps /> is missing", "Maps/import.xml", "Add <Maps />");
    }

    @Test
    void root_components_that_no_environment_takes() throws IOException {
        replace("Other/Solution.xml", "type=\"9\"", "type=\"optionset\"");
        assertThat(refused()).contains("Solution.xml", "optionset");
        replace("Other/Solution.xml", "type=\"optionset\"", "type=\"9\"");
        replace(
                "Other/Solution.xml",
                "id=\"{00000002-0000-0000-0000-000000000001}\"",
                "id=\"{00000003-0000-0000-0000-000000000001}\"");
        assertThat(refused()).contains("Solution.xml", "listed twice");
    }

    @Test
    void a_reference_that_is_no_entry_of_a_content_file() throws IOException {
        String metadata = "WebResources/ctr_/trip/form.js.data.xml";
        for (String reference : List.of(
                "/../../evil.js",
                "/customizations.xml",
                "/solution.xml",
                "/[Content_Types].xml",
                "/C:/x",
                "/WebResources//x",
                "/WebResources/nul",
                "/")) {
            replace(metadata, "/WebResources/ctr_tripformjs0000000A", reference);
            assertThat(refused()).contains(metadata.substring(0, metadata.length() - ".data.xml".length()));
            replace(
                    metadata,
                    "<FileName>" + reference + "</FileName>",
                    "<FileName>/WebResources/ctr_tripformjs0000000A</FileName>");
        }
    }

    @Test
    void a_link_that_leads_out() throws IOException {
        Path secret = Files.writeString(temp.resolve("secret.txt"), "secret");
        Path link = tree.resolve("customapis/link.txt");
        Files.createSymbolicLink(link, secret);
        assertThat(refused()).contains("link.txt", "leads out");
        Files.delete(link);
        Files.createSymbolicLink(link, temp.resolve("out"));
        assertThat(refused()).contains("link.txt");
        Files.delete(link);
        Files.createSymbolicLink(link, temp.resolve("nothing"));
        assertThat(refused()).contains("link.txt");
    }

    @Test
    void a_mapping_file_that_leads_nowhere() throws IOException {
        Path map = temp.resolve("map.xml");
        Files.writeString(
                map, "<Mapping><FileToFile map=\"WebResources/ctr_/trip/form.js\" to=\"../built.js\"/></Mapping>");
        assertThat(refused(PackRequest.builder(tree, zip).mapFile(map).build()))
                .contains("WebResources/ctr_/trip/form.js", "map.xml:1", "built.js");
    }

    @Test
    void a_target_that_is_a_folder() throws IOException {
        Path folder = Files.createDirectory(temp.resolve("folder.zip"));
        assertThat(refused(PackRequest.of(tree, folder))).contains("folder.zip");
    }

    /** Files that may be deleted without a word because that is how a component of these kinds leaves a solution. */
    private static final Set<String> MAY_GO = Set.of(
            // parts of a table, which are not listed as root components
            "Entities/ctr_Trip/FormXml/main/{00000001-0000-0000-0000-000000000001}.xml",
            "Entities/ctr_Trip/FormXml/quick/{00000001-0000-0000-0000-000000000002}.xml",
            "Entities/ctr_Trip/SavedQueries/{00000001-0000-0000-0000-000000000003}.xml",
            "Entities/ctr_Trip/Visualizations/{00000001-0000-0000-0000-000000000004}.xml",
            "Entities/ctr_Trip/RibbonDiff.xml",
            // kinds that solution.xml does not list
            "EnvironmentVariables/ctr_Mail.xml",
            "EntityPrivileges/EntityPrivilege.xml",
            "Maps/import.xml",
            "MobileOfflineProfiles/On _ the_ road.xml",
            "Other/EntityMaps.xml",
            "Reports/ReportLinks.xml",
            "Reports/ReportSignatureIdMappings.xml",
            "RoutingRules/Route.meta.xml",
            "ServicePlans/ServicePlanAppModules.xml",
            "ServicePlans/ServicePlans.xml",
            "SyncAttributeMappingProfiles/{00000010-0000-0000-0000-000000000003}.xml",
            "TeamTemplates/{00000010-0000-0000-0000-000000000002}.xml",
            "StoredProcedures/ctr_proc.sql.data.xml", // its content is then reported
            // only an order, the relationships themselves are in their files
            "Other/Relationships.xml",
            // entries that no element names
            "customapis/ctr_Api/customapi.xml",
            "unknownkind/deep/x y.json",
            "EnvironmentVariables/environment_variable_values.json",
            "Connectors/ctr_weather_iconblob.Png",
            "Connectors/ctr_weather_openapidefinition.json",
            "Controls/ctr_Map/css/map.css",
            "Controls/ctr_Map/ControlManifest.xml");

    @Test
    void any_file_that_is_deleted_is_missed() throws IOException {
        Set<String> mayGo = new TreeSet<>(MAY_GO);
        List<String> unnoticed = new ArrayList<>();
        for (String path : Snapshot.of(tree).keySet()) {
            Path file = tree.resolve(path);
            if (!Files.isRegularFile(file) || mayGo.remove(path)) {
                continue;
            }
            byte[] bytes = Files.readAllBytes(file);
            Files.delete(file);
            Throwable thrown = catchThrowable(() -> new Packer().pack(PackRequest.of(tree, zip), Reporter.silent()));
            if (!(thrown instanceof SolutionException)) {
                unnoticed.add(path + " " + thrown);
            }
            Files.write(file, bytes);
        }
        assertThat(unnoticed).isEmpty();
        assertThat(mayGo).as("exceptions that no file needs").isEmpty();
    }
}
