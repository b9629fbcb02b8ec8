package io.github.dataversealm.solution.dependency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.contents.SolutionReader;
import io.github.dataversealm.solution.dependency.DependencyFinding.Kind;
import io.github.dataversealm.solution.dependency.DependencyFinding.Mode;
import io.github.dataversealm.solution.dependency.DependencyTree.Node;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.Coordinates;
import io.github.dataversealm.solution.testkit.ChoiceSolution;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What declarations and needs are told to disagree about, and how; the many combinations are in GeneratedGraphsTest. */
class DependencyCheckTest {

    private static final Coordinates APP = Coordinates.of("com.contoso", "app", "1.4.2");

    @TempDir
    Path folder;

    private final List<Node> declared = new ArrayList<>();
    private final List<SolutionNode> dependencies = new ArrayList<>();
    private Map<String, String> mapping = Map.of();
    private List<String> platform = List.of();
    private Map<String, Coordinates> modules = Map.of();

    private SolutionNode node(ChoiceSolution solution, Optional<Coordinates> name) throws IOException {
        Path zip = Files.createTempFile(folder, "zip-", ".zip");
        return SolutionNode.of(
                SolutionReader.read(solution.writeZip(zip), ZipLimits.DEFAULT), name, List.of(), zip.toString());
    }

    private void declare(String artifact, String version, ChoiceSolution solution) throws IOException {
        Coordinates name = Coordinates.of("com.contoso", artifact, version);
        declared.add(new Node(name, "compile", false, Optional.empty(), Optional.empty(), Optional.empty(), List.of()));
        dependencies.add(node(solution, Optional.of(name)));
    }

    private List<DependencyFinding> check(ChoiceSolution app) throws IOException {
        return new DependencyCheck(
                        node(app, Optional.of(APP)),
                        new DependencyTree(APP, declared),
                        dependencies,
                        new SolutionNames(mapping, platform),
                        modules)
                .findings();
    }

    private static ChoiceSolution app() {
        return new ChoiceSolution("ContosoApp", "1.4.2.0");
    }

    private static ChoiceSolution base(String version) {
        return new ChoiceSolution("ContosoBase", version);
    }

    // ---------------------------------------------------------------- versions

    @ParameterizedTest
    @CsvSource({
        "1.2.0.0, 1.2.0.0, true",
        "1.2.0.0, 1.2.0.99, true",
        "1.2.1.0, 1.2.0.99, true",
        "1.2.0.0, 1.2.1.0, false",
        "1.2, 1.2.0, true",
        "1.10.0.0, 1.9.0.0, true",
        "2.0.0.0, 1.9.9.9, true",
        "1.9.9.9, 2.0.0.0, false"
    })
    void the_number_of_a_build_does_not_make_a_version_too_low(String has, String needs, boolean enough)
            throws IOException {
        declare("base", "1.2.0", base(has));
        assertThat(check(app().needs("ctr_contosobase", "ContosoBase (" + needs + ")")))
                .extracting(DependencyFinding::kind)
                .isEqualTo(enough ? List.of() : List.of(Kind.TOO_LOW));
    }

    @Test
    void a_version_that_is_too_low_is_told_with_the_component_and_the_lines_to_write() throws IOException {
        declare("base", "1.2.0", base("1.2.0.0"));
        DependencyFinding finding =
                check(app().needs("ctr_contosobase", "ContosoBase (1.3.0.4)")).get(0);
        assertThat(finding.problem())
                .contains("com.contoso:base:1.2.0 (ContosoBase 1.2.0.0) is too low")
                .contains("ContosoBase 1.3.0.4 or higher: choice 'ctr_contosobase', needed by choice 'ctr_contosoapp'")
                .contains("com.contoso:app -> com.contoso:base:1.2.0");
        assertThat(finding.advice())
                .contains("<artifactId>base</artifactId>")
                .contains("<version>1.3.0</version>")
                .contains("<type>dataverse-solution</type>");
    }

