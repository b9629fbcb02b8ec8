package io.github.dataversealm.solution.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.fixture.Checking;
import io.github.dataversealm.solution.check.fixture.CleanSolution;
import io.github.dataversealm.solution.check.fixture.Scene;
import io.github.dataversealm.solution.corpus.Corpus;
import io.github.dataversealm.solution.mapping.MapFile;
import io.github.dataversealm.solution.mapping.Mapping;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Source folders that keep content elsewhere, and folders that are no source folders. */
class FolderFormsTest {

    private static final String SCRIPT = "WebResources/contoso_/trip.js";

    @TempDir
    private Path temp;

    private Path folder;

    @BeforeEach
    void unpack_the_clean_solution() throws IOException {
        folder = Scene.unpack(new CleanSolution().write(temp.resolve("a.zip")), temp.resolve("solution"));
    }

    private MapFile mapFile(String directives) throws IOException {
        Path file = temp.resolve("map.xml");
        Files.writeString(file, "<Mapping>" + directives + "</Mapping>");
        return MapFile.read(file, folder, Reporter.silent(), name -> Optional.empty());
    }

    private List<Finding> findings(MapFile mapping) throws IOException {
        return Checking.of(folder).mapping(mapping).run().findings();
    }

    @Test
    void content_that_is_mapped_and_not_built_is_not_missing() throws IOException {
        Files.delete(folder.resolve(SCRIPT));
        Files.delete(folder.resolve("WebResources/contoso_/data.gif"));
        MapFile mapping = mapFile("<FileToPath map=\"WebResources\\**\\*.js\" to=\"..\\web\\dist\\**\" />");
        assertThat(findings(mapping))
                .extracting(finding -> finding.rule().id() + " " + finding.file())
                .contains("src-content-missing WebResources/contoso_/data.gif.data.xml")
                .doesNotContain("src-content-missing " + SCRIPT + ".data.xml");
    }

    @Test
    void content_that_is_mapped_is_looked_at_where_it_is() throws IOException {
        Path built = temp.resolve("web/dist/trip.js");
        Files.createDirectories(built.getParent());
        String script = Files.readString(folder.resolve(SCRIPT));
        Files.writeString(built, script.replace("/*here*/", "\neval(\"1\");"));
        Files.delete(folder.resolve(SCRIPT));
        MapFile mapping = mapFile("<FileToFile map=\"" + SCRIPT + "\" to=\"../web/dist/trip.js\" />");
        assertThat(findings(mapping))
                .filteredOn(finding -> finding.rule().id().equals("web-avoid-eval"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.file()).isEqualTo("../web/dist/trip.js");
                    assertThat(Files.readAllLines(built).get(finding.line() - 1))
                            .startsWith("eval");
                });
        assertThat(findings(mapping)).extracting(finding -> finding.rule().id()).doesNotContain("src-content-missing");
    }

    @Test
    void what_is_mapped_is_taken_and_not_what_lies_in_the_folder() throws IOException {
        Path built = temp.resolve("trip.js");
        Files.writeString(built, Files.readString(folder.resolve(SCRIPT)));
        Files.writeString(folder.resolve(SCRIPT), "eval('left over');");
        assertThat(findings(MapFile.none()))
                .extracting(finding -> finding.rule().id())
                .contains("web-avoid-eval");
        assertThat(findings(mapFile("<FileToFile map=\"" + SCRIPT + "\" to=\"../trip.js\" />")))
                .isEmpty();
    }

    @Test
    void a_mapping_of_the_pom_need_not_be_built_for_a_check() throws IOException {
        Files.delete(folder.resolve(SCRIPT));
        List<Mapping> mappings =
                List.of(new Mapping(SCRIPT, temp.resolve("none.js").toString(), "none.js"));
        assertThatThrownBy(() -> MapFile.none().after(mappings, folder, Reporter.silent(), name -> Optional.empty()))
                .isInstanceOf(SolutionException.class);
        MapFile mapping = MapFile.none().afterUnbuilt(mappings, folder, Reporter.silent(), name -> Optional.empty());
        assertThat(findings(mapping)).isEmpty();
    }

    @Test
    void findings_of_a_zip_are_shown_in_the_files_that_it_was_packed_of() throws IOException {
        Path built = temp.resolve("trip.js");
        CleanSolution solution = new CleanSolution().script("\neval(\"1\");");
        Files.writeString(built, solution.text(CleanSolution.SCRIPT));
        Files.delete(folder.resolve(SCRIPT));
        Path zip = solution.write(temp.resolve("packed.zip"));
        List<Finding> findings = Checking.of(zip)
                .sources(folder)
                .mapping(mapFile("<FileToFile map=\"" + SCRIPT + "\" to=\"../trip.js\" />"))
                .run()
                .findings();
        assertThat(findings)
                .filteredOn(finding -> finding.rule().id().equals("web-avoid-eval"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.file()).isEqualTo("../trip.js");
                    assertThat(finding.inSource()).isTrue();
                });
    }

    @Test
    void the_yaml_layout_is_refused_in_one_sentence() {
        Path yaml = Corpus.orSkip().root().resolve("yaml/Brickyard");
        assertThatThrownBy(() -> Checking.of(yaml).run())
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("YAML layout");
    }

    @Test
    void the_parts_of_a_zip_are_no_source_folder() throws IOException {
        Path parts = temp.resolve("parts");
        for (String name : List.of("solution.xml", "customizations.xml", "[Content_Types].xml")) {
            Files.createDirectories(parts);
            Files.writeString(parts.resolve(name), new CleanSolution().text(name));
        }
        assertThatThrownBy(() -> Checking.of(parts).run())
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("parts of a solution zip");
    }

    @Test
    void a_folder_of_something_else_is_said_to_be_no_solution() throws IOException {
        Path other = Files.createDirectories(temp.resolve("other"));
        Files.writeString(other.resolve("readme.md"), "x");
        assertThat(Checking.of(other).run().findings())
                .extracting(finding -> finding.rule().id())
                .contains("pkg-root-part-missing");
    }

    @Test
    void the_rule_about_schemas_asks_for_them_when_it_is_named() {
        Checking named = Checking.of(folder).schemas(Optional.empty()).rule("pkg-schema", "High");
        assertThatThrownBy(named::run).hasMessageContaining("solution.schemaDirectory");
        assertThatThrownBy(() -> Checking.of(folder)
                        .schemas(Optional.empty())
                        .only("pkg-schema")
                        .run())
                .hasMessageContaining("solution.schemaDirectory");
    }

    @Test
    void a_check_without_schemas_says_that_it_did_not_validate() throws IOException {
        CheckResult result = Checking.of(folder).schemas(Optional.empty()).run();
        assertThat(result.notRun()).extracting(rule -> rule.id()).containsExactly("pkg-schema");
    }

    @Test
    void schemas_turn_the_rule_on_unless_it_is_off() throws IOException {
        Checking off = Checking.of(folder).rule("pkg-schema", "off");
        assertThat(off.run().notRun()).extracting(rule -> rule.id()).containsExactly("pkg-schema");
    }
}
