package io.github.dataversealm.solution.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployedLaterTest {

    @TempDir
    Path folder;

    private ReactorFixture reactor;
    private MavenProject solution;
    private MavenProject tests;

    @BeforeEach
    void start() {
        reactor = new ReactorFixture(folder);
        solution = deployed(reactor.solution("base"));
        tests = deployed(reactor.library("tests"));
    }

    private static MavenProject deployed(MavenProject module) {
        Plugin plugin = new Plugin();
        plugin.setGroupId("org.apache.maven.plugins");
        plugin.setArtifactId("maven-deploy-plugin");
        plugin.addExecution(new PluginExecution());
        module.getBuild().addPlugin(plugin);
        return module;
    }

    private Optional<String> later() {
        return new DeployedLater(reactor.session(List.of(solution, tests))).after(solution);
    }

    @Test
    void artifacts_are_deployed_at_once_unless_it_is_said_otherwise() {
        assertThat(later()).isEmpty();
        tests.getProperties().setProperty("deployAtEnd", "true");
        assertThat(later()).contains("tests");
        reactor.typed.setProperty("deployAtEnd", "false");
        assertThat(later()).isEmpty();
    }

    @Test
    void what_is_never_deployed_is_not_deployed_too_late() {
        reactor.typed.setProperty("deployAtEnd", "true");
        assertThat(later()).contains("tests");
        reactor.typed.setProperty("maven.deploy.skip", "true");
        assertThat(later()).isEmpty();
    }
}
