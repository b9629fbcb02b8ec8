package io.github.dataversealm.solution.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommandsTest {

    private static final String TEXT = "Look at mvn solution:history, then run mvn solution:list -Denv=test.";

    private final Commands coordinates = new Commands("mvn -f a/pom.xml", "com.contoso:trips-plugin:1.2");

    @Test
    void where_maven_knows_the_prefix_it_is_typed() {
        assertThat(Commands.usual().command("list")).isEqualTo("mvn solution:list");
        assertThat(Commands.usual().in(TEXT)).isEqualTo(TEXT);
    }

    @Test
    void elsewhere_the_coordinates_are() {
        assertThat(coordinates.goal("list")).isEqualTo("com.contoso:trips-plugin:1.2:list");
        assertThat(coordinates.command("list")).isEqualTo("mvn -f a/pom.xml com.contoso:trips-plugin:1.2:list");
        assertThat(coordinates.in(TEXT))
                .isEqualTo("Look at mvn -f a/pom.xml com.contoso:trips-plugin:1.2:history, then run"
                        + " mvn -f a/pom.xml com.contoso:trips-plugin:1.2:list -Denv=test.");
    }

    @Test
    void a_text_is_made_typeable_once() {
        assertThat(coordinates.in(coordinates.in(TEXT))).isEqualTo(coordinates.in(TEXT));
    }

    @Test
    void what_is_no_command_stays() {
        String text = "The goal check of solution:trips says: mvn deploy.";
        assertThat(coordinates.in(text)).isEqualTo(text);
    }
}
