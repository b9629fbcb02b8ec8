package io.github.dataversealm.solution.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComponentTypeTest {

    @ParameterizedTest
    @CsvSource({
        "61, 61",
        "WebResource, 61",
        "webresource, 61",
        "web resource, 61",
        "Entity, 1",
        "table, 1",
        "column, 2",
        "attribute, 2",
        "savedquery, 26",
        "view, 26",
        "plug-in assembly, 91",
        "Connector, 372",
        "Form, 24",
        "systemform, 60",
        "msdyn_aimodel, 401",
        "connectionreference, 0",
        "custom api, 0",
        "' 29 ', 29"
    })
    void a_type_is_found_by_any_of_its_names(String word, int code) {
        assertThat(ComponentType.parse(word)).map(ComponentType::code).contains(code);
    }

    @ParameterizedTest
    @CsvSource({"''", "99999999999", "10332", "nothing", "-1", "0"})
    void what_names_no_type_finds_none(String word) {
        assertThat(ComponentType.parse(word)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "371, 372",
        "24, 60",
        "1, 1",
        "10332, 10332",
        "EnvironmentVariableDefinition, 380",
        "CustomAPI, customapi",
        "MaskingRule, maskingrule",
        "msdyn_Unknown, msdyn_unknown",
        "canvasapp, 300"
    })
    void spellings_of_one_type_are_one_text(String spelled, String canonical) {
        assertThat(ComponentType.canonical(spelled)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "1, table",
        "2, column",
        "connectionreference, connection reference",
        "10332, component of type 10332",
        "msdyn_panetool, msdyn_panetool",
        "'', component",
        "bot, agent"
    })
    void people_read_names_they_know(String type, String name) {
        assertThat(ComponentType.describe(type)).isEqualTo(name);
    }

    @Test
    void no_code_and_no_table_has_two_rows() {
        assertThat(ComponentType.ALL.stream().map(ComponentType::code).filter(code -> code > 0))
                .doesNotHaveDuplicates();
        assertThat(ComponentType.ALL.stream()
                        .filter(type -> type.code() != 371)
                        .map(ComponentType::logicalName)
                        .collect(Collectors.toList()))
                .doesNotHaveDuplicates();
        assertThat(ComponentType.ofLogicalName("SavedQuery"))
                .map(ComponentType::code)
                .contains(26);
        assertThat(ComponentType.ofLogicalName("view")).isEmpty();
    }
}
