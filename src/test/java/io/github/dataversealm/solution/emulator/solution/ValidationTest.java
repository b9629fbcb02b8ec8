package io.github.dataversealm.solution.emulator.solution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.emulator.message.NewRow;
import io.github.dataversealm.solution.testkit.SolutionZipBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The validation pipeline: each check finds what it is for, with its code, where its finding belongs. */
class ValidationTest {

    private static final String INCIDENT =
            "key=\"0\" type=\"1\" schemaName=\"incident\" displayName=\"Case\" solution=\"msdynce_Service (9.0.5.56)\"";
    private static final String DEPENDENT = "key=\"1\" type=\"61\" schemaName=\"con_a.js\" displayName=\"con_a.js\"";

    @TempDir
    Path folder;

    private TestOrganization organization;

    private void inOrganization(Step step) throws IOException {
        try (TestOrganization fresh = new TestOrganization(folder)) {
            organization = fresh;
            step.run();
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    private Path base(String version) throws IOException {
        return new TestPackage("Base")
                .version(version)
                .managed()
                .webResource("con_a.js")
                .write(folder);
    }

    private void refusedByStage(Path zip, int code) throws IOException {
        ObjectNode results = organization.stage(zip);
        assertThat(NewRow.text(results, "StageSolutionStatus")).isEqualTo("Failed");
        assertThat(results.path("SolutionValidationResults")
                        .get(0)
                        .path("ErrorCode")
                        .asInt())
                .isEqualTo(code);
        ObjectNode job = organization.install(zip);
        failed(job, code);
        assertThat(NewRow.text(job, "message")).startsWith("Solution manifest import: FAILURE: ");
    }

    private void refusedByImport(ObjectNode job, int code) throws IOException {
        failed(job, code);
    }

    private void failed(ObjectNode job, int code) throws IOException {
        assertThat(job.path("statecode").asInt()).isEqualTo(3);
        assertThat(job.path("statuscode").asInt()).as(job.toString()).isEqualTo(31);
        assertThat(Integer.toHexString(job.path("errorcode").asInt())).isEqualTo(Integer.toHexString(code));
        assertThat(organization.find(
                        "msdyn_solutionhistories", "msdyn_solutionhistoryid", NewRow.text(job, "asyncoperationid")))
                .hasValueSatisfying(
                        row -> assertThat(row.path("msdyn_result").asBoolean()).isFalse());
    }

    private void pass(java.time.Duration time) {
        try {
            organization.clock().pass(time);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void what_is_no_solution_is_an_error_of_the_call() throws IOException {
        inOrganization(() -> {
            Path text = Files.writeString(folder.resolve("text.zip"), "no zip");
            assertThat(TestOrganization.fault(() -> organization.stage(text)).code())
                    .isEqualTo(0x80048060);
            assertThat(TestOrganization.fault(() -> organization.install(text)).code())
                    .isEqualTo(0x80048060);
            Path empty = Files.createFile(folder.resolve("empty.zip"));
            assertThat(TestOrganization.fault(() -> organization.stage(empty)).code())
                    .isEqualTo(0x80048000);
            Path part = new SolutionZipBuilder().manifest((byte[]) null).write(folder.resolve("part.zip"));
            assertThat(TestOrganization.fault(() -> organization.stage(part)).code())
                    .isEqualTo(0x80048060);
            organization.with("badZipSync", false);
            assertThat(NewRow.text(organization.stage(part), "StageSolutionStatus"))
                    .isEqualTo("Failed");
        });
    }

    @Test
    void bad_xml_and_a_bad_manifest_are_results() throws IOException {
        inOrganization(() -> {
            Path broken = new SolutionZipBuilder()
                    .customizations("<ImportExportXml><Entities></ImportExportXml>")
                    .write(folder.resolve("broken.zip"));
            assertThat(organization
                            .stage(broken)
                            .path("SolutionValidationResults")
                            .get(0)
                            .path("ErrorCode")
                            .asInt())
                    .isEqualTo(0x80048013);
            organization.with("badXmlSync", true);
            assertThat(TestOrganization.fault(() -> organization.stage(broken)).code())
                    .isEqualTo(0x80048013);
            Path noPublisher = new SolutionZipBuilder().write(folder.resolve("nopublisher.zip"));
            assertThat(organization
                            .stage(noPublisher)
                            .path("SolutionValidationResults")
                            .get(0)
                            .path("ErrorCode")
                            .asInt())
                    .isEqualTo(0x8004801a);
            Path name = new TestPackage("1Base").write(folder);
            assertThat(organization
                            .stage(name)
                            .path("SolutionValidationResults")
                            .get(0)
                            .path("ErrorCode")
                            .asInt())
                    .isEqualTo(0x8004f002);
            Path version = new TestPackage("Base").version("1.x").write(folder);
            assertThat(organization
                            .stage(version)
                            .path("SolutionValidationResults")
                            .get(0)
                            .path("ErrorCode")
                            .asInt())
                    .isEqualTo(0x8004f01e);
        });
    }

    @Test
    void a_package_of_a_newer_service_is_refused() throws IOException {
        inOrganization(() ->
                refusedByStage(new TestPackage("Base").packageVersion("9.3").write(folder), 0x80048068));
    }

    @Test
    void managed_and_unmanaged_do_not_mix() throws IOException {
        inOrganization(() -> {
            organization.install(base("1.0.0.0"));
            refusedByStage(new TestPackage("Base").write(folder), 0x80048041);
            organization.install(new TestPackage("Own").write(folder));
            refusedByStage(new TestPackage("Own").managed().write(folder), 0x80048040);
        });
    }

    @Test
    void the_publisher_of_a_managed_solution_cannot_change() throws IOException {
        inOrganization(() -> {
            organization.install(base("1.0.0.0"));
            refusedByStage(
                    new TestPackage("Base")
                            .version("1.0.0.1")
                            .managed()
                            .publisher("Fabrikam")
                            .write(folder),
                    0x8004801c);
        });
    }

    @Test
    void an_upgrade_needs_an_installed_lower_version_without_a_holding_solution() throws IOException {
        inOrganization(() -> {
            ObjectNode nothing = organization.upgrade(base("1.0.0.0"));
            refusedByImport(nothing, nothing.path("errorcode").asInt());
            assertThat(NewRow.text(nothing, "message"))
                    .isEqualTo("ImportAsHolding failed with exception :Solution manifest import: FAILURE: "
                            + "Cannot create a holding solution for missing base Base.");
            organization.install(base("1.0.0.0"));
            refusedByImport(organization.upgrade(base("1.0.0.0")), 0x80048541);
            refusedByImport(organization.hold(base("0.9.0.0")), 0x80048541);
            assertThat(NewRow.text(organization.stage(base("0.9.0.0")), "StageSolutionStatus"))
                    .isEqualTo("Passed");
            organization.hold(base("1.1.0.0"));
            ObjectNode second = organization.hold(base("1.2.0.0"));
            refusedByImport(second, 0x80048539);
            assertThat(NewRow.text(second, "message")).contains("Holding solution Base_Upgrade already exists.");
            assertThat(organization
                            .stage(base("1.2.0.0"))
                            .path("SolutionDetails")
                            .path("HasPendingUpgrade")
                            .asBoolean())
                    .isTrue();
        });
    }

    @Test
    void a_single_step_upgrade_can_be_told_to_install() throws IOException {
        inOrganization(() -> {
            organization.with("stageAndUpgradeInstalls", true);
            assertThat(organization.upgrade(base("1.0.0.0")).path("statuscode").asInt())
                    .isEqualTo(30);
        });
    }

    @Test
    void a_patch_fits_its_solution() throws IOException {
        inOrganization(() -> {
            Path patch = new TestPackage("Base_Patch_1234abcd")
                    .version("1.0.1.0")
                    .managed()
                    .write(folder);
            refusedByStage(patch, 0x80048540);
            organization.install(base("1.0.0.0"));
            assertThat(organization.install(patch).path("statuscode").asInt()).isEqualTo(30);
            refusedByStage(patch, 0x8004f042);
            refusedByStage(
                    new TestPackage("Base_Patch_00000001")
                            .version("1.0.0.5")
                            .managed()
                            .write(folder),
                    0x80061771);
            refusedByStage(
                    new TestPackage("Base_Patch_00000002")
                            .version("1.1.0.0")
                            .managed()
                            .write(folder),
                    0x80048539);
            refusedByStage(
                    new TestPackage("Base_Patch_00000003").version("1.0.2.0").write(folder), 0x80048041);
        });
    }

    @Test
    void missing_dependencies_are_told_in_both_forms_and_can_be_declared_present() throws IOException {
        inOrganization(() -> {
            Path zip = new TestPackage("Needs")
                    .webResource("con_a.js")
                    .needs(INCIDENT, DEPENDENT)
                    .write(folder);
            refusedByStage(zip, 0x8004801d);
            ObjectNode results = organization.stage(zip);
            assertThat(results.path("MissingDependencies")).hasSize(1);
            assertThat(NewRow.text(results.path("MissingDependencies").get(0), "RequiredComponentSchemaName"))
                    .isEqualTo("incident");
            assertThat(NewRow.text(results.path("SolutionValidationResults").get(0), "Message"))
                    .contains(
                            "<MissingDependencies><MissingDependency",
                            "schemaName=\"incident\"",
                            "ProductUpdatesOnly : False");
            organization.module().declareSolutionPresent("msdynce_Service", "9.0.4.0");
            refusedByStage(zip, 0x8004801d);
            organization.module().declareSolutionPresent("msdynce_Service", "9.0.6.0");
            assertThat(organization.install(zip).path("statuscode").asInt()).isEqualTo(30);
        });
    }

    @Test
    void the_build_of_a_solution_that_is_declared_present_does_not_count() throws IOException {
        inOrganization(() -> {
            Path zip = new TestPackage("Needs")
                    .webResource("con_a.js")
                    .needs(INCIDENT, DEPENDENT)
                    .write(folder);
            organization.module().declareSolutionPresent("msdynce_Service", "9.0.5.3");
            assertThat(organization.install(zip).path("statuscode").asInt()).isEqualTo(30);
        });
    }

    @Test
    void the_dependencies_of_a_zip_can_be_declared_present_as_a_whole() throws IOException {
        inOrganization(() -> {
            Path zip = new TestPackage("Needs")
                    .webResource("con_a.js")
                    .needs(INCIDENT, DEPENDENT)
                    .write(folder);
            assertThat(organization.module().declareDependenciesPresent(zip)).isEqualTo(1);
            assertThat(organization.install(zip).path("statuscode").asInt()).isEqualTo(30);
        });
    }

    @Test
    void the_platform_has_its_own_tables() throws IOException {
        inOrganization(() -> {
            String account = "key=\"0\" type=\"1\" schemaName=\"account\" displayName=\"Account\" solution=\"Active\"";
            Path zip = new TestPackage("Needs")
                    .webResource("con_a.js")
                    .needs(account, DEPENDENT)
                    .write(folder);
            assertThat(organization.install(zip).path("statuscode").asInt()).isEqualTo(30);
        });
    }

    @Test
    void names_need_a_prefix() throws IOException {
        inOrganization(() -> {
            refusedByImport(
                    organization.install(
                            new TestPackage("A").table("con_T", "Name").write(folder)),
                    0x80048062);
            refusedByImport(
                    organization.install(new TestPackage("B").table("Thing").write(folder)), 0x80044366);
            refusedByImport(
                    organization.install(
                            new TestPackage("C").webResource("a.js").write(folder)),
                    0x8004f118);
            assertThat(organization.solution("A")).isEmpty();
            assertThat(organization.rows("publishers"))
                    .noneMatch(row -> NewRow.text(row, "uniquename").equals("Contoso"));
        });
    }

    @Test
    void a_managed_component_cannot_be_put_over_an_unmanaged_one() throws IOException {
        inOrganization(() -> {
            organization.install(new TestPackage("Own").webResource("con_a.js").write(folder));
            ObjectNode job = organization.install(base("1.0.0.0"));
            refusedByImport(job, 0x8004f016);
            assertThat(NewRow.text(job, "message")).startsWith("Exception type: System.ServiceModel.FaultException`1");
            ObjectNode data = organization.rows("importjobs").get(1);
            assertThat(NewRow.text(data, "data")).contains("result=\"failure\" errorcode=\"0x8004F016\"", "con_a.js");
        });
    }

    @Test
    void root_components_must_be_there_and_be_listed() throws IOException {
        inOrganization(() -> {
            Path absent = new TestPackage("A")
                    .root("type=\"61\" schemaName=\"con_gone.js\" behavior=\"0\"")
                    .write(folder);
            refusedByImport(organization.install(absent), 0x8004801f);
            Path unlisted = new TestPackage("B").webResource("con_a.js", 10).write(folder);
            refusedByImport(organization.install(unlisted), 0x8004803a);
        });
    }

    @Test
    void a_web_resource_can_be_too_large() throws IOException {
        inOrganization(() -> {
            organization.with("maxWebResourceKilobytes", 1);
            Path large = new TestPackage("A")
                    .webResource("con_a.js", 2000)
                    .root("type=\"61\" schemaName=\"con_a.js\" behavior=\"0\"")
                    .write(folder);
            refusedByImport(organization.install(large), 0x8004f114);
        });
    }

    @Test
    void an_unknown_connection_is_refused_once_connections_are_declared() throws IOException {
        inOrganization(() -> {
            Path zip = new TestPackage("A").flow().write(folder);
            organization.module().declareConnection("abc", "/providers/Microsoft.PowerApps/apis/shared_office365");
            ObjectNode parameters = TestOrganization.importParameters();
            parameters
                    .putArray("ComponentParameters")
                    .addObject()
                    .put("connectionreferencelogicalname", TestPackage.REFERENCE)
                    .put("connectorid", "/providers/Microsoft.PowerApps/apis/shared_office365")
                    .put("connectionid", "def");
            ObjectNode job = organization.run("ImportSolutionAsync", parameters, zip);
            refusedByImport(job, 0x80040265);
            assertThat(NewRow.text(job, "friendlymessage")).contains("ConnectionNotFound");
        });
    }

    @Test
    void parameters_for_what_is_not_in_the_package_can_be_refused() throws IOException {
        inOrganization(() -> {
            Path zip = new TestPackage("A").webResource("con_a.js").write(folder);
            ObjectNode parameters = TestOrganization.importParameters();
            parameters
                    .putArray("ComponentParameters")
                    .addObject()
                    .put("schemaname", "con_Other")
                    .put("value", "1");
            assertThat(organization
                            .run("ImportSolutionAsync", parameters, zip)
                            .path("statuscode")
                            .asInt())
                    .isEqualTo(30);
            organization.with("unknownComponentParameters", "ERROR");
            refusedByImport(organization.run("ImportSolutionAsync", parameters, zip), 0x80040265);
        });
    }

    @Test
    void an_import_can_leave_flows_off_and_parameters_out() throws IOException {
        inOrganization(() -> {
            Path zip = new TestPackage("A").flow().write(folder);
            ObjectNode parameters = TestOrganization.importParameters();
            parameters
                    .putArray("ComponentParameters")
                    .addObject()
                    .put("@odata.type", "Microsoft.Dynamics.CRM.connectionreference")
                    .put("connectionreferencelogicalname", TestPackage.REFERENCE)
                    .put("connectionid", "c0ffee");
            organization.with("takeComponentParameters", false);
            organization.run("ImportSolutionAsync", parameters, zip);
            assertThat(NewRow.text(organization.rows("connectionreferences").get(0), "connectionid"))
                    .isEmpty();
            organization.with("takeComponentParameters", true);
            organization.with("activateFlows", false);
            organization.run("ImportSolutionAsync", parameters, zip);
            assertThat(NewRow.text(organization.rows("connectionreferences").get(0), "connectionid"))
                    .isEqualTo("c0ffee");
            assertThat(organization.rows("workflows").get(0).path("statecode").asInt())
                    .isZero();
            organization.with("activateFlows", true);
            organization.run("ImportSolutionAsync", parameters, zip);
            assertThat(organization.rows("workflows").get(0).path("statecode").asInt())
                    .isEqualTo(1);
        });
    }

    @Test
    void a_flow_without_its_connection_is_a_warning_or_a_failure() throws IOException {
        inOrganization(() -> {
            Path zip = new TestPackage("A").flow().write(folder);
            ObjectNode job = organization.install(zip);
            assertThat(job.path("statuscode").asInt()).isEqualTo(30);
            ObjectNode importJob = organization.rows("importjobs").get(0);
            ObjectNode verdict = organization.call(
                    "RetrieveSolutionImportResult",
                    TestOrganization.parameters().put("ImportJobId", NewRow.text(importJob, "importjobid")));
            assertThat(verdict.path("SolutionOperationResult").path("WarningMessages"))
                    .hasSize(1);
            assertThat(NewRow.text(verdict.path("SolutionOperationResult"), "Status"))
                    .isEqualTo("Passed");
            organization.with("flowActivationFailure", "FAILURE");
            refusedByImport(organization.install(zip), 0x80060467);
        });
    }

    @Test
    void lower_versions_are_accepted_unless_versions_are_strict() throws IOException {
        inOrganization(() -> {
            organization.install(base("1.1.0.0"));
            assertThat(organization.install(base("1.0.0.0")).path("statuscode").asInt())
                    .isEqualTo(30);
            organization.with("strictVersions", true);
            refusedByImport(organization.install(base("1.0.0.0")), 0x80048033);
        });
    }

    @Test
    void every_check_has_its_place() {
        Set<Integer> numbers = new TreeSet<>();
        Checks.ALL.forEach(check -> numbers.add(check.number()));
        assertThat(numbers).containsExactly(9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22);
    }

    @Test
    void uploads_are_found_again_until_they_are_too_old() throws IOException {
        inOrganization(() -> {
            ObjectNode staged = organization.stage(base("1.0.0.0"));
            ObjectNode parameters = TestOrganization.importParameters();
            parameters
                    .putObject("SolutionParameters")
                    .put("StageSolutionUploadId", NewRow.text(staged, "StageSolutionUploadId"));
            assertThat(organization
                            .run("ImportSolutionAsync", parameters, null)
                            .path("statuscode")
                            .asInt())
                    .isEqualTo(30);
            assertThat(organization.rows("$blobs"))
                    .as("the upload and the package")
                    .hasSize(2);
            pass(java.time.Duration.ofHours(3));
            assertThat(TestOrganization.fault(() -> organization.run("ImportSolutionAsync", parameters, null))
                            .status())
                    .isEqualTo(404);
            assertThat(TestOrganization.fault(() ->
                                    organization.run("ImportSolutionAsync", TestOrganization.importParameters(), null))
                            .code())
                    .isEqualTo(0x80040203);
            organization.stage(base("1.0.0.1"));
            assertThat(organization.rows("$blobs"))
                    .as("the old upload is gone from the disk")
                    .hasSize(2);
            assertThat(organization.rows("stagesolutionuploads")).hasSize(1);
        });
    }
}
