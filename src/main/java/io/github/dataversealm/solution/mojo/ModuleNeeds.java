package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.contents.SolutionReader;
import io.github.dataversealm.solution.dependency.SolutionGraph;
import io.github.dataversealm.solution.dependency.SolutionNode;
import io.github.dataversealm.solution.model.Coordinates;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.model.Dependency;
import org.apache.maven.project.MavenProject;

/** Which modules of a build have to be imported before which others, because of the solutions that they import. */
final class ModuleNeeds {

    private final Map<String, SolutionNode> solutions = new LinkedHashMap<>();
    private final Map<String, Set<ModuleImport>> importers = new LinkedHashMap<>();
    private final Map<ModuleImport, Set<ModuleImport>> needs = new LinkedHashMap<>();

    private ModuleNeeds() {}

    /**
     * Reads the zips of the modules.
     *
     * @throws io.github.dataversealm.solution.message.SolutionException when solutions need each other in a circle
     */
    static ModuleNeeds of(List<ModuleImport> modules) throws Exception {
        ModuleNeeds needs = new ModuleNeeds();
        for (ModuleImport module : modules) {
            needs.needs.put(module, new LinkedHashSet<>());
            for (Map.Entry<String, String> zip : module.zips().entrySet()) {
                needs.add(module, node(module.project(), Path.of(zip.getKey()), zip.getValue()));
            }
        }
        needs.connect();
        return needs;
    }

    private static SolutionNode node(MavenProject project, Path zip, String coordinates) throws IOException {
        return SolutionNode.of(
                SolutionReader.read(zip, ZipLimits.DEFAULT),
                Optional.of(coordinates).filter(text -> !text.isEmpty()).map(Coordinates::parse),
                project.getDependencies().stream()
                        .filter(dependency -> SolutionArtifacts.PACKAGING.equals(dependency.getType()))
                        .map(ModuleNeeds::versionless)
                        .toList(),
                zip.toString());
    }

    private static String versionless(Dependency dependency) {
        return dependency.getGroupId() + ":" + dependency.getArtifactId();
    }

    /** Several modules may import the same solution, perhaps into different environments. */
    private void add(ModuleImport module, SolutionNode solution) {
        String name = solution.uniqueName().toLowerCase(Locale.ROOT);
        solutions.putIfAbsent(name, solution);
        importers.computeIfAbsent(name, first -> new LinkedHashSet<>()).add(module);
    }

    private void connect() throws IOException {
        SolutionGraph graph = SolutionGraph.of(new ArrayList<>(solutions.values()));
        graph.order();
        for (SolutionGraph.Edge edge : graph.edges()) {
            Set<ModuleImport> suppliers = importers(edge.to());
            importers(edge.from()).stream()
                    .filter(module -> !suppliers.contains(module))
                    .forEach(module -> needs.get(module).addAll(suppliers));
        }
    }

    private Set<ModuleImport> importers(SolutionNode solution) {
        return importers.get(solution.uniqueName().toLowerCase(Locale.ROOT));
    }

    /** Whether everything that a module needs of others is among those that are imported before it. */
    boolean isReady(ModuleImport module, Set<ModuleImport> before) {
        return before.containsAll(needs.get(module));
    }
}
