package io.github.dataversealm.solution.mojo;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.apache.maven.project.MavenProject;

/**
 * What a module leaves for the end of the build, where the last one imports for all. That one may see this plugin through
 * another class loader, so everything in here are objects of the JDK and of Maven.
 *
 * @param values by the names below
 */
record ModuleImport(Map<String, Object> values) {

    private static final String PROJECT = "project";
    private static final String LIKE = "like";
    private static final String ENVIRONMENTS = "environments";
    private static final String SETTINGS = "settings";
    private static final String ZIPS = "zips";
    private static final String EVALUATION = "evaluation";

    ModuleImport {
        values = Map.copyOf(values);
    }

    /**
     * Tells what is to be imported.
     *
     * @param like modules with the same text here can be imported in one go
     * @param environments the ids of the chosen environments
     * @param settings the settings files by the id of the environment
     * @param zips finds the files that are imported, and their coordinates; empty coordinates for one that is no artifact
     * @param evaluation evaluates the import of this module and others: takes {@link JoinedModules#values}, gives
     *     {@link BatchWork#values}
     */
    static ModuleImport of(
            MavenProject project,
            String like,
            String environments,
            Map<String, List<String>> settings,
            Callable<Map<String, String>> zips,
            Function<Map<String, Object>, Map<String, Object>> evaluation) {
        return new ModuleImport(Map.of(
                PROJECT,
                project,
                LIKE,
                like,
                ENVIRONMENTS,
                environments,
                SETTINGS,
                settings,
                ZIPS,
                zips,
                EVALUATION,
                evaluation));
    }

    MavenProject project() {
        return (MavenProject) values.get(PROJECT);
    }

    String name() {
        return project().getArtifactId();
    }

    String like() {
        return (String) values.get(LIKE);
    }

    String environments() {
        return (String) values.get(ENVIRONMENTS);
    }

    @SuppressWarnings("unchecked")
    Map<String, List<String>> settings() {
        return (Map<String, List<String>>) values.get(SETTINGS);
    }

    List<Path> settings(String environment) {
        return settings().getOrDefault(environment, List.of()).stream()
                .map(Path::of)
                .toList();
    }

    /** The files that are imported, and their coordinates. */
    @SuppressWarnings("unchecked")
    Map<String, String> zips() throws Exception {
        return ((Callable<Map<String, String>>) values.get(ZIPS)).call();
    }

    /** Evaluates the import of several modules, as this one is configured. */
    @SuppressWarnings("unchecked")
    BatchWork evaluate(JoinedModules modules) {
        Function<Map<String, Object>, Map<String, Object>> evaluation =
                (Function<Map<String, Object>, Map<String, Object>>) values.get(EVALUATION);
        return new BatchWork(evaluation.apply(modules.values()));
    }
}
