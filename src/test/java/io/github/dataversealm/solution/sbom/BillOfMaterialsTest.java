package io.github.dataversealm.solution.sbom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dataversealm.solution.assembly.TestAssemblies;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.Coordinates;
import io.github.dataversealm.solution.testkit.Effort;
import io.github.dataversealm.solution.testkit.Messages;
import io.github.dataversealm.solution.testkit.SampleSolution;
import io.github.dataversealm.solution.testkit.SolutionZipBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BillOfMaterialsTest {

    private static final String FLOW = "11111111-2222-3333-4444-555555555555";

    @TempDir
    Path temp;

    private final Messages messages = new Messages();

    private byte[] bytes(Path zip, BillSubject subject) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BillOfMaterials.write(zip, subject, out, messages);
        assertThat(new Schema().faults(out.toByteArray())).isEmpty();
        return out.toByteArray();
    }

    private JsonNode bill(SolutionZipBuilder solution) throws IOException {
        return new ObjectMapper().readTree(bytes(solution.write(temp.resolve("a.zip")), subject()));
    }

    private static BillSubject subject() {
        return new BillSubject(
                Optional.of(Coordinates.of("com.contoso", "trips", "1.4.2")), List.of(), Optional.empty(), "1.0.0");
    }

    private static JsonNode component(JsonNode bill, String ref) {
        return StreamSupport.stream(bill.get("components").spliterator(), false)
                .filter(one -> one.get("bom-ref").asText().equals(ref))
                .findFirst()
                .orElseThrow(() -> new AssertionError(ref + " is not in " + bill.toPrettyString()));
    }

    private static List<String> needs(JsonNode bill, String ref) {
        List<String> needs = new ArrayList<>();
        bill.get("dependencies").forEach(one -> {
            if (one.get("ref").asText().equals(ref)) {
                one.get("dependsOn").forEach(other -> needs.add(other.asText()));
            }
        });
        return needs;
    }

    private static String property(JsonNode component, String name) {
        for (JsonNode property : component.path("properties")) {
            if (property.get("name").asText().equals("dataverse:" + name)) {
                return property.get("value").asText();
            }
        }
        return "";
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void the_sample_is_listed_with_tables_apps_flows_and_connectors() throws Exception {
        Path zip = temp.resolve("ContosoTrips.zip");
        SampleSolution.copyTo(temp.resolve("sources")).packTo(zip.toFile());
        JsonNode bill = new ObjectMapper().readTree(bytes(zip, subject()));
        JsonNode solution = bill.at("/metadata/component");
        assertThat(solution.get("name").asText()).isEqualTo("ContosoTrips");
        assertThat(solution.get("purl").asText()).isEqualTo("pkg:maven/com.contoso/trips@1.4.2?type=zip");
        assertThat(solution.at("/hashes/0/content").asText()).isEqualTo(sha256(Files.readAllBytes(zip)));
        assertThat(component(bill, "table:ctr_trip").get("type").asText()).isEqualTo("data");
        assertThat(component(bill, "app:ctr_contosotrips").get("name").asText()).isEqualTo("ctr_ContosoTrips");
        String flow = "process:5e1f7b93-2a8d-4c46-b0e7-9d3c6f218a74";
        assertThat(property(component(bill, flow), "kind")).isEqualTo("cloud flow");
        assertThat(needs(bill, flow)).isNotEmpty().allMatch(ref -> ref.startsWith("connector:shared_"));
        assertThat(bill.get("services").findValuesAsText("bom-ref")).containsAll(needs(bill, flow));
        byte[] script = Files.readAllBytes(temp.resolve("sources/WebResources/ctr_/trip/form.js"));
        assertThat(component(bill, "webresource:ctr_/trip/form.js")
                        .at("/hashes/0/content")
                        .asText())
                .isEqualTo(sha256(script));
        assertThat(property(solution, "count:security role")).isEqualTo("1");
        assertThat(needs(bill, solution.get("bom-ref").asText())).contains("table:ctr_trip", flow);
    }

    @Test
    void the_same_zip_has_the_same_bill_and_another_zip_another_number() throws Exception {
        Path zip = temp.resolve("ContosoTrips.zip");
        SampleSolution sample = SampleSolution.copyTo(temp.resolve("sources")).packTo(zip.toFile());
        byte[] one = bytes(zip, subject());
        assertThat(bytes(zip, subject())).isEqualTo(one);
        sample.replace("WebResources/ctr_/trip/form.js", "Contoso", "Contoso, Ltd.")
                .packTo(zip.toFile());
        ObjectMapper mapper = new ObjectMapper();
        assertThat(mapper.readTree(bytes(zip, subject())).get("serialNumber"))
                .isNotEqualTo(mapper.readTree(one).get("serialNumber"));
        assertThat(mapper.readTree(one).at("/metadata").has("timestamp")).isFalse();
    }

    @Test
    void a_file_with_the_bill_of_the_same_zip_is_left_as_it_is() throws Exception {
        Path zip = temp.resolve("ContosoTrips.zip");
        SampleSolution sample = SampleSolution.copyTo(temp.resolve("sources")).packTo(zip.toFile());
        Path file = temp.resolve("target/solution/bom.json");
        BillOfMaterials.write(zip, subject(), file, messages);
        assertThat(file).hasBinaryContent(bytes(zip, subject()));
        Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(0));
        BillOfMaterials.write(zip, subject(), file, messages);
        assertThat(Files.getLastModifiedTime(file).toMillis()).isZero();
        sample.replace("WebResources/ctr_/trip/form.js", "Contoso", "Contoso, Ltd.")
                .packTo(zip.toFile());
        BillOfMaterials.write(zip, subject(), file, messages);
        assertThat(file).hasBinaryContent(bytes(zip, subject()));
        assertThat(file.resolveSibling("bom.json.part")).doesNotExist();
    }

    private static BillSubject needing(String declared, String version) {
        return new BillSubject(
                Optional.empty(),
                List.of(new BillSubject.Needed(
                        "com.contoso", "base", declared, Optional.of(version), Optional.of("ContosoBase"))),
                Optional.empty(),
                "1.0.0");
    }

    @Test
    void what_the_project_declares_is_a_dependency_and_stands_for_the_solution_of_that_name() throws Exception {
        BillSubject subject = new BillSubject(
                Optional.empty(),
                List.of(new BillSubject.Needed(
                        "com.contoso", "base", "[1.2,2.0)", Optional.empty(), Optional.of("ContosoBase"))),
                Optional.of(Instant.parse("2026-11-23T10:15:30Z")),
                "1.0.0");
        Path zip = temp.resolve("a.zip");
        SolutionZipBuilder builder = new SolutionZipBuilder();
        String manifest = builder.manifestText()
                .replace(
                        "<MissingDependencies />",
                        "<MissingDependencies>" + missing("ContosoBase (1.2.0.0)") + missing("ContosoOther (3.0.0.1)")
                                + missing("Active") + "</MissingDependencies>");
        assertThat(manifest).contains("ContosoOther");
        builder.manifest(manifest.getBytes(StandardCharsets.UTF_8)).write(zip);
        JsonNode bill = new ObjectMapper().readTree(bytes(zip, subject));
        assertThat(bill.at("/metadata/timestamp").asText()).isEqualTo("2026-11-23T10:15:30Z");
        assertThat(component(bill, "artifact:com.contoso:base").get("group").asText())
                .isEqualTo("com.contoso");
        assertThat(component(bill, "artifact:com.contoso:base").get("purl").asText())
                .as("a range is no version")
                .isEqualTo("pkg:maven/com.contoso/base?type=zip");
        assertThat(component(bill, "artifact:com.contoso:base").has("version")).isFalse();
        assertThat(property(component(bill, "artifact:com.contoso:base"), "declaredVersion"))
                .isEqualTo("[1.2,2.0)");
        JsonNode resolved = component(
                new ObjectMapper().readTree(bytes(zip, needing("[1.2,2.0)", "1.3"))), "artifact:com.contoso:base");
        assertThat(resolved.get("version").asText()).isEqualTo("1.3");
        assertThat(resolved.get("purl").asText()).isEqualTo("pkg:maven/com.contoso/base@1.3?type=zip");
        assertThat(property(resolved, "declaredVersion")).isEqualTo("[1.2,2.0)");
        Path file = temp.resolve("range.json");
        BillOfMaterials.write(zip, needing("[1.2,2.0)", "1.3"), file, messages);
        BillOfMaterials.write(zip, needing("[1.2,2.0)", "1.4"), file, messages);
        assertThat(file).as("another version").hasBinaryContent(bytes(zip, needing("[1.2,2.0)", "1.4")));
        assertThat(component(bill, "solution:contosoother:needed")
                        .get("version")
                        .asText())
                .isEqualTo("3.0.0.1");
        assertThat(bill.get("components").findValuesAsText("bom-ref"))
                .containsExactly("artifact:com.contoso:base", "solution:contosoother:needed");
    }

    private static String missing(String solution) {
        return "<MissingDependency><Required key=\"0\" type=\"1\" schemaName=\"ctr_x" + solution.length()
                + "\" displayName=\"X\" solution=\"" + solution
                + "\" /><Dependent key=\"1\" type=\"1\" schemaName=\"ctr_y\" displayName=\"Y\" /></MissingDependency>";
    }

    @Test
    void assemblies_have_their_identity_their_hash_and_what_they_refer_to() throws Exception {
        byte[] dll = TestAssemblies.plugins("Contoso.Plugins", ".NETFramework,Version=v4.6.2", true, "CreateTrip");
        JsonNode bill = bill(new SolutionZipBuilder()
                .entry("PluginAssemblies/ContosoPlugins-" + FLOW + "/ContosoPlugins.dll", dll)
                .entry(
                        "PluginAssemblies/Other-" + FLOW + "/Other.dll",
                        TestAssemblies.pluginsThatReferTo(
                                "Contoso.Other",
                                "Microsoft.Xrm.Sdk, Version=9.0.0.0, Culture=neutral, PublicKeyToken=31bf3856ad364e35"))
                .entry("PluginAssemblies/Broken-" + FLOW + "/Broken.dll", "MZ, but nothing more"));
        String ref = "assembly:Contoso.Plugins, Version=1.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089";
        JsonNode assembly = component(bill, ref);
        assertThat(assembly.get("version").asText()).isEqualTo("1.0.0.0");
        assertThat(property(assembly, "publicKeyToken")).isEqualTo("b77a5c561934e089");
        assertThat(property(assembly, "targetFramework")).isEqualTo(".NETFramework,Version=v4.6.2");
        assertThat(assembly.at("/hashes/0/content").asText()).isEqualTo(sha256(dll));
        String other = "assembly:Contoso.Other, Version=1.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089";
        String sdk = "assembly:Microsoft.Xrm.Sdk, Version=9.0.0.0, Culture=neutral, PublicKeyToken=31bf3856ad364e35";
        assertThat(needs(bill, other)).contains(sdk);
        assertThat(property(component(bill, sdk), "kind")).isEqualTo("referenced assembly");
        assertThat(property(component(bill, "file:pluginassemblies/broken-" + FLOW + "/broken.dll"), "unread"))
                .isEqualTo("true");
        assertThat(messages.warnings()).singleElement().asString().contains("Broken.dll", "by its name and hash alone");
    }

    @Test
    void plug_in_packages_show_what_they_bring() throws Exception {
        ByteArrayOutputStream nupkg = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(nupkg)) {
            zip.putNextEntry(new ZipEntry("Contoso.Trips.nuspec"));
            zip.write("<package><metadata><id>Contoso.Trips</id><version>1.0.1</version></metadata></package>"
                    .getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("lib/net462/Contoso.Trips.dll"));
            zip.write(TestAssemblies.plugins("Contoso.Trips", ".NETFramework,Version=v4.6.2", false, "A"));
        }
        JsonNode bill = bill(new SolutionZipBuilder()
                .entry("pluginpackages/ctr_Trips/package/ctr_Trips.nupkg", nupkg.toByteArray()));
        JsonNode item = component(bill, "nuget:Contoso.Trips@1.0.1");
        assertThat(item.get("purl").asText()).isEqualTo("pkg:nuget/Contoso.Trips@1.0.1");
        assertThat(item.at("/components/0/name").asText()).isEqualTo("Contoso.Trips");
        assertThat(property(item.at("/components/0"), "path")).isEqualTo("lib/net462/Contoso.Trips.dll");
    }

    @Test
    void code_components_have_their_version_their_files_and_the_libraries_in_them() throws Exception {
        JsonNode bill = bill(new SolutionZipBuilder()
                .element("<CustomControls><CustomControl><Name>ctr_Contoso.Rating</Name>"
                        + "<FileName>/Controls/ctr_Contoso.Rating/ControlManifest.xml</FileName></CustomControl>"
                        + "</CustomControls>")
                .entry(
                        "Controls/ctr_Contoso.Rating/ControlManifest.xml",
                        "<manifest><control namespace=\"Contoso\" constructor=\"Rating\" version=\"1.2.3\">"
                                + "<resources><platform-library name=\"React\" version=\"16.14.0\" /></resources>"
                                + "</control></manifest>")
                .entry(
                        "Controls/ctr_Contoso.Rating/bundle.js",
                        "/*! For license information */ x();\n/*! jQuery v3.7.1 | (c) OpenJS Foundation */ y();"));
        JsonNode control = component(bill, "control:ctr_contoso.rating");
        assertThat(control.get("version").asText()).isEqualTo("1.2.3");
        assertThat(control.at("/components/0/name").asText()).isEqualTo("bundle.js");
        assertThat(needs(bill, "control:ctr_contoso.rating")).contains("library:jquery@3.7.1", "library:react@16.14.0");
        assertThat(component(bill, "library:jquery@3.7.1")
                        .at("/evidence/occurrences/0/location")
                        .asText())
                .isEqualTo("Controls/ctr_Contoso.Rating/bundle.js");
        assertThat(property(component(bill, "library:react@16.14.0"), "providedByPlatform"))
                .isEqualTo("true");
    }

    @Test
    void libraries_of_the_platform_have_the_names_that_npm_has_for_them() throws Exception {
        JsonNode bill = bill(new SolutionZipBuilder()
                .element("<CustomControls><CustomControl><Name>ctr_R</Name>"
                        + "<FileName>/Controls/ctr_R/ControlManifest.xml</FileName></CustomControl></CustomControls>")
                .entry(
                        "Controls/ctr_R/ControlManifest.xml",
                        "<manifest><control version=\"1.0\"><resources>"
                                + "<platform-library name=\"Fluent\" version=\"8.29.0\" />"
                                + "<platform-library name=\"Fluent\" version=\"9.46.2\" />"
                                + "<platform-library name=\"Other\" version=\"1.0\" />"
                                + "</resources></control></manifest>"));
        assertThat(component(bill, "library:@fluentui/react@8.29.0").get("purl").asText())
                .isEqualTo("pkg:npm/%40fluentui/react@8.29.0");
        assertThat(component(bill, "library:@fluentui/react-components@9.46.2")
                        .get("purl")
                        .asText())
                .isEqualTo("pkg:npm/%40fluentui/react-components@9.46.2");
        assertThat(component(bill, "platform-library:Other@1.0").has("purl")).isFalse();
    }

    @Test
    void connectors_of_their_own_show_their_files_and_canvas_apps_their_content() throws Exception {
        JsonNode bill = bill(new SolutionZipBuilder()
                .element("<Connectors><Connector><displayname>Orders</displayname><name>ctr_orders</name></Connector>"
                        + "<Connector><name>ctr_orders_old</name></Connector></Connectors>")
                .element("<CanvasApps><CanvasApp><Name>ctr_app</Name>"
                        + "<DocumentUri>/CanvasApps/ctr_app_DocumentUri.msapp</DocumentUri></CanvasApp></CanvasApps>")
                .entry("Connector/ctr_orders_customcodeblobcontent.csx", "code")
                .entry("Connector/ctr_orders_openapidefinition.json", "{}")
                .entry("Connector/ctr_orders_old_openapidefinition.json", "{}")
                .entry("CanvasApps/ctr_app_DocumentUri.msapp", "content"));
        JsonNode connector = component(bill, "custom-connector:ctr_orders");
        assertThat(connector.get("components"))
                .extracting(part -> part.get("name").asText())
                .containsExactly("ctr_orders_customcodeblobcontent.csx", "ctr_orders_openapidefinition.json");
        JsonNode code = connector.at("/components/0");
        assertThat(property(code, "kind")).isEqualTo("connector code");
        assertThat(code.at("/hashes/0/content").asText()).isEqualTo(sha256("code".getBytes(StandardCharsets.UTF_8)));
        assertThat(component(bill, "custom-connector:ctr_orders_old").get("components"))
                .hasSize(1);
        assertThat(component(bill, "canvas:ctr_app").at("/hashes/0/content").asText())
                .isEqualTo(sha256("content".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void canvas_apps_need_their_connectors() throws Exception {
        JsonNode bill = bill(new SolutionZipBuilder()
                .element("<CanvasApps><CanvasApp><Name>ctr_trips_1a2b3</Name><DisplayName>Trips</DisplayName>"
                        + "<ConnectionReferences>{\"a\":{\"id\":\"/providers/microsoft.powerapps/apis/shared_office365users\","
                        + "\"displayName\":\"Users\"}}</ConnectionReferences></CanvasApp></CanvasApps>"));
        assertThat(needs(bill, "canvas:ctr_trips_1a2b3")).containsExactly("connector:shared_office365users");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jQuery JavaScript Library v1.12.4                            | jquery | 1.12.4",
                "/*! jQuery v3.6.0, (c) OpenJS                                | jquery | 3.6.0",
                "/*! jQuery UI - v1.12.1 - 2016                               | jquery-ui | 1.12.1",
                "// Knockout JavaScript library v3.5.1                        | knockout | 3.5.1",
                "/** @license React v16.14.0~ * react.production.min.js       | react | 16.14.0",
                "/** @license React v16.14.0~ * react-dom.production.min.js   | react-dom | 16.14.0",
                "//! moment.js~//! version : 2.29.4                           | moment | 2.29.4",
                "lodash 4.17.21 lodash.com/license                            | lodash | 4.17.21",
                "* Bootstrap v4.6.2 (https://getbootstrap.com/)               | bootstrap | 4.6.2",
                "@license AngularJS v1.8.2                                    | angular | 1.8.2",
            })
    void libraries_are_known_by_their_notes(String text, String name, String version) {
        assertThat(new Libraries().in("x();\n" + text.replace('~', '\n') + "\ny();"))
                .contains(new Libraries.Library(name, version));
    }

    @Test
    void words_about_a_library_are_no_library() {
        assertThat(new Libraries()
                        .in("// uses jQuery, needs React v16 or later, like lodash; see Bootstrap docs; version 1.2.3"))
                .isEmpty();
    }

    @Test
    void the_name_of_a_file_tells_the_library() {
        Libraries libraries = new Libraries();
        assertThat(libraries.named("ctr_/lib/jquery-3.6.0.min.js")).contains(new Libraries.Library("jquery", "3.6.0"));
        assertThat(libraries.named("ctr_/jquery-ui-1.12.1.js")).contains(new Libraries.Library("jquery-ui", "1.12.1"));
        assertThat(libraries.named("ctr_/myjquery.js")).isEmpty();
        assertThat(libraries.named("ctr_/trips-1.0.0.js")).isEmpty();
    }

    @Test
    void a_file_full_of_marks_costs_no_more_than_another() {
        String hostile = "jQuery ".repeat(600_000);
        Effort effort = Effort.ofThread();
        assertThat(new Libraries().in(hostile)).isEmpty();
        assertThat(effort.spent()).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void a_manifest_full_of_unfinished_elements_costs_no_more_than_another() throws IOException {
        StringBuilder hostile = new StringBuilder();
        for (int i = 0; hostile.length() < 4 << 20; i++) {
            hostile.append("<control a").append(i * 7_919L).append(' ');
        }
        SolutionZipBuilder solution = new SolutionZipBuilder()
                .element("<CustomControls><CustomControl><Name>ctr_A</Name>"
                        + "<FileName>/Controls/ctr_A/ControlManifest.xml</FileName></CustomControl></CustomControls>")
                .entry("Controls/ctr_A/ControlManifest.xml", hostile.toString());
        Effort effort = Effort.ofThread();
        assertThat(component(bill(solution), "control:ctr_a").has("version")).isFalse();
        assertThat(effort.spent()).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void what_a_zip_says_twice_is_in_the_bill_once() throws Exception {
        ByteArrayOutputStream nupkg = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(nupkg)) {
            zip.putNextEntry(new ZipEntry("Contoso.Trips.nuspec"));
            zip.write("<package><metadata><id>Contoso.Trips</id><version>1.0.1</version></metadata></package>"
                    .getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("lib/net462/Contoso.Trips.dll"));
            zip.write(TestAssemblies.plugins("Contoso.Trips", ".NETFramework,Version=v4.6.2", false, "A"));
        }
        String control = "<CustomControl><Name>ctr_A</Name>"
                + "<FileName>/Controls/ctr_A/ControlManifest.xml</FileName></CustomControl>";
        JsonNode bill = bill(new SolutionZipBuilder()
                .element("<CustomControls>" + control + control + control.replace("<Name>ctr_A", "<Name>ctr_B")
                        + "</CustomControls>")
                .entry("Controls/ctr_A/ControlManifest.xml", "<manifest><control version=\"1.2.3\"/></manifest>")
                .entry("Controls/ctr_A/bundle.js", "a()")
                .entry("pluginpackages/a/package/a.nupkg", nupkg.toByteArray())
                .entry("pluginpackages/b/package/b.nupkg", nupkg.toByteArray()));
        assertThat(bill.findValuesAsText("bom-ref"))
                .doesNotHaveDuplicates()
                .contains("control:ctr_a", "control:ctr_b", "control:controls/ctr_a/bundle.js")
                .contains("nuget:Contoso.Trips@1.0.1!/lib/net462/Contoso.Trips.dll");
    }

    @Test
    void what_cannot_be_read_leaves_no_half_of_a_bill() throws IOException {
        Path zip = Files.writeString(temp.resolve("a.zip"), "no zip");
        Path file = Files.createDirectory(temp.resolve("out")).resolve("bom.json");
        assertThatThrownBy(() -> BillOfMaterials.write(zip, subject(), file, messages))
                .isInstanceOf(SolutionException.class);
        assertThat(file.getParent()).isEmptyDirectory();
    }

    @Test
    void what_is_no_solution_has_no_bill() throws IOException {
        Path zip = Files.writeString(temp.resolve("a.zip"), "no zip");
        assertThatThrownBy(() -> bytes(zip, subject())).isInstanceOf(SolutionException.class);
    }
}
