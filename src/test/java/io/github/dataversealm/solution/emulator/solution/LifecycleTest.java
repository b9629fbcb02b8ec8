package io.github.dataversealm.solution.emulator.solution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.contents.SolutionReader;
import io.github.dataversealm.solution.corpus.Corpus;
import io.github.dataversealm.solution.emulator.message.NewRow;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Install, update, upgrade, patch, uninstall: what is there afterwards. */
class LifecycleTest {

    @TempDir
    Path folder;

    private TestOrganization organization;

    @BeforeEach
    void open() throws IOException {
        organization = new TestOrganization(folder);
    }

    @AfterEach
    void close() throws IOException {
        organization.close();
    }

    private Path managed(String version, String... resources) throws IOException {
        TestPackage made = new TestPackage("Base").version(version).managed();
        for (String resource : resources) {
            made.webResource(resource);
        }
        return made.write(folder);
    }

    private List<String> resources() throws IOException {
        return organization
                .store()
                .read(transaction -> new ComponentStore(transaction)
                        .all().stream()
                                .filter(component -> component.type().equals("61"))
                                .map(StoredComponent::schemaName)
                                .sorted()
                                .toList());
    }

    private void succeeded(ObjectNode job) {
        assertThat(job.path("statuscode").asInt()).as(job.toString()).isEqualTo(30);
    }

    private String version(String name) throws IOException {
        return organization
                .solution(name)
                .map(row -> NewRow.text(row, "version"))
                .orElse("");
    }

    private ObjectNode lastHistory() throws IOException {
        List<ObjectNode> rows = organization.rows("msdyn_solutionhistories");
        return rows.get(rows.size() - 1);
    }

    @Test
    void an_update_removes_nothing_and_an_upgrade_removes_what_is_gone() throws IOException {
        succeeded(organization.install(managed("1.0.0.0", "con_a.js", "con_b.js")));
        assertThat(lastHistory().path("msdyn_suboperation").asInt()).isEqualTo(1);
        succeeded(organization.install(managed("1.1.0.0", "con_a.js", "con_c.js")));
        assertThat(lastHistory().path("msdyn_suboperation").asInt()).isEqualTo(3);
        assertThat(resources()).containsExactly("con_a.js", "con_b.js", "con_c.js");
        succeeded(organization.upgrade(managed("1.2.0.0", "con_a.js", "con_d.js")));
        assertThat(lastHistory().path("msdyn_suboperation").asInt()).isEqualTo(5);
        assertThat(resources()).containsExactly("con_a.js", "con_d.js");
        assertThat(version("Base")).isEqualTo("1.2.0.0");
        assertThat(organization.solution("Base_Upgrade")).isEmpty();
    }

    @Test
    void a_staged_upgrade_waits_beside_its_base_until_it_is_applied() throws IOException {
        succeeded(organization.install(managed("1.0.0.0", "con_a.js", "con_b.js")));
        UUID before = NewRow.id(organization.solution("Base").orElseThrow(), "solutionid")
                .orElseThrow();
        succeeded(organization.hold(managed("2.0.0.0", "con_a.js")));
        assertThat(version("Base")).isEqualTo("1.0.0.0");
        assertThat(version("Base_Upgrade")).isEqualTo("2.0.0.0");
        assertThat(resources()).containsExactly("con_a.js", "con_b.js");
        UUID holding = NewRow.id(organization.solution("Base_Upgrade").orElseThrow(), "solutionid")
                .orElseThrow();
        succeeded(organization.promote("Base"));
        assertThat(lastHistory().path("msdyn_operation").asInt()).isEqualTo(1);
        assertThat(version("Base")).isEqualTo("2.0.0.0");
        assertThat(NewRow.id(organization.solution("Base").orElseThrow(), "solutionid"))
                .contains(holding);
        assertThat(holding).isNotEqualTo(before);
        assertThat(organization.solution("Base_Upgrade")).isEmpty();
        assertThat(resources()).containsExactly("con_a.js");
        ObjectNode again = organization.promote("Base");
        assertThat(again.path("errorcode").asInt()).isEqualTo(0x8004853b);
    }

