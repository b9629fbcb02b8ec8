package io.github.dataversealm.solution.mojo;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.execution.BuildFailure;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * The imports of a build of several modules, which are done together when the last module that has one has come to it. That
 * one may see this plugin through another class loader than the others do, so what modules leave here for each other are
 * objects of the JDK and of Maven only.
 */
final class ReactorImport {

    /** Where in the session of the build the modules meet. */
    private static final String MEETING = "io.github.dataversealm.solution.import";

    private static final String PHASE = "deploy";
    private static final String DEPLOY_PLUGIN = "org.apache.maven.plugins:maven-deploy-plugin";
    private static final String AT_END = "deployAtEnd";

    private static final String PROJECT = "project";
    private static final String LIKE = "like";
    private static final String ENVIRONMENTS = "environments";
    private static final String SETTINGS = "settings";
    private static final String RUN = "run";

    // What Maven 4 leaves for its option -r.
    private static final String RESUME_FILE = "resume.properties";
    private static final String REMAINING = "remainingProjects";

    private final MavenSession session;
    private final MojoExecution execution;
    private final MavenProject project;
    private final Set<String> expected = new LinkedHashSet<>();
    private final List<WaitingImport> waiting;
    private final boolean resumes;

    /**
     * Does the import of several modules.
     *
     * <p>Takes the modules and the folder for the reports, empty for the usual one; answers what went wrong, null for nothing.
     */
    interface Run extends BiFunction<List<Map<String, Object>>, String, Exception> {}

    private ReactorImport(MavenSession session, MojoExecution execution, MavenProject project) {
        this.session = session;
        this.execution = execution;
        this.project = project;
        for (MavenProject module : session.getProjects()) {
            Plugin plugin = module.getPlugin(Plugin.constructKey(execution.getGroupId(), execution.getArtifactId()));
            if (plugin != null) {
                plugin.getExecutions().stream()
                        .filter(one -> one.getGoals().contains(execution.getGoal()))
                        .filter(one -> one.getPhase() == null || one.getPhase().equals(PHASE))
                        .forEach(one -> expected.add(id(module, one.getId())));
            }
        }
        this.waiting = waiting();
        this.resumes = !waiting.isEmpty() && resumes();
    }

    /** @return empty when the goal is not bound to the phase deploy, or is the only one of the build that is */
    static Optional<ReactorImport> of(MavenSession session, MojoExecution execution, Optional<MavenProject> project) {
        if (project.isEmpty()
                || execution.getSource() == MojoExecution.Source.CLI
                || !PHASE.equals(execution.getLifecyclePhase())) {
            return Optional.empty();
        }
        return Optional.of(new ReactorImport(session, execution, project.get()))
                .filter(reactor -> reactor.expected.contains(reactor.id()))
                .filter(reactor -> reactor.expected.size() > 1 || !reactor.waiting.isEmpty());
    }

    private static String id(MavenProject module, String execution) {
        return module.getGroupId() + ':' + module.getArtifactId() + ':' + module.getVersion() + '@' + execution;
    }

    private String id() {
        return id(project, execution.getExecutionId());
    }

    /**
     * What a module leaves for the end of the build.
     *
     * @param like modules with the same text here can be imported in one go
     * @param environments the ids of the chosen environments
     * @param settings the settings files by the id of the environment
     * @param run does it, for this module and others
     */
    Map<String, Object> module(String like, String environments, Map<String, List<String>> settings, Run run) {
        return Map.of(PROJECT, project, LIKE, like, ENVIRONMENTS, environments, SETTINGS, settings, RUN, run);
    }

    static MavenProject project(Map<String, Object> module) {
        return (MavenProject) module.get(PROJECT);
    }

    @SuppressWarnings("unchecked")
    static List<Path> settings(Map<String, Object> module, String environment) {
        return ((Map<String, List<String>>) module.get(SETTINGS))
                .getOrDefault(environment, List.of()).stream().map(Path::of).toList();
    }

    /**
     * Notes that this module has come to its import.
     *
     * @param left what it leaves for the end of the build; empty when it has nothing to import
     * @return how many modules have come so far
     */
    int arrive(Optional<Map<String, Object>> left) {
        Map<String, Object> meeting = meeting();
        synchronized (meeting) {
            meeting.put(id(), left.orElse(Map.of()));
            return meeting.size();
        }
    }

    int size() {
        return expected.size();
    }

    /**
     * The modules to be imported in one go, in the order of the build.
     *
     * @param modules not empty
     */
    record Batch(List<Map<String, Object>> modules) {

        /** @return what went wrong; null for nothing */
        @SuppressWarnings("unchecked")
        Exception run(String folder) {
            Object run = modules.get(modules.size() - 1).get(RUN);
            return ((BiFunction<List<Map<String, Object>>, String, Exception>) run).apply(modules, folder);
        }
    }

    /** What is to be done when the last module has come, with what an interrupted build before this one has left. */
    List<Batch> batches() throws IOException {
        List<Map<String, Object>> current = current();
        List<Map<String, Object>> modules = new ArrayList<>();
        for (WaitingImport one : waiting) {
            Optional<Map<String, Object>> resumed = resumed(one, current);
            if (resumed.isPresent()) {
                one.resume();
                modules.add(resumed.get());
            }
        }
        modules.addAll(current);
        List<Batch> batches = new ArrayList<>();
        for (Map<String, Object> module : modules) {
            Batch last = batches.isEmpty() ? null : batches.get(batches.size() - 1);
            if (last != null && last.modules().get(0).get(LIKE).equals(module.get(LIKE))) {
                last.modules().add(module);
            } else {
                batches.add(new Batch(new ArrayList<>(List.of(module))));
            }
        }
        return batches;
    }

