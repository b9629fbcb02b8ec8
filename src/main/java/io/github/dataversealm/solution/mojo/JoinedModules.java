package io.github.dataversealm.solution.mojo;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.project.MavenProject;

/**
 * The modules of a build that are imported in one go.
 *
 * @param modules what each has left for the others
 * @param folder for the reports; empty for the usual one
 */
record JoinedModules(List<Map<String, Object>> modules, Optional<Path> folder) {

    static JoinedModules of(List<Map<String, Object>> modules, String folder) {
        return new JoinedModules(
                modules, Optional.of(folder).filter(text -> !text.isEmpty()).map(Path::of));
    }

    List<MavenProject> projects() {
        return modules.stream().map(ReactorImport::project).distinct().toList();
    }

    /** The settings files of all modules for an environment. */
    List<Path> settingsFiles(String environment) {
        return modules.stream()
                .flatMap(module -> ReactorImport.settings(module, environment).stream())
                .distinct()
                .toList();
    }
}