    @Test
    void an_upgrade_that_would_remove_what_others_need_is_taken_back() throws IOException {
        succeeded(organization.install(managed("1.0.0.0", "con_a.js", "con_b.js")));
        Path other = new TestPackage("Other")
                .managed()
                .webResource("con_other.js")
                .needs(
                        "key=\"0\" type=\"61\" schemaName=\"con_b.js\" displayName=\"b\" solution=\"Base (1.0.0.0)\"",
                        "key=\"1\" type=\"61\" schemaName=\"con_other.js\" displayName=\"o\"")
                .write(folder);
        succeeded(organization.install(other));
        ObjectNode upgrade = organization.upgrade(managed("2.0.0.0", "con_a.js"));
        assertThat(upgrade.path("errorcode").asInt()).isEqualTo(0x8004f01d);
        assertThat(version("Base")).isEqualTo("1.0.0.0");
        assertThat(resources()).contains("con_b.js");

        ObjectNode uninstall = organization.uninstall("Base");
        assertThat(uninstall.path("errorcode").asInt()).isEqualTo(0x8004f01d);
        ObjectNode blockers = organization.call(
                "RetrieveDependenciesForUninstall",
                TestOrganization.parameters().put("SolutionUniqueName", "Base"));
        assertThat(blockers.path("value")).hasSize(1);
        assertThat(NewRow.text(blockers.path("value").get(0), "dependentcomponentobjectid"))
                .isEqualTo(TestPackage.webResourceId("con_other.js").toString());
        ObjectNode missing = organization.call(
                "RetrieveMissingDependencies", TestOrganization.parameters().put("SolutionUniqueName", "Other"));
        assertThat(missing.path("value")).hasSize(1);

        succeeded(organization.uninstall("Other"));
        succeeded(organization.uninstall("Base"));
        assertThat(resources()).isEmpty();
        assertThat(organization.solution("Base")).isEmpty();
    }

    @Test
    void a_component_of_two_managed_solutions_stays_until_the_last_is_gone() throws IOException {
        succeeded(organization.install(managed("1.0.0.0", "con_a.js")));
        succeeded(organization.install(
                new TestPackage("Second").managed().webResource("con_a.js").write(folder)));
        succeeded(organization.uninstall("Base"));
        assertThat(resources()).containsExactly("con_a.js");
        succeeded(organization.uninstall("Second"));
        assertThat(resources()).isEmpty();
    }

    @Test
    void deleting_an_unmanaged_solution_leaves_its_components() throws IOException {
        succeeded(organization.install(
                new TestPackage("Own").webResource("con_a.js").write(folder)));
        succeeded(organization.uninstall("Own"));
        assertThat(organization.solution("Own")).isEmpty();
        assertThat(resources()).containsExactly("con_a.js");
    }

    @Test
    void settings_reach_their_rows_and_flows_go_on_with_a_connection() throws IOException {
        ObjectNode parameters = TestOrganization.importParameters();
        parameters
                .putArray("ComponentParameters")
                .add(TestOrganization.parameters()
                        .put("connectionreferencelogicalname", TestPackage.REFERENCE)
                        .put("connectorid", "/providers/Microsoft.PowerApps/apis/shared_office365")
                        .put("connectionid", "abc"))
                .add(TestOrganization.parameters()
                        .put("schemaname", TestPackage.VARIABLE)
                        .put("value", "https://x"));
        succeeded(organization.run(
                "ImportSolutionAsync",
                parameters,
                new TestPackage("Own").flow().variable("http://d").write(folder)));
        assertThat(organization.find("connectionreferences", "connectionid", "abc"))
                .isPresent();
        assertThat(organization.find("environmentvariablevalues", "schemaname", TestPackage.VARIABLE))
                .hasValueSatisfying(row -> assertThat(NewRow.text(row, "value")).isEqualTo("https://x"));
        assertThat(organization
                        .row("workflows", UUID.fromString(TestPackage.FLOW))
                        .path("statecode")
                        .asInt())
                .isEqualTo(1);
        succeeded(organization.install(new TestPackage("Own")
                .version("1.0.0.1")
                .flow()
                .variable("http://e")
                .write(folder)));
        assertThat(organization.find("connectionreferences", "connectionid", "abc"))
                .isPresent();
    }

    @Test
    void a_managed_solution_takes_its_patches_along() throws IOException {
        succeeded(organization.install(managed("1.0.0.0", "con_a.js")));
        Path patch = new TestPackage("Base_Patch_1234abcd")
                .version("1.0.1.0")
                .managed()
                .webResource("con_p.js")
                .write(folder);
        succeeded(organization.install(patch));
        assertThat(NewRow.id(organization.solution("Base_Patch_1234abcd").orElseThrow(), "_parentsolutionid_value"))
                .isEqualTo(NewRow.id(organization.solution("Base").orElseThrow(), "solutionid"));
        succeeded(organization.upgrade(managed("2.0.0.0", "con_a.js")));
        assertThat(organization.solution("Base_Patch_1234abcd")).isEmpty();
        assertThat(resources()).containsExactly("con_a.js");
    }

