package io.github.dataversealm.solution.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
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

    @Test
    void a_goal_that_does_nothing_without_an_environment_gets_the_one_that_is_worked_on() {
        Commands test = Commands.usual().at("test");
        assertThat(test.in("Look at mvn solution:history, then run mvn solution:list."))
                .isEqualTo("Look at mvn solution:history -Denv=test, then run mvn solution:list -Denv=test.");
        assertThat(test.in("mvn solution:delete -Dsolution.name=Trips; mvn solution:plan -Denv=<environment> shows"))
                .isEqualTo("mvn solution:delete -Denv=test -Dsolution.name=Trips; mvn solution:plan -Denv=test shows");
        assertThat(coordinates.at("test").in("Run: mvn solution:publish"))
                .isEqualTo("Run: mvn -f a/pom.xml com.contoso:trips-plugin:1.2:publish -Denv=test");
        assertThat(coordinates.at("test").in("mvn package solution:import"))
                .isEqualTo("mvn -f a/pom.xml package com.contoso:trips-plugin:1.2:import -Denv=test");
        assertThat(test.in(test.in("mvn solution:history"))).isEqualTo("mvn solution:history -Denv=test");
        assertThat(Commands.usual().at("https://contoso.crm4.dynamics.com").in("mvn solution:history"))
                .isEqualTo("mvn solution:history -Denv=https://contoso.crm4.dynamics.com");
    }

    @Test
    void a_goal_that_has_one_or_needs_none_stays() {
        Commands test = Commands.usual().at("test");
        for (String text : List.of(
                "mvn solution:list -Denv=uat",
                "mvn solution:plan -Dsolution.zipFile=<its zip>,<this zip> -Denv=uat",
                "mvn solution:import -Dsolution.planFile=target/solution/plan.json",
                "mvn solution:plan \"-Dsolution.zipFile=my zips/a.zip\" -Denv=uat",
                "mvn solution:upgrade -Dsolution.url=https://a -Dsolution.name=x",
                "mvn solution:unpack -Dsolution.zipFile=a.zip; mvn solution:set-version; mvn solution:import-all")) {
            assertThat(test.in(text)).isEqualTo(text);
        }
    }

    @Test
    void of_several_it_is_the_one_that_the_text_is_about_or_any() {
        Commands some = Commands.usual().atSome(Set.of("a", "b"));
        assertThat(some.in("[b] Trips: failed.\nRun: mvn solution:publish"))
                .isEqualTo("[b] Trips: failed.\nRun: mvn solution:publish -Denv=b");
        assertThat(some.in("[x] mvn solution:history")).isEqualTo("[x] mvn solution:history -Denv=<environment>");
        assertThat(some.about("a").in("mvn solution:history")).isEqualTo("mvn solution:history -Denv=a");
        assertThat(some.about("x")).isEqualTo(some);
    }
}
