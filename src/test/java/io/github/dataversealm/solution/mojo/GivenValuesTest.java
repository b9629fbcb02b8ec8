package io.github.dataversealm.solution.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.message.SolutionException;
import java.io.StringReader;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GivenValuesTest {

    private static final Map<String, GivenValues.Known> KNOWN = Map.of(
            "allowWrite", new GivenValues.Known("boolean", Optional.of("solution.allowWrite"), true),
            "update", new GivenValues.Known("boolean", Optional.of("solution.update"), false),
            "unnamed", new GivenValues.Known("boolean", Optional.empty(), false),
            "connectTimeout", new GivenValues.Known("int", Optional.of("solution.connectTimeout"), false),
            "maxEntryBytes", new GivenValues.Known("long", Optional.of("solution.maxEntryBytes"), false),
            "buildVersion", new GivenValues.Known("java.lang.Integer", Optional.of("solution.buildVersion"), false),
            "name", new GivenValues.Known("java.lang.String", Optional.of("solution.name"), false));

    private final Map<String, String> typed = new HashMap<>();

    private void require(String configuration) throws Exception {
        new GivenValues(KNOWN, text -> text.startsWith("${") ? typed.get(text) : text)
                .require(
                        Xpp3DomBuilder.build(new StringReader("<configuration>" + configuration + "</configuration>")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nein", "yes", "1", "ture", "${prod.flag}"})
    void a_flag_that_is_neither_true_nor_false_is_refused_and_not_taken_for_false(String value) {
        typed.put("${solution.allowWrite}", value);
        assertThatThrownBy(() -> require("<allowWrite default-value='true'>${solution.allowWrite}</allowWrite>"))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining(
                        "The parameter 'allowWrite' does not know the value '" + value + "'. Nothing was done.")
                .hasMessageContaining("Use true or false: -Dsolution.allowWrite=false");
    }

    @Test
    void a_flag_of_the_pom_alone_is_shown_as_it_is_written() {
        assertThatThrownBy(() -> require("<unnamed>on</unnamed>"))
                .hasMessageContaining("Use true or false: <unnamed>true</unnamed>");
    }

    @Test
    void flags_as_maven_knows_them_are_taken_and_so_is_nothing() throws Exception {
        require("<allowWrite>TRUE</allowWrite><update>false</update><name>yes</name>");
        require("<allowWrite default-value='true'>${solution.allowWrite}</allowWrite>");
        require("<unknown>yes</unknown><update/>");
    }

    @Test
    void an_empty_variable_is_as_one_that_is_not_set_unless_that_would_turn_something_off() throws Exception {
        typed.put("${solution.update}", "");
        require("<update>${solution.update}</update>");
        typed.put("${solution.allowWrite}", "");
        assertThatThrownBy(() -> require("<allowWrite>${solution.allowWrite}</allowWrite>"))
                .hasMessageContaining("does not know the value ''");
    }

    @ParameterizedTest
    @ValueSource(strings = {"production", "local", "releasedOnly", "managedOnly", "checkedOnly"})
    void an_environment_does_not_lose_its_protection_over_a_word(String flag) {
        for (String value : List.of("yes", "", "${prod.flag}")) {
            assertThatThrownBy(() -> require("<environments><environment><id>prod</id><" + flag + ">" + value + "</"
                            + flag + "></environment></environments>"))
                    .isInstanceOf(SolutionException.class)
                    .hasMessageContaining("The environment 'prod' has <" + flag + ">")
                    .hasMessageContaining("neither true nor false. Nothing was done.")
                    .hasMessageContaining("Write <" + flag + ">true</" + flag + "> or");
        }
        assertThatCode(() -> require("<environments><environment><id>prod</id><url>https://a</url><" + flag + ">True</"
                        + flag + "></environment></environments>"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0", "86401", "99999999999999999999999"})
    void a_number_that_makes_no_sense_is_refused(String value) {
        assertThatThrownBy(() -> require("<connectTimeout>" + value + "</connectTimeout>"))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("The parameter 'connectTimeout' is " + value + ". Nothing was done.")
                .hasMessageContaining("Use a number from 1 to 86400: -Dsolution.connectTimeout=30");
    }

    @Test
    void other_numbers_are_taken_and_what_is_none_is_left_to_maven() throws Exception {
        require("<connectTimeout>1</connectTimeout><maxEntryBytes>9223372036854775807</maxEntryBytes>"
                + "<buildVersion>0</buildVersion>");
        require("<connectTimeout>soon</connectTimeout><connectTimeout>${solution.connectTimeout}</connectTimeout>");
        assertThatThrownBy(() -> require("<maxEntryBytes>0</maxEntryBytes>"))
                .hasMessageContaining("Use a number from 1: -Dsolution.maxEntryBytes=2147483648");
    }

    static Stream<PluginDescriptor.Parameter> numbers() {
        return PluginDescriptor.goals().stream()
                .flatMap(goal -> goal.parameters().stream())
                .filter(parameter -> Set.of("int", "long", "java.lang.Integer").contains(parameter.type()))
                .distinct();
    }

    /** A new number says which ones it takes. */
    @ParameterizedTest
    @MethodSource("numbers")
    void every_number_of_a_goal_has_a_range_with_its_default_in_it(PluginDescriptor.Parameter parameter) {
        NumberRange range = NumberRange.of(parameter.name());
        parameter
                .defaultValue()
                .ifPresent(value -> assertThat(range.has(new BigInteger(value))).isTrue());
        assertThat(range.has(BigInteger.valueOf(range.example()))).isTrue();
        assertThat(range.has(BigInteger.valueOf(-1))).isFalse();
    }
}