    @Test
    void an_import_is_exported_byte_for_byte_and_a_new_version_changes_only_that() throws IOException {
        Path zip = new TestPackage("Own").webResource("con_a.js").write(folder);
        succeeded(organization.install(zip));
        assertThat(organization.export("Own", false)).isEqualTo(Files.readAllBytes(zip));
        ObjectNode row = organization.solution("Own").orElseThrow();
        organization.store().write(transaction -> {
            ObjectNode changed = row.deepCopy();
            changed.put("version", "1.0.0.7");
            assertThat(organization.module().rules().get("solutions").update(transaction, row, changed))
                    .isTrue();
            transaction.table("solutions").put(NewRow.id(row, "solutionid").orElseThrow(), changed);
            return null;
        });
        byte[] export = organization.export("Own", true);
        assertThat(export).isEqualTo(organization.export("Own", true));
        Path file = Files.write(folder.resolve("export.zip"), export);
        var header = SolutionReader.read(file, ZipLimits.DEFAULT).header();
        assertThat(header.version().text()).isEqualTo("1.0.0.7");
        assertThat(header.packageType().manifestValue()).isEqualTo("1");
    }

    @Test
    void a_managed_export_leaves_out_what_the_solution_has_as_others_made_it() throws IOException {
        succeeded(organization.install(
                new TestPackage("Own").unmodifiedTable("account").write(folder)));
        assertThat(customizations(organization.export("Own", false))).contains("unmodified=\"1\"");
        byte[] export = organization.export("Own", true);
        assertThat(customizations(export))
                .doesNotContain("unmodified", "EntityInfo")
                .contains("<Name>account</Name>");
        Path zip = Files.write(folder.resolve("managed.zip"), export);
        assertThat(new String(Corpus.unzip(zip).get("solution.xml"), StandardCharsets.UTF_8))
                .contains("<RootComponent type=\"1\" schemaName=\"account\" behavior=\"2\" />");
        try (TestOrganization target = new TestOrganization(folder.resolve("target"))) {
            succeeded(target.install(zip));
            assertThat(target.solution("Own").orElseThrow().path("ismanaged").asBoolean())
                    .isTrue();
        }
    }

    private String customizations(byte[] zip) throws IOException {
        Path file = Files.write(folder.resolve("read.zip"), zip);
        return new String(Corpus.unzip(file).get("customizations.xml"), StandardCharsets.UTF_8);
    }

    @Test
    void exports_are_refused_where_the_service_refuses() throws IOException {
        succeeded(organization.install(managed("1.0.0.0", "con_a.js")));
        assertThat(TestOrganization.fault(() -> organization.export("Base", false))
                        .code())
                .isEqualTo(0x80048036);
        assertThat(TestOrganization.fault(() -> organization.export("Nothing", false))
                        .code())
                .isEqualTo(0x80048037);
        assertThat(TestOrganization.fault(() -> organization.export("Default", false))
                        .code())
                .isEqualTo(0x80048048);
    }

    @Test
    void a_patch_is_cloned_filled_and_rolled_up() throws IOException {
        succeeded(organization.install(
                new TestPackage("Own").webResource("con_a.js").write(folder)));
        succeeded(organization.install(
                new TestPackage("Pool").webResource("con_p.js").write(folder)));
        ObjectNode clone = TestOrganization.parameters()
                .put("ParentSolutionUniqueName", "Own")
                .put("DisplayName", "Own patch")
                .put("VersionNumber", "1.1.0.0");
        assertThat(TestOrganization.fault(() -> organization.call("CloneAsPatch", clone))
                        .code())
                .isEqualTo(0x80048539);
        clone.put("VersionNumber", "1.0.1.0");
        UUID patchId = NewRow.id(organization.call("CloneAsPatch", clone), "SolutionId")
                .orElseThrow();
        String patch = NewRow.text(organization.row("solutions", patchId), "uniquename");
        assertThat(patch).startsWith("Own_Patch_");
        assertThat(TestOrganization.fault(() -> organization.export("Own", false))
                        .code())
                .isEqualTo(0x80048538);
        add("con_p.js", patch);
        Path exported = Files.write(folder.resolve("patch.zip"), organization.export(patch, true));
        var contents = SolutionReader.read(exported, ZipLimits.DEFAULT);
        assertThat(contents.header().parent()).contains("Own");
        assertThat(contents.components())
                .anyMatch(component -> component.key().schemaName().equals("con_p.js"));
        assertThat(TestOrganization.fault(() -> add("con_p.js", "Own")).code()).isEqualTo(0x80048538);

        clone.put("VersionNumber", "1.1.0.0");
        organization.call("CloneAsSolution", clone);
        assertThat(organization.solution(patch)).isEmpty();
        assertThat(version("Own")).isEqualTo("1.1.0.0");
        Path merged = Files.write(folder.resolve("merged.zip"), organization.export("Own", false));
        assertThat(SolutionReader.read(merged, ZipLimits.DEFAULT).components().stream()
                        .map(component -> component.key().schemaName()))
                .contains("con_a.js", "con_p.js");
    }

