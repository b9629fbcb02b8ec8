package io.github.dataversealm.solution.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Properties;
import org.apache.maven.execution.MavenSession;
import org.junit.jupiter.api.Test;

class TypedCommandTest {

    @Test
    void what_concerns_the_plugin_is_shown_in_order_and_no_secret() {
        Properties typed = new Properties();
        typed.setProperty("solution.waves", "1,9");
        typed.setProperty("env", "group:customers");
        typed.setProperty("solution.zipFile", "my zips/a.zip");
        typed.setProperty("solution.clientSecret", "s3cr3t");
        typed.setProperty("password", "s3cr3t");
        typed.setProperty("skipTests", "true");
        MavenSession session = mock(MavenSession.class);
        when(session.getGoals()).thenReturn(List.of("package", "solution:import"));
        when(session.getUserProperties()).thenReturn(typed);
        assertThat(TypedCommand.of(session))
                .isEqualTo("mvn package solution:import -Denv=group:customers -Dsolution.waves=1,9"
                        + " \"-Dsolution.zipFile=my zips/a.zip\"");
    }
}
