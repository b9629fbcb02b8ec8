package io.github.dataversealm.solution.mojo;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.project.MavenProject;

/**
 * The modules of a build that are imported in one go.
 *
 * @param modules in the order of the build
 * @param folder for the reports; empty for the usual one
 */
record JoinedModules(List<ModuleImport> modules, Optional<Path> folder) {

    private static final String MODULES = "modules";
    private static final String FOLDER = "folder";

    /** What {@link #values} gave, perhaps in another class loader. */
    @SuppressWarnings("unchecked")
    static JoinedModules of(Map<String, Object> values) {
        return new JoinedModules(
                ((List<Map<String, Object>>) values.get(MODULES))
                        .stream().map(ModuleImport::new).toList(),
                Optional.ofNullable((Path) values.get(FOLDER)));
    }

    /** The same in objects of the JDK and of Maven. */
    Map<String, Object> values() {
        List<Map<String, Object>> all =
                modules.stream().map(ModuleImport::values).toList();
        return folder.<Map<String, Object>>map(path -> Map.of(MODULES, all, FOLDER, path))
                .orElseGet(() -> Map.of(MODULES, all));
    }

    List<MavenProject> projects() {
        return modules.stream().map(ModuleImport::project).distinct().toList();
    }

    /** The settings files of all modules for an environment. */
    List<Path> settingsFiles(String environment) {
        return modules.stream()
                .flatMap(module -> module.settings(environment).stream())
                .distinct()
                .toList();
    }
}
