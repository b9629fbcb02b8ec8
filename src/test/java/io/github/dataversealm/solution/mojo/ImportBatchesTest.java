package io.github.dataversealm.solution.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportBatchesTest {

    @TempDir
    Path folder;

    private ReactorFixture reactor;

    @BeforeEach
    void start() {
        reactor = new ReactorFixture(folder);
    }

    /** A module whose solution has its name and needs those of others, by their components. */
    private ModuleImport module(String name, String options, String... needed) throws IOException {
        return reactor.left(
                reactor.solution(name), options, Optional.of(reactor.zip("Contoso" + name, needed)), Map.of());
    }

    private static String batches(ModuleImport... modules) throws Exception {
        return ImportBatches.of(List.of(modules)).stream()
                .map(batch -> batch.stream().map(ModuleImport::name).collect(Collectors.joining("+")))
                .collect(Collectors.joining(" "));
    }

    @Test
    void modules_with_the_same_options_are_imported_in_one_go_as_they_come() throws Exception {
        assertThat(batches(module("A", "same", "ContosoB"), module("B", "same")))
                .isEqualTo("A+B");
        assertThat(ImportBatches.of(List.of())).isEmpty();
    }

    @Test
    void what_a_module_needs_goes_before_it_whatever_the_order_of_the_build() throws Exception {
        assertThat(batches(module("A", "forced", "ContosoB"), module("B", "usual")))
                .isEqualTo("B A");
        assertThat(batches(
                        module("Addon", "usual", "ContosoExtension"),
                        module("Base", "usual"),
                        module("Extension", "forced", "ContosoBase")))
                .isEqualTo("Base Extension Addon");
    }

    @Test
    void what_a_pom_says_counts_too() throws Exception {
        ModuleImport dependent =
                reactor.left(reactor.solution("A", "B"), "forced", Optional.of(reactor.zip("ContosoA")), Map.of());
        assertThat(batches(dependent, module("B", "usual"))).isEqualTo("B A");
    }

    @Test
    void modules_that_do_not_need_each_other_make_as_few_batches_as_there_are_options() throws Exception {
        assertThat(batches(
                        module("A", "usual"),
                        module("B", "forced"),
                        module("C", "usual"),
                        module("D", "forced", "ContosoC")))
                .isEqualTo("A+C B+D");
    }

    @Test
    void a_module_without_a_solution_stays_where_it_is() throws Exception {
        ModuleImport tests = reactor.left(reactor.solution("Tests"), "usual", Optional.empty(), Map.of());
        assertThat(batches(module("A", "forced"), tests)).isEqualTo("A Tests");
    }

    @Test
    void solutions_in_a_circle_are_named() throws Exception {
        ModuleImport one = module("A", "usual", "ContosoB");
        ModuleImport other = module("B", "forced", "ContosoA");
        assertThatThrownBy(() -> batches(one, other))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("ContosoA needs ContosoB");
    }
}
