package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.contents.SolutionReader;
import io.github.dataversealm.solution.dependency.DependencyCheck;
import io.github.dataversealm.solution.dependency.DependencyFinding;
import io.github.dataversealm.solution.dependency.DependencyFinding.Mode;
import io.github.dataversealm.solution.dependency.DependencyTree;
import io.github.dataversealm.solution.dependency.SolutionNames;
import io.github.dataversealm.solution.dependency.SolutionNode;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.project.MavenProject;

/** Compares what a project declares with what its package needs, right after it was packed. */
final class DependencyVerification {

    private final SolutionDependencies dependencies;
    private final SolutionNames names;
    private final Mode mode;

    DependencyVerification(SolutionDependencies dependencies, SolutionNames names, Mode mode) {
        this.dependencies = dependencies;
        this.names = names;
        this.mode = mode;
    }

    /** Only the manifest of the package is read. Dependencies are resolved, and looked into only where a name does not tell. */
    void verify(MavenProject project, Path zip, Reporter reporter) throws IOException {
        if (mode == Mode.OFF) {
            return;
        }
        DependencyTree tree = dependencies.tree(project);
        SolutionNode subject = SolutionNode.of(
                SolutionReader.readManifest(zip, ZipLimits.DEFAULT),
                Optional.of(tree.root()),
                tree.declared(),
                zip.toString());
        if (tree.children().isEmpty()
                && subject.needs().isEmpty()
                && subject.parent().isEmpty()) {
            return;
        }
        List<DependencyFinding> findings = new DependencyCheck(
                        subject,
                        tree,
                        dependencies.nodes(tree),
                        names,
                        subject.needs().isEmpty() && subject.parent().isEmpty() ? Map.of() : dependencies.modules())
                .findings();
        FindingReport report = new FindingReport(mode);
        report.warn(findings, reporter);
        report.require(findings);
    }
}
