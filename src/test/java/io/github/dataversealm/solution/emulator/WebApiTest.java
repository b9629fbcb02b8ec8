package io.github.dataversealm.solution.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Web API over a real socket: tables, queries, errors, headers. */
class WebApiTest {

    @TempDir
    Path directory;

    private Emulator emulator;
    private Wire wire;

    @BeforeEach
    void start() throws IOException {
        emulator = Emulator.start(EmulatorOptions.in(directory).withModules(List.of(TestModule::new)));
        wire = new Wire(emulator);
    }

    @AfterEach
    void stop() throws IOException {
        wire.close();
        emulator.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v9.2", "v9.0", "v9.1"})
    void who_am_i_answers_in_every_version(String version) throws IOException {
        for (String form : List.of("WhoAmI", "WhoAmI()", "WhoAmI%28%29")) {
            Wire.Answer answer = wire.get("/api/data/" + version + "/" + form);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.headers().get("OData-Version")).isEqualTo("4.0");
            assertThat(answer.headers().get("Content-Type")).isEqualTo("application/json; odata.metadata=minimal");
            assertThat(answer.json().get("OrganizationId").asText())
                    .isEqualTo(emulator.organizationId().toString());
            UUID user = UUID.fromString(answer.json().get("UserId").asText());
            assertThat(wire.get("systemusers(" + user + ")").status()).isEqualTo(200);
        }
    }

    @Test
    void the_organization_tells_its_version_and_environment() throws IOException {
        assertThat(wire.get("RetrieveVersion()").json().get("Version").asText()).startsWith("9.2.");
        JsonNode detail = wire.get("RetrieveCurrentOrganization(AccessType=@p1)"
                        + "?@p1=Microsoft.Dynamics.CRM.EndpointAccessType'Default'")
                .json()
                .get("Detail");
        assertThat(detail.get("TenantId").asText())
                .isEqualTo(emulator.tenantId().toString());
        assertThat(detail.get("Endpoints").get("Count").asInt()).isEqualTo(3);
        assertThat(detail.get("Endpoints").get("Values").get(0).asText()).isEqualTo(emulator.url() + "/");
    }

