package io.github.dataversealm.solution.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.fixture.Checking;
import io.github.dataversealm.solution.check.fixture.CleanSolution;
import io.github.dataversealm.solution.check.fixture.Scene;
import io.github.dataversealm.solution.check.gate.CommentSuppressions;
import io.github.dataversealm.solution.check.gate.Suppression;
import io.github.dataversealm.solution.check.tree.FolderTree;
import io.github.dataversealm.solution.mapping.MapFile;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.pack.PackRequest;
import io.github.dataversealm.solution.pack.Packer;
import io.github.dataversealm.solution.testkit.Effort;
import io.github.dataversealm.solution.testkit.Messages;
import io.github.dataversealm.solution.unpack.UnpackRequest;
import io.github.dataversealm.solution.unpack.Unpacker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Suppressions that stand beside the component: in comments, and in files of the source folder. */
class BesideTest {

    private static final String EVAL = "eval(\"a\");";

    @TempDir
    private Path temp;

    private CheckResult zip(String statements) throws IOException {
        Path zip = new CleanSolution().script("\n" + statements + "\n").write(temp.resolve("a.zip"));
        return Checking.of(zip).run();
    }

    private Path unpacked(String statements) throws IOException {
        Path zip = new CleanSolution().script("\n" + statements + "\n").write(temp.resolve("a.zip"));
        return Scene.unpack(zip, temp.resolve("sources"));
    }

    private static List<Finding> of(CheckResult result, String rule) {
        return result.findings().stream()
                .filter(finding -> finding.rule().id().equals(rule))
                .toList();
    }

