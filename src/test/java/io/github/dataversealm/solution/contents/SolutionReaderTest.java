package io.github.dataversealm.solution.contents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.contents.MissingDependency.Side;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.PackageType;
import io.github.dataversealm.solution.testkit.SolutionZipBuilder;
import io.github.dataversealm.solution.unpack.UnpackRequest;
import io.github.dataversealm.solution.unpack.Unpacker;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SolutionReaderTest {

    private static final String FORM = "11111111-2222-3333-4444-555555555555";
    private static final String VIEW = "11111111-2222-3333-4444-666666666666";
    private static final String FLOW = "11111111-2222-3333-4444-777777777777";

    @TempDir
    Path folder;

    private SolutionContents read(SolutionZipBuilder zip) throws IOException {
        return SolutionReader.read(zip.write(folder.resolve("a.zip")), ZipLimits.DEFAULT);
    }

    /** The contents of the source folder that the zip unpacks to. */
    private SolutionContents readFolder(SolutionZipBuilder zip) throws IOException {
        Path tree = folder.resolve("tree");
        new Unpacker().unpack(UnpackRequest.of(zip.write(folder.resolve("b.zip")), tree), Reporter.silent());
        return SolutionReader.readFolder(tree);
    }

    private static Component component(SolutionContents contents, String type, String name) {
        return contents.components().stream()
                .filter(each -> each.key().type().equals(type))
                .filter(each ->
                        each.key().id().equals(name) || each.key().schemaName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(type + " " + name + " in " + contents.components()));
    }

    private static SolutionZipBuilder everything() {
        return new SolutionZipBuilder()
                .element("<Entities><Entity><Name LocalizedName=\"Trip\" OriginalName=\"Trip\">contoso_Trip</Name>"
                        + "<EntityInfo><entity Name=\"contoso_Trip\"><attributes>"
                        + "<attribute PhysicalName=\"contoso_Days\"><Name>contoso_days</Name>"
                        + "<LogicalName>contoso_days</LogicalName><displaynames>"
                        + "<displayname description=\"Days\" languagecode=\"1033\"/></displaynames></attribute>"
                        + "<attribute PhysicalName=\"OwnerId\" unmodified=\"1\"><Name>ownerid</Name></attribute>"
                        + "</attributes><EntityKeys><EntityKey><Name>contoso_Key</Name>"
                        + "<LogicalName>contoso_key</LogicalName></EntityKey></EntityKeys></entity></EntityInfo>"
                        + "<FormXml><forms type=\"main\"><systemform><formid>{"
                        + FORM.toUpperCase(Locale.ROOT)
                        + "}</formid><LocalizedNames><LocalizedName description=\"Main\" languagecode=\"1033\"/>"
                        + "</LocalizedNames></systemform></forms></FormXml>"
                        + "<SavedQueries><savedqueries><savedquery><savedqueryid>{" + VIEW + "}</savedqueryid>"
                        + "</savedquery></savedqueries></SavedQueries></Entity>"
                        + "<Entity><Name>Account</Name></Entity></Entities>")
                .element(
                        "<Workflows><Workflow WorkflowId=\"{" + FLOW + "}\" Name=\"Ask\"><JsonFileName>/Workflows/Ask-1"
                                + ".json</JsonFileName><Category>5</Category><StateCode>1</StateCode></Workflow></Workflows>")
                .element("<optionsets><optionset Name=\"contoso_kind\" localizedName=\"Kind\"/></optionsets>")
                .element("<EntityRelationships><EntityRelationship Name=\"contoso_trip_account\">"
                        + "<EntityRelationshipType>OneToMany</EntityRelationshipType><ReferencedEntityName>Account"
                        + "</ReferencedEntityName></EntityRelationship></EntityRelationships>")
                .element("<SolutionPluginAssemblies><PluginAssembly FullName=\"A, Version=1.0.0.0\""
                        + " PluginAssemblyId=\"" + FORM
                        + "\"><FileName>/PluginAssemblies/A/A.dll</FileName><PluginTypes>"
                        + "<PluginType AssemblyQualifiedName=\"A.P, A, Version=1.0.0.0\" PluginTypeId=\"" + VIEW
                        + "\"/></PluginTypes></PluginAssembly></SolutionPluginAssemblies>")
                .element("<connectionreferences><connectionreference connectionreferencelogicalname=\"contoso_mail\">"
                        + "<connectionreferencedisplayname>Mail</connectionreferencedisplayname>"
                        + "<connectorid>/providers/x</connectorid><description>For mail</description>"
                        + "</connectionreference></connectionreferences>")
                .entry("Workflows/Ask-1.json", "{}")
                .entry("PluginAssemblies/A/A.dll", "no dll")
                .entry("environmentvariabledefinitions/contoso_Url/environmentvariabledefinition.xml", """
                        <environmentvariabledefinition schemaname="contoso_Url">
                          <defaultvalue>https://x</defaultvalue>
                          <description default="Where"><label description="Wo" languagecode="1031" /></description>
                          <displayname default="Address"><label description="Address" languagecode="1033" />
                            <label description="Adresse" languagecode="1031" /></displayname>
                          <isrequired>1</isrequired><secretstore>0</secretstore><type>100000005</type>
                        </environmentvariabledefinition>""")
                .entry(
                        "environmentvariabledefinitions/contoso_Url/environmentvariablevalues.json",
                        "{\"environmentvariablevalues\":{\"environmentvariablevalue\":"
                                + "{\"@environmentvariablevalueid\":\"" + FORM + "\",\"value\":\"https://y\"}}}")
                .entry(
                        "customapis/contoso_Ask/customapi.xml",
                        "<customapi uniquename=\"contoso_Ask\"><name>Ask</name></customapi>")
                .entry(
                        "customapis/contoso_Ask/customapirequestparameters/What/customapirequestparameter.xml",
                        "<customapirequestparameter uniquename=\"What\"/>")
                .entry("dvtablesearchs/s/dvtablesearch.xml", "<dvtablesearch dvtablesearchid=\"" + VIEW + "\"/>")
                .entry(
                        "Assets/bot_workflowset.xml",
                        "<bot_workflowset><bot_workflow botid.schemaname=\"a\" workflowid.workflowid=\"" + FLOW
                                + "\"/></bot_workflowset>")
                .rootByName(1, "contoso_trip")
                .root("type=\"1\" schemaName=\"Account\" behavior=\"1\"")
                .rootById(29, "{" + FLOW + "}")
                .rootByName(9, "contoso_kind")
                .root("type=\"91\" id=\"{" + FORM + "}\" schemaName=\"A, Version=1.0.0.0\" behavior=\"0\"");
    }

    @Test
    void components_are_named_with_what_they_are_in() throws IOException {
        for (SolutionContents contents : List.of(read(everything()), readFolder(everything()))) {
            assertThat(component(contents, "1", "contoso_Trip").behavior()).isEqualTo(OptionalInt.of(0));
            assertThat(component(contents, "1", "contoso_Trip").displayName()).isEqualTo("Trip");
            assertThat(component(contents, "1", "contoso_Trip").unmanagedReference())
                    .isFalse();
            assertThat(component(contents, "1", "Account").unmanagedReference()).isTrue();
            assertThat(component(contents, "1", "Account").behavior()).isEqualTo(OptionalInt.of(1));
            assertThat(component(contents, "2", "contoso_days").parent()).contains("contoso_Trip");
            assertThat(component(contents, "2", "contoso_days").displayName()).isEqualTo("Days");
            assertThat(component(contents, "2", "ownerid").unmanagedReference()).isTrue();
            assertThat(component(contents, "14", "contoso_key").parent()).contains("contoso_Trip");
            assertThat(component(contents, "60", FORM).parent()).contains("contoso_Trip");
            assertThat(component(contents, "60", FORM).displayName()).isEqualTo("Main");
            assertThat(component(contents, "26", VIEW).parent()).contains("contoso_Trip");
            assertThat(component(contents, "29", FLOW).displayName()).isEqualTo("Ask");
            assertThat(component(contents, "9", "contoso_kind").parent()).isEmpty();
            assertThat(component(contents, "10", "contoso_trip_account").behavior())
                    .isEmpty();
            assertThat(component(contents, "91", FORM).key().schemaName()).isEqualTo("A, Version=1.0.0.0");
            assertThat(component(contents, "90", VIEW).parent()).contains("A, Version=1.0.0.0");
            assertThat(component(contents, "380", "contoso_Url").displayName()).isEqualTo("Address");
            assertThat(component(contents, "381", FORM).parent()).contains("contoso_Url");
            assertThat(component(contents, "connectionreference", "contoso_mail")
                            .displayName())
                    .isEqualTo("Mail");
            assertThat(component(contents, "customapi", "contoso_Ask").columns())
                    .isEqualTo(Map.of("uniquename", "contoso_Ask"));
            assertThat(component(contents, "customapirequestparameter", "What").parent())
                    .contains("contoso_Ask");
            assertThat(component(contents, "dvtablesearch", VIEW).key().schemaName())
                    .isEmpty();
            assertThat(component(contents, "bot_workflow", "a," + FLOW).columns())
                    .containsKeys("botid.schemaname", "workflowid.workflowid");
            assertThat(contents.workflows()).containsExactly(new Workflow(FLOW, "Ask", 5, true));
            assertThat(contents.connectionReferences())
                    .containsExactly(new ConnectionReference("contoso_mail", "Mail", "For mail", "/providers/x"));
            assertThat(contents.environmentVariables())
                    .containsExactly(new EnvironmentVariable(
                            "contoso_Url",
                            "Address",
                            Map.of(1033, "Address", 1031, "Adresse"),
                            "Where",
                            Map.of(1031, "Wo"),
                            EnvironmentVariable.SECRET,
                            true,
                            Optional.of("https://x"),
                            Optional.of("https://y"),
                            Optional.of(FORM),
                            "0",
                            "",
                            ""));
        }
    }

    @Test
    void the_header_is_read_with_its_publisher() throws IOException {
        String manifest = """
                <ImportExportXml version="9.2.1.2" SolutionPackageVersion="9.2" languagecode="1031"><SolutionManifest>
                <UniqueName>Trips</UniqueName><LocalizedNames><LocalizedName description="Trips" languagecode="1033"/>
                <LocalizedName description="Reisen" languagecode="1031"/></LocalizedNames>
                <Descriptions><Description description="All" languagecode="1031"/></Descriptions>
                <Version>1.2</Version><Managed>1</Managed><Publisher><UniqueName>contoso</UniqueName>
                <LocalizedNames><LocalizedName description="Contoso" languagecode="1033"/></LocalizedNames>
                <CustomizationPrefix>con</CustomizationPrefix>
                <CustomizationOptionValuePrefix>12345</CustomizationOptionValuePrefix></Publisher>
                <RootComponents/><MissingDependencies/></SolutionManifest></ImportExportXml>""";
        SolutionHeader header = read(new SolutionZipBuilder().manifest(manifest.getBytes(StandardCharsets.UTF_8)))
                .header();
        assertThat(header.uniqueName()).isEqualTo("Trips");
        assertThat(header.friendlyName()).isEqualTo("Reisen");
        assertThat(header.description()).isEqualTo("All");
        assertThat(header.version()).hasToString("1.2");
        assertThat(header.packageType()).isEqualTo(PackageType.MANAGED);
        assertThat(header.packageVersion()).isEqualTo("9.2");
        assertThat(header.platformVersion()).isEqualTo("9.2.1.2");
        assertThat(header.languageCode()).isEqualTo(1031);
        assertThat(header.publisher()).isEqualTo(new SolutionHeader.Publisher("contoso", "Contoso", "", "con", 12345));
        assertThat(header.parent()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Trips_Patch_1a2b | ''                                                                | Trips
            Any              | <ParentSolution><UniqueName>Trips</UniqueName></ParentSolution>   | Trips
            Any              | <ParentSolution>Trips</ParentSolution>                            | Trips
            Trips_Patch_xyz  | ''                                                                | ''
            """)
    void a_patch_names_its_parent(String name, String element, String parent) throws IOException {
        String manifest = new SolutionZipBuilder()
                .named(name)
                .manifestText()
                .replace("<RootComponents>", element + "<RootComponents>");
        assertThat(read(new SolutionZipBuilder().manifest(manifest.getBytes(StandardCharsets.UTF_8)))
                        .header()
                        .parent()
                        .orElse(""))
                .isEqualTo(parent);
    }

    @Test
    void missing_dependencies_are_read_in_all_their_forms() throws IOException {
        String manifest = new SolutionZipBuilder().manifestText().replace("<MissingDependencies />", """
                <MissingDependencies>
                <MissingDependency>
                 <Required key="0" type="2" schemaName="contoso_a" displayName="A" parentSchemaName="contoso_t"
                   parentDisplayName="T" solution="Base (1.0.0.2)"><package>Base (1.0)</package></Required>
                 <Dependent key="1" type="60" displayName="Main" id="{11111111-2222-3333-4444-55555555555A}" />
                </MissingDependency>
                <MissingDependency>
                 <Required type="MaskingRule" displayName="M" solution="Active" id.name="Date_Slash" />
                 <Dependent type="20" parentId="{11111111-2222-3333-4444-555555555555}" />
                </MissingDependency></MissingDependencies>""");
        List<MissingDependency> missing = read(new SolutionZipBuilder()
                        .manifest(manifest.getBytes(StandardCharsets.UTF_8)))
                .missingDependencies();
        assertThat(missing)
                .containsExactly(
                        new MissingDependency(
                                new Side(new ComponentKey("2", "", "contoso_a"), "A", "contoso_t", "T", Map.of()),
                                "Base (1.0.0.2)",
                                new Side(
                                        new ComponentKey("60", "11111111-2222-3333-4444-55555555555a", ""),
                                        "Main",
                                        "",
                                        "",
                                        Map.of())),
                        new MissingDependency(
                                new Side(
                                        new ComponentKey("MaskingRule", "", ""),
                                        "M",
                                        "",
                                        "",
                                        Map.of("name", "Date_Slash")),
                                "Active",
                                new Side(new ComponentKey("20", "", ""), "", "", "", FORM, Map.of())));
    }

    @Test
    void what_the_zip_requires_is_only_referred_to_though_it_is_there() throws IOException {
        String manifest = everything().manifestText().replace("<MissingDependencies />", """
                <MissingDependencies><MissingDependency><Required type="1" schemaName="contoso_trip" solution="Active"/>
                <Dependent type="60" id="{11111111-2222-3333-4444-555555555555}"/></MissingDependency></MissingDependencies>
                """);
        SolutionContents contents = read(everything().manifest(manifest.getBytes(StandardCharsets.UTF_8)));
        assertThat(component(contents, "1", "contoso_Trip").unmanagedReference())
                .isTrue();
        assertThat(component(contents, "2", "contoso_days").unmanagedReference())
                .isFalse();
    }

    @Test
    void a_root_component_that_is_not_there_is_a_reference() throws IOException {
        SolutionContents contents = read(new SolutionZipBuilder().rootByName(61, "contoso_/a.js"));
        assertThat(contents.components())
                .containsExactly(new Component(
                        new ComponentKey("61", "", "contoso_/a.js"),
                        "contoso_/a.js",
                        Optional.empty(),
                        OptionalInt.of(0),
                        true));
    }

    // ---------------------------------------------------------------- environment variables of old solutions

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"version": "1.0.0.0", "values": [{"name": "a", "value": "v"}]}
            {"EnvironmentVariableValues": [{"EnvironmentVariableDefinition.SchemaName": "A", "Value": "v"}]}
            """)
    void variables_of_the_old_form_have_their_values_in_one_file(String values) throws IOException {
        SolutionZipBuilder zip = new SolutionZipBuilder()
                .element("<EnvironmentVariables><Definition><SchemaName>a</SchemaName><IsRequired>0</IsRequired>"
                        + "<Type>100000001</Type><DefaultValue>1</DefaultValue></Definition></EnvironmentVariables>")
                .entry("environment_variable_values.json", values);
        for (SolutionContents contents : List.of(read(zip), readFolder(zip))) {
            EnvironmentVariable variable = contents.environmentVariables().get(0);
            assertThat(variable.type()).isEqualTo(EnvironmentVariable.NUMBER);
            assertThat(variable.required()).isFalse();
            assertThat(variable.defaultValue()).contains("1");
            assertThat(variable.value()).contains("v");
        }
    }

    @Test
    void several_values_and_values_in_xml_are_taken() throws IOException {
        SolutionContents contents = read(new SolutionZipBuilder()
                .entry(
                        "environmentvariabledefinitions/a/environmentvariabledefinition.xml",
                        "<environmentvariabledefinition schemaname=\"a\"/>")
                .entry(
                        "environmentvariabledefinitions/a/environmentvariablevalues.xml",
                        "<environmentvariablevalues><environmentvariablevalue environmentvariablevalueid=\"" + FORM
                                + "\"><value>v</value></environmentvariablevalue></environmentvariablevalues>"));
        assertThat(contents.environmentVariables().get(0).value()).contains("v");
        assertThat(contents.environmentVariables().get(0).valueId()).contains(FORM);
        assertThat(contents.environmentVariables().get(0).type()).isEqualTo(EnvironmentVariable.TEXT);
    }

    // ---------------------------------------------------------------- faults

    @Test
    void faults_name_the_entry_and_the_line() {
        assertFault(new SolutionZipBuilder().customizations("<ImportExportXml>\n<Roles>\n</ImportExportXml>"))
                .contains("a.zip!/customizations.xml:3");
        assertFault(new SolutionZipBuilder().customizations("<a/>"))
                .contains("a.zip!/customizations.xml:1:1", "the root element is <a>, not <ImportExportXml>");
        assertFault(new SolutionZipBuilder().manifest(null)).contains("a.zip: the zip has no solution.xml");
        assertFault(new SolutionZipBuilder().version("x"))
                .contains("a.zip!/solution.xml:5", "<Version> is 'x', which is no version");
        assertFault(new SolutionZipBuilder().managed("7")).contains("a.zip!/solution.xml:6", "<Managed> is '7'");
        assertFault(new SolutionZipBuilder().named("")).contains("<UniqueName> is missing");
        assertFault(new SolutionZipBuilder()
                        .entry("environmentvariabledefinitions/a/environmentvariablevalues.json", "{\n\"a\""))
                .contains("a.zip!/environmentvariabledefinitions/a/environmentvariablevalues.json:2");
        assertFault(new SolutionZipBuilder().entry("bots/a/bot.xml", "<bot>")).contains("a.zip!/bots/a/bot.xml:1");
        assertFault(new SolutionZipBuilder().element("<Roles><Role name=\"" + "x".repeat(40_000) + "\"/></Roles>"))
                .contains("a name or value of a component is longer than 32767 characters");
    }

    private AbstractStringAssert<?> assertFault(SolutionZipBuilder zip) {
        SolutionException[] fault = new SolutionException[1];
        assertThatThrownBy(() -> read(zip)).isInstanceOfSatisfying(SolutionException.class, e -> fault[0] = e);
        assertThat(fault[0].advice()).isNotEmpty();
        return assertThat(fault[0].getMessage());
    }

    @Test
    void a_folder_without_a_solution_says_how_to_unpack_one() throws IOException {
        assertThatThrownBy(() -> SolutionReader.readFolder(folder.resolve("none")))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("the source folder does not exist");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThatThrownBy(() -> SolutionReader.readFolder(empty))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("the folder has no Other/Solution.xml")
                .hasMessageContaining("mvn solution:unpack");
    }
}
