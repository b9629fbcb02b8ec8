package io.github.dataversealm.solution.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.testkit.SampleSolution;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnSolutionsTest {

    @TempDir
    Path folder;

    private MavenProject module(String name, String sources) throws IOException {
        SampleSolution.copyTo(folder.resolve(name).resolve(sources))
                .replace(
                        "Other/Solution.xml",
                        "<UniqueName>ContosoTrips</UniqueName>",
                        "<UniqueName>" + name + "</UniqueName>");
        Model model = new Model();
        model.setGroupId("com.contoso");
        model.setArtifactId(name);
        model.setVersion("1.4.2");
        model.setPackaging("dataverse-solution");
        model.setBuild(new Build());
        MavenProject project = new MavenProject(model);
        project.setFile(new File(folder.toFile(), name + "/pom.xml"));
        return project;
    }

    @Test
    void each_module_is_read_where_it_says_that_its_sources_are() throws IOException {
        MavenProject current = module("Current", "typed");
        MavenProject usual = module("Usual", "src/main/solution");
        MavenProject configured = module("Configured", "solution/src");
        Plugin plugin = new Plugin();
        plugin.setGroupId("io.github.dataversealm");
        plugin.setArtifactId("solution-maven-plugin");
        Xpp3Dom configuration = new Xpp3Dom("configuration");
        Xpp3Dom sources = new Xpp3Dom("sourceDirectory");
        sources.setValue("solution/src");
        configuration.addChild(sources);
        plugin.setConfiguration(configuration);
        configured.getBuild().addPlugin(plugin);
        MavenProject byProperty = module("ByProperty", "sources");
        byProperty.getProperties().setProperty("solution.sourceDirectory", "sources");

        OwnSolutions own = OwnSolutions.of(
                Optional.of(current), folder.resolve("Current/typed"), List.of(current, usual, configured, byProperty));

        assertThat(own.names()).containsExactly("Current", "Usual", "Configured", "ByProperty");
        assertThat(own.find("configured")).contains(configured);
    }
}
