package io.github.dataversealm.solution.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.pack.PackRequest;
import io.github.dataversealm.solution.pack.Packer;
import io.github.dataversealm.solution.testkit.Carried;
import io.github.dataversealm.solution.testkit.KindFixtures;
import io.github.dataversealm.solution.testkit.Messages;
import io.github.dataversealm.solution.testkit.SampleSolution;
import io.github.dataversealm.solution.testkit.SolutionZipBuilder;
import io.github.dataversealm.solution.testkit.Zips;
import io.github.dataversealm.solution.unpack.UnpackRequest;
import io.github.dataversealm.solution.unpack.Unpacker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What the classic layout has no place for comes back all the same. */
class NothingLostTest {

    @TempDir
    Path temp;

    private final List<DynamicTest> cases = new ArrayList<>();

    private void comesBack(String name, SolutionZipBuilder builder) {
        cases.add(DynamicTest.dynamicTest(name, () -> {
            Path folder = Files.createTempDirectory(temp, "case");
            Path zip = builder.write(folder.resolve("in.zip"));
            Path packed = folder.resolve("out.zip");
            new Unpacker().unpack(UnpackRequest.of(zip, folder.resolve("tree")), Reporter.silent());
            new Packer().pack(PackRequest.of(folder.resolve("tree"), packed), Reporter.silent());
            assertThat(Carried.differences(Zips.bytes(zip), Zips.bytes(packed))).isEmpty();
            Path again = folder.resolve("again");
            new Unpacker().unpack(UnpackRequest.of(packed, again), Reporter.silent());
            assertThat(SampleSolution.list(again.resolve("Other").toFile()))
                    .as("what needs a place of its own still has it")
                    .contains("Solution.xml", "Customizations.xml");
        }));
    }

