package io.github.dataversealm.solution.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.dataverse.MissingDependencyRow;
import io.github.dataversealm.solution.dataverse.MissingDependencyRow.Component;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DependencyTableTest {

    private static Component component(String name) {
        return new Component("9", "", name, name, "", "");
    }

    private static List<MissingDependencyRow> rows(int count) {
        List<MissingDependencyRow> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String solution = i % 3 == 0 ? "Base (1.2.0.0)" : "Core (2.0.0.0)";
            rows.add(new MissingDependencyRow(component("ctr_" + i), solution, component("ctr_app")));
            rows.add(new MissingDependencyRow(component("ctr_" + i), solution, component("ctr_app")));
        }
        return rows;
    }

    @Test
    void what_fits_a_screen_is_told_as_a_whole() {
        assertThat(DependencyTable.brief(rows(20), "; elsewhere"))
                .hasSize(41)
                .startsWith(
                        "Missing in the environment (20):",
                        "  choice 'ctr_0'  <-  from solution Base (1.2.0.0)",
                        "      needed by choice 'ctr_app'")
                .isEqualTo(DependencyTable.lines(rows(20)));
        assertThat(DependencyTable.brief(List.of(), "; elsewhere")).isEmpty();
    }

    @Test
    void of_many_the_solutions_that_have_them_are_told_and_the_first_of_them() {
        assertThat(DependencyTable.brief(rows(200), "; elsewhere"))
                .hasSize(45)
                .startsWith(
                        "Missing in the environment (200):",
                        "  67 from solution Base (1.2.0.0)",
                        "  133 from solution Core (2.0.0.0)",
                        "The first of them:",
                        "  choice 'ctr_0'  <-  from solution Base (1.2.0.0)")
                .endsWith("  and 180 more; elsewhere");
        assertThat(DependencyTable.lines(rows(200))).hasSize(401);
    }
}
