package io.github.dataversealm.solution.emulator.solution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.emulator.job.LockKind;
import io.github.dataversealm.solution.emulator.message.NewRow;
import io.github.dataversealm.solution.emulator.message.ServiceFault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs: their states, what survives the end of the process, and the customization lock. */
class JobsTest {

    @TempDir
    Path folder;

    private Path zip() throws IOException {
        return new TestPackage("Own").webResource("con_a.js").write(folder);
    }

    @Test
    void a_start_is_answered_before_the_job_runs() throws IOException {
        try (TestOrganization organization = new TestOrganization(folder)) {
            organization.with("queueDelayMillis", 25000).with("jobMillis", 118000);
            ObjectNode started = organization
                    .call("ImportSolutionAsync", TestOrganization.importParameters(), zip())
                    .orElseThrow();
            ObjectNode waiting = organization.operation(started);
            assertThat(waiting.path("statecode").asInt()).isZero();
            assertThat(waiting.path("statuscode").asInt()).isZero();
            assertThat(waiting.path("operationtype").asInt()).isEqualTo(203);
            assertThat(NewRow.text(waiting, "name")).isEqualTo("ImportSolution");
            assertThat(NewRow.text(waiting, "dependencytoken")).startsWith("SolutionOperation_{");
            assertThat(organization.rows("importjobs")).isEmpty();
            organization.runJobs();
            ObjectNode done = organization.operation(started);
            assertThat(done.path("statecode").asInt()).isEqualTo(3);
            assertThat(done.path("statuscode").asInt()).isEqualTo(30);
            assertThat(done.path("executiontimespan").asDouble()).isBetween(117.0, 119.0);
            assertThat(Duration.between(
                            java.time.Instant.parse(NewRow.text(done, "createdon")),
                            java.time.Instant.parse(NewRow.text(done, "startedon"))))
                    .isEqualTo(Duration.ofSeconds(25));
            ObjectNode job = organization.row(
                    "importjobs", NewRow.id(started, "ImportJobKey").orElseThrow());
            assertThat(job.path("progress").asDouble()).isEqualTo(100.0);
            assertThat(NewRow.text(job, "data")).contains("progress=\"73.08\"", "<webResource ");
        }
    }

    @Test
    void jobs_that_the_process_left_take_effect_once() throws IOException {
        ObjectNode started;
        try (TestOrganization organization = new TestOrganization(folder)) {
            started = organization
                    .call("ImportSolutionAsync", TestOrganization.importParameters(), zip())
                    .orElseThrow();
        }
        try (TestOrganization organization = new TestOrganization(folder)) {
            assertThat(organization.waitingJobs()).isEqualTo(1);
            organization.runJobs();
            assertThat(organization.operation(started).path("statuscode").asInt())
                    .isEqualTo(30);
            assertThat(organization.solution("Own")).isPresent();
        }
        try (TestOrganization organization = new TestOrganization(folder)) {
            assertThat(organization.waitingJobs()).isZero();
            assertThat(organization.rows("msdyn_solutionhistories")).hasSize(1);
            assertThat(organization.rows("importjobs")).hasSize(1);
        }
    }