    /** Modules that an interrupted build has left and that this one does not import either. */
    List<WaitingImport> leftOut() {
        List<Map<String, Object>> current = current();
        return waiting.stream().filter(one -> resumed(one, current).isEmpty()).toList();
    }

    /** The modules that have come and are not imported, and the environments that they wait for. */
    Map<String, String> come() {
        Map<String, String> come = new LinkedHashMap<>();
        current().forEach(module -> come.put(project(module).getArtifactId(), (String) module.get(ENVIRONMENTS)));
        return come;
    }

    /** What the modules have left that have something to import, in the order of the build. */
    private List<Map<String, Object>> current() {
        Map<String, Object> meeting = meeting();
        synchronized (meeting) {
            return expected.stream()
                    .map(id -> module(meeting.getOrDefault(id, Map.of())))
                    .filter(module -> !module.isEmpty())
                    .toList();
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> module(Object left) {
        return (Map<String, Object>) left;
    }

    /** A module of the build before, imported as the first one of this build is that goes to the same environments. */
    private Optional<Map<String, Object>> resumed(WaitingImport waiting, List<Map<String, Object>> current) {
        return current.stream()
                .filter(module -> resumes && waiting.environments().equals(module.get(ENVIRONMENTS)))
                .findFirst()
                .map(module -> {
                    Map<String, Object> resumed = new LinkedHashMap<>(module);
                    resumed.put(PROJECT, waiting.project());
                    resumed.put(SETTINGS, waiting.settings());
                    return resumed;
                });
    }

    /** Modules that this build leaves out, and that were built by an earlier one and wait for their import since. */
    private List<WaitingImport> waiting() {
        return Optional.ofNullable(session.getAllProjects()).stream()
                .flatMap(List::stream)
                .filter(module -> !session.getProjects().contains(module))
                .flatMap(module -> WaitingImport.read(module).stream())
                .toList();
    }

    /**
     * Whether this build goes on behind one that failed. {@code -rf} is in the request. {@code -r}, which Maven has since its
     * version 4, selects the modules that are left, as {@code -pl} would: those that Maven has noted when the build failed.
     */
    private boolean resumes() {
        String from = session.getRequest().getResumeFrom();
        if (from != null && !from.isBlank()) {
            return true;
        }
        Properties noted = new Properties();
        Path file = rootFolder(Path.of(session.getExecutionRootDirectory())).resolve(RESUME_FILE);
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            noted.load(in);
        } catch (IOException | IllegalArgumentException e) {
            // No build has failed here, or this Maven notes nothing.
            return false;
        }
        Set<String> left = new HashSet<>(CommaList.of(noted.getProperty(REMAINING)));
        return left.equals(session.getProjects().stream()
                .map(module -> module.getGroupId() + ':' + module.getArtifactId())
                .collect(Collectors.toSet()));
    }

    /** A module of this build that failed. */
    Optional<String> failed() {
        if (!session.getResult().hasExceptions()) {
            return Optional.empty();
        }
        return Optional.of(session.getProjects().stream()
                .filter(module -> session.getResult().getBuildSummary(module) instanceof BuildFailure)
                .map(MavenProject::getArtifactId)
                .findFirst()
                .orElse("the build"));
    }

    /** A module after this one at which the deploy plugin deploys all of them, because it is told to wait. */
    Optional<String> deployedLater() {
        List<MavenProject> later = session.getProjects()
                .subList(
                        session.getProjects().indexOf(project) + 1,
                        session.getProjects().size());
        return later.stream()
                .filter(module -> deployPlugin(module).isPresent())
                .filter(this::deploysAtEnd)
                .reduce((one, other) -> other)
                .map(MavenProject::getArtifactId);
    }

    private static Optional<Plugin> deployPlugin(MavenProject module) {
        return Optional.ofNullable(module.getPlugin(DEPLOY_PLUGIN))
                .filter(plugin -> !plugin.getExecutions().isEmpty());
    }

    private boolean deploysAtEnd(MavenProject module) {
        boolean configured = deployPlugin(module)
                .map(Plugin::getConfiguration)
                .filter(Xpp3Dom.class::isInstance)
                .map(configuration -> ((Xpp3Dom) configuration).getChild(AT_END))
                .filter(value -> "true".equals(value.getValue()))
                .isPresent();
        return configured
                || "true".equals(module.getProperties().getProperty(AT_END))
                || "true".equals(session.getUserProperties().getProperty(AT_END));
    }

    /** Remembers that a module waits, for a build that resumes this one. */
    void remember(Map<String, Object> module, SolutionZip zip) throws IOException {
        WaitingImport.of(project, (String) module.get(ENVIRONMENTS), settings(module), zip)
                .write();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, List<String>> settings(Map<String, Object> module) {
        return (Map<String, List<String>>) module.get(SETTINGS);
    }

    /** The build folder of the project in the folder that Maven was started in. */
    Path rootFolder(Path executionRoot) {
        return Stream.concat(
                        Optional.ofNullable(session.getAllProjects()).stream().flatMap(List::stream),
                        session.getProjects().stream())
                .filter(MavenProject::isExecutionRoot)
                .findFirst()
                .map(root -> Path.of(root.getBuild().getDirectory()))
                .orElseGet(() -> executionRoot.resolve("target"));
    }

    private Map<String, Object> meeting() {
        return SessionMap.of(session, MEETING);
    }
}