    @Test
    void what_a_dependency_needs_of_another_one_counts_too() throws IOException {
        declare("base", "1.2.0", base("1.2.0.0").needs("ctr_core", "Core (1.1.0.0)"));
        declare("core", "1.0.0", new ChoiceSolution("Core", "1.0.0.0"));
        assertThat(check(app().needs("ctr_contosobase", "Active").needs("ctr_core", "Active")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.kind()).isEqualTo(Kind.TOO_LOW);
                    assertThat(finding.problem())
                            .contains("com.contoso:base:1.2.0")
                            .contains("Core 1.1.0.0 or higher");
                });
    }

    private List<DependencyFinding> ranged(String range, String needs) throws IOException {
        Coordinates name = Coordinates.of("com.contoso", "base", "1.9.0");
        declared.add(
                new Node(name, "compile", false, Optional.of(range), Optional.empty(), Optional.empty(), List.of()));
        dependencies.add(node(base("1.9.0.0"), Optional.of(name)));
        return check(app().needs("ctr_contosobase", "ContosoBase (" + needs + ")"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"[1.2.3,2.0) | 1.2.3.7", "[1.9,2.0) | 1.3.0.0", "[1.9.0] | 1.9.0.4", "(1.2,2.0) | 1.2.0.0"})
    void a_range_that_begins_with_what_is_needed_is_right(String range, String needs) throws IOException {
        assertThat(ranged(range, needs)).isEmpty();
    }

    @Test
    void a_range_that_takes_less_than_is_needed_is_told_before_an_environment_has_it() throws IOException {
        assertThat(ranged("[1.0,2.0)", "1.2.3.4")).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.TOO_WIDE);
            assertThat(finding.problem())
                    .contains("com.contoso:base is declared as [1.0,2.0), and com.contoso:app:1.4.2 (ContosoApp"
                            + " 1.4.2.0) needs ContosoBase 1.2.3.4 or higher: choice 'ctr_contosobase'");
            assertThat(finding.advice()).isEqualTo("Let the range begin with 1.2.3.");
            assertThat(finding.isError(Mode.FAIL)).isFalse();
        });
    }

    // ---------------------------------------------------------------- what is not declared

    @Test
    void a_solution_that_nobody_knows_can_be_declared_or_called_part_of_the_platform() throws IOException {
        DependencyFinding finding =
                check(app().needs("ctr_x", "Partner (3.0.0.0)")).get(0);
        assertThat(finding.kind()).isEqualTo(Kind.UNDECLARED);
        assertThat(finding.solution()).isEqualTo("Partner");
        assertThat(finding.advice()).contains("<version>3.0.0</version>").contains("<Partner>platform</Partner>");
        assertThat(finding.isError(Mode.WARN)).isFalse();
        assertThat(finding.isError(Mode.FAIL)).isTrue();
    }

    @Test
    void a_module_of_the_build_is_named_as_it_is() throws IOException {
        modules = Map.of("contosobase", Coordinates.of("com.contoso", "base-module", "1.4.2-SNAPSHOT"));
        assertThat(check(app().needs("ctr_contosobase", "ContosoBase (1.0.0.0)"))
                        .get(0)
                        .advice())
                .contains("<artifactId>base-module</artifactId>")
                .contains("<version>1.4.2-SNAPSHOT</version>");
    }

    @Test
    void a_mapping_names_the_artifact_and_finds_a_solution_under_another_name() throws IOException {
        mapping = Map.of("OldName", "com.contoso:base");
        assertThat(check(app().needs("ctr_gone", "OldName (1.0.0.0)")))
                .singleElement()
                .satisfies(finding -> assertThat(finding.advice()).contains("<artifactId>base</artifactId>"));
        declare("base", "1.2.0", base("1.2.0.0"));
        assertThat(check(app().needs("ctr_gone", "OldName (1.0.0.0)"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "System (5.0)",
                "msdynce_Sales (9.0.4.0076)",
                "msdyn_Playbook (9.0.2103.4000 )",
                "MICROSOFTPORTALBASE (9.3.2301.1)",
                "AppModuleWebResources (2.5)",
                "Partner (1.0)",
                "AcmeSuite_Core (1.0)"
            })
    void what_comes_with_the_environment_is_never_asked_for(String solution) throws IOException {
        mapping = Map.of("Partner", "platform");
        platform = List.of("Acme*_Core");
        assertThat(check(app().needs("ctr_x", solution))).isEmpty();
    }

    @Test
    void a_solution_of_microsoft_that_is_declared_is_a_dependency_like_others() throws IOException {
        declare("sales", "8.0.0", new ChoiceSolution("msdynce_Sales", "8.0.0.0"));
        assertThat(check(app().needs("ctr_msdynce_sales", "msdynce_Sales (9.0.4.0076)")))
                .extracting(DependencyFinding::kind)
                .containsExactly(Kind.TOO_LOW);
    }

    @Test
    void a_component_of_an_unmanaged_solution_is_found_in_the_dependencies() throws IOException {
        declare("base", "1.2.0", base("1.2.0.0").brings("ctr_more"));
        assertThat(check(app().needs("ctr_more", "Active"))).isEmpty();
        assertThat(check(app().needs("ctr_more", "Active").needs("ctr_nowhere", "")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.kind()).isEqualTo(Kind.UNDECLARED);
                    assertThat(finding.solution()).isEmpty();
                    assertThat(finding.problem()).contains("ctr_nowhere").doesNotContain("ctr_more");
                });
    }

    @Test
    void unknown_solutions_can_be_left_out() throws IOException {
        mapping = Map.of("Active", "platform");
        assertThat(check(app().needs("ctr_nowhere", "Active"))).isEmpty();
    }

    @Test
    void many_components_are_told_by_the_first_and_their_number() throws IOException {
        ChoiceSolution app = app();
        for (int i = 0; i < 10; i++) {
            app.needs("ctr_x" + i, "Partner (1." + i + ".0.0)");
        }
        assertThat(check(app))
                .singleElement()
                .satisfies(finding -> assertThat(finding.problem())
                        .contains("Partner 1.9.0.0")
                        .contains("ctr_x0")
                        .contains("ctr_x2")
                        .doesNotContain("ctr_x3")
                        .contains("and 7 more components"));
    }

    // ---------------------------------------------------------------- what does not fit

    @Test
    void a_component_that_the_named_solution_does_not_have_is_told() throws IOException {
        declare("base", "1.2.0", base("1.2.0.0"));
        assertThat(check(app().needs("ctr_removed", "ContosoBase (1.0.0.0)")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.kind()).isEqualTo(Kind.NOT_BROUGHT);
                    assertThat(finding.problem()).contains("does not have").contains("ctr_removed");
                });
    }

    @Test
    void a_component_that_moved_to_another_dependency_is_there() throws IOException {
        declare("base", "1.2.0", base("1.2.0.0"));
        declare("core", "1.0.0", new ChoiceSolution("Core", "1.0.0.0").brings("ctr_moved"));
        assertThat(check(app().needs("ctr_moved", "ContosoBase (1.0.0.0)")
                        .needs("ctr_core", "Active")
                        .needs("ctr_contosobase", "Active")))
                .isEmpty();
    }

    @Test
    void findings_stand_in_the_order_of_their_weight() throws IOException {
        declare("base", "1.2.0", base("1.2.0.0"));
        declare("idle", "1.0.0", new ChoiceSolution("Idle", "1.0.0.0"));
        assertThat(check(app().needs("ctr_x", "Partner (1.0)").needs("ctr_contosobase", "ContosoBase (9.0)")))
                .extracting(DependencyFinding::kind)
                .containsExactly(Kind.TOO_LOW, Kind.UNDECLARED, Kind.UNNEEDED);
    }

    @Test
    void a_mapping_to_something_else_is_refused_with_the_right_form() {
        assertThatThrownBy(() -> new SolutionNames(Map.of("Partner", "com.partner:app:1.0"), List.of()))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("com.partner:app:1.0")
                .hasMessageContaining("<Partner>com.contoso:base</Partner>");
    }

    // ---------------------------------------------------------------- circles

    @Test
    void a_circle_is_told_with_the_components_and_the_declaration_that_close_it() throws IOException {
        Coordinates base = Coordinates.of("com.contoso", "base", "1.2.0");
        SolutionNode one = node(app().needs("ctr_contosobase", "ContosoBase (1.2.0.0)"), Optional.of(APP));
        SolutionNode two = node(base("1.2.0.0"), Optional.of(base));
        SolutionNode closing = new SolutionNode(
                two.uniqueName(),
                two.version(),
                two.managed(),
                two.coordinates(),
                two.parent(),
                List.of("com.contoso:app"),
                two.needs(),
                two.components(),
                two.place());
        assertThatThrownBy(() -> SolutionGraph.of(List.of(one, closing)).order())
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("ContosoApp needs ContosoBase needs ContosoApp")
                .hasMessageContaining("choice 'ctr_contosobase', needed by choice 'ctr_contosoapp'")
                .hasMessageContaining("its project declares the dependency com.contoso:app:1.4.2")
                .hasMessageContaining("remove the dependency on com.contoso:app from the pom.xml of com.contoso:base");
    }
}