    @Test
    void jobs_that_the_process_left_go_on_in_the_order_of_their_start() throws IOException {
        List<ObjectNode> started = new ArrayList<>();
        try (TestOrganization organization = new TestOrganization(folder)) {
            for (int i = 0; i < 6; i++) {
                started.add(organization
                        .call("PublishAllXmlAsync", JsonNodeFactory.instance.objectNode(), null)
                        .orElseThrow());
            }
        }
        try (TestOrganization organization = new TestOrganization(folder)) {
            organization.with("jobMillis", 2000);
            organization.runJobs();
            List<String> moments = new ArrayList<>();
            for (ObjectNode job : started) {
                moments.add(NewRow.text(organization.operation(job), "startedon"));
            }
            assertThat(moments).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void a_job_that_broke_off_while_it_ran_begins_again() throws IOException {
        ObjectNode started;
        try (TestOrganization organization = new TestOrganization(folder)) {
            organization.with("jobMillis", 1000);
            started = organization
                    .call("ImportSolutionAsync", TestOrganization.importParameters(), zip())
                    .orElseThrow();
            organization.clock().breakOff();
            organization.runJobs();
            assertThat(Thread.interrupted()).isTrue();
            assertThat(organization.operation(started).path("statuscode").asInt())
                    .isEqualTo(20);
            assertThat(organization.rows("importjobs")).hasSize(1);
            assertThat(organization.solution("Own")).isEmpty();
        }
        try (TestOrganization organization = new TestOrganization(folder)) {
            organization.runJobs();
            assertThat(organization.operation(started).path("statuscode").asInt())
                    .isEqualTo(30);
            assertThat(organization.solution("Own")).isPresent();
            assertThat(organization.rows("importjobs")).hasSize(1);
            assertThat(organization.rows("msdyn_solutionhistories")).hasSize(1);
        }
    }

    @Test
    void an_import_job_id_is_used_once() throws IOException {
        try (TestOrganization organization = new TestOrganization(folder)) {
            UUID id = UUID.randomUUID();
            ObjectNode parameters = TestOrganization.importParameters().put("ImportJobId", id.toString());
            ObjectNode started =
                    organization.call("ImportSolutionAsync", parameters, zip()).orElseThrow();
            assertThat(NewRow.text(started, "ImportJobKey")).isEqualTo(id.toString());
            Path zip = zip();
            assertThat(TestOrganization.fault(() -> organization.call("ImportSolutionAsync", parameters, zip))
                            .code())
                    .isEqualTo(0x80071155);
            organization.runJobs();
            assertThat(TestOrganization.fault(() -> organization.call("ImportSolutionAsync", parameters, zip))
                            .code())
                    .isEqualTo(0x80071152);
            organization.with("honourImportJobId", false);
            assertThat(organization
                            .run("ImportSolutionAsync", parameters, zip)
                            .path("statuscode")
                            .asInt())
                    .isEqualTo(30);
        }
    }

    @Test
    void a_waiting_job_can_be_cancelled() throws IOException {
        try (TestOrganization organization = new TestOrganization(folder)) {
            ObjectNode started = organization
                    .call("ImportSolutionAsync", TestOrganization.importParameters(), zip())
                    .orElseThrow();
            ObjectNode before = organization.operation(started);
            ObjectNode after = before.deepCopy().put("statecode", 3).put("statuscode", 32);
            organization.store().write(transaction -> {
                assertThat(organization.module().rules().get("asyncoperations").update(transaction, before, after))
                        .isFalse();
                return null;
            });
            organization.runJobs();
            assertThat(organization.operation(started).path("statuscode").asInt())
                    .isEqualTo(32);
            assertThat(organization.solution("Own")).isEmpty();
        }
    }

    @Test
    void synchronous_calls_meet_the_lock_and_jobs_wait_for_it() throws IOException {
        try (TestOrganization organization = new TestOrganization(folder)) {
            organization.module().lock().holdFor(LockKind.IMPORT, Duration.ofSeconds(2));
            ServiceFault publish =
                    TestOrganization.fault(() -> organization.call("PublishAllXml", TestOrganization.parameters()));
            assertThat(publish.status()).isEqualTo(429);
            assertThat(publish.code()).isEqualTo(0x80071151);
            assertThat(publish.getMessage())
                    .startsWith(
                            "Cannot start the requested operation [PublishAll] because there is another [Import] running");
            ObjectNode parameters = TestOrganization.importParameters()
                    .put("ImportJobId", UUID.randomUUID().toString());
            Path zip = zip();
            assertThat(TestOrganization.fault(() -> organization.call("ImportSolution", parameters, zip))
                            .getMessage())
                    .startsWith("Cannot start another [Import] because there is a previous [Import] running");
            assertThat(organization.install(zip).path("statuscode").asInt()).isEqualTo(30);
            organization.call("PublishAllXml", TestOrganization.parameters());
        }
    }

    @Test
    void jobs_or_their_starts_can_be_told_to_fail_at_the_lock() throws IOException {
        try (TestOrganization organization = new TestOrganization(folder)) {
            organization.with("queueBehindRunningJob", false);
            organization.module().lock().holdFor(LockKind.ENTITY_CUSTOMIZATION, Duration.ofSeconds(2));
            ObjectNode job = organization.install(zip());
            assertThat(job.path("statuscode").asInt()).isEqualTo(31);
            assertThat(job.path("errorcode").asInt()).isEqualTo(0x80071151);
            organization.with("lockAtStart", true).with("lockStatus", 503);
            Path zip = zip();
            assertThat(TestOrganization.fault(() -> organization.install(zip)).status())
                    .isEqualTo(503);
        }
    }

    @Test
    void the_work_behind_an_import_holds_the_lock() throws IOException {
        try (TestOrganization organization = new TestOrganization(folder)) {
            organization.with("publishLockMillis", 5000);
            organization.install(zip());
            assertThat(TestOrganization.fault(() -> organization.call("PublishAllXml", TestOrganization.parameters()))
                            .getMessage())
                    .contains("another [EntityCustomization] running");
        }
    }

    @Test
    void a_synchronous_import_leaves_the_same_rows() throws IOException {
        try (TestOrganization organization = new TestOrganization(folder)) {
            UUID id = UUID.randomUUID();
            ObjectNode parameters = TestOrganization.importParameters().put("ImportJobId", id.toString());
            assertThat(organization.call("ImportSolution", parameters, zip())).isEmpty();
            assertThat(organization.row("importjobs", id).path("progress").asDouble())
                    .isEqualTo(100.0);
            assertThat(organization.rows("msdyn_solutionhistories")).hasSize(1);
            ObjectNode formatted = organization.call(
                    "RetrieveFormattedImportJobResults",
                    TestOrganization.parameters().put("ImportJobId", id.toString()));
            assertThat(NewRow.text(formatted, "FormattedResults"))
                    .contains("<Worksheet ss:Name=\"Components\">", "WebResource", "con_a.js");
            assertThat(TestOrganization.fault(() -> organization.call(
                                    "RetrieveFormattedImportJobResults",
                                    TestOrganization.parameters()
                                            .put(
                                                    "ImportJobId",
                                                    UUID.randomUUID().toString())))
                            .code())
                    .isEqualTo(0x80044252);
        }
    }
}