    private static void assertSuppressed(CheckResult result, String reason) {
        assertThat(of(result, "web-avoid-eval")).singleElement().satisfies(finding -> {
            assertThat(finding.state()).isEqualTo(Finding.State.SUPPRESSED);
            assertThat(finding.reason()).isEqualTo(reason);
            assertThat(finding.decision().inSource()).isTrue();
        });
        assertThat(result.unusedSuppressions()).isEmpty();
        assertThat(of(result, "suppression-without-reason")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "// eslint-disable-next-line @microsoft/power-apps/avoid-eval -- no input of users\n§",
                "// eslint-disable-next-line no-eval, @microsoft/power-apps/avoid-eval -- no input of users\n§",
                "/* eslint-disable-next-line web-avoid-eval\n -- no input\n  * of users */\n§",
                "§ // eslint-disable-line avoid-eval -- no input of users",
                "/* eslint-disable @microsoft/power-apps/avoid-eval -- no input of users */\n\n§\n"
                        + "/* eslint-enable @microsoft/power-apps/avoid-eval */",
                "/* eslint-disable web-avoid-eval -- no input of users */ § /* eslint-enable */",
                "/* eslint-disable web-avoid-eval -- no input of users */\n§",
                "// dataverse-check:ignore web-avoid-eval -- no input of users\n\n// more to say\n§",
                "§ // dataverse-check:ignore avoid-eval no input of users",
                "/* dataverse-check:ignore web-avoid-*: no input of users */\n§",
                "§\n// dataverse-check:ignore-file web-avoid-eval -- no input of users"
            })
    void a_comment_of_a_script_suppresses(String statements) throws IOException {
        String script = statements.replace("§", EVAL);
        assertSuppressed(zip(script), "no input of users");
        Path sources = unpacked(script);
        assertSuppressed(Checking.of(sources).run(), "no input of users");
        assertSuppressed(Checking.of(temp.resolve("a.zip")).sources(sources).run(), "no input of users");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // no rule is named, or none of ours: that is not said to this check
                "/* eslint-disable */\n§",
                "// eslint-disable-next-line no-eval -- fine\n§",
                // ESLint does not heed it in such a comment either
                "// eslint-disable web-avoid-eval -- fine\n§",
                // no comment
                "var a = \"// eslint-disable-next-line web-avoid-eval -- fine\\n\";\n§",
                "// eslint-disabled-next-line web-avoid-eval -- fine\n§"
            })
    void what_is_no_suppression_of_ours_changes_nothing(String statements) throws IOException {
        CheckResult result = zip(statements.replace("§", EVAL));
        assertThat(of(result, "web-avoid-eval")).singleElement().matches(Finding::counts);
        assertThat(result.unusedSuppressions()).isEmpty();
    }

    @Test
    void another_line_and_another_rule_still_count() throws IOException {
        CheckResult result = zip("// eslint-disable-next-line web-avoid-eval -- fine\n" + EVAL + "\n" + EVAL
                + "\n/* eslint-disable web-use-async -- fine */\n" + EVAL);
        assertThat(of(result, "web-avoid-eval")).filteredOn(Finding::counts).hasSize(2);
        assertThat(result.unusedSuppressions())
                .extracting(
                        Suppression::rule, suppression -> suppression.written().file())
                .containsExactly(tuple("web-use-async", CleanSolution.SCRIPT));
    }

    @Test
    void a_comment_without_a_reason_suppresses_nothing_and_is_a_finding_at_its_line() throws IOException {
        Path sources = unpacked("\n// eslint-disable-next-line web-avoid-eval\n" + EVAL);
        CheckResult result = Checking.of(sources).run();
        assertThat(of(result, "web-avoid-eval")).singleElement().matches(Finding::counts);
        assertThat(result.unusedSuppressions()).isEmpty();
        assertThat(of(result, "suppression-without-reason")).singleElement().satisfies(finding -> {
            assertThat(finding.file()).isEqualTo("WebResources/contoso_/trip.js");
            assertThat(finding.inSource()).isTrue();
            List<String> lines = Files.readAllLines(sources.resolve(finding.file()));
            assertThat(lines.get(finding.line() - 1)).contains("eslint-disable-next-line");
        });
    }

    @Test
    void an_unused_comment_is_told_with_file_and_line_unless_its_rule_is_off() throws IOException {
        Path sources = unpacked("// dataverse-check:ignore web-avoid-eval -- gone\nvar b = 1;"
                + " // dataverse-check:ignore web-no-such-rule -- never there");
        CheckResult result = Checking.of(sources).run();
        assertThat(result.unusedSuppressions()).hasSize(2);
        assertThat(result.unusedSuppressions().get(0).toString())
                .matches("web-avoid-eval \\(WebResources/contoso_/trip\\.js:[0-9]+\\)");
        CheckResult without = Checking.of(sources).rule("web-avoid-eval", "off").run();
        assertThat(without.unusedSuppressions()).extracting(Suppression::rule).containsExactly("web-no-such-rule");
    }

    private Path withBrokenForm() throws IOException {
        Path zip = new CleanSolution()
                .replace(
                        CleanSolution.CUSTOMIZATIONS,
                        "datafieldname=\"contoso_name\"",
                        "datafieldname=\"contoso_gone\"")
                .write(temp.resolve("a.zip"));
        return Scene.unpack(zip, temp.resolve("sources"));
    }

    private static Finding missingColumn(CheckResult result) {
        assertThat(of(result, "form-column-missing")).hasSize(1);
        return of(result, "form-column-missing").get(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"before", "root", "behind"})
    void a_comment_of_xml_is_about_the_element_that_follows_or_its_own_line(String where) throws IOException {
        Path sources = withBrokenForm();
        Finding found = missingColumn(Checking.of(sources).run());
        assertThat(found.counts()).isTrue();
        Path file = sources.resolve(found.file());
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        String comment = "<!-- dataverse-check:ignore form-column-missing added by the other team -->";
        int at = found.line() - 1;
        switch (where) {
            case "before" -> lines.add(at, comment);
            case "root" -> lines.add(lines.get(0).contains("<?xml") ? 1 : 0, comment);
            default -> lines.set(at, lines.get(at) + comment);
        }
        Files.write(file, lines);
        CheckResult result = Checking.of(sources).run();
        assertThat(missingColumn(result).reason()).isEqualTo("added by the other team");
        assertThat(missingColumn(result).decision().inSource()).isTrue();
        assertThat(result.unusedSuppressions()).isEmpty();
        CheckResult ofZip = Checking.of(temp.resolve("a.zip")).sources(sources).run();
        assertThat(missingColumn(ofZip).reason()).isEqualTo("added by the other team");
    }

    @Test
    void a_comment_of_xml_about_another_element_is_unused() throws IOException {
        Path sources = withBrokenForm();
        Finding found = missingColumn(Checking.of(sources).run());
        Path file = sources.resolve(found.file());
        String text = Files.readString(file);
        int end = text.lastIndexOf("</");
        Files.writeString(
                file,
                text.substring(0, end) + "<!-- dataverse-check:ignore form-column-missing too late -->\n"
                        + text.substring(end));
        CheckResult result = Checking.of(sources).run();
        assertThat(missingColumn(result).counts()).isTrue();
        assertThat(result.unusedSuppressions()).hasSize(1);
    }

    @Test
    void comments_of_sources_decide_nothing_about_a_zip_that_holds_another_script() throws IOException {
        String comment = "/* eslint-disable-next-line web-avoid-eval -- no input of users */\n";
        Path sources = unpacked(comment + "var harmless = 1;");
        Path zip = new CleanSolution().script("\n\n" + EVAL + "\n").write(temp.resolve("b.zip"));
        CheckResult result = Checking.of(zip).sources(sources).run();
        assertThat(of(result, "web-avoid-eval")).singleElement().satisfies(finding -> {
            assertThat(finding.counts()).isTrue();
            assertThat(finding.inSource()).isFalse();
            assertThat(finding.file()).isEqualTo(CleanSolution.SCRIPT);
        });
        // its own comments count there
        Path commented =
                new CleanSolution().script("\n\n\n" + comment + EVAL + "\n").write(temp.resolve("c.zip"));
        assertSuppressed(Checking.of(commented).sources(sources).run(), "no input of users");
    }

    @Test
    void other_ends_of_lines_make_no_other_script() throws IOException {
        Path sources = unpacked("/* eslint-disable-next-line web-avoid-eval -- no input of users */\n" + EVAL);
        Path script = sources.resolve("WebResources/contoso_/trip.js");
        Files.writeString(script, Files.readString(script).replace("\r\n", "\n").replace("\n", "\r\n"));
        CheckResult result = Checking.of(temp.resolve("a.zip")).sources(sources).run();
        assertSuppressed(result, "no input of users");
        assertThat(of(result, "web-avoid-eval")).allMatch(Finding::inSource);
    }

    @Test
    void a_comment_about_another_element_of_the_sources_decides_nothing_about_the_zip() throws IOException {
        Path sources = withBrokenForm();
        Finding found = missingColumn(Checking.of(sources).run());
        Path file = sources.resolve(found.file());
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        int at = found.line() - 1;
        lines.set(at, lines.get(at).replace("contoso_gone", "contoso_name"));
        lines.add(at, "<!-- dataverse-check:ignore form-column-missing added by the other team -->");
        Files.write(file, lines);
        CheckResult result = Checking.of(temp.resolve("a.zip")).sources(sources).run();
        assertThat(missingColumn(result).counts()).isTrue();
        assertThat(missingColumn(result).inSource()).isFalse();
    }

    @Test
    void comments_of_scripts_that_are_kept_outside_of_the_folder_count() throws IOException {
        Path sources = unpacked("// eslint-disable-next-line web-avoid-eval -- no input of users\n" + EVAL);
        Path kept = Files.createDirectories(temp.resolve("dist")).resolve("trip.js");
        Files.move(sources.resolve("WebResources/contoso_/trip.js"), kept);
        Path list = Files.writeString(
                temp.resolve("mapping.xml"),
                "<Mapping><FileToFile map=\"WebResources\\contoso_\\trip.js\" to=\"" + kept + "\" /></Mapping>");
        MapFile mapping = MapFile.read(list, sources, Reporter.silent(), name -> Optional.empty());
        assertSuppressed(Checking.of(sources).mapping(mapping).run(), "no input of users");
        assertSuppressed(
                Checking.of(temp.resolve("a.zip"))
                        .sources(sources)
                        .mapping(mapping)
                        .run(),
                "no input of users");
    }

    @Test
    void many_comments_and_elements_take_no_time_of_their_product() throws IOException {
        int many = 60_000;
        String text =
                "<!-- dataverse-check:ignore web-x y -->\n".repeat(many) + "<r>\n" + "<a></a>\n".repeat(many) + "</r>";
        Effort effort = Effort.ofThread();
        assertThat(markup(text, Duration.ofMinutes(5))).hasSize(many);
        assertThat(effort.spent()).isLessThan(Duration.ofSeconds(10));
        assertThat(markup(text, Duration.ZERO)).isEmpty();
    }

    private List<Suppression> markup(String text, Duration limit) throws IOException {
        Path folder = Files.createDirectories(temp.resolve("markup"));
        Files.writeString(folder.resolve("a.xml"), text);
        try (FolderTree tree = FolderTree.open(folder)) {
            return new CommentSuppressions(tree, name -> false, limit).read();
        }
    }

    private static void write(Path folder, String rule, String rest) throws IOException {
        Files.writeString(
                folder.resolve("dataverse-check-suppressions.json"),
                "{\"suppressions\": [\n  {\"rule\": \"" + rule + "\"" + rest + "}\n]}\n");
    }

    @Test
    void a_file_in_a_folder_counts_for_it_and_those_below() throws IOException {
        Path sources = unpacked(EVAL);
        Path folder = sources.resolve("WebResources/contoso_");
        write(folder, "web-*", ", \"file\": \"trip.js\", \"reason\": \"replaced in June\"");
        for (CheckResult result : List.of(
                Checking.of(sources).run(),
                Checking.of(temp.resolve("a.zip")).sources(sources).run())) {
            assertThat(of(result, "web-avoid-eval")).singleElement().satisfies(finding -> {
                assertThat(finding.reason()).isEqualTo("replaced in June");
                assertThat(finding.decision().written())
                        .isEqualTo("WebResources/contoso_/dataverse-check-suppressions.json:2");
                assertThat(finding.decision().inSource()).isFalse();
            });
            assertThat(result.unusedSuppressions()).isEmpty();
            assertThat(result.findings()).allMatch(finding -> !finding.counts());
        }
        Files.delete(folder.resolve("dataverse-check-suppressions.json"));
        write(sources.resolve("Entities"), "web-*", ", \"reason\": \"elsewhere\"");
        CheckResult elsewhere = Checking.of(sources).run();
        assertThat(of(elsewhere, "web-avoid-eval")).singleElement().matches(Finding::counts);
        assertThat(elsewhere.unusedSuppressions()).hasSize(1);
    }

    @Test
    void a_file_that_is_wrong_is_refused_with_its_line() throws IOException {
        Path sources = unpacked(EVAL);
        write(sources, "web-*", ", \"because\": \"x\"");
        assertThatThrownBy(() -> Checking.of(sources).run())
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("dataverse-check-suppressions.json:2")
                .hasMessageContaining("because");
    }

    @Test
    void the_sources_of_another_solution_decide_nothing() throws IOException {
        Path sources = unpacked(EVAL);
        write(sources, "*", ", \"reason\": \"all of mine\"");
        Path other = new CleanSolution()
                .script(EVAL)
                .replace(CleanSolution.MANIFEST, "<UniqueName>ContosoTrips<", "<UniqueName>ContosoOther<")
                .write(temp.resolve("other.zip"));
        CheckResult result = Checking.of(other).sources(sources).run();
        assertThat(of(result, "web-avoid-eval")).singleElement().satisfies(finding -> {
            assertThat(finding.counts()).isTrue();
            assertThat(finding.inSource()).isFalse();
        });
    }

    @Test
    void the_file_is_neither_packed_nor_deleted_nor_complained_of() throws IOException {
        Path sources = unpacked("var b = 1;");
        List<String> places = List.of("", "Entities", "WebResources/contoso_", "Other", "Workflows");
        for (String place : places) {
            write(sources.resolve(place), "web-avoid-eval", ", \"reason\": \"kept\"");
        }
        Messages log = new Messages();
        Path packed = temp.resolve("packed.zip");
        new Packer().pack(PackRequest.of(sources, packed), log);
        assertThat(log.warnings()).noneMatch(line -> line.contains("dataverse-check-suppressions"));
        try (ZipFile zip = new ZipFile(packed.toFile())) {
            assertThat(zip.stream()).noneMatch(entry -> entry.getName().contains("dataverse-check-suppressions"));
        }
        assertThat(Checking.of(sources).run().findings()).isEmpty();
        // an unpack of a solution that has lost the script's folder's neighbours deletes what is stale and nothing else
        Path smaller = new CleanSolution().write(temp.resolve("smaller.zip"));
        Files.writeString(sources.resolve("WebResources/contoso_/stale.js"), "");
        new Unpacker().unpack(UnpackRequest.of(smaller, sources), Reporter.silent());
        assertThat(sources.resolve("WebResources/contoso_/stale.js")).doesNotExist();
        for (String place : places) {
            assertThat(sources.resolve(place).resolve("dataverse-check-suppressions.json"))
                    .isRegularFile();
        }
    }

    @Test
    void comments_of_yaml_count_for_their_line_or_the_next() throws IOException {
        Path folder = Files.createDirectories(temp.resolve("yaml"));
        Files.writeString(
                folder.resolve("solution.yml"),
                "name: a # dataverse-check:ignore pkg-publisher-default ours\n"
                        + "  # dataverse-check:ignore pkg-*: the next one\nurl: \"#dataverse-check:ignore x y\"\n");
        try (FolderTree tree = FolderTree.open(folder)) {
            assertThat(new CommentSuppressions(tree, name -> false, Duration.ofSeconds(1)).read())
                    .extracting(
                            Suppression::rule,
                            Suppression::reason,
                            one -> one.extent().from(),
                            one -> one.written().line())
                    .containsExactly(
                            tuple("pkg-publisher-default", "ours", 1, 1), tuple("pkg-*", "the next one", 3, 2));
        }
    }
}
