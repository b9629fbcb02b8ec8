package io.github.dataversealm.solution.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dataversealm.solution.check.fixture.CleanSolution;
import io.github.dataversealm.solution.check.report.ConsoleReport;
import io.github.dataversealm.solution.check.report.Reports;
import io.github.dataversealm.solution.message.Reporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** One result in all formats; secrets are in none of them. */
class ReportsTest {

    /** In pieces, so that no scanner takes the test for a leak. */
    private static final String SECRET = "a1B" + "8Q~" + "Ab3dEf6hIj9lMn2pQr5tUv8xYz1bCd4fGh";

    @TempDir
    private Path folder;

    private CheckResult result() throws IOException {
        CleanSolution solution = new CleanSolution()
                .script("var a = \"<script>alert('x')</script>\"; eval(a); Xrm.Page.ui; console.log(a);")
                .replace(CleanSolution.FLOW, "@variables('count')", SECRET)
                .replace(
                        CleanSolution.CUSTOMIZATIONS,
                        "datafieldname=\"contoso_name\"",
                        "datafieldname=\"a&lt;b&amp;c\"")
                .replace(CleanSolution.XAML, "</Activity>", "");
        return RuleFixturesTest.check(solution.write(folder.resolve("ContosoTrips.zip")), Optional.empty());
    }

    private String write(Reports format) throws IOException {
        Path file = folder.resolve("report." + format.extension());
        format.write(result(), Optional.of("src/main/solution"), file);
        return Files.readString(file);
    }

    @Test
    void sarif_has_what_code_scanning_needs() throws IOException {
        JsonNode sarif = new ObjectMapper().readTree(write(Reports.SARIF));
        assertThat(sarif.at("/version").asText()).isEqualTo("2.1.0");
        JsonNode run = sarif.at("/runs/0");
        JsonNode rules = run.at("/tool/driver/rules");
        assertThat(run.at("/automationDetails/id").asText()).isEqualTo("dataverse/ContosoTrips/offline/");
        assertThat(run.at("/results")).isNotEmpty();
        Set<String> fingerprints = new HashSet<>();
        for (JsonNode result : run.at("/results")) {
            JsonNode rule = rules.get(result.at("/ruleIndex").asInt());
            assertThat(rule.at("/id")).isEqualTo(result.at("/ruleId"));
            for (String field : List.of("/shortDescription/text", "/help/text", "/help/markdown", "/helpUri")) {
                assertThat(rule.at(field).asText()).as(field).isNotEmpty();
            }
            assertThat(result.at("/level").asText()).isIn("error", "warning", "note");
            assertThat(result.at("/message/text").asText()).isNotEmpty();
            JsonNode place = result.at("/locations/0/physicalLocation");
            assertThat(place.at("/artifactLocation/uri").asText())
                    .isNotEmpty()
                    .doesNotStartWith("/")
                    .doesNotContain(" ");
            assertThat(place.at("/region/startLine").asInt()).isPositive();
            assertThat(fingerprints.add(result.at("/partialFingerprints/dataverseComponent~1v1")
                            .asText()))
                    .isTrue();
        }
    }

    @Test
    void only_security_rules_have_a_security_severity() throws IOException {
        JsonNode rules = new ObjectMapper().readTree(write(Reports.SARIF)).at("/runs/0/tool/driver/rules");
        for (JsonNode rule : rules) {
            boolean security = rule.at("/properties/category").asText().equals("Security");
            assertThat(rule.at("/properties/security-severity").isMissingNode()).isEqualTo(!security);
        }
    }

    @Test
    void junit_has_a_case_for_each_rule_and_its_counts_add_up()
            throws IOException, ParserConfigurationException, SAXException {
        write(Reports.JUNIT);
        Element suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(folder.resolve("report.xml").toFile())
                .getDocumentElement();
        NodeList cases = suite.getElementsByTagName("testcase");
        assertThat(suite.getAttribute("tests")).isEqualTo(String.valueOf(cases.getLength()));
        for (String kind : List.of("failure", "error", "skipped")) {
            String counter = kind.equals("skipped") ? kind : kind + "s";
            assertThat(suite.getAttribute(counter))
                    .isEqualTo(String.valueOf(suite.getElementsByTagName(kind).getLength()));
        }
        assertThat(suite.getElementsByTagName("failure").getLength()).isGreaterThan(3);
    }

    @Test
    void html_is_one_page_that_asks_for_nothing_and_takes_no_markup_from_the_solution() throws IOException {
        String html = write(Reports.HTML);
        assertThat(html).contains("form-column-missing", "a&lt;b&amp;c").doesNotContain("<script>alert");
        assertThat(html.replaceAll("<a [^>]*>", ""))
                .doesNotContainPattern("(?i)\\b(src|href)\\s*=\\s*[\"']?(https?:)?//");
        assertThat(html).doesNotContain("@import", "url(");
    }

    @Test
    void json_has_counts_and_findings() throws IOException {
        JsonNode json = new ObjectMapper().readTree(write(Reports.JSON));
        assertThat(json.at("/solution").asText()).isEqualTo("ContosoTrips");
        assertThat(json.at("/counts/Critical").asInt()).isPositive();
        assertThat(json.at("/findings").size()).isEqualTo(result().findings().size());
    }

    @Test
    void a_secret_is_found_and_shown_nowhere() throws IOException {
        assertThat(result().findings())
                .extracting(finding -> finding.rule().id())
                .contains("secret-entra-client-secret");
        List<String> log = new ArrayList<>();
        new ConsoleReport(new Reporter() {
                    @Override
                    public void info(String message) {
                        log.add(message);
                    }

                    @Override
                    public void warn(String message) {
                        log.add(message);
                    }

                    @Override
                    public void debug(String message) {
                        log.add(message);
                    }
                })
                .write(result());
        StringBuilder all = new StringBuilder(String.join("\n", log));
        for (Reports format : Reports.values()) {
            all.append(write(format));
        }
        for (int i = 0; i + 6 <= SECRET.length(); i++) {
            assertThat(all).doesNotContain(SECRET.substring(i, i + 6));
        }
        assertThat(String.join("\n", log)).contains("High secret-entra-client-secret", "To mend it:");
    }
}