    private void add(String resource, String solution) throws IOException {
        organization.call(
                "AddSolutionComponent",
                TestOrganization.parameters()
                        .put("ComponentId", TestPackage.webResourceId(resource).toString())
                        .put("ComponentType", 61)
                        .put("SolutionUniqueName", solution)
                        .put("AddRequiredComponents", false));
    }

    @Test
    void components_come_into_a_package_and_out_of_it() throws IOException {
        succeeded(organization.install(new TestPackage("Pool")
                .webResource("con_p.js")
                .flow()
                .variable("x")
                .write(folder)));
        succeeded(organization.install(
                new TestPackage("Own").webResource("con_a.js").write(folder)));
        add("con_p.js", "Own");
        organization.call(
                "AddSolutionComponent",
                TestOrganization.parameters()
                        .put("ComponentId", TestPackage.FLOW)
                        .put("ComponentType", 29)
                        .put("SolutionUniqueName", "Own")
                        .put("AddRequiredComponents", true));
        Path with = Files.write(folder.resolve("with.zip"), organization.export("Own", false));
        var contents = SolutionReader.read(with, ZipLimits.DEFAULT);
        assertThat(contents.workflows()).hasSize(1);
        assertThat(contents.connectionReferences()).hasSize(1);
        assertThat(contents.components().stream()
                        .map(component -> component.key().schemaName()))
                .contains("con_a.js", "con_p.js");
        ObjectNode remove =
                TestOrganization.parameters().put("ComponentType", 61).put("SolutionUniqueName", "Own");
        remove.putObject("SolutionComponent")
                .put(
                        "solutioncomponentid",
                        TestPackage.webResourceId("con_p.js").toString());
        organization.call("RemoveSolutionComponent", remove);
        Path without = Files.write(folder.resolve("without.zip"), organization.export("Own", false));
        assertThat(SolutionReader.read(without, ZipLimits.DEFAULT).components().stream()
                        .map(component -> component.key().schemaName()))
                .contains("con_a.js")
                .doesNotContain("con_p.js");
        assertThat(TestOrganization.fault(() -> organization.call("RemoveSolutionComponent", remove))
                        .code())
                .isEqualTo(0x8004f021);
    }

    @Test
    void the_read_models_tell_members_counts_and_layers() throws IOException {
        succeeded(organization.install(managed("1.0.0.0", "con_a.js", "con_b.js")));
        String id = NewRow.text(organization.solution("Base").orElseThrow(), "solutionid");
        assertThat(computed("msdyn_solutioncomponentsummaries", "(msdyn_solutionid eq " + id + ")"))
                .hasSize(2);
        assertThat(computed("msdyn_solutioncomponentcountsummaries", "msdyn_solutionid eq " + id))
                .singleElement()
                .satisfies(row -> assertThat(row.path("msdyn_total").asInt()).isEqualTo(2));
        String component = TestPackage.webResourceId("con_a.js").toString();
        assertThat(computed(
                        "msdyn_componentlayers",
                        "(msdyn_componentid eq '" + component + "' and msdyn_solutioncomponentname eq 'WebResource')"))
                .extracting(row -> NewRow.text(row, "msdyn_solutionname"))
                .containsExactly("Base");
    }

    private List<ObjectNode> computed(String entitySet, String filter) throws IOException {
        return organization
                .store()
                .read(transaction ->
                        organization.module().rules().get(entitySet).rows(transaction, Optional.of(filter)))
                .orElseThrow();
    }
}
