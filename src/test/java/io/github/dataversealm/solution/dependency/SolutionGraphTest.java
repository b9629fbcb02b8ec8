package io.github.dataversealm.solution.dependency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.contents.SolutionReader;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.testkit.ChoiceSolution;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Needs that do not say of which solution; the many combinations of others are in GeneratedGraphsTest. */
class SolutionGraphTest {

    @TempDir
    Path folder;

    private List<String> order(ChoiceSolution... solutions) throws IOException {
        List<SolutionNode> nodes = new ArrayList<>();
        for (ChoiceSolution solution : solutions) {
            Path zip = solution.writeZip(folder.resolve(nodes.size() + ".zip"));
            nodes.add(SolutionNode.of(
                    SolutionReader.read(zip, ZipLimits.DEFAULT), Optional.empty(), List.of(), zip.toString()));
        }
        return SolutionGraph.of(nodes).order().stream()
                .map(SolutionNode::uniqueName)
                .toList();
    }

    private static ChoiceSolution solution(String name) {
        return new ChoiceSolution(name, "1.0.0.0");
    }

    private static String choice(String name) {
        return ChoiceSolution.choiceOf(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Active", "NotHere (1.0.0.0)"})
    void a_guess_gives_way_to_what_a_package_names(String unknown) throws IOException {
        assertThat(order(
                        solution("Base").needs(choice("App"), unknown),
                        solution("App").needs(choice("Base"), "Base (1.0.0.0)")))
                .containsExactly("Base", "App");
        assertThat(order(
                        solution("App").needs(choice("Base"), "Base (1.0.0.0)"),
                        solution("Base").needs(choice("Middle"), "Middle (1.0.0.0)"),
                        solution("Middle").needs(choice("App"), unknown)))
                .containsExactly("Middle", "Base", "App");
    }

    @Test
    void guesses_that_contradict_each_other_are_no_circle() throws IOException {
        assertThat(order(
                        solution("Base").needs(choice("App"), "Active"),
                        solution("App").needs(choice("Base"), "Active")))
                .containsExactly("App", "Base");
    }

    @Test
    void a_guess_that_closes_no_circle_counts() throws IOException {
        assertThat(order(solution("App").needs(choice("Base"), "Active"), solution("Base")))
                .containsExactly("Base", "App");
    }

    @Test
    void a_circle_of_what_packages_name_is_refused_and_told_without_guesses() {
        assertThatThrownBy(() -> order(
                        solution("Base").needs(choice("App"), "App (1.0.0.0)"),
                        solution("App").needs(choice("Base"), "Base (1.0.0.0)").needs(choice("Other"), "Active"),
                        solution("Other").needs(choice("App"), "Active")))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("in a circle: ")
                .hasMessageNotContaining("Other");
    }
}
