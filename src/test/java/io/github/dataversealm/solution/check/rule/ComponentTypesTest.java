package io.github.dataversealm.solution.check.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.model.ComponentType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The names of component types are those of the model, and those that are a part of fingerprints stay. */
class ComponentTypesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            value = {
                "1 = Table",
                "2 = Column",
                "3 = Relationship",
                "9 = Choice",
                "10 = Relationship",
                "14 = Key",
                "20 = Security role",
                "24 = Form",
                "26 = View",
                "29 = Process",
                "31 = Report",
                "36 = Email template",
                "38 = Article template",
                "39 = Mail merge template",
                "50 = Ribbon",
                "59 = Chart",
                "60 = Form",
                "61 = Web resource",
                "62 = Site map",
                "63 = Connection role",
                "66 = Code component",
                "70 = Field security profile",
                "80 = App",
                "90 = Plug-in type",
                "91 = Plug-in assembly",
                "92 = Plug-in step",
                "95 = Service endpoint",
                "300 = Canvas app",
                "371 = Connector",
                "372 = Custom connector",
                "380 = Environment variable",
                "381 = Environment variable value",
                "10013 = Connection reference",
                "connectionreference = Connection reference"
            })
    void a_kind_that_is_in_fingerprints_keeps_its_name(String type, String name) {
        assertThat(ComponentTypes.name(type)).isEqualTo(name);
        assertThat(ComponentTypes.described(type)).isEqualTo(name);
    }

    @Test
    void a_type_without_a_name_in_fingerprints_has_that_of_the_model_in_messages() {
        for (ComponentType type : ComponentType.ALL) {
            String code = type.code() == 0 ? type.logicalName() : String.valueOf(type.code());
            String name = ComponentTypes.name(code);
            if (name.startsWith("Component of type ")) {
                assertThat(name).isEqualTo("Component of type " + code);
                assertThat(ComponentTypes.described(code)).isEqualToIgnoringCase(ComponentType.describe(code));
            } else {
                assertThat(ComponentTypes.described(code)).isEqualTo(name);
            }
        }
        assertThat(ComponentTypes.described("44")).isEqualTo("Duplicate detection rule");
        assertThat(ComponentTypes.described("99999")).isEqualTo("Component of type 99999");
    }
}