    @TestFactory
    List<DynamicTest> what_has_no_place() {
        String table = "<Name>ctr_Trip</Name>";
        comesBack("unknown element with text", new SolutionZipBuilder().element("<Strange a=\"1\">text</Strange>"));
        comesBack(
                "unknown empty elements",
                new SolutionZipBuilder().element("<Strange a=\"1\"></Strange>").element("<Other2 />"));
        comesBack(
                "unknown element that has no names",
                new SolutionZipBuilder().element("<Strange><A><b>1</b></A><A /></Strange>"));
        comesBack(
                "comments everywhere",
                new SolutionZipBuilder()
                        .element("<!-- at the root -->")
                        .element(
                                "<Roles><!-- before --><Role id=\"{1}\" name=\"a\"><!-- in --></Role><!-- after --></Roles>")
                        .element("<Slas><Sla><Name>a</Name></Sla><!-- after --></Slas>")
                        .rootById(20, "{1}"));
        comesBack(
                "attributes of containers",
                new SolutionZipBuilder()
                        .element("<Roles added=\"1\"><Role id=\"{1}\" name=\"a\" /></Roles>")
                        .element(
                                "<Entities b=\"2\"><Entity>" + table
                                        + "<FormXml unmodified=\"1\"><forms type=\"main\" c=\"3\"><systemform><formid>{1}</formid></systemform></forms></FormXml><SavedQueries d=\"4\"><savedqueries e=\"5\" /></SavedQueries></Entity></Entities>")
                        .rootById(20, "{1}")
                        .rootByName(1, "ctr_trip"));
        comesBack(
                "containers without components",
                new SolutionZipBuilder()
                        .element(
                                "<Entities><Entity>" + table
                                        + "<FormXml><forms type=\"main\" /><forms type=\"quick\"></forms></FormXml><SavedQueries><savedqueries /></SavedQueries></Entity></Entities>")
                        .rootByName(1, "ctr_Trip"));
        comesBack(
                "strangers in containers",
                new SolutionZipBuilder()
                        .element("<Roles><Stranger x=\"1\"><y /></Stranger><Role id=\"{1}\" name=\"a\" /></Roles>")
                        .element("<Workflows>stray text</Workflows>")
                        .rootById(20, "{1}"));
        comesBack(
                "roles of one name",
                new SolutionZipBuilder()
                        .element(
                                "<Roles><Role id=\"{1}\" name=\"a\"><One /></Role><Role id=\"{2}\" name=\"a\"><Two /></Role><Role id=\"{3}\" name=\"a\"><Three /></Role></Roles>")
                        .rootById(20, "{1}")
                        .rootById(20, "{2}")
                        .rootById(20, "{3}"));
        comesBack(
                "forms and views of one id",
                new SolutionZipBuilder()
                        .element("<Entities><Entity>" + table + "<FormXml><forms type=\"main\">"
                                + "<systemform><formid>{1}</formid><One /></systemform>"
                                + "<systemform><formid>{1}</formid><Two /></systemform></forms></FormXml>"
                                + "<SavedQueries><savedqueries><savedquery><savedqueryid>{2}</savedqueryid></savedquery>"
                                + "<savedquery><savedqueryid>{2}</savedqueryid><x /></savedquery></savedqueries></SavedQueries>"
                                + "</Entity></Entities>")
                        .rootByName(1, "ctr_trip"));
        comesBack(
                "unmodified workflow",
                new SolutionZipBuilder()
                        .element("<Workflows><Workflow WorkflowId=\"{1}\" unmodified=\"1\" /></Workflows>")
                        .rootById(29, "{1}"));
        comesBack(
                "assembly without a file",
                new SolutionZipBuilder()
                        .element(
                                "<SolutionPluginAssemblies><PluginAssembly FullName=\"A, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null\" PluginAssemblyId=\"1\"><SourceType>0</SourceType></PluginAssembly></SolutionPluginAssemblies>")
                        .rootById(91, "1"));
        comesBack(
                "entries without a content type",
                new SolutionZipBuilder()
                        .untypedEntry("docs/a b.pdf", "pdf")
                        .untypedEntry("WebResources/stray.blob", "x"));
        comesBack(
                "entries at the root",
                new SolutionZipBuilder().entry("filteredcomponents.xml", "<x/>").entry("root.json", "{}"));
        comesBack(
                "entries in folders of components",
                KindFixtures.solution()
                        .entry("Roles/Trip Requester.xml", "not the role")
                        .entry("Entities/stray.txt", "1")
                        .entry("OptionSets/ctr_status.xml", "2")
                        .entry("RoutingRules/Other.meta.xml", "3")
                        .entry("RoutingRules/data.json", "{}")
                        .entry("Templates/EmailTemplates.xml", "4")
                        .entry("Templates/x/a.txt", "5")
                        .entry("Other/Solution.xml", "6")
                        .entry("Other/Preserved/Customizations.xml", "7")
                        .entry("EnvironmentVariables/x.xml", "8")
                        .entry("Resources/en-US/resources.en-US.resx", "9"));
        comesBack(
                "mail merge body that is no base64",
                new SolutionZipBuilder()
                        .element(
                                "<Templates><MailMergeTemplates><mailmergetemplate><mailmergetemplateid>{1}</mailmergetemplateid><languagecode>1033</languagecode><filename>a.doc</filename><body>no base64!</body></mailmergetemplate></MailMergeTemplates></Templates>")
                        .rootById(36, "{1}"));
        comesBack(
                "relationships that spell a table differently",
                new SolutionZipBuilder()
                        .element(
                                "<EntityRelationships><EntityRelationship Name=\"a\"><EntityRelationshipType>OneToMany</EntityRelationshipType><ReferencedEntityName>Account</ReferencedEntityName></EntityRelationship><EntityRelationship Name=\"b\"><EntityRelationshipType>OneToMany</EntityRelationshipType><ReferencedEntityName>account</ReferencedEntityName></EntityRelationship></EntityRelationships>"));
        comesBack(
                "CDATA, entities and namespaces",
                new SolutionZipBuilder()
                        .element(
                                "<Roles><Role id=\"{1}\" name=\"a &amp; b\"><x:y xmlns:x=\"urn:x\" x:z=\"&lt;&#x1F600;\"><![CDATA[<raw> & ]]></x:y></Role></Roles>")
                        .rootById(20, "{1}"));
        comesBack("managed", KindFixtures.solution().managed("1"));
        return cases;
    }

    @Test
    void a_folder_that_nobody_knows_is_packed() throws IOException {
        Path tree = temp.resolve("tree");
        new Unpacker()
                .unpack(
                        UnpackRequest.of(KindFixtures.solution().write(temp.resolve("in.zip")), tree),
                        Reporter.silent());
        Files.createDirectories(tree.resolve("msdyn_news/deep"));
        Files.writeString(tree.resolve("msdyn_news/deep/a.json"), "{}");
        Path packed = temp.resolve("out.zip");
        new Packer().pack(PackRequest.of(tree, packed), Reporter.silent());
        assertThat(Zips.bytes(packed)).containsKey("msdyn_news/deep/a.json");
        Path again = temp.resolve("again");
        new Unpacker().unpack(UnpackRequest.of(packed, again), Reporter.silent());
        assertThat(SampleSolution.list(again.toFile())).isEqualTo(SampleSolution.list(tree.toFile()));
    }

    @Test
    void empty_folders_are_named() throws IOException {
        Map<String, byte[]> entries = KindFixtures.solution().toEntries();
        entries.put("nothing/here/", new byte[0]);
        Path zip = temp.resolve("in.zip");
        SolutionZipBuilder.write(zip, entries);
        Messages messages = new Messages();
        new Unpacker().unpack(UnpackRequest.of(zip, temp.resolve("tree")), messages);
        assertThat(messages.warnings()).singleElement().asString().contains("nothing/here");
    }
}
