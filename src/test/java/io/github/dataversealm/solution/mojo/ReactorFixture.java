package io.github.dataversealm.solution.mojo;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.dataversealm.solution.testkit.ChoiceSolution;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.execution.BuildFailure;
import org.apache.maven.execution.BuildSuccess;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.DefaultSessionData;
import org.eclipse.aether.RepositorySystemSession;

/** Modules of a build, and the session that builds some of them. */
final class ReactorFixture {

    final List<String> log = new ArrayList<>();
    final Properties typed = new Properties();
    final MavenExecutionRequest request = new DefaultMavenExecutionRequest();
    final MavenExecutionResult result = new DefaultMavenExecutionResult();
    private final Path folder;

    ReactorFixture(Path folder) {
        this.folder = folder;
    }

    /** A module that imports. */
    MavenProject solution(String name, String... dependencies) {
        MavenProject module = module(name, "dataverse-solution", dependencies);
        Plugin plugin = new Plugin();
        plugin.setGroupId("io.github.dataversealm");
        plugin.setArtifactId("solution-maven-plugin");
        plugin.setVersion("1.2");
        PluginExecution execution = new PluginExecution();
        execution.setId("default-import");
        execution.setPhase("deploy");
        execution.addGoal("import");
        plugin.addExecution(execution);
        module.getBuild().addPlugin(plugin);
        return module;
    }

    /** A module that imports nothing. */
    MavenProject library(String name, String... dependencies) {
        return module(name, "pom", dependencies);
    }

    private MavenProject module(String name, String packaging, String... dependencies) {
        Model model = new Model();
        model.setGroupId("com.contoso");
        model.setArtifactId(name);
        model.setVersion("1.4.2");
        model.setPackaging(packaging);
        model.setBuild(new Build());
        model.getBuild().setDirectory(folder.resolve(name).resolve("target").toString());
        for (String artifact : dependencies) {
            Dependency dependency = new Dependency();
            dependency.setGroupId("com.contoso");
            dependency.setArtifactId(artifact);
            dependency.setVersion("1.4.2");
            dependency.setType("dataverse-solution");
            model.addDependency(dependency);
        }
        MavenProject project = new MavenProject(model);
        project.setFile(new File(folder.toFile(), name + "/pom.xml"));
        project.setArtifact(new DefaultArtifact(
                "com.contoso", name, "1.4.2", null, packaging, null, new DefaultArtifactHandler("zip")));
        return project;
    }

    /** The zip of a solution that needs components of others, which its pom.xml need not say. */
    Path zip(String solution, String... needed) throws IOException {
        ChoiceSolution choice = new ChoiceSolution(solution, "1.4.2.0");
        for (String other : needed) {
            choice.needs(ChoiceSolution.choiceOf(other), other + " (1.4.2.0)");
        }
        return choice.writeZip(folder.resolve(solution + ".zip"));
    }

    /** Notes that a module was built and waits. */
    void waits(MavenProject module, String environments) throws IOException {
        Path zip = Files.writeString(folder.resolve(module.getArtifactId() + "_managed.zip"), module.getArtifactId());
        WaitingImport.of(module, environments, SolutionZip.file(zip)).write();
    }

    /** What a module leaves for the last one; what is done with it is logged by its name. */
    ModuleImport left(MavenProject module, String like, Optional<Path> zip, Map<String, Exception> failures) {
        String name = module.getArtifactId();
        Map<String, String> zips = zip.<Map<String, String>>map(
                        file -> Map.of(file.toString(), "com.contoso:" + name + ":1.4.2"))
                .orElse(Map.of());
        return ModuleImport.of(module, like, "test", Map.of(), () -> zips, values -> {
            String names = JoinedModules.of(values).projects().stream()
                    .map(MavenProject::getArtifactId)
                    .reduce((one, other) -> one + "+" + other)
                    .orElseThrow();
            return work(names, failures).values();
        });
    }

    private BatchWork work(String names, Map<String, Exception> failures) {
        log.add("evaluate " + names);
        Optional<Exception> broken = failure("evaluate " + names, failures);
        return broken.map(BatchWork::failed)
                .orElseGet(() -> BatchWork.of(
                        Map.of("test", Map.of(names, "1.4.2.0")),
                        before -> {
                            log.add("look " + names + " after " + before);
                            return failure("look " + names, failures);
                        },
                        () -> {
                            log.add("import " + names);
                            return failure("import " + names, failures);
                        },
                        () -> {
                            log.add("close " + names);
                            return Optional.empty();
                        }));
    }

    private static Optional<Exception> failure(String step, Map<String, Exception> failures) {
        return Optional.ofNullable(failures.get(step));
    }

    void failed(MavenProject module) {
        result.addException(new IllegalStateException("broken"));
        result.addBuildSummary(new BuildFailure(module, 1, new IllegalStateException("broken")));
    }

    void built(MavenProject... modules) {
        for (MavenProject module : modules) {
            result.addBuildSummary(new BuildSuccess(module, 1));
        }
    }

    /** A build with {@code mvn deploy} of the first modules; the others are left out. */
    MavenSession session(List<MavenProject> built, MavenProject... leftOut) {
        List<MavenProject> all = new ArrayList<>(List.of(leftOut));
        all.addAll(built);
        RepositorySystemSession repositories = mock(RepositorySystemSession.class);
        when(repositories.getData()).thenReturn(new DefaultSessionData());
        MavenSession session = mock(MavenSession.class);
        when(session.getRepositorySession()).thenReturn(repositories);
        when(session.getProjects()).thenReturn(built);
        when(session.getAllProjects()).thenReturn(all);
        when(session.getGoals()).thenReturn(List.of("deploy"));
        when(session.getUserProperties()).thenReturn(typed);
        when(session.getRequest()).thenReturn(request);
        when(session.getResult()).thenReturn(result);
        when(session.getPluginGroups()).thenReturn(List.of("io.github.dataversealm"));
        when(session.getExecutionRootDirectory()).thenReturn(folder.toString());
        return session;
    }
}
