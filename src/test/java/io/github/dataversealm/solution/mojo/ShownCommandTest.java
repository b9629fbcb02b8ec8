package io.github.dataversealm.solution.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShownCommandTest {

    @Test
    void it_says_what_is_to_be_done_and_quotes_what_a_shell_would_take_apart() {
        assertThat(new ShownCommand("mvn solution:rollback")
                        .with("env", Optional.of("prod"))
                        .with("solution.artifact", Optional.empty())
                        .with("solution.zipFile", Optional.of("my zips/a.zip"))
                        .with(List.of("-Dsolution.way=update"))
                        .when(true, "solution.allowDataLoss")
                        .when(false, "solution.forceOverwrite"))
                .hasToString("mvn solution:rollback -Denv=prod \"-Dsolution.zipFile=my zips/a.zip\""
                        + " -Dsolution.way=update -Dsolution.allowDataLoss");
    }

    @Test
    void what_else_was_typed_for_the_plugin_comes_along() {
        Properties typed = new Properties();
        typed.setProperty("solution.url", "https://contoso.crm4.dynamics.com");
        typed.setProperty("solution.settingsFile", "typed.json");
        typed.setProperty("solution.from", "1.0");
        typed.setProperty("solution.confirm", "test");
        typed.setProperty("revision", "1.4.2");
        assertThat(new ShownCommand("mvn solution:rollback")
                        .with("solution.settingsFile", Optional.of("a.json"))
                        .withRest(typed, Set.of("solution.from", "solution.confirm"))
                        .with("solution.confirm", Optional.of("prod")))
                .as("but not twice, and not what the run has answered")
                .hasToString("mvn solution:rollback -Dsolution.settingsFile=a.json"
                        + " -Dsolution.url=https://contoso.crm4.dynamics.com -Dsolution.confirm=prod");
    }

    @Test
    void a_plan_is_applied_with_what_was_typed_and_is_not_in_it() {
        Properties typed = new Properties();
        typed.setProperty("env", "a,b");
        typed.setProperty("solution.settingsFile", "of test/s.json");
        typed.setProperty("solution.waves", "1,1");
        typed.setProperty("solution.forceOverwrite", "true");
        typed.setProperty("solution.artifact", "com.contoso:trips:1.4.2");
        assertThat(PlanCommands.apply("mvn solution:import", "target/plan.json", typed))
                .hasToString("mvn solution:import -Dsolution.planFile=target/plan.json"
                        + " \"-Dsolution.settingsFile=of test/s.json\"");
        typed.setProperty("env", "a");
        typed.setProperty("solution.url", "https://contoso.crm4.dynamics.com");
        assertThat(PlanCommands.apply("mvn solution:import", "target/plan.json", typed))
                .as("an address that was typed is not in the pom")
                .hasToString("mvn solution:import -Denv=a -Dsolution.planFile=target/plan.json"
                        + " \"-Dsolution.settingsFile=of test/s.json\""
                        + " -Dsolution.url=https://contoso.crm4.dynamics.com");
    }
}