    @Test
    void a_row_is_created_read_changed_and_deleted() throws IOException {
        Wire.Answer created = wire.post(
                "publishers",
                "{\"uniquename\":\"contoso\",\"friendlyname\":\"Contoso\",\"customizationprefix\":\"con\","
                        + "\"customizationoptionvalueprefix\":10001}");
        assertThat(created.status()).isEqualTo(204);
        String address = created.headers().get("OData-EntityId");
        assertThat(address)
                .startsWith(emulator.url() + "/api/data/v9.2/publishers(")
                .isEqualTo(created.headers().get("Location"));
        JsonNode row = wire.get(address).json();
        assertThat(row.get("uniquename").asText()).isEqualTo("contoso");
        assertThat(row.get("emailaddress").isNull()).isTrue();
        assertThat(row.get("@odata.etag").asText())
                .isEqualTo("W/\"" + row.get("versionnumber").asLong() + "\"");
        assertThat(row.get("createdon").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");

        Wire.Answer patched = wire.patch(address, "{\"friendlyname\":\"New\"}");
        assertThat(patched.status()).isEqualTo(204);
        assertThat(patched.headers().get("OData-EntityId")).isEqualTo(address);
        Wire.Answer shown = wire.patch(address, "{\"description\":\"d\"}", "Prefer", "return=representation");
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.headers().get("Preference-Applied")).isEqualTo("return=representation");
        assertThat(shown.json().get("friendlyname").asText()).isEqualTo("New");

        assertThat(wire.delete(address).status()).isEqualTo(204);
        Wire.Answer gone = wire.get(address);
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.code()).isEqualTo("0x80040217");
        assertThat(gone.message()).matches("Entity 'publisher' With Id = [0-9a-f-]{36} Does Not Exist");
    }

    @Test
    void a_created_row_comes_back_when_asked_for_with_only_the_columns_asked_for() throws IOException {
        Wire.Answer created = wire.post(
                "publishers?$select=uniquename", "{\"uniquename\":\"contoso\"}", "Prefer", "return=representation");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().get("uniquename").asText()).isEqualTo("contoso");
        assertThat(created.json().has("friendlyname")).isFalse();
        assertThat(created.json().has("publisherid")).isTrue();
    }

    @Test
    void a_patch_creates_a_row_that_is_not_there_unless_it_must_match() throws IOException {
        String row = "publishers(" + UUID.randomUUID() + ")";
        assertThat(wire.patch(row, "{\"uniquename\":\"a\"}", "If-Match", "*").status())
                .isEqualTo(404);
        assertThat(wire.patch(row, "{\"uniquename\":\"a\"}").status()).isEqualTo(204);
        assertThat(wire.patch(row, "{\"uniquename\":\"b\"}", "If-None-Match", "*")
                        .status())
                .isEqualTo(412);
        assertThat(wire.get(row).json().get("uniquename").asText()).isEqualTo("a");
        Wire.Answer byName = wire.patch(
                "environmentvariabledefinitions(schemaname='con_Url')", "{\"displayname\":\"Url\",\"type\":100000000}");
        assertThat(byName.status()).isEqualTo(204);
        assertThat(wire.get("environmentvariabledefinitions(schemaname='con_Url')")
                        .json()
                        .get("displayname")
                        .asText())
                .isEqualTo("Url");
    }

    @Test
    void an_old_etag_does_not_overwrite() throws IOException {
        String address = publisher("contoso");
        String old = wire.get(address).headers().get("ETag");
        assertThat(wire.get(address, "If-None-Match", old).status()).isEqualTo(304);
        assertThat(wire.patch(address, "{\"friendlyname\":\"1\"}", "If-Match", old)
                        .status())
                .isEqualTo(204);
        Wire.Answer refused = wire.patch(address, "{\"friendlyname\":\"2\"}", "If-Match", old);
        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.code()).isEqualTo("0x80060882");
        assertThat(wire.delete(address, "If-Match", old).status()).isEqualTo(412);
    }

    @Test
    void a_name_that_is_taken_is_a_duplicate() throws IOException {
        publisher("contoso");
        Wire.Answer refused = wire.post("publishers", "{\"uniquename\":\"Contoso\"}");
        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.code()).isEqualTo("0x80040237");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EnvironmentVariableDefinitionId", "environmentvariabledefinitionid"})
    void a_lookup_is_bound_in_either_case(String navigation) throws IOException {
        String definition = wire.post("environmentvariabledefinitions", "{\"schemaname\":\"con_A\",\"type\":100000000}")
                .headers()
                .get("OData-EntityId");
        String id = definition.replaceAll(".*\\((.*)\\)", "$1");
        Wire.Answer bound = wire.post(
                "environmentvariablevalues",
                "{\"schemaname\":\"con_A\",\"value\":\"v\",\"" + navigation
                        + "@odata.bind\":\"/environmentvariabledefinitions(" + id + ")\"}");
        assertThat(bound.status()).isEqualTo(204);
        JsonNode found = wire.get("environmentvariablevalues?$select=value&$filter="
                        + "_environmentvariabledefinitionid_value eq " + id
                        + "&$expand=environmentvariabledefinitionid($select=schemaname)")
                .json()
                .get("value");
        assertThat(found).hasSize(1);
        assertThat(found.get(0)
                        .get("environmentvariabledefinitionid")
                        .get("schemaname")
                        .asText())
                .isEqualTo("con_A");
        JsonNode children = wire.get(definition + "/environmentvariabledefinition_environmentvariablevalue")
                .json()
                .get("value");
        assertThat(children).hasSize(1);
        Wire.Answer nowhere = wire.post(
                "environmentvariablevalues",
                "{\"" + navigation + "@odata.bind\":\"/environmentvariabledefinitions(" + UUID.randomUUID() + ")\"}");
        assertThat(nowhere.status()).isEqualTo(404);
    }

    @Test
    void pages_follow_one_another_and_lose_nothing() throws IOException {
        for (int i = 0; i < 23; i++) {
            publisher("p" + i);
        }
        List<String> names = new ArrayList<>();
        String next = "publishers?$select=uniquename&$orderby=createdon desc,uniquename&$count=true";
        int pages = 0;
        while (next != null) {
            JsonNode page = wire.get(next, "Prefer", "odata.maxpagesize=5").json();
            assertThat(page.get("value").size()).isLessThanOrEqualTo(5);
            assertThat(page.get("@odata.count").asInt()).isEqualTo(23);
            page.get("value").forEach(row -> names.add(row.get("uniquename").asText()));
            next = page.has("@odata.nextLink") ? page.get("@odata.nextLink").asText() : null;
            pages++;
        }
        assertThat(pages).isEqualTo(5);
        assertThat(names).hasSize(23).doesNotHaveDuplicates();
        assertThat(wire.get("publishers?$top=7").json().has("@odata.nextLink")).isFalse();
        assertThat(wire.get("publishers?$top=7").json().get("value")).hasSize(7);
        assertThat(wire.get("publishers/$count").body()).isEqualTo("23");
        assertThat(wire.get("publishers?$skiptoken=nonsense").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "uniquename eq 'ALPHA' | alpha",
                "uniquename eq 'it''s' | it's",
                "uniquename ne 'alpha' and uniquename ne 'beta' | it's",
                "not (uniquename eq 'alpha' or uniquename eq 'beta') | it's",
                "startswith(uniquename,'al') or endswith(uniquename, 'ta') | alpha,beta",
                "contains(friendlyname,'a') and customizationoptionvalueprefix gt 10001 | beta",
                "customizationoptionvalueprefix le 10002 and customizationoptionvalueprefix ge 10002 | beta",
                "emailaddress eq null and description ne null | beta",
                "createdon ge 2020-01-01T00:00:00Z and createdon lt 2200-01-01 | alpha,beta,it's",
                "isreadonly eq true | alpha",
                "contains(uniquename,@n) | beta",
            })
    void filters_choose_rows(String filter, String expected) throws IOException {
        wire.post(
                "publishers",
                "{\"uniquename\":\"alpha\",\"friendlyname\":\"A\",\"customizationoptionvalueprefix\":10001}");
        wire.post(
                "publishers",
                "{\"uniquename\":\"beta\",\"friendlyname\":\"ba\",\"description\":\"x\",\"customizationoptionvalueprefix\":10002}");
        wire.post("publishers", "{\"uniquename\":\"it's\",\"friendlyname\":\"C\"}");
        emulator.store().write(tx -> {
            var alpha = tx.table("publishers").findBy("uniquename", "alpha").orElseThrow();
            tx.table("publishers")
                    .put(UUID.fromString(alpha.get("publisherid").asText()), alpha.put("isreadonly", true));
            return null;
        });
        JsonNode found =
                wire.get("publishers?$filter=" + filter + "&@n='BET'").json().get("value");
        List<String> names = new ArrayList<>();
        found.forEach(row -> names.add(row.get("uniquename").asText()));
        assertThat(String.join(",", names)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "publishers?$filter=nosuch eq 1 | 400 | Could not find a property named 'nosuch'",
                "publishers?$select=nosuch | 400 | Could not find a property named 'nosuch'",
                "publishers?$expand=nosuch | 400 | Could not find a property named 'nosuch'",
                "publishers?$orderby=nosuch | 400 | Could not find a property named 'nosuch'",
                "publishers?$filter=publisherid eq 'x' | 400 | incompatible types",
                "publishers?$filter=uniquename eq 1 | 400 | incompatible types",
                "publishers?$filter=uniquename eq 'x | 400 | Syntax error",
                "publishers?$filter=uniquename | 400 | ",
                "publishers?$filter=foo(uniquename) | 400 | unknown function",
                "publishers?$top=-1 | 400 | non-negative",
                "publishers?$skip=1 | 400 | not supported",
                "publishers(17) | 400 | is a GUID",
                "publishers(nosuch=1) | 400 | is no key",
                "nosuch | 404 | Resource not found for the segment 'nosuch'",
                "publishers(00000000-0000-0000-0000-000000000001)/Microsoft.Dynamics.CRM.Do | 404 | ",
                "WhoAmI()/x | 404 | Resource not found",
                "WhoAmI(X=1) | 400 | not a valid parameter",
                "RetrieveCurrentOrganization() | 400 | Required field 'AccessType'",
                "$batch | 501 | not modelled",
                "Echo | 404 | Resource not found",
                "publishers%2 | 400 | escape",
            })
    void requests_that_are_wrong_are_told_so(String path, int status, String text) throws IOException {
        Wire.Answer answer = wire.get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.code()).matches("0x[0-9a-f]{8}");
        assertThat(answer.message()).contains(text == null ? "" : text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"nosuch\":1} | 400 | undeclared property 'nosuch'",
                "{\"uniquename\":1} | 400 | Cannot convert",
                "{\"customizationoptionvalueprefix\":\"1\"} | 400 | Cannot convert",
                "{\"uniquename\": | 400 | Error identified in Payload",
                "[] | 400 | Error identified in Payload",
                "{\"uniquename\":\"a\",\"uniquename\":\"b\"} | 400 | Duplicate",
                "{\"nosuch@odata.bind\":\"/publishers(1)\"} | 400 | undeclared",
            })
    void payloads_that_are_wrong_are_told_so(String body, int status, String text) throws IOException {
        Wire.Answer answer = wire.post("publishers", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo("0x80048d19");
        assertThat(answer.message()).contains(text);
        assertThat(wire.get("publishers/$count").body()).isEqualTo("0");
    }

    @Test
    void tables_refuse_what_cannot_be_done_with_them() throws IOException {
        assertThat(wire.post("importjobs", "{}").status()).isEqualTo(405);
        assertThat(wire.post("msdyn_solutionhistories", "{}").status()).isEqualTo(405);
        assertThat(wire.patch("publishers", "{}").status()).isEqualTo(405);
        assertThat(wire.delete("publishers").status()).isEqualTo(405);
        assertThat(wire.send("PUT", "publishers", "{}").status()).isEqualTo(405);
        assertThat(wire.get("publishers", "MSCRMCallerID", UUID.randomUUID().toString())
                        .status())
                .isEqualTo(501);
    }

    @Test
    void annotations_come_only_when_asked_for() throws IOException {
        String address = publisher("contoso");
        assertThat(wire.get(address).body()).doesNotContain("FormattedValue");
        JsonNode row =
                wire.get(address, "Prefer", "odata.include-annotations=\"*\"").json();
        assertThat(row.get("_createdby_value@OData.Community.Display.V1.FormattedValue")
                        .asText())
                .isEqualTo("# Local deployment");
        assertThat(row.get("_createdby_value@Microsoft.Dynamics.CRM.lookuplogicalname")
                        .asText())
                .isEqualTo("systemuser");
        Wire.Answer refused = wire.get(
                "publishers(" + UUID.randomUUID() + ")",
                "Prefer",
                "odata.include-annotations=\"*\",odata.maxpagesize=3");
        assertThat(refused.json().get("error").has("@Microsoft.PowerApps.CDS.HelpLink"))
                .isTrue();
    }

    @Test
    void actions_check_their_parameters_and_get_the_file_decoded() throws IOException {
        assertThat(wire.post("Echo", "{\"Text\":\"hi\",\"CustomizationFile\":\"aGVsbG8=\"}")
                        .json()
                        .get("Said")
                        .asText())
                .isEqualTo("hi hello");
        assertThat(wire.post("Echo", "{\"Text\":\"hi\",\"Tetx\":1}").message())
                .contains(
                        "The parameter 'Tetx' in the request payload is not a valid parameter for the operation 'Echo'.");
        assertThat(wire.post("Echo", "{\"CustomizationFile\":\"aGVsbG8=\"}").message())
                .contains("'Text' is missing");
        assertThat(wire.post("Echo", "{\"Text\":\"hi\",\"CustomizationFile\":\"!!\"}")
                        .code())
                .isEqualTo("0x80048d19");
        assertThat(wire.post("Echo", "{\"Text\":").code()).isEqualTo("0x80048d19");
        assertThat(wire.post("Fail", "{}").status()).isEqualTo(500);
        assertThat(directory.resolve("tmp")).isEmptyDirectory();
        assertThat(wire.get("Echo").status()).isEqualTo(404);
        emulator.knobs(emulator.knobs().with("wrongVerbStatus", 405));
        assertThat(wire.get("Echo").status()).isEqualTo(405);
    }

    @Test
    void a_file_in_an_answer_is_streamed_as_base64() throws IOException {
        String text = wire.post("Download", "{}").json().get("File").asText();
        assertThat(Base64.getDecoder().decode(text)).hasSize(1_000_000).containsOnly(7);
    }

    @Test
    void the_metadata_document_names_tables_and_messages() throws IOException {
        Wire.Answer answer = wire.get("$metadata");
        assertThat(answer.headers().get("Content-Type")).isEqualTo("application/xml");
        assertThat(answer.body())
                .contains("<EntitySet Name=\"solutions\"", "<Action Name=\"Echo\">", "<Function Name=\"WhoAmI\">");
        assertThat(wire.get("").json().get("value")).hasSizeGreaterThan(10);
    }

    private String publisher(String name) throws IOException {
        return wire.post("publishers", "{\"uniquename\":\"" + name + "\"}")
                .headers()
                .get("OData-EntityId");
    }
}
