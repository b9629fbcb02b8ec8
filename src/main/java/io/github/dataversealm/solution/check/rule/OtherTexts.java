package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.index.Solution;
import io.github.dataversealm.solution.check.tree.PackageFile;
import io.github.dataversealm.solution.layout.ComponentFolders;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The texts of components that have folders of their own, such as the topics of agents ({@code botcomponents/.../data}), which
 * call services, too.
 */
final class OtherTexts {

    private static final Set<String> ENDINGS = Set.of("", "json", "yaml", "yml", "xml", "sql", "txt", "csv");

    /** What has rules that look at its texts already. */
    private static final String VARIABLES = "environmentvariabledefinitions";

    private final Solution solution;

    OtherTexts(Solution solution) {
        this.solution = solution;
    }

    /** A source folder may have more than a solution: only folders in which components are count. */
    List<PackageFile> files() {
        Set<String> folders = solution.tree().files().stream()
                .filter(file -> ComponentFolders.isVerbatimDocument(file.path()) && solution.isClaimed(file))
                .map(file -> folder(file.path()))
                .filter(folder -> !folder.equals(VARIABLES))
                .collect(Collectors.toSet());
        return solution.tree().files().stream()
                .filter(file -> folders.contains(folder(file.path())) && ENDINGS.contains(ending(file.name())))
                .toList();
    }

    private static String folder(String path) {
        return path.substring(0, Math.max(0, path.indexOf('/'))).toLowerCase(Locale.ROOT);
    }

    private static String ending(String name) {
        int point = name.lastIndexOf('.');
        return point < 0 ? "" : name.substring(point + 1).toLowerCase(Locale.ROOT);
    }
}
